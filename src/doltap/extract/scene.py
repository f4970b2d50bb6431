"""The account made ready for the rules: its sentences, who speaks, and which places, dates and numbers they name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, TypeVar

from doltap.extract.ground import Ground, ground
from doltap.extract.plug import SafetyMark
from doltap.extract.turns import Turn, Voice, spans
from doltap.language import FoundDate, FoundNumber
from doltap.model import Gazetteer, Mention, SafetyClass, Segment

_HANGUL: Final = re.compile("[가-힣]")
_LATIN: Final = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end], the turn it stands in, its language ('ko' or 'en') and why it is held back (safety)."""

    index: int
    start: int
    end: int
    text: str
    turn: Turn
    language: str
    safety: frozenset[SafetyClass] = frozenset()

    @property
    def told(self) -> bool:
        """Whether 'I' in this sentence is the teller of the account (outside quotation marks)."""
        return self.turn.voice is Voice.TELLER


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole account: text, sentences in order, and what the language room found in it."""

    text: str
    sentences: tuple[Sentence, ...]
    ground: Ground
    gazetteer: Gazetteer

    def places(self, sentence: Sentence) -> Sequence[Mention]:
        """The places that this sentence names."""
        return within(self.ground.places, sentence.start, sentence.end)

    def dates(self, sentence: Sentence) -> Sequence[FoundDate]:
        """The dates that this sentence names."""
        return within(self.ground.dates, sentence.start, sentence.end)

    def numbers(self, sentence: Sentence) -> Sequence[FoundNumber]:
        """The numbers that this sentence names, with what they count."""
        return within(self.ground.numbers, sentence.start, sentence.end)

    def at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[i] if i >= 0 and offset < self.sentences[i].end else None


class Spanned(Protocol):
    """Anything that stands at text[start:end]."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


S = TypeVar("S", bound=Spanned)


def within(found: Sequence[S], start: int, end: int) -> list[S]:
    """Those of `found` (in order of `start`) that stand wholly inside text[start:end]."""
    low = bisect_left(found, start, key=lambda f: f.start)
    high = bisect_left(found, end, key=lambda f: f.start)
    return [f for f in found[low:high] if f.end <= end]


def scene(
    text: str,
    segments: Sequence[Segment],
    gazetteer: Gazetteer,
    marks: Sequence[SafetyMark],
    told: date | None,
    language: str,
) -> Scene:
    """The account `text` made ready."""
    cut = spans(text, segments)
    held = _Held.of(marks)
    made = tuple(
        Sentence(
            i,
            start,
            end,
            text[start:end],
            turn,
            _language(text[start:end]) or language[:2] or "en",
            _safety(held, start, end),
        )
        for i, (start, end, turn) in enumerate(cut)
    )
    return Scene(text, made, ground(text, [(a, b) for a, b, _ in cut], gazetteer, told), gazetteer)


@dataclass(frozen=True, slots=True)
class _Held:
    """Marks in order of place, and the length of the longest: what touches a sentence is found without trying all."""

    marks: tuple[SafetyMark, ...]
    starts: tuple[int, ...]
    longest: int

    @classmethod
    def of(cls, marks: Sequence[SafetyMark]) -> _Held:
        ordered = tuple(sorted(marks, key=lambda m: m.start))
        return cls(ordered, tuple(m.start for m in ordered), max((m.end - m.start for m in ordered), default=0))


def _language(words: str) -> str:
    """'ko' where at least a third of the letters are Hangul, else 'en'; empty without letters."""
    if words.isascii():
        return "en" if _LATIN.search(words) else ""
    hangul, latin = len(_HANGUL.findall(words)), len(_LATIN.findall(words))
    return "ko" if hangul and hangul * 2 >= latin else "en" if latin else ""


def _safety(held: _Held, start: int, end: int) -> frozenset[SafetyClass]:
    """The classes of every mark that touches text[start:end]."""
    first = bisect_left(held.starts, start - held.longest)
    last = bisect_left(held.starts, end)
    return frozenset(SafetyClass(m.safety_class) for m in held.marks[first:last] if m.end > start)
