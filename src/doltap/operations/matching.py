"""Who is who: the pairs worth a decision, and the decisions people take and take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Audience, Decision, MatchDecision, Progress, new_id, quiet
from doltap.operations.archive import Archive
from doltap.operations.matching_events import event_proposals
from doltap.operations.view import View, view_of
from doltap.operations.views import Labels
from doltap.resolve import Profile, Proposal, profiles, propose

SHORT = 6
"""How many digits of an id are enough to name it, at the least."""


@dataclass(frozen=True, slots=True)
class WhoRequest:
    """How many proposals at the most, best evidence first; labels in a language."""

    limit: int = 20
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal with both sides as they are told, who tells them, and what each is called."""

    proposal: Proposal
    left: Profile
    right: Profile
    tellers: tuple[str, str]
    labels: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class DecideRequest:
    """What a person decided about two entities (their ids, or the first digits of them), and why."""

    left: str
    right: str
    decision: Decision
    by: str
    why: str = ""


def who(archive: Archive, request: WhoRequest, *, progress: Progress = quiet) -> list[Pair]:
    """The open pairs of the office's view; pairs somebody decided are not asked again."""
    del progress
    view = view_of(archive, Audience.OFFICE)
    decided = {frozenset((d.left, d.right)) for d in store.match_decisions(archive.testimony)}
    known = {p.entity: p for p in profiles(view.entities.values(), view.assertions.values())}
    found = sorted([*propose(known.values()), *event_proposals(view)], key=lambda p: (-p.score, p.left, p.right))
    open_ones = [p for p in found if _open(p, view, decided)]
    labels = Labels(view, request.language)
    return [_pair(p, known, view, labels) for p in open_ones[: request.limit]]


def _open(proposal: Proposal, view: View, decided: set[frozenset[str]]) -> bool:
    one = view.canonical.get(proposal.left) == view.canonical.get(proposal.right)
    # Of two entities that the pack knows, the pack has said that they are two.
    settled = one or all(view.entities[e].pack_id for e in (proposal.left, proposal.right))
    return not settled and frozenset((proposal.left, proposal.right)) not in decided


def _pair(proposal: Proposal, known: Mapping[str, Profile], view: View, labels: Labels) -> Pair:
    left, right = known[proposal.left], known[proposal.right]
    tellers = view.teller_name(left.account), view.teller_name(right.account)
    called = tuple(labels.label(view.canonical.get(p.entity, p.entity)) for p in (left, right))
    return Pair(proposal, left, right, tellers, (called[0], called[1]))


def decide(archive: Archive, request: DecideRequest, *, progress: Progress = quiet) -> MatchDecision:
    """Record a decision on two entities; a later one answers it. Raises WrongUsage on an id that is not here."""
    del progress
    left, right = (_whole_id(archive, id_) for id_ in (request.left, request.right))
    if left == right:
        raise WrongUsage("same_entity_twice", id=request.left)
    made = MatchDecision(new_id(), left, right, request.decision, request.by, store.now(), request.why)
    with archive.transaction("decide", decision=made.id, left=made.left, right=made.right, verdict=made.decision):
        store.add_match_decision(archive.testimony, made)
    return made


def _whole_id(archive: Archive, id_: str) -> str:
    return only_one((e.id for e in store.entities(archive.testimony)), id_)


def only_one(ids: Iterable[str], id_: str) -> str:
    """The one of these ids that begins so. Raises WrongUsage when none or several do."""
    found = [i for i in ids if i.startswith(id_)] if len(id_) >= SHORT else []
    if len(found) > 1:
        raise WrongUsage("several_with_this_id", id=id_[:64], count=len(found))
    if not found:
        raise WrongUsage("nothing_with_this_id", id=id_[:64])
    return found[0]
