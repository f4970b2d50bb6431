"""Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2) read into the first and last day that it can mean.

Source: Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019. Not read: years of more than four
digits, negative years, exponents and significant digits: no account needs them and no calendar day can hold them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from doltap.model import DateValue, Message

Span = tuple[date | None, date | None]

MONTHS_OF: Final[dict[int, tuple[int, int]]] = {
    **{code: (3 * (code - 21) + 3, 3 * (code - 21) + 5) for code in (21, 22, 23)},
    **{code: (3 * (code - 33) + 1, 3 * (code - 33) + 3) for code in (33, 34, 35, 36)},
    **{code: (4 * (code - 37) + 1, 4 * (code - 37) + 4) for code in (37, 38, 39)},
    40: (1, 6),
    41: (7, 12),
}
"""First and last month of the groupings of ISO 8601-2: seasons 21-23, quarters 33-36, thirds 37-39, halves 40-41."""

WINTER: Final = 24
_LONGEST: Final = 400
_QUALIFIERS: Final = "?~%"
_DATE: Final = re.compile(
    r"(?P<q1>[?~%]?)(?P<year>[\dX]{4})(?P<q2>[?~%]?)"
    r"(?:-(?P<q3>[?~%]?)(?P<month>[\dX]{2})(?P<q4>[?~%]?)(?:-(?P<q5>[?~%]?)(?P<day>[\dX]{2})(?P<q6>[?~%]?))?)?"
    r"(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d(?::\d\d)?)?)?",
    re.ASCII,
)


class InvalidDate(ValueError):
    """Not a date; `reason` says why as a code with the text it is about, for the catalogue."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.reason = Message.of(f"language.{code}", text=text)


def parse_edtf(text: str) -> DateValue:
    """The value that an EDTF text means, with `earliest` and `latest` filled (None: open, or the year is not known).

    - Winter, YYYY-24, covers both winters that a teller can mean by that year: the one that ends in it and the one that
      begins in it ('1998-24' is 1997-12-01 to 1999-02-28). Spring is March to May, and so on by three months.
    - '~' and '%' (about) widen by two years, one month or seven days, by the coarsest part they stand at, and a decade
      by five years; '?' (doubtful) does not widen.
    - '[a,b]' (one of) and '{a,b}' (all of) span from the first to the last member.
    Raises InvalidDate (a ValueError) for anything else, also 31 February and an interval that ends before it begins.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        raise InvalidDate("not_edtf", text[:40])
    earliest, latest = _any(text)
    if earliest and latest and latest < earliest:
        raise InvalidDate("turned_around", text)
    return DateValue(text, earliest, latest)


def _any(text: str) -> Span:
    if text[0] + text[-1] in ("[]", "{}"):
        return _hull(_member(part.strip()) for part in text[1:-1].split(","))
    if "/" not in text:
        return _single(text)
    parts = text.split("/")
    if len(parts) != 2 or not parts[0].strip(". ") + parts[1].strip(". "):
        raise InvalidDate("not_edtf", text)
    return _end(parts[0])[0], _end(parts[1])[1]


def _end(text: str) -> Span:
    """One end of an interval; '' (unknown) and '..' (open) have no day."""
    return (None, None) if text in ("", "..") else _single(text)


def _member(text: str) -> Span:
    if ".." not in text:
        return _single(text)
    first, _, last = text.partition("..")
    if not first + last:
        raise InvalidDate("not_edtf", text)
    return _end(first)[0], _end(last)[1]


def _hull(spans: Iterable[Span]) -> Span:
    pairs = list(spans)
    firsts = [first for first, _ in pairs]
    lasts = [last for _, last in pairs]
    earliest = None if None in firsts else min(first for first in firsts if first)
    return earliest, None if None in lasts else max(last for last in lasts if last)


def _single(text: str) -> Span:
    found = _DATE.fullmatch(text)
    if not found:
        raise InvalidDate("not_edtf", text)
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    first, last = _years(year, text)
    if not first:
        _check_yearless(month, day, text)
        return None, None
    span = _within(first, last, month, day, text)
    return _widen(span, _about(found), year)


def _years(year: str, text: str) -> tuple[int, int]:
    """First and last year of a year with X for unknown digits; (0, 0) when none is known."""
    if year == "XXXX":
        return 0, 0
    known = year.rstrip("X")
    if "X" in known or known.strip("0") == "":
        raise InvalidDate("not_edtf", text)
    return int(year.replace("X", "0")), int(year.replace("X", "9"))


def _check_yearless(month: str, day: str, text: str) -> None:
    """A day without its year must exist in some year: 29 February does, 31 February does not."""
    if month.isdecimal() and int(month) not in MONTHS_OF and int(month) != WINTER:
        _day(2000, _month(month, text), int(day) if day.isdecimal() else 1, text)
    elif day.isdecimal() and not 1 <= int(day) <= 31:
        raise InvalidDate("no_such_day", text)


def _within(first: int, last: int, month: str, day: str, text: str) -> tuple[date, date]:
    """From the first to the last day of a year, month, grouping or day, the year itself being first..last."""
    if not month or month == "XX":
        return date(first, 1, 1), date(last, 12, 31)
    if "X" in month:
        raise InvalidDate("not_edtf", text)
    code = int(month)
    if code > 12:
        return _grouping(first, last, code, day, text)
    number = _month(month, text)
    if not day or day == "XX":
        return date(first, number, 1), month_end(last, number)
    if "X" in day:
        raise InvalidDate("not_edtf", text)
    return _day(first, number, int(day), text), _day(last, number, int(day), text)


def _grouping(first: int, last: int, code: int, day: str, text: str) -> tuple[date, date]:
    if day or not (code == WINTER or code in MONTHS_OF):
        raise InvalidDate("no_such_month", text)
    if code == WINTER:
        return date(max(first - 1, 1), 12, 1), month_end(min(last + 1, 9999), 2)
    begin, end = MONTHS_OF[code]
    return date(first, begin, 1), month_end(last, end)


def _month(month: str, text: str) -> int:
    if not 1 <= int(month) <= 12:
        raise InvalidDate("no_such_month", text)
    return int(month)


def _day(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= day <= monthrange(year, month)[1]:
        raise InvalidDate("no_such_day", text)
    return date(year, month, day)


def _about(found: re.Match[str]) -> str:
    """The coarsest part that '~' or '%' stands at: 'year', 'month', 'day', or '' for none."""
    marks = [found[f"q{i}"] or "" for i in range(1, 7)]
    at = next((i for i, mark in enumerate(marks) if mark in ("~", "%")), None)
    return "" if at is None else ("year", "year", "month", "month", "day", "day")[at]


def _widen(span: tuple[date, date], part: str, year: str) -> tuple[date, date]:
    if not part:
        return span
    years = 5 * 10 ** (year.count("X") - 1) if "X" in year else 2
    days = {"year": 0, "month": 31, "day": 7}[part]
    if days:
        return _moved(span[0], -days), _moved(span[1], days)
    return _in_year(span[0], -years), _in_year(span[1], years)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _in_year(day: date, years: int) -> date:
    year = min(max(day.year + years, 1), 9999)
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def format_edtf(earliest: date | None, latest: date | None) -> str:
    """The shortest EDTF that means exactly this span: '1998', '1998-03', '1998-03-05', '1998/2001', '1998-03/..'.

    Raises ValueError when both sides are open.
    """
    if earliest is None and latest is None:
        raise InvalidDate("not_edtf", "../..")
    whole = _shortest(earliest, latest)
    if whole:
        return whole
    level = _level(earliest, latest)
    return f"{_cut(earliest, level)}/{_cut(latest, level)}"


def _shortest(earliest: date | None, latest: date | None) -> str:
    if earliest is None or latest is None:
        return ""
    if earliest == latest:
        return earliest.isoformat()
    level = _level(earliest, latest)
    return _cut(earliest, level) if level < 10 and _cut(earliest, level) == _cut(latest, level) else ""


def _level(earliest: date | None, latest: date | None) -> int:
    """How many characters of an ISO day say enough: 4 for whole years, 7 for whole months, else 10."""
    starts_month = earliest is None or earliest.day == 1
    ends_month = latest is None or latest == month_end(latest.year, latest.month)
    if not (starts_month and ends_month):
        return 10
    starts_year = earliest is None or earliest.month == 1
    return 4 if starts_year and (latest is None or latest.month == 12) else 7


def _cut(day: date | None, level: int) -> str:
    return ".." if day is None else day.isoformat()[:level]


def between(earliest: date | None, latest: date | None) -> DateValue:
    """The value of a span, None for an open side. Raises InvalidDate when it ends before it begins or has no side."""
    return parse_edtf(format_edtf(earliest, latest))


def one_of(texts: Iterable[str]) -> DateValue:
    """The value that is one of several EDTF dates: '[1979,1980]'; a single one stays itself. Raises InvalidDate."""
    members = sorted(set(texts))
    return parse_edtf(members[0] if len(members) == 1 else f"[{','.join(members)}]")
