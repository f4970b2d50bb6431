"""One thing read from a passage, the entities it is about, and what people decided about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from doltap.model.value import Value


class EntityType(StrEnum):
    """What an assertion can be about; on screen Person, Place, Body, Event, Account."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    EVENT = "event"
    ACCOUNT = "account"


class Certainty(StrEnum):
    """How the teller voiced it."""

    STATED = "stated"
    HEDGED = "hedged"
    HEARD = "heard"
    DENIED = "denied"


class Basis(StrEnum):
    """How the teller knows it."""

    TOOK_PART = "took_part"
    SAW = "saw"
    HEARD_FROM = "heard_from"
    COMMON_TALK = "common_talk"
    DOCUMENT = "document"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """The part an entity has in an event."""

    ACTOR = "actor"
    VICTIM = "victim"
    PARTICIPANT = "participant"
    PLACE = "place"


class SafetyClass(StrEnum):
    """Why a passage is held back. Operational: never joined, never leaves. Identifier: to the vault at once.

    Protected person: kin inside, people in transit, helpers, children, witnesses; hidden by default.
    """

    OPERATIONAL = "operational"
    IDENTIFIER = "identifier"
    PROTECTED_PERSON = "protected_person"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHILD = "child"
    HEALTH = "health"
    SELF_INCRIMINATION = "self_incrimination"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody, something or some happening that one account speaks of. Names and all else are assertions about it.

    `narrator` marks the teller inside the account, an entity from the start, named or not. `pack_id` is set where the
    pack knows the entity for certain (a place with one reading, a body).
    """

    id: str
    type: EntityType
    account: str = ""
    narrator: bool = False
    pack_id: str = ""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing read from one passage. Many assertions can rest on one passage; its id never swallows the passage.

    `value` is the value as understood, `value_text` the value as said. `role` is the part that `entity` plays in
    `event` (or, on an event's own actor/victim/place assertion, `event` is the participant's entity id). `cites` names
    whom the words cite (body, outlet, report). `coder` is who read it: a person's pseudonym, or 'extractor/version'.
    `safety` holds the classes of the passage; an operational one is never joined and never leaves.
    """

    id: str
    passage: str
    account: str
    entity: str
    entity_type: EntityType
    property: str
    value: Value
    value_text: str
    certainty: Certainty = Certainty.STATED
    basis: Basis = Basis.UNKNOWN
    heard_from: str = ""
    event: str = ""
    role: str = ""
    cites: str = ""
    coder: str = ""
    safety: frozenset[SafetyClass] = field(default_factory=frozenset)
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names something: text[start:end] could be `ids` of the pack (several: stays several)."""

    start: int
    end: int
    text: str
    type: EntityType
    ids: tuple[str, ...] = ()


class Decision(StrEnum):
    """What a person decided about two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """Two entities: same, different or unsure; by whom, when, why. A later one answers an earlier one (undo)."""

    id: str
    left: str
    right: str
    decision: Decision
    by: str
    when: str
    why: str = ""
