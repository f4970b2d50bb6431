from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.language import FoundNumber, find_dates, find_numbers
from doltap.language.numerals import english_value, native_value, ordinal_value, sino_value, spelled_year


def only(text: str) -> FoundNumber:
    found = find_numbers(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit", "hedge"),
    [
        ("주민 16명", "16명", 16, 16, "person", ""),
        ("세 명이", "세 명", 3, 3, "person", ""),
        ("두 사람이", "두 사람", 2, 2, "person", ""),
        ("두세 명이", "두세 명", 2, 3, "person", "range"),
        ("수십 명이", "수십 명", 20, 99, "person", "order"),
        ("몇 명이", "몇 명", 2, 9, "person", "order"),
        ("백 명이", "백 명", 100, 100, "person", ""),
        ("삼백 명이", "삼백 명", 300, 300, "person", ""),
        ("500~600명", "500~600명", 500, 600, "person", "range"),
        ("2~3천 명", "2~3천 명", 2000, 3000, "person", "range"),
        ("3만 5천 명", "3만 5천 명", 35000, 35000, "person", ""),
        ("500여 명", "500여 명", 500, 550, "person", "a_little_more"),
        ("약 50명", "약 50명", 45, 55, "person", "about"),
        ("30명 이상", "30명 이상", 30, None, "person", "at_least"),
        ("600명이 넘었다", "600명이 넘", 601, None, "person", "more_than"),
        ("최대 600명", "최대 600명", None, 600, "person", "up_to"),
        ("10명 미만", "10명 미만", None, 9, "person", "less_than"),
        ("네 식구", "네 식구", 4, 4, "person", ""),
        ("다섯 가구", "다섯 가구", 5, 5, "household", ""),
        ("3백만 원", "3백만 원", 3_000_000, 3_000_000, "KRW", ""),
        ("1만2천원", "1만2천원", 12_000, 12_000, "KRW", ""),
        ("북한돈 3천원", "3천원", 3000, 3000, "KPW", ""),
        ("5000위안", "5000위안", 5000, 5000, "CNY", ""),
        ("300달러", "300달러", 300, 300, "USD", ""),
        ("쌀 15kg", "15kg", 15, 15, "kg", ""),
        ("3톤", "3톤", 3000, 3000, "kg", ""),
        ("600그램", "600그램", 600, 600, "g", ""),
        ("10km", "10km", 10, 10, "km", ""),
        ("50%", "50%", 50, 50, "percent", ""),
        ("열일곱 살", "열일곱 살", 17, 17, "age", ""),
        ("３년 동안", "３년", 3, 3, "year", ""),
        ("두 달", "두 달", 2, 2, "month", ""),
        ("2주일", "2주일", 14, 14, "day", ""),
        ("사흘", "사흘", 3, 3, "day", ""),
        ("8시간", "8시간", 8, 8, "hour", ""),
        ("20대 여성", "20대", 20, 29, "age", "range"),
        ("600 people", "600 people", 600, 600, "person", ""),
        ("up to 600", "up to 600", None, 600, "", "up_to"),
        ("more than 500", "more than 500", 501, None, "", "more_than"),
        ("at least 406", "at least 406", 406, None, "", "at_least"),
        ("about 50", "about 50", 45, 55, "", "about"),
        ("nearly 900 people", "nearly 900 people", 810, 900, "person", "nearly"),
        ("fewer than 10 cases", "fewer than 10 cases", None, 9, "item", "less_than"),
        ("8 million KRW", "8 million KRW", 8_000_000, 8_000_000, "KRW", ""),
        ("1,234,567 won", "1,234,567 won", 1_234_567, 1_234_567, "KRW", ""),
        ("5,000 North Korean won", "5,000 North Korean won", 5000, 5000, "KPW", ""),
        ("$300", "$300", 300, 300, "USD", ""),
        ("US$1,500", "US$1,500", 1500, 1500, "USD", ""),
        ("hundreds of families", "hundreds of families", 200, 999, "household", "order"),
        ("tens of thousands of people", "tens of thousands of people", 20_000, 99_999, "person", "order"),
        ("more than 4 200 people", "more than 4 200 people", 4201, None, "person", "more_than"),
        ("1 247 870 deaths", "1 247 870 deaths", 1_247_870, 1_247_870, "person", ""),
        ("16 533.396 billion", "16 533.396 billion", 16_533_396_000_000, 16_533_396_000_000, "", ""),
        ("23.7 square km", "23.7", 23.7, 23.7, "", ""),
        ("one person", "one person", 1, 1, "person", ""),
        ("Hundred and thirty of us", "Hundred and thirty", 130, 130, "", ""),
        ("twelve women", "twelve women", 12, 12, "person", ""),
        ("thirty-one", "thirty-one", 31, 31, "", ""),
        ("two hundred and six people", "two hundred and six people", 206, 206, "person", ""),
        ("a hundred people", "a hundred people", 100, 100, "person", ""),
        ("between 200 and 300 prisoners", "between 200 and 300 prisoners", 200, 300, "person", "range"),
        ("13 North Korean soldiers", "13 North Korean soldiers", 13, 13, "person", ""),
        ("65.5 percent", "65.5 percent", 65.5, 65.5, "percent", ""),
        ("three months", "three months", 3, 3, "month", ""),
        ("a 17-year-old girl", "17-year-old", 17, 17, "age", ""),
    ],
)
def test_a_number_and_what_it_counts(
    text: str, words: str, low: float | None, high: float | None, unit: str, hedge: str
) -> None:
    found = only(text)
    assert (found.text, found.value.low, found.value.high) == (words, low, high)
    assert (found.value.unit, found.hedge) == (unit, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "in 1998",
        "1998년 3월 5일",
        "winter of 1944",
        "오전 10시 30분",
        "10:30",
        "RG-50.030",
        "제1차 회의",
        "the 1st of them",
        "no one",
        "no one dares",
        "One day I left",
        "1t was",
        "one of them",
        "3 o'clock",
        "5번째",
        "7층",
        "10번 버스",
        "1.2.3",
        "A4 paper",
    ],
)
def test_dates_times_ordinals_and_codes_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_number_beside_a_date_is_found_and_the_date_is_not() -> None:
    text = "1998년 3월에 16명이, in 2008 13 people"
    assert [n.text for n in find_numbers(text)] == ["16명", "13 people"]
    assert find_numbers(text) == find_numbers(text, dates=find_dates(text))


def test_a_number_in_an_age_is_an_age() -> None:
    assert only("She crossed at just 17.").value.unit == "age"
    assert only("when I was fifteen").value.unit == "age"


def test_what_is_counted() -> None:
    assert only("406 families").counts == "families"
    assert only("16명").counts == "명"
    assert only("500 executions").counts == "executions"


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-~년월일명원만천백열두세약 이상aboutmrehnpl$%"), max_size=80))
def test_spans_are_slices_in_order_and_bounds_are_in_order(text: str) -> None:
    found = find_numbers(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for number in found:
        low, high = number.value.low, number.value.high
        assert low is not None or high is not None
        assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("word", "value"), [("열일곱", 17), ("스무", 20), ("스물한", 21), ("한", 1), ("아흔아홉", 99), ("쉰셋", 53)]
)
def test_native_number_words(word: str, value: int) -> None:
    assert native_value(word) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("3백만", 3e6), ("2천500", 2500), ("십이", 12), ("3억 5천만", 3.5e8), ("1,200", 1200), ("만", 1e4)],
)
def test_sino_korean_numbers(text: str, value: float) -> None:
    assert sino_value(text) == value


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen twenty-five", 1925),
        ("nineteen oh five", 1905),
        ("nineteen hundred and five", 1905),
        ("two thousand and four", 2004),
        ("twenty twelve", 2012),
    ],
)
def test_years_in_words(words: str, year: int) -> None:
    assert spelled_year(words) == year


def test_english_words() -> None:
    assert english_value("two hundred and six thousand") == 206_000
    assert ordinal_value("twenty-first") == 21
    with pytest.raises(ValueError, match="apples"):
        english_value("two apples")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The body said on 3 May 2014 that at least 80 people had been executed.", (80.0, None)),
        ("In 2014 up to 80 people died.", (None, 80.0)),
        ("In camp 15 more than 100 prisoners died.", (101.0, None)),
    ],
)
def test_a_number_before_a_hedge_does_not_swallow_it(text, bounds):
    counted = [n.value for n in find_numbers(text) if n.value.unit == "person"]
    assert [(v.low, v.high) for v in counted] == [bounds]
