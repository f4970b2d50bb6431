"""Assertions of one property of one entity brought together: each value, who tells it independently, and a status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from doltap.model import Assertion, Certainty, Message, SafetyClass, Status, WeighedValue, Weighing
from doltap.weigh.compare import Holds, Relation, no_hierarchy, relate, specificity

MANY_VALUED = frozenset(
    {
        "name",
        "alias",
        "title",
        "occupation",
        "membership",
        "nationality",
        "kin",
        "held_at",
        "lived_at",
        "said",
        "actor",
        "victim",
        "participant",
        "offers",
        "party_to",
        "arrived_at",
        "mention",
    }
)
"""Properties that can have several values at once, so that a second value is no contradiction."""

DENIES = frozenset({Certainty.DENIED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What weighing needs beside the assertions: canonical entity ids, origins, the place hierarchy, party voices.

    `parties` are the assertion ids that a party to the matter tells (state media on its own state): what such a voice
    denies is its position and never counter-evidence. `unverified` are the ids whose source nobody has checked yet.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    holds: Holds = no_hierarchy
    parties: frozenset[str] = frozenset()
    unverified: frozenset[str] = frozenset()


def weigh(assertions: Iterable[Assertion], facts: Facts) -> Iterator[Weighing]:
    """A weighing for each property of each entity, in order of first telling.

    Operational passages are left out before anything is joined. Copies never add an origin; order does not matter to
    the result of any one weighing.
    """
    groups: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if SafetyClass.OPERATIONAL not in assertion.safety:
            groups[facts.canonical.get(assertion.entity, assertion.entity), assertion.property].append(assertion)
    for (entity, prop), group in groups.items():
        yield _weigh_one(entity, prop, group, facts)


def _weigh_one(entity: str, prop: str, group: list[Assertion], facts: Facts) -> Weighing:
    told = [a for a in group if a.certainty not in DENIES]
    denied = [a for a in group if a.certainty in DENIES]
    values = tuple(_ordered(_values(prop, told, denied, facts)))
    status, reasons = _status(prop, values, group, facts)
    return Weighing(entity, prop, values, status, reasons)


def _values(prop: str, told: list[Assertion], denied: list[Assertion], facts: Facts) -> Iterator[WeighedValue]:
    """One value for each group of compatible assertions, the narrowest supported value speaking for its group."""
    leaders: list[Assertion] = []
    for assertion in sorted(told, key=lambda a: (-specificity(a.value), a.value_text, a.id)):
        if not any(_compatible(leader, assertion, facts) for leader in leaders):
            leaders.append(assertion)
    for leader in leaders or denied[:1]:
        backers = [a for a in told if _compatible(leader, a, facts)]
        contrary = [] if prop in MANY_VALUED else [a for a in told if not _compatible(leader, a, facts)]
        contrary += [a for a in denied if _compatible(leader, a, facts) and a.id not in facts.parties]
        yield WeighedValue(
            leader.value,
            tuple(sorted(a.id for a in backers)),
            tuple(sorted(a.id for a in contrary)),
            tuple(sorted({facts.origin.get(a.id, a.account) for a in backers})),
        )


def _compatible(leader: Assertion, other: Assertion, facts: Facts) -> bool:
    return relate(leader.value, other.value, facts.holds) is not Relation.CONTRARY


def _ordered(values: Iterator[WeighedValue]) -> list[WeighedValue]:
    return sorted(values, key=lambda v: (-len(v.origins), -len(v.for_), -specificity(v.value)))


def _status(
    prop: str, values: tuple[WeighedValue, ...], group: list[Assertion], facts: Facts
) -> tuple[Status, tuple[Message, ...]]:
    best = values[0]
    reasons = list(_reasons(values, group, facts))
    if not best.for_:
        return _only_denied(best, reasons, facts)
    if any(v.against for v in values) and prop not in MANY_VALUED:
        return Status.TELLERS_DIFFER, (Message.of("weigh.tellers_differ", values=len(values)), *reasons)
    if any(v.against for v in values):
        return Status.TELLERS_DIFFER, (Message.of("weigh.denied_by_another"), *reasons)
    if len(best.origins) > 1:
        return Status.CORROBORATED, (Message.of("weigh.independent_origins", origins=len(best.origins)), *reasons)
    return Status.ONE_TELLER, (Message.of("weigh.one_origin"), *reasons)


def _only_denied(value: WeighedValue, reasons: list[Message], facts: Facts) -> tuple[Status, tuple[Message, ...]]:
    """Nobody says that it was so; the status then counts who says that it was not."""
    origins = {facts.origin.get(a, a) for a in value.against}
    status = Status.CORROBORATED if len(origins) > 1 else Status.ONE_TELLER
    return status, (Message.of("weigh.only_denied", origins=len(origins)), *reasons)


def _reasons(values: tuple[WeighedValue, ...], group: list[Assertion], facts: Facts) -> Iterator[Message]:
    for value in values:
        if len(value.for_) > len(value.origins):
            copies = len(value.for_) - len(value.origins)
            yield Message.of("weigh.counted_once", tellings=len(value.for_), origins=len(value.origins), copies=copies)
    if any(a.id in facts.parties for a in group):
        yield Message.of("weigh.party_position")
    if any(a.certainty is Certainty.HEARD for a in group):
        yield Message.of("weigh.some_heard")
    if any(a.id in facts.unverified for a in group):
        yield Message.of("weigh.some_unverified")
