"""What may leave at all, and how coarse: deny by default, year bands, no statistics that would draw a way out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from doltap.model import DateValue, SafetyClass

BAND: Final = 5
"""Years in one band of a person's events."""


def may_leave(safety: Iterable[SafetyClass]) -> bool:
    """Whether a passage with these classes may leave the archive: only one with none. Anything unknown stays."""
    return not list(safety)


def year_band(value: DateValue) -> DateValue:
    """The five-year bands that hold the date ('1998-01' gives '1995/1999'): all that leaves of a person's events."""
    first, last = value.earliest, value.latest
    return _years(
        first.year // BAND * BAND if first else None,
        last.year // BAND * BAND + BAND - 1 if last else None,
    )


def _years(first: int | None, last: int | None) -> DateValue:
    sides = ("" if first is None else f"{first:04}", "" if last is None else f"{last:04}")
    edtf = sides[0] if first is not None and first == last else "/".join(s or ".." for s in sides)
    return DateValue(
        edtf,
        None if first is None else date(max(first, 1), 1, 1),
        None if last is None else date(min(last, 9999), 12, 31),
    )
