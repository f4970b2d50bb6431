"""Values of the house as plain JSON and back, for what crosses the sandbox's pipe and what scripts read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from doltap.model import (
    Assertion,
    Basis,
    Certainty,
    Entity,
    EntityType,
    Locator,
    Outcome,
    Passage,
    Reading,
    SafetyClass,
    Segment,
    value_from_json,
    value_to_json,
)
from doltap.readers import Member

Json = dict[str, Any]

READING_TEXTS = ("reader", "media_type", "encoding", "language", "text", "reason", "title", "date", "link")


def locator_to_json(locator: Locator) -> Json:
    """Only what is set of a locator."""
    parts: Json = {} if locator.page is None else {"page": locator.page}
    if locator.line is not None:
        parts["line"] = locator.line
    for name, value in (("time", locator.time), ("cell", locator.cell), ("part", locator.part)):
        if value:
            parts[name] = value
    return parts


def locator_from_json(raw: Json) -> Locator:
    """The locator that `locator_to_json` wrote."""
    return Locator(raw.get("page"), raw.get("line"), raw.get("time", ""), raw.get("cell", ""), raw.get("part", ""))


def reading_to_json(reading: Reading) -> Json:
    """A reading, its segments as short lists."""
    segments = [[s.start, s.end, locator_to_json(s.locator), s.speaker, s.role] for s in reading.segments]
    texts = {name: getattr(reading, name) for name in READING_TEXTS}
    return {"outcome": reading.outcome.value, **texts, "segments": segments, "members": list(reading.members)}


def reading_from_json(raw: Json) -> Reading:
    """The reading that `reading_to_json` wrote. Raises KeyError or ValueError on anything else."""
    segments = tuple(Segment(s[0], s[1], locator_from_json(s[2]), s[3], s[4]) for s in raw["segments"])
    texts = {name: str(raw[name]) for name in READING_TEXTS}
    return Reading(Outcome(raw["outcome"]), **texts, segments=segments, members=tuple(raw["members"]))


def passage_to_json(passage: Passage) -> Json:
    """A passage with all of its fields."""
    return {
        "id": passage.id,
        "account": passage.account,
        "start": passage.start,
        "end": passage.end,
        "words": passage.words,
        "locator": locator_to_json(passage.locator),
        "speaker": passage.speaker,
        "language": passage.language,
        "rendering_of": passage.rendering_of,
        "safety": sorted(c.value for c in passage.safety),
    }


def passages_to_json(passages: Sequence[Passage]) -> list[list[Any]]:
    """Passages of one text as short lists without their words, which the text itself gives: half of the pipe's load."""
    return [
        [p.id, p.start, p.end, locator_to_json(p.locator), p.speaker, p.language, p.rendering_of, sorted(p.safety)]
        for p in passages
    ]


def passages_from_json(raw: Iterable[list[Any]], account: str, text: str) -> Iterator[Passage]:
    """The passages that `passages_to_json` wrote, with the words that stand at their places in `text`."""
    for id_, start, end, locator, speaker, language, rendering_of, classes in raw:
        safety = frozenset(SafetyClass(c) for c in classes)
        words = text[start:end]
        where = locator_from_json(locator)
        yield Passage(id_, account, start, end, words, where, speaker, language, rendering_of, safety)


def entity_to_row(entity: Entity) -> list[Any]:
    """An entity as a short list; its account is that of the answer."""
    return [entity.id, entity.type.value, entity.narrator, entity.pack_id]


def entity_from_row(raw: list[Any], account: str) -> Entity:
    """The entity that `entity_to_row` wrote."""
    id_, type_, narrator, pack_id = raw
    return Entity(id_, EntityType(type_), account, narrator, pack_id)


def assertion_to_json(assertion: Assertion) -> Json:
    """An assertion with all of its fields, its value as `value_to_json` writes it."""
    return {
        "id": assertion.id,
        "passage": assertion.passage,
        "account": assertion.account,
        "entity": assertion.entity,
        "entity_type": assertion.entity_type.value,
        "property": assertion.property,
        "value": value_to_json(assertion.value),
        "value_text": assertion.value_text,
        "certainty": assertion.certainty.value,
        "basis": assertion.basis.value,
        "heard_from": assertion.heard_from,
        "event": assertion.event,
        "role": assertion.role,
        "cites": assertion.cites,
        "coder": assertion.coder,
        "safety": sorted(c.value for c in assertion.safety),
        "accepted": assertion.accepted,
    }


def assertion_to_row(a: Assertion) -> list[Any]:
    """An assertion as a short list; its account is that of the answer."""
    what = [a.id, a.passage, a.entity, a.entity_type.value, a.property, value_to_json(a.value), a.value_text]
    how = [a.certainty.value, a.basis.value, a.heard_from, a.event, a.role, a.cites, a.coder]
    return [*what, *how, sorted(c.value for c in a.safety), a.accepted]


def assertion_from_row(raw: list[Any], account: str) -> Assertion:
    """The assertion that `assertion_to_row` wrote."""
    id_, passage, entity, type_, what, value, value_text, certainty, basis, *how, classes, accepted = raw
    heard_from, event, role, cites, coder = how
    return Assertion(
        id_,
        passage,
        account,
        entity,
        EntityType(type_),
        what,
        value_from_json(value),
        value_text,
        Certainty(certainty),
        Basis(basis),
        heard_from,
        event,
        role,
        cites,
        coder,
        frozenset(map(SafetyClass, classes)),
        accepted,
    )


MEMBER: Final = ("name", "media_type", "title", "date", "link", "problem")


def known_as(digest: str, name: str) -> str:
    """One member of a container among those of it that an archive has."""
    return f"{digest} {name}"


def member_to_json(number: int, member: Member, known: str = "", *, reads: bool = False) -> Json:
    """A member without its bytes; `known` is its SHA-256 where it is in the archive, `reads`: its reading follows."""
    return {"member": number, "known": known, "reads": reads, **{k: getattr(member, k) for k in MEMBER}}


def member_from_json(raw: Json, data: bytes) -> Member:
    """The member that `member_to_json` wrote, with its bytes."""
    return Member(data=data, **{k: str(raw[k]) for k in MEMBER})
