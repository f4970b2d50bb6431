"""Whether a question is about operational detail: answered 'not checked (safety)' before the archive is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from doltap.model import OperationalRule, SafetyClass
from doltap.safety.rulebook import Reading, ReadyRule, Rulebook, rulebook

LONGEST: Final = 2000
"""A query is read this far in one piece; a longer one in overlapping pieces."""


def asks_operational(query: str, rules: Sequence[OperationalRule]) -> bool:
    """Whether the question, search or check asks how a border or control is passed or guarded, in Korean or English.

    Read as written and, for Korean, without its spaces, so that spacing hides nothing.
    """
    book = rulebook(rules)
    return any(_asks(piece, book) for piece in _pieces(query))


def _pieces(query: str) -> list[str]:
    cuts = range(0, max(len(query), 1), LONGEST // 2)
    return [query[at : at + LONGEST] for at in cuts]


def _asks(piece: str, book: Rulebook) -> bool:
    asked = [*book.signals.get("asks", ()), *_operational(book)]
    readings = (Reading(piece), Reading("".join(piece.split())))
    return any(readings[0].meets(r) or (r.language != "en" and readings[1].meets(r)) for r in asked)


def _operational(book: Rulebook) -> list[ReadyRule]:
    return [r for r in book.marking if r.safety_class == SafetyClass.OPERATIONAL]
