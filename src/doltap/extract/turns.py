"""Who speaks where: turns of a questioner and a teller, from the reader's segments or the text's own labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from doltap.language import SeenText, seen_through, sentences
from doltap.model import Locator, Segment


class Voice(StrEnum):
    """Whose words a turn holds: the teller's, the questioner's, or the record's own (headings, notes)."""

    TELLER = "teller"
    QUESTION = "question"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Turn:
    """text[start:end] is spoken by one voice."""

    start: int
    end: int
    voice: Voice
    speaker: str = ""
    locator: Locator = field(default_factory=Locator)


Span = tuple[int, int, Turn]
"""text[start:end] is one sentence of a turn."""


def spans(text: str, segments: Sequence[Segment]) -> list[Span]:
    """The sentences of `text` in order, each with its turn, as a reader sees them; hidden letters end no sentence."""
    return list(_spans(text, tuple(segments)))


@lru_cache(maxsize=1)  # the safety room and the rules cut the same text one after the other
def _spans(text: str, segments: tuple[Segment, ...]) -> list[Span]:
    seen = seen_through(text)
    found = (span for turn in turns(seen.text, moved(segments, seen)) for span in pieces(seen.text, turn))
    return [(*seen.span(start, end), turn) for start, end, turn in found] if seen.hidden else list(found)


def moved(segments: Sequence[Segment], seen: SeenText) -> Sequence[Segment]:
    """The reader's segments where they stand in the text as it is seen."""
    if not seen.hidden:
        return segments
    return [replace(s, start=seen.seen(s.start), end=seen.seen(s.end)) for s in segments]


def pieces(text: str, turn: Turn) -> list[Span]:
    """The sentences of a turn with the turn; a block of rows of a very large table ('A10:B52') stays one piece."""
    if ":" in turn.locator.cell:
        return [(turn.start, turn.end, turn)]
    return [(turn.start + a, turn.start + b, turn) for a, b in sentences(text[turn.start : turn.end])]


_LABEL: Final = re.compile(
    r"^[ \t]*(?:(?P<q>Q|Question|Interviewer|INT|문|질문|면담자|질문자|조사자)"
    r"|(?P<a>A|Answer|Witness|Respondent|답|답변|대답|진술인|구술자|증언자|면담 대상자))\s?\d{0,3}:\s",
    re.MULTILINE,
)
_RECORD_ROLES: Final = frozenset({"heading", "note", "caption", "hidden", "meta"})
_ROLE_VOICE: Final = {"question": Voice.QUESTION, "answer": Voice.TELLER}


def turns(text: str, segments: Sequence[Segment]) -> tuple[Turn, ...]:
    """The turns of `text` in order, without gaps that hold words: the segments, cut where the text labels a speaker."""
    asking = _asking_speakers(text, segments)
    whole = [s for s in segments if s.end > s.start] or [Segment(0, len(text))]
    found: list[Turn] = []
    at = 0
    for segment in sorted(whole, key=lambda s: (s.start, -s.end)):
        if segment.end <= at:
            continue
        start = max(segment.start, at)
        if text[at:start].strip():
            found += _labelled(text, Turn(at, start, Voice.TELLER))
        found += _labelled(text, Turn(start, segment.end, _voice(segment, asking), segment.speaker, segment.locator))
        at = segment.end
    if text[at:].strip():
        found += _labelled(text, Turn(at, len(text), Voice.TELLER))
    return _carried(found)


def _voice(segment: Segment, asking: frozenset[str]) -> Voice:
    if segment.role in _RECORD_ROLES:
        return Voice.RECORD
    if segment.speaker and segment.speaker in asking:
        return Voice.QUESTION
    return _ROLE_VOICE.get(segment.role, Voice.TELLER)


def _asking_speakers(text: str, segments: Sequence[Segment]) -> frozenset[str]:
    """Of named speakers without a stated role, those who mostly ask: more than half of their turns end in '?'."""
    turns_of: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for s in segments:
        if s.speaker and s.role not in _ROLE_VOICE:
            turns_of[s.speaker] += 1
            asked[s.speaker] += "?" in text[s.start : s.end][-30:]
    if len(turns_of) < 2:
        return frozenset()
    return frozenset(who for who, n in turns_of.items() if asked[who] * 2 > n)


def _labelled(text: str, turn: Turn) -> list[Turn]:
    """The turn cut at every label that the text itself carries ('Q:', 'Answer:', '문:', '답:')."""
    labels = list(_LABEL.finditer(text, turn.start, turn.end))
    if not labels or (len(labels) == 1 and turn.voice is Voice.RECORD):
        return [turn]
    cuts = [m.start() for m in labels] + [turn.end]
    head = (
        [Turn(turn.start, cuts[0], turn.voice, turn.speaker, turn.locator)]
        if text[turn.start : cuts[0]].strip()
        else []
    )
    return head + [
        Turn(m.end(), end, Voice.QUESTION if m["q"] else Voice.TELLER, turn.speaker or m["q"] or m["a"], turn.locator)
        for m, end in zip(labels, cuts[1:], strict=True)
        if text[m.end() : end].strip()
    ]


def _carried(found: list[Turn]) -> tuple[Turn, ...]:
    """Where questions and answers are labelled, what stands unlabelled before the first of them is the record's own."""
    first = next((i for i, t in enumerate(found) if t.voice is Voice.QUESTION), 0)
    head = (replace(t, voice=t.voice if t.speaker else Voice.RECORD) for t in found[:first])
    return (*head, *found[first:])


def turn_at(all_turns: Sequence[Turn], offset: int) -> Turn | None:
    """The turn that holds the character at `offset`."""
    i = bisect_right(all_turns, offset, key=lambda t: t.start) - 1
    return all_turns[i] if i >= 0 and offset < all_turns[i].end else None
