"""He and she: the one person just named, or nobody."""

from __future__ import annotations

import pytest
from extract_helpers import Told


def test_he_is_the_one_person_of_the_sentence_before() -> None:
    told = Told("Hana Lee left in 1997. She arrived in Seoul in 2008.")
    assert told.event("arrival")["actor"] == "Hana Lee"
    assert told.all("arrived")[0].entity == told.entity_of("Hana Lee")
    assert told.all("actor")[-1].value_text == "She"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Kowalska and Berta Kowalska left. She arrived in 2008.",
        "My uncle told me that he was arrested in 2003.",
        "Hana Lee saw a guard. He arrived in 2008.",
        "My mother was there. He arrived in 2008.",
        "He arrived in 2008.",
    ],
)
def test_is_nobody_where_two_could_be_meant(text: str) -> None:
    assert not [a for a in Told(text).all("actor") + Told(text).all("victim") if a.value_text.lower() in ("he", "she")]


def test_quoted_words_have_their_own_he() -> None:
    told = Told('Hana Lee said: "He left in 1997."')
    assert [a for a in told.all("actor") if a.value_text == "He"] == []


def test_a_saying_of_he_is_the_tellers_only_when_they_say_so() -> None:
    told = Told('I went home. And he looked at me and he said, "Tell me where you lived."')
    assert told.own("said") == []
