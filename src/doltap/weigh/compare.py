"""How two values of one property stand to each other: same, one more general, or contrary."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from math import inf, isnan
from typing import TypeVar

from doltap.language import compare_names
from doltap.model import DateValue, NameValue, NumberValue, PlaceValue, TermValue, TextValue, Value

Holds = Callable[[str, str], bool]
"""Whether place `outer` holds place `inner`, by id."""

SAME_NAME = 0.75
MEASURED = {"km": 0.05, "m": 0.05, "kg": 0.05, "hour": 0.1}
"""Units of what is measured or judged by eye, and how far two exact numbers may lie apart (a share of the larger one).

What is counted has no tolerance: 1,138 and 1,142 people are two counts.
"""

COUNTED_AGE = frozenset({"year", "counting_year"})
"""Full years and Korean counting years: whoever is n by counting is n - 1 or n - 2 years old."""

NARROW = 2
"""An age told more widely than this is the span of a group and not doubt about one age."""

RUN = 8
"""A text of more words than this is a sentence: it is never the general form of another."""

NEGATES = frozenset({"no", "not", "never", "non", "안", "못", "아니", "없는", "비"})
_FIRST = date.min
_LAST = date.max
_T = TypeVar("_T", date, float)


class Relation(StrEnum):
    """The right value seen from the left one."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPS = "overlaps"
    CONTRARY = "contrary"


def no_hierarchy(_outer: str, _inner: str, /) -> bool:
    """A hierarchy that knows nothing."""
    return False


def relate(left: Value, right: Value, holds: Holds = no_hierarchy) -> Relation:
    """How `right` stands to `left`. Values of different kinds are compared by their text."""
    match left, right:
        case DateValue(), DateValue():
            return _ranges(_days(left), _days(right))
        case NumberValue(), NumberValue():
            return _numbers(left, right)
        case PlaceValue(), PlaceValue():
            return _places(left, right, holds)
        case NameValue(), NameValue():
            return _names(left, right)
        case TermValue(), TermValue():
            return Relation.SAME if left == right else Relation.CONTRARY
        case TextValue(), TextValue():
            return _texts(left, right)
        case _:
            return Relation.SAME if plain(left) == plain(right) else Relation.CONTRARY


def specificity(value: Value) -> float:
    """How narrow a value is: larger is narrower. Comparable among values of one property only."""
    match value:
        case DateValue():
            first, last = _days(value)
            return -float((last - first).days)
        case NumberValue():
            low, high = _bounds(value)
            return 0.0 if low == high else -inf if isnan(high - low) else -abs(high - low)
        case PlaceValue(_, ids):
            return float(max((i.count(".") + len(i) / 100 for i in ids), default=0.0))
        case _:
            return float(len(plain(value)))


def plain(value: Value) -> str:
    """The value's text for an equality that forgives case, spacing and punctuation."""
    match value:
        case DateValue(edtf):
            return edtf
        case NumberValue(low, high, unit):
            return f"{low}-{high} {unit}"
        case PlaceValue(text) | NameValue(text) | TextValue(text):
            return re.sub(r"[\W_]+", " ", text).strip().casefold()
        case TermValue(vocabulary, term):
            return f"{vocabulary}:{term}"


def _days(value: DateValue) -> tuple[date, date]:
    return value.earliest or _FIRST, value.latest or _LAST


def _bounds(value: NumberValue) -> tuple[float, float]:
    return (-inf if value.low is None else value.low), (inf if value.high is None else value.high)


def _ranges(left: tuple[_T, _T], right: tuple[_T, _T]) -> Relation:
    if left == right:
        return Relation.SAME
    if right[1] < left[0] or left[1] < right[0]:
        return Relation.CONTRARY
    if left[0] <= right[0] and right[1] <= left[1]:
        return Relation.NARROWER
    if right[0] <= left[0] and left[1] <= right[1]:
        return Relation.WIDER
    return Relation.OVERLAPS


def _numbers(left: NumberValue, right: NumberValue) -> Relation:
    """Ranges compared; 'more than 500' and 'up to 600' overlap, yet each denies what the other is sure of."""
    if any(isnan(bound) for value in (left, right) for bound in _bounds(value)):
        return Relation.SAME if repr(left) == repr(right) else Relation.CONTRARY
    if both_ages(left.unit, right.unit):
        return _ages(left, right)
    other_unit = bool(left.unit and right.unit and left.unit != right.unit)
    opposed = (left.low is None and right.high is None) or (left.high is None and right.low is None)
    if other_unit or (opposed and left != right):
        return Relation.CONTRARY
    return Relation.SAME if _as_good(left, right) else _ranges(_bounds(left), _bounds(right))


def both_ages(left: str, right: str) -> bool:
    """Whether one unit is full years and the other counting years."""
    return {left, right} == COUNTED_AGE


def _ages(left: NumberValue, right: NumberValue) -> Relation:
    """An age in full years beside one in counting years."""
    if any(high - low > NARROW for low, high in (_bounds(left), _bounds(right))):
        return Relation.CONTRARY
    return _ranges(_full_years(left), _full_years(right))


def _full_years(age: NumberValue) -> tuple[float, float]:
    low, high = _bounds(age)
    return (low - 2, high - 1) if age.unit == "counting_year" else (low, high)


def _as_good(left: NumberValue, right: NumberValue) -> bool:
    """Whether two exact measures lie within what measuring by eye can tell apart."""
    share = MEASURED.get(left.unit or right.unit, 0.0)
    exact = left.low == left.high and right.low == right.high and left.low is not None and right.low is not None
    return exact and share > 0 and _apart(left, right) <= share


def _apart(left: NumberValue, right: NumberValue) -> float:
    """How far two exact numbers lie apart, as a share of the larger one."""
    a, b = left.low or 0.0, right.low or 0.0
    return abs(a - b) / max(abs(a), abs(b), 1.0)


def _texts(left: TextValue, right: TextValue) -> Relation:
    """Free texts: the same but for case, spacing and punctuation, or one a run of the other's words ('teacher')."""
    a, b = plain(left).split(), plain(right).split()
    if "".join(a) == "".join(b):
        return Relation.SAME
    if not a or not b or NEGATES & ({*a} ^ {*b}):
        return Relation.CONTRARY
    if _runs_in(a, b):
        return Relation.NARROWER
    return Relation.WIDER if _runs_in(b, a) else Relation.CONTRARY


def _runs_in(inner: list[str], outer: list[str]) -> bool:
    return len(inner) <= RUN and any(outer[n : n + len(inner)] == inner for n in range(len(outer) - len(inner) + 1))


def _places(left: PlaceValue, right: PlaceValue, holds: Holds) -> Relation:
    if not left.ids or not right.ids:
        return Relation.SAME if plain(left) == plain(right) else Relation.CONTRARY
    if set(left.ids) & set(right.ids):
        return Relation.SAME
    pairs = [(a, b) for a in left.ids for b in right.ids]
    if any(holds(a, b) for a, b in pairs):
        return Relation.NARROWER
    return Relation.WIDER if any(holds(b, a) for a, b in pairs) else Relation.CONTRARY


def _names(left: NameValue, right: NameValue) -> Relation:
    if left.id and right.id:
        return Relation.SAME if left.id == right.id else Relation.CONTRARY
    if plain(left) == plain(right) or compare_names(left.text, right.text).score >= SAME_NAME:
        return Relation.SAME
    return Relation.CONTRARY
