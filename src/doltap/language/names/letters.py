"""Words of other alphabets in plain Latin letters, well enough to compare names; never for display.

Cyrillic by its own table; every other script through the names that Unicode gives its letters, which hold their sound.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґқғұүһәөң",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "i",
            "yi",
            "ye",
            "g",
            "k",
            "g",
            "u",
            "u",
            "h",
            "a",
            "o",
            "n",
        ],
        strict=True,
    )
)
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_OWN: Final = _CYRILLIC | _GREEK
_SYLLABIC: Final = (
    "KATAKANA",
    "HIRAGANA",
    "ETHIOPIC",
    "DEVANAGARI",
    "BENGALI",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "TAMIL",
)
_SOUND: Final = re.compile(r"(SH|CH|KH|GH|TH|DH|TS|ZH|DZ|[BCDFGHJKLMNPQRSTVWXYZ])?[AEIOU]*")
_CONSONANT: Final = re.compile(r"SH|CH|KH|GH|TH|DH|TS|ZH|DZ|[A-Z]")
_SILENT: Final = frozenset(("AIN", "AYN", "ALEF", "HAMZA"))


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    """One letter or vowel sign in Latin letters; '' for what has no sound of its own."""
    if char in _OWN:
        return _OWN[char]
    if char.isascii():
        return char
    words = unicodedata.name(char, "").split(" WITH ")[0].split()
    if len(words) < 3:
        return ""
    if words[0] in _SYLLABIC:
        found = _SOUND.match(words[3] if words[0] == "THAI" and len(words) > 3 else words[-1])
        return found[0].lower() if found else ""
    found = _CONSONANT.match(words[-1])
    return "a" if words[-1] in _SILENT else found[0].lower() if found else ""


@lru_cache(maxsize=20_000)
def in_latin(word: str) -> str:
    """A word of any alphabet, folded, in the letters a to z; Chinese characters and Hangul give ''."""
    return "".join(_letter(c) for c in unicodedata.normalize("NFC", word))
