"""What sources say about items, as integer codes: the one form in which the engine weighs anything.

An item is one property of one thing ('when did this flight leave'); a source is a body, an outlet, or a pooled class of
tellers, never a natural person. The public interface of the engine, stable for those who build on it:

    claims = claims_of(rows)                       # or Claims(...) straight from arrays
    model = learn(claims, confirmed={item: value}) # quality, readings, calibration, and where it fell back to vote
    judged = judge(claims, model)                  # each item's values, probability, status, origins, vote, reading
    asked = ask(claims, model, 20, seed=0)         # the items worth confirming
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
Floats = NDArray[Any]
NONE = np.empty(0, np.int32)


class Kind(StrEnum):
    """How the values of a property are compared: by meaning, as far as the kind allows."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    TEXT = "text"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in words: who says it, of which thing, which property, and the value as written."""

    source: str
    thing: str
    property: str
    value: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims as codes. `source`, `item` and `value` are parallel, a claim each; `property` is a code for each item.

    `weight` is a claim's weight (empty: 1 each). `origin` is the origin group of each source (empty: every source is
    its own): sources of one group that say the same count once. `values` holds a text for each value code, also for
    values that nobody claims but that were confirmed. `low` and `high` give a value code's range where it is a number
    or a date (NaN elsewhere; empty: no ranges). `above` is the code of the next more general value (-1: none; empty:
    no hierarchy).
    `kinds` and `tolerance` are of each property; two numbers within the tolerance are the same value.
    """

    source: Ints
    item: Ints
    value: Ints
    property: Ints
    sources: Sequence[str]
    items: Sequence[str]
    properties: Sequence[str]
    values: Sequence[str]
    kinds: tuple[Kind, ...] = ()
    weight: Floats = field(default_factory=lambda: np.empty(0))
    origin: Ints = field(default_factory=lambda: NONE)
    low: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))
    above: Ints = field(default_factory=lambda: NONE)
    tolerance: tuple[float, ...] = ()

    def kind(self, prop: int) -> Kind:
        """The kind of a property, text where none is given."""
        return self.kinds[prop] if prop < len(self.kinds) else Kind.TEXT

    def __len__(self) -> int:
        return len(self.source)


Confirmed = Mapping[int, int]
"""Confirmed facts: the value code of an item code. Items that nobody tells of are left out of account."""


def coded(texts: Iterable[str]) -> tuple[Ints, list[str]]:
    """A code for each text in order of first appearance, and the texts by code."""
    known: dict[str, int] = {}
    codes = np.fromiter((known.setdefault(t, len(known)) for t in texts), np.int32)
    return codes, list(known)


def coded_in_order(texts: Iterable[str]) -> tuple[Ints, list[str]]:
    """A code for each text in the order of the texts, so that the order of rows changes nothing."""
    codes, known = coded(texts)
    order = sorted(range(len(known)), key=known.__getitem__)
    place = np.empty(len(known), np.int32)
    place[order] = np.arange(len(known), dtype=np.int32)
    return place[codes], [known[k] for k in order]


def claims_of(
    rows: Sequence[Row], *, kinds: Mapping[str, Kind] | None = None, tolerance: Mapping[str, float] | None = None
) -> Claims:
    """The rows as codes. `kinds` and `tolerance` by name of property; a property without a kind is text."""
    source, sources = coded_in_order(r.source for r in rows)
    item, items = coded(f"{r.thing}\t{r.property}" for r in rows)
    value, values = coded_in_order(r.value for r in rows)
    props, properties = coded(i.rpartition("\t")[2] for i in items)
    given, near = kinds or {}, tolerance or {}
    return Claims(
        source,
        item,
        value,
        props,
        sources,
        items,
        properties,
        values,
        tuple(given.get(p, Kind.TEXT) for p in properties),
        tolerance=tuple(near.get(p, 0.0) for p in properties),
    )
