"""Which words are a person, in both languages, and who is who inside one account."""

from __future__ import annotations

import pytest
from extract_helpers import Told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hyeonseo Lee left in 1997.", ["Hyeonseo Lee"]),
        ("Then Thae Yong-ho spoke.", ["Thae Yong-ho"]),
        ("It was Kim Jong Un who came.", ["Kim Jong Un"]),
        ("Director Pak came to the house.", ["Pak"]),
        ("My brother Hans was there.", ["Hans"]),
        ("리철수 동지가 왔다.", ["리철수"]),
        ("가수 김민호 씨가 노래했다.", ["김민호"]),
        ("남궁민수 선생님을 만났다.", ["남궁민수"]),
        ("김 지도원이 왔다.", ["김"]),
        ("박씨는 떠났다.", ["박"]),
        ("김모(33)씨가 왔다.", ["김"]),
        ("경찰은 A씨를 찾았다.", ["A"]),
        ("박 전 대통령이 말했다.", ["박"]),
    ],
)
def test_is_a_person(text: str, names: list[str]) -> None:
    assert Told(text).people() == names


@pytest.mark.parametrize(
    "text",
    [
        "The Museum of Warsaw opened in March.",
        "United Nations officials met in Geneva on Monday.",
        "Nobody came. Soon After That It Rained.",
        "이모는 정부와 조선에서 온 신고를 받았다.",
        "이상한 일이 최근 한국 서울에서 있었다.",
        "고려 시대의 유엔 문서를 조사했다.",
        "10여만원을 받았다고 하더라.",
        "전 대통령이 왔다.",
        "장병들이 최정예 부대를 사열했다.",
        "The May Day Stadium was full.",
    ],
)
def test_is_no_person(text: str) -> None:
    assert Told(text).people() == []


def test_the_same_full_name_is_one_entity_and_another_is_not() -> None:
    told = Told("Anna Kowalska came. Later Anna Kowalska left. Berta Kowalska stayed.")
    mine = [a.entity for a in told.all("name") if a.value_text == "Anna Kowalska"]
    assert len(set(mine)) == 1
    assert told.entity_of("Berta Kowalska") != mine[0]


def test_a_given_name_goes_back_to_the_only_full_name() -> None:
    told = Told("Hyeonseo Lee left in 1997. Hyeonseo said so.")
    assert told.entity_of("Hyeonseo") == told.entity_of("Hyeonseo Lee")


def test_a_surname_that_fits_two_people_goes_back_to_neither() -> None:
    told = Told("Anna Kowalska came. Berta Kowalska stayed. Mrs. Kowalska wept.")
    assert told.entity_of("Kowalska") not in (told.entity_of("Anna Kowalska"), told.entity_of("Berta Kowalska"))


def test_surname_and_office_is_a_person_of_their_own() -> None:
    told = Told("김 지도원이 왔다. 리 보위원도 왔다.")
    assert told.values("title") == ["지도원", "보위원"]
    assert told.entity_of("김") != told.entity_of("리")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("My younger brother was there.", "younger_brother"),
        ("I saw my mother.", "mother"),
        ("우리 어머니가 왔다.", "mother"),
        ("제 여동생은 어렸다.", "younger_sister"),
    ],
)
def test_kin_as_told(text: str, term: str) -> None:
    assert Told(text).values("kin") == [term]


def test_kin_with_a_name_is_the_named_person() -> None:
    told = Told("My younger brother Hans was there.")
    assert told.all("kin")[0].entity == told.entity_of("Hans")


def test_a_title_says_the_sex_and_a_calling_the_occupation() -> None:
    told = Told("Mrs. Kowalska came. Thae Yong-ho, a high-ranking diplomat, spoke.")
    assert told.values("sex") == ["female"]
    assert [(a.value_text, v) for a, v in zip(told.all("occupation"), told.values("occupation"), strict=True)] == [
        ("high-ranking diplomat", "diplomat")
    ]
