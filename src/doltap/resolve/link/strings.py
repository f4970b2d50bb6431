"""Many pairs of short strings compared at once: edit distance with the bits of one machine word for each pair.

The bit-parallel recurrence is Hyyrö's (2003) for the optimal string alignment distance (insert, delete, replace,
swap of neighbours); NumPy runs it over all pairs of a chunk side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doltap.language import decompose, is_hangul

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

LONGEST: Final = 64
"""Letters that are compared; one bit each."""
FAR: Final = 99
"""The distance of pairs that are certainly further apart than asked for."""
_CHUNK: Final = 1 << 16
_ONE: Final = np.uint64(1)


@dataclass(frozen=True, slots=True)
class Letters:
    """Strings as rows of letter numbers (0: past the end), their lengths, and which letters each holds, by bits."""

    rows: NDArray[np.uint8]
    lengths: NDArray[np.int16]
    held: Words
    alphabet: int


def letters_of(strings: Sequence[str]) -> Letters:
    """Strings ready to compare; a Hangul syllable counts as its two or three letters."""
    spelled = [spelled_out(s)[:LONGEST] for s in strings]
    lengths = np.fromiter(map(len, spelled), np.int16, len(spelled))
    width = max(1, int(lengths.max(initial=0)))
    points = np.zeros((len(spelled), width), np.uint32)
    flat = np.frombuffer("".join(spelled).encode("utf-32-le"), np.uint32)
    points[np.arange(width) < lengths[:, None]] = flat
    used = np.unique(flat)
    # Above 250 letters some share a number: two rare letters then count as one, which no distance of 1 hangs on.
    rows = np.where(points > 0, np.searchsorted(used, points) % 250 + 1, 0).astype(np.uint8)
    held = np.zeros(len(spelled), np.uint64)
    for column in range(width):
        held |= np.where(rows[:, column] > 0, _ONE << (rows[:, column].astype(np.uint64) % np.uint64(64)), np.uint64(0))
    return Letters(rows, lengths, held, int(min(len(used), 250)) + 1)


def spelled_out(text: str) -> str:
    """The text with every Hangul syllable taken apart into its letters."""
    if text.isascii() or not any(map(is_hangul, text)):
        return text
    return "".join("".join(decompose(c)) if "가" <= c <= "힣" else c for c in text)


def distances(letters: Letters, left: Ints, right: Ints, most: int) -> NDArray[np.uint8]:
    """The edit distance of each pair of rows, `FAR` where it is more than `most`."""
    found = np.full(len(left), FAR, np.uint8)
    near = np.flatnonzero(_could_be_near(letters, left, right, most))
    for start in range(0, len(near), _CHUNK):
        part = near[start : start + _CHUNK]
        found[part] = _aligned(letters, left[part], right[part])
    found[found > most] = FAR
    return found


def _could_be_near(letters: Letters, left: Ints, right: Ints, most: int) -> NDArray[np.bool_]:
    """Neither the lengths nor the letters held differ by more than `most` edits can explain."""
    length = np.abs(letters.lengths[left] - letters.lengths[right]) <= most
    alike = np.bitwise_count(letters.held[left] ^ letters.held[right]) <= 2 * most
    return np.asarray(length & alike, np.bool_)


def _aligned(letters: Letters, left: Ints, right: Ints) -> NDArray[np.int64]:
    patterns, which = np.unique(left, return_inverse=True)
    where = _positions(letters, patterns)
    size = letters.lengths[left].astype(np.int64)
    stops = letters.lengths[right]
    last = _ONE << np.maximum(size - 1, 0).astype(np.uint64)
    up, down = np.full(len(left), ~np.uint64(0)), np.zeros(len(left), np.uint64)
    diagonal, before = np.zeros(len(left), np.uint64), np.zeros(len(left), np.uint64)
    score = size.copy()
    base = which * letters.alphabet
    for column in range(int(stops.max(initial=0))):
        here = where[base + letters.rows[right, column]]
        swap = ((~diagonal & here) << _ONE) & before
        diagonal = (((here & up) + up) ^ up) | here | down | swap
        plus, minus = down | ~(diagonal | up), diagonal & up
        counted = column < stops
        score += ((plus & last) != 0) & counted
        score -= ((minus & last) != 0) & counted
        plus, minus = (plus << _ONE) | _ONE, minus << _ONE
        up, down, before = minus | ~(diagonal | plus), plus & diagonal, here
    return np.where(size == 0, stops, score)


def _positions(letters: Letters, patterns: Ints) -> Words:
    """Where each letter stands in each pattern, by bits; flat, one stretch of the alphabet for each pattern."""
    where = np.zeros((len(patterns), letters.alphabet), np.uint64)
    row = np.arange(len(patterns))
    for column in range(letters.rows.shape[1]):
        where[row, letters.rows[patterns, column]] |= _ONE << np.uint64(column)
    where[:, 0] = 0
    return where.ravel()
