"""ECB+ development topics: lemma peers and the learned features, everything set on the other topics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import process_time

import figures
import learned
import metrics
import numpy as np
import trees
from ecb import DEVELOPMENT, EventMention, mentions
from lemma import lemma, lemma_delta, same_lemma, tf_idf

DELTAS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
BARS = (-1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25)
FOLDS = 3


def print_figures(data: Path, rounds: int) -> None:
    """Peers and Doltap on the development topics, and the paired bootstrap of the difference."""
    started = process_time()
    everyone = mentions(data)
    test = [m for m in everyone if m.document.topic in DEVELOPMENT]
    train = [m for m in everyone if m.document.topic not in DEVELOPMENT]
    key = {m.id: m.chain for m in test}
    print(f"\nnews (ECB+): {len(test)} gold mentions of {len(DEVELOPMENT)} topics, learned from {len(train)} of others")
    print(figures.head())
    print(figures.row("same lemma", [(key, same_lemma(_triples(test)))]))
    delta = max(DELTAS, key=lambda d: metrics.conll({m.id: m.chain for m in train}, _delta(train, d)))
    peer = _delta(test, delta)
    print(figures.row(f"lemma + tf-idf {delta}", [(key, peer)]))
    model, known, bar = _learn(train)
    ours = learned.clusters(learned.prepare(test), model, known, bar)
    print(figures.row(f"Doltap, learned features (bar {bar})", [(key, ours)]))
    part = {m.id: (m.document.topic, m.document.half) for m in test}
    gain, low, high, none = figures.bootstrap(key, peer, ours, part, rounds)
    print(
        f"gain {gain:+.2f}, 95 % interval {low:+.2f} to {high:+.2f} ({rounds} draws of {len(set(part.values()))} half"
    )
    print(f"topics; no gain in {100 * none:.1f} % of them); {process_time() - started:.0f} s CPU")


def _triples(chosen: Sequence[EventMention]) -> list[tuple[str, str, str]]:
    return [(m.id, m.document.id, lemma(m.words[-1])) for m in chosen]


def _delta(chosen: Sequence[EventMention], delta: float) -> dict[object, object]:
    documents = {m.document.id: " ".join(w for s in m.document.sentences.values() for w in s) for m in chosen}
    return dict(lemma_delta(_triples(chosen), tf_idf(documents), delta))


def _learn(train: Sequence[EventMention]) -> tuple[trees.Trees, learned.Known, float]:
    """The model of all training topics, and the bar that is best when each fold is grouped by a model of the others."""
    data = learned.prepare(train)
    known = learned.Known(train, data.heads)
    left, right = learned.pairs_of(data)
    table = learned.features(data, left, right, known)
    chain = np.array([m.chain for m in train], dtype=object)
    truth = (chain[left] == chain[right]).astype(np.float64)
    topic = np.array([m.document.topic for m in train])
    fold = np.argsort(np.argsort(np.unique(topic)))[np.searchsorted(np.unique(topic), topic)] % FOLDS
    scores = dict.fromkeys(BARS, 0.0)
    for n in range(FOLDS):
        inside, outside = (fold[left] == n) & (fold[right] == n), (fold[left] != n) & (fold[right] != n)
        odds = trees.fit(table[outside], truth[outside]).log_odds(table[inside])
        own = np.flatnonzero(fold == n)
        at = np.searchsorted(own, left[inside]), np.searchsorted(own, right[inside])
        key = {i: chain[i] for i in own.tolist()}
        for bar in BARS:
            found = learned.grouped(len(own), *at, odds, bar)
            scores[bar] += metrics.conll(key, dict(zip(own.tolist(), found, strict=True)))
    return trees.fit(table, truth), known, max(BARS, key=scores.__getitem__)
