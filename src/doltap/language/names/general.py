"""Names of any language: words paired with words, whatever their order, by edit distance and by how they sound.

What the pairing shows is turned into a probability by weights learned on pairs of the nomenklatura name bench (MIT).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from doltap.language.names.letters import in_latin
from doltap.language.names.table import Vector
from doltap.language.scripts import clean_name, unaccented

_WORD: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"(?<=[^\W\d_])[01359](?=[^\W\d_])")
_LOOKS: Final = dict(zip("01359", "oiesg", strict=True))
_DROPPED: Final = str.maketrans("", "", "'’‘ʼʻ`´ʿʾ")
_MOST_WORDS: Final = 12
_LONGEST_WORD: Final = 32
_SMALL: Final = frozenset(
    [
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "de",
        "da",
        "di",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "bint",
        "abu",
        "ul",
        "ud",
        "ur",
        "na",
        "the",
        "of",
        "y",
    ]
)
_FORMAL: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sir",
        "president",
        "monsieur",
        "madame",
        "prasident",
        "senor",
        "senora",
        "herr",
        "frau",
        "sa",
        "llc",
        "ltd",
        "inc",
        "gmbh",
        "haji",
    ]
)
_SOUNDS: Final = (
    (re.compile(r"sch|sh|ch|zh|x(?=i)"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|ck|q|c"), "k"),
    (re.compile(r"(?<=[dtgb])h"), ""),
    (re.compile(r"ou|oo|w"), "u"),
    (re.compile(r"[yj]|ee"), "i"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "u"),
    (re.compile(r"e(?=i)|(?<=i)[ie]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS: Final = str.maketrans("", "", "aeiouy")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without accents, in lower case; a digit inside a word is read as the letter it looks like."""
    folded = unaccented(clean_name(name).casefold().translate(_DROPPED))
    return tuple(_WORD.findall(_DIGIT.sub(lambda m: _LOOKS[m[0]], folded)))


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


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    """A rough key of how a Latin word sounds across European and Arabic spellings."""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word[:1] + word[1:].translate(_VOWELS)


@lru_cache(maxsize=100_000)
def likeness(a: str, b: str) -> float:
    """1 for equal words, falling with each edit by the length of the longer; an initial is worth 0.8 of its word."""
    if a == b:
        return 1.0
    if 1 in (len(a), len(b)):
        return 0.8 if a[0] == b[0] else 0.0
    a, b = a[:_LONGEST_WORD], b[:_LONGEST_WORD]
    near = max(0.0, 1 - distance(a, b) / max(len(a), len(b)))
    if len(_sound(a)) > 1 and _sound(a) == _sound(b):
        return max(near, 0.5 + near / 2)
    return near


def _pairs(short: tuple[str, ...], long: tuple[str, ...]) -> list[tuple[float, str, str]]:
    """Each word of the shorter name with the word it is paired with, best pairs first."""
    ranked = sorted(((likeness(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)), reverse=True)
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = []
    for value, i, j in ranked:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((value, short[i], long[j]))
    return found


def _weight(word: str) -> float:
    """How much a word counts: particles little, longer words more."""
    return 0.3 if word in _SMALL else min(len(word), 8) ** 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """How two names compare word by word: features for the weights, and what was seen."""

    features: Vector
    missing: int
    equal: bool


def _plain(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Both names in one alphabet, and whether they had to be brought into Latin letters."""
    letters = set("".join(a)), set("".join(b))
    if letters[0] & letters[1] or all(any(c.isascii() for c in side) for side in letters):
        return a, b, False
    turned = [tuple(filter(None, map(in_latin, words))) for words in (a, b)]
    return turned[0], turned[1], True


def _named(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without titles and without a word said twice."""
    kept = tuple(dict.fromkeys(w for w in words if w not in _FORMAL))
    return kept or words


def words_compared(a: str, b: str) -> Words | None:
    """Two names word by word; None where their scripts cannot be brought together or there are too many words."""
    one, other, crossed = _plain(words_of(a), words_of(b))
    short, long = sorted((_named(one), _named(other)), key=lambda w: (len(w), w))
    if not short or len(long) > _MOST_WORDS:
        return None
    found = _pairs(short, long)
    weights = [max(_weight(x), _weight(y)) for _, x, y in found]
    mean = sum(v * w for (v, _, _), w in zip(found, weights, strict=True)) / sum(weights)
    heavy = [v for v, x, y in found if not {x, y} <= _SMALL]
    left = sum(map(_weight, long)) - sum(_weight(y) for _, _, y in found)
    joined = _joined(short, long)
    features = (
        mean,
        min(heavy, default=mean),
        max(left, 0.0) / sum(map(_weight, long)),
        1.0 if len(short) == 1 < len(long) else 0.0,
        joined,
        sum(1 in (len(x), len(y)) and x != y for _, x, y in found) / len(found),
        1.0 if crossed else 0.0,
        min(len(short), 5) / 5,
        1.0 if min(heavy, default=mean) >= 0.999 else 0.0,
        1.0 if _by_place(short, long) else 0.0,
    )
    return Words(features, len(long) - len(short), joined == 1.0 and not crossed)


def _by_place(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the first and the last words agree in their places."""
    return likeness(short[0], long[0]) > 0.6 and likeness(short[-1], long[-1]) > 0.6


def _joined(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """The likeness of both names written in one piece."""
    a, b = "".join(short), "".join(long)
    if a == b or sorted(short) == sorted(long):
        return 1.0
    if max(len(a), len(b)) > 2 * _LONGEST_WORD:
        return 0.0
    return max(0.0, 1 - distance(a, b) / max(len(a), len(b)))


def shared_words(a: str, b: str) -> float:
    """The share of words in common, in linear time, for strings too long to be names."""
    one, other = set(words_of(a)), set(words_of(b))
    return len(one & other) / len(one | other) if one | other else 0.0
