"""Closed vocabularies: which category an origin says when another is true (Dawid and Skene 1979), with a hierarchy.

Each row of an origin's confusion matrix is shrunk to the pooled matrix bent by how able the origin is (as hierarchical
Bayesian classifier combination does, Kim and Ghahramani 2012). Unlike Dawid and Skene, the truth of an item is one of
the categories told of it: a class that nobody names cannot be turned into a hiding place for disputed items.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.cells import Cells
from doltap.weigh.claims import Floats, Ints

SHRINK = 4.0
ROUNDS = 20
LARGEST = 20
"""Categories that a closed vocabulary may have."""

REPEATED = 5
"""Items that must be told of for each category, so that the vocabulary is known to be closed."""

SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Votes:
    """The claims of one closed property by origin, item (0, 1, ...) and category; `told`: what is told of each item."""

    origin: Ints
    item: Ints
    category: Ints
    weight: Floats
    told: np.ndarray
    cell: Ints

    @property
    def categories(self) -> int:
        """How many categories there are."""
        return int(self.told.shape[1])


def votes_of(cells: Cells, claims: Ints, values: Ints) -> Votes:
    """The claims as votes; `values` are the codes of the categories, sorted."""
    at = cells.at[claims]
    items, item = np.unique(cells.item[at], return_inverse=True)
    category = np.searchsorted(values, cells.value[at])
    told = np.zeros((len(items), len(values)), bool)
    told[item, category] = True
    return Votes(cells.origin[claims], item, category, cells.weight[claims], told, at)


def tally(votes: Votes) -> Floats:
    """Each item's share of voices by category."""
    flat = np.bincount(votes.item * votes.categories + votes.category, votes.weight, votes.told.size)
    count = flat.reshape(votes.told.shape)
    return np.asarray(count / np.maximum(count.sum(1, keepdims=True), SMALL))


def believed(votes: Votes, log: Floats, prior: Floats) -> Floats:
    """Belief in each category of each item: `log` has a matrix for each origin, [origin, truth, said]."""
    score = np.zeros(votes.told.shape)
    for truth in range(votes.categories):
        said = votes.weight * log[votes.origin, truth, votes.category]
        score[:, truth] = np.bincount(votes.item, said, len(votes.told))
    score = np.where(votes.told, score + np.log(prior), -np.inf)
    raised = np.exp(score - score.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True))


def learned(votes: Votes, origins: int, start: Floats) -> tuple[Floats, Floats, Floats]:
    """The matrix of each origin, how frequent each category is, and the belief they lead to."""
    belief = start
    matrix = prior = np.empty(0)
    for _ in range(ROUNDS):
        prior = (belief.sum(0) + 1) / (belief.sum() + votes.categories)
        matrix = _matrices(_counts(votes, origins, belief))
        new = believed(votes, np.log(matrix), prior)
        moved = float(np.abs(new - belief).max(initial=0.0))
        belief = new
        if moved < 1e-4:
            break
    return matrix, prior, belief


def _counts(votes: Votes, origins: int, belief: Floats) -> Floats:
    """How often each origin said each category, by what is believed true: [origin, truth, said]."""
    size = votes.categories
    slot = votes.origin.astype(np.int64) * size + votes.category
    found = [np.bincount(slot, votes.weight * belief[votes.item, k], origins * size) for k in range(size)]
    return np.stack([f.reshape(origins, size) for f in found], axis=1)


def _matrices(counts: Floats) -> Floats:
    """Counts as chances, each origin's rows shrunk to what its ability makes of the pooled matrix."""
    size = counts.shape[1]
    pool = counts.sum(0) + 0.01 * size
    pool /= pool.sum(1, keepdims=True)
    able, usual = _abilities(counts, pool)
    hold = np.clip(np.diag(pool), 0.01, 0.99)
    stay = 1 / (1 + np.exp(-(_logit(hold)[None] + _logit(able)[:, None] - _logit(usual))))
    off = pool * (1 - np.eye(size))
    off /= np.maximum(off.sum(1, keepdims=True), SMALL)
    hoped = off[None] * (1 - stay)[:, :, None]
    hoped[:, range(size), range(size)] = stay
    return np.asarray((counts + SHRINK * hoped + SMALL) / (counts.sum(2, keepdims=True) + SHRINK + size * SMALL))


def _abilities(counts: Floats, pool: Floats) -> tuple[Floats, Floats]:
    """Each origin's share right, shrunk to the usual share, and that usual share."""
    frequent = counts.sum((0, 2)) / max(counts.sum(), SMALL)
    usual = np.clip((frequent * np.diag(pool)).sum(), 0.01, 0.99)
    right = np.einsum("okk->o", counts)
    return (right + SHRINK * usual) / (counts.sum((1, 2)) + SHRINK), usual


def _logit(chance: Floats) -> Floats:
    kept = np.clip(chance, 0.01, 0.99)
    return np.asarray(np.log(kept / (1 - kept)))
