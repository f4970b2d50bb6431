"""A date as a teller says it, before it is known which days it means: parts of a date, or a step from another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doltap.language.edtf import InvalidDate, between, month_end, parse_edtf
from doltap.model import DateValue

_PARTS_OF_YEAR: Final = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "h1": (1, 6),
    "h2": (7, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}
_PARTS_OF_MONTH: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS_OF_TEN: Final = {"early": (0, 3), "mid": (3, 7), "late": (6, 9), "h1": (0, 4), "h2": (5, 9)}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, interval, age, duration or time in a text: `text[start:end]` of the text it was found in.

    `kind` is one of 'date', 'interval', 'age', 'anchor' (told by a public event), 'duration', 'relative' (told from
    another date: 'last year', '그해'), 'time'. `value` is None where nothing in the text says which days are meant.
    """

    start: int
    end: int
    text: str
    value: DateValue | None
    kind: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A step from another date: `base` is 'told' (the day of telling) or 'last' (the last date in the text before).

    `unit` is year, month, week or day and `by` how many of them, or `unit` is 'back' or 'ahead': the nearest such month
    or day before or after the base. `about` says that the step is a round one ('three years ago').
    """

    base: str
    unit: str
    by: int = 0
    about: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """The parts of a date that the words give; 0 and '' are parts not given.

    `digits` is a decade or century as EDTF ('199X', '19XX'), `season` an EDTF season 21-24, `part` early, mid, late, a
    half h1, h2 or a quarter q1-q4 of the finest part given. `fixed` is a value known as a whole (an event, an era).
    """

    year: int = 0
    digits: str = ""
    month: int = 0
    season: int = 0
    day: int = 0
    part: str = ""
    about: bool = False
    lunar: bool = False
    shift: Shift | None = None
    fixed: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    """One stretch of text that a rule found: a moment, or with `until` an interval of two; `open` is an open side.

    `open`: '' none, 'from' (since it, on and after), 'until' (up to it), 'before', 'after' (it is not in the interval).
    """

    start: int
    end: int
    kind: str
    moment: Moment | None = None
    until: Moment | None = None
    open: str = ""


def value_of(moment: Moment, *, sure: bool = True) -> DateValue | None:
    """What a moment without a shift means; None for a day that does not exist. Not `sure`: its year gets a '?'."""
    if moment.fixed:
        return moment.fixed
    try:
        if moment.lunar and moment.year and moment.month:
            return _lunar(moment)
        return _calendar(moment, "" if sure else "?")
    except InvalidDate:
        return None


def _calendar(moment: Moment, doubt: str) -> DateValue | None:
    year = moment.digits or (f"{moment.year:04d}{doubt}" if moment.year else "XXXX")
    about = "~" if moment.about else ""
    if moment.month or moment.day:
        return _month_or_day(moment, year, about)
    if year == "XXXX":
        return parse_edtf(f"XXXX-{moment.season}") if moment.season else None
    if moment.season:
        return parse_edtf(f"{year}-{moment.season}{about}")
    return _part(moment, year, about) if moment.part else parse_edtf(year + about)


def _month_or_day(moment: Moment, year: str, about: str) -> DateValue | None:
    month = f"{moment.month:02d}" if moment.month else "XX"
    if moment.day:
        return parse_edtf(f"{year}-{month}-{moment.day:02d}{about}")
    if moment.part not in _PARTS_OF_MONTH or not moment.year:
        return parse_edtf(f"{year}-{month}{about}")
    first, last = _PARTS_OF_MONTH[moment.part]
    last = min(last, month_end(moment.year, moment.month).day)
    return parse_edtf(f"{year}-{month}-{first:02d}/{year}-{month}-{last:02d}")


def _part(moment: Moment, year: str, about: str) -> DateValue | None:
    if not moment.digits:
        first, last = _PARTS_OF_YEAR[moment.part]
        return parse_edtf(f"{year}-{first:02d}{about}/{year}-{last:02d}{about}")
    known = year.rstrip("X")
    first, last = _PARTS_OF_TEN.get(moment.part, (0, 9))
    rest = len(year) - len(known) - 1
    return parse_edtf(f"{known}{first}{'0' * rest}{about}/{known}{last}{'9' * rest}{about}")


def _lunar(moment: Moment) -> DateValue:
    """The days a lunar date can fall on: its year begins between 21 January and 20 February, a month has 29.53 days.

    A year with a leap month has 384 days and so begins by 1 February, else the next one began too late; months after
    the leap month count as if it had begun by 3 March.
    """
    begins = int((moment.month - 1) * 29.53)
    first, last = (moment.day or 1), (moment.day or 30)
    latest_start = date(moment.year, 2, 20) if moment.month == 1 else date(moment.year, 3, 3)
    earliest = date(moment.year, 1, 21) + timedelta(days=begins + first - 2)
    return between(earliest, latest_start + timedelta(days=begins + last))


def joined(first: DateValue | None, last: DateValue | None) -> DateValue | None:
    """The interval from the first to the last value; None where one of them is not known or they are turned around."""
    if not first or not last:
        return None
    try:
        if "/" in first.edtf + last.edtf or "[" in first.edtf + last.edtf:
            return between(first.earliest, last.latest)
        return parse_edtf(f"{first.edtf}/{last.edtf}")
    except InvalidDate:
        return None


def opened(value: DateValue | None, side: str) -> DateValue | None:
    """The interval that is open before or after a value, by what the words say of the value itself.

    'from' and 'until' take it in. 'before' ends the day before it begins. 'after' begins where a stretch ends, but with
    a single year or day itself: 'after 1945' can mean the rest of that year.
    """
    if not value or not side:
        return value
    first, _, last = value.edtf.partition("/")
    try:
        if side == "before":
            return between(None, value.earliest - timedelta(days=1)) if value.earliest else None
        if side == "until":
            return parse_edtf(f"../{last or first}") if value.latest else None
        return parse_edtf(f"{last if last and side == 'after' else first}/..") if value.earliest else None
    except InvalidDate:
        return None
