"""Who is who: the pairs worth a decision, and the decisions people take and take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Audience, Decision, MatchDecision, Progress, new_id, quiet
from doltap.operations.archive import Archive
from doltap.operations.view import View, view_of
from doltap.resolve import Profile, Proposal, profiles, propose


@dataclass(frozen=True, slots=True)
class WhoRequest:
    """How many proposals at the most, best evidence first."""

    limit: int = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal with both sides as they are told, and who tells them."""

    proposal: Proposal
    left: Profile
    right: Profile
    tellers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DecideRequest:
    """What a person decided about two entities, and why."""

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
    open_ones = [p for p in propose(known.values()) if _open(p, view, decided)]
    return [_pair(p, known, view) for p in open_ones[: request.limit]]


def _open(proposal: Proposal, view: View, decided: set[frozenset[str]]) -> bool:
    one = view.canonical.get(proposal.left) == view.canonical.get(proposal.right)
    return not one and frozenset((proposal.left, proposal.right)) not in decided


def _pair(proposal: Proposal, known: Mapping[str, Profile], view: View) -> Pair:
    left, right = known[proposal.left], known[proposal.right]
    return Pair(proposal, left, right, (view.teller_name(left.account), view.teller_name(right.account)))


def decide(archive: Archive, request: DecideRequest, *, progress: Progress = quiet) -> MatchDecision:
    """Record a decision on two entities; a later one answers it. Raises WrongUsage on an id that is not here."""
    del progress
    here = {e.id for e in store.entities(archive.testimony, ids=(request.left, request.right))}
    for id_ in (request.left, request.right):
        if id_ not in here:
            raise WrongUsage("nothing_with_this_id", id=id_[:64])
    if request.left == request.right:
        raise WrongUsage("same_entity_twice", id=request.left)
    made = MatchDecision(new_id(), request.left, request.right, request.decision, request.by, store.now(), request.why)
    with archive.transaction("decide", decision=made.id, left=made.left, right=made.right, verdict=made.decision):
        store.add_match_decision(archive.testimony, made)
    return made
