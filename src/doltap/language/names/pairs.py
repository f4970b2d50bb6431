"""Two names as written: how probable it is that they are one name, from 0 to 1, and why.

A score says what the letters say and no more: many people share a name, so a name alone never makes two people one.
Every pair goes the way of its scripts; Latin spellings of Korean names meet in the Hangul that they could both be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

from doltap.language.names import evidence, general, hanja
from doltap.language.names.channel import shipped
from doltap.language.names.hangul_pairs import GIVEN_ONLY, SURNAME_ONLY, hangul_pair
from doltap.language.names.ready import Ready, ready
from doltap.language.names.table import evened, logistic
from doltap.model import Message

THRESHOLD: Final = 0.5
SURNAME_FITS: Final = 1e-3
_HARDLY: Final = 0.02
_SURELY: Final = 0.95
"""Between these shares of Koreanness two Latin names are weighed both as Korean ones and as any words."""
UNREAD: Final = 0.6
"""What a likeness of sounds alone is worth, where the letters spell no Korean given name."""
SOUNDS: Final = 12.0
"""What a full likeness of sounds is worth beside a logarithm of likelihood, where names are ranked."""
IMPOSSIBLE: Final = -12.0
OTHER_SURNAME: Final = -3.0
_HANJA: Final = 0.985
"""Two names by one reading may still be different characters."""


@dataclass(frozen=True, slots=True)
class NameScore:
    """`score`: the probability that the two are one name as written, 0 to 1; `reasons` say what was seen."""

    score: float
    reasons: tuple[Message, ...] = ()


Found = tuple[float, str]
"""A probability and the code of its reason."""


def same_name(a: str, b: str, threshold: float = THRESHOLD) -> bool:
    """Whether two names score at least the threshold. The same name is not yet the same person."""
    return compare_names(a, b).score >= threshold


def compare_names(a: str, b: str) -> NameScore:
    """The probability that two names as written are one name, and why; symmetric, defined on every pair of strings.

    Blind to normal form, case, width, hidden characters, titles, kin terms and the order of the parts. The prior is
    that of a hard list: one pair in four is one name, the others share the surname and look alike.
    """
    return scored(compared(ready(a), ready(b)))


compare = compare_names


def scored(found: Found) -> NameScore:
    """What was found, as it is given out."""
    return NameScore(round(found[0], 4), _reasons(found[1]))


@cache
def _reasons(code: str) -> tuple[Message, ...]:
    return (Message.of(code),)


def compared(a: Ready, b: Ready) -> Found:
    """Probability and reason of two names made ready."""
    if b.kind < a.kind or (b.kind == a.kind and b.text < a.text):
        a, b = b, a
    way = _WAYS.get((a.kind, b.kind))
    return way(a, b) if way else _as_words(a, b)


def _no_letters(a: Ready, b: Ready) -> Found:
    return (1.0 if a.text == b.text and a.text else 0.0), "name.no_letters"


def _long(a: Ready, b: Ready) -> Found:
    if "none" in (a.kind, b.kind):
        return 0.0, "name.no_letters"
    return (1.0 if a.text == b.text else 0.9 * general.shared_words(a.text, b.text)), "name.too_long"


def _hangul(a: Ready, b: Ready) -> Found:
    return hangul_pair(a.whole, b.whole)


def _as_words(a: Ready, b: Ready) -> Found:
    """Names that no knowledge of Korean helps with, word by word."""
    if a.text == b.text:
        return 1.0, "name.equal"
    found = general.words_compared(a.text, b.text)
    if found is None:
        return 0.0, "name.other_script"
    if found.equal:
        return 0.99, "name.equal"
    score = logistic(shipped().table.weights["words"], found.features)
    return score, "name.part_missing" if found.missing else "name.words"


# --- Hangul with Latin -----------------------------------------------------------------------------------------------


def _cross(a: Ready, b: Ready) -> Found:
    """A Hangul name and a Latin one; one whose surname may have one syllable or two is taken both ways."""
    found, other = _cross_once(a, b), a.otherwise
    return max(found, _cross_once(other, b)) if other else found


def _cross_once(a: Ready, b: Ready) -> Found:
    """A Hangul name and a Latin one, through the spelling of each syllable."""
    assert b.latin is not None
    surname, given = a.parts
    if not given or (b.lone_surname and len(a.whole) > 1):
        close = any(_surname_fits(surname or a.whole, t) for t in (b.tokens[0], b.tokens[-1]))
        return (SURNAME_ONLY, "name.surname_only") if close else (0.02, "name.surname_differs")
    if not a.hangul[0]:
        return _given_alone(surname, given, b) * GIVEN_ONLY, "name.given_only"
    features = evidence.cross_features(shipped(), a.hangul, b.latin)
    score = logistic(shipped().table.weights["cross"], features)
    fit = max(sum(shipped().surname[a.hangul[0], end]) for end in (b.tokens[0], b.tokens[-1])) if features[5] else 0.0
    return cross_found(a, b, CrossEvidence(score, features, fit))


@dataclass(frozen=True, slots=True)
class CrossEvidence:
    """What the letters of a Hangul and a Latin name show: the weighed features, and whether a surname fits an end.

    `given_fits`: whether the Latin words may be the given name alone.
    """

    score: float
    features: Sequence[float]
    surname_fit: float
    given_fits: bool = True


def common_shape(name: Ready) -> bool:
    """Whether a Hangul name is a surname of one syllable with a given name of one or two."""
    return (
        name.kind == "hangul"
        and not name.otherwise
        and bool(name.parts[1])
        and len(name.hangul[0]) == 1
        and len(name.hangul[1]) <= 2
    )


def cross_found(a: Ready, b: Ready, shown: CrossEvidence) -> Found:
    """Probability and reason of a Hangul name with a surname and a Latin one, from what their letters show."""
    features, (surname, given) = shown.features, a.parts
    score = shown.score * (UNREAD if features[5] or features[2] < IMPOSSIBLE else 1.0)
    if score >= THRESHOLD:
        return score, "name.romanisation"
    if not surname or (shown.given_fits and len(b.tokens) <= len(given)):
        alone = _given_alone(surname, given, b) * GIVEN_ONLY
        if alone > score:
            return alone, "name.given_only"
    fits = shown.surname_fit > SURNAME_FITS if features[5] else features[1] > OTHER_SURNAME
    return score, "name.given_differs" if fits else "name.surname_differs"


def _surname_fits(surname: str, word: str) -> bool:
    return sum(shipped().surname[surname, word]) > SURNAME_FITS


def _given_alone(surname: str, given: str, latin: Ready) -> float:
    """How well the Latin words, or those beside their surname, could be the given name alone."""
    others = () if surname else evidence.latin_readings(shipped().table, latin.words, latin.comma)
    ways = [latin.tokens, *(reading.given for reading in others)]
    return max(evidence.given_score(shipped(), given, way) for way in ways)


# --- Latin with Latin ------------------------------------------------------------------------------------------------


def _latin(a: Ready, b: Ready) -> Found:
    """Two Latin names: as spellings of one Korean name where both can be Korean, else as words."""
    assert a.latin is not None and b.latin is not None  # noqa: PT018
    if a.latin.tokens == b.latin.tokens:
        return (SURNAME_ONLY, "name.surname_only") if a.lone_surname else (1.0, "name.equal")
    if a.lone_surname or b.lone_surname:
        return _surname_alone(*sorted((a, b), key=lambda name: not name.lone_surname))
    share = (a.latin.korean * b.latin.korean) ** 0.5 if a.latin.likely and b.latin.likely else 0.0
    if sorted(a.latin.tokens) == sorted(b.latin.tokens) and (share < _HARDLY or evidence.one_reading(a.latin, b.latin)):
        return 0.98, "name.order"
    words = _as_words(a, b) if share < _SURELY else (0.0, "")
    return _korean_or_not(share, words, a.latin, b.latin) if share > _HARDLY else words


def _korean_or_not(share: float, words: Found, a: evidence.LatinName, b: evidence.LatinName) -> Found:
    """The probability as spellings of a Korean name, mixed with that as words by how Korean the names are."""
    features = evidence.latin_features(shipped(), a, b)
    korean = logistic(shipped().table.weights["latin"], features) * exp(min(features[1], 0.0) / 2)
    mixed = korean if not words[1] else share * korean + (1 - share) * words[0]
    score = evened(shipped().table.weights["latin_shares"], mixed)
    if score >= THRESHOLD:
        return score, "name.romanisation" if korean >= words[0] else words[1]
    return score, "name.surname_differs" if features[1] < OTHER_SURNAME else "name.given_differs"


def _surname_alone(alone: Ready, other: Ready) -> Found:
    assert alone.latin is not None and other.latin is not None  # noqa: PT018
    ends = {other.latin.tokens[0], other.latin.tokens[-1]}
    word = alone.latin.tokens[0]
    close = word in ends or any(evidence.surnames_meet(shipped(), word, end) for end in ends)
    return (SURNAME_ONLY, "name.surname_only") if close else (0.02, "name.surname_differs")


# --- Chinese characters ----------------------------------------------------------------------------------------------


def _hanja_hangul(a: Ready, b: Ready) -> Found:
    return _through_readings(b, a)


def _hanja_latin(a: Ready, b: Ready) -> Found:
    """Through the Hangul readings, or straight through Mandarin."""
    assert b.latin is not None
    pinyin = hanja.pinyin_words(a.text)
    if pinyin and sorted("".join(pinyin)) == sorted("".join(b.latin.tokens)) and set(pinyin) & set(b.latin.tokens):
        return 0.97, "name.mandarin"
    return _through_readings(a, b)


def _hanja(a: Ready, b: Ready) -> Found:
    """Characters against characters: other characters read alike are most often other people."""
    if a.text == b.text:
        return 1.0, "name.equal"
    if set(a.readings) & set(b.readings):
        return 0.25, "name.hanja_differs"
    return 0.02, "name.hanja_differs"


def _through_readings(a: Ready, b: Ready) -> Found:
    """The best of all that the characters can be in Hangul."""
    found = [compared(ready(reading), b) for reading in a.readings]
    if not found:
        return 0.0, "name.other_script"
    score, code = max(found)
    return score * _HANJA, "name.hanja_reading" if score >= THRESHOLD else code


_Way = Callable[[Ready, Ready], Found]
_NONE: Final[dict[tuple[str, str], _Way]] = {(k, "none"): _no_letters for k in ("hangul", "hanja", "latin", "none")}
_WAYS: Final[dict[tuple[str, str], _Way]] = (
    _NONE
    | {("none", "other"): _no_letters, ("hangul", "hangul"): _hangul, ("hangul", "latin"): _cross}
    | {("latin", "latin"): _latin, ("hanja", "latin"): _hanja_latin, ("hanja", "hanja"): _hanja}
    | {("hangul", "hanja"): _hanja_hangul}
    | {(kind, "long"): _long for kind in ("hangul", "hanja", "latin", "long")}
    | {("long", kind): _long for kind in ("none", "other")}
)

Comparison = Callable[[str, str], NameScore]
"""The one shape of a comparison, so that another method can stand in its place."""
