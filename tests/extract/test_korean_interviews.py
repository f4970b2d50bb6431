"""Korean interviews by question and answer: what is asked next is not asked of the birth, and whose camp it was."""

from __future__ import annotations

import pytest
from extract_helpers import Told


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("언제 북한을 떠나셨습니까?", "1998년 3월에 떠났습니다."),
        ("언제 오셨습니까?", "2012년에 한국에 왔습니다."),
        ("어디로 가셨습니까?", "2001년에 중국으로 갔습니다."),
        ("언제 체포되셨습니까?", "2004년 5월입니다."),
    ],
)
def test_what_is_asked_after_the_birth_is_not_of_the_birth(question: str, answer: str) -> None:
    told = Told(f"문: 성함은요?\n답: 정순애입니다. 1963년에 혜산에서 태어났습니다.\n문: {question}\n답: {answer}")
    assert told.own("birth_date") == ["1963"]
    assert told.own("birth_place") == ["혜산"]


def test_a_short_question_goes_on_asking_of_the_birth() -> None:
    told = Told("문: 어디서 태어나셨습니까?\n답: 회령입니다.\n문: 언제요?\n답: 1970년입니다.")
    assert told.own("birth_date") == ["1970"]
    assert told.own("birth_place") == ["회령"]


def test_an_unanswered_place_of_birth_is_not_where_they_came_later() -> None:
    told = Told(
        "문: 고향이 어디입니까?\n답: 말하고 싶지 않습니다.\n문: 언제 오셨습니까?\n답: 2012년에 한국에 왔습니다."
    )
    assert told.own("birth_place") == []


@pytest.mark.parametrize("said", ["회령시에서 났습니다", "회령시에서 태여났습니다", "회령시에서 태어났어요"])
def test_north_and_south_say_was_born(said: str) -> None:
    assert Told(f"문: 성함은요?\n답: 리명옥이라고 합니다. 1973년에 {said}.").own("birth_date") == ["1973"]


def test_the_name_given_with_irago_hapnida_is_the_tellers() -> None:
    assert Told("문: 성함을 말씀해 주십시오.\n답: 리명옥이라고 합니다.").own("name") == ["리명옥"]


@pytest.mark.parametrize(
    "text",
    [
        "큰아버지는 정치범수용소에 끌려가셨습니다.",
        "2005년 1월에 전거리교화소로 보내졌다는 사람도 있는데 저는 아닙니다.",
        "친구 강성일이 증산교화소에 갇혔습니다.",
    ],
)
def test_the_camp_of_another_is_not_the_tellers(text: str) -> None:
    assert Told(text).own("held_at") == []


def test_the_tellers_own_camp_keeps_its_name() -> None:
    assert Told("저는 2003년에 증산교화소에 갇혀 있었습니다.").own("held_at") == ["증산교화소"]
    beaten = "온성 보위부 구류장에 두 달 갇혀 있었고, 거기서 한 녀자가 맞는 것을 보았습니다."
    assert Told(beaten).own("held_at") == ["보위부 구류장"]
    assert Told("거기 있는 교화소에 저는 갇혀 있었습니다.").own("held_at") == ["교화소"]


@pytest.mark.parametrize("word", ["탈북민", "탈북자"])
def test_people_who_left_are_no_event(word: str) -> None:
    told = Told(f"2023년 10월 중국은 {word} 600명을 강제 북송했다.")
    assert set(told.values("kind")) == {"forced_return"}


def test_a_famine_is_told_of() -> None:
    assert Told("1990년대 북한의 기근은 고난의 행군이라고 불린다.").values("kind") == ["starvation"]


def test_the_date_before_a_verb_is_its_date() -> None:
    told = Told("2011년 2월에 북한을 떠나 2011년 8월 한국에 도착했습니다.")
    assert told.event("departure")["date"] == "2011-02"
    assert told.event("arrival")["date"] == "2011-08"


def test_what_follows_the_clause_of_the_birth_is_not_of_the_birth() -> None:
    told = Told("한성민은 평안남도 순천시에서 태어나 2000년에 평양에서 대학을 졸업했다.")
    assert told.values("birth_date") == []
    assert "평양" not in told.values("birth_place")
    assert Told("나는 1970년 회령에서 태어나 1995년에 혜산으로 이사했다.").own("birth_date") == ["1970"]


def test_the_death_of_the_mother_is_not_the_fathers() -> None:
    told = Told("아버지 김영남은 제강소에서 일하셨고, 어머니는 2003년에 돌아가셨습니다.")
    father = next(a.entity for a in told.all("name") if a.value_text == "김영남")
    assert [a for a in told.all("death_date") if a.entity == father] == []
    assert Told("김영남은 1990년에 병들었고 2003년에 사망했다.").values("death_date") == ["2003"]
