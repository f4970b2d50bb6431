"""Surname, given name and title of a name as written."""

from __future__ import annotations

import re
from typing import Final

from doltap.language.names import hanja
from doltap.language.names.channel import shipped
from doltap.language.names.evidence import LatinName, Reading
from doltap.language.names.ready import Ready, ready, sounds_like_surname
from doltap.language.names.text import LONGEST, NameParts, fold_word, hangul_name, is_title, latin_words, split_hangul
from doltap.language.scripts import clean_name

_KOREAN: Final = 0.1
"""The share of Koreanness from which a Latin name may begin with its surname."""
_WRITTEN: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘ʼʻ`´-])*")


def split_name(name: str) -> NameParts:
    """Surname, given name and title of a Korean name in Hangul, hanja or Latin letters, as written there.

    A Latin name without a Korean surname is read with its last word as the surname; a lone word that is no surname is a
    given name. Names in other scripts come back whole as the given name.
    """
    shown = clean_name(name)
    if len(shown) > LONGEST:
        return NameParts("", shown, "")
    words = _WRITTEN.findall(shown)
    title = " ".join(w for w in words if is_title(fold_word(w)))
    if len(title) == len(" ".join(words)):
        title = ""
    found = ready(name)
    if found.kind == "hangul":
        return _of_hangul(shown, title)
    if found.kind == "hanja" and found.readings:
        return _of_hanja(hanja.hanja_name(shown), found.readings[0], title)
    if not latin_words(name)[0]:
        return NameParts("", shown, "")
    kept = [w for w in words if not title or not is_title(fold_word(w))]
    surname, given = _of_latin(kept, found)
    return NameParts(surname, given, title)


def _of_hangul(shown: str, title: str) -> NameParts:
    whole = hangul_name(shown)
    surname, given = split_hangul(whole)
    return NameParts(surname, given, title or "".join(_WRITTEN.findall(shown)).removeprefix(whole))


def _of_hanja(whole: str, reading: str, title: str) -> NameParts:
    size = len(split_hangul(reading)[0])
    return NameParts(whole[:size], whole[size:], title)


def _of_latin(written: list[str], found: Ready) -> tuple[str, str]:
    """Surname and given name of a Latin name, given its words as written, hyphens kept."""
    if len(written) == 1:
        alone = "-" not in written[0] and sounds_like_surname(fold_word(written[0]))
        return (written[0], "") if alone else ("", written[0])
    place = _marked_place(written)
    if "," in found.text or (place == 1 and found.latin is not None and _korean_first(found.latin)):
        place = 0
    return (written[0], " ".join(written[1:])) if place == 0 else (written[-1], " ".join(written[:-1]))


def _korean_first(name: LatinName) -> bool:
    """Whether the likeliest Korean reading begins with the surname."""
    if len(name.readings) < 2 or name.korean < _KOREAN:
        return False
    first, last = (_worth(reading) for reading in name.readings[:2])
    return first >= last


def _worth(reading: Reading) -> float:
    """How likely this reading is, its given name being Korean."""
    channel = shipped()
    given = max((channel.likeliness(cut) for n in (1, 2, 3) for cut in channel.cuts[reading.given, n]), default=0.0)
    return reading.weight * channel.surname_heard[reading.surname].total * given


def _marked_place(written: list[str]) -> int:
    """Where capitals or a hyphen show the surname: 0 first, -1 last, 1 nowhere."""
    capitals = [w.isupper() and len(w) > 1 for w in written]
    if sum(capitals) == 1 and (capitals[0] or capitals[-1]):
        return 0 if capitals[0] else -1
    joined = ["-" in w for w in written]
    if len(written) == 2 and sum(joined) == 1:
        return 0 if joined[1] else -1
    return 1
