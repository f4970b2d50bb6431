"""How likely a stretch of Latin letters is as the spelling of a Hangul syllable, and which syllables it could be.

A spelling is read as consonants, vowels, consonants; each part is weighed apart, then mixed with counts of whole ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp, log
from typing import Final

from doltap.language.hangul import compose, decompose
from doltap.language.names.table import FLOOR, NameTable

_PARTS: Final = re.compile(r"([bcdfghjklmnpqrstvxzw]{0,3}?)([aeiouyw]{1,4})([bcdfghjklmnpqrstvxz]{0,3})")
_UNSEEN: Final = -8.0
_MIX: Final = 4.0
"""How many observations the letter-by-letter estimate is worth beside counts of whole syllables."""
LONGEST_SYLLABLE: Final = 8
Readings = dict[str, float]


@lru_cache(maxsize=100_000)
def parts(spelling: str) -> tuple[str, str, str] | None:
    """Consonants, vowels and consonants of one Latin syllable; None where it cannot be one."""
    found = _PARTS.fullmatch(spelling)
    return (found[1], found[2], found[3]) if found else None


def _by_letters(table: NameTable, syllable: str, spelling: str) -> float:
    """log P(spelling | syllable), each letter of Hangul by itself."""
    split = parts(spelling)
    if split is None:
        return FLOOR
    lead, vowel, tail = decompose(syllable)
    value = table.leads[lead].get(split[0], _UNSEEN) + table.vowels[vowel].get(split[1], _UNSEEN)
    return max(value + table.tails.get(tail, {}).get(split[2], _UNSEEN), FLOOR)


def _mixed(counts: dict[str, int], spelling: str, letterwise: float) -> float:
    total = sum(counts.values())
    return max(log((counts.get(spelling, 0) + _MIX * exp(letterwise)) / (total + _MIX)), FLOOR)


@lru_cache(maxsize=200_000)
def given_cost(table: NameTable, syllable: str, spelling: str) -> float:
    """log P(spelling | syllable) inside a given name, never below FLOOR."""
    return _mixed(table.given.get(syllable, {}), spelling, _by_letters(table, syllable, spelling))


@lru_cache(maxsize=100_000)
def surname_cost(table: NameTable, surname: str, spelling: str) -> float:
    """log P(spelling | surname), never below FLOOR. A surname of two syllables is read syllable by syllable."""
    letterwise = (
        align(table, surname, spelling, frozenset()) if len(surname) > 1 else _by_letters(table, surname, spelling)
    )
    return _mixed(table.surnames.get(surname, {}), spelling, letterwise)


def align(table: NameTable, syllables: str, letters: str, breaks: frozenset[int]) -> float:
    """log P(letters | syllables) under the best cutting, which never runs over a break; FLOOR a syllable at worst."""
    return sum(best_cut(table, syllables, letters, breaks))


def best_cut(table: NameTable, syllables: str, letters: str, breaks: frozenset[int]) -> tuple[float, ...]:
    """The cost of each syllable under the best cutting of the letters."""
    beams: dict[int, tuple[float, tuple[float, ...]]] = {0: (0.0, ())}
    for place, syllable in enumerate(syllables):
        left = len(syllables) - place - 1
        beams = _extend(table, beams, syllable, letters, breaks, last=left == 0)
    return beams[len(letters)][1] if len(letters) in beams else (FLOOR,) * len(syllables)


def _extend(
    table: NameTable,
    beams: dict[int, tuple[float, tuple[float, ...]]],
    syllable: str,
    letters: str,
    breaks: frozenset[int],
    last: bool,
) -> dict[int, tuple[float, tuple[float, ...]]]:
    """Every place that one more syllable can end, with its best cost."""
    grown: dict[int, tuple[float, tuple[float, ...]]] = {}
    for start, (cost, costs) in beams.items():
        ends = (len(letters),) if last else range(start + 1, min(start + LONGEST_SYLLABLE, len(letters)) + 1)
        for end in ends:
            if end <= start or end - start > LONGEST_SYLLABLE or _crosses(breaks, start, end):
                continue
            here = given_cost(table, syllable, letters[start:end])
            if end not in grown or cost + here > grown[end][0]:
                grown[end] = cost + here, (*costs, here)
    return grown


def _crosses(breaks: frozenset[int], start: int, end: int) -> bool:
    return any(start < b < end for b in breaks)


@lru_cache(maxsize=50_000)
def readings(table: NameTable, spelling: str) -> Readings:
    """The syllables of given names that the letters could be: log P(syllable and spelling), the likeliest two dozen."""
    found: Readings = {}
    for syllable in (*table.by_given.get(spelling, ()), *_candidates(table, spelling)):
        if syllable in table.given_prior:
            found[syllable] = table.given_prior[syllable] + given_cost(table, syllable, spelling)
    best = sorted(found.items(), key=lambda item: -item[1])[:24]
    return dict(best)


def _candidates(table: NameTable, spelling: str) -> list[str]:
    """Syllables whose letters can each be written so."""
    split = parts(spelling)
    if split is None:
        return []
    leads = table.by_lead.get(split[0], {})
    vowels = table.by_vowel.get(split[1], {})
    tails = table.by_tail.get(split[2], {})
    return [compose(lead, vowel, tail) for lead in leads for vowel in vowels for tail in tails]


@lru_cache(maxsize=50_000)
def surname_readings(table: NameTable, spelling: str) -> Readings:
    """The surnames that the letters could be: log P(surname and spelling), where they are at all likely."""
    costs = {s: surname_cost(table, s, spelling) for s in table.surname_prior}
    return {s: cost + table.surname_prior[s] for s, cost in costs.items() if cost > -6.5}


def total(found: Readings) -> float:
    """log of the summed probabilities; FLOOR - 4 where there is none."""
    if not found:
        return FLOOR - 4
    top = max(found.values())
    return top + log(sum(exp(value - top) for value in found.values()))


@lru_cache(maxsize=100_000)
def _best_syllable(table: NameTable, spelling: str) -> float:
    found = readings(table, spelling)
    return max((value - table.given_prior[s] for s, value in found.items()), default=FLOOR)


@lru_cache(maxsize=100_000)
def _any_syllable(table: NameTable, spelling: str) -> float:
    return max(total(readings(table, spelling)), FLOOR - 4)


@lru_cache(maxsize=50_000)
def cut_best(table: NameTable, letters: str, breaks: frozenset[int], count: int, whole: bool) -> float:
    """The best sum over cuttings into `count` syllables: of the likeliest syllable, or of all (`whole`)."""
    value = _any_syllable if whole else _best_syllable
    best = {0: 0.0}
    for _ in range(count):
        grown: dict[int, float] = {}
        for start, cost in best.items():
            for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(letters)) + 1):
                if parts(letters[start:end]) and not any(start < b < end for b in breaks):
                    here = cost + value(table, letters[start:end])
                    grown[end] = max(grown.get(end, here), here)
        best = grown
    return best.get(len(letters), FLOOR * count)


def sounds_korean(table: NameTable, letters: str, breaks: frozenset[int]) -> float:
    """log probability a syllable that the letters are a given name of up to three syllables, whichever it is."""
    counts = range(len(breaks) + 1, 4)
    return max((cut_best(table, letters, breaks, n, True) / n for n in counts), default=FLOOR)
