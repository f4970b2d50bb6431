"""Where each sentence stands: its paragraph, whether it is a heading, a bullet or a question, and how it reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from doltap.safety.rulebook import Reading, Rulebook

Span = tuple[int, int]

HEADING: Final = 120
"""A line longer than this is no heading."""

_BLANK: Final = re.compile(r"\n[^\S\n]*\n")
_BULLET: Final = re.compile(r"\s{0,8}(?:[•‣◦▪■□◆●○▶►※·*–—-]|\(?\d{1,3}[.)]|[①-⑳]|[가-하][.)])\s?")
_ENDS: Final = re.compile(r"[.!?。！？…:;,]['\"”’)」』]{0,3}$")
_ASKS: Final = re.compile(r"[?？]['\"”’)」』]{0,3}$|(?:습니까|니까|나요|가요|까요|는지요)[.?]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in its place: text[start:end], the number of its paragraph, and what it is there."""

    start: int
    end: int
    paragraph: int
    heading: bool
    bullet: bool
    question: bool
    reading: Reading

    def shows(self, book: Rulebook, kind: str) -> bool:
        """Whether the sentence gives the signal `kind`."""
        return any(self.reading.meets(rule) for rule in book.signals.get(kind, ()))


def lines(text: str, spans: Sequence[Span]) -> list[Line]:
    """The sentences in their places; spans must be in order and not overlap."""
    placed: list[Line] = []
    read: dict[str, Reading] = {}  # a line that comes again (a heading, a cell) is read once
    paragraph = 0
    for number, (start, end) in enumerate(spans):
        gap = text[placed[-1].end : start] if placed else ""
        paragraph += _BLANK.search(gap) is not None
        last = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        alone = (not placed or "\n" in gap) and ("\n" in text[end:last] or last == len(text))
        placed.append(_line(text, (start, end), paragraph, alone, read))
    return placed


def _line(text: str, span: Span, paragraph: int, alone: bool, read: dict[str, Reading]) -> Line:
    words = text[span[0] : span[1]].strip()
    bullet = _is_bullet(text, *span)
    heading = alone and not bullet and 0 < len(words) <= HEADING and not _ENDS.search(words)
    reading = read.get(words)
    if reading is None:
        reading = read[words] = Reading(words)
    return Line(*span, paragraph, heading, bullet, bool(_ASKS.search(words)), reading)


def _is_bullet(text: str, start: int, end: int) -> bool:
    """Whether a bullet opens the sentence, within it or just before it on its line."""
    before = text[max(0, start - 8) : start].rpartition("\n")[2]
    return bool(_BULLET.match(text, start, end)) or bool(before.strip() and _BULLET.fullmatch(before))
