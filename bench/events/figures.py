"""Rows of figures, and the paired bootstrap."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import metrics
import numpy as np

Clustering = Mapping[Hashable, Hashable]


def head() -> str:
    """The head of a table of rows."""
    return f"{'':46} {'CoNLL':>6}   {'MUC R':>6} {'P':>6} {'F1':>6}   {'B3 R':>6} {'P':>6} {'F1':>6}   {'CEAFe':>6}"


def row(name: str, answers: Sequence[tuple[Clustering, Clustering]]) -> str:
    """The figures of one system, the mean over (key, response) pairs."""
    conll = np.mean([metrics.conll(*pair) for pair in answers])
    muc, b3, ceaf = ([f(*pair) for pair in answers] for f in (metrics.muc, metrics.b_cubed, metrics.ceaf_e))

    def three(scores: list[metrics.Score]) -> str:
        found = ((s.recall, s.precision, s.f1) for s in scores)
        return " ".join(f"{100 * x:6.1f}" for x in np.mean(list(found), axis=0))

    return f"{name:46} {conll:6.2f}   {three(muc)}   {three(b3)}   {100 * np.mean([s.f1 for s in ceaf]):6.1f}"


def bootstrap(
    key: Clustering, one: Clustering, other: Clustering, part: Mapping[Hashable, Hashable], rounds: int, seed: int = 1
) -> tuple[float, float, float, float]:
    """The gain of `other` over `one` in CoNLL F1, its 95 % interval, and how often it is no gain.

    Parts (half topics) are drawn with replacement, the same for both. A part drawn again is a copy: its chains are
    other chains, and a response's cluster is one among first copies, another among second copies, and so on.
    """
    rng = np.random.default_rng(seed)
    parts = sorted(set(part.values()), key=str)
    members = {p: [m for m in key if part[m] == p] for p in parts}
    gains = []
    for _ in range(rounds):
        drawn = rng.integers(len(parts), size=len(parts))
        copies = [(parts[p], int(np.sum(drawn[:n] == p))) for n, p in enumerate(drawn)]
        mentions = [((m, copy), m, copy) for p, copy in copies for m in members[p]]
        gold = {id_: (key[m], copy) for id_, m, copy in mentions}
        scores = [metrics.conll(gold, {id_: (r[m], copy) for id_, m, copy in mentions if m in r}) for r in (one, other)]
        gains.append(scores[1] - scores[0])
    low, high = np.quantile(gains, [0.025, 0.975])
    return (
        metrics.conll(key, other) - metrics.conll(key, one),
        float(low),
        float(high),
        float(np.mean(np.array(gains) <= 0)),
    )
