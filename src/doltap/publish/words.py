"""Values, dates and messages written as each language writes them; every word comes from the catalogue.

Dates are EDTF (ISO 8601-2:2019, levels 0-2 as far as the house uses them): precision, seasons, '~' about, '?'
uncertain, '%' both, 'X' unspecified digits, intervals 'a/b' with open ends, sets '[a,b]' (one of) and '{a,b}' (all of).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from doltap.model import (
    DateValue,
    Message,
    NameValue,
    NumberValue,
    PlaceValue,
    TermValue,
    TextValue,
    Value,
)
from doltap.publish.views import Say

NO_NAMES: Final[Mapping[str, str]] = {}
_QUALIFIERS: Final = {"~": "about", "?": "uncertain", "%": "about_uncertain"}
_DATE: Final = re.compile(r"(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2}))?(?:-(?P<day>[\dX]{2}))?")


def said(say: Say, language: str, code: str, fallback: str) -> str:
    """The text of `code`, or `fallback` where the catalogue has none: for codes that come from outside this room."""
    try:
        return say(language, code)
    except KeyError:
        return fallback


def plain(machine_word: str) -> str:
    """A machine word as plain text: 'birth_date' gives 'birth date'."""
    return machine_word.replace("_", " ").strip()


def render(message: Message, language: str, say: Say) -> str:
    """The sentence of a message; a text parameter written '=code' is that code's text."""
    params: dict[str, str | int] = {}
    for name, value in message.params:
        coded = isinstance(value, str) and value.startswith("=")
        params[name] = said(say, language, str(value)[1:], str(value)[1:]) if coded else value
    return say(language, message.code, **params)


def format_value(value: Value, language: str, say: Say, names: Mapping[str, str] = NO_NAMES) -> str:
    """The value as the language writes it. `names` gives the name of a pack id in that language.

    A place that can be several is written with all of them. A term is looked up as `names['vocabulary|term']`, then as
    the catalogue's `term.<vocabulary>.<term>`, then shown as its own word; a text as `names[text]`, then as it stands.
    """
    match value:
        case DateValue(edtf=edtf):
            return format_edtf(edtf, language, say)
        case NumberValue(low=low, high=high, unit=unit):
            return _number(low, high, unit, language, say)
        case PlaceValue(text=text, ids=ids):
            return say(language, "publish.or").join(names.get(i, text) for i in ids) if ids else text
        case NameValue(text=text, id=id_):
            return names.get(id_) or names.get(text, text)
        case TermValue(vocabulary=vocabulary, term=term):
            return names.get(f"{vocabulary}|{term}") or said(say, language, f"term.{vocabulary}.{term}", plain(term))
        case TextValue(text=text):
            return names.get(text.rstrip("."), text)


def number(n: float) -> str:
    """A number with thousands separators, without a needless '.0'."""
    return f"{int(n):,}" if n == int(n) else f"{n:,.10g}"


def _number(low: float | None, high: float | None, unit: str, language: str, say: Say) -> str:
    if low is None and high is None:
        return say(language, "publish.number.unknown")
    if low is None:
        return say(language, "publish.number.at_most", n=_unit(high or 0, unit, language, say))
    if high is None:
        return say(language, "publish.number.at_least", n=_unit(low, unit, language, say))
    if low == high:
        return _unit(low, unit, language, say)
    both = say(language, "publish.number.range", low=number(low), high=number(high))
    return _with_unit(both, unit, language, say, plural=True)


def _unit(n: float, unit: str, language: str, say: Say) -> str:
    return _with_unit(number(n), unit, language, say, plural=n != 1)


def _with_unit(text: str, unit: str, language: str, say: Say, *, plural: bool) -> str:
    if not unit:
        return text
    form = "many" if plural else "one"
    try:
        return say(language, f"publish.unit.{unit}.{form}", n=text)
    except KeyError:
        return f"{text} {plain(unit)}"


def format_edtf(edtf: str, language: str, say: Say) -> str:
    """An EDTF text in words: '1998-24' gives 'winter 1998'. What it cannot read it gives back as it stands."""
    text = edtf.strip()
    if text[:1] in ("[", "{"):
        return _set(text, language, say)
    if "/" in text:
        return _interval(text.split("/", 1), language, say)
    return _single(text, language, say)


def seen_words(edtf: str, language: str, say: Say) -> str:
    """When a document was read, in words: '2026-11-23' is the day, '../2026-11-23' no later than it; empty for none."""
    if edtf.startswith("../"):
        return say(language, "publish.seen_by", date=format_edtf(edtf.removeprefix("../"), language, say))
    return say(language, "publish.seen", date=format_edtf(edtf, language, say)) if edtf else ""


def _set(text: str, language: str, say: Say) -> str:
    joiner = say(language, "publish.or" if text.startswith("[") else "publish.and")
    parts = [p.strip() for p in text.strip("[]{}").split(",")]
    return joiner.join(
        _interval(p.split("..", 1), language, say) if ".." in p else _single(p, language, say) for p in parts
    )


def _interval(sides: list[str], language: str, say: Say) -> str:
    start, end = ("" if side in ("", "..") else _single(side, language, say) for side in sides)
    if start and end:
        return say(language, "publish.date.interval", start=start, end=end)
    if start:
        return say(language, "publish.date.from", start=start)
    return say(language, "publish.date.until", end=end) if end else say(language, "publish.date.unknown")


def _single(text: str, language: str, say: Say) -> str:
    marks = {c for c in text if c in _QUALIFIERS}
    found = _DATE.fullmatch(text.translate({ord(c): None for c in _QUALIFIERS}))
    if not found:
        return text
    words = _date_words(found["year"], found["month"] or "", found["day"] or "", language, say)
    if not marks:
        return words
    mark = marks.pop() if len(marks) == 1 else "%"
    return say(language, f"publish.date.{_QUALIFIERS[mark]}", date=words)


def _date_words(year: str, month: str, day: str, language: str, say: Say) -> str:
    if year == "XXXX" and month and "X" not in month and int(month) <= 12:
        return _without_year(month, day, language, say)
    written = _year_words(year, language, say)
    if not month or "X" in month:
        return written
    if int(month) > 12:
        return say(language, "publish.date.part", part=_part_words(month, language, say), year=written)
    name = say(language, f"publish.month.{int(month)}")
    if not day or "X" in day:
        return say(language, "publish.date.month", month=name, year=written)
    return say(language, "publish.date.day", day=str(int(day)), month=name, year=written)


def _without_year(month: str, day: str, language: str, say: Say) -> str:
    """A month, or a day of it, of a year that nobody said."""
    name = say(language, f"publish.month.{int(month)}")
    if not day or "X" in day:
        return say(language, "publish.date.month_only", month=name)
    return say(language, "publish.date.day_only", day=str(int(day)), month=name)


def _part_words(month: str, language: str, say: Say) -> str:
    return said(say, language, f"publish.part.{int(month)}", month)


def _year_words(year: str, language: str, say: Say) -> str:
    if year == "XXXX":
        return say(language, "publish.date.unknown")
    if year.endswith("XX"):
        return say(language, "publish.date.century", century=year.replace("X", "0"))
    if year.endswith("X"):
        return say(language, "publish.date.decade", decade=year.replace("X", "0"))
    return say(language, "publish.date.year", year=year)
