from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.language import sentences
from doltap.language.sentences import LONGEST


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I left. He stayed.", ["I left.", "He stayed."]),
        ("Dr. Han saw it. Mr. A. B. Cho did not.", ["Dr. Han saw it.", "Mr. A. B. Cho did not."]),
        ("In the U.S. Army he served. Then he left.", ["In the U.S. Army he served.", "Then he left."]),
        ("They moved to the U.S. He was born there.", ["They moved to the U.S.", "He was born there."]),
        ("He came on Jan. 5 with us. Good.", ["He came on Jan. 5 with us.", "Good."]),
        ("We lived there until 1944. Then we left.", ["We lived there until 1944.", "Then we left."]),
        ("He had 3.5 kg. That was all.", ["He had 3.5 kg.", "That was all."]),
        ("“Why?” he asked. I was silent.", ["“Why?” he asked.", "I was silent."]),
        ("We waited... and nobody came. So we left.", ["We waited... and nobody came.", "So we left."]),
        ("i went there. then i came back.", ["i went there.", "then i came back."]),
        ("나는 갔다. 그는 남았다.", ["나는 갔다.", "그는 남았다."]),
        ("나는 갔다.그는 남았다.", ["나는 갔다.", "그는 남았다."]),
        ("“가겠다.” 라고 말했다. 끝.", ["“가겠다.” 라고 말했다.", "끝."]),
        ("“가겠다.”라고 말했다. 끝.", ["“가겠다.”라고 말했다.", "끝."]),
        ("1998. 1. 3. 떠났어요. 추웠어요.", ["1998. 1. 3. 떠났어요.", "추웠어요."]),
        ("8.15해방후였다. 그랬다.", ["8.15해방후였다.", "그랬다."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_wrapped_line_goes_on() -> None:
    text = (
        "We were rounded up and sent to the nearest bigger town named\nKoshice where we stayed for weeks with "
        "nothing at\nall. Then we\nleft."
    )
    assert [s.replace("\n", " ") for s in cut(text)] == [
        "We were rounded up and sent to the nearest bigger town named Koshice where we stayed for weeks with "
        "nothing at all.",
        "Then we left.",
    ]


def test_blank_lines_bullets_and_headings_end_a_sentence() -> None:
    text = "The Road\n\nwe went\n\n• one thing\n• another thing\n- third\n1. fourth\n2. fifth\n## Sixth\nAt the end"
    assert cut(text) == [
        "The Road",
        "we went",
        "• one thing",
        "• another thing",
        "- third",
        "1. fourth",
        "2. fifth",
        "## Sixth",
        "At the end",
    ]


def test_speakers_start_sentences_even_after_an_unfinished_line() -> None:
    assert cut("Q: And then\nA: We went\nhome\nQ: When?") == ["Q: And then", "A: We went\nhome", "Q: When?"]


def test_a_menu_of_short_lines_is_not_one_sentence() -> None:
    assert cut("Home\nAbout us\nContact") == ["Home", "About us", "Contact"]


@pytest.mark.parametrize(
    "unit", ["a", "a b. ", ". ", ".", "a\n", "Dr. U.S. ", "가나다.", "\"'”", "A: ", "1. \n", "\r\n "]
)
def test_any_input_is_cut_into_bounded_pieces(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    spans = sentences(text)
    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert len("".join(text.split())) == sum(len("".join(text[start:end].split())) for start, end in spans)


@given(st.text(alphabet=st.sampled_from('aA가다 .!?\n\r\t"”)1-•:…QU,;'), max_size=200))
def test_sentences_are_in_order_and_lose_nothing(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
