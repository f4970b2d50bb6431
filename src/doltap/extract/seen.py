"""Back from the text as it is seen to the words as they stand: passages keep what is hidden in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from doltap.extract.plug import Extraction, SafetyMark
from doltap.language import SeenText, as_written
from doltap.model import Passage, SafetyClass


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark where it stands in the text as it is seen."""

    start: int
    end: int
    safety_class: SafetyClass


def moved_marks(marks: Sequence[SafetyMark], seen: SeenText) -> Sequence[SafetyMark]:
    """The safety room's marks where they stand in the text as it is seen."""
    if not seen.hidden:
        return marks
    return [_Mark(seen.seen(m.start), seen.seen(m.end), m.safety_class) for m in marks]


def as_it_stands(found: Extraction, seen: SeenText, text: str) -> Extraction:
    """The extraction of what is seen, resting on the exact words of `text`: `text[start:end] == words`."""
    passages = tuple(_passage(p, seen, text) for p in found.passages)
    words = {p.id: p.words for p in passages}
    told = tuple(replace(a, value_text=as_written(a.value_text, words[a.passage])) for a in found.assertions)
    return Extraction(passages, found.entities, told)


def _passage(passage: Passage, seen: SeenText, text: str) -> Passage:
    start, end = seen.span(passage.start, passage.end)
    return replace(passage, start=start, end=end, words=text[start:end])
