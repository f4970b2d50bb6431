"""Who speaks in a plain transcript: 'Q:' and 'A:', '문:' and '답:', 'NAME:' and '[00:12:03]' at the head of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from doltap.model import Locator, Segment

QUESTION: Final = frozenset(
    {"q", "question", "interviewer", "int", "문", "질문", "물음", "면담자", "조사자", "질문자", "기자"}
)
ANSWER: Final = frozenset(
    {
        "a",
        "answer",
        "interviewee",
        "respondent",
        "witness",
        "답",
        "답변",
        "대답",
        "진술인",
        "진술자",
        "면담대상자",
        "구술자",
        "응답자",
        "증언자",
    }
)
_TIME: Final = r"[\[(]?(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)[\])]?"
_NAME: Final = (
    r"(?P<name>[A-Z][A-Z0-9 .'’_-]{0,39}|[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){0,2}|[가-힣]{1,6}(?: ?[0-9A-Z]{1,2})?)"
)
_LABEL: Final = re.compile(
    rf"^[ \t]*(?:{_TIME}[ \t]*(?:{_NAME}[ \t]*[:：])?|{_NAME.replace('name', 'only')}[ \t]*[:：])[ \t]*", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a line: `start` of the line, `words` where the words begin, who and when."""

    start: int
    words: int
    speaker: str
    time: str


def role_of(speaker: str) -> str:
    """'question', 'answer' or 'body', by the label alone."""
    word = speaker.strip().rstrip(".").lower()
    word = re.sub(r"[ ]?\d+$", "", word)
    return "question" if word in QUESTION else "answer" if word in ANSWER else "body"


def labels(text: str) -> tuple[Label, ...]:
    """The labels of a transcript; () where the text is none (a label must come back, or be a question or answer)."""
    found = [
        Label(m.start(), m.end(), (m["name"] or m["only"] or "").strip(), m["time"] or "")
        for m in _LABEL.finditer(text)
    ]
    often = Counter(label.speaker for label in found if label.speaker)
    kept = [f for f in found if f.time or role_of(f.speaker) != "body" or often[f.speaker] >= 3]
    return tuple(kept) if _is_transcript(kept) else ()


def _is_transcript(found: list[Label]) -> bool:
    roles = {role_of(label.speaker) for label in found}
    speakers = Counter(label.speaker for label in found)
    return len(found) >= 2 and (
        {"question", "answer"} <= roles or any(f.time for f in found) or (len(speakers) >= 2 and len(found) >= 6)
    )


def turns(text: str, lines: dict[int, int]) -> Iterator[Segment]:
    """One segment a turn, over the words without their label; `lines` gives the line number of an offset."""
    found = labels(text)
    if found and text[: found[0].start].strip():
        yield Segment(*_trim(text, 0, found[0].start), Locator(line=1))
    ends = [label.start for label in found[1:]] + [len(text)]
    for label, end in zip(found, ends, strict=False):
        start, stop = _trim(text, label.words, end)
        if start < stop:
            where = Locator(line=lines[label.start], time=label.time)
            yield Segment(start, stop, where, label.speaker, role_of(label.speaker))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = len(words) - len(words.lstrip(" \t\n"))
    return start + left, start + max(left, len(words.rstrip(" \t\n")))
