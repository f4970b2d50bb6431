"""Names of people who are not public, covered in words that leave: the words keep their length and their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

BLOCK: Final = "▒"
_LATIN: Final = re.compile(r"[A-Za-z]")


def cover(words: str, names: Iterable[str]) -> str:
    """The words with each of the names under as many blocks as it has letters; longer names first.

    A Latin name counts only as whole words; in Korean a particle may follow.
    """
    wanted = tuple(sorted({n.strip() for n in names} - {""}, key=lambda n: (-len(n), n)))
    return _pattern(wanted).sub(lambda m: BLOCK * len(m[0]), words) if wanted else words


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_one(n) for n in names))


def _one(name: str) -> str:
    exact = re.escape(name)
    return rf"(?<![A-Za-z]){exact}(?![A-Za-z])" if _LATIN.search(name) else exact
