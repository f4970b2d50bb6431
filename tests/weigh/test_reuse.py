"""Copies whose words differ: reworded and translated go back to one telling, another teller of the event does not."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.weigh.reuse import containment, reuse

SPEC = importlib.util.spec_from_file_location("copies_made", Path(__file__).parents[2] / "bench" / "copies" / "made.py")
made = importlib.util.module_from_spec(SPEC)
sys.modules["copies_made"] = made
SPEC.loader.exec_module(made)

FIRST = (
    "In 2003 they took Pak Su Min away from Musan. There were 31 people in the cell. The truck was green without plate."
    " For 24 days we were questioned. An old woman shared her maize soup with me. In the end the sentence was 7 years."
)
KOREAN = (
    "2003년에 박수민이 무산에서 끌려갔습니다. 감방에는 31명이 있었습니다. 트럭은 초록색이었고 번호판이 없었습니다."
    " 24일 동안 조사를 받았습니다. 한 할머니가 강냉이죽을 나눠 주었습니다. 결국 형은 7년이었습니다."
)
OTHER = (
    "Pak Su Min was arrested in Musan in 2003. I remember the guard with the scar. We sat still from five on."
    " The window was covered with newspaper. They gave eleven years. Perhaps 40 of us were in there."
)


def test_the_same_text_is_a_copy():
    assert reuse(FIRST, FIRST).copied
    assert containment(FIRST, FIRST) == 1.0


def test_a_shortened_text_is_a_copy():
    assert reuse(FIRST, " ".join(FIRST.split(". ")[1:4])).copied


def test_a_translation_is_a_copy_across_languages():
    found = reuse(FIRST, KOREAN)
    assert found.copied
    assert found.across


def test_another_teller_of_the_event_is_no_copy():
    assert not reuse(FIRST, OTHER).copied
    assert not reuse(KOREAN, OTHER).copied


def test_contradicted_numbers_speak_against_a_copy():
    other = FIRST.replace("31", "12").replace("24", "90").replace("2003", "1997").replace("7 years", "3 years")
    assert reuse(FIRST, other).evidence < reuse(FIRST, FIRST).evidence


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n"])
def test_nothing_shares_nothing(text):
    found = reuse(text, FIRST)
    assert (found.evidence, found.copied) == (0.0, False)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_an_answer_that_order_does_not_change(left, right):
    one, other = reuse(left, right), reuse(right, left)
    assert (one.copied, one.across) == (other.copied, other.across)
    assert one.evidence == pytest.approx(other.evidence)


@pytest.fixture(scope="module")
def called():
    """Of each kind, in the families that figures were chosen on and in the one held out: the share called copies."""
    found = {}
    for pair in made.pairs(seed=101, each=8):
        group = found.setdefault((pair.family == made.HELD_OUT, pair.kind), [])
        group.append(reuse(pair.left, pair.right).copied)
    return {key: sum(group) / len(group) for key, group in found.items()}


@pytest.mark.parametrize("held_out", [False, True])
def test_made_pairs_of_another_seed(called, held_out):
    assert called[held_out, "verbatim"] == 1.0
    assert called[held_out, "reworded"] >= 0.75
    assert called[held_out, "translated"] >= 0.4
    assert called[held_out, "independent"] <= 0.25
    assert called[held_out, "unrelated"] <= 0.05


def test_the_made_set_is_large_enough_and_the_same_each_time():
    first, again = made.pairs(), made.pairs()
    assert first == again
    assert len(first) >= 300
    assert {p.kind for p in first} == set(made.KINDS)
