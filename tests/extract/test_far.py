"""Foreign names in Hangul, names glued to other words, aliases, nationality, bare kin, and how it is voiced."""

from __future__ import annotations

import pytest
from extract_helpers import Told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("도널드 트럼프가 말했다.", "도널드 트럼프"),
        ("블라디미르 푸틴 대통령이 왔다.", "블라디미르 푸틴"),
        ("마이클 커비는 회의를 이끌었다.", "마이클 커비"),
        ("ComradeKim Jong Unwho came is here.", "Kim Jong Un"),
        ("The words ofKim Jong Un were long.", "Kim Jong Un"),
        ("Chairman Kim Jong Unvisited it.", "Kim Jong Un"),
    ],
)
def test_is_a_person(text: str, name: str) -> None:
    assert Told(text).people() == [name]


@pytest.mark.parametrize("text", ["데이비드 스타디움에서 열렸다.", "브라질 대통령이 왔다.", "스마트폰 시장이 커졌다."])
def test_foreign_words_are_nobody(text: str) -> None:
    assert Told(text).people() == []


def test_a_korean_name_of_three_words_is_not_cut() -> None:
    assert Told("Then Jo Yong Chin came.").people() == ["Jo Yong Chin"]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Kang Chol Min, also known as Peter, spoke.", "Peter"),
        ("박철민(가명 이수진)은 왔다.", "이수진"),
    ],
)
def test_an_alias(text: str, alias: str) -> None:
    assert alias in Told(text).values("alias")


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("Anna Kowalska was a Polish nurse.", "Polish"),
        ("I am a North Korean woman.", "North Korean"),
        ("박철민은 중국 국적이다.", "중국"),
    ],
)
def test_nationality(text: str, nation: str) -> None:
    assert Told(text).values("nationality") == [nation]


def test_i_am_from_is_a_hedged_birth_place() -> None:
    told = Told("I'm from Hoeryong.")
    assert told.own("birth_place") == ["Hoeryong"]
    assert told.all("birth_place")[0].certainty == "hedged"


def test_bare_kin_are_the_tellers_where_the_teller_says_i() -> None:
    assert Told("저는 열 살이었다. 어머니는 울었다.").values("kin") == ["mother"]
    assert Told("그의 어머니는 울었다.").values("kin") == []


@pytest.mark.parametrize(
    ("text", "certainty", "basis"),
    [
        ("사촌이 체포되었다더라.", "heard", "heard_from"),
        ("사촌이 체포되었다고 한다.", "heard", "heard_from"),
        ("사촌이 체포된 것 같다.", "hedged", "unknown"),
        ("사촌은 체포되지 않았다.", "denied", "unknown"),
        ("사촌이 체포되는 것을 직접 보았다.", "stated", "saw"),
        ("My cousin was not arrested.", "denied", "unknown"),
        ("I think my cousin was arrested.", "hedged", "unknown"),
        ("I saw how my cousin was arrested.", "stated", "saw"),
        ("I heard from my uncle that my cousin was arrested.", "heard", "heard_from"),
    ],
)
def test_how_it_is_voiced(text: str, certainty: str, basis: str) -> None:
    event = Told(text).event("arrest")
    assert (event["certainty"], event["basis"]) == (certainty, basis)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("I heard from my uncle that my cousin was arrested.", "my uncle"),
        ("외삼촌한테서 들었는데 사촌이 체포되었다.", "외삼촌"),
    ],
)
def test_from_whom_it_was_heard(text: str, whom: str) -> None:
    told = Told(text)
    assert {a.heard_from for a in told.all("kind")} == {whom}
    assert told.values("actor") == []
