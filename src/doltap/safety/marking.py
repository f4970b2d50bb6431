"""Which sentences are held back: by a rule of their own, or by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doltap.model import OperationalRule, SafetyClass
from doltap.safety.context import from_context
from doltap.safety.layout import Line, lines
from doltap.safety.opinion import RULE, THRESHOLD, score_plain
from doltap.safety.rulebook import Reading, ReadyRule, Rulebook, rulebook

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
    """The marks of all sentences, in order of place: at most one for each class and sentence; no identifiers.

    `spans` are the sentences of `text`, in order. A sentence is marked by a rule, or operational by its context (`rule`
    then reads 'context'), or, where neither holds it, by the learned second opinion (`opinion.RULE`; only if the rules
    know operational detail at all). Linear in the length of the text. Raises WrongUsage as `rulebook` does.
    """
    book = rulebook(rules)
    placed = lines(text, spans)
    met = _met(placed, book)
    own = [m for line in placed for m in _by_rule(line, met[line.reading])]
    operational = frozenset(m.start for m in own if m.safety_class is SafetyClass.OPERATIONAL)
    found = from_context(placed, frozenset(n for n, line in enumerate(placed) if line.start in operational), book)
    around = [_around(placed[n], kind) for n, kind in found.items()]
    known = operational | {m.start for m in around}
    thought = (
        _by_opinion([line for line in placed if line.start not in known])
        if any(r.safety_class == SafetyClass.OPERATIONAL for r in book.marking)
        else []
    )
    return sorted([*own, *around, *thought], key=lambda m: (m.start, m.end, m.safety_class))


def _by_rule(line: Line, met: Sequence[ReadyRule]) -> Iterator[SafetyMark]:
    return (SafetyMark(line.start, line.end, SafetyClass(r.safety_class), r.kind, r.id) for r in met)


def _met(lines: Sequence[Line], book: Rulebook) -> dict[Reading, tuple[ReadyRule, ...]]:
    """Of each reading the first rule of each class that it meets."""
    return {reading: tuple(_first_of_each(reading, book)) for reading in {line.reading for line in lines}}


def _first_of_each(reading: Reading, book: Rulebook) -> Iterator[ReadyRule]:
    seen: set[str] = set()
    for rule in book.candidates(reading):
        if rule.safety_class not in seen and reading.meets(rule):
            seen.add(rule.safety_class)
            yield rule


def _around(line: Line, kind: str) -> SafetyMark:
    return SafetyMark(line.start, line.end, SafetyClass.OPERATIONAL, kind, "context")


def _by_opinion(placed: Sequence[Line]) -> list[SafetyMark]:
    """What no rule and no context holds, but reads like what they hold. It gives nothing to the context of others."""
    held = {reading: score_plain(reading.text) > THRESHOLD for reading in {line.reading for line in placed}}
    return [SafetyMark(x.start, x.end, SafetyClass.OPERATIONAL, "opinion", RULE) for x in placed if held[x.reading]]


def protected(text: str, spans: Sequence[Span], rules: Sequence[OperationalRule]) -> list[SafetyMark]:
    """The marks of sentences about protected people: kin inside, people in transit, helpers, children, witnesses."""
    return [m for m in mark(text, spans, rules) if m.safety_class is SafetyClass.PROTECTED_PERSON]
