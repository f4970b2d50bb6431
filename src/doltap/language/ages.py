"""Ages as years of birth: one age means one, two or three of them, by the system that the teller counts in.

Full age (만 나이) counts birthdays passed, year age (연 나이) subtracts years, counting age (세는 나이) is one at birth
and grows with the calendar year. Source: Civil Act of the Republic of Korea, article 158; Military Service Act, 2(2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from doltap.language.edtf import InvalidDate, parse_edtf
from doltap.language.numerals import NATIVE, SMALL_EN, english_value, flatten, native_value
from doltap.model import DateValue, NumberValue

SYSTEMS: Final = ("full", "year", "counting", "unknown")
OLDEST: Final = 130

_STEPS: Final = {"full": (-1, 0), "year": (0, 0), "counting": (1, 1), "unknown": (-1, 1)}
"""Years to add to (year of telling - age) for the first and the last year of birth."""

_WORDS: Final = (
    (
        "counting",
        re.compile(r"(?:세는|우리|한국|조선|집)\s?나이|\bkorean (?:age|reckoning|years)\b|\bcounting age\b"),
    ),
    ("year", re.compile(r"연\s?나이|\byear age\b|\bby year of birth\b")),
    (
        "full",
        re.compile(
            r"(?<![가-힣\d])만\s?(?:\d{1,3}\s?(?:세|살)|나이|으로)|(?<![가-힣])만\s(?:열|스[물무]|서른|마흔|쉰|예순|일흔)"
            r"|\b(?:western|international|full|american) (?:age|years)\b|\bbirthday\b|\bin full years\b"
        ),
    ),
)
_DECADE: Final = re.compile(
    r"(?<!\d)([1-9]0)\s?대|\bin (?:his|her|my|their) (?:(early|mid|late)[ -])?"
    r"(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0s)\b"
)
_DECADES: Final = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_NUMBER: Final = re.compile(rf"(?<!\d)\d{{1,3}}(?!\d)|\b{SMALL_EN}\b|{NATIVE}(?=\s?살|에|이?\s|\Z)")


def birth_years(age: int, at: DateValue, system: str) -> DateValue:
    """The years in which somebody who was `age` at the time `at` can be born, as an EDTF year, set or interval.

    `system`: 'full' gives two years ('[1979,1980]'), 'year' one, 'counting' one, 'unknown' the interval that covers all
    three ('1979/1981'). A wide `at` widens the answer; an open side of it stays open. Raises InvalidDate for an age
    that nobody has, for a time without any year, and ValueError for another system.
    """
    if system not in SYSTEMS:
        raise ValueError(f"unknown age system: {system}")
    if not 0 <= age <= OLDEST:
        raise InvalidDate("no_such_age", str(age))
    if at.earliest is None and at.latest is None:
        raise InvalidDate("no_year", at.edtf)
    low, high = _STEPS[system]
    first = at.earliest.year - age + low if at.earliest else None
    last = at.latest.year - age + high if at.latest else None
    return parse_edtf(_years(first, last, system))


def _years(first: int | None, last: int | None, system: str) -> str:
    begin = ".." if first is None else f"{first:04d}"
    end = ".." if last is None else f"{last:04d}"
    if begin == end:
        return begin
    if system == "unknown" or first is None or last is None:
        return f"{begin}/{end}"
    return f"[{begin},{end}]" if last == first + 1 else f"[{begin}..{end}]"


@dataclass(frozen=True, slots=True)
class SaidAge:
    """text[start:end] says an age outright ('만 17세', '세는 나이로 열아홉 살'): how many years, by which system."""

    start: int
    end: int
    text: str
    age: int
    system: str


_SAID: Final = re.compile(
    r"(?<![가-힣\d])(?P<age>(?P<system>만|연 ?나이로?|(?:세는|우리|한국|조선|집) ?나이로는?)?\s?"
    rf"(?P<years>\d{{1,3}}|{NATIVE})\s?(?P<unit>세|살)?)"
    r"(?=(?:이?었|였|이던|이?[ㅂ습]니다|입니다|이다|이고|이며|이?에요|예요|인데|이라|로서|[,.]|$)(?!째))"
)


def said_ages(text: str) -> Iterator[SaidAge]:
    """The Korean ages that somebody is said to have been, in order; without a system they need their unit."""
    for m in _SAID.finditer(text):
        if m["unit"] or (m["system"] and m["system"] != "만"):
            years = int(m["years"]) if m["years"].isdecimal() else native_value(m["years"])
            if years <= OLDEST:
                yield SaidAge(m.start("age"), m.end("age"), m["age"], years, _declared(m["system"] or ""))


def _declared(word: str) -> str:
    return "full" if word == "만" else "unknown" if not word else "year" if word.startswith("연") else "counting"


def age_system(text: str) -> str:
    """Which system the words around an age declare: 'full', 'year', 'counting', or 'unknown' where they say nothing."""
    flat = flatten(text).lower()
    return next((system for system, words in _WORDS if words.search(flat)), "unknown")


def read_age(text: str) -> NumberValue | None:
    """The age in a found 'age' or other few words ('열일곱 살 때', 'fifteen or sixteen', '20대'); None without one."""
    flat = flatten(text).lower()
    decade = _DECADE.search(flat)
    if decade:
        return _decade(decade)
    ages = [_age(found.group()) for found in _NUMBER.finditer(flat)][:2]
    if not ages:
        return None
    apart = len(ages) == 2 and 0 < ages[1] - ages[0] <= 5 and bool(re.search(r"\bor\b|[-~,]|\bto\b", flat))
    return NumberValue(ages[0], ages[1] if apart else ages[0], "age")


def _decade(found: re.Match[str]) -> NumberValue:
    word = found[3] or ""
    tens = int(found[1] or word[:2]) if not word.isalpha() else 10 * (_DECADES.index(word) + 2)
    low, high = {"early": (0, 3), "mid": (3, 7), "late": (6, 9)}.get(found[2] or "", (0, 9))
    return NumberValue(tens + low, tens + high, "age")


def _age(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return int(english_value(word)) if word[0].isascii() else native_value(word)
