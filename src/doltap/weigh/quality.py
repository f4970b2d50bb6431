"""The quality of origins by property and the truth of open values, learned together.

One number an origin and property (its chance to be right), the wrong values of an item equally likely: Accu of Dong et
al. 2009 with empirical-Bayes shrinkage, so that an origin with little told stays near the property's mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.cells import Cells, leads, shares
from doltap.weigh.claims import Floats, Ints
from doltap.weigh.kin import Kin, lift, rights

SHRINK = 4.0
"""Claims that an origin must tell before its own record outweighs the property's mean."""

STEADY = 20.0
"""Claims at which an origin's record on one property counts half for the others."""

ABROAD = 0.5
"""An origin's record on many other properties tells as much of this one as its own record here does."""

MOST = 100.0
"""Wrong values that a property is taken to offer at most."""

ANCHOR = 0.25
"""The vote's say in what teaches quality: without it a source that many items hang on comes to teach itself."""

TOLD = 20.0
"""Confirmed facts that outweigh what the origins' agreement taught."""

FLOOR, CEILING = 0.01, 0.99
ROUNDS = 20
STILL = 1e-3


@dataclass(frozen=True, slots=True)
class Field:
    """The claims that one run looks at: their cells' buckets, origins, properties and weights; the buckets in play."""

    cells: Cells
    bucket: Ints
    slot: Ints
    weight: Floats
    rivals: Floats
    live: np.ndarray
    disputed: np.ndarray
    kin: Kin | None = None


def field_of(cells: Cells, prop: Ints, slots: int, claims: Ints, kin: Kin | None = None) -> Field:
    """The field of these claims (positions in `cells.at`); a slot is `origin * slots + property`."""
    at = cells.at[claims]
    bucket = cells.bucket[at]
    item = cells.item[at]
    live = np.zeros(len(cells.item), bool)
    live[bucket] = True
    if kin is not None:
        live[kin.wide] = False  # what holds a finer value told is believed as far as that is
    rivals = np.bincount(cells.item[live], minlength=cells.items)
    slot = (cells.origin[claims].astype(np.int64) * slots + prop[item]).astype(np.int64)
    rival = np.log(np.maximum(rivals - 1, others_of(cells, prop, bucket, cells.weight[claims]))).astype(float)[item]
    return Field(cells, bucket, slot, cells.weight[claims], rival, live, rivals[item] > 1, kin)


def others_of(cells: Cells, prop: Ints, bucket: Ints, weight: Floats) -> Floats:
    """Of each item: the root of how many wrong values its property offers, by how seldom claims beside the lead agree.

    The whole number holds for independent errors and overstates agreement where errors are shared, 1 understates it
    where they are not; the root, half of the logarithm, is right to within a factor of two of the evidence either way.
    """
    voice = np.bincount(bucket, weight, len(cells.item))
    lead = leads(cells, voice)
    beside = voice.copy()
    beside[lead[lead >= 0]] = 0.0
    slots = int(prop.max(initial=0)) + 1
    same = np.bincount(prop[cells.item], np.maximum(beside * (beside - 1), 0.0), slots)
    rest = np.bincount(cells.item, beside, cells.items)
    pairs = np.bincount(prop, np.maximum(rest * (rest - 1), 0.0), slots)
    return np.asarray(np.sqrt(np.clip((pairs + 1) / (same + 1), 1.0, MOST))[prop])


def believed(field: Field, quality: Floats) -> Floats:
    """The share of belief of each bucket, given the quality of each slot; 0 for cells that are not in play."""
    chance = np.clip(quality, FLOOR, CEILING)
    said = field.weight * (np.log(chance / (1 - chance))[field.slot] + field.rivals)
    score = lift(field.kin, np.bincount(field.bucket, said, len(field.cells.item)))
    return shares(field.cells, np.where(field.live, score, -np.inf)) if field.live.all() else _part(field, score)


def _part(field: Field, score: Floats) -> Floats:
    """Shares where some cells are out of play: a whole item out of play has no share at all."""
    floor = np.where(field.live, score, -1e9)
    return np.where(field.live, shares(field.cells, floor), 0.0)


def learned(
    field: Field, slots: int, start: Floats, known: tuple[Floats, Floats] | None = None
) -> tuple[Floats, Floats]:
    """The quality of each slot and the belief it leads to, from the belief `start`; only disputed items teach.

    `known` are for each slot the confirmed facts it spoke of and how many it had right.
    """
    size = slots * (int(field.slot.max(initial=0)) // slots + 1)
    heard = field.weight * field.disputed
    told = np.bincount(field.slot, heard, size)
    belief = start
    quality = np.full(size, 0.5)
    for _ in range(ROUNDS):
        sure = rights(field.kin, ANCHOR * start + (1 - ANCHOR) * belief)
        right = np.bincount(field.slot, heard * sure[field.bucket], size)
        new = _shrunk(right, told, slots)
        new = new if known is None else corrected(new, known, slots)
        moved = float(np.abs(new - quality).max(initial=0.0))
        quality, belief = new, believed(field, new)
        if moved < STILL:
            break
    return quality, belief


def _shrunk(right: Floats, told: Floats, slots: int) -> Floats:
    """Each slot's share right, pulled to the mean of its property and then half way to its record on the others."""
    right, told = right.reshape(-1, slots), told.reshape(-1, slots)
    mean = np.clip(right.sum(0) / np.maximum(told.sum(0), 1e-9), 0.02, 0.98)
    own = _logit((right + SHRINK * mean) / (told + SHRINK)) - _logit(mean)
    trust = told / (told + STEADY)
    others = trust.sum(1, keepdims=True) - trust
    abroad = ((trust * own).sum(1, keepdims=True) - trust * own) / np.maximum(others, 1e-9)
    share = ABROAD * others / (others + 0.5)
    return np.asarray(1 / (1 + np.exp(-(_logit(mean) + own + share * (abroad - own))))).ravel()


def corrected(quality: Floats, known: tuple[Floats, Floats], slots: int) -> Floats:
    """The quality moved by confirmed facts: by those of the origin's other properties, then by the property's own."""
    told, right = (each.reshape(-1, slots) for each in known)
    table = quality.reshape(-1, slots)
    spoke, got, hoped = (each.sum(1, keepdims=True) - each for each in (told, right, told * table))
    mean = hoped / np.maximum(spoke, 1e-9)
    shift = np.where(spoke > 0, _logit((got + TOLD * mean) / (spoke + TOLD)) - _logit(mean), 0.0)
    moved = 1 / (1 + np.exp(-_logit(table) - shift))
    return np.asarray((right + TOLD * moved) / (told + TOLD)).ravel()


def _logit(chance: Floats) -> Floats:
    kept = np.clip(chance, FLOOR, CEILING)
    return np.asarray(np.log(kept / (1 - kept)))
