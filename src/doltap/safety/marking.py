"""Which sentences are held back: by a rule of their own, or by what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doltap.model import OperationalRule, SafetyClass
from doltap.safety.rulebook import Reading, rulebook

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SafetyMark:
    """text[start:end] is held back: its class, the machine word for the reason, and the id of the rule or context."""

    start: int
    end: int
    safety_class: SafetyClass
    kind: str
    rule: str


def mark(text: str, spans: Sequence[Span], rules: Sequence[OperationalRule]) -> list[SafetyMark]:
    """The marks of all sentences, in order of place: at most one for each class and sentence."""
    book = rulebook(rules)
    marks: list[SafetyMark] = []
    for start, end in spans:
        reading = Reading(text[start:end])
        seen: set[str] = set()
        for rule in book.marking:
            if rule.safety_class not in seen and reading.meets(rule):
                seen.add(rule.safety_class)
                marks.append(SafetyMark(start, end, SafetyClass(rule.safety_class), rule.kind, rule.id))
    return marks


def protected(text: str, spans: Sequence[Span], rules: Sequence[OperationalRule]) -> list[SafetyMark]:
    """The marks of sentences about protected people: kin inside, people in transit, helpers, children, witnesses."""
    return [m for m in mark(text, spans, rules) if m.safety_class is SafetyClass.PROTECTED_PERSON]
