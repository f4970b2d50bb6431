"""How alike names sound by their consonants, where letters spell no Korean given name; one by one and over arrays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from doltap.language.names.general import distance
from doltap.language.romanise import revised

if TYPE_CHECKING:
    from doltap.language.names.arrays import Numbers, Places

_CONSONANTS: Final = re.compile(r"(?<=.)[aeouyhw]|(?<=(.))\1")
_ONE_SOUND: Final = str.maketrans("gdbrzcqfv", "ktplsskpp")
LONGEST: Final = 24


@lru_cache(maxsize=50_000)
def _bare(letters: str) -> str:
    """The letters by class, with no vowel behind the first letter but i."""
    return _CONSONANTS.sub("", letters.translate(_ONE_SOUND))


def bare_hangul(hangul: str) -> str:
    """The consonants of a Hangul name in Latin letters."""
    return _bare(revised(hangul).lower())


def orders(tokens: tuple[str, ...]) -> tuple[str, str]:
    """The consonants of Latin words as written, and with the last word first."""
    return _bare("".join(tokens)), _bare("".join((tokens[-1], *tokens[:-1])))


def alike(hangul: str, tokens: tuple[str, ...]) -> float:
    """1 for the same consonants in either order of the words, falling with each that differs."""
    one = bare_hangul(hangul)
    return max(_alike(one, other) for other in orders(tokens))


def _alike(one: str, other: str) -> float:
    return max(0.0, 1 - distance(one[:LONGEST], other[:LONGEST]) / max(len(one), len(other), 1))


def all_alike(hangul: Sequence[str], tokens: Sequence[tuple[str, ...]], h: Places, at: Places) -> Numbers:
    """`alike` of each pair of places."""
    import numpy as np  # only where there is much to compare

    one = _coded([bare_hangul(name) for name in hangul])
    best = np.zeros(len(h))
    for others in zip(*map(orders, tokens), strict=True) if tokens else ():
        other = _coded(others)
        steps = _distances(one[0][h], one[1][h], other[0][at], other[1][at])
        best = np.maximum(best, 1 - steps / np.maximum(np.maximum(one[2][h], other[2][at]), 1))
    return best


def _coded(words: Sequence[str]) -> tuple[Places, Places, Places]:
    """(a row of letters each, how many of them count, how many there are)."""
    import numpy as np

    width = max((min(len(word), LONGEST) for word in words), default=0)
    rows = np.zeros((len(words), width), dtype=np.int64)
    for i, word in enumerate(words):
        rows[i, : min(len(word), LONGEST)] = [ord(c) for c in word[:LONGEST]]
    sizes = np.array([len(word) for word in words], dtype=np.int64)
    return rows, np.minimum(sizes, LONGEST), sizes


def _distances(a: Places, size_a: Places, b: Places, size_b: Places) -> Places:
    """`general.distance` of each row of letters with the other's."""
    import numpy as np

    whole = np.arange(b.shape[1] + 1)
    before = row = np.repeat(whole[:, None], len(a), axis=1)
    found = np.where(size_a == 0, size_b, 0)
    for i in range(1, a.shape[1] + 1):
        last, before = before, row
        row = np.empty_like(before)
        row[0] = i
        for j in range(1, b.shape[1] + 1):
            step = before[j - 1] + (a[:, i - 1] != b[:, j - 1])
            row[j] = np.minimum(np.minimum(before[j], row[j - 1]) + 1, step)
            if i > 1 and j > 1:
                swap = (a[:, i - 1] == b[:, j - 2]) & (a[:, i - 2] == b[:, j - 1])
                row[j] = np.where(swap, np.minimum(row[j], last[j - 2] + 1), row[j])
        here = size_a == i
        found[here] = row[size_b[here], np.nonzero(here)[0]]
    return found
