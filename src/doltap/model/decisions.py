"""What people decided about assertions and accounts: nothing is edited, a later decision answers an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from doltap.model.assertion import Decision
from doltap.model.value import Value


class Verdict(StrEnum):
    """What was decided about one proposed assertion."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class AssertionDecision:
    """One proposal accepted, rejected or corrected; by whom, when (UTC, ISO 8601), why. One person's latest counts.

    While two coders differ none counts, until somebody else's that `adjudicates`. `corrected` is the value as a person
    understands the same words; set only when the verdict is `correct`. `codebook` is the version it was decided by.
    """

    id: str
    assertion: str
    verdict: Verdict
    by: str
    when: str
    why: str = ""
    corrected: Value | None = None
    codebook: str = ""
    adjudicates: bool = False


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two accounts whose texts are nearly the same: `similarity` between 0 and 1, and the longest shared run of words.

    The run is `left_start:left_end` in the left account's text, in code points; both 0 when none was looked for.
    """

    left: str
    right: str
    similarity: float
    left_start: int = 0
    left_end: int = 0


@dataclass(frozen=True, slots=True)
class OriginLink:
    """Two accounts have the same origin (the same independent teller), or not. A count, never a joined profile."""

    id: str
    left: str
    right: str
    decision: Decision
    by: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can settle, such as a vocabulary term that the pack does not know.

    `kind` is a machine word (`unknown_term`, ...), `about` the id it concerns, `text` what stands there as said.
    `answer` is empty while it is open.
    """

    id: str
    kind: str
    about: str
    text: str
    asked: str
    answer: str = ""
