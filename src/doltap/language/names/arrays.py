"""The channel over arrays: what `Channel` says of one syllable and one spelling, said of thousands at once.

`Channel` is the definition; every number here equals its own, and a test compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import Final

import numpy as np
import numpy.typing as npt

from doltap.language.hangul import LEADS, TAILS, VOWELS, is_hangul
from doltap.language.names import channel as definition
from doltap.language.names.channel import Channel, long_surnames_for, other_sides, parts, split_word
from doltap.language.names.table import KINDS, TOTAL, Counts, NameTable

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
FIRST: Final = 0xAC00
SYLLABLES: Final = 11_172
_ALPHABETS: Final = (tuple(LEADS), tuple(VOWELS), TAILS)
_CHANGING: Final = "ㄴㄹㅇ"
"""The leads that the two sides of the border write differently; at most so many spellings beside its own."""
_MOST_SIDES: Final = 1


def syllable_numbers(text: str) -> Places:
    """Each Hangul syllable as its place in Unicode's block."""
    return np.array([ord(c) - FIRST for c in text], dtype=np.int64)


def safe_logs(values: Numbers) -> Numbers:
    """`table.safe_log` of each value."""
    found = np.full(values.shape, -60.0)
    np.log(values, out=found, where=values > 1e-26)
    return found


def logistics(weights: Sequence[float], features: Numbers) -> Numbers:
    """`table.logistic` of each row."""
    value = features @ np.array(weights[:-1]) + weights[-1]
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -30.0, 30.0))))


class Letters:
    """P(Latin letters | letter of Hangul) by habit of one kind of letter, for every spelling that any habit has."""

    __slots__ = ("numbers", "possible", "values")

    def __init__(self, table: NameTable, kind: str, alphabet: Sequence[str]) -> None:
        spellings = sorted({s for habit in table.letters for written in habit[kind].values() for s in written})
        self.numbers = {s: i for i, s in enumerate(spellings)}
        shape = (len(spellings) + 1, len(alphabet), len(table.habits))
        self.values: Numbers = np.full(shape, exp(definition.UNSEEN))
        self.possible: Marks = np.zeros(shape[:2], dtype=bool)
        for h, habit in enumerate(table.letters):
            for letter, written in habit[kind].items():
                for spelling, value in written.items():
                    self.values[self.numbers[spelling], alphabet.index(letter), h] = exp(value)
        for spelling, letters in table.by_letter[kind].items():
            self.possible[self.numbers[spelling], [alphabet.index(x) for x in letters]] = True


class Counted:
    """Counts of whole spellings of single syllables: sums by syllable, and what was seen, found by one sorted key."""

    __slots__ = ("coefficient", "initial", "keys", "seen", "spellings")

    def __init__(self, table: NameTable, counts: Counts) -> None:
        habits, mix = len(table.habits), definition.MIX
        single = {ord(s) - FIRST: written for s, written in counts.items() if len(s) == 1 and is_hangul(s)}
        self.spellings = {w: i for i, w in enumerate(sorted({w for c in single.values() for w in c if w}))}
        totals = np.zeros((SYLLABLES, habits))
        for syllable, written in single.items():
            totals[syllable] = written[TOTAL]
        self.coefficient: Numbers = mix / (totals + mix)
        rows = sorted(
            (syllable * (len(self.spellings) + 1) + self.spellings[w], n)
            for syllable, written in single.items()
            for w, n in written.items()
            if w
        )
        self.keys: Places = np.array([key for key, _ in rows], dtype=np.int64)
        self.seen: Numbers = np.array([n for _, n in rows]) / (totals[self.keys // (len(self.spellings) + 1)] + mix)

    def add(self, found: Numbers, syllables: Places, spellings: Places) -> None:
        """Add what was counted of these syllables in these spellings; -1 is a spelling never counted."""
        keys = syllables * (len(self.spellings) + 1) + np.where(spellings < 0, len(self.spellings), spellings)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        met = self.keys[at] == keys
        found[met] += self.seen[at[met]]

    def owners(self, alphabet: Places) -> Marks:
        """For each spelling, and none, which of these syllables were counted so."""
        size = len(self.spellings) + 1
        found = np.zeros((size, SYLLABLES), dtype=bool)
        found[self.keys % size, self.keys // size] = True
        return np.asarray(found[:, alphabet])


class Stretches:
    """Stretches of Latin letters, each looked up once: their three parts, and how they were counted."""

    __slots__ = ("counted", "letter", "parts", "texts")

    def __init__(self, arrays: Arrays, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        self.parts: Places = np.array(list(map(arrays.part_numbers, texts)), dtype=np.int64).reshape(-1, 3)
        self.letter: Places = np.array([ord(t) - 97 if len(t) == 1 else -1 for t in texts], dtype=np.int64)
        self.counted = [
            np.array([c.spellings.get(t, -1) for t in texts], dtype=np.int64) for c in (arrays.given, arrays.surnames)
        ]


class Heard:
    """`channel.Heard` of each stretch: P(letters) by habit, over all, and the highest likelihood."""

    __slots__ = ("best", "by_habit", "joint", "likely", "syllables", "total", "whose")

    def __init__(
        self, size: int, whose: Places, syllables: Places, vectors: Numbers, likely: Numbers, prior: Numbers
    ) -> None:
        self.whose, self.syllables, self.likely, self.joint = whose, syllables, likely, prior * likely
        weighed = vectors * prior[:, None]
        self.by_habit: Numbers = np.stack(
            [np.bincount(whose, weighed[:, h], size) for h in range(vectors.shape[1])], axis=1
        )
        self.total: Numbers = np.asarray(np.bincount(whose, self.joint, size), dtype=np.float64)
        self.best: Numbers = np.zeros(size, dtype=np.float64)
        np.maximum.at(self.best, whose, likely)


class Arrays:
    """One table of spellings as arrays."""

    __slots__ = (
        "alphabet",
        "channel",
        "given",
        "initial",
        "kinds",
        "letters",
        "long_names",
        "owners",
        "priors",
        "shares",
        "sides",
        "surnames",
    )

    def __init__(self, channel: Channel) -> None:
        table = channel.table
        self.channel = channel
        self.shares: Numbers = np.array(table.shares)
        self.kinds = tuple(Letters(table, k, a) for k, a in zip(KINDS, _ALPHABETS, strict=True))
        self.given, self.surnames = Counted(table, table.given), Counted(table, table.surnames)
        everything = np.arange(SYLLABLES)
        self.letters = (everything // 588, everything // 28 % 21, everything % 28)
        self.sides = _sides()
        self.long_names = tuple(s for s in table.surname_prior if len(s) > 1)
        self.initial = _initials(channel)
        self.priors = tuple(
            {s: p for s, p in found.items() if len(s) == 1} for found in (table.given_prior, table.surname_prior)
        )
        self.alphabet = [np.array([ord(s) - FIRST for s in p], dtype=np.int64) for p in self.priors]
        self.owners = [c.owners(a) for c, a in zip((self.given, self.surnames), self.alphabet, strict=True)]

    def part_numbers(self, spelling: str) -> tuple[int, int, int]:
        """The parts of a stretch as rows of the letters' tables; the last row is what no habit writes."""
        found = parts(spelling) or ("?", "?", "?")
        a, b, c = self.kinds
        return (
            a.numbers.get(found[0], len(a.numbers)),
            b.numbers.get(found[1], len(b.numbers)),
            c.numbers.get(found[2], len(c.numbers)),
        )

    # --- P(letters | syllable) by habit ---

    def _blend(self, which: int, syllables: Places, stretches: Stretches, at: Places) -> Numbers:
        counted = (self.given, self.surnames)[which]
        found = np.ones((len(at), len(self.shares)))
        for i, (kind, letter) in enumerate(zip(self.kinds, self.letters, strict=True)):
            found *= kind.values[stretches.parts[at, i], letter[syllables]]
        one = stretches.letter[at]
        least = np.where(one < 0, definition.LEAST, self.initial[syllables, one])
        np.maximum(found, least[:, None], out=found)
        found *= counted.coefficient[syllables]
        counted.add(found, syllables, stretches.counted[which][at])
        return found

    def given_rows(self, syllables: Places, stretches: Stretches, at: Places) -> Numbers:
        """`Channel.given` of each syllable with the stretch at each place, a row each."""
        return self._mixed(0, syllables, stretches, at)

    def surname_rows(self, syllables: Places, stretches: Stretches, at: Places) -> Numbers:
        """`Channel.surname` of each surname of one syllable, the habits' shares within."""
        return self._mixed(1, syllables, stretches, at) * self.shares

    def _mixed(self, which: int, syllables: Places, stretches: Stretches, at: Places) -> Numbers:
        """The syllable's own spelling and those of the other side of the border."""
        found = self._blend(which, syllables, stretches, at)
        others = self.sides[syllables]
        number = (others >= 0).sum(axis=1)
        found[number > 0] *= 1 - definition.OTHER_SIDE
        for column in others.T:
            there = np.nonzero(column >= 0)[0]
            if len(there):
                share = definition.OTHER_SIDE / number[there]
                found[there] += share[:, None] * self._blend(which, column[there], stretches, at[there])
        return found

    # --- what letters could be ---

    def _possible(self, which: int, stretches: Stretches) -> Marks:
        """For each stretch which of the known syllables it could spell."""
        alphabet = self.alphabet[which]
        found: Marks = np.ones((len(stretches.texts), len(alphabet)), dtype=bool)
        for i, (kind, letter) in enumerate(zip(self.kinds, self.letters, strict=True)):
            found &= kind.possible[stretches.parts[:, i]][:, letter[alphabet]]
        found |= self.owners[which][stretches.counted[which]]
        return found

    def given_heard(self, stretches: Stretches) -> Heard:
        """`Channel.given_heard` of every stretch."""
        whose, which = np.nonzero(self._possible(0, stretches))
        vectors = self.given_rows(self.alphabet[0][which], stretches, whose)
        prior = np.array(list(self.priors[0].values()))[which]
        return Heard(len(stretches.texts), whose, self.alphabet[0][which], vectors, vectors @ self.shares, prior)

    def surname_heard(self, stretches: Stretches) -> Heard:
        """`Channel.surname_heard` of every stretch; long surnames are numbered behind the syllables."""
        table = self.channel.table
        possible = self._possible(1, stretches)
        possible |= possible @ self._north()
        whose, which = np.nonzero(possible)
        vectors = self.surname_rows(self.alphabet[1][which], stretches, whose)
        prior = np.array(list(self.priors[1].values()))[which]
        whose_long, numbers, long = self._long(stretches)
        long_prior = np.array([table.surname_prior[s] for s in self.long_names])[numbers]
        return Heard(
            len(stretches.texts),
            np.concatenate([whose, whose_long]),
            np.concatenate([self.alphabet[1][which], SYLLABLES + numbers]),
            np.concatenate([vectors, long]),
            np.concatenate([vectors.sum(axis=1), long.sum(axis=1)]),
            np.concatenate([prior, long_prior]),
        )

    def _long(self, stretches: Stretches) -> tuple[Places, Places, Numbers]:
        """Surnames of two syllables: (which stretch, which surname, P by habit with the shares within)."""
        pairs = [(i, s) for i, t in enumerate(stretches.texts) for s in long_surnames_for(self.channel.table, t)]
        cuts = [(n, s, cut) for n, (i, s) in enumerate(pairs) for cut in split_word(stretches.texts[i], 2)]
        if not cuts:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, len(self.shares)))
        number: dict[str, int] = {}
        at = [number.setdefault(segment, len(number)) for _, _, cut in cuts for segment in cut]
        spelled = Stretches(self, list(number))
        found = self.given_rows(syllable_numbers("".join(s for _, s, _ in cuts)), spelled, np.array(at))
        product = found[::2] * found[1::2] * self.shares
        order = np.lexsort((-product.sum(axis=1), [n for n, _, _ in cuts]))
        kept, first = np.unique(np.array([n for n, _, _ in cuts])[order], return_index=True)
        table = np.array([(i, self.long_names.index(s)) for i, s in pairs], dtype=np.int64)[kept]
        return table[:, 0], table[:, 1], product[order][first]

    def _north(self) -> Marks:
        """Which surnames are spelled as which others beyond the border."""
        alphabet = self.alphabet[1]
        return np.array((self.sides[alphabet][:, :, None] == alphabet).any(axis=1))


@lru_cache(maxsize=1)
def _sides() -> Places:
    """For each syllable those that the other side of the border writes for it; -1 for none."""
    found = np.full((SYLLABLES, _MOST_SIDES), -1, dtype=np.int64)
    for lead in map(LEADS.index, _CHANGING):
        for i in range(lead * 588, (lead + 1) * 588):
            others = [ord(other) - FIRST for other in other_sides(chr(FIRST + i))]
            found[i, : len(others)] = others
    return found


def _initials(channel: Channel) -> Numbers:
    """`Channel.as_initial` of every syllable and letter."""
    found: Numbers = np.zeros((SYLLABLES, 26))
    for syllable, written in channel.table.given.items():
        if len(syllable) == 1:
            total = sum(written[TOTAL])
            for spelling, counts in written.items():
                if spelling.isascii() and spelling:
                    found[ord(syllable) - FIRST, ord(spelling[0]) - 97] += definition.INITIAL * sum(counts) / total
    return np.maximum(found, definition.LEAST)


@lru_cache(maxsize=4)
def arrays_of(channel: Channel) -> Arrays:
    """The arrays of a channel."""
    return Arrays(channel)
