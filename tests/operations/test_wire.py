"""What crosses the sandbox's pipe comes out as the values that went in."""

import json

import pytest

from doltap.model import Locator, Passage, SafetyClass
from doltap.operations.wire import locator_from_json, locator_to_json, passages_from_json, passages_to_json

TEXT = "She was told to wait. 그는 1998년에 떠났다.\nB2"
PASSAGES = (
    Passage("p1", "a", 0, 21, TEXT[:21], Locator(page=3, line=0), "Q", "en"),
    Passage("p2", "a", 22, 36, TEXT[22:36], Locator(time="00:01:05"), "", "ko", "p1", frozenset({SafetyClass.CHILD})),
    Passage("p3", "a", 38, 40, TEXT[38:40], Locator(cell="B2", part="sheet1"), safety=frozenset(SafetyClass)),
)


def test_passages_come_back_whole():
    crossed = json.loads(json.dumps(passages_to_json(PASSAGES)))
    assert tuple(passages_from_json(crossed, "a", TEXT)) == PASSAGES


def test_words_are_those_of_the_text_whatever_a_child_says():
    found = list(passages_from_json([["p", 4, 7, {}, "", "", "", []]], "a", TEXT))
    assert [p.words for p in found] == [TEXT[4:7]]


@pytest.mark.parametrize("locator", [p.locator for p in PASSAGES] + [Locator(), Locator(0, 7, "1", "A1", "x")])
def test_a_locator_says_only_what_is_set(locator):
    raw = locator_to_json(locator)
    assert locator_from_json(raw) == locator
    assert "" not in raw.values()
    assert None not in raw.values()
