"""Hold one account against the archive: every checkable assertion, its status, and the evidence that is nearest."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from doltap.errors import InputNotRead
from doltap.extract import Extraction
from doltap.model import (
    Assertion,
    Audience,
    EntityType,
    Evidence,
    Passage,
    Progress,
    SafetyClass,
    Status,
    TextValue,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.likeness import Copied, copies_of, open_text
from doltap.operations.reading import ReadRequest, Taken, read_file
from doltap.operations.view import View, view_of
from doltap.operations.weighing import evidence_of
from doltap.weigh import Against, Checked, check, frames_of, record_of

READ = frozenset({"ok", "partial"})


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """The file to check, and whose view it is held against: a third party's check is on public material alone.

    `words` are checked instead of a file where they are given, as bytes; they lie on no disk, `path` is their name.
    """

    path: Path
    audience: Audience = Audience.OFFICE
    words: bytes | None = None


@dataclass(frozen=True, slots=True)
class CheckedAssertion:
    """One assertion of the checked account: its exact words (none when they are held back), status and evidence."""

    assertion: Assertion
    passage: Passage
    status: Status
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Every checkable assertion in the order of the text. Nothing of the checked account is kept.

    `copies` are the accounts of the view that are the same text, or nearly: they are no evidence for it. `text` is
    every sentence in order, identifiers covered, an operational one without its words.
    """

    file: str
    outcome: str
    assertions: tuple[CheckedAssertion, ...]
    copies: tuple[Copied, ...] = ()
    text: tuple[Passage, ...] = ()


def check_file(archive: Archive, request: CheckRequest, *, progress: Progress = quiet) -> CheckResult:
    """Read a file in the sandbox and hold it against the archive's view. Raises InputNotRead when it has no text."""
    del progress
    take = read_file(ReadRequest(request.path, words=request.words), extracts=True)
    if take.reading.outcome not in READ:
        code = f"not_read_{take.reading.outcome}"
        raise InputNotRead(code, file=str(request.path))
    view = view_of(archive, request.audience)
    copies = copies_of(archive, take.fingerprints, _open_words(take), view.accounts)
    digest = sha256(request.path.read_bytes() if request.words is None else request.words).hexdigest()
    same = {i for i, a in view.accounts.items() if a.sha256 == digest} | {c.account for c in copies}
    checked = check_taken(_without(view, same), take)
    return CheckResult(str(request.path), take.reading.outcome, checked, copies, tuple(_shown(take)))


def _shown(take: Taken) -> Iterator[Passage]:
    """Every sentence in the order of the text; one that is held has no words."""
    held = _held(take.extraction)
    for passage in sorted(take.extraction.passages, key=lambda p: (p.start, p.end)):
        yield replace(passage, words="") if passage.id in held else _hidden(passage, take.identifiers)


def _held(extraction: Extraction) -> set[str]:
    """The passages whose words are operational, or from which something operational was read."""
    held = {a.passage for a in extraction.assertions if SafetyClass.OPERATIONAL in a.safety}
    return held | {p.id for p in extraction.passages if SafetyClass.OPERATIONAL in p.safety}


def _open_words(take: Taken) -> str:
    """The checked text without what is operational, identifiers covered."""
    return open_text(_hidden(p, take.identifiers) for p in take.extraction.passages)


def _without(view: View, same: Container[str]) -> View:
    """The view without these accounts: a text is no evidence for itself, nor is a copy of it."""
    return replace(view, assertions={i: a for i, a in view.assertions.items() if a.account not in same})


def check_taken(view: View, take: Taken) -> tuple[CheckedAssertion, ...]:
    """The checked assertions of an input that was read and extracted."""
    return tuple(_covered(one, take.identifiers) for one in _checked(view, take.extraction))


def _covered(checked: CheckedAssertion, identifiers: Iterable[tuple[str, int, int]]) -> CheckedAssertion:
    """The same with every identifier in its words covered."""
    return replace(checked, passage=_hidden(checked.passage, identifiers))


def _hidden(passage: Passage, identifiers: Iterable[tuple[str, int, int]]) -> Passage:
    """The passage with every identifier in its words covered, letter by letter, so that offsets stay."""
    letters = list(passage.words)
    for _, start, end in identifiers:
        low = max(start - passage.start, 0)
        high = max(min(end - passage.start, len(letters)), low)
        letters[low:high] = "▒" * (high - low)
    return replace(passage, words="".join(letters))


def _checked(view: View, extraction: Extraction) -> Iterator[CheckedAssertion]:
    passages = {p.id: p for p in extraction.passages}
    frames = frames_of(extraction.entities, extraction.assertions)
    against = Against(record_of(view.frames()), view.facts.origin, view.facts.holds, view.facts.parties)
    order = sorted(extraction.assertions, key=lambda a: (passages[a.passage].start, passages[a.passage].end))
    results = list(check(frames, order, against))
    words = _words_of(view, results)
    held = _held(extraction)
    yield from _refusals(passages, held)
    for result in results:
        if result.assertion.passage not in held:
            passage = passages[result.assertion.passage]
            yield CheckedAssertion(result.assertion, passage, result.status, _evidence(view, result, words))


def _refusals(passages: Mapping[str, Passage], held: Iterable[str]) -> Iterator[CheckedAssertion]:
    """One 'not checked' for each operational passage; its words stay where they are."""
    for id_ in sorted(held, key=lambda i: passages[i].start):
        closed = replace(passages[id_], words="")
        yield CheckedAssertion(_withheld(closed), closed, Status.NOT_CHECKED, ())


def _withheld(passage: Passage) -> Assertion:
    return Assertion(
        "", passage.id, passage.account, "", EntityType.ACCOUNT, "operational", TextValue(""), "",
        safety=frozenset({SafetyClass.OPERATIONAL}),
    )  # fmt: skip


def _words_of(view: View, results: Iterable[Checked]) -> dict[str, Passage]:
    ids = {i for r in results for i in (*r.supports, *r.against, *r.near)}
    return view.passages_by_id({view.assertions[i].passage for i in ids})


def _evidence(view: View, result: Checked, words: Mapping[str, Passage]) -> tuple[Evidence, ...]:
    sides = ((result.supports, True), (result.against, False), (result.near, None))
    made = (evidence_of(view, view.assertions[i], words, side) for ids, side in sides for i in ids)
    unique = {(e.words, e.origin, e.supports): e for e in made}
    return tuple(unique.values())
