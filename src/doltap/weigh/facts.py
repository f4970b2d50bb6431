"""Confirmed facts against the claims: which cells are right, and what that says of origins, readings and methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from doltap.weigh.belief import Layout
from doltap.weigh.claims import Claims, Confirmed, Floats, Ints, Kind
from doltap.weigh.elements import set_of
from doltap.weigh.kin import DEEPEST

SURE = 0.75
"""Share of the contested confirmed facts that a reading must have right to be the one that is meant."""

ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """Items with a confirmed value and something told; `right` says of every cell whether it is true of its item."""

    items: Sequence[int]
    right: np.ndarray

    def by_slot(self, layout: Layout, props: list[int], size: int, disputed: np.ndarray) -> tuple[Floats, Floats]:
        """For each slot of these properties: of how many confirmed items it spoke, and how many it had right.

        Only claims of `disputed` items count (a mask over `layout.of(props)`): quality is of these, here as elsewhere.
        """
        cells, slots = layout.cells, len(layout.claims.properties)
        known = np.zeros(cells.items, bool)
        known[list(self.items)] = True
        claims = layout.of(props)
        claims = claims[disputed & known[cells.item[cells.at[claims]]]]
        slot = cells.origin[claims].astype(np.int64) * slots + layout.prop[claims]
        told = np.bincount(slot, cells.weight[claims], size)
        return told, np.bincount(slot, cells.weight[claims] * self.right[cells.at[claims]], size)


def facts_of(layout: Layout, confirmed: Confirmed) -> Facts:
    """The facts; an item that nobody tells of teaches nothing and is left out, as is a code that is none."""
    cells = layout.cells
    right = np.zeros(len(cells.item), bool)
    items = [i for i in sorted(confirmed) if 0 <= i < cells.items and cells.start[i] < cells.start[i + 1]]
    for item in items:
        at = np.arange(cells.start[item], cells.start[item + 1])
        right[at] = agrees(layout.claims, int(layout.claims.property[item]), cells.value[at], confirmed[item])
    return Facts(items, right)


def agrees(claims: Claims, prop: int, values: Ints, truth: int) -> np.ndarray:
    """Which of these values are true where `truth` is: the same, within the tolerance, or more general than it."""
    same = values == truth
    kind = claims.kind(prop)
    if kind in {Kind.NUMBER, Kind.DATE} and len(claims.low):
        near = claims.tolerance[prop] if prop < len(claims.tolerance) else 0.0
        low, high = claims.low[values], claims.high[values]
        same |= (low - near <= claims.low[truth]) & (claims.high[truth] <= high + near)
    if kind is Kind.SET:
        same |= np.array([set_of(claims.values[v]) == set_of(claims.values[truth]) for v in values], bool)
    return np.asarray(same | np.isin(values, list(_holders(claims, truth))))


def _holders(claims: Claims, value: int) -> set[int]:
    """The values above a value in the hierarchy."""
    found: set[int] = set()
    for _ in range(DEEPEST):
        value = int(claims.above[value]) if len(claims.above) else -1
        if value < 0 or value in found:
            break
        found.add(value)
    return found


def reading_of(facts: Facts, first: Ints, second: Ints) -> int:
    """The reading (0, 1) that the confirmed facts follow where the two differ; -1 where they do not say."""
    items = [i for i in facts.items if first[i] >= 0 and second[i] >= 0 and first[i] != second[i]]
    won = [sum(bool(facts.right[lead[i]]) for i in items) for lead in (first, second)]
    told = sum(won)
    if told < ENOUGH or max(won) < SURE * told:
        return -1
    return int(won[1] > won[0])


def favours_vote(layout: Layout, facts: Facts, prop: int, vote: Ints, learned: Ints) -> bool:
    """Whether the vote has more confirmed items of a property right than what was learned, by two standard errors."""
    items = [i for i in facts.items if layout.claims.property[i] == prop]
    by_vote, by_model = facts.right[vote[items]], facts.right[learned[items]]
    better, worse = int((by_vote & ~by_model).sum()), int((by_model & ~by_vote).sum())
    return (better - worse) * abs(better - worse) > 4 * (better + worse)
