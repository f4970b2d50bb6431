"""What the language room finds in a text, gathered once: places, dates, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from doltap.model import DateValue, EntityType, Gazetteer, Mention, plain_date

_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?:년|(?!\d))")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as said and as understood."""

    start: int
    end: int
    text: str
    value: DateValue
    kind: str = "year"


@dataclass(frozen=True, slots=True)
class Ground:
    """Places and dates of one text, each in order of where it stands."""

    places: tuple[Mention, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    bodies: tuple[Mention, ...] = ()


def ground(text: str, gazetteer: Gazetteer, told: date | None) -> Ground:
    """What stands in `text`."""
    dates = tuple(FoundDate(m.start(), m.end(), m[0], plain_date(m[0][:4])) for m in _YEAR.finditer(text))
    names: dict[str, list[str]] = {}
    for place in gazetteer.places:
        for name in {place.name_en, place.name_ko, *place.names} - {""}:
            names.setdefault(name, []).append(place.id)
    if not names:
        return Ground((), dates)
    pattern = re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))
    found = tuple(
        Mention(m.start(), m.end(), m[0], EntityType.PLACE, tuple(names[m[0]])) for m in pattern.finditer(text)
    )
    return Ground(found, dates)
