"""A name as written, taken apart: script, tokens, titles, surname and given name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from doltap.language.hangul import is_hangul
from doltap.language.names.table import packaged, safe_log
from doltap.language.scripts import clean_name, unaccented

LONGEST: Final = 160
"""Longer strings are not read as names: they are only compared as sets of words."""
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINED: Final = str.maketrans(dict.fromkeys("'’‘ʼʻ`´", "") | dict.fromkeys("‐‑‒–−", "-"))
_LATIN: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_COMMA: Final = re.compile(r"^\s*([^,]+?)\s*,\s*(.+)$")
_RARE: Final = 1e-5
_GIVEN_LIKE: Final = 0.002


@dataclass(frozen=True, slots=True)
class NameParts:
    """Surname, given name and title as written; '' for a part that is not there."""

    surname: str
    given: str
    title: str = ""


@cache
def _titles() -> dict[str, frozenset[str]]:
    """Titles and kin terms by where they stand: Latin words, Hangul words, Hangul endings."""
    lines = (files("doltap.language") / "data" / "titles.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.split() for line in lines if line and not line.startswith("#"))
    found: dict[str, set[str]] = {"latin": set(), "hangul": set(), "ending": set(), "compound": set(), "surname": set()}
    for kind, *words in parts:
        found[kind].update(words)
    return {kind: frozenset(words) for kind, words in found.items()}


def compound_surnames() -> frozenset[str]:
    """Surnames of two syllables."""
    return _titles()["compound"]


def is_korean_surname(syllable: str) -> bool:
    """Whether this Hangul is a Korean surname, in the spelling of the South or the North."""
    return syllable in packaged().surname_prior or syllable in _titles()["surname"] or syllable in compound_surnames()


def is_title(word: str) -> bool:
    """Whether a word, folded, is a title or a kin term and no part of a name."""
    return word in _titles()["latin"] or word in _titles()["hangul"]


def fold_word(word: str) -> str:
    """A Latin word in lower case without accents and apostrophes."""
    return unaccented(word.casefold().translate(_JOINED))


@lru_cache(maxsize=50_000)
def latin_words(name: str) -> tuple[tuple[str, ...], bool]:
    """The words of a name in lower-case Latin letters, hyphens kept, without accents, apostrophes and titles.

    Beside them whether a comma after the first part shows the surname. No words where the name has none in Latin
    letters, or letters of another script too.
    """
    clean = clean_name(name)
    words = tuple(_WORD.findall(fold_word(clean)))
    if not all(_LATIN.fullmatch(w) for w in words):
        return (), False
    named = tuple(w for w in words if w not in _titles()["latin"])
    return named or words, _COMMA.match(clean) is not None


def latin_tokens(name: str) -> tuple[str, ...]:
    """The words of a name as `latin_words` gives them, cut at their hyphens."""
    return tuple(piece for word in latin_words(name)[0] for piece in word.split("-"))


def title_free(name: str) -> str:
    """The words of a name in one piece, without those that are titles in Hangul."""
    words = _TOKEN.findall(clean_name(name))
    return "".join(w for w in words if w not in _titles()["hangul"])


@lru_cache(maxsize=50_000)
def hangul_name(name: str) -> str:
    """The Hangul of a name in one piece, without spaces and titles; '' where it holds anything else."""
    whole = title_free(name)
    return _without_ending(whole) if is_hangul(whole) else ""


def _without_ending(whole: str) -> str:
    """The name without the titles written onto its end, two at most (위원장동지)."""
    for _ in range(2):
        whole = whole[: len(whole) - _ending(whole)]
    return whole


def _ending(whole: str) -> int:
    """How many syllables at the end are a title; one syllable at least is left as a name."""
    sizes = (n for n in range(min(5, len(whole) - 1), 0, -1))
    size = next((n for n in sizes if whole[-n:] in _titles()["ending" if n == 1 else "hangul"]), 0)
    return 0 if size == 2 and len(whole) == 3 and _like_given(whole[1:]) else size


def _like_given(two: str) -> bool:
    """Whether both syllables are common in given names: 김원수 is a person, 김대장 a captain."""
    return all(packaged().given_prior.get(c, 0.0) > _GIVEN_LIKE for c in two)


def split_hangul(whole: str) -> tuple[str, str]:
    """Surname and given name of a Hangul name in one piece; surname '' for a given name alone."""
    if len(whole) == 1:
        return (whole, "") if is_korean_surname(whole) else ("", whole)
    if whole[:2] in compound_surnames() and (
        len(whole) > 3 or (len(whole) == 3 and whole[:2] not in ("황보", "서문", "동방"))
    ):
        return whole[:2], whole[2:]
    if whole in compound_surnames():
        return whole, ""
    if not is_korean_surname(whole[0]) or (len(whole) == 2 and _sounds_given(whole)):
        return "", whole
    return whole[0], whole[1:]


def _sounds_given(two: str) -> bool:
    """Whether two syllables are likelier a given name than a surname with a given name of one syllable."""
    table = packaged()
    one_in = -3.0
    first, last = (safe_log(table.given_prior.get(c, _RARE)) for c in two)
    return first + last - 1.0 > safe_log(table.surname_prior.get(two[0], _RARE)) + one_in + last
