"""From belief to probability: what confirmed facts say about how often such belief was right.

Platt's method (1999) on two scores: log odds of what the engine believes of the best value and of its share of the
vote. The first is too sure where sources depend on each other, the second too timid where they do not; unless facts
say otherwise each has half a say. Priors pull the slopes to that half and the shift of each property to a common one
about zero, so that a few facts correct and do not rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.claims import Floats, Ints

HALF = 0.5
SLOPE_SPREAD = 0.3
SHIFT_SPREAD = 0.5
OWN_SPREAD = 0.5
"""Standard deviations of the priors: the slopes about HALF, the common shift about 0, a property's own about that."""

STEPS = 50
STILL = 1e-8
EDGE = 0.005


@dataclass(frozen=True, slots=True)
class Calibration:
    """The slopes for learned belief and for the vote, and each property's shift: to log odds of being right."""

    slope: tuple[float, float]
    shift: Floats


def calibrated(learned: Floats, vote: Floats, right: np.ndarray, prop: Ints, properties: int) -> Calibration:
    """Learned from the best values of confirmed items: their belief and vote, whether they were right, and of what."""
    features = np.zeros((len(learned), properties + 3))
    features[:, 0], features[:, 1], features[:, 2] = log_odds(learned), log_odds(vote), 1.0
    features[np.arange(len(learned)), 3 + prop] = 1.0
    hoped = np.concatenate([[HALF, HALF, 0.0], np.zeros(properties)])
    spread = np.array([SLOPE_SPREAD, SLOPE_SPREAD, SHIFT_SPREAD, *[OWN_SPREAD] * properties])
    found = _fitted(features, right.astype(float), hoped, spread**-2.0)
    return Calibration((float(found[0]), float(found[1])), found[2] + found[3:])


def _fitted(features: Floats, right: Floats, hoped: Floats, pull: Floats) -> Floats:
    """The most probable weights of a logistic regression with independent normal priors.

    Newton's method; a step that would make the fit worse is halved, without which it can swing for ever.
    """
    found = hoped.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(features @ found)))
        slope = features.T @ (right - chance) - pull * (found - hoped)
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        worth = _worth(features, right, found - hoped, pull, found)
        while _worth(features, right, found + step - hoped, pull, found + step) < worth and np.abs(step).max() > STILL:
            step = step / 2
        found = found + step
        if float(np.abs(step).max()) <= STILL:
            break
    return found


def _worth(features: Floats, right: Floats, away: Floats, pull: Floats, weights: Floats) -> float:
    """The log of the posterior, up to a constant."""
    odds = features @ weights
    return float((right * odds - np.logaddexp(0, odds)).sum() - (pull * away**2).sum() / 2)


def log_odds(belief: Floats) -> Floats:
    """Log odds of beliefs, none surer than 1 - EDGE."""
    kept = np.clip(belief, EDGE, 1 - EDGE)
    return np.asarray(np.log(kept / (1 - kept)))


def mapped(learned: Floats, vote: Floats, slopes: Floats, shift: Floats) -> Floats:
    """Beliefs and votes as calibrated probabilities; `slopes` has a row for each."""
    odds = slopes[:, 0] * log_odds(learned) + slopes[:, 1] * log_odds(vote) + shift
    return np.asarray(1 / (1 + np.exp(-odds)))
