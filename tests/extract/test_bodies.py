"""Bodies that no pack lists, when they were founded, and places that are only half of a name."""

from __future__ import annotations

import pytest
from extract_helpers import Told


def bodies(told: Told) -> list[str]:
    return [a.value_text for a in told.all("name") if a.entity_type == "body"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harbour Widows Association met in March.", "Harbour Widows Association"),
        ("He worked for the Ministry of Fisheries.", "Ministry of Fisheries"),
        ("Members of the Committee for Lost Letters came.", "Committee for Lost Letters"),
        ("새벽인권연합은 성명을 냈다.", "새벽인권연합"),
        ("그는 들꽃여성협회에서 일했다.", "들꽃여성협회"),
    ],
)
def test_is_a_body_by_its_kind(text: str, name: str) -> None:
    assert bodies(Told(text)) == [name]


@pytest.mark.parametrize(
    "text", ["The committee met.", "An association of ideas.", "위원회가 열렸다.", "우리는 연합했다."]
)
def test_a_kind_alone_is_no_body(text: str) -> None:
    assert bodies(Told(text)) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The Harbour Widows Association, founded in 1996, met.", "1996"),
        ("새벽인권연합은 1996년에 설립되었다.", "1996"),
    ],
)
def test_when_a_body_was_founded(text: str, year: str) -> None:
    assert Told(text).values("founded") == [year]


def test_the_same_unlisted_body_is_one_entity() -> None:
    told = Told("The Harbour Widows Association met. The Harbour Widows Association wept.")
    assert len({a.entity for a in told.all("name") if a.entity_type == "body"}) == 1


def test_a_place_inside_a_body_is_not_named() -> None:
    told = Told("The Workers' Party of Korea met.")
    assert [a for a in told.all("name") if a.entity_type == "place"] == []


@pytest.mark.parametrize("text", ["A Hwasong-12 missile flew.", "I went to New Jersey."])
def test_half_of_another_name_is_no_place(text: str) -> None:
    assert [a for a in Told(text).all("name") if a.entity_type == "place"] == []


def test_a_place_with_the_korean_copula_is_found() -> None:
    assert Told("제 고향은 회령입니다.").own("birth_place") == ["회령"]


def test_rome_is_one_place() -> None:
    ids = {i for a in Told("We went to Rome.").all("name") for i in getattr(a.value, "ids", ())}
    assert len(ids) <= 1


def test_a_page_header_dates_nothing() -> None:
    pages = "\n".join(f"October 15, 2010 tape {n}\nI was sad that day.\nI left home in 1997." for n in range(4))
    told = Told(pages)
    assert set(told.values("date")) == {"1997"}
