"""What holds for every text: exact words, every assertion on a passage, the same answer twice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.extract import CODER, EXTRACTORS, Extraction, extract
from doltap.model import EventWord, Gazetteer, PlaceEntry, SafetyClass, Segment

PACK = Gazetteer(
    places=(
        PlaceEntry("KP", "country", "North Korea", "북한"),
        PlaceEntry("h", "city", "Hoeryong", "회령", ("회령시",), "KP"),
        PlaceEntry("CN", "country", "China", "중국"),
    ),
    event_words=(
        EventWord("arrest", ("arrest", "be captured"), ("체포", "잡혀")),
        EventWord("death", ("die",), ("죽었",), "participant", ""),
    ),
)
PIECES = st.sampled_from(
    [
        "I was born in Hoeryong in 1970. ",
        "나는 1970년 회령에서 태어났다. ",
        "My brother Hans was arrested in China in 1998. ",
        "김 지도원이 리철수를 체포했다고 한다. ",
        "Q: Where were you born?\n",
        "A: China, 1926.\n",
        "“I will go,” said Anna Kowalska. ",
        "우리 어머니는 죽었다. ",
        "Director Pak, who was 17, left. ",
        "\n\n",
        '" ',
        "\u200b(ph) -- uh, ",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=200))


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    safety_class: SafetyClass = SafetyClass.OPERATIONAL


def read(text: str, **more: object) -> Extraction:
    return extract(text, [], account="a", gazetteer=PACK, **more)  # type: ignore[arg-type]


def without_ids(found: Extraction) -> list[tuple[object, ...]]:
    order = {e.id: i for i, e in enumerate(found.entities)} | {p.id: p.start for p in found.passages}
    return [
        (
            order[a.passage],
            order[a.entity],
            a.property,
            a.value,
            a.value_text,
            a.certainty,
            a.basis,
            order.get(a.event),
            a.role,
        )
        for a in found.assertions
    ]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_passage_is_exact_words_and_every_assertion_rests_on_one(text: str) -> None:
    found = read(text)
    passages = {p.id: p for p in found.passages}
    entities = {e.id: e for e in found.entities}
    assert all(text[p.start : p.end] == p.words for p in found.passages)
    for a in found.assertions:
        assert a.value_text in passages[a.passage].words
        assert a.entity_type is entities[a.entity].type
        assert not a.event or a.event in entities
        assert (a.account, a.coder, a.accepted) == ("a", CODER, False)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_assertions(text: str) -> None:
    assert without_ids(read(text)) == without_ids(read(text))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_there_is_one_teller_and_it_comes_first(text: str) -> None:
    assert [e.narrator for e in read(text).entities].count(True) == 1
    assert read(text).entities[0].narrator


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 60), st.integers(1, 60))
def test_a_marked_stretch_marks_every_passage_and_assertion_it_touches(text: str, start: int, length: int) -> None:
    mark = Mark(start, start + length)
    found = read(text, marks=[mark])
    passages = {p.id: p for p in found.passages}
    for a in found.assertions:
        p = passages[a.passage]
        touched = p.start < mark.end and p.end > mark.start
        assert a.safety == p.safety == (frozenset({SafetyClass.OPERATIONAL}) if touched else frozenset())


def test_a_marked_sentence_is_a_passage_even_when_nothing_is_read_from_it() -> None:
    text = "It was raining. Nobody knew."
    found = read(text, marks=[Mark(0, 10)])
    assert [(p.words, p.safety) for p in found.passages] == [("It was raining.", frozenset({SafetyClass.OPERATIONAL}))]


def test_speaker_and_locator_come_from_the_segments() -> None:
    text = "I was born in China."
    found = extract(text, [Segment(0, len(text), speaker="Anna", role="answer")], account="a", gazetteer=PACK)
    assert {p.speaker for p in found.passages} == {"Anna"}


def test_the_built_in_extractor_is_found_by_name() -> None:
    assert EXTRACTORS["rules"] is extract


def test_an_empty_text_and_an_empty_pack_give_the_teller_alone() -> None:
    found = extract("", [], account="a", gazetteer=Gazetteer())
    assert (found.passages, found.assertions, len(found.entities)) == ((), (), 1)


@pytest.mark.parametrize("piece", ["Abc-", "Aa ", "“a", "김민수 ", "I came to ", "-- uh ", "was arrested and ", "은"])
def test_a_hostile_repetition_is_read_to_its_end(piece: str) -> None:
    text = piece * (20000 // len(piece))
    assert all(text[p.start : p.end] == p.words for p in read(text).passages)
