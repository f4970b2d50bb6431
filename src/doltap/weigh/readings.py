"""Two readings of one property: groups of origins that agree among themselves and differ from each other throughout.

One says when a flight left its gate, the other when its wheels left the ground: no average of the two is true. The
groups are found without any truth: each origin moves to the group whose leading values it tells more often than the
other's, its own voice left out; where there is one truth and noise, nobody moves far and the groups dissolve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.cells import Cells, leads
from doltap.weigh.claims import Floats, Ints

ROUNDS = 15
HARDER = 6
SHARP = 4.0
SOLID = 5.0
"""Contested items at which an origin's own record counts as much as knowing nothing of it."""

APART = 0.25
"""Share of the items told by both groups on which they must differ."""

TRUE_TO = 0.75
"""Mean agreement of an origin with the rest of its group on what is contested, as least; 1 - this with the other's."""

CLEAR = 0.8
"""An origin's weight in a group from which on it belongs to it; between the two it mixes them."""

LOOKED_AT = 200_000
"""Claims of a property from which its readings are told; of more, evenly spread items are taken."""

CAMP = 2
"""Origins that a group must have."""


@dataclass(frozen=True, slots=True)
class Readings:
    """`side` is for each origin its weight in the first reading (0-1, 0.5: mixes both or is unknown).

    `apart` is the share of items told by both on which the readings differ; `first` and `second` their leading cells.
    """

    side: Floats
    apart: float
    first: Ints
    second: Ints

    @property
    def contested(self) -> np.ndarray:
        """The items on which the readings differ."""
        return np.asarray((self.first != self.second) & (self.first >= 0) & (self.second >= 0))


@dataclass(frozen=True, slots=True)
class _Round:
    """One look at both groups: how far each origin goes with either on what is contested, and on how many claims."""

    first: Floats
    second: Floats
    claims: Floats
    leads: tuple[Ints, Ints]
    apart: float


def readings_of(cells: Cells, claims: Ints, origins: int) -> Readings | None:
    """The two readings of the property that these claims are of; None where one truth and noise explain them."""
    if not len(claims):
        return None
    full, (cells, claims, whole) = cells, _looked_at(cells, claims)
    side = _start(cells, claims, origins)
    for _ in range(ROUNDS):
        look = _look(cells, claims, side)
        side = 0.5 + (_lean(look) - 0.5) * look.claims / (look.claims + SOLID)
    for _ in range(HARDER):
        pull = SHARP * np.log((look.first + 0.02) / (look.second + 0.02)) * look.claims / (look.claims + SOLID)
        side = np.where(look.claims > 0, 1 / (1 + np.exp(-pull)), 0.5)
        look = _look(cells, claims, side)
    if not _stands(look, side):
        return None
    first, second = (np.full(full.items, -1, np.int32) for _ in range(2))
    for lead, found in zip((first, second), look.leads, strict=True):
        told = np.flatnonzero(found >= 0)
        cell = whole[found[told]]
        lead[full.item[cell]] = cell
    return Readings(side, look.apart, first, second)


def _looked_at(cells: Cells, claims: Ints) -> tuple[Cells, Ints, Ints]:
    """Cells of their own for every so many-th item told, the claims in them, and the cell that each of them is."""
    items = cells.item[cells.at[claims]]
    new = np.concatenate([[True], items[1:] != items[:-1]])
    number = np.cumsum(new) - 1
    claims = claims[number % -(-len(claims) // LOOKED_AT) == 0]
    kept = np.zeros(cells.items, bool)
    kept[cells.item[cells.at[claims]]] = True
    whole = np.flatnonzero(kept[cells.item])
    small = np.cumsum(kept[cells.item]) - 1
    item = (np.cumsum(kept) - 1)[cells.item[whole]]
    start = np.concatenate([[0], np.cumsum(np.bincount(item, minlength=int(kept.sum())))])
    found = Cells(item, cells.value[whole], start, small[cells.at[claims]], cells.origin[claims],
                  cells.weight[claims], small[cells.bucket[whole]], cells.votes[whole])  # fmt: skip
    return found, np.arange(len(claims)), whole


def _start(cells: Cells, claims: Ints, origins: int) -> Floats:
    """Who goes with the leading values more than most is on the first side, who goes less on the second."""
    lead = leads(cells, np.bincount(cells.bucket, cells.votes, len(cells.item)))
    at, who, weight = cells.at[claims], cells.origin[claims], cells.weight[claims]
    right = weight * (cells.bucket[at] == lead[cells.item[at]])
    told = np.bincount(who, weight, origins)
    share = (np.bincount(who, right, origins) + 1) / (told + 2)
    usual = right.sum() / max(float(weight.sum()), 1e-9)
    return np.where(told > 0, np.clip(0.5 + share - usual, 0.02, 0.98), 0.5)


def _lean(look: _Round) -> Floats:
    return np.asarray((look.first + 0.02) / (look.first + look.second + 0.04))


def _look(cells: Cells, claims: Ints, side: Floats) -> _Round:
    at, who, weight = cells.at[claims], cells.origin[claims], cells.weight[claims]
    bucket, item = cells.bucket[at], cells.item[at]
    ours, theirs = weight * side[who], weight * (1 - side[who])
    score = [np.bincount(bucket, w, len(cells.item)) for w in (ours, theirs)]
    total = [np.bincount(item, w, cells.items) for w in (ours, theirs)]
    one, two = (leads(cells, np.where(s > 0, s, -1.0)) for s in score)
    both = (total[0] > 0.5) & (total[1] > 0.5)
    heard = weight * (both & (one != two))[item]
    claimed = np.bincount(who, heard, len(side))
    going = [
        np.bincount(who, heard * (s[bucket] - w) / np.maximum(t[item] - w, 1e-9) * (t[item] - w > 1e-9), len(side))
        / np.maximum(claimed, 1e-9)
        for s, t, w in zip(score, total, (ours, theirs), strict=True)
    ]
    apart = float((both & (one != two)).sum() / max(int(both.sum()), 1))
    return _Round(going[0], going[1], claimed, (one, two), apart)


def _stands(look: _Round, side: Floats) -> bool:
    """Whether these are two readings: both groups are of several origins, each true to its own, and differ often."""
    if look.apart < APART:
        return False
    for camp, own, other in ((side > CLEAR, look.first, look.second), (side < 1 - CLEAR, look.second, look.first)):
        heard = np.where(camp & (look.claims >= SOLID), look.claims, 0.0)
        if (heard > 0).sum() < CAMP:
            return False
        if heard @ own < TRUE_TO * heard.sum() or heard @ other > (1 - TRUE_TO) * heard.sum():
            return False
    return True
