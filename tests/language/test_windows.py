"""Rules that are tried only near their cores find what they find when they are tried everywhere."""

import json
import random
import re

import pytest

from doltap.language import dates_en, dates_ko, find_dates, find_numbers, numbers
from doltap.language.windows import around, digits_at, hangul_at, lowered, near, words_at

FILLER = (
    "She walked on with her bundle and nobody asked anything.",
    "그는 아무 말도 하지 않고 문을 닫았다.",
    "Der Weg war lang, aber niemand klagte darüber.",
    "——— * * * ———",
    "…………………………",
)
SAID = (
    "since the beginning of the spring of nineteen hundred and forty-four",
    "up to about the second half of the winter 1944-45,",
    "Wednesday, the twenty-seventh of September of the year nineteen eighty-one",
    "around the middle of March, 1951",
    "in '43 we were moved",
    "prior to the early thirties",
    "until the very end of the nineteenth century",
    "Juche 87 (1998)",
    "1998-07-04 or 7/4/98 or 4.7.1998",
    "the day before yesterday",
    "more than twenty-five years ago",
    "for almost half a decade and another two and a half months",
    "when he was just about seventeen years old",
    "at the age of 11, at twelve, at 5 o'clock in the morning, 17:30, 6 a.m.",
    "that same winter; the following year; next Christmas Eve",
    "1997년 겨울부터 이듬해 3월 초까지",
    "주체 87(1998)년 7월 4일 오후 3시 반쯤",
    "음력 섣달 그믐날, 지난달 15일, 6·25 전쟁 때",
    "열일곱 살 때 두 달 동안, 20년 전에",
    "no fewer than between 4 200 and 5 000 North Korean prisoners",
    "hundreds of thousands of people, several dozen, US$ 3.5 million, at least two hundred and fifty",
    "약 500여 명 이상, 두세 사람, 3백만 원, 사흘, 30대 남성, 5 km",
)


def mixed(seed):
    """Sentences with dates and numbers in a text that is mostly without any."""
    chance = random.Random(seed)
    parts = [chance.choice(SAID) if chance.random() < 0.2 else chance.choice(FILLER) for _ in range(120)]
    return chance.choice((" ", "\n", ". ")).join(parts)


@pytest.fixture
def everywhere(monkeypatch):
    """Call a function with rules that are tried on the whole text."""

    def call(function, text):
        with monkeypatch.context() as patch:
            for room in (dates_en, dates_ko, numbers):
                patch.setattr(room, "around", lambda cores, before, after: [(0, len(text))])
            return function(text)

    return call


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("find", [find_dates, find_numbers])
def test_nothing_is_lost_in_a_mixed_text(find, seed, everywhere):
    text = mixed(seed)
    found = find(text)
    assert found == everywhere(find, text)
    assert len(found) > 4


@pytest.mark.parametrize("said", SAID)
def test_nothing_is_lost_at_the_edges(said, everywhere):
    for text in (said, f"{FILLER[0] * 9} {said}", f"{said} {FILLER[1] * 9}", said.upper()):
        assert find_dates(text) == everywhere(find_dates, text)
        assert find_numbers(text) == everywhere(find_numbers, text)


def test_nothing_is_lost_in_real_texts(shared, everywhere):
    stories = json.loads((shared / "inputs/kcna/kcna_en_400.json").read_text(encoding="utf-8"))
    speech = (shared / "inputs/speeches_ko/2012.txt").read_text(encoding="utf-8")
    for text in [speech, *(s["story_text"] or "" for s in stories[:60])]:
        assert find_dates(text) == everywhere(find_dates, text)
        assert find_numbers(text) == everywhere(find_numbers, text)


@pytest.mark.parametrize("text", ["İstanbul 1944", "ſeptember ı 3", "K Å 12", "plain 7", "가나 1월", "🙂 İİ 5"])
def test_lower_case_keeps_every_place(text):
    assert len(lowered(text)) == len(text)
    assert [text[a:b] for a, b in digits_at(text)] == [text[a:b] for a, b in digits_at(lowered(text))]


def test_alike_letters_are_alike():
    assert lowered("ſeptember DAYS in İ and ı") == "september days in i and i"


def test_cores_stand_in_order():
    assert words_at("a day, yesterday, a year", ("year", "day")) == [(2, 5), (13, 16), (20, 24)]
    assert hangul_at("ab 가나 c 다") == [(3, 5), (8, 9)]
    assert hangul_at("ascii") == []
    assert digits_at("in 1944, ٣") == [(3, 7), (9, 10)]


def test_stretches_meet_and_stay_inside():
    assert around([], 5, 5) == []
    assert around([(3, 5), (9, 10), (40, 41)], 4, 2) == [(0, 12), (36, 43)]


def test_what_stands_before_a_stretch_is_seen():
    rule = re.compile(r"(?<!x)\d")
    assert [m.start() for m in near(rule, "x1 2", [(1, 4)])] == [3]
