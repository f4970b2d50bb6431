"""Assertions of one property of one entity brought together: each value, who tells it independently, and a status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from doltap.model import Assertion, Certainty, Message, SafetyClass, Status, TermValue, Value, WeighedValue, Weighing
from doltap.weigh.compare import Holds, Relation, no_hierarchy, plain, relate, specificity
from doltap.weigh.gather import gathered
from doltap.weigh.reasons import Channel, Told, denied_by_others, reasons

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
    `channels` say of each account how it came to us, `renderings` which assertions were read from a translation,
    `voices` which ones a party to any matter tells, `bodies` the body, outlet or pool behind each (`body_of`),
    `grades` the reliability (A-F) on the card of each body, and `confirmed` what a person confirmed from a document, by
    canonical entity and property. `copied` names the body that stands behind a body found to share its errors.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    holds: Holds = no_hierarchy
    parties: frozenset[str] = frozenset()
    unverified: frozenset[str] = frozenset()
    channels: Mapping[str, Channel] = field(default_factory=dict)
    renderings: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    bodies: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    copied: Mapping[str, str] = field(default_factory=dict)


def weigh(
    assertions: Iterable[Assertion], facts: Facts, only: Container[tuple[str, str]] | None = None
) -> Iterator[Weighing]:
    """A weighing for each property of each entity, in order of first telling; `only` these, where it is given.

    Operational passages are left out before anything is joined. Copies never add an origin; order does not matter to
    the result of any one weighing.
    """
    groups: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if SafetyClass.OPERATIONAL not in assertion.safety:
            groups[facts.canonical.get(assertion.entity, assertion.entity), assertion.property].append(assertion)
    for (entity, prop), group in groups.items():
        if only is None or (entity, prop) in only:
            yield _weigh_one(entity, prop, group, facts, _kinds(groups.get((entity, "kind"), [])))


def _kinds(told: Iterable[Assertion]) -> frozenset[str]:
    return frozenset(a.value.term for a in told if isinstance(a.value, TermValue))


def _weigh_one(entity: str, prop: str, group: list[Assertion], facts: Facts, kinds: frozenset[str]) -> Weighing:
    stated = [a for a in group if a.certainty not in DENIES]
    denied = [a for a in group if a.certainty in DENIES]
    said = _told(prop, stated, denied, facts)
    values = tuple(_ordered([*said, *_only_denied(said, denied, facts)]))
    known = facts.confirmed.get((entity, prop))
    told = _what_is_told(prop, group, facts, kinds)
    status, why = _status(values, told, known, facts)
    return Weighing(entity, prop, values, status, why)


def _what_is_told(prop: str, group: list[Assertion], facts: Facts, kinds: frozenset[str]) -> Told:
    by_id = {a.id: a for a in group}
    sides = facts.channels, facts.renderings, facts.parties, facts.unverified, facts.voices, facts.bodies
    return Told(prop, by_id, facts.origin, *sides, kinds, facts.copied)


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
    told = (facts.origin.get(a.id, a.account) for a in backers if a.cites or a.account not in citing)
    return {facts.copied.get(origin, origin) for origin in told}


def _denies(denied: Value, told: Value, facts: Facts) -> bool:
    """Whether 'not `denied`' contradicts `told`: only where all that `told` can mean is denied."""
    return relate(told, denied, facts.holds) in {Relation.SAME, Relation.WIDER}


def _ordered(values: Iterable[WeighedValue]) -> list[WeighedValue]:
    # By origins and never by tellings: an exact copy of an account changes nothing.
    return sorted(values, key=lambda v: (-len(v.origins), not v.for_, -specificity(v.value), plain(v.value)))


def _status(
    values: tuple[WeighedValue, ...], told: Told, known: Value | None, facts: Facts
) -> tuple[Status, tuple[Message, ...]]:
    """The status word with its reasons: it follows from origins and evidence, never from a number."""
    said = [v for v in values if v.for_]
    contrary = len(said) > 1 and told.property not in MANY_VALUED
    more = list(reasons(said, told, facts.holds, contrary=contrary))
    if not said:
        return _nobody_tells(values, more, facts)
    if known is not None:
        return _beside_the_record(said, known, more, facts.holds)
    if any(v.against for v in said):
        return Status.TELLERS_DIFFER, (*_how_they_differ(said, told, contrary=contrary), *more)
    if len(said[0].origins) > 1:
        return Status.CORROBORATED, (Message.of("weigh.independent_origins", origins=len(said[0].origins)), *more)
    return Status.ONE_TELLER, (Message.of("weigh.one_origin"), *more)


def _how_they_differ(said: list[WeighedValue], told: Told, *, contrary: bool) -> Iterator[Message]:
    if contrary:
        yield Message.of("weigh.tellers_differ", values=len(said))
    if not contrary and any(denied_by_others(v, told) for v in said):
        yield Message.of("weigh.denied_by_another")


def _beside_the_record(
    said: list[WeighedValue], known: Value, more: list[Message], holds: Holds
) -> tuple[Status, tuple[Message, ...]]:
    """What people tell beside what a person confirmed from a document: a record, and never the last word."""
    agrees = [relate(v.value, known, holds) is not Relation.CONTRARY for v in said]
    if not any(agrees):
        return Status.AGAINST_RECORD, (Message.of("weigh.confirmed_otherwise"), *more)
    status = Status.CORROBORATED if all(agrees) else Status.TELLERS_DIFFER
    return status, (Message.of("weigh.confirmed"), *more)


def _nobody_tells(
    values: tuple[WeighedValue, ...], more: list[Message], facts: Facts
) -> tuple[Status, tuple[Message, ...]]:
    """Nobody says that it was so; the status then counts who says that it was not, a party to the matter left out."""
    origins = {facts.origin.get(a, a) for a in values[0].against if a not in facts.parties}
    status = Status.CORROBORATED if len(origins) > 1 else Status.ONE_TELLER
    return status, (Message.of("weigh.only_denied", origins=len(origins)), *more)
