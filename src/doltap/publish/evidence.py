"""Evidence gathered by origin, so that a copy is shown as a copy and never counted twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doltap.model import Status
from doltap.publish.views import EvidenceView, ValueView, WeighingView


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """One independent teller: the evidence shown for it, and the copies and retellings of it."""

    first: EvidenceView
    copies: tuple[EvidenceView, ...]


def by_origin(evidence: Sequence[EvidenceView]) -> tuple[OriginGroup, ...]:
    """The evidence in groups of one origin, in the order in which origins first appear.

    Evidence without an origin stands alone. The verified telling of a group is shown first.
    """
    groups: dict[str, list[EvidenceView]] = {}
    for i, item in enumerate(evidence):
        groups.setdefault(item.origin or f"\0{i}", []).append(item)
    ordered = (sorted(g, key=lambda e: not e.verified) for g in groups.values())
    return tuple(OriginGroup(g[0], tuple(g[1:])) for g in ordered)


def only_against(weighing: WeighingView, value: ValueView) -> tuple[EvidenceView, ...]:
    """What speaks against a value and for no other one: the tellings of the other values stand beside it already."""
    beside = {e.id for v in weighing.values for e in v.for_ if e.id}
    return tuple(e for e in value.against if e.id not in beside)


def only_proposed(weighing: WeighingView) -> bool:
    """Whether all that speaks for the values was read by a machine and accepted by nobody."""
    told = [e.proposed for v in weighing.values for e in v.for_]
    return bool(told) and all(told)


def count_statuses(weighings: Iterable[WeighingView]) -> tuple[tuple[Status, int], ...]:
    """How many weighings have each status, in the order of `Status`; statuses that nothing has are left out."""
    counts = Counter(w.status for w in weighings)
    return tuple((s, counts[s]) for s in Status if counts[s])


def by_topic(weighings: Iterable[WeighingView]) -> tuple[tuple[str, tuple[WeighingView, ...]], ...]:
    """The weighings by topic, topics in the order in which they first appear; 'other' comes last."""
    topics: dict[str, list[WeighingView]] = {}
    for w in weighings:
        topics.setdefault(w.topic, []).append(w)
    ordered = sorted(topics, key=lambda t: t == "other")
    return tuple((t, tuple(topics[t])) for t in ordered)


def by_entity(weighings: Iterable[WeighingView]) -> tuple[tuple[str, tuple[WeighingView, ...]], ...]:
    """The weighings by the entity they are about, as (its label, its weighings), in the order of first appearance."""
    entities: dict[str, list[WeighingView]] = {}
    for w in weighings:
        entities.setdefault(w.entity or w.entity_label, []).append(w)
    return tuple((group[0].entity_label, tuple(group)) for group in entities.values())


def safe_id(text: str) -> str:
    """The text as an id fit for a file name and an anchor: letters, digits, '-' and '_'; never empty."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-") or "x"


def safe_href(href: str) -> str:
    """The address if it is https, http or a plain path inside the site; empty for any other scheme."""
    cleaned = "".join(c for c in href.strip() if c.isprintable() and c not in "\\ <>\"'")
    if re.match(r"https?://[^/]", cleaned, re.IGNORECASE):
        return cleaned
    is_path = re.match(r"(?!//)[A-Za-z0-9_./#-]+(\?[^:]*)?$", cleaned)
    return cleaned if is_path and cleaned == href.strip() else ""
