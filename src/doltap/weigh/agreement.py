"""How far coders agree beyond chance: Krippendorff's alpha over a table of units by coders, with gaps.

Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability; and Content Analysis (2019), chapter 12. The
interval is a percentile bootstrap over units (Efron and Tibshirani 1993): one place of an account is one draw.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Table = Sequence[Sequence[Hashable | None]]
"""A row for each unit, a cell for each coder in the same order in every row; None where a coder did not read it."""

RESAMPLES: Final = 1000
COVERED: Final = 0.95


class Level(StrEnum):
    """How far apart two values are: alike or not, by rank, by difference, or by difference relative to their sum."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha (1 perfect, 0 as by chance, below 0 worse), its interval, and what it was counted from.

    `alpha` is None where it is undefined: no unit that two coders read, or no variation among all values. `units` and
    `values` are those that can be paired. `low` and `high` are None where the resamples give no interval.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    values: int


def agreement(table: Table, level: Level = Level.NOMINAL, seed: int = 0, resamples: int = RESAMPLES) -> Agreement:
    """The agreement of the coders of a table, with a 95 % bootstrap interval; the same seed gives the same interval.

    Raises ValueError or TypeError where a level above nominal meets a value that is no finite number, and ValueError
    where a ratio meets one below zero.
    """
    scale, counts = _counted(table, level)
    alpha = _alpha(counts, np.ones(len(counts)), scale, level)
    low, high = (None, None) if alpha is None else _interval(counts, scale, level, seed, resamples)
    return Agreement(alpha, low, high, len(counts), int(counts.sum()))


def alpha_of(table: Table, level: Level = Level.NOMINAL) -> float | None:
    """Alpha alone, without an interval; None where it is undefined."""
    return agreement(table, level, resamples=0).alpha


def _counted(table: Table, level: Level) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The scale of values, and for each unit with at least two values how often each value was given."""
    paired = [kept for row in table if len(kept := [v for v in row if v is not None]) > 1]
    seen = list(dict.fromkeys(v for row in paired for v in row))
    if level is Level.NOMINAL:
        scale = np.arange(len(seen), dtype=np.float64)
    else:
        seen = sorted(seen, key=lambda v: _number(v, level))
        scale = np.array([_number(v, level) for v in seen])
    place = {value: i for i, value in enumerate(seen)}
    counts = np.zeros((len(paired), len(seen)))
    for unit, row in enumerate(paired):
        np.add.at(counts[unit], [place[v] for v in row], 1)
    return scale, counts


def _number(value: Hashable, level: Level) -> float:
    number = float(value)  # type: ignore[arg-type]
    if not np.isfinite(number) or (level is Level.RATIO and number < 0):
        raise ValueError(value)
    return number


def _apart(scale: NDArray[np.float64], totals: NDArray[np.float64], level: Level) -> NDArray[np.float64]:
    """The squared difference of each two values; by rank it depends on how often the values between were given."""
    if level is Level.NOMINAL:
        return 1.0 - np.eye(len(scale))
    if level is Level.ORDINAL:
        ranks = np.cumsum(totals) - totals / 2
        return np.subtract.outer(ranks, ranks) ** 2
    apart = np.subtract.outer(scale, scale)
    if level is Level.RATIO:
        sums = np.add.outer(scale, scale)
        apart = np.divide(apart, sums, out=np.zeros_like(apart), where=sums > 0)
    return apart**2


def _alpha(
    counts: NDArray[np.float64], weights: NDArray[np.float64], scale: NDArray[np.float64], level: Level
) -> float | None:
    """Alpha of units that count `weights` times. No value differs from itself, so pairs need no correction for it."""
    totals = weights @ counts
    apart = _apart(scale, totals, level)
    expected = totals @ apart @ totals
    if expected <= 0:
        return None
    observed = weights @ (((counts @ apart) * counts).sum(axis=1) / (counts.sum(axis=1) - 1))
    return float(1 - (totals.sum() - 1) * observed / expected)


def _interval(
    counts: NDArray[np.float64], scale: NDArray[np.float64], level: Level, seed: int, resamples: int
) -> tuple[float | None, float | None]:
    """The middle 95 % of alpha over units drawn with replacement; resamples without variation have no alpha."""
    units = len(counts)
    if units < 2 or not resamples:
        return None, None
    drawn = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=resamples)
    found = [a for weights in drawn if (a := _alpha(counts, weights.astype(np.float64), scale, level)) is not None]
    if not found:
        return None, None
    low, high = np.quantile(found, ((1 - COVERED) / 2, (1 + COVERED) / 2))
    return float(low), float(high)
