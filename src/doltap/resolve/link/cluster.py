"""From pairs to people: average linkage inside connected parts, so one false link joins no two families.

Within a connected part every pair is weighed, also those that no key brought together: what speaks against counts. Two
groups become one while the average evidence between them is for it (log odds above 0). A pair that somebody decided
'different' weighs minus infinity, which no average outweighs: it holds through everything that is joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Weigh = Callable[[Ints, Ints], Floats]

MOST_TOGETHER: Final = 300
"""A connected part with more records is cut at stronger links first."""
LINKED: Final = -1.0
"""Log odds from which two records are in one connected part at the least."""
_AT_ONCE: Final = 4_000_000
_STEP: Final = 1.0
_STRONGEST: Final = 1e5
_WORTH_MOVING: Final = 1e-6


def connected(count: int, left: Ints, right: Ints) -> Ints:
    """The lowest record number of each record's connected part."""
    label = np.arange(count)
    while True:
        lowest = np.minimum(label[left], label[right])
        found = label.copy()
        for ends in (left, right, label[left], label[right]):
            np.minimum.at(found, ends, lowest)
        found = found[found]
        if np.array_equal(found, label):
            return label
        label = found


def parts(count: int, left: Ints, right: Ints, evidence: Floats) -> Ints:
    """Connected parts of at most `MOST_TOGETHER` records, where links can be told apart at all."""
    threshold, label = LINKED, connected(count, left, right)
    while threshold < _STRONGEST:
        large = np.bincount(label, minlength=count) > MOST_TOGETHER
        stays = large[label[left]] & (label[left] == label[right])
        if not stays.any():
            return label
        left, right, evidence = left[stays], right[stays], evidence[stays]
        threshold = threshold + _STEP if threshold < 50 else threshold * 2
        kept = evidence > threshold
        members = np.flatnonzero(large[label])
        label[members] = connected(count, left[kept], right[kept])[members]
    return label


def clustered(label: Ints, weigh: Weigh) -> tuple[Ints, Floats]:
    """The cluster of each record (its lowest record) and its average evidence within; 0 for a record by itself."""
    cluster, inside = np.arange(len(label)), np.zeros(len(label))
    for group in _by_size(label):
        one, other = np.triu_indices(group.shape[1], 1)
        found = weigh(group[:, one].ravel(), group[:, other].ravel()).reshape(len(group), -1)
        sums = np.full((len(group), group.shape[1], group.shape[1]), -np.inf)
        sums[:, one, other] = sums[:, other, one] = found
        labels = settled(sums, average_linkage(sums.copy()))
        cluster[group] = np.take_along_axis(group, labels, axis=1)
        inside[group] = _inside(sums, labels)
    return cluster, inside


def _by_size(label: Ints) -> Iterator[Ints]:
    """The connected parts of two and more records, a row each, those of one size together."""
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.r_[True, label[order][1:] != label[order][:-1]])
    sizes = np.diff(np.r_[starts, len(order)])
    for size in np.unique(sizes[sizes > 1]):
        rows = order[starts[sizes == size][:, None] + np.arange(size)]
        step = max(1, _AT_ONCE // int(size) ** 2)
        yield from (rows[n : n + step] for n in range(0, len(rows), step))


def average_linkage(sums: Floats) -> Ints:
    """The label of each member (its lowest fellow) for many groups at once; `sums` is used up.

    `sums` holds the evidence between every two members of each group, minus infinity on the diagonal.
    """
    groups, size, _ = sums.shape
    label = np.tile(np.arange(size), (groups, 1))
    members = np.ones((groups, size))
    active = np.arange(groups)
    while len(active):
        average = sums[active] / (members[active][:, :, None] * members[active][:, None, :])
        best = average.reshape(len(active), -1).argmax(axis=1)
        goes_on = average.reshape(len(active), -1)[np.arange(len(active)), best] > 0
        active, (into, gone) = active[goes_on], np.divmod(best[goes_on], size)
        _join(sums, members, active, into, gone)
        label[active] = np.where(label[active] == gone[:, None], into[:, None], label[active])
    return label


def _join(sums: Floats, members: Floats, groups: Ints, into: Ints, gone: Ints) -> None:
    row = sums[groups, into] + sums[groups, gone]
    sums[groups, into] = row
    sums[groups, :, into] = row
    sums[groups, gone] = -np.inf
    sums[groups, :, gone] = -np.inf
    sums[groups, into, into] = -np.inf
    members[groups, into] += members[groups, gone]


def settled(sums: Floats, labels: Ints) -> Ints:
    """The labels once no member would rather be with another group, one member moved at a time.

    Average linkage starts with the strongest link, which may be the false one; the member that it took away goes back
    to those with whom its evidence adds up to more. Each pass moves the member of each group that gains most.
    """
    found = labels.copy()
    active = np.flatnonzero((labels != labels[:, :1]).any(axis=1))
    weights = np.where(np.isfinite(sums), sums, -(_STRONGEST**2))
    size = labels.shape[1]
    weights[:, range(size), range(size)] = 0.0
    for _ in range(size):
        if not len(active):
            break
        gain, member, into = _best_move(weights[active], found[active])
        moves = gain > _WORTH_MOVING
        active, member, into = active[moves], member[moves], into[moves]
        found[active, member] = into
    return _lowest(found)


def _best_move(weights: Floats, labels: Ints) -> tuple[Floats, Ints, Ints]:
    """For each group: the most evidence that moving one member gains, that member, and the label it would bear."""
    size = labels.shape[1]
    belongs = (labels[:, :, None] == np.arange(size)).astype(np.float64)
    others = belongs.sum(axis=1)[:, None, :] - belongs
    total = np.where(others > 0, weights @ belongs, 0.0)
    now = np.take_along_axis(total, labels[:, :, None], axis=2)
    gain = np.where(total > 0, total - now, -np.inf).reshape(len(labels), -1)
    best = gain.argmax(axis=1)
    member, into = np.divmod(best, size)
    return gain[np.arange(len(labels)), best], member, into


def _lowest(labels: Ints) -> Ints:
    """Each label replaced by the lowest member that bears it."""
    same = labels[:, :, None] == labels[:, None, :]
    return np.asarray(same.argmax(axis=2), np.int64)


def _inside(sums: Floats, labels: Ints) -> Floats:
    fellow = labels[:, :, None] == labels[:, None, :]
    fellow[:, np.arange(labels.shape[1]), np.arange(labels.shape[1])] = False
    total = np.where(fellow, sums, 0.0).sum(axis=2)
    return np.asarray(total / np.maximum(fellow.sum(axis=2), 1), np.float64)
