"""A name as written, taken apart: script, tokens, titles, surname and given name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from doltap.language.hangul import is_hangul
from doltap.language.names import channel
from doltap.language.names.table import FLOOR, NameTable, packaged
from doltap.language.scripts import clean_name, unaccented

LONGEST: Final = 160
"""Longer strings are not read as names: they are only compared as sets of words."""
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_JOINED: Final = str.maketrans("", "", "'’‘ʼʻ`´")
_LATIN: Final = re.compile(r"[a-z]+")
_COMMA: Final = re.compile(r"^\s*([^,]+?)\s*,\s*(.+)$")
_KOREAN_AT_LEAST: Final = -5.2
"""Log probability a lone Latin word needs to be read as a Korean surname."""
_SYLLABLE_AT_LEAST: Final = -9.5
_ORDER_AT_LEAST: Final = -15.0
_LONGEST_GIVEN: Final = 24


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


@lru_cache(maxsize=50_000)
def latin_tokens(name: str) -> tuple[str, ...]:
    """The words of a name in lower-case Latin letters without accents, apostrophes and titles.

    'SURNAME, Given' keeps its order. Empty where the name has no Latin letter, or letters of another script too.
    """
    folded = unaccented(clean_name(name).casefold().translate(_JOINED))
    tokens = tuple(_TOKEN.findall(folded))
    if not all(_LATIN.fullmatch(t) for t in tokens):
        return ()
    named = tuple(t for t in tokens if t not in _titles()["latin"])
    return named or tokens


@lru_cache(maxsize=50_000)
def hangul_name(name: str) -> str:
    """The Hangul of a name in one piece, without spaces and titles; '' where it holds anything else."""
    words = [w for w in _TOKEN.findall(clean_name(name)) if w not in _titles()["hangul"]]
    whole = "".join(words)
    return _without_ending(whole) if is_hangul(whole) else ""


def _without_ending(whole: str) -> str:
    """The name without the titles written onto its end, two at most (위원장동지)."""
    for _ in range(2):
        whole = whole[: len(whole) - _ending(whole)]
    return whole


def _ending(whole: str) -> int:
    """How many syllables at the end are a title; one syllable at least is left as a name."""
    sizes = (n for n in range(min(5, len(whole) - 1), 0, -1))
    return next((n for n in sizes if whole[-n:] in _titles()["ending" if n == 1 else "hangul"]), 0)


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
    as_full = table.surname_prior.get(two[0], FLOOR) + one_in + table.given_prior.get(two[1], FLOOR)
    return sum(table.given_prior.get(c, FLOOR) for c in two) - 1.0 > as_full


def surname_score(table: NameTable, token: str) -> float:
    """log probability of the letters as the spelling of any Korean surname."""
    return channel.total(channel.surname_readings(table, token))


def _korean_order(tokens: tuple[str, ...]) -> int:
    """Where the Korean surname stands: 0 first, -1 last; 1 where neither way the name sounds Korean."""
    first = _order_score(tokens[0], tokens[1:])
    last = _order_score(tokens[-1], tokens[:-1])
    if max(first, last) < _ORDER_AT_LEAST:
        return 1
    return 0 if first + 1.0 >= last else -1


def _order_score(surname: str, given: tuple[str, ...]) -> float:
    """How well these words are a Korean surname and given name, as a log probability; low where one is not."""
    ends = accumulate(len(g) for g in given[:-1])
    heard = channel.sounds_korean(packaged(), "".join(given)[:_LONGEST_GIVEN], frozenset(ends))
    return surname_score(packaged(), surname) + heard if heard > _SYLLABLE_AT_LEAST else 2 * FLOOR


def _marked_place(written: list[str]) -> int:
    """Where capitals or a hyphen show the surname: 0 first, -1 last, 1 nowhere."""
    capitals = [w.isupper() and len(w) > 1 for w in written]
    if sum(capitals) == 1 and (capitals[0] or capitals[-1]):
        return 0 if capitals[0] else -1
    joined = ["-" in w for w in written]
    if len(written) == 2 and sum(joined) == 1:
        return 0 if joined[1] else -1
    return 1


def _split_latin(written: list[str], comma: bool) -> tuple[str, str]:
    """Surname and given name of a Latin name, given its words as written, hyphens kept."""
    tokens = tuple(unaccented(w.casefold().translate(_JOINED)) for w in written)
    if len(tokens) == 1:
        alone = "-" not in tokens[0] and surname_score(packaged(), tokens[0]) >= _KOREAN_AT_LEAST
        return (written[0], "") if alone else ("", written[0])
    place = 0 if comma else _marked_place(written)
    if place == 1:
        place = _korean_order(tuple(t.replace("-", "") for t in tokens))
    return (written[0], " ".join(written[1:])) if place == 0 else (written[-1], " ".join(written[:-1]))


_WRITTEN: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘ʼʻ`´-])*")


def split_name(name: str) -> NameParts:
    """Surname, given name and title of a Korean name in Hangul or Latin letters, as written there.

    A Latin name without a Korean surname is read with its last word as the surname; a lone word that is no surname is a
    given name. Names in other scripts come back whole as the given name.
    """
    shown = clean_name(name)
    if len(shown) > LONGEST:
        return NameParts("", shown, "")
    words = _WRITTEN.findall(shown)
    folded = [unaccented(w.casefold().translate(_JOINED)) for w in words]
    title = " ".join(w for w, f in zip(words, folded, strict=True) if is_title(f))
    if len(title) == len(" ".join(words)):
        title = ""
    whole = hangul_name(name)
    if whole:
        surname, given = split_hangul(whole)
        ending = "".join(_TOKEN.findall(shown)).removeprefix(whole)
        return NameParts(surname, given, title or ending)
    if not latin_tokens(name):
        return NameParts("", shown, "")
    kept = [w for w, f in zip(words, folded, strict=True) if not title or not is_title(f)]
    surname, given = _split_latin(kept, bool(_COMMA.match(shown)))
    return NameParts(surname, given, title)
