"""A text as a reader sees it, without what is hidden in it, and the way back to the exact words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from doltap.language.scripts import HIDDEN

_GAP: Final = f"{HIDDEN.pattern}*"


@dataclass(frozen=True, slots=True)
class SeenText:
    """`text` is what is seen; `hidden` the offsets of what is not, in the original; `cuts` where each was cut out."""

    text: str
    hidden: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()

    def seen(self, offset: int) -> int:
        """Where the code point at `offset` of the original is seen; where the next one is, if it is hidden itself."""
        return offset - bisect_left(self.hidden, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that is seen as text[start:end]; what is hidden around it stays outside."""
        first = start + bisect_right(self.cuts, start)
        return first, max(first, end + bisect_right(self.cuts, end - 1))


def seen_through(text: str) -> SeenText:
    """The text without zero-width, direction, filler and control code points and without glyph selectors."""
    if text.isascii() and text.isprintable():
        return SeenText(text)
    hidden = tuple(m.start() for m in HIDDEN.finditer(text))
    if not hidden:
        return SeenText(text)
    return SeenText(HIDDEN.sub("", text), hidden, tuple(at - i for i, at in enumerate(hidden)))


def as_written(seen: str, words: str) -> str:
    """How `seen` stands in `words`, with what is hidden inside it; `seen` itself where it does not stand there."""
    if not seen or seen in words:
        return seen
    found = re.search(_GAP.join(map(re.escape, seen)), words)
    return found[0] if found else seen
