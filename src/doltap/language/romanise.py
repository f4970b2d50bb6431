"""Hangul in Latin letters by the three systems in use: Revised (Seoul), McCune-Reischauer, and Pyongyang's own.

Rules: Revised Romanisation, Ministry of Culture notice 2000-8; McCune and Reischauer, Transactions of the Korea Branch
of the Royal Asiatic Society 29 (1939); DPRK national system as submitted to the UN Group of Experts on Geographical
Names, without its breves, as its press prints it. What no rule predicts (an ㄴ added in a compound) is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from doltap.language.hangul import VOWELS, decompose

_HANGUL: Final = re.compile("[가-힣]+")
Syllable = tuple[str, str, str]

_SPLIT_TAIL: Final = {
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
_CLOSED: Final = dict(
    zip(
        "ㄱㄲㅋㄳㄺㄴㄵㄶㄷㅅㅆㅈㅊㅌㅎㄹㄼㄽㄾㅀㅁㄻㅂㅍㅄㄿㅇ",
        "ㄱㄱㄱㄱㄱㄴㄴㄴㄷㄷㄷㄷㄷㄷㄷㄹㄹㄹㄹㄹㅁㅁㅂㅂㅂㅂㅇ",
        strict=True,
    )
)
_NASAL: Final = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_BREATHED: Final = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ"}


@dataclass(frozen=True, slots=True)
class _System:
    """One system: a lead given the sound before it, tails, vowels, and whether ㄹ turns to ㄴ after ㅁ ㅇ."""

    lead: Callable[[str, str, str], str]
    tails: dict[str, str]
    vowels: dict[str, str]
    liquid_turns: bool = True


def _link(tail: str, lead: str, vowel: str) -> tuple[str, str]:
    """A tail before a syllable that begins with a vowel: it moves over, ㅎ is lost, ㄷ ㅌ before ㅣ are softened."""
    pair = _SPLIT_TAIL.get(tail, tail)
    stays, moves = pair[:-1], pair[-1]
    if moves == "ㅎ":
        return ("", stays) if stays else ("", lead)
    if vowel == "ㅣ" and moves in "ㄷㅌ":
        moves = "ㅈ" if moves == "ㄷ" else "ㅊ"
    return stays, moves


def _meet(tail: str, lead: str, vowel: str, system: _System) -> tuple[str, str]:
    """What the tail of one syllable and the lead of the next sound like together."""
    if lead == "ㅇ" and tail not in ("", "ㅇ"):
        return _link(tail, lead, vowel)
    if tail in ("ㅎ", "ㄶ", "ㅀ") and lead in _BREATHED:
        return _CLOSED[tail] if tail != "ㅎ" else "", _BREATHED[lead]
    closed = _CLOSED.get(tail, "")
    if lead == "ㄹ":
        return _before_liquid(closed, system)
    if lead in "ㄴㅁ":
        return ("ㄹ", "ㄹ") if closed == "ㄹ" and lead == "ㄴ" else (_NASAL.get(closed, closed), lead)
    return closed, lead


def _before_liquid(closed: str, system: _System) -> tuple[str, str]:
    """A tail before ㄹ: ㄴㄹ is ㄹㄹ (신라); where the system turns it, ㅁㄹ is ㅁㄴ (담력), ㄱㄹ is ㅇㄴ (독립)."""
    if closed in ("ㄴ", "ㄹ"):
        return "ㄹ", "ㄹ"
    if not system.liquid_turns:
        return _NASAL.get(closed, closed), "ㄹ"
    return (_NASAL.get(closed, closed), "ㄴ") if closed else ("", "ㄹ")


def _spoken(word: str, system: _System) -> list[Syllable]:
    """The syllables of a word as they sound in one breath."""
    parts = [list(decompose(c)) for c in word]
    for here, after in pairwise(parts):
        here[2], after[0] = _meet(here[2], after[0], after[1], system)
    if parts:
        parts[-1][2] = _CLOSED.get(parts[-1][2], "")
    return [(lead, vowel, tail) for lead, vowel, tail in parts]


def _write(word: str, system: _System) -> str:
    """One run of Hangul in Latin letters."""
    out, before = [], ""
    for lead, vowel, tail in _spoken(word, system):
        out.append(system.lead(lead, before, vowel) + system.vowels[vowel] + system.tails.get(tail, ""))
        before = tail or "-"
    return "".join(out)


def _romanise(text: str, system: _System) -> str:
    """The text with each run of Hangul in Latin letters, capitalised; the rest as it is."""
    return _HANGUL.sub(lambda m: _capital(_write(m[0], system)), text)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


# `before` is '' at the start, '-' after a vowel, else the tail that sounds there.
_RR_LEADS: Final = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"],
        strict=True,
    )
)
_RR_VOWELS: Final = dict(
    zip(
        VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "eo",
            "e",
            "yeo",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wo",
            "we",
            "wi",
            "yu",
            "eu",
            "ui",
            "i",
        ],
        strict=True,
    )
)
_RR_TAILS: Final = dict(zip("ㄱㄴㄷㄹㅁㅂㅇ", ["k", "n", "t", "l", "m", "p", "ng"], strict=True))


def _rr_lead(lead: str, before: str, _vowel: str) -> str:
    return "l" if lead == "ㄹ" and before == "ㄹ" else _RR_LEADS[lead]


_MR_LEADS: Final = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
        ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch'", "k'", "t'", "p'", "h"],
        strict=True,
    )
)
_VOICED: Final = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
_SONORANT: Final = frozenset("-ㄴㄹㅁㅇ")
_MR_VOWELS: Final = dict(
    zip(
        VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "ŏ",
            "e",
            "yŏ",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wŏ",
            "we",
            "wi",
            "yu",
            "ŭ",
            "ŭi",
            "i",
        ],
        strict=True,
    )
)


def _mr_lead(lead: str, before: str, vowel: str) -> str:
    if lead == "ㄹ":
        return "l" if before == "ㄹ" else "r"
    if before in _SONORANT and lead in _VOICED:
        return "'g" if before == "ㄴ" and lead == "ㄱ" else _VOICED[lead]
    return "sh" if lead == "ㅅ" and vowel == "ㅟ" else _MR_LEADS[lead]


_DPRK_LEADS: Final = _MR_LEADS | {"ㅈ": "j", "ㅉ": "jj", "ㅊ": "ch", "ㅋ": "kh", "ㅌ": "th", "ㅍ": "ph"}
_DPRK_VOWELS: Final = {k: v.replace("ŏ", "o").replace("ŭ", "u") for k, v in _MR_VOWELS.items()}


def _dprk_lead(lead: str, before: str, _vowel: str) -> str:
    if lead == "ㄹ":
        return "l" if before == "ㄹ" else "r"
    return _VOICED[lead] if before in _SONORANT and lead in _VOICED else _DPRK_LEADS[lead]


_RR: Final = _System(_rr_lead, _RR_TAILS, _RR_VOWELS)
_MR: Final = _System(_mr_lead, _RR_TAILS, _MR_VOWELS)
_DPRK: Final = _System(_dprk_lead, _RR_TAILS, _DPRK_VOWELS, liquid_turns=False)
_PLAIN: Final = str.maketrans({"ŏ": "o", "ŭ": "u", "'": ""})


def revised(hangul: str) -> str:
    """Revised Romanisation of each run of Hangul: 신라 Silla, 종로 Jongno, 독립문 Dongnimmun."""
    return _romanise(hangul, _RR)


def mccune_reischauer(hangul: str, marks: bool = True) -> str:
    """McCune-Reischauer of each run of Hangul: 평양 P'yŏngyang; without `marks` Pyongyang, as most people type it."""
    text = _romanise(hangul, _MR)
    return text if marks else text.translate(_PLAIN)


def dprk(hangul: str) -> str:
    """Pyongyang's system as its press prints it, without breves: 평안 Phyongan, 량강 Ryanggang."""
    return _romanise(hangul, _DPRK)


def romanise_name(surname: str, given: str, system: str = "rr") -> str:
    """A Korean name by the rule for names of 'rr', 'mr' or 'dprk': no sound change across surname and given name.

    Seoul joins the given name with a hyphen and shows no change inside it (Han Bok-nam), Pyongyang writes each syllable
    by itself (Kim Jong Il), McCune-Reischauer changes sounds inside the given name (Kim Chŏngil). KeyError on another.
    """
    if system == "mr":
        return f"{mccune_reischauer(surname)} {mccune_reischauer(given)}".strip()
    one, joint = {"rr": (revised, "-"), "dprk": (dprk, " ")}[system]
    parts = [one(c) for c in given]
    rest = joint.join(parts[:1] + [p.lower() if system == "rr" else p for p in parts[1:]])
    return f"{one(surname)} {rest}".strip()
