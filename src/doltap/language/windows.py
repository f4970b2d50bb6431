"""Where a rule can match at all: near the words or digits without which it never does. The rest of a text is not tried.

A date rule costs as much on a page without a date as on one with ten. Each rule therefore names its cores: letters of
which every match holds one. `near` runs the rule only so far around them, and finds exactly what `finditer` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Span = tuple[int, int]

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    *("january", "february", "april", "june", "july", "september", "october", "november", "december"),
)
"""As they are written: in lower case, march, may and august are rather words."""

UNITS: Final = ("year", "month", "week", "day", "tomorrow")
SPELLED_YEARS: Final = ("nineteen", "eighteen", "twenty", "thousand", "juche")
NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "teen"),
    *("twent", "thirt", "fort", "fift", "hundred", "thousand", "million", "billion", "dozen", "score"),
)
"""Letters of which every English number in words holds some."""

_HANGUL: Final = re.compile("[가-힣]+")
_DIGITS: Final = re.compile(r"\d+")
_ALIKE: Final = (("İ", "i"), ("ı", "i"), ("ſ", "s"))


def lowered(text: str) -> str:
    """The text in lower case, letter for letter: as long as before, and alike where IGNORECASE takes it as alike."""
    for letter, alike in () if text.isascii() else _ALIKE:
        text = text.replace(letter, alike)
    return text.lower()


def words_at(low: str, words: Iterable[str]) -> list[Span]:
    """Every place where one of the words stands, as a word or inside one."""
    return sorted(span for word in words for span in _stands(low, word))


def _stands(low: str, word: str) -> Iterator[Span]:
    at = low.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = low.find(word, at + 1)


def hangul_at(text: str) -> list[Span]:
    """Every run of Hangul syllables."""
    return [] if text.isascii() else [m.span() for m in _HANGUL.finditer(text)]


def digits_at(text: str) -> list[Span]:
    """Every run of digits, of any script."""
    return [m.span() for m in _DIGITS.finditer(text)]


def around(cores: Iterable[Span], before: int, after: int) -> list[Span]:
    """The stretches from `before` letters before the cores (in order) to `after` behind, joined where they meet."""
    made: list[Span] = []
    begin, stop = 0, -1
    for start, end in cores:
        if start - before > stop:
            if stop >= 0:
                made.append((begin, stop))
            begin, stop = max(0, start - before), end + after
        elif end + after > stop:
            stop = end + after
    return [*made, (begin, stop)] if stop >= 0 else made


def near(rule: re.Pattern[str], text: str, stretches: Sequence[Span]) -> Iterator[re.Match[str]]:
    """The matches of the rule in these stretches of the text; what stands around them is still seen by lookbehinds."""
    for begin, stop in stretches:
        yield from rule.finditer(text, begin, stop)
