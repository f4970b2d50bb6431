"""What is hidden in a text splits nothing: names, dates, places and event words are read, words stay as they are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extract_helpers import Told, pack, plain
from hypothesis import given
from hypothesis import strategies as st

from doltap.extract import Extraction, extract
from doltap.extract.turns import spans
from doltap.language import as_written, seen_through
from doltap.model import Assertion, SafetyClass, Segment
from doltap.safety import SafetyMark

HIDDEN = [
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u200e",
    "\x00",
    "\ufe0f",
    "\u115f",
    "\U000e0041",
]
TEXTS = [
    "김철수 씨는 1998년 3월 회령에서 체포되었다.",
    "저는 1970년 청진에서 태어났습니다. 보위부 지도원 박영호가 형을 끌고 갔습니다.",
    "In March 1998 Kim Chol Su was arrested in Hoeryong. My mother, Ri Yong Hui, died in 1997.",
    "Q: When were you born?\nA: I was born in 1972 in Chongjin. Three people were executed.",
]


def rows(found: Extraction, *, bare: bool = False) -> list[tuple[object, ...]]:
    """What was read, without ids and offsets."""
    names = {e.id: i for i, e in enumerate(found.entities)}
    return [
        (names[a.entity], a.property, plain(a.value), _bare(a) if bare else a.value_text, a.certainty, a.role)
        for a in found.assertions
    ]


def _bare(assertion: Assertion) -> str:
    return "".join(c for c in assertion.value_text if c not in HIDDEN)


def read(text: str) -> Extraction:
    return extract(text, [], account="a", gazetteer=pack())


@pytest.mark.parametrize("hidden", HIDDEN, ids=[f"U+{ord(h):04X}" for h in HIDDEN])
@pytest.mark.parametrize("text", TEXTS)
def test_a_hidden_letter_behind_every_letter_changes_nothing_that_is_read(text: str, hidden: str) -> None:
    noisy = hidden.join(text)
    found = read(noisy)
    assert rows(found, bare=True) == rows(read(text))
    for passage in found.passages:
        assert noisy[passage.start : passage.end] == passage.words
    words = {p.id: p.words for p in found.passages}
    assert [a.value_text for a in found.assertions if a.value_text not in words[a.passage]] == []


@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 80), st.sampled_from(HIDDEN)), max_size=12))
def test_wherever_they_stand_the_words_are_exact_and_the_reading_is_the_same(
    text: str, put: list[tuple[int, str]]
) -> None:
    noisy = text
    for at, hidden in put:
        noisy = noisy[:at] + hidden + noisy[at:]
    found = read(noisy)
    assert all(noisy[p.start : p.end] == p.words for p in found.passages)
    assert rows(found, bare=True) == rows(read(text))


@given(st.text(st.sampled_from("가나. ?!\nA\u200b\u2060\u00ad"), max_size=60))
def test_sentences_of_any_text_do_not_overlap_and_hold_all_that_is_seen(text: str) -> None:
    cut = [(a, b) for a, b, _ in spans(text, [])]
    assert all(a < b for a, b in cut)
    assert all(b <= c for (_, b), (c, _) in pairwise(cut))
    held = {i for a, b in cut for i in range(a, b)}
    assert [c for i, c in enumerate(text) if i not in held and c.strip() and c not in "\u200b\u2060\u00ad"] == []


def test_the_name_said_is_kept_with_what_is_hidden_in_it_and_understood_without() -> None:
    told = Told("김\u200b철수 씨는 1998년에 죽었다.")
    (name,) = [a for a in told.all("name") if plain(a.value) == "김철수"]
    assert name.value_text == "김\u200b철수"


def test_speakers_and_marks_stay_where_they_were() -> None:
    text = "\u200b언제 태어났\u200b습니까?\n\u200b1970년에 태어\u2060났습니다. 강은 얼\u200b어 있었습니다."
    answer, held = text.index("1970"), text.index("강은")
    segments = [Segment(0, answer - 1, speaker="면담자", role="question"), Segment(answer, len(text), speaker="가")]
    mark = SafetyMark(held, len(text), SafetyClass.OPERATIONAL, "guards", "made")
    found = extract(text, segments, account="a", gazetteer=pack(), marks=[mark])
    assert {(p.words[:2], p.speaker, bool(p.safety)) for p in found.passages} == {
        ("19", "가", False),
        ("강은", "가", True),
    }


@pytest.mark.parametrize(
    ("seen", "words", "stands"),
    [
        ("김철수", "나는 김\u200b철\u2060수를 보았다", "김\u200b철\u2060수"),
        ("김철수", "나는 김철수를 보았다", "김철수"),
        ("", "\u200b", ""),
        ("1.5", "1\u200b.5 km", "1\u200b.5"),
        ("이영희", "김철수", "이영희"),
    ],
)
def test_how_a_seen_word_stands_in_the_words(seen: str, words: str, stands: str) -> None:
    assert as_written(seen, words) == stands


@given(st.text(st.sampled_from("가나b \n\u200b\u2060\ufeff\u0301"), max_size=40), st.data())
def test_every_stretch_that_is_seen_leads_back_to_itself(text: str, data: st.DataObject) -> None:
    seen = seen_through(text)
    start = data.draw(st.integers(0, max(len(seen.text) - 1, 0)))
    end = data.draw(st.integers(min(start + 1, len(seen.text)), len(seen.text)))
    if start < end:
        first, last = seen.span(start, end)
        assert seen_through(text[first:last]).text == seen.text[start:end]
        assert (seen.seen(first), text[first]) == (start, seen.text[start])
