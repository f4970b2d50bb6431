"""Who is who inside one account: one full name is one entity; a short one goes back to it when only one fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from doltap.extract.people import How, Named
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN
from doltap.model import Entity, EntityType, NameValue, TextValue


@dataclass(frozen=True, slots=True)
class Part:
    """One mention of an entity, and the sentence it stands in. A title before it begins at `lead`.

    `name`: whom a pronoun means; empty where the words themselves say it.
    """

    start: int
    end: int
    lead: int
    entity: Entity
    sentence: Sentence
    name: str = ""


@dataclass(slots=True)
class Cast:
    """Everybody whom the account names so far."""

    by_name: dict[str, Entity] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


def _key(name: str) -> str:
    return name.replace("-", "").replace(" ", "").casefold()


def assemble(sheet: Sheet, scene: Scene, named: Sequence[Named]) -> Cast:
    """Mint an entity for each person named, write name and title of every mention, and keep who stands where.

    A full name that the teller has given as their own is the teller.
    """
    cast = Cast(dict.fromkeys(_own_names(sheet), sheet.narrator))
    fulls = {_key(n.name): n for n in named if n.how is How.FULL}
    for one in named:
        sentence = scene.at(one.start)
        if sentence is None:
            continue
        key = _key(one.name) if one.how is How.FULL else _reference(one, fulls)
        entity = cast.by_name.get(key) or sheet.mint(EntityType.PERSON)
        cast.by_name[key] = entity
        cast.parts.append(Part(one.start, one.end, _lead(scene.text, one), entity, sentence))
        sheet.state(sentence, entity, "name", NameValue(one.name), scene.text[one.start : one.end], PLAIN)
        if one.title:
            sheet.state(sentence, entity, "title", TextValue(one.title), one.title, PLAIN)
    return cast


def _own_names(sheet: Sheet) -> Iterator[str]:
    """The keys of the full names that the sheet holds of the teller."""
    for told in sheet.extraction().assertions:
        if told.entity == sheet.narrator.id and isinstance(told.value, NameValue):
            words = told.value.text
            # A first name alone is somebody else's too.
            if " " in words or not words.isascii():
                yield _key(words)


def _lead(text: str, one: Named) -> int:
    """Where the title before the name begins; the name's own start when there is none."""
    start = one.start - len(one.title) - 1
    return start if one.title and start >= 0 and text.startswith(one.title, start) else one.start


def _reference(one: Named, fulls: dict[str, Named]) -> str:
    """The key of the only full name that this short one can mean; else a key of its own (name with its title)."""
    mine = one.name.casefold()
    fitting = [k for k, full in fulls.items() if _short_for(one, mine, full)]
    if len(fitting) == 1:
        return fitting[0]
    return f"{mine}|{one.title.casefold()}" if one.how is How.SURNAME else mine


def _short_for(one: Named, mine: str, full: Named) -> bool:
    words = full.name.casefold().split()
    if len(words) == 1:
        return one.how is How.SURNAME and full.name.startswith(one.name) and bool(one.title) and one.title == full.title
    return mine in (words[0], words[-1])
