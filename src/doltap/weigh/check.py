"""Hold the assertions of one account against the record: which are told elsewhere, which differ, which nobody tells."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from doltap.model import (
    ANY_COUNTRY,
    Assertion,
    Certainty,
    DateValue,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    SafetyClass,
    Status,
    TextValue,
)
from doltap.model.kinds import same_family
from doltap.weigh.compare import Holds, Relation, no_hierarchy, relate
from doltap.weigh.frames import PEOPLE, Frame, Record, matches, near, text_of
from doltap.weigh.weighing import MANY_VALUED

UNCHECKED = frozenset({"mention", "alias", "title", "sex", "age"})
"""Properties that say nothing of their own to check: an age is checked as the birth years it means."""

A_YEAR = 366
"""Days from which on a count of an event is the total of a period."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One assertion of the checked account, its status, and the record's assertions for, against and near it."""

    assertion: Assertion
    status: Status
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """What an account is held against: the record, the origin of each of its assertions, the places, party voices."""

    record: Record
    origin: Mapping[str, str] = field(default_factory=dict)
    holds: Holds = no_hierarchy
    parties: frozenset[str] = frozenset()


def check(frames: Mapping[str, Frame], claims: Iterable[Assertion], against: Against) -> Iterator[Checked]:
    """The status of every checkable assertion of an account, in the order given.

    A question about operational detail is answered 'not checked' before the record is looked at. Assertions about
    somebody unnamed cannot be checked and are left out. What the record contradicts is 'against the record' only where
    it is certain that both speak of the same one; a name alone is never that certain.
    """
    found: dict[str, list[tuple[Frame, frozenset[str]]]] = {}
    named = {name for frame in frames.values() if frame.type is not EntityType.EVENT for name in frame.names}
    for claim in claims:
        if SafetyClass.OPERATIONAL in claim.safety:
            yield Checked(claim, Status.NOT_CHECKED)
        elif (
            claim.property not in UNCHECKED and (frame := frames.get(claim.entity)) and _checkable(frame, claim, named)
        ):
            if frame.entity not in found:
                found[frame.entity] = _same(frame, against)
            yield _checked(claim, frame, found[frame.entity], against)


def _same(frame: Frame, against: Against) -> list[tuple[Frame, frozenset[str]]]:
    """The record's frames of the one that `frame` is about; of 'any country', every place that the record knows."""
    if frame.pack_id != ANY_COUNTRY:
        return matches(frame, against.record, against.holds)
    places = (f for f in against.record.frames.values() if f.type is EntityType.PLACE and f.pack_id)
    return [(f, frozenset({"name"})) for f in places]


def _checkable(frame: Frame, claim: Assertion, named: Container[str]) -> bool:
    """Whether there is anything to look for: a name, or an event with a time, a place, a number or a named person."""
    if frame.type is EntityType.EVENT:
        if claim.property in PEOPLE:
            return text_of(claim.value) in named
        return bool(frame.values("date", "place", "count")) or any(text_of(v) in named for v in frame.values(*PEOPLE))
    if claim.property == "name":
        return frame.type is EntityType.BODY or frame.pack_id.startswith("person.")
    return bool(frame.names) or bool(frame.pack_id)


def _checked(claim: Assertion, frame: Frame, same: list[tuple[Frame, frozenset[str]]], against: Against) -> Checked:
    supports: list[Assertion] = []
    contrary: list[Assertion] = []
    for known, agreed in same:
        for told in known.said.get(claim.property, ()):
            side = _side(claim, told, against)
            if side is True:
                supports.append(told)
            elif side is False and told.id not in against.parties and _differs(claim, frame, known, agreed):
                contrary.append(told)
    contrary += _none_there(claim, frame, against)
    return Checked(
        claim,
        _status(supports, contrary, against),
        tuple(dict.fromkeys(a.id for a in supports)),
        tuple(dict.fromkeys(a.id for a in contrary)),
        () if supports or contrary else tuple(_nearest(frame, same, against)),
    )


def _side(claim: Assertion, told: Assertion, against: Against) -> bool | None:
    if claim.property == "kind":
        # Tellers name stages of one happening (left, defected, arrived): another word for it denies nothing.
        return True if same_family(text_of(claim.value), text_of(told.value)) else None
    relation = relate(claim.value, told.value, against.holds)
    denied = (claim.certainty is Certainty.DENIED) != (told.certainty is Certainty.DENIED)
    if relation is not Relation.CONTRARY:
        return not denied
    if denied or claim.property in MANY_VALUED or isinstance(claim.value, TextValue):
        return None
    return False


def _differs(claim: Assertion, frame: Frame, known: Frame, agreed: frozenset[str]) -> bool:
    """Whether a contrary value truly is one: both speak of the same one, and a place is not the country that acted."""
    certain = _certain(frame, known, agreed - {claim.property})
    return certain and not _acted(claim, known) and not _part_of(claim, frame, known)


def _part_of(claim: Assertion, frame: Frame, known: Frame) -> bool:
    """Whether the count is one of a shorter time within the record's years: a part may well be smaller than the whole.

    A part that is larger than the whole is contrary all the same.
    """
    if not isinstance(claim.value, NumberValue) or not _covers(known, frame) or _longest(known) <= A_YEAR:
        return False
    totals = [v.high for v in known.values(claim.property) if isinstance(v, NumberValue)]
    least = claim.value.low or 0.0
    return _longest(frame) < _longest(known) and all(high is None or least <= high for high in totals)


def _longest(frame: Frame) -> int:
    """The days of the longest time that an event is told to have taken; 0 where none has both ends."""
    spans = (v for v in frame.values("date") if isinstance(v, DateValue))
    return max(((v.latest - v.earliest).days for v in spans if v.earliest and v.latest), default=0)


def _acted(claim: Assertion, known: Frame) -> bool:
    """Whether the place is who did it in the record: 'China returned them' denies no place of arrival."""
    doers = {v.id or v.text for v in known.values("actor") if isinstance(v, NameValue)}
    return claim.property == "place" and isinstance(claim.value, PlaceValue) and not doers.isdisjoint(claim.value.ids)


def _certain(frame: Frame, known: Frame, agreed: frozenset[str]) -> bool:
    """Whether both surely speak of the same one: more than a name agrees beside the property in question.

    Where the pack knows the one that the record tells of, one thing that is no name is enough; a place, a body or a
    public person is the same where both go by one pack id.
    """
    if len(agreed) > 1 or (frame.pack_id and frame.pack_id in {known.pack_id, ANY_COUNTRY}):
        return True
    if frame.type in {EntityType.PLACE, EntityType.BODY}:
        return bool(known.pack_id)
    return bool(known.pack_id and agreed - {"name", "people"})


def _none_there(claim: Assertion, frame: Frame, against: Against) -> list[Assertion]:
    """Records that say of this kind of event that there was none in the whole time the claim can mean."""
    if claim.property not in {"kind", "count"} or frame.type is not EntityType.EVENT:
        return []
    return [
        count
        for other in near(frame, against.record, against.holds, limit=50)
        for count in other.said.get("count", ())
        if isinstance(count.value, NumberValue) and count.value.high == 0
        if _covers(other, frame) and _of_that_sort(other, frame, against.holds)
    ]


def _of_that_sort(none: Frame, frame: Frame, holds: Holds) -> bool:
    """Whether the event is of the sort that there was none of: that means, that place, a group of that size."""
    wanted = ((p, p) for p in ("means", "place")), (("group", "count"),)
    return all(
        any(relate(a, b, holds) is not Relation.CONTRARY for a in none.values(theirs) for b in frame.values(ours))
        for theirs, ours in chain(*wanted)
        if none.values(theirs)
    )


def _covers(other: Frame, frame: Frame) -> bool:
    spans = [(v.earliest, v.latest) for v in other.values("date") if isinstance(v, DateValue)]
    dates = [(v.earliest, v.latest) for v in frame.values("date") if isinstance(v, DateValue)]
    return any(
        a is not None and b is not None and c is not None and d is not None and a <= c and d <= b
        for a, b in spans
        for c, d in dates
    )


def _status(supports: list[Assertion], contrary: list[Assertion], against: Against) -> Status:
    if supports and contrary:
        return Status.TELLERS_DIFFER
    if contrary:
        return Status.AGAINST_RECORD
    origins = {against.origin.get(a.id, a.account) for a in supports}
    return (Status.NOTHING_FOUND, Status.ONE_TELLER)[len(origins)] if len(origins) < 2 else Status.CORROBORATED


def _nearest(frame: Frame, same: list[tuple[Frame, frozenset[str]]], against: Against) -> Iterator[str]:
    close = [known for known, _ in same] or (
        near(frame, against.record, against.holds) if frame.type is EntityType.EVENT else []
    )
    for known in close[:3]:
        telling = [a for p in ("kind", "count", "date", "place", "name") for a in known.said.get(p, ())]
        yield from (a.id for a in telling[:1])
