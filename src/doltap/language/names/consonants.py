"""`sounds.alike` of many pairs of names at once, over arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from doltap.language.names.arrays import Numbers, Places
from doltap.language.names.sounds import LONGEST, orders

Letters = npt.NDArray[np.uint8]
_PAD: Final = " "


@dataclass(frozen=True, slots=True)
class Sounds:
    """Consonants of names as arrays: a row of letters each, how many of them count, how many there are."""

    letters: Letters
    counted: Places
    size: Places

    @classmethod
    def heard(cls, words: Sequence[str]) -> Sounds:
        """The consonants of each."""
        width = max((min(len(word), LONGEST) for word in words), default=0)
        padded = "".join(word[:width].ljust(width, _PAD) for word in words)
        rows = np.frombuffer(padded.encode("ascii", "replace"), dtype=np.uint8).reshape(len(words), width)
        sizes = np.array([len(word) for word in words], dtype=np.int64)
        return cls(rows, np.minimum(sizes, LONGEST), sizes)

    def of(self, places: Places) -> Sounds:
        """Those at these places."""
        return Sounds(self.letters[places], self.counted[places], self.size[places])


def all_alike(hangul: Sounds, tokens: Sequence[tuple[str, ...]], h: Places, at: Places) -> Numbers:
    """`alike` of each pair of places."""
    best: Numbers = np.zeros(len(h))
    one = hangul.of(h)
    for others in zip(*map(orders, tokens), strict=True):
        other = Sounds.heard(others).of(at)
        best = np.maximum(best, 1 - _distances(one, other) / np.maximum(np.maximum(one.size, other.size), 1))
    return best


def _distances(one: Sounds, other: Sounds) -> Places:
    """`general.distance` of each with each: all rows of letters take one step of the table together."""
    a, b = one.letters.T.copy(), other.letters.T.copy()
    last = before = row = np.repeat(np.arange(len(b) + 1, dtype=np.uint8)[:, None], len(one.size), axis=1)
    found = np.where(one.counted == 0, other.counted, 0)
    places = np.arange(len(one.size))
    for i in range(1, len(a) + 1):
        last, before, row = before, row, np.empty_like(row)
        row[0] = i
        for j in range(1, len(b) + 1):
            row[j] = np.minimum(np.minimum(before[j], row[j - 1]) + 1, before[j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1:
                swap = (a[i - 1] == b[j - 2]) & (a[i - 2] == b[j - 1])
                row[j][swap] = np.minimum(row[j], last[j - 2] + 1)[swap]
        here = places[one.counted == i]
        found[here] = row[other.counted[here], here]
    return found
