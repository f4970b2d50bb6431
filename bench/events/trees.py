"""Gradient-boosted decision trees for yes or no (Friedman, 2001; Newton steps), on histograms, in NumPy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
BINS = 48


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: feature, bin and children of each node; a leaf has feature -1 and a value."""

    feature: NDArray[np.int64]
    bin: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Array

    def predict(self, binned: NDArray[np.uint8]) -> Array:
        """The value of each row's leaf."""
        node = np.zeros(len(binned), dtype=np.int64)
        rows = np.arange(len(binned))
        while (inner := self.feature[node] >= 0).any():
            goes = binned[rows[inner], self.feature[node[inner]]] <= self.bin[node[inner]]
            node[inner] = np.where(goes, self.left[node[inner]], self.right[node[inner]])
        return self.value[node]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees over binned features."""

    edges: tuple[Array, ...]
    start: float
    trees: tuple[Tree, ...]

    def log_odds(self, table: Array) -> Array:
        """The log odds of yes for each row."""
        binned = _binned(table, self.edges)
        return self.start + sum((t.predict(binned) for t in self.trees), np.zeros(len(table)))


def fit(table: Array, truth: Array, rounds: int = 120, depth: int = 4, rate: float = 0.12, least: float = 8.0) -> Trees:
    """Trees that separate the rows of which `truth` is 1 from the others."""
    edges = tuple(np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in table.T)
    binned = _binned(table, edges)
    share = float(truth.mean())
    start = float(np.log(share / (1 - share)))
    odds, grown = np.full(len(truth), start), []
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-odds))
        tree = _grow(binned, truth - chance, chance * (1 - chance), depth, rate, least)
        odds += tree.predict(binned)
        grown.append(tree)
    return Trees(edges, start, tuple(grown))


def _binned(table: Array, edges: tuple[Array, ...]) -> NDArray[np.uint8]:
    return np.stack([np.searchsorted(e, c, side="left") for e, c in zip(edges, table.T, strict=True)], 1).astype(
        np.uint8
    )


def _grow(binned: NDArray[np.uint8], gradient: Array, weight: Array, depth: int, rate: float, least: float) -> Tree:
    nodes: list[list[float]] = []

    def node(rows: NDArray[np.int64], left: int) -> int:
        at = len(nodes)
        total, mass = float(gradient[rows].sum()), float(weight[rows].sum())
        nodes.append([-1, 0, 0, 0, rate * total / (mass + 1.0)])
        found = _split(binned[rows], gradient[rows], weight[rows], least) if left else None
        if found:
            feature, bin_ = found
            goes = binned[rows, feature] <= bin_
            nodes[at][:4] = feature, bin_, node(rows[goes], left - 1), node(rows[~goes], left - 1)
        return at

    node(np.arange(len(binned)), depth)
    table = np.array(nodes)
    whole = table[:, :4].astype(np.int64)
    return Tree(whole[:, 0], whole[:, 1], whole[:, 2], whole[:, 3], table[:, 4])


def _split(binned: NDArray[np.uint8], gradient: Array, weight: Array, least: float) -> tuple[int, int] | None:
    """The feature and bin whose two sides explain the gradient best."""
    total, mass = gradient.sum(), weight.sum()
    best, where = total * total / (mass + 1.0) + 1e-6, None
    for feature in range(binned.shape[1]):
        column = binned[:, feature]
        g = np.cumsum(np.bincount(column, gradient, BINS))
        h = np.cumsum(np.bincount(column, weight, BINS))
        gain = g * g / (h + 1.0) + (total - g) ** 2 / (mass - h + 1.0)
        gain[(h < least) | (mass - h < least)] = -np.inf
        at = int(np.argmax(gain))
        if gain[at] > best:
            best, where = float(gain[at]), (feature, at)
    return where
