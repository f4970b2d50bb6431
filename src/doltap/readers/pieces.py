"""From pieces of an input to a Reading: clean words, offsets that never move, one segment a piece."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from doltap.model import Locator, Outcome, Reading, Segment

NOWHERE: Final = Locator()
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with place, speaker and role; `gap` parts them from the piece before, a `lead` (a label) precedes them."""

    text: str
    role: str = "body"
    locator: Locator = NOWHERE
    speaker: str = ""
    gap: str = "\n"
    lead: str = ""


def names(words: str) -> frozenset[str]:
    """The words of a line as a set: how this room writes its tables of names."""
    return frozenset(words.split())


def clean(text: str) -> str:
    """NFC text with line ends as newlines, without control characters or half surrogates; zero-width marks stay."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _NOT_TEXT.sub("", lines)))


def compose(pieces: Iterable[Piece], **known: Any) -> Reading:
    """The Reading of the pieces in order; blank ones are left out. `known` are further fields of the Reading.

    Without any words the outcome is `empty`, unless `known` says another.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        words = clean(piece.text).strip(" \t\n")
        if not words:
            continue
        before = (piece.gap if parts else "") + clean(piece.lead)
        start = at + len(before)
        at = start + len(words)
        parts += (before, words)
        segments.append(Segment(start, at, piece.locator, piece.speaker, piece.role))
    known.setdefault("outcome", Outcome.OK if parts else Outcome.EMPTY)
    return Reading(text="".join(parts), segments=tuple(segments), **known)


def failed(outcome: Outcome, reason: str, media_type: str = "", reader: str = "") -> Reading:
    """A Reading without words: what went wrong as a machine word."""
    return Reading(outcome=outcome, reason=reason, media_type=media_type, reader=reader)


class Unreadable(Exception):
    """A reader gives up on this input: `outcome` and `reason` are what the Reading will say."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
