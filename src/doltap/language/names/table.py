"""What real spellings of Korean names show, as one small table: counts of surnames, syllables and how each is written.

Aggregated by `bench/learn_names.py` from CC0 and CC BY lists of public names; no name is in it, only syllables.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, Final

Spellings = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class NameTable:
    """Probabilities as natural logarithms, except counts.

    `leads`, `vowels`, `tails`: letter of Hangul -> Latin spelling -> log probability. `given`: syllable -> spelling ->
    count, `surnames` the same. `surname_prior`, `given_prior`: log probability of a syllable in that place. `weights`:
    coefficients that turn the evidence of one kind of comparison into a score. The `by_` tables are their inverses.
    """

    leads: Spellings
    vowels: Spellings
    tails: Spellings
    given: dict[str, dict[str, int]]
    surnames: dict[str, dict[str, int]]
    surname_prior: dict[str, float]
    given_prior: dict[str, float]
    weights: dict[str, tuple[float, ...]]
    by_lead: Spellings = field(default_factory=dict)
    by_vowel: Spellings = field(default_factory=dict)
    by_tail: Spellings = field(default_factory=dict)
    by_given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_surname: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _inverse(spellings: Spellings) -> Spellings:
    turned: Spellings = defaultdict(dict)
    for letter, written in spellings.items():
        for spelling, value in written.items():
            turned[spelling][letter] = value
    return dict(turned)


def _owners(counts: dict[str, dict[str, int]]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = defaultdict(list)
    for syllable, written in counts.items():
        for spelling in written:
            turned[spelling].append(syllable)
    return {spelling: tuple(owners) for spelling, owners in turned.items()}


def _prior(counts: dict[str, int]) -> dict[str, float]:
    total = sum(counts.values()) + len(counts)
    return {syllable: log((count + 1) / total) for syllable, count in counts.items()}


def from_json(raw: dict[str, Any]) -> NameTable:
    """The table from its stored form."""
    return NameTable(
        leads=raw["leads"],
        vowels=raw["vowels"],
        tails=raw["tails"],
        given=raw["given"],
        surnames=raw["surnames"],
        surname_prior=_prior(raw["surname_counts"]),
        given_prior=_prior(raw["given_counts"]),
        weights={kind: tuple(values) for kind, values in raw["weights"].items()},
        by_lead=_inverse(raw["leads"]),
        by_vowel=_inverse(raw["vowels"]),
        by_tail=_inverse(raw["tails"]),
        by_given=_owners(raw["given"]),
        by_surname=_owners(raw["surnames"]),
    )


@cache
def packaged() -> NameTable:
    """The table that ships with Doltap."""
    return from_json(json.loads((files("doltap.language") / "data" / "korean_names.json").read_text(encoding="utf-8")))


FLOOR: Final = -11.0
"""The log probability of a spelling that nothing explains."""
