"""A timeline that draws what is not known: soft ends where a date is vague, several marks where tellers differ.

A decade is one section with its own scale. A day or a month is a dot, a stretch that lasted is a solid bar, a date
known only to a season or a year is a bar with soft ends, and differing dates stand one under another, hollow, because
none of them is settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doltap.model import DateValue
from doltap.publish.views import TimelineItem


@dataclass(frozen=True, slots=True)
class Mark:
    """One date on a track, in percent of the decade: `shape` is 'dot', 'bar', 'soft' (vague), 'since' or 'until'.

    `before` and `after` say that it goes on beyond the decade.
    """

    shape: str
    x: float
    width: float
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a decade with a mark for each of its dates; `differ` when there are several."""

    item: TimelineItem
    marks: tuple[Mark, ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years from `start` and the items that begin in them, in order of time."""

    start: int
    rows: tuple[Row, ...]


def decades(items: Iterable[TimelineItem]) -> tuple[tuple[Decade, ...], tuple[TimelineItem, ...]]:
    """The items by the decade in which their first date can begin, and apart those whose dates are wholly open."""
    dated: list[TimelineItem] = []
    undated: list[TimelineItem] = []
    for item in items:
        (dated if _first_day(item) else undated).append(item)
    dated.sort(key=lambda i: (_first_day(i) or date.max, i.label))
    by_start: dict[int, list[TimelineItem]] = {}
    for item in dated:
        by_start.setdefault((_first_day(item) or date.min).year // 10 * 10, []).append(item)
    return tuple(_decade(s, by_start[s]) for s in sorted(by_start)), tuple(undated)


def _first_day(item: TimelineItem) -> date | None:
    known = [d.earliest or d.latest for d in item.dates]
    return min((d for d in known if d), default=None)


def _decade(start: int, items: list[TimelineItem]) -> Decade:
    rows = tuple(Row(i, tuple(m for d in i.dates if (m := mark(d, start))), len(i.dates) > 1) for i in items)
    return Decade(start, rows)


def mark(value: DateValue, decade: int) -> Mark | None:
    """The mark of one date on the decade that begins in `decade`; None when the date says nothing at all."""
    if not (value.earliest or value.latest):
        return None
    first, last = _place(value.earliest, decade), _place(value.latest, decade, end=True)
    left, right = max(0.0, first), min(100.0, last)
    if right <= 0 or left >= 100:
        left, right = (0.0, 0.6) if right <= 0 else (99.4, 100.0)
    shape = _shape(value)
    return Mark(shape, round(left, 3), round(max(right - left, 0.6), 3), first < 0, last > 100)


def _place(day: date | None, decade: int, *, end: bool = False) -> float:
    if day is None:
        return 101.0 if end else -1.0
    whole = (date(decade + 10, 1, 1) - date(decade, 1, 1)).days
    return 100 * ((day - date(decade, 1, 1)).days + (1 if end else 0)) / whole


def _shape(value: DateValue) -> str:
    if not (value.earliest and value.latest):
        return "since" if value.earliest else "until"
    vague = any(c in value.edtf for c in "~?%X[{")
    if (value.latest - value.earliest).days <= 31 and not vague:
        return "dot"
    return "bar" if "/" in value.edtf and not vague else "soft"
