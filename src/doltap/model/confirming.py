"""What people confirmed from documents, which of two readings they mean, and what was learned for one view."""

from __future__ import annotations

from dataclasses import dataclass

from doltap.model.value import Value
from doltap.model.weighing import Audience


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One property of one entity confirmed from a document; the latest one of a view counts, so it can be undone.

    `value` None takes an earlier confirmation back. `document` is where it stands and `seen` when somebody read it
    there (EDTF). `audience` is who may know: a fact confirmed for the office is never used in the public's view.
    """

    id: str
    entity: str
    property: str
    value: Value | None
    document: str
    by: str
    when: str
    seen: str = ""
    audience: Audience = Audience.OFFICE
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReadingDecision:
    """Which of two readings of a property is meant: the one that `source` tells by. An empty source takes it back."""

    id: str
    property: str
    source: str
    by: str
    when: str
    audience: Audience = Audience.OFFICE
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoredModel:
    """What was learned for one view, numbered from 1: `content` is the model's own JSON, empty once it is forgotten.

    `accounts` are those it was learned from: it stands only while all of them may still be used by that view.
    """

    id: str
    audience: Audience
    number: int
    learned: str
    by: str
    assertions: int
    confirmed: int
    content: str
    accounts: frozenset[str] = frozenset()
