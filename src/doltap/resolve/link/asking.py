"""Which pairs to ask a person about: those whose answer teaches most.

A question is worth the more, the less the machine knows (odds near even) and the more pairs of records hang on it: the
answer on two groups of five records settles twenty-five pairs at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doltap.resolve.link.linker import Answer, Linked, Prepared, between, probability, weighing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_LOOKED_AT: Final = 20_000
_FACTOR: Final = 20


@dataclass(frozen=True, slots=True)
class Question:
    """Two records, the probability that they are one person, and how many pairs of records the answer settles."""

    left: int
    right: int
    probability: float
    settles: int


def questions(
    ready: Prepared, found: Linked, most: int, *, asked: Sequence[Answer] = (), seed: int = 0
) -> list[Question]:
    """The most instructive pairs between different clusters, no cluster twice; `seed` orders what is worth the same."""
    one, other = found.cluster[found.left], found.cluster[found.right]
    apart = np.flatnonzero((one != other) & np.isfinite(found.evidence))
    low, high = np.minimum(one[apart], other[apart]), np.maximum(one[apart], other[apart])
    strongest, means = _between(low, high, found.evidence[apart], len(found.cluster))
    sizes = np.bincount(found.cluster, minlength=len(found.cluster))
    settles = sizes[low[strongest]] * sizes[high[strongest]]
    fewer = np.minimum(sizes[low[strongest]], sizes[high[strongest]])
    promising = np.argsort(-_worth(means * fewer, settles), kind="stable")[: max(_LOOKED_AT, _FACTOR * most)]
    strongest, settles, fewer = strongest[promising], settles[promising], fewer[promising]
    groups = list(zip(low[strongest].tolist(), high[strongest].tolist(), strict=True))
    average = between(weighing(ready, found.model, asked, map), found.cluster, groups) * fewer
    chance = np.random.default_rng(seed).random(len(groups))
    order = np.lexsort((chance, -_worth(average, settles)))
    likely = probability(average)
    rows = apart[strongest]
    made = [
        (groups[n], Question(int(found.left[rows[n]]), int(found.right[rows[n]]), float(likely[n]), int(settles[n])))
        for n in order
        if np.isfinite(average[n])
    ]
    return _no_cluster_twice(made, most)


def _worth(log_odds: Floats, settles: Ints) -> Floats:
    likely = probability(log_odds)
    return likely * (1 - likely) * settles


def _no_cluster_twice(ordered: Sequence[tuple[tuple[int, int], Question]], most: int) -> list[Question]:
    picked: list[Question] = []
    used: set[int] = set()
    for clusters, question in ordered:
        if len(picked) < most and not used & set(clusters):
            used |= set(clusters)
            picked.append(question)
    return picked


def _between(low: Ints, high: Ints, evidence: Floats, count: int) -> tuple[Ints, Floats]:
    """For each two clusters: the row of their strongest pair, and the average evidence of their near pairs."""
    order = np.lexsort((-evidence, low * count + high))
    keys = (low * count + high)[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
    total = np.add.reduceat(evidence[order], starts) if len(starts) else np.zeros(0)
    sizes = np.diff(np.r_[starts, len(keys)])
    return order[starts], total / np.maximum(sizes, 1)
