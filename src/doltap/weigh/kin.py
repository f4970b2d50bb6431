"""Values that hold one another: a place in a place, a year and its days. More general is compatible, not contrary."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.cells import Cells
from doltap.weigh.claims import Claims, Floats, Ints, Kind

DEEPEST = 64
"""Steps up a hierarchy; a chain that is longer is a circle and ends here."""

WIDEST = 400
"""Values with a range that one item compares with each other; with more of them only equal values agree."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Pairs of cells of one item: `wide[k]` is a more general value that holds `fine[k]`."""

    wide: Ints
    fine: Ints


def lift(kin: Kin | None, score: Floats) -> Floats:
    """Scores with what the more general values of an item add to the finer ones they hold; nothing is taken away."""
    if kin is None:
        return score
    return np.asarray(score + np.bincount(kin.fine, np.maximum(score[kin.wide], 0.0), len(score)))


def rights(kin: Kin | None, belief: Floats) -> Floats:
    """How sure it is that a cell is right: it is the truth, or it holds it."""
    if kin is None:
        return belief
    return np.asarray(belief + np.bincount(kin.wide, belief[kin.fine], len(belief)))


def kin_of(claims: Claims, cells: Cells) -> Kin | None:
    """All pairs of a wider and a finer cell of one item; None where no value holds another."""
    pairs = [p for p in (_above(claims, cells), _ranges(claims, cells)) if len(p)]
    if not pairs:
        return None
    both = np.concatenate(pairs)
    return Kin(both[:, 0], both[:, 1])


def _above(claims: Claims, cells: Cells) -> Ints:
    """Pairs from the hierarchy: every cell with the cells of its item that stand above it."""
    found = [np.empty((0, 2), np.int32)]
    if not len(claims.above):
        return found[0]
    size = max(len(claims.values), 1)
    key = cells.item.astype(np.int64) * size + cells.value
    fine = np.flatnonzero(np.diff(cells.start)[cells.item] > 1)
    value = claims.above[cells.value[fine]]
    for _ in range(DEEPEST):
        fine, value = fine[value >= 0], value[value >= 0]
        if not len(fine):
            break
        sought = cells.item[fine].astype(np.int64) * size + value
        wide = np.minimum(np.searchsorted(key, sought), len(key) - 1)
        hit = (key[wide] == sought) & (wide != fine)
        found.append(np.stack([wide[hit], fine[hit]], 1).astype(np.int32))
        value = claims.above[value]
    return np.concatenate(found)


def _ranges(claims: Claims, cells: Cells) -> Ints:
    """Pairs from ranges: a range with the narrower ranges of its item that lie inside it."""
    found = [np.empty((0, 2), np.int32)]
    if not len(claims.low):
        return found[0]
    typed = np.array([claims.kind(p) in {Kind.NUMBER, Kind.DATE} for p in range(len(claims.properties))])
    wide = typed[claims.property][cells.item] & (claims.high > claims.low)[cells.value]
    for item in np.unique(cells.item[wide]):
        at = np.arange(cells.start[item], cells.start[item + 1])
        at = at[cells.bucket[at] == at][:WIDEST]
        low, high = claims.low[cells.value[at]], claims.high[cells.value[at]]
        holds = (low[:, None] <= low) & (high[:, None] >= high) & ((high - low)[:, None] > high - low)
        outer, inner = np.nonzero(holds)
        found.append(np.stack([at[outer], at[inner]], 1).astype(np.int32))
    return np.concatenate(found)
