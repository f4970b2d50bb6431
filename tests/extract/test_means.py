"""By what means a counted group went, and what is said of places: yes, no, and of any country."""

from __future__ import annotations

import pytest
from extract_helpers import Told

from doltap.model import ANY_COUNTRY, TermValue


@pytest.mark.parametrize(
    "text",
    [
        "In 2008, thirteen North Koreans defected together in a fishing boat.",
        "In 2009, 11 North Koreans arrived in South Korea by boat.",
        "2008년에 북한 주민 13명이 어선을 타고 탈북했다.",
    ],
)
def test_a_counted_group_went_by_sea(text: str) -> None:
    assert [a.value for a in Told(text).all("means")] == [TermValue("means", "sea")]


@pytest.mark.parametrize(
    "text",
    [
        "I left by boat in 2008.",
        "Hyeonseo Lee left by boat in 1997.",
        "In 2008, thirteen North Koreans defected together.",
        "In 2008, thirteen people were arrested on a boat.",
    ],
)
def test_no_means_of_a_person_nor_of_what_is_no_journey(text: str) -> None:
    assert Told(text).all("means") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("China is a safe haven.", "yes"),
        ("China is not a safe haven.", "no"),
        ("중국은 안전한 나라이다.", "yes"),
        ("중국은 안전한 나라가 아니다.", "no"),
    ],
)
def test_what_is_denied_of_a_place_is_no(text: str, said: str) -> None:
    assert [a.value for a in Told(text).all("safe_haven")] == [TermValue("yes_no", said)]


def test_a_country_left_open_is_any_country() -> None:
    told = Told("Once in a third country, people can claim asylum.")
    entity = told.all("asylum")[0].entity
    assert next(e for e in told.found.entities if e.id == entity).pack_id == ANY_COUNTRY
