"""The teller's own name and birth, in running words and across question and answer."""

from __future__ import annotations

import pytest
from extract_helpers import Told


@pytest.mark.parametrize(
    ("text", "year", "place"),
    [
        ("I was born in Vienna, Austria, on May 22, 1926.", "1926-05-22", "Vienna"),
        ("My name is Anna Kowalska, I was born October 19, 1913 in Warsaw.", "1913-10-19", "Warsaw"),
        ("나는 1970년 회령에서 태어났다.", "1970", "회령"),
        ("저는 1985년에 청진에서 태어났습니다.", "1985", "청진"),
        ("In 1931 I was born in Berlin and then we moved to Paris in 1938.", "1931", "Berlin"),
        ("Q: Where were you born and when?\nA: Vienna, 1926.", "1926", "Vienna"),
        ("Q: When were you born?\nA: November 6, 1924.\nQ: And where?\nA: In Warsaw.", "1924-11-06", "Warsaw"),
        (
            "Q: What is your date of birth?\nA: 1914, March the 28th.\nQ: And where were you born?\nA: Poland.",
            "1914",
            "Poland",
        ),
        ("Q: You were born in 1925 in Prague?\nA: Yes.", "1925", "Prague"),
        ("문: 언제 어디서 태어나셨습니까?\n답: 1970년 회령입니다.", "1970", "회령"),
        ("I was living in Berlin. I was born in '32, in Hamburg.", "1932", "Hamburg"),
    ],
)
def test_birth(text: str, year: str, place: str) -> None:
    told = Told(text)
    assert told.own("birth_date") == [year]
    assert place in told.own("birth_place")


def test_a_place_that_no_pack_knows_is_kept_beside_its_country() -> None:
    assert set(Told("I was born in Zzyzxowice, Hungary in 1927.").own("birth_place")) == {"Zzyzxowice", "Hungary"}


def test_a_later_answer_says_where_the_place_is() -> None:
    told = Told("Q: Where were you born?\nA: In Qqville.\nQ: And where is Qqville?\nA: Poland.")
    assert told.own("birth_place") == ["Qqville", "Poland"]


@pytest.mark.parametrize(
    "text",
    [
        "My father was born in Vienna in 1890.",
        "There was a law of 1940, because when I was born my father was away.",
        "Q: Where was your father born?\nA: In Vienna, in 1890.",
        "우리 어머니는 1940년 회령에서 태어났다.",
        'He said, "I was born in Sweden in 1920."',
        "Q: What was your name at birth?\nA: Anna Kowalska.",
    ],
)
def test_the_birth_of_others_is_not_the_tellers(text: str) -> None:
    told = Told(text)
    assert (told.own("birth_date"), told.own("birth_place")) == ([], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Anna Kowalska. I am old.", "Anna Kowalska"),
        ("Uh, my name is, uh, Anna Kowalska.", "Anna Kowalska"),
        ("Q: Will you tell me your name please?\nA: Anna Kowalska.", "Anna Kowalska"),
        ("Q: This is an interview with Anna Kowalska, conducted by Bert Brown.\nA: Yes.", "Anna Kowalska"),
        ("제 이름은 김영희입니다.", "김영희"),
        ("저는 김영희라고 합니다.", "김영희"),
        ("문: 성함이 어떻게 되십니까?\n답: 김영희입니다.", "김영희"),
    ],
)
def test_own_name(text: str, name: str) -> None:
    assert Told(text).own("name") == [name]


def test_the_interviewer_is_not_the_teller() -> None:
    assert Told("Q: My name is Bert Brown and I was born in Paris in 1950.\nA: Good.").own("birth_date") == []


def test_a_maiden_name_is_an_alias() -> None:
    assert Told("My name is Anna Kowalska. The maiden name was Hechtova.").own("alias") == ["Hechtova"]


def test_an_age_at_a_time_leaves_a_set_of_birth_years() -> None:
    told = Told("I was seventeen years old in 1997.")
    assert told.own("age") == [(17.0, 17.0)]
    assert told.own("birth_date") == ["[1979,1980]"]
    assert told.all("birth_date")[0].basis == "inferred"


@pytest.mark.parametrize(
    ("text", "date", "land"),
    [
        ("We came to the United States in 1949.", "1949", "United States"),
        ("In 1951 I emigrated to Canada.", "1951", "Canada"),
        ("나는 2003년에 한국에 입국했다.", "2003", "한국"),
    ],
)
def test_coming_to_stay(text: str, date: str, land: str) -> None:
    told = Told(text)
    assert date in told.own("emigrated")
    assert land in told.own("emigrated_to")


def test_when_did_you_come_is_answered_by_a_bare_year() -> None:
    assert Told("Q: When did you come to the United States?\nA: In 1949.").own("emigrated") == ["1949"]


def test_a_wish_to_come_is_no_coming() -> None:
    assert Told("We wanted to get to America in 1938.").own("emigrated") == []


def test_born_there_is_the_place_just_named() -> None:
    assert Told("I was in Hamburg, I was born there and lived there.").own("birth_place") == ["Hamburg"]


@pytest.mark.parametrize(
    "text",
    [
        "My name is Pak Song Min. I was born in 1970. Pak Song Min left in 2004.",
        "제 이름은 박성민입니다. 저는 1970년에 태어났습니다. 박성민은 2004년에 떠났습니다.",
    ],
)
def test_the_name_of_the_teller_is_the_teller(text):
    told = Told(text)
    named = [a for a in told.all("name") if a.entity_type == "person"]
    assert {a.entity for a in named} == {told.teller}
    assert all(not a.value_text.endswith(".") for a in named)


def test_a_first_name_alone_can_be_somebody_elses():
    told = Told("My name is Anna. My friend Anna Kowalska died in 1944.")
    assert told.entity_of("Anna Kowalska") != told.teller
