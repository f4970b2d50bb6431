"""Values gathered under the narrowest ones they can mean, near-linear in their number: only likely pairs are compared.

Two values can be compatible only where they overlap in time or size, share a name key, or read the same; each kind has
an index that finds those, and `relate` alone decides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import isfinite

from doltap.language import name_keys
from doltap.model import DateValue, NameValue, NumberValue, PlaceValue, TextValue, Value
from doltap.weigh.compare import MEASURED, RUN, Holds, Relation, both_ages, plain, relate, specificity

Span = tuple[float, float, int]

CROWD = 300
"""With more different names than this for one item, names are one only where they read the same."""


def gathered(values: Iterable[Value], holds: Holds) -> list[tuple[Value, list[Value]]]:
    """The leading values, narrowest first, each with all values that are compatible with it (itself included).

    A value leads where no narrower leader is compatible with it. Leaders contradict each other; a wide value stands
    under each leader it can mean. The order of `values` changes nothing.
    """
    distinct = set(values)
    if len(distinct) == 1:
        return [(one, [one]) for one in distinct]
    order = sorted(distinct, key=lambda v: (-specificity(v), plain(v), repr(v)))
    index = _Leaders(holds, crowded=len(order) > CROWD)
    for value in order:
        if not index.compatible(value):
            index.add(value)
    under: list[list[Value]] = [[] for _ in index.values]
    for value in order:
        for leader in index.compatible(value):
            under[leader].append(value)
    return list(zip(index.values, under, strict=True))


class _Leaders:
    """The leading values so far, found by what a compatible value must share with them."""

    def __init__(self, holds: Holds, *, crowded: bool) -> None:
        self.values: list[Value] = []
        self._crowded = crowded
        self._holds = holds
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self._wide: list[int] = []

    def add(self, value: Value) -> None:
        """Let a value lead."""
        number = len(self.values)
        self.values.append(value)
        for key in self._keys(value) | _runs(value):
            self._by_key[key].append(number)
        span = _span(value)
        if span is not None and all(map(isfinite, span)):
            insort(self._spans[_measure(value)], (*span, number))
        elif span is not None:
            self._wide.append(number)

    def compatible(self, value: Value) -> list[int]:
        """The numbers of the leaders that the value is compatible with, in order."""
        likely = sorted(set(self._likely(value)))
        return [n for n in likely if relate(self.values[n], value, self._holds) is not Relation.CONTRARY]

    def _likely(self, value: Value) -> Iterator[int]:
        for key in self._keys(value):
            yield from self._by_key.get(key, ())
        span = _span(value)
        if span is not None:
            yield from self._wide
            for measure, spans in self._spans.items():
                if _comparable(measure, _measure(value)):
                    yield from _overlapping(spans, _seen_from(measure, value, span))

    def _keys(self, value: Value) -> set[str]:
        read = {f"={plain(value)}"}
        match value:
            case NameValue(text, id_):
                spellings = set() if self._crowded else {f"name {key}" for key in name_keys(text)}
                return read | spellings | ({f"id {id_}"} if id_ else set())
            case PlaceValue(_, ids) if ids:
                return read | {"place"}
            case TextValue():
                return read | {_run(plain(value).split())}
            case _:
                return read


def _run(words: list[str]) -> str:
    return f"run {''.join(words)}"


def _runs(value: Value) -> set[str]:
    """Every run of words in a text that a more general text could be."""
    words = plain(value).split() if isinstance(value, TextValue) else []
    return {_run(words[n : n + size]) for n in range(len(words)) for size in range(1, RUN + 1)}


def _seen_from(measure: str, value: Value, span: tuple[float, float]) -> tuple[float, float]:
    """The stretch in which a value of this measure could be compatible: ages counted otherwise, measures by eye."""
    if both_ages(measure, _measure(value)):
        return span[0] - 2, span[1] + 2
    share = MEASURED.get(_measure(value) or measure, 0.0)
    return span[0] - 2 * share * abs(span[0]), span[1] + 2 * share * abs(span[1])


def _overlapping(spans: list[Span], wanted: tuple[float, float]) -> Iterator[int]:
    """Those of disjoint spans, in order, that overlap the wanted one."""
    first = bisect_left(spans, (wanted[0],))
    last = bisect_right(spans, (wanted[1], float("inf"), 0))
    # Disjoint spans end in the order they begin, so that at most one begins before and reaches in.
    return (spans[n][2] for n in range(max(first - 1, 0), last))


def _comparable(left: str, right: str) -> bool:
    return left == right or "" in (left, right) or both_ages(left, right)


def _measure(value: Value) -> str:
    return value.unit if isinstance(value, NumberValue) else "day"


def _span(value: Value) -> tuple[float, float] | None:
    """The stretch of a date (in days) or a number; open sides are infinite, None for any other value."""
    match value:
        case DateValue(_, first, last):
            return (
                float("-inf") if first is None else float(first.toordinal()),
                float("inf") if last is None else float(last.toordinal()),
            )
        case NumberValue(low, high):
            return float("-inf") if low is None else low, float("inf") if high is None else high
        case _:
            return None
