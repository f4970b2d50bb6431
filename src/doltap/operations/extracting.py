"""From a reading to its passages, entities and assertions: every sentence a passage, each with its safety marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Final, TypeVar

from doltap.extract import Extraction, extract
from doltap.extract.turns import Span, spans
from doltap.model import Outcome, Passage, Reading, SafetyClass, Segment, new_id
from doltap.packs import Pack, load
from doltap.safety import SafetyMark, mark

READABLE: Final = frozenset({Outcome.OK, Outcome.PARTIAL})
MOST_LETTERS: Final = 800_000
"""So much running text is extracted of one very large table, or a child's answer would be too big and all be lost."""

Placed = TypeVar("Placed", Segment, Passage, SafetyMark)


def extract_reading(
    reading: Reading, account: str, pack_name: str, identifiers: Sequence[SafetyMark] = ()
) -> Extraction:
    """The extraction of a reading with a pack; nothing from a reading without text.

    Every sentence becomes a passage, whether or not anything was read from it, so that search finds all of the text
    and what is operational is held back everywhere. Of a table of more than 100,000 cells only running text is read.
    """
    if not reading.text.strip() or reading.outcome not in READABLE:
        return Extraction()
    pack = load(pack_name)
    cut = spans(reading.text, reading.segments)
    marks = [*mark(reading.text, [(a, b) for a, b, _ in cut], pack.safety_rules), *identifiers]
    extracted = _of_running_text if _is_a_large_table(reading) else _found
    found = extracted(reading, account, pack, marks)
    rest = _rest(reading, account, _uncovered(cut, found.passages), marks)
    return replace(found, passages=tuple(sorted([*found.passages, *rest], key=lambda p: (p.start, p.end))))


def _is_a_large_table(reading: Reading) -> bool:
    """Whether rows stand in blocks ('A10:B52'): its columns mean something that only `doltap import` can be told."""
    return any(":" in s.locator.cell for s in reading.segments)


def _found(reading: Reading, account: str, pack: Pack, marks: Sequence[SafetyMark]) -> Extraction:
    return extract(
        reading.text,
        reading.segments,
        account=account,
        gazetteer=pack.gazetteer,
        marks=marks,
        language=reading.language,
        told=_told(reading.date),
    )


def _of_running_text(reading: Reading, account: str, pack: Pack, marks: Sequence[SafetyMark]) -> Extraction:
    """What the cells of running text in a very large table say, read as if nothing stood between them."""
    cells = [s for s in reading.segments if ":" not in s.locator.cell]
    so_far = accumulate(s.end - s.start for s in cells)
    prose = [s for s, letters in zip(cells, so_far, strict=True) if letters <= MOST_LETTERS]
    if not prose:
        return Extraction()
    starts = list(accumulate((s.end - s.start + 1 for s in prose[:-1]), initial=0))
    shifts = [s.start - at for s, at in zip(prose, starts, strict=True)]
    own = [s.start for s in prose]
    inside = ((bisect_right(own, m.start) - 1, m) for m in marks)
    moved = [_by(m, -shifts[n]) for n, m in inside if n >= 0 and m.end <= prose[n].end]
    text = "\n".join(reading.text[s.start : s.end] for s in prose)
    alone = replace(reading, text=text, segments=tuple(_by(s, -by) for s, by in zip(prose, shifts, strict=True)))
    found = _found(alone, account, pack, moved)
    back = (_by(p, shifts[bisect_right(starts, p.start) - 1]) for p in found.passages)
    return replace(found, passages=tuple(back))


def _by(one: Placed, by: int) -> Placed:
    """The same thing, so many code points further on."""
    return replace(one, start=one.start + by, end=one.end + by)


def _uncovered(spans: Iterable[Span], passages: Sequence[Passage]) -> Iterator[Span]:
    """The sentences that no passage holds whole."""
    held = sorted((p.start, p.end) for p in passages)
    for start, end, turn in spans:
        # Passages of one text do not nest, so the last one that begins here or before is the only one to ask.
        at = bisect_right(held, (start, len(held) and held[-1][1])) - 1
        if at < 0 or held[at][1] < end:
            yield start, end, turn


def _rest(reading: Reading, account: str, spans: Iterable[Span], marks: Iterable[SafetyMark]) -> Iterator[Passage]:
    held = sorted(marks, key=lambda m: m.start)
    longest = max((m.end - m.start for m in held), default=0)
    for start, end, turn in spans:
        first = bisect_left(held, start - longest, key=lambda m: m.start)
        last = bisect_left(held, end, key=lambda m: m.start)
        classes = frozenset(SafetyClass(m.safety_class) for m in held[first:last] if m.end > start)
        words = reading.text[start:end]
        yield Passage(
            new_id(), account, start, end, words, turn.locator, turn.speaker, reading.language, safety=classes
        )


def joinable(extraction: Extraction) -> str:
    """The text without its operational sentences: they are not compared either."""
    return "\n".join(p.words for p in extraction.passages if SafetyClass.OPERATIONAL not in p.safety)


def _told(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
