"""Dates in Korean and English text as found words with the days they mean, or with None where the text does not say.

Rules of each language give atoms; the longest of overlapping ones stay; neighbours joined by 'from ... to' become one
interval; then each is settled in reading order, because 'that winter' means a winter of the last year named before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from doltap.language import dates_en, dates_ko
from doltap.language.edtf import between, month_end, parse_edtf
from doltap.language.moments import Atom, FoundDate, Moment, Shift, joined, opened, value_of
from doltap.language.numerals import flatten
from doltap.model import Anchor, DateValue

REACH: Final = 400
"""How many characters back a 'that year' may look for its year, and a month without a year for one."""

_RANK: Final = {"anchor": 0, "interval": 1, "date": 2, "age": 3, "relative": 4, "time": 5, "duration": 6}
_LINK: Final = re.compile(
    r"(?:\s?(?:부터|에서)\s?(?:다시\s|시작해\s)?|\s?[-~]\s?|,?\s(?:to|until|till|through|thru|up\sto)\s(?:the\s)?(?:about\s)?)\Z"
)
_TO: Final = re.compile(r"\s?(?:까지|사이|에\s?걸)")
_AND: Final = re.compile(r"\s(?:and|to)\s\Z")
_BETWEEN: Final = re.compile(r"\b(?:between|from)\s(?:the\s|about\s)?\Z", re.IGNORECASE)
_NOT_UNTIL: Final = re.compile(r"\bnot\s\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Last:
    """What the text said last: a year and where it ended, and the value of the last date."""

    year: int = 0
    year_end: int = -REACH * 2
    value: DateValue | None = None
    end: int = -REACH * 2


def find_dates(text: str, *, anchors: Iterable[Anchor] = (), told: DateValue | None = None) -> list[FoundDate]:
    """Every date, interval, age, anchor, duration, relative date and time of `text`, in order and without overlap.

    `anchors` are public events that people date by; `told` is the day of telling, from which 'last year' is counted.
    A month or day that takes its year from the date before it has a doubtful year ('1944?-03-19'); without one it is
    'XXXX-03-19' with no days. Spans are code points of `text` as given. Raises InvalidDate for an anchor without EDTF.
    """
    flat = flatten(text)
    chosen = list(_choose([*dates_ko.atoms(flat), *dates_en.atoms(flat), *_anchored(flat, anchors)]))
    found: list[FoundDate] = []
    last = _Last()
    for atom in _join(flat, chosen):
        if atom.open == "until" and _NOT_UNTIL.search(flat, max(0, atom.start - 5), atom.start):
            atom = replace(atom, open="", start=atom.start + len("until "))
        value = _settle(atom, last, told)
        found.append(FoundDate(atom.start, atom.end, text[atom.start : atom.end], value, _kind(atom)))
        last = _remember(atom, value, last)
    return found


def _kind(atom: Atom) -> str:
    return "interval" if atom.kind == "date" and (atom.open or atom.until) else atom.kind


def _anchored(text: str, anchors: Iterable[Anchor]) -> Iterator[Atom]:
    for anchor in anchors:
        moment = Moment(fixed=parse_edtf(anchor.edtf))
        for phrase in (*anchor.phrases_ko, *anchor.phrases_en):
            yield from (Atom(*found.span(), "anchor", moment) for found in _phrase(phrase).finditer(text))


def _phrase(phrase: str) -> re.Pattern[str]:
    """A phrase with any white space between its words (in Korean: or none), Latin letters in any case."""
    korean = any("가" <= letter <= "힣" for letter in phrase)
    words = (r"\s{0,2}" if korean else r"\s{1,2}").join(re.escape(w) for w in flatten(phrase).split())
    return re.compile(rf"(?<!\w){words}" if korean else rf"\b{words}\b", re.IGNORECASE)


def _choose(atoms: list[Atom]) -> Iterator[Atom]:
    """The longest of atoms that overlap, left to right."""
    end = 0
    for atom in sorted(atoms, key=lambda a: (a.start, -a.end, _RANK[a.kind])):
        if atom.start >= end:
            yield atom
            end = atom.end


def _join(text: str, atoms: list[Atom]) -> Iterator[Atom]:
    """Atoms with 'from A to B', 'between A and B' and 'A부터 B까지' made into one."""
    waiting: Atom | None = None
    for atom in atoms:
        if waiting and (pair := _pair(text, waiting, atom)):
            waiting = pair
            continue
        if waiting:
            yield waiting
        waiting = atom
    if waiting:
        yield waiting


def _pair(text: str, first: Atom, last: Atom) -> Atom | None:
    if not (_joinable(first) and _joinable(last)) or last.start - first.end > 16:
        return None
    gap = text[first.end : last.start]
    before = _BETWEEN.search(text, max(0, first.start - 16), first.start)
    if "부터" in gap or "에서" in gap:
        return _interval(first, last) if _TO.match(text, last.end) and _LINK.fullmatch(gap) else None
    linked = _LINK.fullmatch(gap) or (before and _AND.fullmatch(gap)) or (last.open == "until" and gap in (" ", ", "))
    if not linked or (first.open and first.open != "from"):
        return None
    return _interval(first, last, before.start() if before else first.start)


def _interval(first: Atom, last: Atom, start: int | None = None) -> Atom:
    assert first.moment
    assert last.moment
    left, right = _shared(first.moment, last.moment)
    return Atom(first.start if start is None else start, last.end, "interval", left, until=right)


def _joinable(atom: Atom) -> bool:
    return atom.kind in ("date", "relative", "anchor") and atom.moment is not None and atom.until is None


def _shared(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Two ends of an interval where one lends the other the year or month that it does not say."""
    if first.shift or last.shift or first.fixed or last.fixed:
        return first, last if last.shift or last.year or not first.shift else replace(last, shift=first.shift)
    if not last.year and not last.digits:
        last = replace(last, year=first.year, month=last.month or first.month)
    if not first.year and not first.digits:
        first = replace(first, year=last.year)
    return first, last


def _settle(atom: Atom, last: _Last, told: DateValue | None) -> DateValue | None:
    if not atom.moment:
        return None
    value = _value(atom.moment, atom.start, last, told)
    if atom.until:
        return joined(value, _value(atom.until, atom.start, last, told))
    return opened(value, atom.open)


def _value(moment: Moment, at: int, last: _Last, told: DateValue | None) -> DateValue | None:
    if moment.shift:
        base = told if moment.shift.base == "told" else (last.value if at - last.end <= REACH else None)
        return _shifted(moment, moment.shift, base, last if moment.shift.base == "last" else None, at)
    if moment.year or moment.digits or moment.fixed or not (moment.month or moment.season):
        return value_of(moment)
    if last.year and at - last.year_end <= REACH:
        return value_of(replace(moment, year=last.year), sure=False)
    return value_of(moment)


def _shifted(moment: Moment, shift: Shift, base: DateValue | None, last: _Last | None, at: int) -> DateValue | None:
    """A moment counted from another date, where that date is exact enough for the step."""
    if shift.unit == "year":
        year = last.year if last and at - last.year_end <= REACH else _only_year(None if last else base)
        about = moment.about or shift.about
        return value_of(replace(moment, year=year + shift.by, shift=None, about=about)) if year else None
    if not base or not base.earliest or not base.latest:
        return None
    if shift.unit == "month":
        return _month_step(moment, shift.by, base.earliest, base.latest)
    if base.earliest != base.latest:
        return None
    if shift.unit in ("back", "ahead"):
        return _nearest(moment, base.earliest, shift.unit)
    return _day_step(shift, base.earliest)


def _only_year(value: DateValue | None) -> int:
    """The year of a value that lies in one year, else 0."""
    if not value or not value.earliest or not value.latest:
        return 0
    return value.earliest.year if value.earliest.year == value.latest.year else 0


def _month_step(moment: Moment, by: int, earliest: date, latest: date) -> DateValue | None:
    if (earliest.year, earliest.month) != (latest.year, latest.month):
        return None
    months = earliest.year * 12 + earliest.month - 1 + by
    return value_of(replace(moment, year=months // 12, month=months % 12 + 1, shift=None))


def _day_step(shift: Shift, day: date) -> DateValue:
    if shift.unit == "day":
        moved = day + timedelta(days=shift.by)
        return between(moved, moved)
    monday = day + timedelta(days=7 * shift.by - day.weekday())
    return between(monday, monday + timedelta(days=6))


def _nearest(moment: Moment, day: date, side: str) -> DateValue | None:
    """The last (or next) such month, or day of a month, on or before (after) a day: '지난 7일', '오는 10월'."""
    step = -1 if side == "back" else 1
    for months in range(13):
        at = day.year * 12 + day.month - 1 + step * months
        year, month = divmod(at, 12)
        month += 1
        if moment.month not in (0, month) or moment.day > month_end(year, month).day:
            continue
        on = date(year, month, moment.day or (day.day if not months else 1))
        if (on <= day) if step < 0 else (on >= day):
            return value_of(replace(moment, year=year, month=month, shift=None))
    return None


def _remember(atom: Atom, value: DateValue | None, last: _Last) -> _Last:
    """The last date after this atom; ages, durations and times are no dates to count from."""
    if atom.kind in ("age", "duration", "time") or not value or not value.earliest or not value.latest:
        return last
    moment = atom.until or atom.moment
    year = _only_year(value) or (moment.year if moment else 0)
    if atom.until:
        year = _only_year(replace(value, earliest=value.latest))
    return _Last(year or last.year, atom.end if year else last.year_end, value, atom.end)
