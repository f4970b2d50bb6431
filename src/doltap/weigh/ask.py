"""Which items are worth confirming: a few verified facts teach more than any unlabelled run.

Each property gets its share of the questions by how much doubt it holds, and every property in doubt gets some; a
property with two readings is asked about where the readings differ. Within a property the items are drawn at random
among those that several origins tell of: the most disputed ones alone would teach a calibration of their own.
"""

from __future__ import annotations

import numpy as np

from doltap.weigh.claims import Claims, Floats, Ints
from doltap.weigh.judge import Judged, judge
from doltap.weigh.learned import Model, unsettled

GOLDEN = 0.6180339887498949
DEALT = 1000
"""Items of a property whose order is spread; nobody confirms more in one sitting."""


def ask(claims: Claims, model: Model, n: int, *, answerable: Ints | None = None, seed: int = 0) -> Ints:
    """At most `n` item codes to confirm, best first. `answerable`: the items that a document can answer (None: all)."""
    judged = judge(claims, model)
    pool = np.zeros(len(claims.items), bool)
    pool[np.arange(len(claims.items)) if answerable is None else answerable] = True
    pool &= np.diff(judged.start) > 0
    chance = np.random.default_rng(seed).random(len(claims.items))
    groups = [_worth(claims, model, judged, pool, chance, p) for p in range(len(claims.properties))]
    doubt = np.array([_doubt(judged, g) for g in groups])
    share = (doubt + doubt.mean()) / max(2 * doubt.sum(), 1e-12) if doubt.sum() else np.full(len(groups), 1.0)
    return _dealt(groups, share, n)


def _worth(claims: Claims, model: Model, judged: Judged, pool: np.ndarray, chance: Floats, prop: int) -> Ints:
    """The items of a property in the order to ask them: evenly over all degrees of belief, the more telling first."""
    items = np.flatnonzero(pool & (claims.property == prop))
    tier = np.where(_tellers(judged)[items] > 1, 1, 0)
    if unsettled(model.of(claims.properties[prop])):
        tier += _contested(judged)[items]
    parts = [items[tier == t] for t in (2, 1, 0)]
    return np.concatenate([_spread(part, judged.belief[judged.start[part]], chance[part]) for part in parts])


def _spread(items: Ints, belief: Floats, chance: Floats) -> Ints:
    """The items so ordered that any first few of them are spread evenly over belief (steps of the golden section)."""
    if not len(items):
        return items
    order = items[np.lexsort((chance, belief))]
    turn = np.arange(min(len(items), DEALT)) * GOLDEN + chance[0]
    first = np.minimum(((turn % 1) * len(items)).astype(int), len(items) - 1)
    _, once = np.unique(first, return_index=True)
    early = first[np.sort(once)]
    return np.concatenate([order[early], np.delete(order, early)])


def _tellers(judged: Judged) -> Ints:
    item = np.repeat(np.arange(len(judged.start) - 1), np.diff(judged.start))
    return np.bincount(item, judged.origins, len(judged.start) - 1)


def _contested(judged: Judged) -> Ints:
    item = np.repeat(np.arange(len(judged.start) - 1), np.diff(judged.start))
    return (np.bincount(item, judged.reading >= 0, len(judged.start) - 1) > 0).astype(int)


def _doubt(judged: Judged, items: Ints) -> float:
    """How many answers are expected to be wrong among these items."""
    return float((1 - judged.belief[judged.start[items]]).sum()) if len(items) else 0.0


def _dealt(groups: list[Ints], share: Floats, n: int) -> Ints:
    """`n` items dealt from the groups in turn, so that after any number each group has about its share."""
    taken = np.zeros(len(groups), int)
    size = np.array([len(g) for g in groups])
    found: list[int] = []
    while len(found) < n and (taken < size).any():
        behind = np.where(taken < size, share * (len(found) + 1) - taken, -np.inf)
        group = int(np.argmax(behind))
        found.append(int(groups[group][taken[group]]))
        taken[group] += 1
    return np.array(found, np.int32)
