from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.language import InvalidDate, age_system, birth_years, parse_edtf, read_age
from doltap.language.ages import SYSTEMS


@pytest.mark.parametrize(
    ("age", "at", "system", "edtf"),
    [
        (17, "1997", "full", "[1979,1980]"),
        (17, "1997-05-03", "full", "[1979,1980]"),
        (17, "1997", "year", "1980"),
        (17, "1997", "counting", "1981"),
        (17, "1997", "unknown", "1979/1981"),
        (17, "1997/1998", "full", "[1979..1981]"),
        (17, "1997/1998", "year", "[1980,1981]"),
        (17, "1994/1998", "unknown", "1976/1982"),
        (17, "1997/..", "full", "1979/.."),
        (17, "../1997", "counting", "../1981"),
        (0, "1997", "full", "[1996,1997]"),
        (17, "1998-24", "year", "[1980..1982]"),
    ],
)
def test_an_age_is_a_set_of_birth_years(age: int, at: str, system: str, edtf: str) -> None:
    assert birth_years(age, parse_edtf(at), system).edtf == edtf


@given(st.integers(0, 110), st.integers(1900, 2100))
def test_an_unknown_system_covers_every_system(age: int, year: int) -> None:
    at = parse_edtf(str(year))
    wide = birth_years(age, at, "unknown")
    for system in SYSTEMS:
        narrow = birth_years(age, at, system)
        assert (wide.earliest or date.max) <= (narrow.earliest or date.min)
        assert (wide.latest or date.min) >= (narrow.latest or date.max)


@pytest.mark.parametrize(("age", "at"), [(-1, "1997"), (131, "1997"), (17, "XXXX-03-08")])
def test_no_birth_year_can_be_told(age: int, at: str) -> None:
    with pytest.raises(InvalidDate):
        birth_years(age, parse_edtf(at), "full")


def test_an_unknown_word_for_a_system_is_refused() -> None:
    with pytest.raises(ValueError, match="lunar"):
        birth_years(17, parse_edtf("1997"), "lunar")


@pytest.mark.parametrize(
    ("words", "system"),
    [
        ("만 17세에 떠났다", "full"),
        ("만 나이로 열일곱", "full"),
        ("만 열일곱 살", "full"),
        ("at 17, on my birthday", "full"),
        ("Western age 17", "full"),
        ("세는 나이로 열여덟", "counting"),
        ("우리 나이로 열여덟 살", "counting"),
        ("eighteen in Korean age", "counting"),
        ("연 나이 17세", "year"),
        ("열일곱 살 때", "unknown"),
        ("5만 17세대", "unknown"),
        ("when I was 17", "unknown"),
    ],
)
def test_the_system_is_read_from_the_words_around(words: str, system: str) -> None:
    assert age_system(words) == system


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("열일곱 살 때", 17, 17),
        ("스무 살에", 20, 20),
        ("스물한 살", 21, 21),
        ("１７살 때", 17, 17),
        ("만 17세", 17, 17),
        ("at 17", 17, 17),
        ("at the age of seventeen", 17, 17),
        ("when I was twenty-one", 21, 21),
        ("when he was fifteen or sixteen", 15, 16),
        ("20대", 20, 29),
        ("in her mid-thirties", 33, 37),
        ("in his 40s", 40, 49),
    ],
)
def test_an_age_in_words(words: str, low: int, high: int) -> None:
    value = read_age(words)
    assert value
    assert (value.low, value.high, value.unit) == (low, high, "age")


def test_no_age_in_words() -> None:
    assert read_age("when I was young") is None
