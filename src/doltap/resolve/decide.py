"""Match decisions replayed into one canonical id for each entity; 'different' holds through the transitive closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from doltap.model import Decision, Entity, EntityType, MatchDecision


@dataclass(frozen=True, slots=True)
class Conflict:
    """A 'same' that was not carried out because somebody decided 'different' for two entities it would join."""

    decision: str
    against: str


def canonical(
    entities: Iterable[Entity], decisions: Iterable[MatchDecision], guarded: Collection[str] = frozenset()
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """The canonical id of each entity, and the 'same' decisions that a 'different' forbade.

    Places, bodies and events with the same pack id are one, and so are persons that the pack itself tells of. All else
    is one only by decision: the last decision on a pair counts (undo), replayed in order of time. A 'same' on a guarded
    entity (a teller, kin, a helper) counts once two different people have said so, each with a reason. Entities under
    no decision stand for themselves.
    """
    known, decisions = list(entities), list(decisions)
    parent = {e.id: e.id for e in known}
    last = {_pair(d): d for d in sorted(decisions, key=lambda d: d.when)}
    forbidden = {pair: d.id for pair, d in last.items() if d.decision is Decision.DIFFERENT}
    members: dict[str, set[str]] = defaultdict(set)
    for entity in known:
        members[entity.id].add(entity.id)
    _join_pack_ids(known, parent, members)
    guarded = {*guarded, *(e.id for e in known if e.narrator)}
    waiting = {p for p in last if guarded & set(p) and not has_two_keys(decisions, p)}
    carried = [d for p, d in last.items() if d.decision is Decision.SAME and p not in waiting]
    conflicts = [c for d in carried if (c := _join(d, parent, members, forbidden))]
    return {e.id: _root(e.id, parent) for e in known}, tuple(conflicts)


def has_two_keys(decisions: Iterable[MatchDecision], pair: tuple[str, str]) -> bool:
    """Whether two different people, each with a reason, called the pair the same since anybody last said otherwise."""
    keys: set[str] = set()
    for decision in sorted(decisions, key=lambda d: d.when):
        if _pair(decision) == (min(pair), max(pair)):
            keys = keys | {decision.by} if decision.decision is Decision.SAME and decision.why.strip() else set()
    return len(keys) > 1


def _pair(decision: MatchDecision) -> tuple[str, str]:
    return min(decision.left, decision.right), max(decision.left, decision.right)


def _root(entity: str, parent: dict[str, str]) -> str:
    while parent[entity] != entity:
        parent[entity] = parent[parent[entity]]
        entity = parent[entity]
    return entity


def _join_pack_ids(known: list[Entity], parent: dict[str, str], members: dict[str, set[str]]) -> None:
    first: dict[tuple[EntityType, str], str] = {}
    for entity in known:
        if entity.pack_id:
            leader = first.setdefault((entity.type, entity.pack_id), entity.id)
            _union(leader, entity.id, parent, members)


def _join(
    decision: MatchDecision, parent: dict[str, str], members: dict[str, set[str]], forbidden: dict[tuple[str, str], str]
) -> Conflict | None:
    if decision.left not in parent or decision.right not in parent:
        return None
    left, right = _root(decision.left, parent), _root(decision.right, parent)
    for (a, b), different in forbidden.items():
        if (a in members[left] and b in members[right]) or (b in members[left] and a in members[right]):
            return Conflict(decision.id, different)
    _union(left, right, parent, members)
    return None


def _union(left: str, right: str, parent: dict[str, str], members: dict[str, set[str]]) -> None:
    left, right = _root(left, parent), _root(right, parent)
    if left != right:
        keep, gone = min(left, right), max(left, right)
        parent[gone] = keep
        members[keep] |= members.pop(gone)
