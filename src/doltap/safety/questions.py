"""Whether a question is about operational detail: answered 'not checked (safety)' before the archive is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from doltap.model import OperationalRule, SafetyClass
from doltap.safety.rulebook import Reading, ReadyRule, Rulebook, rulebook

LONGEST: Final = 2000
"""A query is read this far in one piece; a longer one in overlapping pieces."""

_SPELLED: Final = re.compile(r"(?<!\w)\w(?:[\s._*-]{1,3}\w){3,24}(?!\w)")
_BETWEEN: Final = re.compile(r"[\W_]+")
_MASKED: Final = re.compile(r"(?=[a-z]{0,12}[0134578@$])(?=[0-9@$]{0,4}[a-z])[a-z0-9@$]{3,24}", re.IGNORECASE)
_LETTERS: Final = str.maketrans("0134578@$", "oieastbas")


def asks_operational(query: str, rules: Sequence[OperationalRule]) -> bool:
    """Whether the question, search or check asks how a border or control is passed or guarded, in Korean or English.

    Read as written, with letters set apart ('b r o k e r') joined and figures that stand for letters ('br0ker') put
    back, and, for Korean, without its spaces, so that no way of writing hides it. The signals `query` count here alone:
    what plans when it is typed into a search box may be an interviewer's question about a camp, whose answer stays.
    """
    book = rulebook(rules)
    return any(_asks(piece, book) for piece in _pieces(query))


def _pieces(query: str) -> list[str]:
    cuts = range(0, max(len(query), 1), LONGEST // 2)
    return [query[at : at + LONGEST] for at in cuts]


def _asks(piece: str, book: Rulebook) -> bool:
    asked = [*book.signals.get("asks", ()), *book.signals.get("query", ()), *_operational(book)]
    written, spelled, unspaced = Reading(piece), Reading(_spelled_out(piece)), Reading("".join(piece.split()))
    return any(written.meets(r) or spelled.meets(r) or (r.language != "en" and unspaced.meets(r)) for r in asked)


def _spelled_out(piece: str) -> str:
    joined = _SPELLED.sub(lambda hit: _BETWEEN.sub("", hit[0]), piece)
    return _MASKED.sub(lambda hit: hit[0].translate(_LETTERS), joined)


def _operational(book: Rulebook) -> list[ReadyRule]:
    return [r for r in book.marking if r.safety_class == SafetyClass.OPERATIONAL]
