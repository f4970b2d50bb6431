"""Whose event it is: the nearest subject, a joined one, and nobody whom another subject stands before."""

from __future__ import annotations

import pytest
from extract_helpers import Told, plain


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I heard from a neighbour that about 40 people were executed in 2001.", "execution"),
        ("I saw that several prisoners were killed in 1999.", "killing"),
        ("I know the man who was executed in 1999.", "execution"),
        ("I was told that other soldiers were arrested in 1998.", "arrest"),
    ],
)
def test_what_others_suffered_is_not_the_tellers(text: str, kind: str) -> None:
    told = Told(text)
    assert told.event(kind).get("victim") != "I"
    assert told.own("death_date") == []


def test_a_joined_subject_keeps_the_first() -> None:
    event = Told("My father and two other men were arrested in 1995.").event("arrest")
    assert (event["victim"], event["date"]) == ("My father", "1995")


def test_joined_participles_are_all_passive() -> None:
    told = Told("My mother was arrested, interrogated and sent to a kyohwaso.")
    for kind in ("arrest", "interrogation", "detention"):
        assert told.event(kind)["victim"] == "My mother"


def test_joined_active_verbs_stay_active() -> None:
    told = Told("Director Pak arrested and interrogated my father.")
    assert told.event("interrogation")["victim"] == "my father"


def test_held_somewhere_is_an_event_of_its_own_place() -> None:
    told = Told("In 1998 my father was arrested and held at Camp 15 for three years.")
    assert told.event("detention")["place"] == "Camp 15"
    assert told.event("arrest")["date"] == "1998"


@pytest.mark.parametrize(
    "text", ["The election was held in 1990.", "A summit was held by both leaders in 2018.", "He held a gun."]
)
def test_what_is_held_but_nobody_is(text: str) -> None:
    assert Told(text).all("kind") == []


@pytest.mark.parametrize(
    ("text", "name", "term"),
    [
        ("저는 1975년에 태어났습니다. 오빠 김철수는 1990년에 군대에 갔습니다.", "김철수", "older_brother"),
        ("저는 거기서 살았습니다. 큰아버지 박동수는 광부였습니다.", "박동수", "uncle"),
        ("저는 어머니 김영희와 함께 살았습니다.", "김영희", "mother"),
    ],
)
def test_kin_named_beside_the_kin_word(text: str, name: str, term: str) -> None:
    told = Told(text)
    (kin,) = told.all("kin")
    assert (kin.value.term, kin.entity) == (term, told.entity_of(name))


@pytest.mark.parametrize("text", ["저는 오빠 말을 들었습니다.", "제가 갔을 때 언니 친구가 왔습니다."])
def test_a_kin_word_before_a_thing_is_nobody_named(text: str) -> None:
    assert Told(text).all("kin") == []


def test_time_served_is_suffered() -> None:
    told = Told("저는 1999년에 교화소에서 2년간 복역했습니다.")
    assert told.event("detention")["victim"] == "저"


@pytest.mark.parametrize(
    ("text", "victim"),
    [("They sent me back from China in 2000.", "me"), ("The police sent my mother back in 2000.", "my mother")],
)
def test_the_one_it_is_done_to_stands_inside_the_phrase(text: str, victim: str) -> None:
    event = Told(text).event("forced_return")
    assert (event["victim"], event["date"]) == (victim, "2000")


def test_a_question_about_leaving_asks_nothing_about_birth() -> None:
    told = Told(
        "Q: When and where were you born?\nA: In 1965, in Hyesan.\n"
        "Q: When did you leave?\nA: I left in the spring of 2004."
    )
    assert (told.own("birth_date"), told.own("departed")) == (["1965"], ["2004-21"])


def test_a_short_question_asks_on() -> None:
    told = Told("Q: Where were you born?\nA: In Hyesan.\nQ: And when was that?\nA: In 1965.")
    assert told.own("birth_date") == ["1965"]


def test_forcibly_returned_is_suffered() -> None:
    event = Told("In June 1999 I was forcibly returned from China to Onsong.").event("forced_return")
    assert (event["victim"], event["date"]) == ("I", "1999-06")


def test_whom_the_next_clause_counts_are_not_the_events() -> None:
    told = Told("My grandmother died of hunger and my two younger brothers became beggars. About 40 people died.")
    assert [plain(a.value) for a in told.all("count")] == [(36.0, 44.0)]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("리순옥이라는 여자가 굶어 죽었습니다.", "starvation", ("participant", "리순옥")),
        ("2003년에는 박철이라는 사람이 처형되는 것을 봤습니다.", "execution", ("victim", "박철")),
    ],
)
def test_somebody_of_whom_only_the_name_is_known(text: str, kind: str, who: tuple[str, str]) -> None:
    event = Told(text).event(kind)
    assert event[who[0]] == who[1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("보위부에서 20일 동안 조사를 받았습니다.", "interrogation"),
        ("그해 겨울에 열두 명이 죽는 것을 봤습니다.", "death"),
        ("간수들이 매일 아침 우리를 발로 찼습니다.", "beating"),
    ],
)
def test_a_past_form_says_that_it_happened(text: str, kind: str) -> None:
    assert kind in Told(text).values("kind")


@pytest.mark.parametrize("text", ["조사를 받지 않아도 된다.", "죽을 것 같았다.", "이라는 말을 들었다."])
def test_what_did_not_happen_is_no_event(text: str) -> None:
    told = Told(text)
    assert all(a.certainty.value == "denied" for a in told.all("kind"))


def test_whose_uncle_it_was_did_not_die() -> None:
    told = Told("Jang Song-thaek, Kim Jong-un's uncle, was executed on 12 December 2013.")
    assert told.event("execution")["victim"] == "Jang Song-thaek"
    (died,) = told.all("death_date")
    assert died.entity == told.entity_of("Jang Song-thaek")


def test_he_is_the_one_just_named_whatever_he_was() -> None:
    told = Told("Mr. Kim, 45, a former soldier from Hoeryong, said he was arrested in 2009.")
    victim = next(a for a in told.all("victim"))
    assert victim.event == told.entity_of("Kim")


def test_what_somebody_left_is_where_the_leaving_was() -> None:
    assert Told("Many people left North Korea for China in the 1990s.").event("defection")["place"] == "North Korea"
