"""What an assertion says, understood: dates, numbers, places, names, terms, texts. Value as said stands beside it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class DateValue:
    """A point or stretch of time with its precision.

    `edtf` is Extended Date/Time Format (ISO 8601-2, level 0-2: '1998', '1998-24' for winter, '1997~', '1979/1980',
    '[1979,1980]'); `earliest` and `latest` are the first and last day it can mean, None where that side is open.
    """

    edtf: str
    earliest: date | None = None
    latest: date | None = None


def _span(text: str) -> tuple[date, date]:
    parts = [int(p) for p in text.split("-")]
    if [len(p) for p in text.split("-")] != [4, 2, 2][: len(parts)]:
        raise ValueError(text)
    year, month, day = (*parts, 0, 0)[:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def plain_date(edtf: str) -> DateValue:
    """The date of a plain EDTF text: 'YYYY', 'YYYY-MM', 'YYYY-MM-DD', or an interval 'a/b' of two of them.

    Raises ValueError on anything else, on a day that no calendar has, and on an interval that ends before it begins.
    """
    first, _, last = edtf.partition("/")
    (earliest, end), (start, latest) = _span(first), _span(last or first)
    if edtf.endswith("/") or start < earliest or latest < end:
        raise ValueError(edtf)
    return DateValue(edtf, earliest, latest)


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A count or measure between `low` and `high` (None: open), of `unit` ('person', 'year', 'km', 'KRW', ...)."""

    low: float | None
    high: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place: the pack ids it can be (empty: not in the gazetteer), and its text."""

    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameValue:
    """A name of a person or body as written; `id` is the pack's id where the pack knows the body or public person."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class TermValue:
    """A term of a closed vocabulary: `vocabulary` and `term` as machine words."""

    vocabulary: str
    term: str


@dataclass(frozen=True, slots=True)
class TextValue:
    """Free text."""

    text: str


Value = DateValue | NumberValue | PlaceValue | NameValue | TermValue | TextValue

_KINDS: dict[str, type[Value]] = {
    "date": DateValue,
    "number": NumberValue,
    "place": PlaceValue,
    "name": NameValue,
    "term": TermValue,
    "text": TextValue,
}


def value_to_json(value: Value) -> dict[str, Any]:
    """The value as plain JSON, with its `kind` and, for a reader in a hurry, one `value` (EDTF, pack id or text).

    A number is {kind, min, max, unit}. `value_from_json` gives the same value back.
    """
    match value:
        case DateValue(edtf, earliest, latest):
            return {
                "kind": "date",
                "value": edtf,
                "earliest": earliest.isoformat() if earliest else None,
                "latest": latest.isoformat() if latest else None,
            }
        case NumberValue(low, high, unit):
            return {"kind": "number", "min": low, "max": high, "unit": unit}
        case PlaceValue(text, ids):
            return {"kind": "place", "value": ids[0] if len(ids) == 1 else text, "text": text, "ids": list(ids)}
        case NameValue(text, id_):
            return {"kind": "name", "value": id_ or text, "text": text, "id": id_}
        case TermValue(vocabulary, term):
            return {"kind": "term", "value": term, "vocabulary": vocabulary}
        case TextValue(text):
            return {"kind": "text", "value": text}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def value_from_json(raw: dict[str, Any]) -> Value:
    """The value that `value_to_json` wrote. Raises KeyError or ValueError on anything else."""
    kind = _KINDS[raw["kind"]]
    if kind is DateValue:
        return DateValue(raw["value"], _day(raw["earliest"]), _day(raw["latest"]))
    if kind is NumberValue:
        return NumberValue(raw["min"], raw["max"], raw["unit"])
    if kind is PlaceValue:
        return PlaceValue(raw["text"], tuple(raw["ids"]))
    if kind is NameValue:
        return NameValue(raw["text"], raw["id"])
    if kind is TermValue:
        return TermValue(raw["vocabulary"], raw["value"])
    return TextValue(raw["value"])
