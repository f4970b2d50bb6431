"""Two names as written: how well they could be the name of one person, from 0 to 1, and why.

A score says what the letters say and no more: many people share a name, so a name alone never makes two people one.
Every pair goes the way of its scripts; Latin spellings of Korean names meet in the Hangul that they could both be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from doltap.language.hangul import initial_sound_variants, letters
from doltap.language.names import evidence, general
from doltap.language.names.table import NameTable, packaged
from doltap.language.names.text import LONGEST, hangul_name, latin_tokens, split_hangul, split_name
from doltap.language.scripts import clean_name
from doltap.model import Message

_SURNAME_ONLY: Final = 0.2
_GIVEN_ONLY: Final = 0.6
THRESHOLD: Final = 0.5


@dataclass(frozen=True, slots=True)
class NameScore:
    """`score` from 0 (different names) to 1 (the same name as written); `reasons` say what was seen."""

    score: float
    reasons: tuple[Message, ...] = ()


def same_name(a: str, b: str, threshold: float = THRESHOLD) -> bool:
    """Whether two names score at least the threshold. The same name is not yet the same person."""
    return compare_names(a, b).score >= threshold


def compare_names(a: str, b: str) -> NameScore:
    """How well two names as written could be one name, and why; symmetric, defined on every pair of strings.

    Blind to normal form, case, width, hidden characters, titles, kin terms and the order of the parts.
    """
    first, second = sorted((clean_name(a), clean_name(b)))
    return _compare(first, second, packaged())


@lru_cache(maxsize=20_000)
def _compare(a: str, b: str, table: NameTable) -> NameScore:
    if not any(c.isalpha() for c in a) or not any(c.isalpha() for c in b):
        return NameScore(1.0 if a == b and a else 0.0, (Message.of("name.no_letters"),))
    if max(len(a), len(b)) > LONGEST:
        return NameScore(*general.long_names(a, b))
    kinds = bool(hangul_name(a)), bool(hangul_name(b)), bool(latin_tokens(a)), bool(latin_tokens(b))
    match kinds:
        case True, True, _, _:
            return _hangul(hangul_name(a), hangul_name(b))
        case True, _, _, True:
            return _cross(hangul_name(a), b, table)
        case _, True, True, _:
            return _cross(hangul_name(b), a, table)
        case _, _, True, True:
            return latin_names(a, b, table)
    return NameScore(*general.compare(a, b))


def _score(value: float, code: str, **params: str) -> NameScore:
    return NameScore(round(min(max(value, 0.0), 1.0), 4), (Message.of(code, **params),))


# --- Hangul with Hangul ----------------------------------------------------------------------------------------------


def _one_spelling(a: str, b: str) -> bool:
    """Whether two Hangul syllables or surnames are one in the spelling of the North or of the South."""
    return a == b or b in initial_sound_variants(a) or a in initial_sound_variants(b)


def _hangul(a: str, b: str) -> NameScore:
    """Two Hangul names in one piece."""
    (surname_a, given_a), (surname_b, given_b) = split_hangul(a), split_hangul(b)
    if not given_a or not given_b:
        one = given_a == given_b and _one_spelling(surname_a, surname_b)
        one = one or _one_spelling(surname_a or given_a[:1], surname_b or given_b[:1])
        return _score(_SURNAME_ONLY, "name.surname_only") if one else _score(0.02, "name.surname_differs")
    if a == b:
        return _score(1.0, "name.equal")
    if not surname_a or not surname_b:
        return _without_surname(a, b, given_a, given_b)
    if not _one_spelling(surname_a, surname_b):
        return _surname_differs(a, b)
    return _givens(given_a, given_b, surname_a != surname_b)


def _without_surname(a: str, b: str, given_a: str, given_b: str) -> NameScore:
    """One of the two may be a given name alone: it must end the other."""
    short, long = sorted((a, b), key=len)
    same_end = len(short) >= 2 and all(map(_one_spelling, short, long[-len(short) :]))
    if same_end and len(short) == len(long):
        return _score(0.97, "name.north_south")
    if same_end:
        return _score(_GIVEN_ONLY, "name.given_only")
    if len(a) == len(b) and general.distance(letters(a), letters(b)) == 1:
        return _score(0.5, "name.slip")
    return _givens(given_a, given_b, False, least=0.8)


def _surname_differs(a: str, b: str) -> NameScore:
    """Other surnames: a slip of one letter in the surname is possible where all else is the same."""
    slip = len(a) == len(b) and a[1:] == b[1:] and general.distance(letters(a[0]), letters(b[0])) == 1
    return _score(0.35, "name.surname_slip") if slip else _score(0.03, "name.surname_differs")


def _givens(a: str, b: str, respelled: bool, least: float = 1.0) -> NameScore:
    """Two given names whose surnames agree."""
    if len(a) == len(b) and all(map(_one_spelling, a, b)):
        return _score(0.98 * least, "name.north_south" if respelled or a != b else "name.equal")
    slips = general.distance(letters(a), letters(b))
    if slips == 1 and len(a) == len(b):
        return _score(0.55 * least, "name.slip")
    if sorted(a) == sorted(b):
        return _score(0.4 * least, "name.swapped")
    return _score(max(0.3 - 0.08 * slips, 0.01) * least, "name.given_differs")


# --- Hangul with Latin, Latin with Latin -----------------------------------------------------------------------------


def _cross(hangul: str, latin: str, table: NameTable) -> NameScore:
    """A Hangul name and a Latin one, through the spelling of each syllable."""
    tokens = latin_tokens(latin)
    surname, given = split_hangul(hangul)
    if not given or (len(tokens) == 1 and not split_name(latin).given and len(hangul) > 1):
        close = evidence.surname_fits(surname or hangul, tokens, table)
        return _score(_SURNAME_ONLY, "name.surname_only") if close else _score(0.02, "name.surname_differs")
    whole = evidence.cross_score(hangul, tokens, table)
    if whole.score < THRESHOLD and len(tokens) <= len(given):
        alone = evidence.given_score(given, tokens, table) * _GIVEN_ONLY
        if alone > whole.score:
            return _score(alone, "name.given_only")
    return _score(whole.score, whole.code)


def latin_names(a: str, b: str, table: NameTable) -> NameScore:
    """Score of two Latin names: as spellings of one Korean name where both can be Korean, else as words."""
    tokens_a, tokens_b = latin_tokens(a), latin_tokens(b)
    parts_a, parts_b = split_name(a), split_name(b)
    if not (parts_a.given and parts_b.given) and (parts_a.surname or parts_b.surname):
        one = evidence.surnames_meet(parts_a.surname or parts_a.given, parts_b.surname or parts_b.given, table)
        return _score(_SURNAME_ONLY, "name.surname_only") if one else _score(0.02, "name.surname_differs")
    if sorted(tokens_a) == sorted(tokens_b):
        return _score(1.0 if tokens_a == tokens_b else 0.99, "name.equal" if tokens_a == tokens_b else "name.order")
    words = NameScore(*general.compare(a, b))
    korean = evidence.latin_score(tokens_a, tokens_b, table)
    if korean is None:
        return words
    return _score(korean.score, korean.code)


Comparison = Callable[[str, str], NameScore]
"""The one shape of a comparison, so that another method can stand in its place."""
