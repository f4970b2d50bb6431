"""Match decisions replayed into one canonical id for each entity; 'different' holds through the transitive closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from doltap.model import Decision, Entity, EntityType, MatchDecision


@dataclass(frozen=True, slots=True)
class Conflict:
    """A 'same' that was not carried out because somebody decided 'different' for two entities it would join."""

    decision: str
    against: str


def canonical(
    entities: Iterable[Entity], decisions: Iterable[MatchDecision]
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """The canonical id of each entity, and the 'same' decisions that a 'different' forbade.

    Places, bodies and events with the same pack id are one, and so are persons that the pack itself tells of. All else
    is one only by decision: the last decision on a pair counts (undo), replayed in order of time. Entities under no
    decision stand for themselves.
    """
    known = list(entities)
    parent = {e.id: e.id for e in known}
    last = {_pair(d): d for d in sorted(decisions, key=lambda d: (d.when, d.id))}
    forbidden = {pair: d.id for pair, d in last.items() if d.decision is Decision.DIFFERENT}
    members: dict[str, set[str]] = defaultdict(set)
    for entity in known:
        members[entity.id].add(entity.id)
    _join_pack_ids(known, parent, members)
    conflicts = [
        c for d in last.values() if d.decision is Decision.SAME and (c := _join(d, parent, members, forbidden))
    ]
    return {e.id: _root(e.id, parent) for e in known}, tuple(conflicts)


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
