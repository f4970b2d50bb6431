"""Latin names looked for among many Hangul ones, all queries together.

Names whose given name and surname the letters can spell are met through an index of syllables and ranked by the exact
likelihood; where none convinces, every name whose surname fits is weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from doltap.language.names import evidence
from doltap.language.names.arrays import SYLLABLES, Arrays, Marks, Numbers, Places, Stretches, arrays_of, logistics
from doltap.language.names.channel import Channel
from doltap.language.names.crossed import Crossed, HangulNames, LatinNames, crossed
from doltap.language.names.pairs import SOUNDS, THRESHOLD, common_shape
from doltap.language.names.ready import Ready

_HEARD: Final = 24
_WEIGHED: Final = 8
_CUTS: Final = 2
_READING: Final = 0.01
_SURNAME: Final = 1e-3
_AT_ONCE: Final = 1000
_PAIRS: Final = 50_000
_WIDEST: Final = 4000
"""So many names at most are weighed for a query that the index does not answer."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best places in the pool for one query, and their worth; `sure` where the first is taken for the same name."""

    places: list[int]
    worth: list[float]
    sure: bool


class Met:
    """Pairs of a query and a name of the pool, and what ranks them: log P(letters | name) with how alike they sound."""

    __slots__ = ("name", "query", "score", "worth")

    def __init__(self, query: Places, name: Places, worth: Numbers, score: Numbers) -> None:
        self.query, self.name, self.worth, self.score = query, name, worth, score


class HangulPool:
    """Hangul names with a surname of one syllable and a given name of one or two, made ready to be searched."""

    __slots__ = ("arrays", "ends", "grid", "names", "order", "surname", "surnames", "syllable", "weights")

    def __init__(self, channel: Channel, arrays: Arrays, names: Sequence[Ready]) -> None:
        self.arrays, self.weights = arrays, channel.table.weights["cross"]
        self.names = HangulNames.of(arrays, names).heard()
        self.surnames, self.surname = np.unique(self.names.surname, return_inverse=True)
        known = np.unique(self.names.given[self.names.given >= 0])
        self.syllable: Places = np.full(SYLLABLES + 1, -1, dtype=np.int64)
        self.syllable[known] = np.arange(len(known))
        self.syllable[-1] = len(known)
        self._group(len(known) + 1)

    def _group(self, size: int) -> None:
        """The names of each given name together; the grid says which given name two syllables are."""
        first, second = self.syllable[self.names.given.T]
        givens, which = np.unique(first * size + second, return_inverse=True)
        self.grid: Places = np.full((size, size), -1, dtype=np.int64)
        self.grid[givens // size, givens % size] = np.arange(len(givens))
        self.order: Places = np.argsort(which, kind="stable")
        self.ends: Places = np.searchsorted(which[self.order], np.arange(len(givens) + 1))

    def search(self, queries: Sequence[Ready], k: int) -> Iterator[Best]:
        """For each query (names of two or three Latin words) its k best places, best first."""
        for i in range(0, len(queries), _AT_ONCE):
            latin = LatinNames(self.arrays, queries[i : i + _AT_ONCE])
            yield from self._best(latin, self._met(latin, k), k)

    def _best(self, latin: LatinNames, met: Met, k: int) -> Iterator[Best]:
        order = np.lexsort((met.name, -met.worth, met.query))
        ends = np.searchsorted(met.query[order], np.arange(len(latin.tokens) + 1))
        korean = (latin.korean >= evidence.KOREAN).tolist()
        for i, (start, end) in enumerate(pairwise(ends)):
            rows = order[start : min(end, start + k)]
            sure = korean[i] and bool(met.score[order[start:end]].max(initial=0.0) >= THRESHOLD)
            yield Best(met.name[rows].tolist(), met.worth[rows].tolist(), sure)

    def _met(self, latin: LatinNames, k: int) -> Met:
        query, name, worth = self._through_readings(latin)
        kept = _first(query, worth, max(_WEIGHED, 2 * k))
        easy = self._weigh(latin, query[kept], name[kept])
        top = np.zeros(len(latin.tokens))
        np.maximum.at(top, easy.query, easy.score)
        hard = np.nonzero((top < THRESHOLD) | (latin.korean < evidence.KOREAN))[0]
        if not len(hard):
            return easy
        wide = self._wide(latin, hard)
        left = ~np.isin(easy.query, hard)
        both = ((getattr(easy, f)[left], getattr(wide, f)) for f in ("query", "name", "worth", "score"))
        return Met(*map(np.concatenate, both))

    def _weigh(self, latin: LatinNames, query: Places, name: Places) -> Met:
        """The exact worth of each pair."""
        parts = [slice(i, i + _PAIRS) for i in range(0, len(query), _PAIRS)]
        shown = [crossed(self.arrays, self.names, latin, name[part], query[part]) for part in parts]
        if not shown:
            return Met(query, name, np.zeros(0), np.zeros(0))
        worth, score = (
            np.concatenate([f(self, each) for each in shown]) for f in (HangulPool._worth, HangulPool._score)
        )
        return Met(query, name, worth, score)

    def _worth(self, shown: Crossed) -> Numbers:
        return np.asarray(shown.likelihood + SOUNDS * shown.features[:, 6])

    def _score(self, shown: Crossed) -> Numbers:
        return logistics(self.weights, shown.features)

    # --- through readings ---

    def _through_readings(self, latin: LatinNames) -> tuple[Places, Places, Numbers]:
        """(query, name, rough worth) of every name whose syllables and surname the letters can spell."""
        rows = np.concatenate([self._two(latin), self._one(latin)])
        heard = _Options(latin, self.syllable)
        row, worth, first, second = heard.joined(rows[:, 2], rows[:, 3])
        given = self.grid[first, second]
        kept = np.nonzero(given >= 0)[0]
        row, worth, given = row[kept], worth[kept], given[kept]
        size = self.ends[given + 1] - self.ends[given]
        each, at = _repeated(size)
        name = self.order[self.ends[given][each] + at]
        query, reading = rows[row[each], :2].T
        surname = self._surnames(latin.surnames)[latin.surname[query, reading], self.surname[name]]
        value = worth[each] * surname * latin.weight[query, reading]
        kept = np.nonzero(value > 0)[0]
        return _unique(query[kept], name[kept], value[kept], len(self.names.texts))

    def _likely(self, latin: LatinNames) -> Marks:
        """Which readings are worth following."""
        return np.asarray(latin.known >= _READING * latin.known.max(axis=1, keepdims=True))

    def _two(self, latin: LatinNames) -> Places:
        """(query, reading, stretch, stretch) of every way to cut a given name into two."""
        segments = np.full((*latin.surname.shape, _CUTS, 2), -1, dtype=np.int64)
        segments[latin.two, :, 0] = latin.words[latin.two]
        segments[~latin.two] = latin.cuts[0][latin.words[~latin.two][:, :, 0], :_CUTS]
        query, reading, cut = np.nonzero((segments[:, :, :, 0] >= 0) & self._likely(latin)[:, :, None])
        return np.column_stack([query, reading, segments[query, reading, cut]])

    def _one(self, latin: LatinNames) -> Places:
        """The same for given names of one syllable."""
        query, reading = np.nonzero(self._likely(latin) & ~latin.two[:, None])
        words = latin.words[query, reading, 0]
        return np.column_stack([query, reading, words, np.full(len(query), -1, dtype=np.int64)])

    def _surnames(self, words: Stretches) -> Numbers:
        """P of each word as each surname of the pool that it could be at all."""
        size, many = len(words.texts), len(self.surnames)
        whose, which = np.divmod(np.arange(size * many), many)
        found = self.arrays.surname_rows(self.surnames[which], words, whose).sum(axis=1).reshape(size, many)
        return np.where(found > _SURNAME * found.max(axis=1, keepdims=True, initial=0.0), found, 0.0)

    # --- every name whose surname fits ---

    def _wide(self, latin: LatinNames, hard: Places) -> Met:
        """Every name whose surname fits either end of the query, the best fitting surnames first."""
        fits = (self._surnames(latin.surnames)[latin.surname[hard]] * latin.weight[hard][:, :, None]).max(axis=1)
        fits[fits < _SURNAME * fits.max(axis=1, keepdims=True, initial=0.0)] = 0.0
        value = fits[:, self.surname]
        found = [np.nonzero(row)[0] for row in value]
        found = [n[np.argsort(-v[n], kind="stable")[:_WIDEST]] for n, v in zip(found, value, strict=True)]
        query = np.repeat(hard, [len(n) for n in found])
        return self._weigh(latin, query, np.concatenate(found))


def pool_of(channel: Channel, names: Sequence[Ready]) -> tuple[HangulPool, list[int]]:
    """A pool of those of the names that it can hold, and the place of each of them in the list."""
    held = [i for i, name in enumerate(names) if name.kind == "hangul" and common_shape(name)]
    return HangulPool(channel, arrays_of(channel), [names[i] for i in held]), held


class _Options:
    """For each stretch the syllables of the pool that it could be, the likeliest first, and how likely."""

    __slots__ = ("likely", "size", "start", "syllable")

    def __init__(self, latin: LatinNames, syllable: Places) -> None:
        heard, size = latin.given, len(latin.givens.texts)
        at = syllable[heard.syllables]
        kept = np.nonzero(at >= 0)[0]
        kept = kept[_first(heard.whose[kept], heard.likely[kept], _HEARD)]
        order = kept[np.argsort(heard.whose[kept], kind="stable")]
        whose = heard.whose[order]
        nothing = len(order)
        self.syllable = np.append(at[order], syllable[-1])
        self.likely = np.append(heard.likely[order], 1.0)
        self.start = np.append(np.searchsorted(whose, np.arange(size)), nothing)
        self.size = np.append(np.bincount(whose, minlength=size), 1)

    def joined(self, first: Places, second: Places) -> tuple[Places, Numbers, Places, Places]:
        """(row, likelihood, syllable, syllable) of every pair of options; -1 is no stretch at all."""
        row, at = _repeated(self.size[first] * self.size[second])
        other = self.size[second][row]
        a, b = self.start[first][row] + at // other, self.start[second][row] + at % other
        return row, self.likely[a] * self.likely[b], self.syllable[a], self.syllable[b]


def _repeated(size: Places) -> tuple[Places, Places]:
    """Each place as often as its size says, and which time it is."""
    each = np.repeat(np.arange(len(size)), size)
    return each, np.arange(len(each)) - np.repeat(np.cumsum(size) - size, size)


def _first(whose: Places, value: Numbers, most: int) -> Places:
    """The places of the highest values of each owner."""
    order = np.lexsort((-value, whose))
    sorted_ = whose[order]
    return np.asarray(order[np.arange(len(order)) - np.searchsorted(sorted_, sorted_) < most])


def _unique(query: Places, name: Places, value: Numbers, size: int) -> tuple[Places, Places, Numbers]:
    """Each pair once, its values summed."""
    keys, at = np.unique(query * size + name, return_inverse=True)
    return keys // size, keys % size, np.bincount(at, value, len(keys)).astype(np.float64)
