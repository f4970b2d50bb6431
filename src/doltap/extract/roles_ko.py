"""Korean: who did it and to whom, by particles; a form that describes a noun takes that noun and not the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from doltap.extract.cast import Part
from doltap.extract.passive_ko import describes, leads_to, then
from doltap.extract.triggers import Trigger

_CALLED: Final = r"^(?:\s?(?:씨|동지|군|양)|이?라는 [가-힣]{1,6}?)?"
SUBJECT: Final = re.compile(rf"{_CALLED}(?:은|는|이|가|께서|도)(?![가-힣])")
"""A particle behind a person that makes them the subject or the topic."""

_OBJECT: Final = re.compile(rf"{_CALLED}(?:을|를)(?![가-힣])")
_AGENT: Final = re.compile(rf"{_CALLED}(?:에게|한테|에 의해)(?!서)")
_NEW_SUBJECT: Final = re.compile(r"(?:고|며|는데|지만),? (?:[가-힣]{1,6} )?[가-힣]{1,8}(?:은|는|이|가|께서) ")
_GIVEN_TO: Final = frozenset(("sentence",))
"""Kinds of event that are given to somebody: '김철수에게 10년을 선고했다'."""
REACH: Final = 90
"""How many characters before the verb a subject or object may stand."""

Pair = tuple[Part | None, Part | None]


def subject_and_other(text: str, trigger: Trigger, parts: Sequence[Part], end: int) -> Pair:
    """The grammatical subject and the other one: the object of an active form, the doer of a passive one.

    `end` is where the sentence ends.
    """
    tail = text[trigger.end : min(end, trigger.end + 14)]
    said = text[trigger.start : trigger.end]
    before = [p for p in parts if p.end <= trigger.start and p.start > trigger.start - REACH]
    subject, other = _last_subject(text, trigger, before), _last_other(text, trigger, before)
    if describes(said, tail):
        head = _head(text, trigger, parts)
        return (head, other) if trigger.passive else (subject if head else None, head or other)
    if not trigger.finite and not trigger.passive and other is None and not then(tail):
        return None, None
    if trigger.passive and subject is None and trigger.word.kind in _GIVEN_TO:
        return other, None
    return subject, other


def _last_subject(text: str, trigger: Trigger, before: Sequence[Part]) -> Part | None:
    """'아버지는 일하셨고, 어머니는 돌아가셨다': the mother, even where nobody knows who she is."""
    subjects = [p for p in before if SUBJECT.match(text[p.end : p.end + 12])]
    return next((p for p in subjects[-1:] if not _NEW_SUBJECT.search(text[p.end : trigger.start])), None)


def _last_other(text: str, trigger: Trigger, before: Sequence[Part]) -> Part | None:
    pattern = _AGENT if trigger.passive or trigger.word.kind in _GIVEN_TO else _OBJECT
    return next((p for p in reversed(before) if pattern.match(text[p.end : p.end + 12])), None)


def _head(text: str, trigger: Trigger, parts: Sequence[Part]) -> Part | None:
    """The person right behind a describing form: '체포된 김철수'."""
    behind = (p for p in parts if p.start >= trigger.end)
    return next((p for p in behind if leads_to(text[trigger.end : p.lead])), None)
