"""Belief becomes probability: the fit is the best there is, and a few facts correct without ruling."""

from __future__ import annotations

import numpy as np
import pytest

from doltap.weigh.calibrate import calibrated, log_odds, mapped

DRAW = np.random.default_rng(8)
LEARNED, VOTE = DRAW.uniform(0.3, 0.999, (2, 4000))
PROP = DRAW.integers(0, 2, 4000)


def made(slopes: tuple[float, float], shift: float, count: int) -> np.ndarray:
    chance = mapped(LEARNED, VOTE, np.tile(slopes, (4000, 1)), np.full(4000, shift))
    return (np.random.default_rng(1).random(4000) < chance)[:count]


@pytest.mark.parametrize(("slopes", "shift"), [((1.0, 0.2), -0.5), ((0.1, 0.6), 0.4), ((0.5, 0.5), 0.0)])
def test_with_many_facts_the_probabilities_are_those_that_made_them(slopes: tuple[float, float], shift: float) -> None:
    right = made(slopes, shift, 4000)
    found = calibrated(LEARNED, VOTE, right, PROP, 2)
    told = mapped(LEARNED, VOTE, np.tile(found.slope, (4000, 1)), found.shift[PROP])
    true = mapped(LEARNED, VOTE, np.tile(slopes, (4000, 1)), np.full(4000, shift))
    assert np.abs(told - true).mean() < 0.02


def test_without_facts_each_has_half_a_say() -> None:
    nothing = np.empty(0)
    found = calibrated(nothing, nothing, nothing, np.empty(0, int), 2)
    assert found.slope == pytest.approx((0.5, 0.5))
    assert found.shift.tolist() == pytest.approx([0.0, 0.0])


@pytest.mark.parametrize("seed", range(12))
def test_no_small_change_of_the_weights_fits_better(seed: int) -> None:
    """Newton's steps once swung without end on facts like these: half of very sure beliefs wrong."""
    draw = np.random.default_rng(seed)
    learned, vote = draw.uniform(0.5, 1.0, (2, 50))
    right = draw.random(50) < 0.55
    found = calibrated(learned, vote, right, np.zeros(50, int), 1)

    def worth(one: float, two: float, shift: float) -> float:
        odds = one * log_odds(learned) + two * log_odds(vote) + shift
        fit = (right * odds - np.logaddexp(0, odds)).sum()
        # A common shift and a property's own, each with deviation 0.5, are together one with variance 0.5.
        return float(fit - ((one - 0.5) ** 2 + (two - 0.5) ** 2) / (2 * 0.3**2) - shift**2 / (2 * 0.5))

    at = (*found.slope, float(found.shift[0]))
    for k in range(3):
        for step in (-0.02, 0.02):
            assert worth(*(a + step * (n == k) for n, a in enumerate(at))) < worth(*at)
