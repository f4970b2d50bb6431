"""What is compared of one entity inside one account: names and a few attributes, never a journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from doltap.model import (
    Assertion,
    Certainty,
    DateValue,
    Entity,
    EntityType,
    NameValue,
    PlaceValue,
    SafetyClass,
    TermValue,
    TextValue,
    Value,
)

COMPARED = (
    "birth_date",
    "birth_place",
    "sex",
    "death_date",
    "occupation",
    "kin",
    "departed",
    "arrived",
    "date",
    "place",
    "kind",
)
"""Attributes that are compared. Of leaving and arriving the year alone, and never as what makes a proposal."""


PEOPLE = frozenset({"actor", "victim", "participant"})


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity of one account, ready to compare: its names and its attributes by property."""

    entity: str
    type: EntityType
    account: str
    names: tuple[str, ...]
    attributes: tuple[tuple[str, Value], ...]
    participants: tuple[str, ...] = ()

    def values(self, prop: str) -> tuple[Value, ...]:
        """The values of one property."""
        return tuple(v for p, v in self.attributes if p == prop)


def profiles(entities: Iterable[Entity], assertions: Iterable[Assertion]) -> list[Profile]:
    """A profile for each named entity and each event; operational passages are left out before anything is joined."""
    by_entity: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if SafetyClass.OPERATIONAL not in assertion.safety and assertion.certainty is not Certainty.DENIED:
            by_entity[assertion.entity].append(assertion)
    names = {i: [text_of(a.value) for a in told if a.property == "name"] for i, told in by_entity.items()}
    made = (_profile(e, by_entity[e.id], names) for e in entities if e.id in by_entity)
    return [p for p in made if p.names or p.type is EntityType.EVENT]


def _profile(entity: Entity, told: list[Assertion], known: Mapping[str, list[str]]) -> Profile:
    names = dict.fromkeys(text_of(a.value) for a in told if a.property in {"name", "alias"})
    attributes = tuple((a.property, a.value) for a in told if a.property in COMPARED)
    people = dict.fromkeys(name for a in told if a.property in PEOPLE for name in _people(a, known))
    return Profile(entity.id, entity.type, entity.account, tuple(names), attributes, tuple(people))


def _people(assertion: Assertion, known: Mapping[str, list[str]]) -> list[str]:
    """The names of a participant: 'I' and 'my brother' are words for somebody and no names."""
    return known.get(assertion.event, []) if assertion.event else [text_of(assertion.value)]


def text_of(value: Value) -> str:
    """The text of a value: a name, a place, a term, an EDTF date."""
    match value:
        case NameValue(text) | TextValue(text) | PlaceValue(text):
            return text
        case TermValue(_, term):
            return term
        case DateValue(edtf):
            return edtf
        case _:
            return ""
