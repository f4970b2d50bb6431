"""Values of the house as plain JSON and back, for what crosses the sandbox's pipe and what scripts read."""

from __future__ import annotations

from typing import Any

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

Json = dict[str, Any]

READING_TEXTS = ("reader", "media_type", "encoding", "language", "text", "reason", "title", "date", "link")


def locator_to_json(locator: Locator) -> Json:
    """Only what is set of a locator."""
    parts = {name: getattr(locator, name) for name in ("page", "line", "time", "cell", "part")}
    return {k: v for k, v in parts.items() if v not in (None, "")}


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


def passage_from_json(raw: Json) -> Passage:
    """The passage that `passage_to_json` wrote."""
    safety = frozenset(SafetyClass(c) for c in raw["safety"])
    return Passage(**{**raw, "locator": locator_from_json(raw["locator"]), "safety": safety})


def entity_to_json(entity: Entity) -> Json:
    """An entity with all of its fields."""
    return {
        "id": entity.id,
        "type": entity.type.value,
        "account": entity.account,
        "narrator": entity.narrator,
        "pack_id": entity.pack_id,
    }


def entity_from_json(raw: Json) -> Entity:
    """The entity that `entity_to_json` wrote."""
    return Entity(**{**raw, "type": EntityType(raw["type"])})


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


def assertion_from_json(raw: Json) -> Assertion:
    """The assertion that `assertion_to_json` wrote."""
    known = {
        **raw,
        "entity_type": EntityType(raw["entity_type"]),
        "value": value_from_json(raw["value"]),
        "certainty": Certainty(raw["certainty"]),
        "basis": Basis(raw["basis"]),
        "safety": frozenset(SafetyClass(c) for c in raw["safety"]),
    }
    return Assertion(**known)
