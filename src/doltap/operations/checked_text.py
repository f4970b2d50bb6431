"""A checked text as a page shows it: each sentence with what it says, how that stands, and what is nearest to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from doltap.model import Evidence, Passage, Progress, Status, TermValue, quiet
from doltap.operations.archive import Archive
from doltap.operations.browsing import shelf_of
from doltap.operations.checking import CheckedAssertion, CheckRequest, check_file
from doltap.operations.likeness import Copied
from doltap.operations.views import Labels


@dataclass(frozen=True, slots=True)
class CheckTextRequest:
    """What to check, as for `check_file`, and the language of the page."""

    check: CheckRequest
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a sentence says: of what (empty where it is of no event), the property, its value as said."""

    status: Status
    what: str
    property: str
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `pieces` are its words in stretches, each with the status of what it says, '' for none.

    A held one has neither words nor anything said. `turn` is the speaker where another one begins to speak.
    """

    held: bool
    pieces: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    turn: str = ""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """Every sentence of a text in order, how many assertions stand how, and the accounts that share its text."""

    lines: tuple[Line, ...]
    counts: tuple[tuple[Status, int], ...]
    copies: tuple[Copied, ...]


def check_text(archive: Archive, request: CheckTextRequest, *, progress: Progress = quiet) -> CheckedText:
    """Check a text and show it whole. Nothing of it is kept. Raises what `check_file` raises."""
    del progress
    found = check_file(archive, request.check)
    labels = Labels(shelf_of(archive).view, request.language)
    by_passage: dict[str, list[CheckedAssertion]] = defaultdict(list)
    for one in found.assertions:
        by_passage[one.passage.id].append(one)
    kinds = {o.assertion.entity: labels.value(o.assertion) for o in found.assertions if o.assertion.property == "kind"}
    counts = Counter(o.status for o in found.assertions)
    return CheckedText(
        tuple(_lines(found.text, by_passage, kinds, labels)),
        tuple((status, counts[status]) for status in Status if counts[status]),
        found.copies,
    )


def _lines(
    text: Iterable[Passage],
    checked: Mapping[str, Sequence[CheckedAssertion]],
    kinds: Mapping[str, str],
    labels: Labels,
) -> Iterator[Line]:
    speaker = ""
    for passage in text:
        found = checked.get(passage.id, ())
        turn, speaker = (passage.speaker if passage.speaker != speaker else ""), passage.speaker
        if passage.words:
            said = tuple(_said(one, kinds, labels) for one in found)
            yield Line(False, tuple(_pieces(passage.words, found)), said, turn)
        else:
            yield Line(True, (), (), turn)


def _said(one: CheckedAssertion, kinds: Mapping[str, str], labels: Labels) -> Said:
    told = one.assertion
    what = "" if told.property == "kind" else kinds.get(told.entity, "")
    value = labels.value(told) if isinstance(told.value, TermValue) else told.value_text
    return Said(one.status, what, told.property, value, one.evidence)


def _pieces(words: str, found: Sequence[CheckedAssertion]) -> Iterator[tuple[str, str]]:
    """The words with each value that stands in them once marked by its status; the longest of overlapping ones."""
    marks: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda o: -len(o.assertion.value_text)):
        value = one.assertion.value_text
        start = words.find(value) if value else -1
        end = start + len(value)
        if start >= 0 and words.find(value, end) < 0 and all(end <= s or start >= e for s, e, _ in marks):
            marks.append((start, end, one.status.value))
    at = 0
    for start, end, status in sorted(marks):
        yield from ((stretch, mark) for stretch, mark in ((words[at:start], ""), (words[start:end], status)) if stretch)
        at = end
    if words[at:]:
        yield words[at:], ""
