"""What real spellings of Korean names show, as one small table: how each letter and syllable is written, by habit.

Aggregated by `bench/learn_names.py` from CC0 and CC BY lists of public names; no name is in it, only syllables.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, log
from operator import mul
from typing import Any, Final, Generic, TypeVar

Vector = tuple[float, ...]
"""One number for each habit of spelling."""
Letters = dict[str, dict[str, dict[str, float]]]
"""leads, vowels, tails -> letter of Hangul -> Latin spelling -> log probability."""
Counts = dict[str, dict[str, Vector]]
"""syllable -> spelling -> how often each habit wrote it so."""
FLOOR: Final = -16.0
"""The log probability of a spelling that nothing explains."""
TOTAL: Final = ""
"""Where the sum over all spellings stands among the counts of a syllable."""
KINDS: Final = ("leads", "vowels", "tails")
Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value], Generic[Key, Value]):
    """A dict that works out what it lacks and forgets everything once it holds `most`: a lookup costs no call."""

    __slots__ = ("find", "most")

    def __init__(self, find: Callable[[Key], Value], most: int = 120_000) -> None:
        super().__init__()
        self.find, self.most = find, most

    def __missing__(self, key: Key) -> Value:
        """The value, worked out and kept."""
        if len(self) >= self.most:
            self.clear()
        value = self.find(key)
        self[key] = value
        return value


@dataclass(frozen=True, slots=True, eq=False)
class NameTable:
    """What was learned, and its inverses for reading Latin letters back.

    `habits`: the habits of spelling, `shares` how common each is. `letters`: each habit's letters. `given`,
    `surnames`: counts of whole syllables by habit. `surname_prior`, `given_prior`: share of each among bearers, as
    probability. `weights`: coefficients that turn the evidence of one kind of comparison into a probability.
    """

    habits: tuple[str, ...]
    shares: Vector
    letters: tuple[Letters, ...]
    given: Counts
    surnames: Counts
    surname_prior: dict[str, float]
    given_prior: dict[str, float]
    weights: dict[str, Vector]
    by_letter: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    by_given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_surname: dict[str, tuple[str, ...]] = field(default_factory=dict)


_LIKELY: Final = -6.5


def _inverse(letters: tuple[Letters, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    """leads, vowels, tails -> Latin spelling -> the letters of Hangul that any habit writes so."""
    turned: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in KINDS}
    for kind in KINDS:
        for habit in letters:
            for letter, written in habit[kind].items():
                for spelling in (s for s, value in written.items() if value > _LIKELY):
                    turned[kind][spelling].add(letter)
    return {kind: {s: tuple(sorted(found)) for s, found in turned[kind].items()} for kind in KINDS}


def _owners(counts: Counts) -> dict[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = defaultdict(list)
    for syllable, written in counts.items():
        for spelling in written:
            turned[spelling].append(syllable)
    return {spelling: tuple(owners) for spelling, owners in turned.items()}


def _prior(counts: dict[str, int]) -> dict[str, float]:
    total = sum(counts.values()) + len(counts)
    return {syllable: (count + 1) / total for syllable, count in counts.items()}


def _counts(raw: dict[str, dict[str, list[float]]]) -> Counts:
    """Stored counts are `[how many, percent for each habit but the last]`; sums are kept under TOTAL."""
    spread = {s: {w: _spread(found) for w, found in written.items()} for s, written in raw.items()}
    return {
        s: {**written, TOTAL: tuple(map(sum, zip(*written.values(), strict=True)))} for s, written in spread.items()
    }


def _spread(found: list[float]) -> Vector:
    shares = [share / 100 for share in found[1:]]
    return tuple(found[0] * share for share in (*shares, max(0.0, 1 - sum(shares))))


def from_json(raw: dict[str, Any]) -> NameTable:
    """The table from its stored form."""
    letters = tuple(raw["letters"][habit] for habit in raw["habits"])
    given, surnames = _counts(raw["given"]), _counts(raw["surnames"])
    return NameTable(
        habits=tuple(raw["habits"]),
        shares=tuple(raw["habits"].values()),
        letters=letters,
        given=given,
        surnames=surnames,
        surname_prior=_prior(raw["surname_counts"]),
        given_prior=_prior(raw["given_counts"]),
        weights={kind: tuple(values) for kind, values in raw["weights"].items()},
        by_letter=_inverse(letters),
        by_given=_owners(given),
        by_surname=_owners(surnames),
    )


@cache
def packaged() -> NameTable:
    """The table that ships with Doltap."""
    return from_json(json.loads((files("doltap.language") / "data" / "korean_names.json").read_text(encoding="utf-8")))


def logistic(weights: Vector, features: Vector) -> float:
    """The probability that weights give to features; the last weight is the constant."""
    value = weights[-1] + sum(map(mul, weights, features))
    return 1 / (1 + exp(-max(min(value, 30.0), -30.0)))


def evened(knots: Vector, score: float) -> float:
    """The share of true pairs among those of such a score, between the knots (score, share, score, share ...)."""
    at = next((i for i in range(2, len(knots), 2) if score <= knots[i]), len(knots) - 2)
    x, y, end, top = knots[at - 2 : at + 2]
    return y + (top - y) * (score - x) / (end - x)


def safe_log(value: float) -> float:
    """The natural logarithm, -60 for nothing at all."""
    return log(value) if value > 1e-26 else -60.0
