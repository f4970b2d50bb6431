"""How two records agree, column by column, as levels that one pass over all pairs finds.

Each column has a few levels, from `none` to `equal`; a column of words gives a count for each level, for each of the
words of the side that has fewer. What is missing on either side counts nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product, takewhile
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doltap.resolve.link.columns import Bag, Column, Kind, Values
from doltap.resolve.link.strings import Letters, distances

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

LEVELS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.NAME: ("none", "short", "close", "slip", "equal"),
    Kind.PLACE: ("none", "word", "slip", "equal"),
    Kind.TEXT: ("none", "word", "slip", "equal"),
    Kind.DATE: ("none", "day", "year", "slip", "equal"),
    Kind.CODE: ("none", "front", "slip", "equal"),
    Kind.CATEGORY: ("none", "slip", "equal"),
}
"""The levels of each kind of column, worst first: `short` is a beginning or initial, `slip` one edit, `close` two."""
RARE: Final[dict[Kind, tuple[int, ...]]] = {
    kind: tuple(n for n, level in enumerate(levels) if level in {"equal", "word"}) for kind, levels in LEVELS.items()
}
"""The levels at which it counts how rare that is which agrees."""
_LONG_ENOUGH: Final = 6
_UNTOLD: Final = 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """`counts`: pairs x levels of all columns side by side; `rarity`: pairs x columns, -log of the shares of what is
    equal."""

    counts: Floats
    rarity: Floats


def stretches(columns: Sequence[Column]) -> list[slice]:
    """Where the levels of each column stand in `Agreement.counts`."""
    ends = np.cumsum([len(LEVELS[c.kind]) for c in columns])
    return [slice(int(e) - len(LEVELS[c.kind]), int(e)) for c, e in zip(columns, ends, strict=True)]


def compare(columns: Sequence[Column], left: Ints, right: Ints) -> Agreement:
    """How each pair of records agrees."""
    found = [_bag(c, left, right) if isinstance(c, Bag) else _values(c, left, right) for c in columns]
    return Agreement(np.concatenate([f[0] for f in found], axis=1), np.stack([f[1] for f in found], axis=1))


Found = tuple[Floats, Floats]


def _bag(column: Bag, left: Ints, right: Ints) -> Found:
    one, other = _word_columns(column.words, left), _word_columns(column.words, right)
    best_one = [np.full(len(left), -1, np.int8) for _ in one]
    best_other = [np.full(len(left), -1, np.int8) for _ in other]
    for (i, a), (j, b) in product(enumerate(one), enumerate(other)):
        level = _word_level(column.letters, a, b)
        np.maximum(best_one[i], level, out=best_one[i])
        np.maximum(best_other[j], level, out=best_other[j])
    told = _tally([a >= 0 for a in one]) - _tally([b >= 0 for b in other])
    share = np.where(told == 0, np.float32(0.5), (told < 0).astype(np.float32))
    counts = np.zeros((len(left), len(LEVELS[column.kind])), np.float32)
    for n in range(counts.shape[1]):
        sides = (_tally([best == n for best in side]) for side in (best_one, best_other))
        counts[:, n] = share * next(sides) + (1 - share) * next(sides)
    return counts, _equal_rarity(column, one, best_one)


def _equal_rarity(column: Bag, words: Sequence[NDArray[np.int32]], best: Sequence[NDArray[np.int8]]) -> Floats:
    """-log of the shares of the words that are equal on both sides, summed."""
    rarity = np.append(-np.log(column.share), 0).astype(np.float32)
    total = np.zeros(len(words[0]), np.float32)
    for word, level in zip(words, best, strict=True):
        total += np.where(level == len(LEVELS[column.kind]) - 1, rarity[word], np.float32(0))
    return total


def _word_columns(words: NDArray[np.int32], rows: Ints) -> list[NDArray[np.int32]]:
    """The first, second, ... word of these records, as far as any of them has one."""
    found = (np.ascontiguousarray(words[rows, place]) for place in range(words.shape[1]))
    return list(takewhile(lambda word: bool((word >= 0).any()), found)) or [np.full(len(rows), -1, np.int32)]


def _tally(which: Sequence[NDArray[np.bool_]]) -> NDArray[np.int8]:
    total = np.zeros(len(which[0]), np.int8)
    for each in which:
        total += each
    return total


def _word_level(letters: Letters, a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.int8]:
    """The level of each two words, -1 where either is missing."""
    level = np.where((a >= 0) & (b >= 0), np.int8(0), np.int8(-1))
    level[(a == b) & (a >= 0)] = 4
    open_ = np.flatnonzero(level == 0)
    level[open_] = _near(letters, a[open_].astype(np.int64), b[open_].astype(np.int64))
    return level


def _near(letters: Letters, a: Ints, b: Ints) -> NDArray[np.int8]:
    shorter = np.minimum(letters.lengths[a], letters.lengths[b])
    apart = distances(letters, a, b, 2)
    level = np.zeros(len(a), np.int8)
    level[_begins(letters, a, b, shorter)] = 1
    level[(apart <= 2) & (shorter >= _LONG_ENOUGH)] = 2
    level[(apart == 1) & (shorter >= 3)] = 3
    return level


def _begins(letters: Letters, a: Ints, b: Ints, shorter: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Whether the shorter of two words begins the longer."""
    begins = letters.rows[a, 0] == letters.rows[b, 0]
    could = np.flatnonzero(begins)
    width = int(shorter[could].max(initial=0))
    same = letters.rows[a[could], :width] == letters.rows[b[could], :width]
    begins[could] = (same | (np.arange(width) >= shorter[could, None])).all(axis=1)
    return np.asarray(begins, np.bool_)


def _values(column: Values, left: Ints, right: Ints) -> Found:
    a, b = column.codes[left].astype(np.int64), column.codes[right].astype(np.int64)
    levels = len(LEVELS[column.kind])
    level = np.where((a >= 0) & (b >= 0), 0, -1).astype(np.int8)
    equal = (a == b) & (a >= 0)
    open_ = np.flatnonzero((level == 0) & ~equal)
    level[open_] = (_dates if column.kind is Kind.DATE else _codes)(column, a[open_], b[open_])
    level[equal] = levels - 1
    rarity = np.where(equal, np.append(-np.log(column.share), 0).astype(np.float32)[a], np.float32(0))
    if column.words is not None:
        open_ = np.flatnonzero(level == 0)
        shared = _shared(column.words, left[open_], right[open_])
        level[open_[shared >= 0]] = 1
        rarity[open_] = np.maximum(shared, 0)
    counts = level[:, None] == np.arange(levels)
    return counts.astype(np.float32), rarity


def _shared(bag: Bag, left: Ints, right: Ints) -> Floats:
    """-log of the share of the rarest word that two texts have in common; -1 where they share none."""
    rarity = np.append(-np.log(bag.share), 0).astype(np.float32)
    best = np.full(len(left), -1, np.float32)
    for a, b in product(_word_columns(bag.words, left), _word_columns(bag.words, right)):
        np.maximum(best, np.where((a == b) & (a >= 0), rarity[a], np.float32(-1)), out=best)
    return best


def _codes(column: Values, a: Ints, b: Ints) -> NDArray[np.int8]:
    letters = column.letters
    longer = np.maximum(letters.lengths[a], letters.lengths[b])
    apart = distances(letters, a, b, 2)
    level = np.zeros(len(a), np.int8)
    if column.kind is Kind.CODE:
        half = ((np.minimum(letters.lengths[a], letters.lengths[b]) + 1) // 2).astype(np.int16)
        level[_begins(letters, a, b, half)] = 1
    slip = (apart <= np.where(longer >= 2 * _LONG_ENOUGH, 2, 1)) & (longer >= 3)
    level[slip] = len(LEVELS[column.kind]) - 2
    return level


def _dates(column: Values, a: Ints, b: Ints) -> NDArray[np.int8]:
    assert column.digits is not None
    one, other = column.digits[a], column.digits[b]
    told = (one != _UNTOLD) & (other != _UNTOLD)
    differ = (one != other) & told
    year, day = differ[:, :4].sum(1), differ[:, 4:].sum(1)
    whole = told.all(axis=1)
    swapped = whole & (year == 0) & (one[:, [4, 5, 6, 7]] == other[:, [6, 7, 4, 5]]).all(axis=1)
    level = np.zeros(len(a), np.int8)
    level[whole & (day == 0)] = 1
    level[year == 0] = 2
    level[(whole & (year + day == 1)) | swapped | (whole & _swap(one, other, differ))] = 3
    return level


def _swap(one: NDArray[np.int8], other: NDArray[np.int8], differ: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether exactly two neighbouring digits changed places."""
    crossed = (one[:, :-1] == other[:, 1:]) & (one[:, 1:] == other[:, :-1]) & differ[:, :-1] & differ[:, 1:]
    return np.asarray(crossed.any(axis=1) & (differ.sum(1) == 2), np.bool_)
