"""Names in Chinese characters: how each character is read in Korean and in Mandarin, and which Hangul a name can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import Final

from doltap.language.hangul import initial_sound_variants, is_hangul, south_spelling
from doltap.language.names.text import compound_surnames, is_korean_surname, title_free

_MOST: Final = 24
LONGEST: Final = 8


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Character -> its Hangul readings, one letter each, and its Mandarin reading ('-' for none)."""
    lines = (files("doltap.language") / "data" / "hanja.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {char: (readings, mandarin) for readings, mandarin, chars in rows for char in chars}


def is_han(char: str) -> bool:
    """Whether the character is a Chinese one."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003134f"


@lru_cache(maxsize=20_000)
def hanja_name(name: str) -> str:
    """The name in one piece where it is Chinese characters, some of them perhaps Hangul; '' otherwise."""
    whole = title_free(name)
    if not 1 <= len(whole) <= LONGEST or not any(map(is_han, whole)):
        return ""
    return whole if all(is_han(c) or is_hangul(c) for c in whole) else ""


def readings(char: str) -> tuple[str, ...]:
    """The Hangul readings of a character, a Hangul one being its own; empty where none is known."""
    return (char,) if is_hangul(char) else tuple(_table().get(unicodedata.normalize("NFC", char), ("", ""))[0])


def mandarin(char: str) -> str:
    """The Mandarin reading without its tone; '' where none is known."""
    found = _table().get(char, ("", "-"))[1]
    return "" if found == "-" else found


@lru_cache(maxsize=20_000)
def hangul_readings(name: str) -> tuple[str, ...]:
    """Every Hangul name that the characters can be, in the South's spelling, likely surnames only where there are some.

    The first sound of surname and given name follows the South's rule; comparison knows the North's.
    """
    whole = hanja_name(name)
    ways = [tuple(dict.fromkeys(readings(c))) for c in whole]
    if not whole or not all(ways):
        return ()
    ways[0] = tuple(dict.fromkeys(s for r in ways[0] for s in _surname_ways(r))) or ways[0]
    start = 2 if len(whole) > 2 and any(a + b in compound_surnames() for a in ways[0] for b in ways[1]) else 1
    if len(ways) > start:
        ways[start] = _unique(south_spelling(r) for r in ways[start])
    return tuple("".join(way) for way in islice(product(*ways), _MOST))


def _surname_ways(reading: str) -> Iterable[str]:
    """The reading and its spelling on the other side, where they are surnames."""
    return (v for v in initial_sound_variants(reading) if is_korean_surname(v))


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def pinyin_words(name: str) -> tuple[str, ...]:
    """The name as Mandarin is written in Latin letters: surname and given name; empty where a character is unknown."""
    spelled = [mandarin(c) for c in hanja_name(name)]
    if not spelled or not all(spelled):
        return ()
    return (spelled[0].replace("v", "u"), "".join(spelled[1:]).replace("v", "u")) if spelled[1:] else (spelled[0],)
