"""Ages said outright in Korean, by the system they declare, and the birth years they leave at a dated event."""

from __future__ import annotations

import pytest
from extract_helpers import Told

from doltap.language import said_ages


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("저는 1998년에 체포되었습니다. 그때 만 17세였습니다.", "[1980,1981]"),
        ("저는 1998년에 체포되었습니다. 그때 만 열일곱 살이었습니다.", "[1980,1981]"),
        ("저는 1998년에 만 17세였습니다.", "[1980,1981]"),
        ("저는 1998년에 체포되었습니다. 세는 나이로 19살이었습니다.", "1980"),
        ("저는 1998년에 체포되었습니다. 한국 나이로 열아홉 살이었어요.", "1980"),
        ("저는 1998년에 체포되었습니다. 우리 나이로 서른이었습니다.", "1969"),
        ("저는 1998년에 체포되었습니다. 조선 나이로 20살이었습니다.", "1979"),
        ("저는 2001년에 북송되었고, 그때 연 나이로 서른이었습니다.", "1971"),
        ("저는 1998년에 떠났습니다. 그때 17살이었습니다.", "1980/1982"),
        ("2003년 5월에 입국했을 때 저는 만 서른세 살이었습니다.", "[1969,1970]"),
        ("문: 언제 떠나셨습니까?\n답: 1998년에 떠났습니다. 그때 만 17세였습니다.\n", "[1980,1981]"),
        ("문: 언제 떠나셨습니까?\n답: 1998년에 떠났습니다. 세는 나이로 19살이었습니다.\n", "1980"),
    ],
)
def test_an_age_at_a_dated_event_leaves_the_years_of_its_system(text: str, born: str) -> None:
    told = Told(text)
    assert told.own("birth_date") == [born]
    (found,) = told.all("birth_date")
    passage = next(p for p in told.found.passages if p.id == found.passage)
    assert found.value_text in passage.words
    assert found.basis.value == "inferred"


@pytest.mark.parametrize(
    "text",
    [
        "저는 만 17세였습니다.",
        "저는 1998년에 떠났습니다. 지금 만 45세입니다.",
        "저는 1998년과 2001년에 체포되었습니다. 만 17세였습니다.",
        "문: 동생은 언제 떠났습니까?\n답: 1998년에 떠났습니다. 만 17세였습니다.\n",
        "저는 1998년에 떠났습니다. 어머니 친구는 만 60세였습니다.",
        "저는 1998년에 떠났습니다. 만 원짜리였습니다.",
        "저는 1998년에 떠났습니다. 아이가 셋이었습니다.",
        "저는 1998년에 떠났습니다. 만 200세였습니다.",
    ],
)
def test_without_a_date_or_an_owner_no_birth_is_worked_out(text: str) -> None:
    assert Told(text).own("birth_date") == []


def test_the_age_of_another_is_theirs() -> None:
    told = Told("제 동생은 1998년에 체포되었습니다. 그때 만 17세였습니다.")
    (found,) = told.all("birth_date")
    assert found.entity != told.teller
    assert told.own("birth_date") == []


@pytest.mark.parametrize(
    ("text", "age", "system", "words"),
    [
        ("만 17세였다", 17, "full", "만 17세"),
        ("만17세였습니다", 17, "full", "만17세"),
        ("열일곱 살이었다", 17, "unknown", "열일곱 살"),
        ("세는 나이로 열아홉 살이었다", 19, "counting", "세는 나이로 열아홉 살"),
        ("한국 나이로는 마흔이었다", 40, "counting", "한국 나이로는 마흔"),
        ("연나이로 20살입니다", 20, "year", "연나이로 20살"),
        ("집 나이로 예순이었어요", 60, "counting", "집 나이로 예순"),
    ],
)
def test_an_age_is_read_with_its_system_where_it_stands(text: str, age: int, system: str, words: str) -> None:
    (found,) = said_ages(text)
    assert (found.age, found.system, found.text) == (age, system, words)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text", ["17세기였다", "만 원이었다", "3살째였다", "서른이었다", "1917년이었다", "217살이었다", "17번이었다"]
)
def test_what_is_no_age_is_none(text: str) -> None:
    assert list(said_ages(text)) == []
