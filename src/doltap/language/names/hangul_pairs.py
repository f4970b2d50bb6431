"""Two names in Hangul: the spelling of the North and of the South, typing slips by letter, missing parts."""

from __future__ import annotations

from typing import Final

from doltap.language.hangul import initial_sound_variants, letters
from doltap.language.names import general
from doltap.language.names.text import split_hangul

SURNAME_ONLY: Final = 0.2
GIVEN_ONLY: Final = 0.6
Found = tuple[float, str]


def _one_spelling(a: str, b: str) -> bool:
    """Whether two Hangul syllables or surnames are one in the spelling of the North or of the South."""
    return a == b or b in initial_sound_variants(a) or a in initial_sound_variants(b)


def hangul_pair(a: str, b: str) -> Found:
    """Probability that two Hangul names in one piece are one, and the code of the reason."""
    (surname_a, given_a), (surname_b, given_b) = split_hangul(a), split_hangul(b)
    if not given_a or not given_b:
        one = given_a == given_b and _one_spelling(surname_a, surname_b)
        one = one or _one_spelling(surname_a or given_a[:1], surname_b or given_b[:1])
        return (SURNAME_ONLY, "name.surname_only") if one else (0.02, "name.surname_differs")
    if a == b:
        return 1.0, "name.equal"
    if not surname_a or not surname_b:
        return _without_surname(a, b, given_a, given_b)
    if not _one_spelling(surname_a, surname_b):
        return _surname_differs(a, b)
    return _givens(given_a, given_b, surname_a != surname_b)


def _without_surname(a: str, b: str, given_a: str, given_b: str) -> Found:
    """One of the two may be a given name alone: it must end the other."""
    short, long = sorted((a, b), key=len)
    same_end = len(short) >= 2 and all(map(_one_spelling, short, long[-len(short) :]))
    if same_end and len(short) == len(long):
        return 0.97, "name.north_south"
    if same_end:
        return GIVEN_ONLY, "name.given_only"
    if len(a) == len(b) and general.distance(letters(a), letters(b)) == 1:
        return 0.5, "name.slip"
    return _givens(given_a, given_b, False, least=0.8)


def _surname_differs(a: str, b: str) -> Found:
    """Other surnames: a slip of one letter in the surname is possible where all else is the same."""
    slip = len(a) == len(b) and a[1:] == b[1:] and general.distance(letters(a[0]), letters(b[0])) == 1
    return (0.35, "name.surname_slip") if slip else (0.03, "name.surname_differs")


def _givens(a: str, b: str, respelled: bool, least: float = 1.0) -> Found:
    """Two given names whose surnames agree."""
    if len(a) == len(b) and all(map(_one_spelling, a, b)):
        return 0.98 * least, "name.north_south" if respelled or a != b else "name.equal"
    slips = general.distance(letters(a), letters(b))
    if slips == 1 and len(a) == len(b):
        return 0.55 * least, "name.slip"
    if sorted(a) == sorted(b):
        return 0.4 * least, "name.swapped"
    return max(0.3 - 0.08 * slips, 0.01) * least, "name.given_differs"
