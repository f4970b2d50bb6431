"""Sources that are one origin: exact copies, and near copies seen in the rare values that they share.

Honest sources share what is true; copies share what nobody else tells. So two sources are compared only where at least
one of them differs from the value that leads (Dong, Berti-Equille, Srivastava 2009 look at shared false values; here no
truth is needed). Pairs come from an inverted index of minority values, never from all pairs of sources.
"""

from __future__ import annotations

import numpy as np

from doltap.weigh.cells import Cells, leads
from doltap.weigh.claims import Claims, Ints

SAME = 0.95
"""Two sources are one origin where the lower bound of their agreement on minority values is at least this."""

Z = 1.645
"""One-sided 95 % bound (Wilson 1927)."""

CROWD = 8
"""A value that more sources share is no rare value: its sources are paired only with their neighbours."""

ALIKE = 5
CLOSED_ALIKE = 50
LEAST = 3
SHARED = 0.02
"""Rare values that two origins must share to be compared at all: so many, and this part of the one that tells fewer."""

LOOKED_AT = 1000
PAIRS = 2_000_000


def exact_copies(claims: Claims, open_items: np.ndarray) -> Ints:
    """The origin of each source: the first source that tells exactly the same of exactly the same items.

    Two honest sources may well tell the same of one or two items, and of more where values come from a short closed
    list; so the same is a copy from ALIKE open items on, or CLOSED_ALIKE of the others.
    """
    given = claims.origin if len(claims.origin) else np.arange(len(claims.sources), dtype=np.int32)
    if not len(claims.source):
        return given
    key = claims.item.astype(np.uint64) * np.uint64(max(len(claims.values), 1)) + claims.value.astype(np.uint64)
    mark = _mixed(key)
    size = len(claims.sources)
    parts = [np.bincount(claims.source, (mark >> np.uint64(s)) & np.uint64(0xFFFFF), size) for s in (0, 20, 40)]
    told = np.bincount(claims.source, minlength=size)
    _, first, same = np.unique(np.array([told, *parts]).T, axis=0, return_index=True, return_inverse=True)
    worth = np.where(open_items, 1 / ALIKE, 1 / CLOSED_ALIKE)[claims.item]
    enough = np.bincount(claims.source, worth, size) >= 1 - 1e-9
    alone = np.where(enough, first[same.ravel()], np.arange(size))
    return joined(given, np.arange(size), alone)


def _mixed(key: np.ndarray) -> np.ndarray:
    """Each key as 64 well mixed bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(key ^ (key >> np.uint64(31)))


def near_copies_of(cells: Cells, sources: int, open_items: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of origins that are one: they share nearly all of the rare values that either tells of open items.

    `open_items` marks items whose values are not of a small closed list, where sharing a rare value says little.
    """
    lead = leads(cells, cells.votes)
    rare = open_items[cells.item[cells.at]] & (cells.at != lead[cells.item[cells.at]])
    pairs = _candidates(cells, np.flatnonzero(rare), sources)
    if not len(pairs):
        return []
    shared, same = _agreement(cells, pairs, lead, open_items, sources)
    return [(int(a), int(b)) for a, b in pairs[_bound(same, shared) >= SAME]]


def _candidates(cells: Cells, rare: Ints, sources: int) -> Ints:
    """Pairs of origins that share enough rare values to be compared, (smaller, larger), sorted."""
    at, who = cells.at[rare], cells.origin[rare]
    width = np.bincount(at, minlength=len(cells.item))
    keys = []
    for step in range(1, CROWD):
        same = (at[step:] == at[:-step]) & ((width[at[step:]] <= CROWD) | (step == 1))
        if not same.any():
            break
        keys.append(who[:-step][same].astype(np.int64) * sources + who[step:][same])
        if sum(map(len, keys)) > PAIRS:
            break
    if not keys:
        return np.empty((0, 2), np.int32)
    found, count = _counted(np.concatenate(keys))
    pairs = np.stack([found // sources, found % sources], 1).astype(np.int32)
    total = np.bincount(who, minlength=sources)[pairs].min(1)
    return np.asarray(pairs[count >= np.maximum(LEAST, SHARED * total)])


def _counted(keys: Ints) -> tuple[Ints, Ints]:
    """The different keys and how often each stands there; np.unique hashes, which is slower."""
    keys = np.sort(keys)
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.diff(np.append(first, len(keys)))


def _agreement(
    cells: Cells, pairs: Ints, lead: Ints, open_items: np.ndarray, sources: int
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair: on how many open items both speak and not both tell the lead, and on how many of them the same."""
    keep = _thinned(cells, pairs, open_items, sources)
    who, item, at = cells.origin[keep], cells.item[cells.at[keep]], cells.at[keep]
    key = who.astype(np.int64) * cells.items + item
    order = np.argsort(key, kind="stable")
    key, at = key[order], at[order]
    told = np.bincount(who, minlength=sources)
    first = np.concatenate([[0], np.cumsum(told)])[:-1]
    less = np.where(told[pairs[:, 0]] <= told[pairs[:, 1]], 0, 1)
    a, b = pairs[np.arange(len(pairs)), less], pairs[np.arange(len(pairs)), 1 - less]
    size = np.minimum(told[a], LOOKED_AT)
    pair = np.repeat(np.arange(len(pairs)), size)
    step = np.arange(len(pair)) - np.repeat(np.cumsum(size) - size, size)
    mine = first[a][pair] + step * told[a][pair] // np.maximum(size[pair], 1)
    spot = key[mine] - a[pair] * np.int64(cells.items) + b[pair] * np.int64(cells.items)
    theirs = np.minimum(np.searchsorted(key, spot), len(key) - 1)
    top = lead[cells.item[at[mine]]]
    both = (key[theirs] == spot) & ~((at[mine] == top) & (at[theirs] == top))
    same = both & (at[mine] == at[theirs])
    return np.bincount(pair, both, len(pairs)), np.bincount(pair, same, len(pairs))


def _thinned(cells: Cells, pairs: Ints, open_items: np.ndarray, sources: int) -> Ints:
    """The claims on open items; of every so many-th only, where all paired origins tell far more than is looked at."""
    told = np.bincount(cells.origin, minlength=sources)[np.unique(pairs)]
    every = max(1, int(told.min()) // LOOKED_AT)
    looked = open_items.copy()
    looked[np.arange(len(looked)) % every != 0] = False
    return np.flatnonzero(looked[cells.item[cells.at]])


def _bound(same: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """The lower end of Wilson's interval of same / shared; 0 where nothing is shared."""
    n = np.maximum(shared, 1e-9)
    p = same / n
    spread = Z * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return np.asarray(np.where(shared > 0, (p + Z * Z / (2 * n) - spread) / (1 + Z * Z / n), 0.0))


def joined(origin: Ints, left: np.ndarray, right: np.ndarray) -> Ints:
    """The origins with `left[k]` and `right[k]` made one, for every k; the smallest code of a group stands for it."""
    lead = origin.astype(np.int64).copy()
    while True:
        low = np.minimum(lead[left], lead[right])
        before = lead.copy()
        np.minimum.at(lead, lead[left], low)
        np.minimum.at(lead, lead[right], low)
        lead = lead[lead]
        if np.array_equal(before, lead):
            return lead.astype(np.int32)
