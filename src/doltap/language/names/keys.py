"""Keys under which a name is found again: real spellings of one name share at least one."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Final

from doltap.language.hangul import decompose, south_spelling
from doltap.language.names.channel import Heard, shipped
from doltap.language.names.evidence import LatinName
from doltap.language.names.general import words_of
from doltap.language.names.hanja import pinyin_words
from doltap.language.names.ready import ready
from doltap.language.names.text import is_korean_surname, split_hangul

_READINGS: Final = 3
_LIKELY: Final = 0.04
"""How likely beside the likeliest surname another must be to give a key."""
_AT_ALL: Final = 1.5e-3
"""How often a surname must be spelled so for the letters to be its spelling at all."""
_LEAD_CLASS: Final = str.maketrans("ㄲㅋㄸㅌㅃㅍㅆㅉㅊㄹㄴ", "ㄱㄱㄷㄷㅂㅂㅅㅈㅈㄴㄴ")
_VOWEL_LEAD: Final = "ㅇ"


def first_sound(given: str) -> str:
    """The class of the first consonant; ㄹ, ㄴ and none are one, for the North writes what the South drops."""
    lead = decompose(given[0])[0].translate(_LEAD_CLASS) if given else "-"
    return _VOWEL_LEAD if lead == "ㄴ" else lead


def _hangul_keys(whole: str) -> frozenset[str]:
    surname, given = split_hangul(whole)
    given = given or whole
    keys = {f"given:{_sounds(given)}"}
    if surname and given != whole:
        keys.add(f"ko:{south_spelling(surname)}:{first_sound(given)}")
    elif len(whole) == 2 and is_korean_surname(whole[0]):
        keys.add(f"ko:{south_spelling(whole[0])}:{first_sound(whole[1])}")
    return frozenset(keys)


def _sounds(given: str) -> str:
    """The consonants of a given name by class."""
    return "".join(first_sound(c) for c in given[:4])


def _likely(heard: Heard) -> list[str]:
    best = sorted(heard.joint.items(), key=lambda item: -item[1])[:_READINGS]
    return [
        s for s, value in best if value > best[0][1] * _LIKELY and value > _AT_ALL * shipped().table.surname_prior[s]
    ]


def _latin_keys(name: LatinName) -> frozenset[str]:
    """Keys through every surname that the name could begin or end with."""
    channel = shipped()
    keys: set[str] = set()
    for reading in name.readings:
        for surname in _likely(channel.surname_heard[reading.surname]):
            keys.update(f"ko:{south_spelling(surname)}:{sound}" for sound in first_letters(reading.given[0]))
    return frozenset(keys | _given_keys(name.tokens))


def _given_keys(tokens: tuple[str, ...]) -> set[str]:
    """Keys of two or three words that may be the syllables of a given name without its surname."""
    if not 2 <= len(tokens) <= 3 or not all(shipped().given_heard[t].joint for t in tokens):
        return set()
    return {f"given:{''.join(sounds)}" for sounds in product(*(first_letters(t) for t in tokens))}


_LETTER_CLASSES: Final = {
    "g": "ㄱ",
    "k": "ㄱ",
    "c": "ㄱㅈ",
    "q": "ㄱ",
    "d": "ㄷ",
    "t": "ㄷㅈ",
    "b": "ㅂ",
    "p": "ㅂ",
    "v": "ㅂ",
} | {
    "f": "ㅂ",
    "s": "ㅅ",
    "z": "ㅈ",
    "j": "ㅈ",
    "m": "ㅁ",
    "h": "ㅎ",
    "x": "ㅅ",
    "w": "ㅇㅎ",
}


def first_letters(letters: str) -> str:
    """The classes of consonant that the first letter can stand for."""
    return _LETTER_CLASSES.get(letters[:1], _VOWEL_LEAD) if letters else "-"


@lru_cache(maxsize=20_000)
def name_keys(name: str) -> frozenset[str]:
    """Blocking keys: names that may be one name share one; a name without letters has none.

    Korean names are keyed by surname and first sound of the given name (in Seoul's spelling), and Hangul ones by the
    consonants of the given name too; names in Chinese characters by every way to read them; every other name also by
    each of its longer words.
    """
    found = ready(name)
    if found.kind == "hangul":
        return _hangul_keys(found.whole)
    if found.kind == "hanja":
        spelled = name_keys(" ".join(pinyin_words(found.text)))
        return frozenset(k for r in found.readings for k in _hangul_keys(r)) | spelled | {f"han:{found.text}"}
    size, most = (20, 50) if found.kind == "long" else (4, 12)
    words = frozenset(f"word:{w[:size]}" for w in words_of(found.text)[:most] if len(w) > 1)
    return words | _latin_keys(found.latin) if found.latin else words
