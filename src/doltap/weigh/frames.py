"""Everything said of one entity, side by side: what a claim is held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from doltap.language import compare_names, name_keys
from doltap.model import (
    Assertion,
    Certainty,
    DateValue,
    Entity,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    SafetyClass,
    TermValue,
    TextValue,
    Value,
)
from doltap.model.kinds import family
from doltap.weigh.compare import SAME_NAME, Holds, Relation, relate

PEOPLE = ("actor", "victim", "participant")
PUBLIC_KINDS = frozenset({"famine", "starvation", "treaty", "law", "border_closure", "founding", "report", "disaster"})
"""Kinds that happen to a country and not to a person: where the record has one of them at that time, it is that one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One entity with all that is said of it; `pack_id` is set where the pack knows it for certain.

    `people` are the names of an event's participants; 'I', 'we' and 'my brother' are words for somebody and no names.
    """

    entity: str
    type: EntityType
    pack_id: str = ""
    narrator: bool = False
    said: Mapping[str, tuple[Assertion, ...]] = field(default_factory=dict)
    people: tuple[str, ...] = ()

    def values(self, *properties: str) -> tuple[Value, ...]:
        """The values told of these properties, denied ones left out."""
        return tuple(a.value for p in properties for a in self.said.get(p, ()) if a.certainty is not Certainty.DENIED)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is given."""
        return tuple(dict.fromkeys(text_of(v) for v in self.values("name", "alias") if text_of(v)))


@dataclass(frozen=True, slots=True)
class Record:
    """The frames of an archive's view, found by pack id, by name, and by kind of event and year."""

    frames: Mapping[str, Frame]
    by_pack: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, tuple[str, ...]]
    by_kind: Mapping[str, tuple[str, ...]]


def text_of(value: Value) -> str:
    """The text of a name, place, term or text; empty for dates and numbers."""
    match value:
        case NameValue(text) | PlaceValue(text) | TextValue(text):
            return text
        case TermValue(_, term):
            return term
        case _:
            return ""


def frames_of(
    entities: Iterable[Entity], assertions: Iterable[Assertion], canonical: Mapping[str, str] | None = None
) -> dict[str, Frame]:
    """A frame for each canonical entity; operational passages are left out before anything is joined."""
    lead = canonical or {}
    said: dict[str, dict[str, list[Assertion]]] = defaultdict(lambda: defaultdict(list))
    for assertion in assertions:
        if SafetyClass.OPERATIONAL not in assertion.safety:
            said[lead.get(assertion.entity, assertion.entity)][assertion.property].append(assertion)
    known: dict[str, Entity] = {}
    for entity in entities:
        known.setdefault(lead.get(entity.id, entity.id), entity)
    names = {i: [text_of(a.value) for p in ("name", "alias") for a in told.get(p, ())] for i, told in said.items()}
    return {i: _frame(i, e, said[i], list(_named(said[i], names, lead))) for i, e in known.items() if i in said}


def _frame(entity: str, known: Entity, said: Mapping[str, list[Assertion]], people: list[str]) -> Frame:
    together = {p: tuple(found) for p, found in said.items()}
    return Frame(entity, known.type, known.pack_id, known.narrator, together, tuple(dict.fromkeys(people)))


def _named(
    said: Mapping[str, list[Assertion]], names: Mapping[str, list[str]], lead: Mapping[str, str]
) -> Iterator[str]:
    """The names of those who take part: of the participant an assertion points to, else the name it gives itself."""
    for prop in PEOPLE:
        for assertion in said.get(prop, ()):
            if assertion.certainty is Certainty.DENIED or not isinstance(assertion.value, NameValue):
                continue
            if assertion.event:
                yield from names.get(lead.get(assertion.event, assertion.event), ())
            else:
                yield assertion.value.text


def record_of(frames: Mapping[str, Frame]) -> Record:
    """The index of frames."""
    by_pack: dict[str, list[str]] = defaultdict(list)
    by_name: dict[str, list[str]] = defaultdict(list)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for frame in frames.values():
        for pack_id in {frame.pack_id, *_place_ids(frame)} - {""}:
            by_pack[pack_id].append(frame.entity)
        for key in {key for name in frame.names for key in name_keys(name)}:
            by_name[key].append(frame.entity)
        for kind in {text_of(v) for v in frame.values("kind")}:
            by_kind[kind].append(frame.entity)
    return Record(frames, _frozen(by_pack), _frozen(by_name), _frozen(by_kind))


def _frozen(index: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {k: tuple(v) for k, v in index.items()}


def _place_ids(frame: Frame) -> set[str]:
    if frame.type not in {EntityType.PLACE, EntityType.BODY}:
        return set()
    places = (v.ids[0] for v in frame.values("name") if isinstance(v, PlaceValue) and len(v.ids) == 1)
    return {*places, *(v.id for v in frame.values("name") if isinstance(v, NameValue) and v.id)}


def matches(frame: Frame, record: Record, holds: Holds) -> list[tuple[Frame, frozenset[str]]]:
    """The record's frames that are the same as `frame`, each with what they agree on, best first.

    A place or body is the same by pack id or name; a person by name, and `agreed` then says whether anything more than
    the name agrees; an event by kind and a shared participant, or by kind, time and one of place and count.
    """
    if frame.type is EntityType.EVENT:
        found = [(f, _agreed(frame, f, holds)) for f in _same_kind(frame, record)]
        kept = [(f, a) for f, a in found if _one_event(a)] or _only_one(frame, found)
    else:
        found = [(f, _agreed(frame, f, holds)) for f in _same_name(frame, record)]
        kept = [(f, a) for f, a in found if "name" in a]
    return sorted(kept, key=lambda pair: (-len(pair[1]), pair[0].entity))


def _only_one(frame: Frame, found: list[tuple[Frame, frozenset[str]]]) -> list[tuple[Frame, frozenset[str]]]:
    """The record's one public happening of that kind and time, when there is exactly one."""
    kinds = {text_of(v) for v in frame.values("kind")}
    then = [(f, a) for f, a in found if "date" in a]
    return then if kinds & PUBLIC_KINDS and len(then) == 1 else []


def near(frame: Frame, record: Record, holds: Holds, limit: int = 3) -> list[Frame]:
    """Events of the same kind that share a date, place or count, though not enough to be the same; nearest first."""
    found = [(f, _agreed(frame, f, holds)) for f in _same_kind(frame, record)]
    close = [(f, a) for f, a in found if a and not _one_event(a)]
    close.sort(key=lambda pair: (-_closeness(pair[1]), pair[0].entity))
    return [f for f, _ in close[:limit]]


def _closeness(agreed: frozenset[str]) -> int:
    return 2 * ("people" in agreed) + 2 * ("count" in agreed) + 2 * ("date" in agreed) + len(agreed)


def _one_event(agreed: frozenset[str]) -> bool:
    return "people" in agreed or ("date" in agreed and bool(agreed & {"place", "count"}))


def _same_kind(frame: Frame, record: Record) -> Iterator[Frame]:
    kinds = {k for v in frame.values("kind") for k in family(text_of(v))}
    ids = dict.fromkeys(i for kind in sorted(kinds) for i in record.by_kind.get(kind, ()))
    return (record.frames[i] for i in ids)


def _same_name(frame: Frame, record: Record) -> Iterator[Frame]:
    ids = [i for key in {frame.pack_id, *_place_ids(frame)} - {""} for i in record.by_pack.get(key, ())]
    keys = {key for name in frame.names for key in name_keys(name)}
    ids += [i for key in sorted(keys) for i in record.by_name.get(key, ())]
    return (record.frames[i] for i in dict.fromkeys(ids) if record.frames[i].type is frame.type)


def _agreed(claim: Frame, known: Frame, holds: Holds) -> frozenset[str]:
    agreed = {
        p
        for p in ("date", "place", "count", "birth_date", "birth_place", "occupation")
        if _share(p, claim, known, holds)
    }
    if (
        _names_agree(claim.names, known.names)
        or (claim.pack_id and claim.pack_id == known.pack_id)
        or (_place_ids(claim) & _place_ids(known))
    ):
        agreed.add("name")
    if _names_agree(claim.people, known.people):
        agreed.add("people")
    return frozenset(agreed)


def _names_agree(left: Iterable[str], right: Iterable[str]) -> bool:
    others = tuple(right)
    return any(a == b or compare_names(a, b).score >= SAME_NAME for a in left for b in others)


def _share(prop: str, claim: Frame, known: Frame, holds: Holds) -> bool:
    pairs = [(a, b) for a in claim.values(prop) for b in known.values(prop) if _bounded(a) and _bounded(b)]
    return any(relate(a, b, holds) is not Relation.CONTRARY for a, b in pairs)


def _bounded(value: Value) -> bool:
    match value:
        case DateValue(_, first, last):
            return first is not None and last is not None and (last - first).days < 4000
        case NumberValue(low, high):
            return low is not None or high is not None
        case _:
            return True
