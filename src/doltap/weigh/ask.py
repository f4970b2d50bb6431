"""Which items are worth confirming: a few verified facts teach more than any unlabelled run."""

from __future__ import annotations

import numpy as np

from doltap.weigh.claims import Claims, Ints
from doltap.weigh.judge import judge
from doltap.weigh.learned import Model


def ask(claims: Claims, model: Model, n: int, *, answerable: Ints | None = None, seed: int = 0) -> Ints:
    """At most `n` item codes to confirm, best first. `answerable`: the items that a document can answer (None: all)."""
    judged = judge(claims, model)
    items = np.arange(len(claims.items), dtype=np.int32) if answerable is None else answerable
    best = np.array([next((c.belief for c in judged.choices(int(i))), 1.0) for i in items])
    order = np.lexsort((np.random.default_rng(seed).random(len(items)), best))
    return items[order][:n].astype(np.int32)
