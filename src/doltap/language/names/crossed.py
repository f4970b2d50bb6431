"""Many Hangul names with many Latin ones at once, over arrays: what `pairs.compared` says of each by itself.

Taken are the common shapes (`common_shape`, `latin_shape`): a surname of one syllable with a given name of one or two
beside a Latin name of two or three words. Whatever is of another shape is compared one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from doltap.language.names import evidence
from doltap.language.names.arrays import (
    Arrays,
    Heard,
    Marks,
    Numbers,
    Places,
    Stretches,
    arrays_of,
    logistics,
    safe_logs,
    syllable_numbers,
)
from doltap.language.names.channel import LONGEST_SYLLABLE, MOST_CUTS, UNHEARD, WEAKEST, Channel, split_word
from doltap.language.names.consonants import Sounds, all_alike
from doltap.language.names.pairs import (
    IMPOSSIBLE,
    OTHER_SURNAME,
    SURNAME_FITS,
    THRESHOLD,
    UNREAD,
    CrossEvidence,
    Found,
    common_shape,
    cross_found,
)
from doltap.language.names.primed import prime
from doltap.language.names.ready import Ready
from doltap.language.names.sounds import bare_hangul

_MOST_LETTERS: Final = 17
"""No two words of so many letters hold more than an array may."""
_MOST_SYLLABLES: Final = 4
_NONE: Final = -1
_AT_ONCE: Final = 5_000
_CODES: Final = ("name.romanisation", "name.given_differs", "name.surname_differs")


def latin_shape(name: Ready) -> bool:
    """Whether the arrays hold this Latin name."""
    return 2 <= len(name.tokens) <= 3 and sum(map(len, name.tokens)) <= _MOST_LETTERS


def found_across(channel: Channel, pairs: Sequence[tuple[Ready, Ready]]) -> Iterator[tuple[int, Found]]:
    """(place, `pairs.compared`) of each pair of a Hangul with a Latin name whose shapes the arrays hold."""
    hangul, h = numbered([a for a, _ in pairs])
    latin, at = numbered([b for _, b in pairs])
    held = np.nonzero(_shapes(common_shape, hangul)[h] & _shapes(latin_shape, latin)[at])[0]
    if not len(held):
        return
    taken = [pairs[i] for i in held.tolist()]
    hangul, h = numbered([a for a, _ in taken])
    latin, at = numbered([b for _, b in taken])
    arrays = arrays_of(channel)
    shown = crossed(arrays, HangulNames.of(arrays, hangul), LatinNames(arrays, latin), h, at)
    surname = np.array([bool(name.parts[0]) for name in hangul])[h]
    scores = logistics(channel.table.weights["cross"], shown.features)
    yield from zip(held.tolist(), _found(channel, taken, shown, scores, surname), strict=True)


def _shapes(held: Callable[[Ready], bool], names: Sequence[Ready]) -> Marks:
    return np.array(list(map(held, names)), dtype=bool)


def _found(
    channel: Channel, pairs: Sequence[tuple[Ready, Ready]], shown: Crossed, scores: Numbers, surname: Marks
) -> Iterator[tuple[float, str]]:
    """`pairs.cross_found` of each pair; it is only called where the given name alone may be what is written."""
    no_cut, fits = shown.features[:, 5] > 0, shown.surname_fits.max(axis=1)
    unread = no_cut | (shown.features[:, 2] < IMPOSSIBLE)
    values = np.where(unread, scores * UNREAD, scores)
    meets = np.where(no_cut, fits > SURNAME_FITS, shown.features[:, 1] > OTHER_SURNAME)
    codes = np.where(values >= THRESHOLD, 0, np.where(meets, 1, 2)).tolist()
    alone = ((values < THRESHOLD) & (~surname | shown.given_fits)).tolist()
    prime(channel, [b for (_, b), once in zip(pairs, alone, strict=True) if once])
    for i, (value, code) in enumerate(zip(values.tolist(), codes, strict=True)):
        if alone[i]:
            features = shown.features[i].tolist()
            yield cross_found(*pairs[i], CrossEvidence(scores[i], features, fits[i], bool(shown.given_fits[i])))
        else:
            yield value, _CODES[code]


@dataclass(frozen=True, slots=True)
class Crossed:
    """What each pair shows: the features, log P(letters | Hangul name), and P of the surname at either end.

    `given_fits`: whether two Latin words may be the syllables of the given name alone.
    """

    features: Numbers
    likelihood: Numbers
    surname_fits: Numbers
    given_fits: Marks


def numbered(names: Sequence[Ready]) -> tuple[list[Ready], Places]:
    """The distinct names, and which of them stands at each place."""
    number: dict[Ready, int] = {}
    places = [number.setdefault(name, len(number)) for name in names]
    return list(number), np.array(places, dtype=np.int64)


class _Words:
    """Numbers for the distinct words of a kind."""

    __slots__ = ("number",)

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def __getitem__(self, word: str) -> int:
        return self.number.setdefault(word, len(self.number))


_Row = tuple[int, float, int, int, int, int]
"""Which name, the weight of the reading, surname, one or two words of the given name, its letters."""


class LatinNames:
    """Distinct Latin names of two or three words, their readings and cuts, and P(letters) over all names."""

    __slots__ = (
        "arrays",
        "cuts",
        "foreign",
        "given",
        "givens",
        "heard",
        "known",
        "korean",
        "log_total",
        "long",
        "surname",
        "surnames",
        "tokens",
        "two",
        "weight",
        "words",
    )

    def __init__(self, arrays: Arrays, names: Sequence[Ready]) -> None:
        self.arrays, self.tokens = arrays, [name.tokens for name in names]
        surnames, words = _Words(), _Words()
        rows: list[_Row] = []
        double: list[_Row] = []
        for i, name in enumerate(names):
            for x in evidence.latin_readings(arrays.channel.table, name.words, name.comma):
                second = words[x.given[1]] if len(x.given) > 1 else _NONE
                row = (i, x.weight, surnames[x.surname], words[x.given[0]], second, sum(map(len, x.given)))
                (double if x.double else rows).append(row)
        self._regular(rows)
        self.surnames = Stretches(arrays, list(surnames.number))
        self.heard: Heard = arrays.surname_heard(self.surnames)
        self._cut(list(words.number))
        self._totals(np.array(rows + double), len(names))

    def _regular(self, rows: list[_Row]) -> None:
        """The two readings of every name, surname first and surname last."""
        table = np.array(rows).reshape(-1, 2, 6)
        self.weight: Numbers = table[:, :, 1]
        self.surname: Places = table[:, :, 2].astype(np.int64)
        self.words: Places = table[:, :, 3:5].astype(np.int64)
        self.two: Marks = self.words[:, 0, 1] != _NONE
        self.foreign: Numbers = evidence.FOREIGN * evidence.LETTER ** table[:, :, 5]

    def _cut(self, words: list[str]) -> None:
        """Every word into one to four stretches, the likeliest ways kept, and P of each number of them by habit."""
        stretches = _Words()
        for word in words:
            stretches[word]
        counts = range(1, _MOST_SYLLABLES + 1)
        found = [(w, n, cut) for w, word in enumerate(words) for n in counts for cut in split_word(word, n)]
        pads = [(_NONE,) * (_MOST_SYLLABLES - n) for n in range(_MOST_SYLLABLES + 1)]
        table = np.array(
            [(w * _MOST_SYLLABLES + n - 1, *map(stretches.__getitem__, cut), *pads[n]) for w, n, cut in found],
            dtype=np.int64,
        ).reshape(-1, 1 + _MOST_SYLLABLES)
        self.givens = Stretches(self.arrays, list(stretches.number))
        self.long = np.array([len(s) > LONGEST_SYLLABLE for s in stretches.number])
        self.given: Heard = self.arrays.given_heard(self.givens)
        self.cuts = self._likeliest(table, len(words))

    def _likeliest(self, table: Places, size: int) -> tuple[Places, Numbers]:
        """(the cuts of each word into two, P by habit of each word as one to four syllables)."""
        ends = np.append(self.given.total + 1e-9, 1.0)
        group, cuts = table[:, 0], table[:, 1:]
        order = np.lexsort((-ends[cuts].prod(axis=1), group))
        group, cuts = group[order], cuts[order]
        rank = np.arange(len(group)) - np.searchsorted(group, group)
        kept = rank < MOST_CUTS
        group, cuts, rank = group[kept], cuts[kept], rank[kept]
        habits = np.vstack([self.given.by_habit, np.ones(self.given.by_habit.shape[1])])
        product = habits[cuts[:, 0]] * habits[cuts[:, 1]] * habits[cuts[:, 2]] * habits[cuts[:, 3]]
        slots = size * _MOST_SYLLABLES
        sums: Numbers = np.stack([np.bincount(group, column, slots) for column in product.T], axis=1).astype(np.float64)
        into_two = np.full((size, MOST_CUTS, 2), _NONE, dtype=np.int64)
        two = group % _MOST_SYLLABLES == 1
        into_two[group[two] // _MOST_SYLLABLES, rank[two]] = cuts[two, :2]
        return into_two, sums.reshape(size, _MOST_SYLLABLES, -1)

    def _totals(self, rows: Numbers, size: int) -> None:
        """log P(letters) of every name, and the share of it that Korean given names have."""
        whose, weight, (surname, first, second) = rows[:, 0].astype(int), rows[:, 1], rows[:, 2:5].T.astype(int)
        by_count = self.cuts[1]
        alone, other = by_count[first], by_count[second]
        alone[second != _NONE] = _together(alone, other)[second != _NONE]
        lengths = np.array(evidence.LENGTHS[1:])
        any_given = np.einsum("rh,rnh,n->r", self.heard.by_habit[surname], alone, lengths)
        known = weight * (1 - evidence.FOREIGN) * any_given
        foreign = weight * evidence.FOREIGN * evidence.LETTER ** rows[:, 5] * self.heard.total[surname]
        korean = np.bincount(whose, known, size)
        total = np.maximum(np.bincount(whose, foreign, size) + korean, evidence.NOTHING)
        self.known: Numbers = known[: 2 * size].reshape(-1, 2)
        self.log_total: Numbers = safe_logs(total)
        self.korean: Numbers = korean / total


def _together(a: Numbers, b: Numbers) -> Numbers:
    """P by habit of two words as one to four syllables together, from those of each."""
    found = np.zeros_like(a)
    for n in range(2, _MOST_SYLLABLES + 1):
        found[:, n - 1] = sum(a[:, i - 1] * b[:, n - i - 1] for i in range(1, n))
    return found


@dataclass(frozen=True, slots=True)
class HangulNames:
    """Distinct Hangul names: surname, the syllables of the given name (-1 for none), the log of their share."""

    texts: list[str]
    surname: Places
    given: Places
    log_prior: Numbers
    sounds: Sounds | None = None

    def heard(self) -> HangulNames:
        """The same names with their sounds, for names that are compared again and again."""
        return replace(self, sounds=Sounds.heard(list(map(bare_hangul, self.texts))))

    @classmethod
    def of(cls, arrays: Arrays, names: Sequence[Ready]) -> HangulNames:
        """The names as arrays."""
        given = [name.hangul[1] for name in names]
        first, second = (syllable_numbers("".join(g[-n:][:1] for g in given)) for n in (2, 1))
        log_prior = arrays.channel.log_prior
        return cls(
            [name.whole for name in names],
            syllable_numbers("".join(name.hangul[0] for name in names)),
            np.stack([first, np.where([len(g) > 1 for g in given], second, _NONE)], axis=1),
            np.array([sum(map(log_prior.__getitem__, g)) / len(g) for g in given]),
        )


class _Rows:
    """P by habit of syllables with stretches, each distinct pair worked out once."""

    __slots__ = ("place", "syllables", "texts", "vectors")

    def __init__(self, arrays: Arrays, given: bool, syllables: Places, stretches: Stretches, texts: Places) -> None:
        size = len(stretches.texts)
        keys, self.place = np.unique(syllables * size + texts, return_inverse=True)
        self.syllables, self.texts = keys // size, keys % size
        work = arrays.given_rows if given else arrays.surname_rows
        self.vectors: Numbers = work(self.syllables, stretches, self.texts)


def crossed(arrays: Arrays, hangul: HangulNames, latin: LatinNames, h: Places, at: Places) -> Crossed:
    """What each pair (places `h` among the Hangul names, `at` among the Latin ones) shows."""
    surname = _Rows(arrays, False, np.repeat(hangul.surname[h], 2), latin.surnames, latin.surname[at].ravel())
    fits = surname.vectors.sum(axis=1)[surname.place].reshape(-1, 2)
    foreign = (latin.weight[at] * latin.foreign[at] * fits).sum(axis=1)
    segments, valid = _segments(hangul, latin, h, at)
    whose, which = np.nonzero(valid)
    value, gaps = _values(arrays, hangul, latin, (h, at), segments[whose, which], (whose, which), surname)
    dense = np.zeros(valid.shape)
    dense[whose, which] = (1 - evidence.FOREIGN) * latin.weight[at][whose, which // MOST_CUTS] * value
    weakest = np.full(valid.shape, WEAKEST)
    weakest[whose, which] = gaps.min(axis=1)
    best = dense.argmax(axis=1)
    pairs = np.arange(len(h))
    likelihood = safe_logs(dense.sum(axis=1) + foreign)
    none = ~valid.any(axis=1)
    total = np.maximum(likelihood - latin.log_total[at], -25.0)
    reading = best // MOST_CUTS
    own = safe_logs(fits[pairs, reading]) - safe_logs(latin.heard.total)[latin.surname[at, reading]]
    size = 2 + (hangul.given[h, 1] != _NONE)
    features = np.stack(
        [
            total,
            np.where(none, WEAKEST, np.maximum(own, WEAKEST)),
            weakest[pairs, best],
            np.where(none, total / 2, likelihood / size),
            np.where(none, 0.0, hangul.log_prior[h]),
            none.astype(float),
            _foreign(hangul, latin, (h, at), fits),
        ],
        axis=1,
    )
    return Crossed(features, likelihood, fits, _given_fits(arrays, hangul, latin, h, at))


def _segments(hangul: HangulNames, latin: LatinNames, h: Places, at: Places) -> tuple[Places, Marks]:
    """For each pair, reading and way to cut: the stretch of each syllable, and whether there is such a way."""
    words, two, one = latin.words[at], latin.two[at], hangul.given[h, 1] == _NONE
    segments = np.full((len(h), 2, MOST_CUTS, 2), _NONE, dtype=np.int64)
    segments[:, :, 0] = words
    joined = ~two & ~one
    segments[joined] = latin.cuts[0][words[joined, :, 0]]
    valid = segments[:, :, :, 0] != _NONE
    valid[two & one] = False
    alone = ~two & one
    valid[alone, :, 0] = ~latin.long[words[alone, :, 0]]
    return segments.reshape(len(h), -1, 2), valid.reshape(len(h), -1)


def _values(
    arrays: Arrays,
    hangul: HangulNames,
    latin: LatinNames,
    pair: tuple[Places, Places],
    segments: Places,
    row: tuple[Places, Places],
    surname: _Rows,
) -> tuple[Numbers, Numbers]:
    """P of each row, the surname's with those of the syllables, summed over the habits; the gap of each syllable."""
    whose, which = row
    given = hangul.given[pair[0][whose]]
    there = given[:, 1] != _NONE
    flat = np.concatenate([given[:, 0], given[there, 1]]), np.concatenate([segments[:, 0], segments[there, 1]])
    spelled = _Rows(arrays, True, flat[0], latin.givens, flat[1])
    gap = _gaps(arrays, latin, spelled)[spelled.place]
    product = surname.vectors[surname.place.reshape(-1, 2)[whose, which // MOST_CUTS]]
    product = product * spelled.vectors[spelled.place[: len(whose)]]
    product[there] *= spelled.vectors[spelled.place[len(whose) :]]
    gaps = np.zeros((len(whose), 2))
    gaps[:, 0], gaps[there, 1] = gap[: len(whose)], gap[len(whose) :]
    return product.sum(axis=1), gaps


def _given_fits(arrays: Arrays, hangul: HangulNames, latin: LatinNames, h: Places, at: Places) -> Marks:
    """Whether no syllable of the given name is impossible as the word in its place, where there are as many words."""
    found = np.zeros(len(h), dtype=bool)
    taken = np.nonzero(~latin.two[at] & (hangul.given[h, 1] != _NONE))[0]
    words = latin.words[at[taken]][:, ::-1, 0]
    spelled = _Rows(arrays, True, hangul.given[h[taken]].ravel(), latin.givens, words.ravel())
    gap = _gaps(arrays, latin, spelled)[spelled.place].reshape(-1, 2)
    found[taken] = gap.min(axis=1) >= evidence.NO_SYLLABLE
    return found


def _gaps(arrays: Arrays, latin: LatinNames, spelled: _Rows) -> Numbers:
    """`Channel.gap` of each syllable with its stretch."""
    best = safe_logs(np.maximum(latin.given.best, UNHEARD))[spelled.texts]
    return np.asarray(np.clip(safe_logs(spelled.vectors @ arrays.shares) - best, WEAKEST, 0.0))


def _foreign(hangul: HangulNames, latin: LatinNames, pair: tuple[Places, Places], fits: Numbers) -> Numbers:
    """How alike a name sounds whose letters spell no Korean given name, where the surname fits at all."""
    h, at = pair
    enough = (fits > evidence.FITS * latin.heard.total[latin.surname[at]]).any(axis=1)
    found = np.zeros(len(h))
    asked = np.nonzero(enough & (latin.korean[at] <= evidence.KOREAN))[0]
    for i in range(0, len(asked), _AT_ONCE):
        some = asked[i : i + _AT_ONCE]
        names, a = np.unique(h[some], return_inverse=True)
        others, b = np.unique(at[some], return_inverse=True)
        one = hangul.sounds.of(names) if hangul.sounds else Sounds.heard([bare_hangul(hangul.texts[n]) for n in names])
        found[some] = all_alike(one, [latin.tokens[n] for n in others], a, b)
    return found
