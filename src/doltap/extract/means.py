"""By what means a counted group went, where the words say so: of public happenings, never of a person's own way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN
from doltap.model import Assertion, SafetyClass, Term, TermValue

VOCABULARY: Final = "means"
MOVES: Final = frozenset({"departure", "arrival", "defection", "escape", "emigration"})
"""Kinds of event that can have a means."""


def tell_means(sheet: Sheet, scene: Scene) -> None:
    """Write the means of each event that has a number of people and no named one, when its sentence names the means."""
    terms = tuple(t for t in scene.gazetteer.terms if t.vocabulary == VOCABULARY)
    if not terms:
        return
    told = sheet.extraction().assertions
    counted = {a.entity for a in told if a.property == "count"} - {a.entity for a in told if a.role == "actor"}
    starts = {p.id: p.start for p in sheet.extraction().passages}
    for kind in told:
        if kind.property == "kind" and kind.entity in counted and _moves(kind):
            sentence = scene.at(starts[kind.passage])
            if sentence is not None:
                _tell(sheet, sentence, kind, terms)


def _moves(kind: Assertion) -> bool:
    held_back = SafetyClass.OPERATIONAL in kind.safety
    return not held_back and isinstance(kind.value, TermValue) and kind.value.term in MOVES


def _tell(sheet: Sheet, sentence: Sentence, kind: Assertion, terms: tuple[Term, ...]) -> None:
    for term, pattern in _patterns(terms):
        found = pattern.search(sentence.text)
        if found:
            event = sheet.entities[kind.entity]
            sheet.state(sentence, event, "means", TermValue(VOCABULARY, term), found[0], PLAIN)


@lru_cache(maxsize=8)
def _patterns(terms: tuple[Term, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((t.id, _pattern(t.names)) for t in terms)


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """English words stand alone; Korean ones begin a word and may carry a particle."""
    longest = sorted(names, key=len, reverse=True)
    written = (rf"\b{re.escape(n)}\b" if n.isascii() else rf"(?<![가-힣]){re.escape(n)}" for n in longest)
    return re.compile("|".join(written), re.IGNORECASE)
