"""One table in, its people out: block, compare, learn without labels, cluster; answers of people teach it more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from doltap.resolve.link.blocks import pairs
from doltap.resolve.link.cluster import LINKED, Weigh, clustered, parts
from doltap.resolve.link.columns import Column, Kind, read_columns
from doltap.resolve.link.compare import compare
from doltap.resolve.link.model import Model, by_column, evidence, learned, shifted

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
CHUNK: Final = 50_000
SAME: Final = 1e6
_SEED: Final = 20_260_101


class Mapper(Protocol):
    """`map`, or one that works on several things at once; the results in order."""

    def __call__(self, function: Callable[[Ints], Floats], chunks: Sequence[Ints], /) -> Iterable[Floats]:
        """`function` of each chunk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said about two records: the same person or not."""

    left: int
    right: int
    same: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table read, its pairs worth comparing, and what the table alone teaches."""

    count: int
    columns: Sequence[Column]
    left: Ints
    right: Ints
    model: Model


@dataclass(frozen=True, slots=True)
class Linked:
    """`cluster`: the lowest record of each record's cluster; `probability` that the record belongs there.

    `left`, `right` and `evidence` (log odds) are the pairs that were close enough to be a question.
    """

    cluster: Ints
    probability: Floats
    model: Model
    left: Ints
    right: Ints
    evidence: Floats


def link(
    table: Sequence[tuple[str, Kind, Sequence[str]]], *, answers: Sequence[Answer] = (), mapper: Mapper = map
) -> Linked:
    """The people of a table, column by column: (name, kind, values). Deterministic.

    Without answers nothing but the table teaches it. With them, 'same' and 'different' hold, and how far each column
    is trusted is fitted to them.
    """
    return linked(prepared(table), answers=answers, mapper=mapper)


def prepared(table: Sequence[tuple[str, Kind, Sequence[str]]]) -> Prepared:
    """Read, block and learn without labels; what answers do not change. Raises ValueError on columns of odd lengths."""
    if len({len(values) for _, _, values in table}) > 1:
        raise ValueError("the columns of a table have one length")
    count = len(table[0][2]) if table else 0
    columns = read_columns(table)
    left, right = pairs(columns, count) if count > 1 else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    model = learned(columns, count, left, right, _SEED) if count > 1 else Model(np.zeros(0), 0.0)
    return Prepared(count, columns, left, right, model)


def linked(ready: Prepared, *, answers: Sequence[Answer] = (), mapper: Mapper = map) -> Linked:
    """The people of a prepared table, as the answers so far have them."""
    alone = _clustered(ready, ready.model, (), mapper)
    told = [a for a in answers if alone.cluster[a.left] != alone.cluster[a.right]]
    if not answers:
        return alone
    groups = [(alone.cluster[a.left], alone.cluster[a.right]) for a in told]
    averages = between(weighing(ready, ready.model, (), mapper), alone.cluster, groups)
    sizes = np.bincount(alone.cluster, minlength=ready.count)
    fewer = np.array([min(sizes[a], sizes[b]) for a, b in groups], np.float64)
    model = shifted(ready.model, averages, fewer, np.array([a.same for a in told], np.float64))
    return _clustered(ready, model, answers, mapper)


def _clustered(ready: Prepared, model: Model, answers: Sequence[Answer], mapper: Mapper) -> Linked:
    weigh = weighing(ready, model, answers, mapper)
    found = weigh(ready.left, ready.right)
    near = found > LINKED
    left, right, found = _with_answers(ready.left[near], ready.right[near], found[near], answers)
    cluster, inside = clustered(parts(ready.count, left, right, found), weigh)
    return Linked(cluster, _sure(cluster, inside, left, right, found), model, left, right, found)


def _sure(cluster: Ints, inside: Floats, left: Ints, right: Ints, found: Floats) -> Floats:
    """How probably each record is where it belongs: with its fellows, or by itself."""
    likely = probability(inside)
    nearest = np.full(len(cluster), -np.inf)
    for ends in (left, right):
        np.maximum.at(nearest, ends, found)
    alone = np.bincount(cluster, minlength=len(cluster))[cluster] == 1
    return np.where(alone, 1 - probability(nearest), likely)


def between(weigh: Weigh, cluster: Ints, groups: Sequence[tuple[int, int]]) -> Floats:
    """The average evidence of all pairs of records between each two clusters."""
    if not groups:
        return np.zeros(0)
    order = np.argsort(cluster, kind="stable")
    ends = np.searchsorted(cluster[order], np.array(groups), side="right")
    starts = np.searchsorted(cluster[order], np.array(groups), side="left")
    members = [(order[a:b], order[c:d]) for (a, c), (b, d) in zip(starts, ends, strict=True)]
    left = np.concatenate([np.repeat(one, len(other)) for one, other in members])
    right = np.concatenate([np.tile(other, len(one)) for one, other in members])
    sizes = np.array([len(one) * len(other) for one, other in members])
    return np.asarray(np.add.reduceat(weigh(left, right), np.r_[0, np.cumsum(sizes)[:-1]]) / sizes)


def _with_answers(left: Ints, right: Ints, found: Floats, answers: Sequence[Answer]) -> tuple[Ints, Ints, Floats]:
    """The near pairs and those that people joined."""
    joined = [(a.left, a.right) for a in answers if a.same]
    if not joined:
        return left, right, found
    ends = np.array(joined, np.int64)
    more = np.full(len(ends), SAME)
    return np.r_[left, ends.min(axis=1)], np.r_[right, ends.max(axis=1)], np.r_[found, more]


def weighing(ready: Prepared, model: Model, answers: Sequence[Answer], mapper: Mapper) -> Weigh:
    """A function that gives the evidence of pairs of records, answers first."""
    decided, columns, count = _decided(answers, ready.count), ready.columns, ready.count

    def weigh(left: Ints, right: Ints) -> Floats:
        def part(rows: Ints) -> Floats:
            one, other = left[rows], right[rows]
            return evidence(model, by_column(model, columns, compare(columns, one, other)))

        chunks = [np.arange(n, min(n + CHUNK, len(left))) for n in range(0, len(left), CHUNK)]
        found = np.concatenate([np.zeros(0), *mapper(part, chunks)])
        return _answered(found, left, right, decided, count)

    return weigh


def _decided(answers: Sequence[Answer], count: int) -> dict[int, float]:
    """The evidence of the pairs that were answered, by `lower * count + higher`; the last answer counts."""
    keys = (min(a.left, a.right) * count + max(a.left, a.right) for a in answers)
    return {key: SAME if a.same else -np.inf for key, a in zip(keys, answers, strict=True)}


def _answered(found: Floats, left: Ints, right: Ints, decided: dict[int, float], count: int) -> Floats:
    if decided:
        keys = np.minimum(left, right) * count + np.maximum(left, right)
        known = np.array(sorted(decided), np.int64)
        place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        hit = known[place] == keys
        found[hit] = [decided[int(k)] for k in keys[hit]]
    return found


def probability(log_odds: Floats) -> Floats:
    """The probability that log odds stand for."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))), np.float64)
