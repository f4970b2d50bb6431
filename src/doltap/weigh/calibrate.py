"""From belief to probability: what confirmed facts say about how often such belief was right.

Platt's method (1999) with priors: log odds of the belief in the best value, times a slope, plus a shift for each
property that is pulled to a common shift, so that a few facts correct and do not rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.claims import Floats, Ints

SLOPE_SPREAD = 0.5
SHIFT_SPREAD = 1.5
OWN_SPREAD = 1.0
"""Standard deviations of the priors: the slope about 1, the common shift about 0, a property's own about that."""

STEPS = 30
EDGE = 0.005


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slope` and each property's `shift` map log odds of belief to log odds of being right."""

    slope: float
    shift: Floats


def calibrated(belief: Floats, right: np.ndarray, prop: Ints, properties: int) -> Calibration:
    """Learned from the best values of confirmed items: their belief, whether they were right, their properties."""
    features = np.zeros((len(belief), properties + 2))
    features[:, 0] = log_odds(belief)
    features[:, 1] = 1.0
    features[np.arange(len(belief)), 2 + prop] = 1.0
    hoped = np.concatenate([[1.0, 0.0], np.zeros(properties)])
    pull = np.concatenate([[SLOPE_SPREAD**-2, SHIFT_SPREAD**-2], np.full(properties, OWN_SPREAD**-2)])
    found = _fitted(features, right.astype(float), hoped, pull)
    return Calibration(max(float(found[0]), 0.0), found[1] + found[2:])


def _fitted(features: Floats, right: Floats, hoped: Floats, pull: Floats) -> Floats:
    """The most probable weights of a logistic regression with independent normal priors (Newton's method)."""
    found = hoped.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(features @ found, -30, 30)))
        slope = features.T @ (right - chance) - pull * (found - hoped)
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        found = found + np.clip(step, -2, 2)
        if float(np.abs(step).max()) < 1e-8:
            break
    return found


def log_odds(belief: Floats) -> Floats:
    """Log odds of beliefs, none surer than 1 - EDGE."""
    kept = np.clip(belief, EDGE, 1 - EDGE)
    return np.asarray(np.log(kept / (1 - kept)))


def mapped(belief: Floats, slope: Floats, shift: Floats) -> Floats:
    """Beliefs as calibrated probabilities."""
    return np.asarray(1 / (1 + np.exp(-(slope * log_odds(belief) + shift))))
