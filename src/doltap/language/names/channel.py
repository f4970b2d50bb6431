"""How likely a stretch of Latin letters is as the spelling of a Hangul syllable, by each habit of spelling.

A spelling is read as consonants, vowels, consonants; each part is weighed apart, then mixed with counts of whole ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from operator import mul
from typing import Final

from doltap.language.hangul import LEADS, TAILS, VOWELS, decompose, initial_sound_variants
from doltap.language.names.table import FLOOR, KINDS, TOTAL, Counts, Memo, NameTable, Vector, packaged, safe_log

_PARTS: Final = re.compile(r"([bcdfghjklmnpqrstvxzw]{0,3}?)([aeiouyw]{1,4})([bcdfghjklmnpqrstvxz]{0,3})")
UNSEEN: Final = -8.0
MIX: Final = 4.0
"""How many observations the letter-by-letter estimate is worth beside counts of whole syllables."""
OTHER_SIDE: Final = 0.12
"""How often a syllable is written as the other side of the border spells it."""
INITIAL: Final = 0.01
LEAST: Final = exp(FLOOR)
UNHEARD: Final = 1e-3
"""What a stretch of letters is taken to fit best by at least, even where it fits no syllable."""
WEAKEST: Final = -14.0
"""The lowest that one syllable can count, as a logarithm."""
LONGEST_SYLLABLE: Final = 8
MOST_CUTS: Final = 4
"""How many ways to cut one word are followed."""
_LONG_SURNAME: Final = 5
_OFTEN: Final = -3.0
"""How probable a letter must be, as a logarithm, for a habit to begin a surname of two syllables with it."""


@lru_cache(maxsize=100_000)
def parts(spelling: str) -> tuple[str, str, str] | None:
    """Consonants, vowels and consonants of one Latin syllable; None where it cannot be one."""
    found = _PARTS.fullmatch(spelling) if len(spelling) <= LONGEST_SYLLABLE else None
    return (found[1], found[2], found[3]) if found else None


@dataclass(frozen=True, slots=True)
class Heard:
    """What letters could be: P(letters) by habit, P(syllable and letters), and the highest likelihood."""

    by_habit: Vector
    joint: dict[str, float]
    total: float
    best: float
    log_total: float


class Channel:
    """The spelling of names as probabilities, worked out from one table when first asked for."""

    __slots__ = ("cuts", "gap", "given", "given_heard", "letter", "log_prior", "surname", "surname_heard", "table")

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self.given: Memo[tuple[str, str], Vector] = Memo(self._given)
        self.surname: Memo[tuple[str, str], Vector] = Memo(self._surname)
        self.gap: Memo[tuple[str, str], float] = Memo(self._gap)
        self.log_prior: Memo[str, float] = Memo(lambda syllable: safe_log(table.given_prior.get(syllable, 1e-6)))
        self.letter: Memo[tuple[str, str, str], Vector] = Memo(self._letter)
        self.given_heard: Memo[str, Heard] = Memo(self._given_heard, 50_000)
        self.surname_heard: Memo[str, Heard] = Memo(self._surname_heard, 50_000)
        self.cuts: Memo[tuple[tuple[str, ...], int], tuple[tuple[str, ...], ...]] = Memo(self._cuts, 50_000)

    # --- one syllable ---

    def _letter(self, key: tuple[str, str, str]) -> Vector:
        """P(Latin letters | letter of Hangul) by habit, for one kind of letter."""
        kind, letter, part = key
        return tuple(exp(habit[kind].get(letter, {}).get(part, UNSEEN)) for habit in self.table.letters)

    def _by_letters(self, syllable: str, spelling: str) -> Vector:
        """P(spelling | syllable) by habit, each letter of Hangul by itself."""
        split = parts(spelling)
        least = self.as_initial(syllable, spelling) if len(spelling) == 1 else LEAST
        if split is None:
            return (least,) * len(self.table.habits)
        lead, vowel, tail = map(self.letter.__getitem__, zip(KINDS, _letters_of(syllable), split, strict=True))
        return tuple([p if p > least else least for p in map(mul, map(mul, lead, vowel), tail)])

    def as_initial(self, syllable: str, letter: str) -> float:
        """P of a single letter that stands for the whole syllable (Y. H. for 용호)."""
        written = self.table.given.get(syllable, {})
        total = sum(written.get(TOTAL, ()))
        seen = sum(sum(n) for s, n in written.items() if s[:1] == letter)
        return max(INITIAL * seen / total, LEAST) if total else LEAST

    def _blend(self, counts: Counts, syllable: str, spelling: str) -> Vector:
        """Whole spellings as counted, the letters' estimate where they are few."""
        letterwise = self._by_letters(syllable, spelling)
        written = counts.get(syllable)
        if not written:
            return letterwise
        totals = written[TOTAL]
        seen = written.get(spelling)
        if seen is None:
            return tuple([MIX * p / (all_ + MIX) for p, all_ in zip(letterwise, totals, strict=True)])
        return tuple([(n + MIX * p) / (all_ + MIX) for n, p, all_ in zip(seen, letterwise, totals, strict=True)])

    def _sides(self, counts: Counts, syllable: str, spelling: str) -> Vector:
        """The spelling of a syllable, or of the same syllable as the other side writes it."""
        own = self._blend(counts, syllable, spelling)
        others = other_sides(syllable)
        if not others:
            return own
        share = OTHER_SIDE / len(others)
        mixed: Vector = tuple([(1 - OTHER_SIDE) * p for p in own])
        for other in others:
            mixed = tuple([m + share * p for m, p in zip(mixed, self._blend(counts, other, spelling), strict=True)])
        return mixed

    def _given(self, key: tuple[str, str]) -> Vector:
        return self._sides(self.table.given, *key)

    def _gap(self, key: tuple[str, str]) -> float:
        """log of P(stretch | syllable) over that of the syllable it fits best; 0 where it fits this one best."""
        best = max(self.given_heard[key[1]].best, UNHEARD)
        own = sum(map(mul, self.table.shares, self.given[key]))
        return max(min(safe_log(own) - safe_log(best), 0.0), WEAKEST)

    def _surname(self, key: tuple[str, str]) -> Vector:
        """P(spelling | surname) by habit, times how common the habit is."""
        surname, spelling = key
        if len(surname) == 1:
            found = self._sides(self.table.surnames, surname, spelling)
        else:
            found = self._long_surname(surname, spelling)
        return tuple(map(mul, self.table.shares, found))

    def _long_surname(self, surname: str, spelling: str) -> Vector:
        """A surname of two syllables is read syllable by syllable under its best cut."""
        ways = [
            tuple(map(mul, self.given[surname[0], a], self.given[surname[1], b])) for a, b in split_word(spelling, 2)
        ]
        return max(ways, key=sum, default=(exp(2 * FLOOR),) * len(self.table.habits))

    # --- what letters could be ---

    def _possible(self, spelling: str) -> set[str]:
        """Every syllable whose letters can each be written so by some habit."""
        split = parts(spelling)
        if split is None:
            return set()
        found = [self.table.by_letter[kind].get(part, ()) for kind, part in zip(KINDS, split, strict=True)]
        vowels = [VOWELS.index(vowel) for vowel in found[1]]
        starts = [LEADS.index(lead) * 21 + vowel for lead in found[0] for vowel in vowels]
        tails = [0xAC00 + TAILS.index(tail) for tail in found[2]]
        return {chr(start * 28 + tail) for start in starts for tail in tails}

    def _given_heard(self, spelling: str) -> Heard:
        prior = self.table.given_prior
        options = {*self._possible(spelling), *self.table.by_given.get(spelling, ())} & prior.keys()
        vectors = {s: self.given[s, spelling] for s in options}
        likely = {s: sum(map(mul, self.table.shares, v)) for s, v in vectors.items()}
        return self._heard(prior, vectors, likely)

    def _surname_heard(self, spelling: str) -> Heard:
        prior = self.table.surname_prior
        options = {*self._possible(spelling), *self.table.by_surname.get(spelling, ())} & prior.keys()
        options |= self._north(options)
        options |= set(long_surnames_for(self.table, spelling))
        vectors = {s: self.surname[s, spelling] for s in options}
        return self._heard(prior, vectors, {s: sum(v) for s, v in vectors.items()})

    def _north(self, options: set[str]) -> set[str]:
        """The same surnames as the other side spells them."""
        return {v for s in options for v in other_sides(s)} & self.table.surname_prior.keys()

    def _heard(self, prior: dict[str, float], vectors: dict[str, Vector], likely: dict[str, float]) -> Heard:
        joint = {s: prior[s] * p for s, p in likely.items()}
        top = sorted(joint, key=joint.__getitem__, reverse=True)[:24]
        weighed = (tuple(prior[s] * p for p in vectors[s]) for s in vectors)
        by_habit = tuple(map(sum, zip(*weighed, strict=True))) if vectors else (0.0,) * len(self.table.habits)
        total = sum(joint.values())
        return Heard(by_habit, {s: joint[s] for s in top}, total, max(likely.values(), default=0.0), safe_log(total))

    # --- where a given name is cut ---

    def _cuts(self, key: tuple[tuple[str, ...], int]) -> tuple[tuple[str, ...], ...]:
        """The likeliest ways to cut each word, together so many syllables; a cut never joins two words."""
        tokens, count = key
        if len(tokens) > count or sum(map(len, tokens)) > LONGEST_SYLLABLE * count:
            return ()
        if len(tokens) == count:
            return (tokens,)
        if len(tokens) == 1:
            return self._word_cuts(tokens[0], count)
        found = (
            head + tail
            for first in range(1, count - len(tokens) + 2)
            for head in self._word_cuts(tokens[0], first)
            for tail in self._tail_cuts(tokens[1:], count - first)
        )
        return tuple(sorted(found, key=self.likeliness, reverse=True))

    def _tail_cuts(self, tokens: tuple[str, ...], count: int) -> tuple[tuple[str, ...], ...]:
        return self._word_cuts(tokens[0], count) if len(tokens) == 1 else self.cuts[tokens, count]

    def _word_cuts(self, word: str, count: int) -> tuple[tuple[str, ...], ...]:
        """The likeliest ways to cut one word."""
        return tuple(sorted(split_word(word, count), key=self.likeliness, reverse=True)[:MOST_CUTS])

    def likeliness(self, cut: tuple[str, ...]) -> float:
        """P of the stretches as syllables of any given name."""
        value = 1.0
        for segment in cut:
            value *= self.given_heard[segment].total + 1e-9
        return value


_letters_of = lru_cache(maxsize=11_172)(decompose)


@lru_cache(maxsize=20_000)
def other_sides(syllable: str) -> tuple[str, ...]:
    """The syllable as the other side of the border spells it."""
    return tuple(v for v in initial_sound_variants(syllable)[1:] if len(v) == 1)


@lru_cache(maxsize=100_000)
def split_word(word: str, count: int) -> tuple[tuple[str, ...], ...]:
    """Every way to cut one word into so many stretches that can be syllables."""
    if count == 1:
        return ((word,),) if parts(word) else ()
    ends = range(1, min(LONGEST_SYLLABLE, len(word) - count + 1) + 1)
    return tuple((word[:end], *rest) for end in ends if parts(word[:end]) for rest in split_word(word[end:], count - 1))


@lru_cache(maxsize=50_000)
def long_surnames_for(table: NameTable, spelling: str) -> tuple[str, ...]:
    """The surnames of two syllables that so many letters could be, by how each syllable may begin."""
    if not _LONG_SURNAME <= len(spelling) <= 2 * LONGEST_SYLLABLE:
        return ()
    found = _long_surnames(table).get(spelling[0], ())
    starts = {second[0] for _, second in split_word(spelling, 2)} if found else set()
    return tuple(surname for surname, second in found if not second.isdisjoint(starts))


@lru_cache(maxsize=4)
def _long_surnames(table: NameTable) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """First Latin letter -> the surnames of two syllables that some habit writes so, and how the second may begin."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for surname in (s for s in table.surname_prior if len(s) > 1):
        first, second = (_first_letters(table, syllable) for syllable in surname)
        for letter in sorted(first):
            found.setdefault(letter, []).append((surname, second))
    return {letter: tuple(surnames) for letter, surnames in found.items()}


def _first_letters(table: NameTable, syllable: str) -> frozenset[str]:
    """The Latin letters that any habit begins a syllable with."""
    lead, vowel, _ = decompose(syllable)
    leads = {w[:1] for habit in table.letters for w, p in habit["leads"].get(lead, {"": 0.0}).items() if p > _OFTEN}
    vowels = {w[:1] for habit in table.letters for w, p in habit["vowels"].get(vowel, {}).items() if p > _OFTEN}
    return frozenset((leads | (vowels if "" in leads else set())) - {""})


@lru_cache(maxsize=4)
def channel_of(table: NameTable) -> Channel:
    """The channel of a table."""
    return Channel(table)


@cache
def shipped() -> Channel:
    """The channel of the table that ships with Doltap."""
    return channel_of(packaged())
