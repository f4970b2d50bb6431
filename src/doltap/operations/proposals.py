"""What the machine read and a person accepts or rejects: the waiting proposals, and the decisions on them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Assertion, AssertionDecision, Audience, Passage, Progress, Value, Verdict, new_id, quiet
from doltap.operations.agreeing import by_person, in_difference, must_adjudicate
from doltap.operations.archive import Archive
from doltap.operations.matching import only_one
from doltap.operations.understanding import understood
from doltap.operations.view import PACK, View, view_of
from doltap.operations.views import Labels
from doltap.packs import load
from doltap.safety import may_leave


@dataclass(frozen=True, slots=True)
class ProposalsRequest:
    """Which proposals: of one account (its id or first digits; empty: all), of some properties, how many at most.

    `blind` is the person who codes blind: what the machine read and this person has not decided on, as it was read,
    whatever others decided, corrected or coded.
    """

    account: str = ""
    properties: frozenset[str] = frozenset()
    limit: int = 50
    language: str = "en"
    blind: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal with its exact words, what it is about and its value in words, and who tells it.

    `differ`: coders read it differently, and it waits for an adjudicator; never said to somebody who codes blind.
    """

    assertion: Assertion
    passage: Passage
    label: str
    value: str
    teller: str
    differ: bool = False


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """Proposals (their ids, or the first digits of them) that a person accepts, rejects or corrects, and why.

    `value` is what the words say instead, as typed; only for a correction, and then of one proposal. `adjudicates`:
    coders differ, and this is the decision of somebody else, with a reason.
    """

    assertions: tuple[str, ...]
    verdict: Verdict
    by: str
    why: str = ""
    value: str = ""
    adjudicates: bool = False


def proposals(archive: Archive, request: ProposalsRequest, *, progress: Progress = quiet) -> list[Proposed]:
    """The proposals of the office's view that nobody has decided on, in the order they were read."""
    del progress
    view = view_of(archive, Audience.OFFICE)
    if request.blind:
        view = _unseen(archive, view, request.blind)
    differ = frozenset() if request.blind else in_difference(archive)
    waiting = [a for a in view.assertions.values() if _wanted(a, request)]
    passages = view.passages_by_id({a.passage for a in waiting})
    return list(islice(_proposed(view, waiting, passages, request.language, differ), request.limit))


def _unseen(archive: Archive, view: View, by: str) -> View:
    """The view before any person's word: what machines read, as they read it, without what `by` has decided on."""
    done = {d.assertion for d in store.assertion_decisions(archive.testimony) if d.by == by}
    read = [a for a in store.assertions(archive.testimony, as_read=True) if a.account in view.accounts]
    machine = {a.id: a for a in read if not by_person(a) and a.id not in done}
    # Who is who is a person's word too, so nobody is called by what another account says.
    return replace(view, assertions=machine, canonical={})


def _wanted(assertion: Assertion, request: ProposalsRequest) -> bool:
    here = assertion.account.startswith(request.account)
    return not assertion.accepted and here and (not request.properties or assertion.property in request.properties)


def _proposed(
    view: View,
    waiting: list[Assertion],
    passages: Mapping[str, Passage],
    language: str,
    differ: Container[str],
) -> Iterator[Proposed]:
    labels = Labels(view, language)
    for one in waiting:
        passage = passages.get(one.passage)
        if passage is not None and may_leave(passage.safety):
            label = labels.label(view.canonical.get(one.entity, one.entity))
            yield Proposed(
                one, passage, label, labels.words(one.value), view.teller_name(one.account), one.id in differ
            )


def judge(archive: Archive, request: JudgeRequest, *, progress: Progress = quiet) -> tuple[AssertionDecision, ...]:
    """Record one verdict on each named assertion, all or none; a later one of the same person answers it.

    Two persons who differ wait for a third who adjudicates. Only what the office may see can be named. Raises
    WrongUsage on an id that is not here or names several, where there is nothing to adjudicate, no reason for it, or a
    coder adjudicates.
    """
    del progress
    told = _meant(archive, request.assertions)
    corrected = _corrected(archive, told, request)
    if request.adjudicates:
        must_adjudicate(archive, told, request.by, request.why)
    book = load(str(store.setting(archive.testimony, "pack", PACK))).codebook_version
    by, why, when, settles = request.by, request.why, store.now(), request.adjudicates
    made = tuple(AssertionDecision(new_id(), i, request.verdict, by, when, why, corrected, book, settles) for i in told)
    with archive.transaction("judge", verdict=request.verdict.value, decisions=len(made)):
        for decision in made:
            store.add_assertion_decision(archive.testimony, decision)
    return made


def _corrected(archive: Archive, told: Mapping[str, Assertion], request: JudgeRequest) -> Value | None:
    """What a correction says instead, of the same kind as what was read. Raises WrongUsage where it cannot be."""
    if request.verdict is not Verdict.CORRECT:
        return None
    if len(told) != 1:
        raise WrongUsage("correct_one_at_a_time")
    (said,) = told.values()
    return understood(request.value, said.value, load(str(store.setting(archive.testimony, "pack", PACK))))


def _meant(archive: Archive, named: tuple[str, ...]) -> dict[str, Assertion]:
    """The assertions that are named, by id, each once."""
    allowed = view_of(archive, Audience.OFFICE).accounts
    told = store.assertions(archive.testimony, include_rejected=True)
    known = {a.id: a for a in told if a.account in allowed and may_leave(a.safety)}
    return {i: known[i] for i in dict.fromkeys(only_one(known, id_) for id_ in named)}
