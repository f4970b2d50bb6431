"""Events in both languages: who, whom, where, when, how many; denial, doubt and hearsay stay."""

from __future__ import annotations

import pytest
from extract_helpers import Told


def test_two_events_in_one_sentence_keep_their_own_dates_and_places() -> None:
    told = Told("My brother Hans was arrested in Hoeryong in 1998 and I escaped to China in March 1999.")
    arrest, escape = told.event("arrest"), told.event("escape")
    assert (arrest["date"], arrest["place"], arrest["victim"]) == ("1998", "Hoeryong", "Hans")
    assert (escape["date"], escape["place"], escape["actor"]) == ("1999-03", "China", "I")
    assert (told.own("departed"), told.own("arrived_at")) == (["1999-03"], ["China"])


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Director Pak killed my father.", "killing", {"actor": "Pak", "victim": "my father"}),
        ("My father was killed by Director Pak.", "killing", {"actor": "Pak", "victim": "My father"}),
        ("나는 1998년 보위원에게 체포되었다.", "arrest", {"victim": "나"}),
        ("리철수 동지가 김영희 씨를 체포했다.", "arrest", {"actor": "리철수", "victim": "김영희"}),
        ("우리 어머니는 1997년에 굶어 죽었다.", "starvation", {"participant": "우리 어머니", "date": "1997"}),
        (
            "Thae Yong-ho, a diplomat who defected to South Korea in 2016, spoke.",
            "defection",
            {"actor": "Thae Yong-ho"},
        ),
    ],
)
def test_roles(text: str, kind: str, roles: dict[str, str]) -> None:
    event = Told(text).event(kind)
    assert {k: event.get(k) for k in roles} == roles


def test_a_role_names_the_entity_that_plays_it() -> None:
    told = Told("Director Pak killed Anna Kowalska.")
    victim = told.all("victim")[0]
    assert (victim.event, victim.role) == (told.entity_of("Anna Kowalska"), "victim")


@pytest.mark.parametrize(
    ("text", "kind", "certainty", "basis"),
    [
        ("They did not torture me.", "torture", "denied", "took_part"),
        ("나는 북송되지 않았다.", "forced_return", "denied", "took_part"),
        ("Reportedly, Kim Chol-su was executed.", "execution", "heard", "heard_from"),
        ("Maybe Kim Chol-su was executed.", "execution", "hedged", "unknown"),
        ("I saw with my own eyes that Kim Chol-su was executed.", "execution", "stated", "saw"),
        ("People said that Kim Chol-su was executed.", "execution", "heard", "common_talk"),
        ("리철수는 공개처형되었다는 소문을 들었다.", "execution", "heard", "common_talk"),
        ("보위부가 80명을 체포했다고 한다.", "arrest", "heard", "heard_from"),
        ("리철수가 처형된 것 같다.", "execution", "hedged", "unknown"),
        ("리철수가 처형되는 것을 직접 보았다.", "execution", "stated", "saw"),
        ("I was arrested in 1998.", "arrest", "stated", "took_part"),
    ],
)
def test_certainty_and_basis(text: str, kind: str, certainty: str, basis: str) -> None:
    event = Told(text).event(kind)
    assert (event["certainty"], event["basis"]) == (certainty, basis)


def test_from_whom_it_was_heard_and_whom_the_words_cite() -> None:
    told = Told("I heard from my uncle that Kim Chol-su was executed.")
    assert {a.heard_from for a in told.all("kind")} == {"my uncle"}
    cited = Told("According to Human Rights Watch, 80 people were returned to North Korea in 2003.")
    assert {a.cites for a in cited.all("kind")} == {"Human Rights Watch"}
    korean = Told("인권위원회에 따르면 80명이 체포되었다.")
    assert {a.cites for a in korean.all("kind")} == {"인권위원회"}


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("80 people were returned to North Korea in 2003.", "forced_return", (80.0, 80.0)),
        ("보위부가 80명을 체포했다.", "arrest", (80.0, 80.0)),
    ],
)
def test_counts(text: str, kind: str, count: tuple[float, float]) -> None:
    assert Told(text).event(kind)["count"] == count


def test_a_question_tells_no_event() -> None:
    assert Told("Q: Were you arrested in 1998?\nA: I do not know.").values("kind") == []


def test_a_bare_word_is_no_event() -> None:
    assert Told("The Realities of Escape").values("kind") == []


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("“I will not go,” Anna Kowalska said.", "Anna Kowalska", "I will not go"),
        ('Anna Kowalska told us: "We are free."', "Anna Kowalska", "We are free."),
        ("김영희 씨는 “나는 가지 않겠다”라고 말했다.", "김영희", "나는 가지 않겠다"),
        (
            "Hyeonseo Lee left in 1997. She described the ice as “a bridge of glass,” and wept.",
            "Hyeonseo Lee",
            "a bridge of glass",
        ),
    ],
)
def test_quotations(text: str, who: str, words: str) -> None:
    told = Told(text)
    assert told.values("said") == [words]
    assert told.all("said")[0].entity == told.entity_of(who)


def test_a_quotation_that_two_people_fit_belongs_to_nobody() -> None:
    told = Told("Anna Kowalska met Berta Brown. She described it as “a bridge of glass,” and wept.")
    assert told.values("said") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They took me to Auschwitz.", "Auschwitz"),
        ("나는 개천 관리소에 끌려갔다.", "개천 관리소"),
    ],
)
def test_where_the_teller_was_held(text: str, place: str) -> None:
    assert place in Told(text).own("held_at")


def test_where_somebody_else_was_held_is_not_the_tellers() -> None:
    assert Told("I know that my father was sent to Dachau.").own("held_at") == []


def test_what_is_said_of_places() -> None:
    told = Told("Aim for safe havens like China or Mongolia. Once in a third country, people can claim asylum.")
    assert len(told.all("safe_haven")) == 2
    assert [a.value_text for a in told.all("asylum")] in (["asylum"], ["claim asylum"])
