"""Words of daily use are events only where somebody does them or has them done; nouns of a language are no events."""

from __future__ import annotations

import pytest
from extract_helpers import Told


@pytest.mark.parametrize(
    "text",
    [
        "I tried to open the door in 1997.",
        "The document was on the table in 1997.",
        "Those who have summited keep the path alive.",
        "The debt reached 35 trillion dollars in 2024.",
        "Goes, just finger, right, left.",
        "I got to know a lot of people in 1997.",
        "The meeting was held in Switzerland.",
        "I found out in 1997 that the wagon was cold.",
        "In 1997 the leader demonstrated the dignity of the country.",
        "I left my bag on the train in 1997.",
        "The mine established a drainage system in 1997.",
        "Hopes hidden like acorns for the winter.",
        "경기도에서 비가 왔다.",
        "군대의 전투력을 높여야 한다.",
        "나라의 기도가 실현될 수 없다.",
        "신임 고문 3명이 왔다.",
        "장병들이 왔다.",
        "부산 방면으로 길이 막혔다.",
    ],
)
def test_is_no_event(text: str) -> None:
    assert Told(text).values("kind") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He was tried in 1997.", "trial"),
        ("My father left home in 1997.", "departure"),
        ("She reached Seoul in 2009.", "arrival"),
        ("Many people escaped in 1997.", "escape"),
        ("They beat the prisoners.", "beating"),
        ("I crossed the frozen river in 1997.", "departure"),
        ("Workers protested in 1997.", "protest"),
        ("사람들이 강제북송되었다.", "forced_return"),
        ("그는 1997년에 체포되었다.", "arrest"),
        ("어머니는 매일 기도했다.", "religious_practice"),
        ("삼촌이 고문을 당했다.", "torture"),
        ("사촌이 요덕으로 끌려갔다.", "arrest"),
    ],
)
def test_is_an_event(text: str, kind: str) -> None:
    assert Told(text).values("kind") == [kind]


def test_a_river_crossed_is_a_departure_without_the_river() -> None:
    told = Told("Hana Lee crossed the frozen Yalu River in 1997.")
    event = told.event("departure")
    assert event["date"] == "1997"
    assert event["actor"] == "Hana Lee"
    assert "place" not in event
    assert told.values("departed") == ["1997"]
    assert told.values("arrived_at") == told.values("departed_from") == []


def test_who_defects_to_a_country_arrived_there_and_when_they_left_is_not_said() -> None:
    told = Told("Hana Lee defected to South Korea in 2016.")
    assert told.values("arrived_at") == ["South Korea"]
    assert told.values("departed") == []
    assert told.event("defection")["date"] == "2016"


def test_somebody_else_between_is_the_one_who_did_it() -> None:
    told = Told("My mother wept, and two guards came back.")
    assert "actor" not in told.event("return")


def test_the_year_after_another_is_counted_from_it() -> None:
    told = Told("저는 1997년에 언니를 잃었고 이듬해 평양에서 추방되었습니다.")
    assert told.event("deportation")["date"] == "1998"


def test_an_apposition_does_not_part_who_from_what_they_did() -> None:
    assert Told("Hana Lee, a high-ranking diplomat, defected to South Korea.").event("defection")["actor"] == "Hana Lee"
