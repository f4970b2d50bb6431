"""Claims and a model in, judgements out: for each item its values, how probable each is, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from doltap.model import Status
from doltap.weigh.claims import Claims, Floats, Ints
from doltap.weigh.learned import Model

CALIBRATED_FROM = 50
"""Confirmed facts of a property below which no probability is shown for it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an item: its code, its share of belief (0-1), its probability where calibrated, origins and vote.

    `vote` is the share of the item's origins that tell it; `reading` the reading it belongs to, -1 where there is one.
    """

    value: int
    belief: float
    probability: float | None
    origins: int
    vote: float
    reading: int = -1


@dataclass(frozen=True, slots=True)
class Judged:
    """The values of every item, best first: those of item `i` are `start[i]:start[i + 1]` of the parallel arrays.

    `probability` is NaN where it is not calibrated or two readings stand. `status` is of each item.
    """

    start: Ints
    value: Ints
    belief: Floats
    probability: Floats
    origins: Ints
    vote: Floats
    reading: Ints
    status: tuple[Status, ...]

    def choices(self, item: int) -> Iterator[Choice]:
        """The values of an item, best first; none for an item that nobody tells of."""
        for at in range(self.start[item], self.start[item + 1]):
            chance = float(self.probability[at])
            yield Choice(
                int(self.value[at]),
                float(self.belief[at]),
                None if np.isnan(chance) else chance,
                int(self.origins[at]),
                float(self.vote[at]),
                int(self.reading[at]),
            )


def judge(claims: Claims, model: Model) -> Judged:
    """Every item judged with this model: deterministic, and each item on its own claims alone."""
    del model  # the floor is the vote of independent origins
    cells, weight = votes(claims)
    items, value = cells
    total = np.bincount(items, weight, len(claims.items))
    share = weight / total[items]
    order = np.lexsort((value, -share, items))
    count = np.bincount(items, minlength=len(claims.items))
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    blank = np.full(len(order), np.nan)
    return Judged(
        start,
        value[order],
        share[order],
        blank,
        weight[order].astype(np.int32),
        share[order],
        np.full(len(order), -1, np.int32),
        tuple(_status(int(n), int(total[i])) for i, n in enumerate(count)),
    )


def votes(claims: Claims) -> tuple[tuple[Ints, Ints], Floats]:
    """Each (item, value) that is told, and how many independent origins tell it."""
    group = claims.origin[claims.source] if len(claims.origin) else claims.source
    size = max(len(claims.values), 1)
    cell = claims.item.astype(np.int64) * size + claims.value
    pairs = np.unique(cell * (int(group.max(initial=0)) + 1) + group) // (int(group.max(initial=0)) + 1)
    told, count = np.unique(pairs, return_counts=True)
    return ((told // size).astype(np.int32), (told % size).astype(np.int32)), count.astype(float)


def _status(values: int, origins: int) -> Status:
    if values == 0:
        return Status.NOTHING_FOUND
    if values > 1:
        return Status.TELLERS_DIFFER
    return Status.CORROBORATED if origins > 1 else Status.ONE_TELLER
