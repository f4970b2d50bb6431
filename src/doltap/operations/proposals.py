"""What the machine read and a person accepts or rejects: the waiting proposals, and the decisions on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Assertion, AssertionDecision, Audience, Passage, Progress, Value, Verdict, new_id, quiet
from doltap.operations.archive import Archive
from doltap.operations.matching import only_one
from doltap.operations.understanding import understood
from doltap.operations.view import PACK, View, view_of
from doltap.operations.views import Labels
from doltap.packs import load
from doltap.safety import may_leave


@dataclass(frozen=True, slots=True)
class ProposalsRequest:
    """Which proposals: of one account (its id or first digits; empty: all), of some properties, how many at most."""

    account: str = ""
    properties: frozenset[str] = frozenset()
    limit: int = 50
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal with its exact words, what it is about and its value in words, and who tells it."""

    assertion: Assertion
    passage: Passage
    label: str
    value: str
    teller: str


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """Proposals (their ids, or the first digits of them) that a person accepts, rejects or corrects, and why.

    `value` is what the words say instead, as typed; only for a correction, and then of one proposal.
    """

    assertions: tuple[str, ...]
    verdict: Verdict
    by: str
    why: str = ""
    value: str = ""


def proposals(archive: Archive, request: ProposalsRequest, *, progress: Progress = quiet) -> list[Proposed]:
    """The proposals of the office's view that nobody has decided on, in the order they were read."""
    del progress
    view = view_of(archive, Audience.OFFICE)
    waiting = [a for a in view.assertions.values() if _wanted(a, request)]
    passages = view.passages_by_id({a.passage for a in waiting})
    return list(islice(_proposed(view, waiting, passages, request.language), request.limit))


def _wanted(assertion: Assertion, request: ProposalsRequest) -> bool:
    here = assertion.account.startswith(request.account)
    return not assertion.accepted and here and (not request.properties or assertion.property in request.properties)


def _proposed(
    view: View, waiting: list[Assertion], passages: Mapping[str, Passage], language: str
) -> Iterator[Proposed]:
    labels = Labels(view, language)
    for one in waiting:
        passage = passages.get(one.passage)
        if passage is not None and may_leave(passage.safety):
            label = labels.label(view.canonical.get(one.entity, one.entity))
            yield Proposed(one, passage, label, labels.words(one.value), view.teller_name(one.account))


def judge(archive: Archive, request: JudgeRequest, *, progress: Progress = quiet) -> tuple[AssertionDecision, ...]:
    """Record one verdict on each named assertion, all or none; a later one answers it, so a rejection can be undone.

    Only what the office may see can be named. Raises WrongUsage on an id that is not here or names several.
    """
    del progress
    told = _meant(archive, request.assertions)
    corrected = _corrected(archive, told, request)
    made = tuple(
        AssertionDecision(new_id(), i, request.verdict, request.by, store.now(), request.why, corrected) for i in told
    )
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
