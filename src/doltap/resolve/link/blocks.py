"""Which pairs are worth comparing: those that share a rare enough key, the cheapest blocks first.

A key is one thing a record says (a word of a name, how it sounds, a date, its year, a code, its first half), or two
things of it together. Blocks are taken smallest first until the pairs that they cost use up the budget, so a name that
everybody bears costs nothing and finds its pairs through a second thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doltap.resolve.link.columns import Bag, Column, Kind

Ints = NDArray[np.int64]
PER_RECORD: Final = 150
"""Pairs that are compared for each record, at the most."""
LEAST_BUDGET: Final = 3_000_000
MOST_BUDGET: Final = 36_000_000
_WORDS: Final = {Kind.NAME: 3, Kind.PLACE: 2, Kind.TEXT: 2}
_WIDEST: Final = 400
"""A block of more records says too little, whatever it costs."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that records say: `ids` a row for each record, -1 where it says nothing; `column` it is read from."""

    column: int
    what: str
    ids: NDArray[np.int32]


def pairs(columns: Sequence[Column], count: int) -> tuple[Ints, Ints]:
    """Pairs of records to compare, each once, the lower number left."""
    keys = keys_of(atoms(columns))
    budget = min(max(PER_RECORD * count, LEAST_BUDGET), MOST_BUDGET) // max(1, len(keys))
    # One key at a time: the keys of a million records together would not fit in memory.
    met = [_pairs_of_key(*_flat(key.ids()), budget, count) for key in keys]
    found = distinct(np.concatenate([np.zeros(0, np.int64), *met]))
    return found // count, found % count


def distinct(numbers: Ints) -> Ints:
    """The distinct numbers in order; by sorting, for NumPy's own hashing slows down on pairs written as one number."""
    ordered = np.sort(numbers)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def atoms(columns: Sequence[Column]) -> list[Atom]:
    """All things that can make a key."""
    return [atom for n, column in enumerate(columns) for atom in _atoms(n, column)]


def _atoms(n: int, column: Column) -> Iterator[Atom]:
    if isinstance(column, Bag):
        words = _rarest(column)
        yield Atom(n, "word", words)
        yield Atom(n, "sound", _through(words, _sounds(column.vocabulary)))
        return
    yield Atom(n, "value", column.codes[:, None])
    if column.words is not None:
        yield Atom(n, "word", _rarest(column.words))
    if column.digits is not None:
        for what, digits in (("year", column.digits[:, :4]), ("day", column.digits[:, 4:])):
            told = digits.astype(np.int32) @ np.array([1331, 121, 11, 1], np.int32)
            yield Atom(n, what, _through(column.codes[:, None], told.astype(np.int32)))
    elif column.kind is Kind.CODE:
        yield Atom(
            n, "front", _through(column.codes[:, None], _numbers([v[: (len(v) + 1) // 2] for v in column.values]))
        )


def _rarest(column: Bag) -> NDArray[np.int32]:
    """The rarest words of each record, in the order of their numbers."""
    # What is missing (-1) counts as commoner than all words.
    share = np.append(column.share, 2.0)[column.words]
    few = np.argsort(share, axis=1, kind="stable")[:, : _WORDS[column.kind]]
    return np.sort(np.take_along_axis(column.words, few, axis=1), axis=1)


def _through(ids: NDArray[np.int32], meaning: NDArray[np.int32]) -> NDArray[np.int32]:
    if not len(meaning):
        return ids
    return np.where(ids >= 0, meaning[ids], -1).astype(np.int32)


def _numbers(strings: Sequence[str]) -> NDArray[np.int32]:
    number: dict[str, int] = {}
    return np.fromiter((number.setdefault(s, len(number)) for s in strings), np.int32, len(strings))


_SOUND: Final = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556", "aeiouyhw")


def _sounds(words: Sequence[str]) -> NDArray[np.int32]:
    """The first letter and the classes of the next two consonants of each word (after Soundex)."""
    return _numbers([w[:1] + "".join(dict.fromkeys(w[1:].translate(_SOUND)))[:2] for w in words])


@dataclass(frozen=True, slots=True)
class Key:
    """One atom alone, or two together; an atom with itself means two of its own, such as two words of a name."""

    one: Atom
    other: Atom | None = None

    def ids(self) -> Ints:
        """A row of keys for each record, -1 where it bears none."""
        if self.other is None:
            return self.one.ids.astype(np.int64)
        if self.other is not self.one:
            return _together(self.one.ids, self.other.ids)
        ordered, wide = np.sort(self.one.ids, axis=1), range(self.one.ids.shape[1])
        return np.concatenate([_together(ordered[:, [a]], ordered[:, [b]]) for a, b in combinations(wide, 2)], axis=1)


def keys_of(found: Sequence[Atom]) -> list[Key]:
    """Each atom alone, every two atoms of different columns, and two words of one column."""
    crossed = [Key(a, b) for a, b in combinations(found, 2) if a.column != b.column]
    return [Key(a) for a in found] + crossed + [Key(a, a) for a in found if a.ids.shape[1] > 1]


def _together(one: NDArray[np.int32], other: NDArray[np.int32]) -> Ints:
    both = (one[:, :, None].astype(np.int64) << 32) + other[:, None, :]
    return np.where((one[:, :, None] >= 0) & (other[:, None, :] >= 0), both, -1).reshape(len(one), -1)


def _flat(ids: Ints) -> tuple[Ints, Ints]:
    record, place = np.nonzero(ids >= 0)
    return record, ids[record, place]


def _pairs_of_key(records: Ints, keys: Ints, budget: int, count: int) -> Ints:
    """Pairs of records within the smallest blocks of one key, as `lower * count + higher`."""
    order = np.argsort(keys, kind="stable")
    records, keys = records[order], keys[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.r_[starts, len(keys)])
    widest = _affordable(sizes, budget)
    size_of = np.repeat(sizes, sizes)
    stays = (size_of > 1) & (size_of <= widest)
    records, keys = records[stays], keys[stays]
    here, found = np.arange(len(keys)), []
    for step in range(1, widest):
        here = here[: np.searchsorted(here, len(keys) - step)]
        here = here[keys[here] == keys[here + step]]
        if not len(here):
            break
        a, b = records[here], records[here + step]
        found.append((np.minimum(a, b) * count + np.maximum(a, b))[a != b])
    return distinct(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _affordable(sizes: Ints, budget: int) -> int:
    """The widest block whose pairs, with those of all smaller blocks, still fit the budget."""
    each = np.bincount(np.minimum(sizes, _WIDEST + 1), minlength=_WIDEST + 2)
    size = np.arange(_WIDEST + 2)
    cost = np.cumsum(each * size * (size - 1) // 2)
    return max(1, min(int(np.searchsorted(cost, budget, side="right")) - 1, _WIDEST))
