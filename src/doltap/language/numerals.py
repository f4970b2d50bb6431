"""Number words of Korean and English as numbers: '열일곱', '3백만', '두세', 'thirty-one', 'nineteen twenty-five'."""

from __future__ import annotations

import re
from typing import Final

_FLAT: Final = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)} | {
    **dict.fromkeys(map(ord, "–—−‒‐‑"), "-"),
    **dict.fromkeys(map(ord, "∼〜～"), "~"),
    **dict.fromkeys(map(ord, "’‘ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "ㆍ・ᆞ‧•∙"), "·"),
    **dict.fromkeys(map(ord, "\u00a0\u3000\u2003\u2009\u202f"), " "),
}

_NATIVE_ONES: Final = {
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "석": 3,
    "넷": 4,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_NATIVE_TENS: Final = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_NATIVE_RANGES: Final = {
    "한두": (1, 2),
    "두세": (2, 3),
    "두서너": (2, 4),
    "서너": (3, 4),
    "너댓": (4, 5),
    "네댓": (4, 5),
    "대여섯": (5, 6),
    "예닐곱": (6, 7),
    "일고여덟": (7, 8),
    "여덟아홉": (8, 9),
    "여남은": (10, 14),
}
_SMALL: Final = {"십": 10, "백": 100, "천": 1000}
_LARGE: Final = {"만": 10**4, "억": 10**8, "조": 10**12}
_SINO_ONES: Final = dict(zip("영일이삼사오육칠팔구륙공", (*range(10), 6, 0), strict=True))
_ENGLISH: Final = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "oh": 0,
    "o": 0,
}
_ENGLISH_SCALE: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}

_ONES_RE: Final = "|".join(sorted(_NATIVE_ONES, key=len, reverse=True))
_TENS_RE: Final = "|".join(_NATIVE_TENS)
NATIVE: Final = f"(?:(?:{_TENS_RE})(?:{_ONES_RE})?+|(?:{_ONES_RE}))"
"""A regular expression for a native Korean number word."""

NATIVE_TENS: Final = f"(?:(?:{_TENS_RE})(?:{_ONES_RE})|스물|서른|마흔|쉰)"
"""A regular expression for a native Korean number word that can be an age without 살 ('스물둘에')."""

NATIVE_RANGE: Final = f"(?:{'|'.join(sorted(_NATIVE_RANGES, key=len, reverse=True))})"
"""A regular expression for a native Korean pair such as '두세' (two or three)."""

_ONE_EN: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEEN_EN: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS_EN: Final = "twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety"
SMALL_EN: Final = f"(?:(?:{_TENS_EN})(?:[\\s-]{{1,2}}(?:{_ONE_EN})\\b)?+|{_TEEN_EN}|{_ONE_EN})"
"""A regular expression for an English number word from one to ninety-nine."""

_ORDINAL_ONES: Final = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL_WORDS: Final = "|".join(sorted(_ORDINALS, key=len, reverse=True))
ORDINAL_EN: Final = f"(?:(?:twenty|thirty)[\\s-]{{1,2}}(?:{_ORDINAL_ONES})|{_ORDINAL_WORDS})"
"""A regular expression for an English ordinal word from first to thirty-first."""

SPELLED_YEAR: Final = (
    rf"(?:(?:nineteen|eighteen)(?:\s?-?\s?hundred)?(?:[\s-]and)?[\s-]{{1,2}}(?:oh?[\s-](?:{_ONE_EN})|{SMALL_EN})"
    rf"|two[\s-]thousand(?:(?:[\s-]and)?[\s-](?:{SMALL_EN}))?+|twenty[\s-](?:{_TEEN_EN}|twenty(?:[\s-](?:{_ONE_EN}))?+))"
)
"""A regular expression for an English year in words."""


def native_value(word: str) -> int:
    """The number that a native Korean number word means. Raises KeyError for anything else."""
    if word in _NATIVE_ONES:
        return _NATIVE_ONES[word]
    tens, ones = word[:2], word[2:]
    if tens not in _NATIVE_TENS:
        tens, ones = word[:1], word[1:]
    return _NATIVE_TENS[tens] + (_NATIVE_ONES[ones] if ones else 0)


def native_range(word: str) -> tuple[int, int]:
    """The two ends of a native Korean pair such as '두세'. Raises KeyError for anything else."""
    return _NATIVE_RANGES[word]


def sino_value(text: str) -> float:
    """The number of digits and Sino-Korean words, also mixed: '3백만' is 3000000, '2천500' is 2500, '십이' is 12."""
    total = block = digit = 0.0
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|[가-힣]", text):
        if token in _LARGE:
            total += (block + digit or 1) * _LARGE[token]
            block = digit = 0
        elif token in _SMALL:
            block += (digit or 1) * _SMALL[token]
            digit = 0
        else:
            digit = float(_SINO_ONES[token]) if token in _SINO_ONES else float(token.replace(",", ""))
    return total + block + digit


def english_value(words: str) -> float:
    """The number of English number words: 'two hundred and six' is 206. Raises ValueError for other words."""
    total = block = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _ENGLISH:
            block += _ENGLISH[word]
        elif word in ("hundred", "dozen"):
            block = (block or 1) * _ENGLISH_SCALE[word]
        elif word in _ENGLISH_SCALE:
            total += (block or 1) * _ENGLISH_SCALE[word]
            block = 0
        elif word not in ("and", "a"):
            raise ValueError(word)
    return total + block


def ordinal_value(word: str) -> int:
    """The number of an English ordinal word: 'twenty-first' is 21. Raises KeyError for anything else."""
    parts = re.findall(r"[a-z]+", word.lower())
    return sum(_ENGLISH[part] if part in _ENGLISH else _ORDINALS[part] for part in parts)


def spelled_year(words: str) -> int:
    """The year of English words: 'nineteen twenty-five' is 1925, 'two thousand four' is 2004. Raises ValueError."""
    parts = [w for w in re.findall(r"[a-z]+", words.lower()) if w not in ("and", "hundred")]
    if parts[0] == "two":
        return 2000 + int(english_value(" ".join(parts[2:])))
    return 100 * _ENGLISH[parts[0]] + int(english_value(" ".join(parts[1:])))


def flatten(text: str) -> str:
    """The text with full-width forms, dashes, apostrophes, middle dots and spaces in one plain form each.

    Every code point stays one code point, so that positions in it are positions in `text`.
    """
    return text.replace("`", "'") if text.isascii() else text.translate(_FLAT)
