"""Claims and a model in, judgements out: for each item its values, how probable each is, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from doltap.model import Status
from doltap.weigh.belief import Abilities, Belief, Layout, abilities_of, belief_of, in_reading, layout_of, origin_of
from doltap.weigh.calibrate import mapped
from doltap.weigh.cells import Cells, leads, told_by
from doltap.weigh.claims import Claims, Floats, Ints
from doltap.weigh.kin import Kin, rights
from doltap.weigh.learned import Model, unsettled

CALIBRATED_FROM = 50
"""Confirmed facts below which no probability is shown."""

TIE = 1e-9
"""What the vote adds to belief, so that of equally believed values the one told more comes first."""

STATUSES = (Status.NOTHING_FOUND, Status.ONE_TELLER, Status.CORROBORATED, Status.TELLERS_DIFFER)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an item: its code, its share of belief (0-1), its probability where calibrated, origins and vote.

    `origins` tell it, or a more general value that holds it; `vote` is the share of voices for just it; `reading` the
    reading it leads, -1 where there is one.
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

    `probability` is NaN where it is not calibrated or two readings stand. `state` is each item's place in STATUSES.
    """

    start: Ints
    value: Ints
    belief: Floats
    probability: Floats
    origins: Ints
    vote: Floats
    reading: Ints
    state: Ints

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

    def status(self, item: int) -> Status:
        """What the origins of an item say together."""
        return STATUSES[self.state[item]]


def judge(claims: Claims, model: Model, *, pooled: bool = False) -> Judged:
    """Every item judged with this model: deterministic, and each item on its own claims alone.

    A probability is shown from CALIBRATED_FROM confirmed facts on: of the property, or, `pooled`, of all properties.
    """
    layout = layout_of(claims, origin_of(claims, model))
    methods, able, asked = abilities_of(layout, model)
    belief = belief_of(layout, methods, able, asked)
    chance = _probabilities(layout, model, belief, pooled)
    return _ordered(layout, belief.hedged, chance, _reading(layout, able))


def _probabilities(layout: Layout, model: Model, belief: Belief, pooled: bool) -> Floats:
    """Calibrated chances: the best value's from its belief, the rest shared out among the others as believed."""
    found = [model.of(p) for p in layout.claims.properties]
    slope = np.array([p.slope for p in found]).reshape(-1, 2)
    shift = np.array([p.shift for p in found])
    total = sum(p.confirmed for p in found)
    shown = np.array([not unsettled(p) and (total if pooled else p.confirmed) >= CALIBRATED_FROM for p in found], bool)
    cells = layout.cells
    prop = layout.claims.property[cells.item]
    hedged = belief.hedged
    best = leads(cells, hedged)[cells.item]
    top = mapped(belief.learned[best], belief.vote[best], slope[prop], shift[prop])
    rest = np.maximum(1 - hedged[best], 1e-12)
    one = np.diff(cells.start)[cells.item] == 1
    chance = np.where(np.arange(len(hedged)) == best, top, (1 - top) * np.where(one, 0.0, hedged / rest))
    return np.where(shown[prop], np.minimum(rights(layout.kin, chance), 1.0), np.nan)


def _reading(layout: Layout, able: Abilities) -> Ints:
    """The reading that each cell leads where two of one property differ on its item; -1 for all others."""
    cells = layout.cells
    reading = np.full(len(cells.item), -1, np.int32)
    for prop, side in able.side.items():
        claims = layout.of([prop])
        camps = []
        for number in (0, 1):
            follows = np.where(in_reading(side, number) > 0.5, in_reading(side, number), 0.0)
            voice = cells.weight[claims] * follows[cells.origin[claims]]
            votes = np.bincount(cells.bucket[cells.at[claims]], voice, len(cells.item))
            camps.append(leads(cells, np.where(votes > 0, votes, -1.0)))
            told = np.bincount(cells.item, votes, cells.items) > 0
            camps[-1] = np.where(told, camps[-1], -1)
        differ = (camps[0] >= 0) & (camps[1] >= 0) & (camps[0] != camps[1])
        for number, lead in enumerate(camps):
            reading[lead[differ]] = number
    return reading


def _ordered(layout: Layout, belief: Floats, chance: Floats, reading: Ints) -> Judged:
    """Buckets in order of belief within their items; what a bucket stands for is its value told most."""
    cells = layout.cells
    kept = np.flatnonzero(cells.bucket == np.arange(len(cells.item)))
    origins = _origins(cells, layout.kin)
    total = np.bincount(cells.item, cells.votes, cells.items)
    voice = np.bincount(cells.bucket, cells.votes, len(cells.item))
    share = voice / np.maximum(total[cells.item], 1e-12)
    # Cells are sorted by item and value, and the sort keeps that order where belief and vote are equal.
    order = kept[np.lexsort((-belief[kept] - TIE * share[kept], cells.item[kept]))]
    count = np.bincount(cells.item[kept], minlength=cells.items)
    return Judged(
        np.concatenate([[0], np.cumsum(count)]).astype(np.int32),
        cells.value[order],
        rights(layout.kin, belief)[order],
        chance[order],
        origins[order],
        share[order],
        reading[order],
        _states(layout, count),
    )


def _origins(cells: Cells, kin: Kin | None) -> Ints:
    """How many origins tell each bucket or a more general value that holds it, each counted once."""
    bucket, origin = cells.bucket[cells.at], cells.origin
    if kin is None:
        return told_by(bucket, origin, len(cells.item))
    order = np.argsort(bucket, kind="stable")
    first = np.searchsorted(bucket[order], np.arange(len(cells.item) + 1))
    width = np.diff(first)[kin.wide]
    step = np.arange(int(width.sum())) - np.repeat(np.cumsum(width) - width, width)
    wider = order[np.repeat(first[kin.wide], width) + step]
    fine = np.repeat(kin.fine, width)
    return told_by(np.append(bucket, fine), np.append(origin, origin[wider]), len(cells.item))


def _states(layout: Layout, count: Ints) -> Ints:
    """Each item's status: values that hold one another do not differ."""
    cells = layout.cells
    apart = count
    if layout.kin is not None:
        live = cells.bucket == np.arange(len(cells.item))
        live[layout.kin.wide] = False
        apart = np.bincount(cells.item[live], minlength=cells.items)
    tellers = told_by(cells.item[cells.at], cells.origin, cells.items)
    return np.where(apart > 1, 3, np.where(tellers > 1, 2, np.where(tellers == 1, 1, 0))).astype(np.int8)
