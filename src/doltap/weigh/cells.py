"""The distinct (item, value) pairs that claims tell, sorted, so that every later step is one pass over arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.claims import Claims, Floats, Ints, Kind

CEILING = float(2**62)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells sorted by item and value: those of item `i` are `start[i]:start[i + 1]`.

    `at`, `origin` and `weight` are parallel, a distinct claim each, sorted by cell. An origin that tells several values
    of one item splits its one voice among them. `bucket` is the cell that stands for all cells of the same meaning
    (numbers within the tolerance); `votes` how many voices an exact cell has.
    """

    item: Ints
    value: Ints
    start: Ints
    at: Ints
    origin: Ints
    weight: Floats
    bucket: Ints
    votes: Floats

    @property
    def items(self) -> int:
        """How many items there are, told of or not."""
        return len(self.start) - 1


def cells_of(claims: Claims, origin: Ints) -> Cells:
    """The cells of these claims; `origin` is the origin of each source. The order of the claims changes nothing."""
    item, value, who, weight = _distinct(claims, origin)
    new = np.ones(len(item), bool)
    new[1:] = (item[1:] != item[:-1]) | (value[1:] != value[:-1])
    first = np.flatnonzero(new)
    at = (np.cumsum(new) - 1).astype(np.int32)
    count = np.bincount(item[first], minlength=len(claims.items))
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    voice = weight * _voices(item, who, start)
    votes = np.bincount(at, voice, len(first))
    cells = Cells(item[first], value[first], start, at, who, voice, np.arange(len(first), dtype=np.int32), votes)
    return _bucketed(claims, cells)


def _distinct(claims: Claims, origin: Ints) -> tuple[Ints, Ints, Ints, Floats]:
    """The claims as (item, value, origin), each once, sorted; the weights of equal claims are not added up."""
    who = origin[claims.source].astype(np.int64)
    values, origins = max(len(claims.values), 1), int(who.max(initial=0)) + 1
    if float(max(len(claims.items), 1)) * values * origins > CEILING:
        values, origins = _narrow(claims, who)
    key = (claims.item.astype(np.int64) * values + claims.value) * origins + who
    if len(claims.weight):
        key, first = np.unique(key, return_index=True)
        weight = claims.weight[first]
    else:
        key = np.sort(key)
        key = key[np.concatenate([[True], key[1:] != key[:-1]])] if len(key) else key
        weight = np.ones(len(key))
    rest, told = np.divmod(key, origins)
    item, value = np.divmod(rest, values)
    return item.astype(np.int32), value.astype(np.int32), told.astype(np.int32), weight


def _narrow(claims: Claims, who: Ints) -> tuple[int, int]:
    """The least factors that these codes need."""
    return int(claims.value.max(initial=0)) + 1, int(who.max(initial=0)) + 1


def _voices(item: Ints, who: Ints, start: Ints) -> Floats:
    """1 / how many values the origin of each claim tells of its item: one, save for what contradicts itself."""
    count = np.diff(start)
    if not (count > 1).any():
        return np.ones(len(item))
    many = np.flatnonzero(count[item] > 1)
    key = item[many].astype(np.int64) * (int(who.max(initial=0)) + 1) + who[many]
    ordered = np.sort(key)
    if not (ordered[1:] == ordered[:-1]).any():
        return np.ones(len(item))
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    twice = np.zeros(len(key), bool)
    same = ordered[1:] == ordered[:-1]
    twice[order[1:]] |= same
    twice[order[:-1]] |= same
    voice = np.ones(len(item))
    if twice.any():
        _, inverse, told = np.unique(key[twice], return_inverse=True, return_counts=True)
        voice[many[twice]] = 1.0 / told[inverse]
    return voice


def _bucketed(claims: Claims, cells: Cells) -> Cells:
    near = np.array([_tolerance(claims, p) for p in range(len(claims.properties))])
    if not len(claims.low) or not (near >= 0).any():
        return cells
    middle = (claims.low + claims.high)[cells.value] / 2
    close = near[claims.property][cells.item]
    loose = (close >= 0) & np.isfinite(middle) & (np.diff(cells.start)[cells.item] > 1)
    bucket = lead_within(cells.item, middle, cells.votes, close, np.flatnonzero(loose))
    return Cells(cells.item, cells.value, cells.start, cells.at, cells.origin, cells.weight, bucket, cells.votes)


def _tolerance(claims: Claims, prop: int) -> float:
    """The tolerance of a property of numbers or dates; -1 for one whose values are not compared as numbers."""
    if claims.kind(prop) not in {Kind.NUMBER, Kind.DATE}:
        return -1.0
    return claims.tolerance[prop] if prop < len(claims.tolerance) else 0.0


def lead_within(item: Ints, middle: Floats, votes: Floats, close: Floats, left: Ints) -> Ints:
    """The bucket of each cell: in each item the value with most votes takes all within the tolerance, then the next."""
    bucket = np.arange(len(item), dtype=np.int32)
    left = left[np.lexsort((middle[left], -votes[left], item[left]))]
    while len(left):
        new = np.concatenate([[True], item[left[1:]] != item[left[:-1]]])
        lead = left[new][np.cumsum(new) - 1]
        taken = np.abs(middle[left] - middle[lead]) <= close[left]
        bucket[left[taken]] = lead[taken]
        left = left[~taken]
    return bucket


def leads(cells: Cells, score: Floats) -> Ints:
    """The cell with the highest score of each item, the first of equals; -1 for an item that nobody tells of."""
    lead = np.full(cells.items, -1, np.int32)
    told = np.flatnonzero(np.diff(cells.start))
    if not len(told):
        return lead
    best = np.maximum.reduceat(score, cells.start[told])
    wins = np.flatnonzero(score == np.repeat(best, np.diff(cells.start)[told]))
    lead[cells.item[wins[::-1]]] = wins[::-1]
    return lead


def shares(cells: Cells, score: Floats) -> Floats:
    """Each cell's share of its item: softmax of the scores; -inf gives 0."""
    told = np.flatnonzero(np.diff(cells.start))
    if not len(told):
        return score
    width = np.diff(cells.start)[told]
    from_ = cells.start[told]
    raised = np.exp(score - np.repeat(np.maximum.reduceat(score, from_), width))
    return np.asarray(raised / np.repeat(np.add.reduceat(raised, from_), width))


def told_by(of: Ints, origin: Ints, size: int) -> Ints:
    """How many different origins speak of each (a bucket, an item); the two arrays are parallel, a claim each."""
    origins = int(origin.max(initial=0)) + 1
    pairs = np.sort(of.astype(np.int64) * origins + origin)  # np.unique hashes, which is ten times slower here
    new = np.ones(len(pairs), bool)
    new[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[new] // origins, minlength=size).astype(np.int32)


def vote_shares(cells: Cells) -> Floats:
    """Each bucket's share of the voices of its item; 0 for a cell that another stands for."""
    votes = np.bincount(cells.bucket, cells.votes, len(cells.item))
    total = np.bincount(cells.item, cells.votes, cells.items)
    return np.asarray(votes / np.maximum(total[cells.item], 1e-12))
