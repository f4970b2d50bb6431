"""What a pack knows, as values that the pure rooms take: places, bodies, event words, terms, anchors, safety rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ANY_COUNTRY: Final = "any_country"
"""The pack id of a country that a text leaves open ('a third country'): what is said of it is said of any."""


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place of the gazetteer: an id, every spelling of its name, and the id of the place that holds it.

    `kind`: country, province, city, county, district, river, facility. `lat`/`lon` are the centre of the county or
    city at the finest, never of a facility.
    """

    id: str
    kind: str
    name_en: str
    name_ko: str
    names: tuple[str, ...] = ()
    parent: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What was otherwise before: `kind` is name (it bore the name `value`) or parent (it lay in the place `value`).

    `period` is when, as EDTF ('../2005'), empty where no source dates it.
    """

    place: str
    kind: str
    value: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body, office or outlet that the pack knows, with every spelling."""

    id: str
    kind: str
    name_en: str
    name_ko: str
    names: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class EventWord:
    """Words that tell of one kind of event: `kind` is a machine word (arrest, return, death, departure, ...).

    `en` are English base forms and phrases, `ko` Korean stems; `subject` and `object` say which role the grammatical
    subject and object play (actor, victim, participant; empty: none).
    """

    kind: str
    en: tuple[str, ...]
    ko: tuple[str, ...]
    subject: str = "actor"
    object: str = "victim"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a closed vocabulary, with every word it is written with."""

    vocabulary: str
    id: str
    name_en: str
    name_ko: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyWord:
    """Words that say something of the place they stand beside: `property` is a machine word (safe_haven, asylum)."""

    property: str
    en: tuple[str, ...]
    ko: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A public event that people date by: phrases in Korean and English, and the EDTF date or interval it means."""

    id: str
    edtf: str
    phrases_ko: tuple[str, ...]
    phrases_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperationalRule:
    """One rule of the safety room: a class, and patterns that must (all of `all_of`) and must not (`none_of`) match.

    Patterns are regular expressions over one sentence, case-insensitive. `kind` is a machine word for the reason.
    `safety_class` is a SafetyClass, or 'words' (alternatives that other rows use as `<kind>`) or 'signal' (see
    `doltap.safety.rulebook`); every repeat in a pattern has a limit.
    """

    id: str
    safety_class: str
    kind: str
    language: str
    all_of: tuple[str, ...]
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names a text is searched for: places, bodies, event words, terms, anchors, surnames, titles, kin words."""

    places: tuple[PlaceEntry, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    event_words: tuple[EventWord, ...] = ()
    terms: tuple[Term, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    surnames: tuple[str, ...] = field(default=())
    surnames_latin: tuple[str, ...] = field(default=())
    titles: tuple[str, ...] = field(default=())
    kin_words: tuple[str, ...] = field(default=())
    property_words: tuple[PropertyWord, ...] = field(default=())
    place_changes: tuple[PlaceChange, ...] = field(default=())
