"""Assertions of one property of one entity brought together: each value, who tells it independently, and a status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from doltap.model import Assertion, Certainty, Message, SafetyClass, Status, Value, WeighedValue, Weighing
from doltap.weigh.compare import Holds, Relation, no_hierarchy, plain, relate, specificity
from doltap.weigh.gather import gathered

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
MOST_AGAINST = 200
"""How many contrary tellings one value names; each of them stands with its own value all the same."""


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
    said = _told(prop, told, denied, facts)
    values = tuple(_ordered([*said, *_only_denied(said, denied, facts)]))
    status, reasons = _status(prop, values, group, facts)
    return Weighing(entity, prop, values, status, reasons)


def _told(prop: str, told: list[Assertion], denied: list[Assertion], facts: Facts) -> list[WeighedValue]:
    """One value for each group of compatible assertions, the narrowest supported value speaking for its group."""
    by_value, everyone = _by_value(told), sorted(told, key=lambda a: a.id)
    denials = _by_value([a for a in denied if a.id not in facts.parties])
    return [
        _weighed(leader, [a for value in under for a in by_value[value]], prop, everyone, denials, facts)
        for leader, under in gathered(by_value, facts.holds)
    ]


def _weighed(
    leader: Value,
    backers: list[Assertion],
    prop: str,
    everyone: list[Assertion],
    denials: Mapping[Value, list[Assertion]],
    facts: Facts,
) -> WeighedValue:
    contrary = [] if prop in MANY_VALUED else _others(everyone, {a.id for a in backers})
    contrary += [a for value, found in denials.items() if _denies(value, leader, facts) for a in found]
    return WeighedValue(
        leader,
        tuple(sorted(a.id for a in backers)),
        tuple(sorted(a.id for a in contrary)),
        tuple(sorted(_origins(backers, facts))),
    )


def _only_denied(told: list[WeighedValue], denied: list[Assertion], facts: Facts) -> Iterator[WeighedValue]:
    """The values that somebody denies and nobody tells, each with those who deny it; a party's word among them."""
    by_value = _by_value(denied)
    alone = [v for v in by_value if not any(_denies(v, leader.value, facts) for leader in told)]
    for leader, under in gathered(alone, facts.holds):
        yield WeighedValue(leader, (), tuple(sorted({a.id for value in under for a in by_value[value]})), ())


def _by_value(assertions: list[Assertion]) -> dict[Value, list[Assertion]]:
    found: dict[Value, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        found[assertion.value].append(assertion)
    return found


def _others(everyone: list[Assertion], backers: set[str]) -> list[Assertion]:
    """The first tellings that are not among the backers: all of them, unless there are more than anybody reads."""
    return list(islice((a for a in everyone if a.id not in backers), MOST_AGAINST))


def _origins(backers: list[Assertion], facts: Facts) -> set[str]:
    """The origins behind a value. Where an account cites somebody for it, its own voice rests on the one it cites."""
    citing = {a.account for a in backers if a.cites}
    return {facts.origin.get(a.id, a.account) for a in backers if a.cites or a.account not in citing}


def _denies(denied: Value, told: Value, facts: Facts) -> bool:
    """Whether 'not `denied`' contradicts `told`: only where all that `told` can mean is denied."""
    return relate(told, denied, facts.holds) in {Relation.SAME, Relation.WIDER}


def _ordered(values: Iterable[WeighedValue]) -> list[WeighedValue]:
    return sorted(values, key=lambda v: (-len(v.origins), -len(v.for_), -specificity(v.value), plain(v.value)))


def _status(
    prop: str, values: tuple[WeighedValue, ...], group: list[Assertion], facts: Facts
) -> tuple[Status, tuple[Message, ...]]:
    told = [v for v in values if v.for_]
    reasons = list(_reasons(told, group, facts))
    if not told:
        return _nobody_tells(values, reasons, facts)
    if any(v.against for v in told):
        differ = Message.of("weigh.tellers_differ", values=len(told))
        denied = prop in MANY_VALUED or len(told) == 1
        return Status.TELLERS_DIFFER, (Message.of("weigh.denied_by_another") if denied else differ, *reasons)
    if len(told[0].origins) > 1:
        return Status.CORROBORATED, (Message.of("weigh.independent_origins", origins=len(told[0].origins)), *reasons)
    return Status.ONE_TELLER, (Message.of("weigh.one_origin"), *reasons)


def _nobody_tells(
    values: tuple[WeighedValue, ...], reasons: list[Message], facts: Facts
) -> tuple[Status, tuple[Message, ...]]:
    """Nobody says that it was so; the status then counts who says that it was not, a party to the matter left out."""
    origins = {facts.origin.get(a, a) for a in values[0].against if a not in facts.parties}
    status = Status.CORROBORATED if len(origins) > 1 else Status.ONE_TELLER
    return status, (Message.of("weigh.only_denied", origins=len(origins)), *reasons)


def _reasons(values: Iterable[WeighedValue], group: list[Assertion], facts: Facts) -> Iterator[Message]:
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
