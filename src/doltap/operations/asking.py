"""Questions that an import left open: words that no vocabulary knows, listed and answered by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Assertion,
    Audience,
    Basis,
    Entity,
    EntityType,
    Passage,
    Progress,
    Question,
    TermValue,
    new_id,
    quiet,
)  # fmt: skip
from doltap.operations.archive import Archive
from doltap.operations.matching import only_one
from doltap.operations.view import view_of
from doltap.packs import Pack, load
from doltap.safety import may_leave

UNKNOWN_TERM: Final = "unknown_term"
NO_TERM: Final = "none"
"""The answer that no term of the vocabulary says what these words say."""


@dataclass(frozen=True, slots=True)
class QuestionsRequest:
    """Only the open questions, or the answered ones too."""

    answered: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One word that is asked about, once however many rows have it: the first question, and how many rows.

    `words` is empty where the office may not see them. `known` are the terms that an answer can name.
    """

    question: Question
    vocabulary: str
    property: str
    words: str
    rows: int
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A question (its id, or the first digits of it) and its answer: a term of its vocabulary, or 'none'."""

    question: str
    answer: str
    by: str


def kind_of(entity: str, property_: str, vocabulary: str) -> str:
    """The kind of a question about a term: whose property the words stand for, and the vocabulary to answer from."""
    return ":".join((UNKNOWN_TERM, entity, property_, vocabulary))


def _parts(question: Question) -> tuple[str, str, str]:
    """The entity type, property and vocabulary of a question."""
    _, entity, property_, vocabulary = (*question.kind.split(":"), "", "", "")[:4]
    return entity, property_, vocabulary


def questions(archive: Archive, request: QuestionsRequest, *, progress: Progress = quiet) -> list[Asked]:
    """What is asked, each word once, in the order first asked; words that are closed to the office stay closed."""
    del progress
    allowed = view_of(archive, Audience.OFFICE).accounts
    pack = load(str(store.setting(archive.testimony, "pack", "north_korea")))
    groups: dict[tuple[str, str, str], list[Question]] = {}
    for question in store.questions(archive.testimony, only_open=not request.answered):
        groups.setdefault(_key(question), []).append(question)
    return [_asked(archive, pack, same, allowed) for same in groups.values()]


def _key(question: Question) -> tuple[str, str, str]:
    return question.kind, question.text.strip().casefold(), question.answer


def _asked(archive: Archive, pack: Pack, same: list[Question], allowed: Mapping[str, object]) -> Asked:
    seen = next((q for q in same if q.about in allowed and _may_be_seen(archive, q)), None)
    first = seen or same[0]
    _, property_, vocabulary = _parts(first)
    known = tuple(t.id for t in pack.vocabulary(vocabulary))
    return Asked(first, vocabulary, property_, seen.text if seen else "", len(same), known)


def _may_be_seen(archive: Archive, question: Question) -> bool:
    cell = _cell(archive, question)
    return cell is not None and may_leave(cell.safety)


def _cell(archive: Archive, question: Question) -> Passage | None:
    """The cell that a question is about."""
    cells = store.passages_of(archive.testimony, question.about, include_operational=True)
    return next((p for p in cells if p.words == question.text), None)


def answer(archive: Archive, request: AnswerRequest, *, progress: Progress = quiet) -> int:
    """Answer a question, and every open one about the same word of the same column kind; how many rows that settles.

    A term becomes an assertion on each of those cells, by the person who answers; later imports use the answer too.
    Raises WrongUsage on an id that is not here and on a term that the vocabulary does not have.
    """
    del progress
    open_ones = store.questions(archive.testimony)
    by_id = {q.id: q for q in open_ones}
    asked = by_id[only_one(by_id, request.question)]
    same = [q for q in open_ones if _key(q) == _key(asked)]
    term = _term(archive, asked, request.answer)
    with archive.transaction("answer", question=asked.id, settled=len(same)):
        for question in same:
            store.answer_question(archive.testimony, question.id, request.answer)
            if term is not None:
                _tell(archive, question, term, request.by)
    return len(same)


def _term(archive: Archive, question: Question, word: str) -> TermValue | None:
    if word == NO_TERM:
        return None
    vocabulary = _parts(question)[2]
    pack = load(str(store.setting(archive.testimony, "pack", "north_korea")))
    known = sorted(t.id for t in pack.vocabulary(vocabulary))
    if word not in known:
        raise WrongUsage("term_unknown", term=word[:64], known=", ".join(known))
    return TermValue(vocabulary, word)


def _tell(archive: Archive, question: Question, term: TermValue, by: str) -> None:
    """The answer as an assertion on the cell, about the row's own person or event (a new one where it had none)."""
    cell, (kind, property_, _) = _cell(archive, question), _parts(question)
    if cell is None:
        return
    type_ = EntityType(kind)
    here = next(store.entities(archive.testimony, account=question.about, type_=type_), None)
    entity = here or Entity(new_id(), type_, question.about)
    told = Assertion(
        new_id(), cell.id, question.about, entity.id, type_, property_, term, question.text,
        basis=Basis.DOCUMENT, coder=by, safety=cell.safety, accepted=True,
    )  # fmt: skip
    store.add_extraction(archive.testimony, question.about, [], [] if here else [entity], [told])


def answers(archive: Archive) -> dict[tuple[str, str], str]:
    """What was answered so far: (vocabulary, words as said, case folded) to the term, or to 'none'."""
    told = store.questions(archive.testimony, only_open=False)
    return {(_parts(q)[2], q.text.strip().casefold()): q.answer for q in told if q.answer}
