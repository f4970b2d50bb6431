"""The model of Fellegi and Sunter (1969), its probabilities found without labels by expectation maximisation.

`u`, how often two different people agree at a level, comes from random pairs; `m`, how often one person does, from the
pairs that were compared; the share of what is equal stands for `u` where two values are equal (term frequency).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doltap.resolve.link.columns import Column
from doltap.resolve.link.compare import LEVELS, RARE, Agreement, compare, stretches

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AGREES: Final = np.log(10.0)
MOST_AGAINST: Final = np.log(20.0)
MOST_FOR: Final = 10.0
RANDOM_PAIRS: Final = 400_000
SAMPLE: Final = 300_000
ROUNDS: Final = 25
_SMOOTH: Final = 1.0
_SURE_EQUAL: Final = 0.75
_FLOOR: Final = 1e-6
_PRIOR_MOVES: Final = 1.0
"""How far (standard deviation) answers are expected to move the prior."""


@dataclass(frozen=True, slots=True)
class Model:
    """Log weights of all levels side by side (natural logarithm), and the log odds of any pair before it is seen.

    The weight of an equal level is log m alone: the rarity of what is equal is added pair by pair.
    """

    weights: Floats
    prior: float


def by_column(model: Model, columns: Sequence[Column], found: Agreement) -> Floats:
    """pairs x columns: the log likelihood ratio that each column gives."""
    spans = stretches(columns)
    light = model.weights.astype(np.float32)
    parts = [found.counts[:, s] @ light[s] + found.rarity[:, n] for n, s in enumerate(spans)]
    return np.stack(parts, axis=1)


def evidence(model: Model, each: Floats) -> Floats:
    """The log odds of each pair to be one person, from what its columns give.

    Only a pair whose columns agree in two things or more can have odds above even: a name alone makes nobody one. A
    column agrees when it makes the pair at least ten times as likely. Odds against are held at 20 to 1, for any record
    can be badly kept; odds for at e^10.
    """
    whole = np.clip(model.prior + each.sum(axis=1), -MOST_AGAINST, MOST_FOR)
    alone = (each >= AGREES).sum(axis=1) < 2
    return np.asarray(np.where(alone, np.minimum(whole, 0.0), whole), np.float64)


def learned(columns: Sequence[Column], count: int, left: Ints, right: Ints, seed: int) -> Model:
    """The model that these compared pairs and random ones teach; of many pairs a random sample is enough."""
    chance = _chance(columns, count, seed)
    few = np.random.default_rng(seed).permutation(len(left))[:SAMPLE]
    scale = len(left) / max(1, len(few))
    left, right = left[few], right[few]
    found = compare(columns, left, right)
    spans = stretches(columns)
    same = _first_guess(columns)
    model = _model(columns, spans, same, chance, -np.log(count))
    rare = found.rarity.sum(axis=1)
    for _ in range(ROUNDS):
        whole = found.counts @ model.weights.astype(np.float32) + (rare + np.float32(model.prior))
        posterior = 1 / (1 + np.exp(-np.clip(whole, -80, 80)))
        tally = posterior @ found.counts
        same = np.concatenate([(tally[s] + _SMOOTH * same[s]) / (tally[s].sum() + _SMOOTH) for s in spans])
        prior = np.log(max(scale * posterior.sum(), 1.0) / (count * (count - 1) / 2))
        model = _model(columns, spans, same, chance, float(prior))
    return model


def _chance(columns: Sequence[Column], count: int, seed: int) -> Floats:
    """How often two records drawn at random agree at each level."""
    draw = np.random.default_rng(seed).integers(0, count, (2, RANDOM_PAIRS))
    draw = draw[:, draw[0] != draw[1]]
    counts = compare(columns, draw[0], draw[1]).counts.sum(axis=0)
    parts = [counts[s] + _SMOOTH * np.arange(s.stop - s.start, 0, -1) for s in stretches(columns)]
    return np.concatenate([p / p.sum() for p in parts])


def _first_guess(columns: Sequence[Column]) -> Floats:
    parts = []
    for column in columns:
        levels = len(LEVELS[column.kind])
        parts.append(np.r_[np.full(levels - 1, (1 - _SURE_EQUAL) / (levels - 1)), _SURE_EQUAL])
    return np.concatenate(parts)


def _model(columns: Sequence[Column], spans: list[slice], same: Floats, chance: Floats, prior: float) -> Model:
    weights = np.log(np.maximum(same, _FLOOR)) - np.log(np.maximum(chance, _FLOOR))
    for column, span in zip(columns, spans, strict=True):
        for level in RARE[column.kind]:
            weights[span.start + level] = np.log(max(same[span.start + level], _FLOOR))
    return Model(weights, prior)


def shifted(model: Model, averages: Floats, weight: Floats, same: Floats) -> Model:
    """The model with the prior that fits people's answers on groups of records.

    `averages` is what the table alone gives for the two groups, `weight` how many records the smaller has: so many
    comparisons stand behind the average. Logistic regression with one unknown by Newton's
    method, held near no shift.
    """
    shift = 0.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(weight * (averages + shift), -30, 30)))
        slope = float((weight * (same - likely)).sum()) - shift / _PRIOR_MOVES**2
        shift += slope / (float((weight**2 * likely * (1 - likely)).sum()) + 1 / _PRIOR_MOVES**2)
    return Model(model.weights, model.prior + shift)
