"""What is compared of one event as one account tells it: kind, dates, places, who, how many. Never a journey.

An event that is a move (leaving, crossing, arriving) is made coarse before anything is compared: its places become
their country, its dates their years. What is operational or denied is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from doltap.model import (
    Assertion,
    Certainty,
    DateValue,
    Entity,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    Role,
    SafetyClass,
    TermValue,
)
from doltap.model.kinds import MOVES

_COUNTED = frozenset({"count", "term"})
ROLES = (Role.VICTIM, Role.PARTICIPANT, Role.ACTOR)
_WOMEN = frozenset(
    ("mother", "sister", "older_sister", "younger_sister", "daughter", "wife", "aunt", "niece", "grandmother",
     "mother_in_law", "sister_in_law", "female")
)  # fmt: skip
_MEN = frozenset(
    ("father", "brother", "older_brother", "younger_brother", "son", "husband", "uncle", "nephew", "grandfather",
     "father_in_law", "brother_in_law", "male")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in an event: the part, the names (none: 'I', 'my aunt', 'a man'), the sex where it is told."""

    role: str
    names: tuple[str, ...]
    sex: str = ""
    narrator: bool = False


@dataclass(frozen=True, slots=True)
class EventSlots:
    """One event of one account, ready to compare. Several dates or places are several tellings inside the account.

    `counts` say how many people it was, and of a sentence how many years or months.
    """

    id: str
    account: str
    kind: str
    dates: tuple[DateValue, ...] = ()
    places: tuple[PlaceValue, ...] = ()
    people: tuple[Participant, ...] = ()
    counts: tuple[NumberValue, ...] = ()

    @property
    def concerned(self) -> tuple[Participant, ...]:
        """Those whom it happened to; where nobody is, all who are in it."""
        return tuple(p for p in self.people if p.role != Role.ACTOR) or self.people


Parents = Mapping[str, str]
"""The place that holds each place, by pack id."""


def event_slots(entities: Iterable[Entity], assertions: Iterable[Assertion], parents: Parents) -> list[EventSlots]:
    """The slots of every event that has a kind, in the order of `entities`."""
    known = {e.id: e for e in entities}
    said: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if SafetyClass.OPERATIONAL not in assertion.safety and assertion.certainty is not Certainty.DENIED:
            said[assertion.entity].append(assertion)
    events = (e for e in known.values() if e.type is EntityType.EVENT and e.id in said)
    return [slots for e in events if (slots := _slots(e, said, known, parents))]


def _slots(
    event: Entity, said: Mapping[str, list[Assertion]], known: Mapping[str, Entity], parents: Parents
) -> EventSlots | None:
    told = said[event.id]
    kind = next((a.value.term for a in told if a.property == "kind" and isinstance(a.value, TermValue)), "")
    if not kind:
        return None
    dates = dict.fromkeys(a.value for a in told if a.property == "date" and isinstance(a.value, DateValue))
    places = dict.fromkeys(a.value for a in told if a.property == "place" and isinstance(a.value, PlaceValue))
    counts = dict.fromkeys(a.value for a in told if a.property in _COUNTED and isinstance(a.value, NumberValue))
    people = tuple(_people(told, said, known))
    made = EventSlots(event.id, event.account, kind, tuple(dates), tuple(places), people, tuple(counts))
    return coarse(made, parents) if kind in MOVES else made


def _people(
    told: Iterable[Assertion], said: Mapping[str, list[Assertion]], known: Mapping[str, Entity]
) -> Iterator[Participant]:
    """A participant for each part that is told; who has an entity has the names told of it anywhere in the account."""
    for assertion in told:
        if assertion.property not in ROLES:
            continue
        entity = known.get(assertion.event) if assertion.event != assertion.entity else None
        about = said.get(assertion.event, []) if entity else []
        names = dict.fromkeys(_name(a) for a in about if a.property in {"name", "alias"})
        if not assertion.event and isinstance(assertion.value, NameValue):
            names = {assertion.value.text: None}
        narrator = bool(entity and entity.narrator)
        yield Participant(assertion.property, tuple(n for n in names if n), _sex(about), narrator)


def _name(assertion: Assertion) -> str:
    return assertion.value.text if isinstance(assertion.value, NameValue) else ""


def _sex(about: Iterable[Assertion]) -> str:
    """The sex that is told of somebody, or that a kin term says."""
    terms = {a.value.term for a in about if a.property in {"sex", "kin"} and isinstance(a.value, TermValue)}
    woman, man = bool(terms & _WOMEN), bool(terms & _MEN)
    return "" if woman == man else "female" if woman else "male"


def coarse(slots: EventSlots, parents: Parents) -> EventSlots:
    """The event with its places as countries and its dates as years: all that may be compared of a move."""
    places = tuple(dict.fromkeys(PlaceValue("", ids) for p in slots.places if (ids := _countries(p, parents))))
    dates = tuple(dict.fromkeys(_years(d) for d in slots.dates))
    return EventSlots(slots.id, slots.account, slots.kind, dates, places, slots.people)


def _countries(place: PlaceValue, parents: Parents) -> tuple[str, ...]:
    return tuple(sorted({line[-1] for i in place.ids if (line := lineage(i, parents))}))


def lineage(place: str, parents: Parents) -> tuple[str, ...]:
    """The place and all that hold it, nearest first; of an unknown place only itself."""
    line = [place]
    while (outer := parents.get(line[-1], "")) and outer not in line:
        line.append(outer)
    return tuple(line)


def _years(value: DateValue) -> DateValue:
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return DateValue("", None, None)
    text = f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
    return DateValue(text, date(first.year, 1, 1), date(last.year, 12, 31))
