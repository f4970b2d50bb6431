"""Names of any language: words matched to words, whatever their order, by edit distance."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from doltap.language.scripts import clean_name, unaccented
from doltap.model import Message

_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 12


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without accents, in lower case."""
    return tuple(_WORD.findall(unaccented(clean_name(name).casefold())))


@lru_cache(maxsize=100_000)
def distance(a: str, b: str) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour to turn one into the other."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def likeness(a: str, b: str) -> float:
    """1 for equal words, falling with each edit by the length of the shorter; an initial is worth 0.6 of its word."""
    if a == b:
        return 1.0
    if 1 in (len(a), len(b)):
        return 0.6 if a[0] == b[0] else 0.0
    return max(0.0, 1 - 1.3 * distance(a, b) / min(len(a), len(b)))


def _match(short: tuple[str, ...], long: tuple[str, ...]) -> list[float]:
    """For each word of the shorter name, its likeness to the word it is paired with; best pairs first."""
    pairs = sorted(((likeness(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)), reverse=True)
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = [0.0] * len(short)
    for value, i, j in pairs:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found[i] = value
    return found


def compare(a: str, b: str) -> tuple[float, tuple[Message, ...]]:
    """Score and reasons for two names in one alphabet; 0 with a reason where the alphabets differ."""
    short, long = sorted((words_of(a), words_of(b)), key=lambda w: (len(w), w))
    if not short or len(long) > _MOST_WORDS:
        return long_names(a, b)
    if not {c for w in short for c in w} & {c for w in long for c in w} and short[0].isascii() != long[0].isascii():
        return 0.0, (Message.of("name.other_script"),)
    if "".join(short) == "".join(long):
        return 1.0, (Message.of("name.equal"),)
    found = _match(short, long)
    weakest, mean = min(found), sum(found) / len(found)
    score = max(0.0, 0.55 * mean + 0.45 * weakest)
    missing = len(long) - len(short)
    if missing:
        score *= 0.35 if len(short) == 1 else 0.9**missing
        return round(score, 4), (Message.of("name.part_missing"),)
    return round(score, 4), (Message.of("name.words"),)


def long_names(a: str, b: str) -> tuple[float, tuple[Message, ...]]:
    """Score for strings too long to be names: the share of words in common, in linear time."""
    one, other = set(words_of(a)), set(words_of(b))
    share = len(one & other) / len(one | other) if one | other else 0.0
    return (1.0 if a == b else round(0.9 * share, 4)), (Message.of("name.too_long"),)
