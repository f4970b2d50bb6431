"""Hangul taken apart and put together: letters, particles, and the initial sound as North and South spell it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Final

LEADS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3
_WHOLE: Final = re.compile("[가-힣]+")


def is_hangul(text: str) -> bool:
    """Whether the text is nothing but whole Hangul syllables, and at least one."""
    return _WHOLE.fullmatch(text) is not None


@cache  # there are 11,172 of them
def decompose(syllable: str) -> tuple[str, str, str]:
    """Lead, vowel and tail of one syllable as single letters, '' for no tail. Raises ValueError on anything else."""
    if len(syllable) != 1 or not _FIRST <= ord(syllable) <= _LAST:
        raise ValueError(syllable)
    rest, tail = divmod(ord(syllable) - _FIRST, 28)
    lead, vowel = divmod(rest, 21)
    return LEADS[lead], VOWELS[vowel], TAILS[tail]


def compose(lead: str, vowel: str, tail: str = "") -> str:
    """The syllable of these letters. Raises ValueError where a letter cannot stand in its place."""
    return chr(_FIRST + (LEADS.index(lead) * 21 + VOWELS.index(vowel)) * 28 + TAILS.index(tail))


def letters(text: str) -> str:
    """The text with each Hangul syllable written out in its letters, as they are typed; the rest as it is."""
    return "".join("".join(decompose(c)) if _FIRST <= ord(c) <= _LAST else c for c in text)


def has_tail(word: str) -> bool:
    """Whether the last syllable of the word ends in a consonant; False for anything that is not Hangul."""
    return bool(word) and _FIRST <= ord(word[-1]) <= _LAST and (ord(word[-1]) - _FIRST) % 28 != 0


# --- particles -------------------------------------------------------------------------------------------------------

_TAIL_L: Final = "ㄹ"


@cache
def _particles() -> dict[str, str]:
    """Every particle and what it stands after: 't' a consonant, 'v' a vowel (or ㄹ, for 로), 'a' either."""
    lines = (files("doltap.language") / "data" / "particles.txt").read_text(encoding="utf-8").splitlines()
    lists = {kind: words for kind, *words in (line.split() for line in lines if not line.startswith("#"))}
    known = dict.fromkeys(lists["any"], "a") | dict.fromkeys(lists["tail"], "t") | dict.fromkeys(lists["vowel"], "v")
    for base, more in product(lists["base"], lists["stacked"]):
        known.setdefault(base + more, known[base])
    return known


def _fits(stem: str, particle: str, after: str) -> bool:
    """Whether the last sound of the stem allows this form of the particle."""
    if after == "a":
        return True
    if particle.startswith("로") and stem.endswith("으"):
        return False
    if particle.startswith("로") and decompose(stem[-1])[2] == _TAIL_L:
        return True
    if particle.startswith("으로") and decompose(stem[-1])[2] == _TAIL_L:
        return False
    return has_tail(stem) == (after == "t")


def particle_splits(word: str) -> tuple[tuple[str, str], ...]:
    """Every way to read the word as stem and particle, longest particle first and the whole word last.

    For callers who know more, such as a list of names: a name may itself end like a particle.
    """
    particles = _particles()
    splits = []
    for cut in range(max(len(word) - 6, 1), len(word)):
        stem, particle = word[:cut], word[cut:]
        if particle in particles and _FIRST <= ord(stem[-1]) <= _LAST and _fits(stem, particle, particles[particle]):
            splits.append((stem, particle))
    return (*splits, (word, ""))


def strip_particle(word: str, known: Container[str] = frozenset()) -> tuple[str, str]:
    """The word without its particle, and the particle ('' where there is none).

    Safe: a stem of one syllable is only accepted when it is `known`, a `known` word is never cut, and a `known` stem
    goes before any other.
    """
    if word in known:
        return word, ""
    splits = particle_splits(word)
    for stem, particle in splits:
        if stem in known:
            return stem, particle
    return next((s for s in splits if len(s[0]) >= 2), (word, ""))


# --- the initial sound -----------------------------------------------------------------------------------------------

_NARROW: Final = frozenset("ㅑㅕㅖㅛㅠㅣ")
_WIDE_R: Final = frozenset("ㅏㅐㅗㅚㅜㅡ")
_SINO_TAILS: Final = frozenset(("", *"ㄱㄴㄹㅁㅂㅇ"))
_LOST_R: Final = {"률": "율", "렬": "열", "율": "률", "열": "렬"}


@cache
def _word_list(name: str) -> frozenset[str]:
    """The words of one packaged list."""
    lines = (files("doltap.language") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _loanwords() -> tuple[str, ...]:
    return tuple(_word_list("loanwords_r.txt"))


def _south_initial(syllable: str) -> str:
    """A first syllable as the South writes it: ㄹ ㄴ fall before ㅣ and y-vowels, ㄹ is ㄴ before others."""
    lead, vowel, tail = decompose(syllable)
    if tail not in _SINO_TAILS:
        return syllable
    if lead in "ㄹㄴ" and vowel in _NARROW:
        return compose("ㅇ", vowel, tail)
    if lead == "ㄹ" and vowel in _WIDE_R:
        return compose("ㄴ", vowel, tail)
    return syllable


def _north_initials(syllable: str) -> list[str]:
    """The first syllables with ㄹ that the South writes so; those with ㄴ (녀성) are few and are stems."""
    lead, vowel, tail = decompose(syllable)
    if tail not in _SINO_TAILS:
        return []
    if lead == "ㅇ" and vowel in _NARROW:
        return [compose("ㄹ", vowel, tail)]
    return [compose("ㄹ", vowel, tail)] if lead == "ㄴ" and vowel in _WIDE_R else []


def _inner(word: str, pair: str) -> str:
    """률 렬 (or 율 열, as `pair` says) after a vowel or ㄴ in the spelling of the other side."""
    if pair[0] not in word and pair[1] not in word:
        return word
    changed = list(word)
    for i in range(1, len(word)):
        if word[i] in pair and _FIRST <= ord(word[i - 1]) <= _LAST and decompose(word[i - 1])[2] in ("", "ㄴ"):
            changed[i] = _LOST_R[word[i]]
    return "".join(changed)


@cache
def _stems(north: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    """Finds Northern (or Southern) stems inside compounds, and says what the other side writes."""
    table = {stem: _south_initial(stem[0]) + stem[1:] for stem in sorted(_word_list("northern_stems.txt"))}
    table = table if north else {south: stem for stem, south in table.items()}
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def _stems_changed(word: str, north: bool) -> str:
    pattern, table = _stems(north)
    return pattern.sub(lambda m: table[m[0]], word)


def south_spelling(word: str) -> str:
    """The word as Seoul writes it: 로동 -> 노동, 리 -> 이, 은률 -> 은율. Loanwords (라디오) and all else stay."""
    if not word or not _FIRST <= ord(word[0]) <= _LAST or word.startswith(_loanwords()):
        return word
    word = _stems_changed(word, north=True)
    return _inner(_south_initial(word[0]) + word[1:], "률렬")


def north_spelling(word: str) -> str:
    """The word as Pyongyang writes it, as far as its stems are known: 노동당 -> 로동당; others stay."""
    return _stems_changed(word, north=False)


@lru_cache(maxsize=32_768)
def initial_sound_variants(word: str) -> tuple[str, ...]:
    """The word and every spelling of it that the North or the South may use, the word first.

    Both directions: 리철 -> 이철, 이철 -> 리철, 양강 -> 량강, 은율 -> 은률. More is offered than
    is used: for searching and comparing, never for writing.
    """
    return tuple(dict.fromkeys(_variants(word)))


def _variants(word: str) -> Iterator[str]:
    yield word
    if not word or not _FIRST <= ord(word[0]) <= _LAST:
        return
    firsts = [word[0], _south_initial(word[0]), *_north_initials(word[0])]
    if word.startswith(_loanwords()):
        firsts = [word[0]]
    spellings = (word, _stems_changed(word, True), _stems_changed(word, False))
    wholes = (whole for spelled in spellings for whole in (spelled, *(first + spelled[1:] for first in firsts)))
    for whole in dict.fromkeys(wholes):
        yield from (whole, _inner(whole, "률렬"), _inner(whole, "율열"))
