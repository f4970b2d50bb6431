"""Whether one account goes back to another though the words differ: cut, reworded, or told in the other language.

Three kinds of evidence are added up. Shared runs of eight letters (a Hangul syllable counts as two) measured against
the shorter text: containment, Broder 1997, 'On the resemblance and containment of documents'. Sentences that answer
each other in the same order, by dynamic programming: in one language by their n-grams, across languages by their
lengths (Gale and Church 1993, 'A program for aligning sentences in bilingual corpora') and the numbers they name.
Numbers that one has and the other contradicts: who copies drops numbers, who remembers has their own. Independent
tellers of one event share names, place and year, hardly ever the order, the incidental and all of the numbers.

The constants were chosen on two of the three families of bench/copies and are the same for all texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from doltap.language import find_numbers, sentences

RUN: Final = 8
"""Letters in a shared run of one language."""

IN_ORDER: Final = 0.05
CONTRADICTED: Final = 0.7
COPIED: Final = 0.22
"""In one language: weight of the order and of contradicted numbers, and the evidence from which it is a copy."""

CONTRADICTED_ACROSS: Final = 2.0
COPIED_ACROSS: Final = 0.6
"""The same two across languages, where the order is all of the evidence."""

KOREAN_LETTERS: Final = 0.52
"""Letters of a Korean sentence for each letter of its English translation, the geometric mean of 216 pairs."""

_SPREAD_TRUE: Final = 0.25
_SPREAD_ANY: Final = 0.34
_WORST: Final = -3.0
_FEW: Final = 5
_NUMBERS_SAME, _NUMBERS_SOME, _NUMBERS_OTHER = 2.5, 0.5, -2.0
_LIKE: Final = 0.28
_RUNS: Final = re.compile(r"[가-힣]+|[a-z0-9]+")
_YEAR: Final = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_HANGUL: Final = re.compile(r"[가-힣]")
_LATIN: Final = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Reuse:
    """How much speaks for a copy (no probability), whether that is enough, and whether the languages differ."""

    evidence: float
    copied: bool
    across: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence: its n-grams, the numbers it names, whether it is Korean, and how many letters it has."""

    grams: Counter[str]
    numbers: frozenset[float]
    korean: bool
    letters: int


def reuse(left: str, right: str) -> Reuse:
    """Whether one of two texts goes back to the other. Symmetric; two texts without a sentence share nothing.

    Takes time in proportion to the product of their numbers of sentences: meant for pairs that something else named.
    """
    a, b = [_said(left[i:j]) for i, j in sentences(left)], [_said(right[i:j]) for i, j in sentences(right)]
    if not a or not b:
        return Reuse(0.0, False, False)
    order, against = _in_order(a, b), _contradicted(a, b)
    if _mostly_korean(a) is not _mostly_korean(b):
        evidence = order - CONTRADICTED_ACROSS * against
        return Reuse(evidence, evidence >= COPIED_ACROSS, True)
    evidence = containment(left, right) + IN_ORDER * order - CONTRADICTED * against
    return Reuse(evidence, evidence >= COPIED, False)


def containment(left: str, right: str) -> float:
    """The share (0-1) of the shorter text's runs of eight letters that stand in the other."""
    a, b = _runs(left), _runs(right)
    return len(a & b) / max(1, min(len(a), len(b)))


def _runs(text: str) -> frozenset[str]:
    letters = "".join(c * (2 if "가" <= c <= "힣" else 1) for c in text.casefold() if c.isalnum())
    return frozenset(letters[i : i + RUN] for i in range(len(letters) - RUN + 1))


def _said(sentence: str) -> _Said:
    counted = (n.value.low for n in find_numbers(sentence))
    numbers = frozenset((*(n for n in counted if n is not None), *map(float, _YEAR.findall(sentence))))
    korean = 2 * len(_HANGUL.findall(sentence)) >= len(_LATIN.findall(sentence))
    return _Said(_grams(sentence), numbers, korean, max(1, sum(map(str.isalnum, sentence))))


def _grams(sentence: str) -> Counter[str]:
    """Pairs of syllables of Korean words, runs of four letters of others with their edges."""
    found: Counter[str] = Counter()
    for word in _RUNS.findall(sentence.casefold()):
        size, padded = (2, word) if "가" <= word[0] <= "힣" else (4, f"_{word}_")
        found.update(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
    return found


def _mostly_korean(told: list[_Said]) -> bool:
    return sum(s.letters for s in told if s.korean) * 3 >= sum(s.letters for s in told)


def _contradicted(a: list[_Said], b: list[_Said]) -> float:
    """The share (0-1) of the numbers of the text with fewer that the other does not have; 0 where it has under two."""
    one, other = _numbers(a), _numbers(b)
    fewer = min(len(one), len(other))
    return (fewer - len(one & other)) / fewer if fewer > 1 else 0.0


def _numbers(told: list[_Said]) -> frozenset[float]:
    return frozenset(n for s in told for n in s.numbers)


def _in_order(a: list[_Said], b: list[_Said]) -> float:
    """The best sum of likenesses of sentences taken in order, for each sentence of the shorter text."""
    row = [0.0] * (len(b) + 1)
    for one in a:
        before, row = row, [0.0]
        for j, other in enumerate(b, 1):
            row.append(max(before[j], row[j - 1], before[j - 1] + _alike(one, other)))
    return row[-1] / max(_FEW, min(len(a), len(b)))


def _alike(one: _Said, other: _Said) -> float:
    return max(_WORST, _alike_within(one, other) if one.korean is other.korean else _alike_across(one, other))


def _alike_within(one: _Said, other: _Said) -> float:
    shorter = min(one.grams.total(), other.grams.total()) or 1
    likeness = 8.0 * ((one.grams & other.grams).total() / shorter - _LIKE)
    return likeness - (1.0 if one.numbers and other.numbers and not one.numbers & other.numbers else 0.0)


def _alike_across(one: _Said, other: _Said) -> float:
    """The log odds of the lengths of a sentence and its translation, and what their numbers say."""
    korean, english = (one, other) if one.korean else (other, one)
    ratio = math.log(korean.letters / english.letters / KOREAN_LETTERS)
    lengths = 0.5 * ratio**2 * (_SPREAD_ANY**-2 - _SPREAD_TRUE**-2) + math.log(_SPREAD_ANY / _SPREAD_TRUE)
    if not one.numbers and not other.numbers:
        return lengths
    if one.numbers == other.numbers:
        return lengths + _NUMBERS_SAME
    return lengths + (_NUMBERS_SOME if one.numbers & other.numbers else _NUMBERS_OTHER)
