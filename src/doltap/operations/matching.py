"""Who is who: the pairs worth a decision, and the decisions people take and take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Audience, Decision, Entity, MatchDecision, OriginLink, Progress, new_id, quiet
from doltap.operations.archive import Archive
from doltap.operations.matching_events import event_proposals
from doltap.operations.view import View, view_of
from doltap.operations.views import Labels
from doltap.resolve import Profile, Proposal, has_two_keys, profiles, propose

SHORT = 6
"""How many digits of an id are enough to name it, at the least."""


@dataclass(frozen=True, slots=True)
class WhoRequest:
    """How many pairs at the most, most instructive first; `unsure` also asks again what people left open."""

    limit: int = 20
    language: str = "en"
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal with both sides as they are told, who tells them, and what each is called.

    `guarded`: one of them is a teller or kin, who are linked as the same teller or joined by two people only. `waits`:
    one person has said that they are the same, a second one has to.
    """

    proposal: Proposal
    left: Profile
    right: Profile
    tellers: tuple[str, str]
    labels: tuple[str, str] = ("", "")
    guarded: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class DecideRequest:
    """What a person decided about two entities (their ids, or the first digits of them), and why.

    Two tellers called the same are linked as one origin and stay two persons; `merge` makes them one person once a
    second person says so too.
    """

    left: str
    right: str
    decision: Decision
    by: str
    why: str = ""
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What was recorded. `link`: an origin link was, and no match; `waits`: it holds once a second person agrees."""

    id: str
    left: str
    right: str
    decision: Decision
    link: bool = False
    waits: bool = False


def who(archive: Archive, request: WhoRequest, *, progress: Progress = quiet) -> list[Pair]:
    """The open pairs of the office's view, the most instructive first; pairs somebody decided are not asked again.

    A pair is the more instructive, the less sure the machine is and the more is told of the two. Passages that tell of
    protected people, and sealed accounts, are in no view, so neither is in a pair.
    """
    del progress
    view = view_of(archive, Audience.OFFICE)
    desk = _Desk(view, store.match_decisions(archive.testimony), request.unsure)
    known = {p.entity: p for p in profiles(view.entities.values(), view.assertions.values())}
    parents = {p.id: p.parent for p in view.pack.gazetteer.places}
    found = [*propose(known.values(), parents), *event_proposals(view)]
    last = {frozenset((k.left, k.right)): k.decision for k in store.origin_links(archive.testimony)}
    linked = {accounts for accounts, decision in last.items() if decision is not Decision.UNSURE}
    open_ones = [p for p in found if desk.is_open(p) and not _is_linked(p, view, linked)]
    open_ones.sort(key=lambda p: (-_worth(p, known), p.left, p.right))
    labels = Labels(view, request.language)
    return [_pair(p, known, view, labels, desk) for p in open_ones[: request.limit]]


def _worth(proposal: Proposal, known: Mapping[str, Profile]) -> float:
    told = len(known[proposal.left].attributes) + len(known[proposal.right].attributes)
    return proposal.score * (1 - proposal.score) * (1 + told)


class _Desk:
    """What people have decided so far, by pair."""

    def __init__(self, view: View, decisions: Sequence[MatchDecision], unsure: bool) -> None:
        self.view, self.decisions = view, decisions
        last = {frozenset((d.left, d.right)): d for d in decisions}
        self.last = {pair: d for pair, d in last.items() if not (unsure and d.decision is Decision.UNSURE)}
        self.kin = {a.entity for a in view.assertions.values() if a.property == "kin"}

    def guarded(self, proposal: Proposal) -> bool:
        """Whether one of the two is a teller or kin of one."""
        return any(self.view.entities[e].narrator or e in self.kin for e in (proposal.left, proposal.right))

    def waits(self, proposal: Proposal) -> bool:
        """Whether one person said 'same' where two have to."""
        last = self.last.get(frozenset((proposal.left, proposal.right)))
        same = last is not None and last.decision is Decision.SAME
        return same and self.guarded(proposal) and not has_two_keys(self.decisions, (proposal.left, proposal.right))

    def is_open(self, proposal: Proposal) -> bool:
        """Whether a person still has to answer."""
        canonical, entities = self.view.canonical, self.view.entities
        one = canonical.get(proposal.left) == canonical.get(proposal.right)
        # Of two entities that the pack knows, the pack has said that they are two.
        settled = one or all(entities[e].pack_id for e in (proposal.left, proposal.right))
        decided = frozenset((proposal.left, proposal.right)) in self.last
        return not settled and (not decided or self.waits(proposal))


def _is_linked(proposal: Proposal, view: View, linked: set[frozenset[str]]) -> bool:
    """Whether somebody has said of two tellers whether they are one: a link of their accounts."""
    one, other = view.entities[proposal.left], view.entities[proposal.right]
    return one.narrator and other.narrator and frozenset((one.account, other.account)) in linked


def _pair(proposal: Proposal, known: Mapping[str, Profile], view: View, labels: Labels, desk: _Desk) -> Pair:
    left, right = known[proposal.left], known[proposal.right]
    tellers = view.teller_name(left.account), view.teller_name(right.account)
    called = tuple(labels.label(view.canonical.get(p.entity, p.entity)) for p in (left, right))
    return Pair(proposal, left, right, tellers, (called[0], called[1]), desk.guarded(proposal), desk.waits(proposal))


def decide(archive: Archive, request: DecideRequest, *, progress: Progress = quiet) -> Decided:
    """Record a decision on two entities; a later one answers it.

    Raises WrongUsage on an id that is not here, and where tellers or kin would be joined without a reason.
    """
    del progress
    entities = {e.id: e for e in store.entities(archive.testimony)}
    left, right = (entities[only_one(entities, id_)] for id_ in (request.left, request.right))
    if left.id == right.id:
        raise WrongUsage("same_entity_twice", id=request.left)
    if left.narrator and right.narrator and not request.merge and _concerns_origin(archive, left, right, request):
        return _link_tellers(archive, left, right, request)
    guarded = left.narrator or right.narrator or bool({left.id, right.id} & _kin(archive))
    if guarded and request.decision is Decision.SAME and not (request.merge and request.why.strip()):
        raise WrongUsage("joining_guarded")
    made = MatchDecision(new_id(), left.id, right.id, request.decision, request.by, store.now(), request.why)
    with archive.transaction("decide", decision=made.id, left=made.left, right=made.right, verdict=made.decision):
        store.add_match_decision(archive.testimony, made)
    joins = guarded and request.decision is Decision.SAME
    waits = joins and not has_two_keys(store.match_decisions(archive.testimony), (made.left, made.right))
    return Decided(made.id, made.left, made.right, made.decision, waits=waits)


def _kin(archive: Archive) -> set[str]:
    return {a.entity for a in store.assertions(archive.testimony) if a.property == "kin"}


def _concerns_origin(archive: Archive, left: Entity, right: Entity, request: DecideRequest) -> bool:
    """Two tellers called the same, or a link of their accounts answered by a later decision."""
    accounts = {left.account, right.account}
    known = any({k.left, k.right} == accounts for k in store.origin_links(archive.testimony))
    return request.decision is Decision.SAME or known


def _link_tellers(archive: Archive, left: Entity, right: Entity, request: DecideRequest) -> Decided:
    """The same teller: one origin behind two accounts, which is a count and no joined profile."""
    link = OriginLink(new_id(), left.account, right.account, request.decision, request.by, store.now(), request.why)
    with archive.transaction("same_teller", link=link.id, left=link.left, right=link.right, verdict=link.decision):
        store.add_origin_link(archive.testimony, link)
    return Decided(link.id, left.id, right.id, link.decision, link=True)


def only_one(ids: Iterable[str], id_: str) -> str:
    """The one of these ids that begins so. Raises WrongUsage when none or several do."""
    found = [i for i in ids if i.startswith(id_)] if len(id_) >= SHORT else []
    if len(found) > 1:
        raise WrongUsage("several_with_this_id", id=id_[:64], count=len(found))
    if not found:
        raise WrongUsage("nothing_with_this_id", id=id_[:64])
    return found[0]
