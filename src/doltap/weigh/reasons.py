"""Why a weighing says what it says: who counts once, what differs, and causes of a difference that blame nobody.

Causes are what UNHCR's 'Beyond Proof' (2013) and the EASO/EUAA guides on evidence ask to think of before doubting a
person: how age is counted, interpretation, years passed, what trauma does to memory, an editor's hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from math import isfinite

from doltap.model import (
    Assertion,
    Basis,
    Certainty,
    DateValue,
    Message,
    NumberValue,
    SafetyClass,
    TermValue,
    Value,
    WeighedValue,
)
from doltap.weigh.compare import Holds, Relation, both_ages, relate

AGES = frozenset({"birth_date", "age", "ages"})
HARD = frozenset(
    {"arrest", "detention", "forced_return", "execution", "killing", "death", "torture", "rape", "beating", "famine",
     "starvation", "forced_labour", "abduction", "trafficking", "forced_abortion"}
)  # fmt: skip
"""Kinds of event whose order and dates memory keeps badly, for reasons that say nothing against whoever tells."""

PAINFUL = frozenset({SafetyClass.SEXUAL_VIOLENCE, SafetyClass.CHILD, SafetyClass.HEALTH})
SILENT = frozenset({"not_listed", "not_noted"})
"""Terms that say only that a list leaves something out."""

POOL = "basis."
"""What the name of a pool of tellers begins with: people are pooled by how they know, never taken one by one."""

LONG_AGO = 10
CLOSE = 0.05
PAIRS = 50
"""How many pairs of differing values are looked at for causes; more differ than anybody reads."""


@dataclass(frozen=True, slots=True)
class Channel:
    """How an account came to us, never who told it: its language, whether an editor stood between, the year told."""

    language: str = ""
    edited: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The tellings that one weighing rests on, with what reasons need to know of them."""

    property: str
    by_id: Mapping[str, Assertion]
    origin: Mapping[str, str]
    channels: Mapping[str, Channel]
    renderings: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    unverified: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    bodies: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    copied: Mapping[str, str] = field(default_factory=dict)

    def origin_of(self, id_: str) -> str:
        """The origin of a telling, as it is told."""
        return self.origin.get(id_, self.by_id[id_].account)

    def channel(self, id_: str) -> Channel:
        """How a telling came to us."""
        return self.channels.get(self.by_id[id_].account, Channel())


def reasons(values: Sequence[WeighedValue], told: Told, holds: Holds, *, contrary: bool) -> Iterator[Message]:
    """What a reader must know beside the status; `contrary` where the values cannot all be right."""
    yield from _counting(values, told, holds)
    yield from _voices(values, told)
    if contrary:
        yield from causes(values, told)


def _counting(values: Sequence[WeighedValue], told: Told, holds: Holds) -> Iterator[Message]:
    for value in values:
        if len(value.for_) > len(value.origins):
            copies = len(value.for_) - len(value.origins)
            yield Message.of("weigh.counted_once", tellings=len(value.for_), origins=len(value.origins), copies=copies)
    if any(_found_copies(value, told) for value in values):
        yield Message.of("weigh.shared_errors")
    general = sum(_only_wider(value, told, holds) for value in values)
    if general:
        yield Message.of("weigh.more_general", tellings=general)


def _found_copies(value: WeighedValue, told: Told) -> bool:
    """Whether two origins of a value count as one because they share what nobody else tells."""
    raw = {told.origin_of(i) for i in value.for_}
    return len(raw) > len({told.copied.get(o, o) for o in raw})


def _only_wider(value: WeighedValue, told: Told, holds: Holds) -> int:
    """How many tellings of a value are more general than it: they agree and say less."""
    tellings = (told.by_id[i].value for i in value.for_)
    return sum(relate(value.value, one, holds) is Relation.WIDER for one in tellings)


def _voices(values: Sequence[WeighedValue], told: Told) -> Iterator[Message]:
    ids = told.by_id.keys()
    if not told.parties.isdisjoint(ids):
        yield Message.of("weigh.party_position")
    if any(a.certainty is Certainty.HEARD or a.basis is Basis.HEARD_FROM for a in told.by_id.values()):
        yield Message.of("weigh.some_heard")
    if not told.unverified.isdisjoint(ids):
        yield Message.of("weigh.some_unverified")
    if any(_takes_back(v, told) for v in values):
        yield Message.of("weigh.retracted")
    if told.kinds & HARD and any(v.for_ and told.voices.issuperset(v.for_) for v in values):
        yield Message.of("weigh.party_alone")


def _takes_back(value: WeighedValue, told: Told) -> bool:
    """Whether an origin that tells a value denies it elsewhere: both stand, the later one replaces nothing."""
    denied = {told.origin_of(i) for i in value.against if told.by_id[i].certainty is Certainty.DENIED}
    return not denied.isdisjoint(value.origins)


def denied_by_others(value: WeighedValue, told: Told) -> bool:
    """Whether an origin other than those that tell a value denies it."""
    denied = (i for i in value.against if told.by_id[i].certainty is Certainty.DENIED)
    return any(told.origin_of(i) not in value.origins for i in denied)


def causes(values: Sequence[WeighedValue], told: Told) -> Iterator[Message]:
    """Neutral causes that could explain why these values differ; none of them says who is right."""
    pairs = list(islice(combinations([v for v in values if v.for_], 2), PAIRS))
    found: dict[str, Message] = {}
    for left, right in pairs:
        for cause in (*_of_values(left.value, right.value, told.property), *_of_tellings(left, right, told)):
            found.setdefault(cause.code, cause)
    yield from found.values()
    yield from _of_one_origin(values, told)
    yield from _of_memory(values, told)


def _of_values(left: Value, right: Value, prop: str) -> Iterator[Message]:
    match left, right:
        case NumberValue(), NumberValue():
            yield from _of_numbers(left, right, prop)
        case DateValue(), DateValue() if prop in AGES and _years_between(left, right) <= 2:
            yield Message.of("weigh.cause_age_system")
        case TermValue(_, a), TermValue(_, b) if a in SILENT or b in SILENT:
            yield Message.of("weigh.silence_is_no_denial")


def _of_numbers(left: NumberValue, right: NumberValue, prop: str) -> Iterator[Message]:
    if both_ages(left.unit, right.unit) or (prop in AGES and _apart(left, right) <= 2):
        yield Message.of("weigh.cause_age_system")
        return
    if left.unit and right.unit and left.unit != right.unit:
        return
    least, most = (left, right) if left.high is None else (right, left)
    if least.high is None and most.low is None and least.low is not None and most.high is not None:
        if least.low <= most.high:
            yield Message.of("weigh.both_can_hold", low=_number(least.low), high=_number(most.high))
    elif isfinite(_apart(left, right)) and 0 < _apart(left, right) <= CLOSE * max(
        abs(left.low or 0), abs(right.low or 0)
    ):
        share = 100 * _apart(left, right) / max(abs(left.low or 0), abs(right.low or 0))
        yield Message.of(
            "weigh.cause_revision",
            difference=_number(_apart(left, right)),
            percent=f"{share:.1f}" if share >= 0.05 else "<0.1",
        )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _apart(left: NumberValue, right: NumberValue) -> float:
    """The gap between two numbers; 0 where they overlap or a side is open."""
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return 0.0
    return max(right.low - left.high, left.low - right.high, 0.0)


def _years_between(left: DateValue, right: DateValue) -> float:
    if left.earliest is None or left.latest is None or right.earliest is None or right.latest is None:
        return 0.0
    return max((right.earliest - left.latest).days, (left.earliest - right.latest).days, 0) / 365.2425


def _of_tellings(left: WeighedValue, right: WeighedValue, told: Told) -> Iterator[Message]:
    sides = [[told.channel(i) for i in v.for_] for v in (left, right)]
    spoken = [{c.language for c in side if c.language} for side in sides]
    rendered = not told.renderings.isdisjoint((*left.for_, *right.for_))
    if rendered or (spoken[0] and spoken[1] and spoken[0].isdisjoint(spoken[1])):
        yield Message.of("weigh.cause_language")
    through = [any(_edited(i, told) for i in v.for_) for v in (left, right)]
    if any(through) and not all(through):
        yield Message.of("weigh.cause_editor")


def _edited(id_: str, told: Told) -> bool:
    """Whether somebody stood between the words and us: an outlet, or one account citing another."""
    return told.channel(id_).edited


def _of_one_origin(values: Sequence[WeighedValue], told: Told) -> Iterator[Message]:
    """One origin behind several of the values, whether it corrected itself or counts two things."""
    tells: dict[str, set[int]] = defaultdict(set)
    accounts: dict[str, set[str]] = defaultdict(set)
    for n, value in enumerate(values):
        for id_ in value.for_:
            tells[told.origin_of(id_)].add(n)
            accounts[told.origin_of(id_)].add(told.by_id[id_].account)
    both = [o for o, n in tells.items() if len(n) > 1]
    if both:
        again = any(len(accounts[o]) > 1 for o in both)
        yield Message.of("weigh.same_origin_again" if again else "weigh.same_origin_differs", origins=len(both))
    elif _one_body(values, told):
        yield Message.of("weigh.same_body_differs")


def _one_body(values: Sequence[WeighedValue], told: Told) -> bool:
    """Whether one body tells two of the values in documents of its own; pooled tellers are no body."""
    bodies = [{told.bodies.get(i, "") for i in v.for_} - {""} for v in values if v.for_]
    return any(not b.startswith(POOL) for a, c in combinations(bodies, 2) for b in a & c)


def _of_memory(values: Sequence[WeighedValue], told: Told) -> Iterator[Message]:
    """Years passed, and what trauma does to dates and order: only of what people tell, never of documents."""
    people = [i for v in values for i in v.for_ if told.by_id[i].basis is not Basis.DOCUMENT]
    years = [y for i in people if (y := _years_since(told.by_id[i].value, told.channel(i).year)) is not None]
    if max(years, default=0) >= LONG_AGO:
        yield Message.of("weigh.cause_years", years=max(years))
    if people and (told.kinds & HARD or any(told.by_id[i].safety & PAINFUL for i in people)):
        yield Message.of("weigh.cause_trauma")


def _years_since(value: Value, year: int | None) -> int | None:
    if year is None or not isinstance(value, DateValue) or value.latest is None:
        return None
    return year - value.latest.year
