"""What a table's columns hold, and each as arrays: bags of words, values by number, dates by digit.

A missing value is -1 everywhere and is evidence for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doltap.language import is_hangul, split_name
from doltap.resolve.link.strings import Letters, letters_of


class Kind(StrEnum):
    """What a column holds. Words of `name` columns are one bag: family and given name may stand in either."""

    NAME = "name"
    DATE = "date"
    PLACE = "place"
    CODE = "code"
    CATEGORY = "category"
    TEXT = "text"


WORDY: Final = frozenset({Kind.PLACE, Kind.TEXT})
MOST_WORDS: Final = 6
_NOTHING: Final = frozenset(
    {"", "none", "null", "nan", "n/a", "na", "unknown", "-", "?", "미상", "불명", "모름", "없음"}
)
_WORD: Final = re.compile(r"\w+")
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Bag:
    """A column of words: up to six word numbers for each record, the words, and the share of records with each."""

    name: str
    kind: Kind
    words: NDArray[np.int32]
    vocabulary: tuple[str, ...]
    share: NDArray[np.float64]
    letters: Letters


@dataclass(frozen=True, slots=True)
class Values:
    """A column of values: a value number for each record, the values as read, and the share of records with each.

    `digits` holds year, month and day of a date as eight digits, 10 where one is not told; `words` the bag of words of
    a place or a text. Both are None for other kinds.
    """

    name: str
    kind: Kind
    codes: NDArray[np.int32]
    values: tuple[str, ...]
    share: NDArray[np.float64]
    letters: Letters
    digits: NDArray[np.int8] | None = None
    words: Bag | None = None


Column = Bag | Values


def read_columns(table: Sequence[tuple[str, Kind, Sequence[str]]]) -> list[Column]:
    """The columns as arrays, all `name` columns as one."""
    names = [values for _, kind, values in table if kind is Kind.NAME]
    first = [name for name, kind, _ in table if kind is Kind.NAME][:1]
    made: list[Column] = [_bag(first[0], Kind.NAME, names)] if names else []
    return made + [_values(name, kind, values) for name, kind, values in table if kind is not Kind.NAME]


def folded(text: str) -> str:
    """Lower case without accents or spare spaces; nothing where the text says that nothing is known."""
    plain = " ".join(text.split()).casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
    return "" if plain in _NOTHING else plain


def _bag(name: str, kind: Kind, columns: Sequence[Sequence[str]]) -> Bag:
    count = len(columns[0])
    read = [_cached(values, kind) for values in columns]
    number: dict[str, int] = {}
    words = np.full((count, MOST_WORDS), -1, np.int32)
    if len(read) == 1:
        uniques, codes = read[0]
        rows = np.full((len(uniques), MOST_WORDS), -1, np.int32)
        for row, found in enumerate(uniques):
            for place, word in enumerate(found):
                rows[row, place] = number.setdefault(word, len(number))
        words = rows[codes]
    else:
        for row in range(count):
            together = dict.fromkeys(w for uniques, codes in read for w in uniques[codes[row]])
            for place, word in enumerate(list(together)[:MOST_WORDS]):
                words[row, place] = number.setdefault(word, len(number))
    told = np.bincount(words[words >= 0], minlength=len(number))
    return Bag(
        name, kind, words, tuple(number), told / max(1, int((words >= 0).any(axis=1).sum())), letters_of(list(number))
    )


def _cached(values: Sequence[str], kind: Kind) -> tuple[list[tuple[str, ...]], NDArray[np.int32]]:
    number: dict[str, int] = {}
    codes = np.fromiter((number.setdefault(v, len(number)) for v in values), np.int32, len(values))
    return [words_in(v, kind) for v in number], codes


def words_in(text: str, kind: Kind) -> tuple[str, ...]:
    """The distinct words of a text, a Hangul name as family and given name."""
    plain = folded(text)
    if kind is Kind.NAME and any(map(is_hangul, plain)):
        parts = split_name(plain)
        found: Iterable[str] = (parts.surname, parts.given) if parts.surname and parts.given else plain.split()
    else:
        found = _WORD.findall(plain)
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def _values(name: str, kind: Kind, values: Sequence[str]) -> Values:
    number: dict[str, int] = {}
    raw: dict[str, int] = {}
    codes = np.full(len(values), -1, np.int32)
    for row, value in enumerate(values):
        code = raw.get(value)
        if code is None:
            read = read_date(folded(value)) if kind is Kind.DATE else folded(value)
            if kind is Kind.CODE:
                read = read.replace(" ", "")
            code = raw[value] = number.setdefault(read, len(number)) if read else -1
        codes[row] = code
    share = np.bincount(codes[codes >= 0], minlength=len(number)) / max(1, int((codes >= 0).sum()))
    digits = _digits(list(number)) if kind is Kind.DATE else None
    words = _bag(name, kind, [values]) if kind in WORDY else None
    return Values(name, kind, codes, tuple(number), share, letters_of(list(number)), digits, words)


def read_date(text: str) -> str:
    """Year, month and day as eight digits, `?` for what is not told; nothing for what is no date."""
    parts: list[str] = _DIGITS.findall(text)
    if len(parts) == 1 and len(parts[0]) == 8:
        return parts[0]
    if len(parts) == 3 and len(parts[2]) == 4:
        parts = parts[::-1]
    if not parts or len(parts[0]) != 4 or any(len(p) > 2 for p in parts[1:3]):
        return ""
    return parts[0] + "".join(p.zfill(2) for p in parts[1:3]) + "??" * (2 - len(parts[1:3]))


def _digits(dates: Sequence[str]) -> NDArray[np.int8]:
    flat = np.frombuffer("".join(dates).encode("ascii"), np.int8).reshape(len(dates), 8) if dates else np.zeros((0, 8))
    return np.where(flat == ord("?"), 10, flat - ord("0")).astype(np.int8)
