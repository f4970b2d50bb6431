"""Weighings cut to what an audience may see: of people at most province and year band, small counts left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from doltap.model import DateValue, EntityType, NameValue, PlaceValue, Value, WeighedValue, Weighing, Withheld
from doltap.safety import year_band

Province = Callable[[str], str]
"""The id of the province (or country) that holds a place id; the place itself where it is one."""

PEOPLE = frozenset({"actor", "victim", "participant", "kin"})
"""What is told of an event that can name a person."""


def coarse(value: Value, province: Province) -> Value:
    """A value about a person as it may leave: dates as a band of years, places as their province."""
    match value:
        case DateValue():
            return year_band(value)
        case PlaceValue(_, ids):
            wider = tuple(dict.fromkeys(province(i) for i in ids))
            return PlaceValue(wider[0] if wider else "", wider)
        case _:
            return value


def screen(
    weighings: Iterable[Weighing], types: Mapping[str, EntityType], public_people: frozenset[str], province: Province
) -> tuple[list[Weighing], tuple[Withheld, ...]]:
    """The weighings as the public may see them, and how many were withheld by reason.

    Public people (those the pack tells of, with their own published words) keep country or province and year. Any other
    person is withheld whole, and so is each value that names one in what is told of something else: a name that stands
    in a published page is not thereby ours to list. A name that no pack knows may be a person's.
    """
    shown: list[Weighing] = []
    withheld = 0
    for weighing in weighings:
        if types.get(weighing.entity) is not EntityType.PERSON:
            values = tuple(v for v in weighing.values if not _names_someone(weighing.property, v.value, public_people))
            withheld += len(weighing.values) - len(values)
            if values:
                shown.append(replace(weighing, values=values))
        elif weighing.entity in public_people:
            shown.append(replace(weighing, values=tuple(_coarser(v, province) for v in weighing.values)))
        else:
            withheld += 1
    return shown, (Withheld("person_not_public", withheld),) if withheld else ()


def _names_someone(prop: str, value: Value, public_people: frozenset[str]) -> bool:
    if prop not in PEOPLE or not isinstance(value, NameValue):
        return False
    return not value.id or (value.id.startswith("person.") and value.id not in public_people)


def _coarser(value: WeighedValue, province: Province) -> WeighedValue:
    kept = coarse(value.value, province) if isinstance(value.value, PlaceValue) else value.value
    return replace(value, value=kept)
