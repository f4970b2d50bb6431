"""CoNLL F1: the mean of MUC, B3 and CEAFe, for clusters of mentions; mentions may differ between key and response.

MUC: Vilain et al. (1995). B3: Bagga and Baldwin (1998). CEAFe (phi 4): Luo (2005). For mentions that only one side has,
as in the reference scorer (Pradhan et al., 2014): they stay in the counts of their own side and match nothing.
A clustering is a mapping from mention to the label of its cluster.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Clustering = Mapping[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Recall, precision and their harmonic mean."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 when both are 0."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def conll(key: Clustering, response: Clustering) -> float:
    """The mean F1 of MUC, B3 and CEAFe, in percent."""
    return 100 * float(np.mean([m(key, response).f1 for m in (muc, b_cubed, ceaf_e)]))


def muc(key: Clustering, response: Clustering) -> Score:
    """Links: how many of a cluster's links survive in the other side."""
    return Score(_links(key, response), _links(response, key))


def _links(of: Clustering, against: Clustering) -> float:
    kept = total = 0
    for cluster in clusters(of):
        parts = Counter(against.get(m, ("alone", m)) for m in cluster)
        kept += len(cluster) - len(parts)
        total += len(cluster) - 1
    return kept / total if total else 0.0


def b_cubed(key: Clustering, response: Clustering) -> Score:
    """For each mention the share of its cluster that the other side keeps with it."""
    return Score(_shares(key, response), _shares(response, key))


def _shares(of: Clustering, against: Clustering) -> float:
    total = 0.0
    for cluster in clusters(of):
        parts = Counter(against[m] for m in cluster if m in against)
        total += sum(n * n for n in parts.values()) / len(cluster)
    return total / len(of) if of else 0.0


def ceaf_e(key: Clustering, response: Clustering) -> Score:
    """Clusters matched one to one so that the sum of 2|K∩R|/(|K|+|R|) is the highest."""
    sizes = Counter(key.values()), Counter(response.values())
    shared = Counter((key[m], response[m]) for m in key if m in response)
    best = sum(_best(part, sizes) for part in _parts(shared))
    return Score(best / (len(sizes[0]) or 1), best / (len(sizes[1]) or 1))


def _best(shared: Mapping[tuple[Hashable, Hashable], int], sizes: tuple[Counter[Hashable], Counter[Hashable]]) -> float:
    rows = {k: i for i, k in enumerate(dict.fromkeys(k for k, _ in shared))}
    columns = {r: i for i, r in enumerate(dict.fromkeys(r for _, r in shared))}
    gain = np.zeros((len(rows), len(columns)))
    for (k, r), n in shared.items():
        gain[rows[k], columns[r]] = 2 * n / (sizes[0][k] + sizes[1][r])
    return most(gain)


def _parts(shared: Mapping[tuple[Hashable, Hashable], int]) -> list[dict[tuple[Hashable, Hashable], int]]:
    """Key and response clusters that touch, so that each part is matched alone."""
    parent: dict[Hashable, Hashable] = {}

    def root(x: Hashable) -> Hashable:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for k, r in shared:
        parent[root(("key", k))] = root(("response", r))
    parts: dict[Hashable, dict[tuple[Hashable, Hashable], int]] = defaultdict(dict)
    for (k, r), n in shared.items():
        parts[root(("key", k))][k, r] = n
    return list(parts.values())


def most(gain: NDArray[np.float64]) -> float:
    """The highest sum of one-to-one choices (Kuhn-Munkres with potentials, in O(n²m))."""
    if min(gain.shape) == 1:
        return float(gain.max())
    cost = -gain if gain.shape[0] <= gain.shape[1] else -gain.T
    n, m = cost.shape
    u, v = np.zeros(n + 1), np.zeros(m + 1)
    match = np.zeros(m + 1, dtype=int)
    for i in range(1, n + 1):
        match[0] = i
        _augment(cost, u, v, match)
    return float(-sum(cost[match[j] - 1, j - 1] for j in range(1, m + 1) if match[j]))


def _augment(
    cost: NDArray[np.float64], u: NDArray[np.float64], v: NDArray[np.float64], match: NDArray[np.int_]
) -> None:
    m = cost.shape[1]
    least, way, used = np.full(m + 1, np.inf), np.zeros(m + 1, dtype=int), np.zeros(m + 1, dtype=bool)
    j = 0
    while True:
        used[j] = True
        i = match[j]
        reduced = cost[i - 1] - u[i] - v[1:]
        better = ~used[1:] & (reduced < least[1:])
        least[1:][better], way[1:][better] = reduced[better], j
        following = int(np.argmin(np.where(used[1:], np.inf, least[1:]))) + 1
        delta = least[following]
        np.add.at(u, match[used], delta)
        v[used] -= delta
        least[~used] -= delta
        j = following
        if match[j] == 0:
            break
    while j:
        match[j] = match[way[j]]
        j = int(way[j])


def clusters(of: Clustering) -> list[list[Hashable]]:
    """The clusters as lists of mentions."""
    found: dict[Hashable, list[Hashable]] = defaultdict(list)
    for mention, label in of.items():
        found[label].append(mention)
    return list(found.values())
