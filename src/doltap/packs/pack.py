"""What a pack holds: names to find in a text, rules of safety, sources, and facts that each rest on their own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Final

from doltap.model import EntityType, Gazetteer, OperationalRule, Source, Term, Value
from doltap.packs.codebook import CodebookTerm, newest
from doltap.packs.labels import Label, Rendering

UNKNOWN_SOURCE: Final = "unknown"
"""The id of the source of a fact whose originator is not known; what it says is never verified."""

SEEN: Final = "seen"
"""The one word of the column `checked` that lets a row be shown as verified."""


def is_verified(checked: str, source: str) -> bool:
    """Whether a row may be shown as verified: its document was seen and its originator is known."""
    return checked == SEEN and source not in ("", UNKNOWN_SOURCE)


@dataclass(frozen=True, slots=True)
class FactAssertion:
    """One thing that a fact says of one entity, by a stable key ('person.thae_yong_ho', 'figure.arrivals_rok.2009').

    `value_text` stands in the fact's English words. `event` and `role`: the event that `entity` takes part in.
    """

    entity: str
    entity_type: EntityType
    property: str
    value: Value
    value_text: str
    event: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One public fact as one plain sentence in each language, and what it asserts.

    `source` is the id of the originator of the words, `origin` the telling behind it (five outlets that carry one
    report have one origin), `document` where it was read, `seen` when it was read (EDTF: a day, or '../day' for no
    later than that day; empty where nobody read it), `checked` one of seen, verify, memory, not_checked. `verified` is
    False unless the document was seen and the originator is known: it is then shown as unverified, never as law.
    """

    id: str
    topic: str
    source: str
    origin: str
    document: str
    seen: str
    checked: str
    verified: bool
    words_en: str
    words_ko: str
    assertions: tuple[FactAssertion, ...] = ()

    def words(self, language: str) -> str:
        """The sentence in 'en' or 'ko'."""
        return self.words_ko if language == "ko" else self.words_en


@dataclass(frozen=True, slots=True)
class Pack:
    """What the archive knows about a country, as data: a pack and all that it extends, in one value.

    Tables for pages and charts are not held here: `doltap.packs.figures` and its fellows read them when asked. `seen`
    is when the documents were read whose rows name no day of their own.
    """

    id: str
    version: str
    name_en: str
    name_ko: str
    licence: str
    gazetteer: Gazetteer
    safety_rules: tuple[OperationalRule, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    extends: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    codebook: tuple[CodebookTerm, ...] = ()
    seen: str = ""
    folder: Traversable | None = field(default=None, compare=False, repr=False)

    def vocabulary(self, name: str) -> tuple[Term, ...]:
        """The terms of one closed vocabulary, in the order of the pack; empty when the pack has none of that name."""
        return tuple(t for t in self.gazetteer.terms if t.vocabulary == name)

    @property
    def codebook_version(self) -> str:
        """The version of the codebook; empty when the pack has none."""
        return newest(self.codebook)

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The names of the closed vocabularies, each once."""
        return tuple(dict.fromkeys(t.vocabulary for t in self.gazetteer.terms))
