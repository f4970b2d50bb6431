"""Values that are sets (the authors of a book): a list that leaves one out is incomplete, not contrary.

Each origin has a chance to name an element that belongs (sense) and adds elements that do not (extra), as the two-sided
source quality of the Latent Truth Model (Zhao et al. 2012); but the truth is one of the sets told, so that what is
concluded is always what somebody said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doltap.weigh.cells import Cells, shares
from doltap.weigh.claims import Floats, Ints

SHRINK = 4.0
ROUNDS = 15
ELEMENTS = 30.0
"""How many elements a wrong one is picked from; it cancels out between candidates that need as many wrong ones."""

WIDEST = 200
"""Sets of one item compared with each other, those told most often; a rarer one is left to the vote."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Pairs of cells of one item, told and candidate: elements shared, left out of the told set, and added to it."""

    told: Ints
    truth: Ints
    hit: Floats
    miss: Floats
    extra: Floats


def overlap_of(cells: Cells, items: Ints, sets: list[frozenset[str]]) -> Overlap:
    """All pairs of sets told of these items; `sets` by value code."""
    told: list[Ints] = []
    truth: list[Ints] = []
    for item in items:
        at = np.arange(cells.start[item], cells.start[item + 1])
        kept = at[np.argsort(-cells.votes[at], kind="stable")[:WIDEST]]
        told.append(np.repeat(kept, len(kept)))
        truth.append(np.tile(kept, len(kept)))
    pairs = [np.concatenate(side).astype(np.int32) if side else np.empty(0, np.int32) for side in (told, truth)]
    words = [sets[v] for v in cells.value]
    hit = np.array([len(words[a] & words[b]) for a, b in zip(*pairs, strict=True)], float)
    size = np.array([len(w) for w in words], float)
    return Overlap(pairs[0], pairs[1], hit, size[pairs[1]] - hit, size[pairs[0]] - hit)


def believed(cells: Cells, claims: Ints, over: Overlap, sense: Floats, extra: Floats) -> Floats:
    """The share of belief of each set, given the sense and the extra of each origin; 0 outside these items."""
    size = len(cells.item)
    who, at, weight = cells.origin[claims], cells.at[claims], cells.weight[claims]
    logs = (np.log(sense), np.log1p(-sense), np.log(extra / ELEMENTS))
    named, left, added = (np.bincount(at, weight * each[who], size) for each in logs)
    terms = named[over.told] * over.hit + left[over.told] * over.miss + added[over.told] * over.extra
    score = np.bincount(over.truth, terms, size)
    live = np.zeros(size, bool)
    live[over.truth] = True
    return np.where(live, shares(cells, np.where(live, score, -1e9)), 0.0)


def learned(cells: Cells, claims: Ints, over: Overlap, origins: int, start: Floats) -> tuple[Floats, Floats, Floats]:
    """The sense and the extra of each origin and the belief they lead to, from the belief `start`."""
    belief = start
    sense = extra = np.full(origins, 0.5)
    for _ in range(ROUNDS):
        sense, extra = _abilities(cells, claims, over, origins, belief)
        belief = believed(cells, claims, over, sense, extra)
    return sense, extra, belief


def _abilities(cells: Cells, claims: Ints, over: Overlap, origins: int, belief: Floats) -> tuple[Floats, Floats]:
    who, at, weight = cells.origin[claims], cells.at[claims], cells.weight[claims]
    sums = []
    for part in (over.hit, over.miss, over.extra):
        hoped = np.bincount(over.told, belief[over.truth] * part, len(cells.item))
        sums.append(np.bincount(who, weight * hoped[at], origins))
    hit, miss, extra = sums
    said = np.bincount(who, weight, origins)
    usual = hit.sum() / max(hit.sum() + miss.sum(), 1e-9)
    more = extra.sum() / max(said.sum() + extra.sum(), 1e-9)
    sense = (hit + SHRINK * usual) / (hit + miss + SHRINK)
    added = (extra + SHRINK * more) / (extra + said + SHRINK)
    return np.clip(sense, 0.01, 0.99), np.clip(added, 0.001, 0.99)


def set_of(text: str) -> frozenset[str]:
    """The elements of a value as written: parted by ';' or '|', else by commas, else by blanks; case folded."""
    for mark in (";", "|", ","):
        if mark in text:
            return frozenset(part.strip().casefold() for part in text.split(mark) if part.strip())
    return frozenset(text.casefold().split())
