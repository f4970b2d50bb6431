"""What the tests of this room share: a small pack, and assertions as plain rows."""

from __future__ import annotations

from functools import cache

from doltap.extract import extract
from doltap.model import (
    Assertion,
    DateValue,
    Gazetteer,
    NameValue,
    NumberValue,
    PlaceValue,
    TermValue,
    TextValue,
    Value,
)
from doltap.packs import load


@cache
def pack() -> Gazetteer:
    """The North Korea pack, with the generic one under it."""
    return load("north_korea").gazetteer


def plain(value: Value) -> object:
    """A value as one comparable thing: EDTF, the text or term, the bounds."""
    match value:
        case DateValue(edtf=edtf):
            return edtf
        case NumberValue(low=low, high=high):
            return (low, high)
        case TermValue(term=term):
            return term
        case NameValue(text=text) | PlaceValue(text=text) | TextValue(text=text):
            return text


class Told:
    """One text read, to be asked about."""

    def __init__(self, text: str) -> None:
        self.found = extract(text, [], account="a", gazetteer=pack())
        self.teller = self.found.entities[0].id

    def all(self, what: str) -> list[Assertion]:
        """Every assertion of one property."""
        return [a for a in self.found.assertions if a.property == what]

    def values(self, what: str) -> list[object]:
        """The values of one property, of whomever."""
        return [plain(a.value) for a in self.all(what)]

    def own(self, what: str) -> list[object]:
        """The values of one property of the teller."""
        return [plain(a.value) for a in self.all(what) if a.entity == self.teller]

    def people(self) -> list[object]:
        """The names of persons, as they stand."""
        return [plain(a.value) for a in self.all("name") if a.entity_type == "person"]

    def event(self, kind: str) -> dict[str, object]:
        """The properties of the first event of one kind, with its certainty and basis."""
        first = next(a for a in self.all("kind") if plain(a.value) == kind)
        mine = [a for a in self.found.assertions if a.entity == first.entity]
        return {a.property: plain(a.value) for a in mine} | {
            "certainty": first.certainty.value,
            "basis": first.basis.value,
        }

    def entity_of(self, name: str) -> str:
        """The entity that one name names."""
        return next(a.entity for a in self.all("name") if plain(a.value) == name)
