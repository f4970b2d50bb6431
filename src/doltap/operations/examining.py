"""One account to read: its words turn by turn, what was read from them beside them, what is sensitive covered.

Covered words open by name, with a reason, and the opening is logged; what is operational has no assertions even then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from doltap import store
from doltap.errors import RefusedBySafety, WrongUsage
from doltap.extract.turns import Turn, turns
from doltap.model import (
    Account,
    Assertion,
    AssertionDecision,
    Audience,
    Consent,
    EntityType,
    Locator,
    Passage,
    Progress,
    SafetyClass,
    Verdict,
    new_id,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.view import PACK, Held, View, assembled
from doltap.operations.views import Labels
from doltap.packs import load
from doltap.release import allowed_accounts, consented
from doltap.safety import may_leave

SHORTEST_REASON = 3
ORDER = (EntityType.PERSON, EntityType.EVENT, EntityType.BODY, EntityType.PLACE, EntityType.ACCOUNT)
"""What the margin tells of first."""

OPENINGS = "opening."
"""The settings that hold who opened which account, when and why."""


@dataclass(frozen=True, slots=True)
class ExamineRequest:
    """Which account (its whole id), in which language; `opening` is what `open_words` gave, empty for covered words."""

    account: str
    language: str = "en"
    opening: str = ""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Which account's covered words to open, by whom and why."""

    account: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: text[start:start+len(words)], the passages that hold it, and why it is covered.

    A covered piece has no words; `length` is how many characters it has. `covered` is a safety class.
    """

    start: int
    length: int
    words: str
    passages: tuple[str, ...] = ()
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One assertion as the margin shows it. `state`: proposed, accepted, corrected or rejected.

    `label` is what it is about in words, `value` its value in words; `said` the value before a correction.
    """

    assertion: Assertion
    start: int
    end: int
    label: str
    property: str
    value: str
    state: str
    said: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One turn or paragraph with what was read from it. `voice`: teller, question or record."""

    start: int
    end: int
    speaker: str
    voice: str
    where: Locator
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that this account speaks of, to choose from."""

    entity: str
    type: EntityType
    label: str


@dataclass(frozen=True, slots=True)
class Examined:
    """An account to read. `in_view` says whether the office may weigh it; outside it there are words only when opened.

    `covered` counts the stretches that stay covered, `waiting` the proposals that nobody decided on.
    """

    account: Account
    name: str
    teller: str
    consent: Consent
    in_view: bool
    opened: bool
    rows: tuple[Row, ...]
    named: tuple[Named, ...]
    covered: int
    waiting: int


def examine(archive: Archive, request: ExamineRequest, *, progress: Progress = quiet) -> Examined:
    """One account to read. Raises WrongUsage when nothing has this id."""
    del progress
    db = archive.testimony
    account = store.account(db, request.account)
    if account is None:
        raise WrongUsage("nothing_with_this_id", id=request.account[:64])
    consent = store.consent(db, account.id)
    allowed, _ = allowed_accounts([account], {account.id: consent}, Audience.OFFICE, date.today())
    opened = _is_opened(archive, request)
    if not (allowed or opened):
        # A file's name and title can name whom it is about.
        bare = replace(account, name="", document="", link="")
        return Examined(bare, "", "", consent, False, False, (), (), 0, 0)
    view = _view_of_account(archive, account)
    read = _Read(archive, view, Labels(view, request.language), account, opened, bool(allowed))
    rows = tuple(read.rows())
    waiting = sum(t.state == "proposed" for row in rows for t in row.told)
    covered = sum(bool(p.covered) for row in rows for p in row.pieces)
    name, teller = account.document or account.name, view.teller_name(account.id)
    named = tuple(read.named()) if allowed else ()
    return Examined(account, name, teller, consent, bool(allowed), opened, rows, named, covered, waiting)


def open_words(archive: Archive, request: OpenRequest, *, progress: Progress = quiet) -> str:
    """Open an account's covered words; gives the opening, to examine with. Raises RefusedBySafety without a reason."""
    del progress
    if store.account(archive.testimony, request.account) is None:
        raise WrongUsage("nothing_with_this_id", id=request.account[:64])
    if len(request.why.strip()) < SHORTEST_REASON:
        raise RefusedBySafety("opening_needs_a_reason")
    opening = new_id()
    told = {"account": request.account, "by": request.by, "why": request.why, "when": store.now()}
    with archive.transaction("open_words", account=request.account, opening=opening):
        store.set_setting(archive.testimony, OPENINGS + opening, told)
    return opening


def _is_opened(archive: Archive, request: ExamineRequest) -> bool:
    told = store.setting(archive.testimony, OPENINGS + request.opening) if request.opening else None
    return told is not None and bool(told["account"] == request.account)


def _view_of_account(archive: Archive, account: Account) -> View:
    """A view of this account alone, to call things by: who else tells of them is not asked."""
    db = archive.testimony
    pack = load(str(store.setting(db, "pack", PACK)))
    here = frozenset({account.id})
    entities = {e.id: e for e in store.entities(db, account=account.id)}
    held = Held(
        {account.id: account},
        {s.id: s for s in store.sources(db) if s.id == account.source},
        entities,
        list(consented(store.assertions(db, account=account.id, include_rejected=True), here)),
        (),
        [d for d in store.match_decisions(db) if d.left in entities and d.right in entities],
        {t.id: t.pseudonym for t in store.tellers(db) if t.id == account.teller},
        (),
        lambda ids: store.passages(db, ids),
    )
    return assembled(Audience.OFFICE, pack, held)


@dataclass(slots=True)
class _Read:
    archive: Archive
    view: View
    labels: Labels
    account: Account
    opened: bool
    in_view: bool

    def rows(self) -> Iterator[Row]:
        """The turns and paragraphs in order, each with what was read from it."""
        db, id_ = self.archive.testimony, self.account.id
        text = store.account_text(db, id_)
        passages = {p.id: p for p in store.passages_of(db, id_, include_operational=True)}
        covers = _Spans([] if self.opened else list(self._covers(passages.values())))
        told = self._told(passages)
        read_from = {t.assertion.passage for t in told}
        marks = _Spans([(p.start, p.end, p.id) for p in passages.values() if p.id in read_from])
        at = 0
        for turn in _paragraphs(text, turns(text, store.segments(db, id_))):
            first = at
            while at < len(told) and told[at].start < turn.end:
                at += 1
            pieces = tuple(_pieces(text, turn.start, turn.end, marks, covers))
            here = tuple(told[first:at])
            yield Row(turn.start, turn.end, turn.speaker, turn.voice.value, turn.locator, pieces, here)

    def _covers(self, passages: Iterable[Passage]) -> Iterator[tuple[int, int, str]]:
        for passage in passages:
            if not may_leave(passage.safety):
                yield passage.start, passage.end, _gravest(passage.safety)
        for found in store.identities(self.archive.identities, account=self.account.id):
            yield found.start, found.end, SafetyClass.IDENTIFIER.value

    def _told(self, passages: Mapping[str, Passage]) -> list[Told]:
        """Every assertion in the order of the text; none of an account that the office may not code."""
        if not self.in_view:
            return []
        decided = {d.assertion: d for d in store.decisions_of_account(self.archive.testimony, self.account.id)}
        told = (self._one(a, passages[a.passage], decided.get(a.id)) for a in self.view.assertions.values())
        return sorted(told, key=lambda t: (t.start, t.end, ORDER.index(t.assertion.entity_type), t.label, t.property))

    def _one(self, said: Assertion, passage: Passage, decided: AssertionDecision | None) -> Told:
        label = self.labels.label(self.view.canonical.get(said.entity, said.entity))
        prop, value = self.labels.property(said.property), self.labels.value(said)
        corrected = decided is not None and decided.verdict is Verdict.CORRECT
        before, why = said.value_text if corrected else "", decided.why if decided else ""
        return Told(said, passage.start, passage.end, label, prop, value, _state(said, decided), before, why)

    def named(self) -> Iterator[Named]:
        """Who and what the account speaks of, each once, the teller first."""
        found = {self.view.canonical.get(e.id, e.id): e for e in self.view.entities.values()}
        order = sorted(found.items(), key=lambda item: (not item[1].narrator, item[1].type, self.labels.label(item[0])))
        yield from (Named(e.id, e.type, self.labels.label(lead)) for lead, e in order)


def _state(said: Assertion, decided: AssertionDecision | None) -> str:
    if decided is None:
        return "accepted" if said.accepted else "proposed"
    return {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.CORRECT: "corrected"}[decided.verdict]


def _gravest(classes: Iterable[SafetyClass]) -> str:
    """The class that a cover names: the operational one before all others, then in the order of the model."""
    order = list(SafetyClass)
    return min(classes, key=order.index).value


def _paragraphs(text: str, found: Sequence[Turn]) -> Iterator[Turn]:
    """The turns, cut at line ends where one of them holds several paragraphs; empty ones are left out."""
    for turn in found:
        at = turn.start
        for line in text[turn.start : turn.end].splitlines(keepends=True):
            if line.strip():
                yield replace(turn, start=at, end=at + len(line.rstrip()))
            at += len(line)


class _Spans:
    """Stretches (start, end, what) that may overlap, found by place."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self.spans = sorted(spans)
        self.longest = max((end - start for start, end, _ in self.spans), default=0)

    def within(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Those that share a character with text[start:end]."""
        first = bisect_left(self.spans, (start - self.longest,))
        last = bisect_left(self.spans, (end,))
        return [span for span in self.spans[first:last] if span[1] > start]


def _pieces(text: str, start: int, end: int, marks: _Spans, covers: _Spans) -> Iterator[Piece]:
    """text[start:end] cut wherever a passage or a cover begins or ends; marks may overlap, a cover wins."""
    mine, over = marks.within(start, end), covers.within(start, end)
    cuts = sorted({start, end, *(c for a, b, _ in (*mine, *over) for c in (a, b) if start < c < end)})
    for low, high in pairwise(cuts):
        cover = next((kind for a, b, kind in over if a <= low < b), "")
        held = tuple(id_ for a, b, id_ in mine if a <= low < b)
        yield Piece(low, high - low, "" if cover else text[low:high], () if cover else held, cover)
