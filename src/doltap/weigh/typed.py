"""Values as written, read as what they mean: ranges of numbers and days, places of a hierarchy."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from doltap.language import InvalidDate, find_numbers, parse_edtf
from doltap.model import DateValue, NumberValue
from doltap.weigh.claims import Floats, Ints, Kind

MOSTLY = 0.95
"""Share of a property's values that must read as numbers (or days) for it to be compared as such."""

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a hierarchy: its id, its name, the id of the one it lies in ('' for none)."""

    id: str
    name: str
    parent: str


def number_range(text: str) -> tuple[float, float]:
    """A number as written ('12', '1,200', 'at least 406', '500여 명') as its range; NaN for none and for infinity."""
    plain = text.strip()
    if NUMBER.fullmatch(plain) or THOUSANDS.fullmatch(plain):
        found = float(plain.replace(",", ""))
        return (found, found) if math.isfinite(found) else (math.nan, math.nan)
    said = [n for n in find_numbers(plain) if isinstance(n.value, NumberValue)] if len(plain) <= 60 else []
    if len(said) != 1:
        return math.nan, math.nan
    low, high = said[0].value.low, said[0].value.high
    return (-math.inf if low is None else low), (math.inf if high is None else high)


def day_range(text: str) -> tuple[float, float]:
    """A date as written in EDTF ('1998', '1998-03', '1998-03-05/1999') as days since year 1; NaN for what is none."""
    try:
        found = parse_edtf(text.strip())
    except InvalidDate:
        return math.nan, math.nan
    return _days(found)


def _days(found: DateValue) -> tuple[float, float]:
    low = -math.inf if found.earliest is None else float(_ordinal(found.earliest))
    return low, math.inf if found.latest is None else float(_ordinal(found.latest))


def _ordinal(day: date) -> int:
    return day.toordinal()


def ranges(values: Sequence[str], wanted: Iterable[int], kind: Kind) -> tuple[Floats, Floats]:
    """The range of each value code in `wanted`, NaN for all others."""
    read = day_range if kind is Kind.DATE else number_range
    found = np.full((2, len(values)), np.nan)
    for code in wanted:
        found[:, code] = read(values[code])
    return found[0], found[1]


def kind_of(told: Sequence[str], asked: Kind) -> Kind:
    """The kind that the values of a property can be compared as: text where most are not what was asked for."""
    if asked not in {Kind.NUMBER, Kind.DATE} or not told:
        return asked
    read = day_range if asked is Kind.DATE else number_range
    known = sum(not math.isnan(read(t)[0]) for t in told)
    return asked if known >= MOSTLY * len(told) else Kind.TEXT


@dataclass(frozen=True, slots=True)
class Placed:
    """Value codes read as places.

    `code` stands for each told one, `above` is the next more general of every code, `names` those of the codes that
    nobody tells, in order after the told ones.
    """

    code: Ints
    above: Ints
    names: tuple[str, ...]


def placed(values: Sequence[str], places: Sequence[Place], together: Mapping[int, Counter[int]]) -> Placed:
    """The values as places. A name that several places have is the one whose surroundings are told beside it.

    `together` counts for a value code the other codes told of the same items. A value may be an id, a name, or a path
    from the place outwards ('Springfield, Illinois, USA').
    """
    node = {p.id: p for p in places}
    named: dict[str, list[str]] = {}
    for place in places:
        named.setdefault(_plain(place.name), []).append(place.id)
    around = {p.id: {_plain(node[i].name) for i in _up(node, p.parent)} for p in places}
    known = _Known(node, named, around)
    chosen = [_chosen(v, known, values, together.get(k, Counter())) for k, v in enumerate(values)]
    first: dict[str, int] = {}
    code = np.array([first.setdefault(c, k) if c else k for k, c in enumerate(chosen)], np.int32)
    names = [p for p in places if p.id not in first]
    first |= {p.id: len(values) + k for k, p in enumerate(names)}
    above = np.full(len(values) + len(names), -1, np.int32)
    for place in places:
        if place.parent in first and place.parent != place.id:
            above[first[place.id]] = first[place.parent]
    return Placed(code, above, tuple(p.name for p in names))


@dataclass(frozen=True, slots=True)
class _Known:
    """A hierarchy by id and by name; `around` are the names of all that a place lies in."""

    node: Mapping[str, Place]
    named: Mapping[str, list[str]]
    around: Mapping[str, set[str]]


def _chosen(value: str, known: _Known, values: Sequence[str], beside: Counter[int]) -> str:
    """The id of the place that a value means; '' for none."""
    around = known.around
    head, *path = (_plain(part) for part in value.split(","))
    found = known.named.get(_plain(value)) or known.named.get(head) or ([value] if value in known.node else [])
    if path:
        found = [i for i in found if set(path) <= around[i] | {_plain(known.node[i].name)}] or found
    if len(found) < 2:
        return found[0] if found else ""
    told = Counter[str]()
    for other, count in beside.items():
        told[_plain(values[other].split(",")[0])] += count
    return max(found, key=lambda i: (sum(told[n] for n in around[i]), -len(around[i]), i))


def _up(node: Mapping[str, Place], start: str) -> list[str]:
    """The ids from `start` upwards; a circle ends it."""
    found: list[str] = []
    while start in node and start not in found and len(found) < DEEPEST:
        found.append(start)
        start = node[start].parent
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
