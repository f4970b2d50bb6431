"""How alike names sound by their consonants, where letters spell no Korean given name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from doltap.language.names.general import distance
from doltap.language.romanise import revised

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
