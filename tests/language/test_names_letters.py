"""The parts under the comparison of names: letters, syllables, readings, words."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import name_keys
from doltap.language.names import channel, evidence, general
from doltap.language.names.table import FLOOR, packaged
from doltap.language.names.text import hangul_name, latin_tokens, split_hangul

WORDS = st.text("abcdeghijklmnoprstuvwy", max_size=10)
LATIN = st.text("aeiouyghkmnsjcl", min_size=1, max_size=12)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_distance_is_a_distance(a, b):
    assert general.distance(a, b) == general.distance(b, a)
    assert (general.distance(a, b) == 0) == (a == b)
    assert abs(len(a) - len(b)) <= general.distance(a, b) <= max(len(a), len(b))


@pytest.mark.parametrize(
    ("a", "b", "steps"), [("kim", "kin", 1), ("hyang", "hynag", 1), ("jon", "john", 1), ("", "abc", 3), ("ab", "cd", 2)]
)
def test_steps_between_words(a, b, steps):
    assert general.distance(a, b) == steps


@pytest.mark.parametrize(
    ("spelling", "split"),
    [
        ("young", ("", "you", "ng")),
        ("chol", ("ch", "o", "l")),
        ("rhee", ("rh", "ee", "")),
        ("hwan", ("h", "wa", "n")),
        ("bcd", None),
        ("", None),
        ("chulsu", None),
    ],
)
def test_a_latin_syllable_has_three_parts(spelling, split):
    assert channel.parts(spelling) == split


def test_usual_spellings_are_likelier_than_odd_ones():
    table = packaged()
    assert (
        channel.given_cost(table, "영", "young")
        > channel.given_cost(table, "영", "yeong")
        > channel.given_cost(table, "영", "chul")
    )
    assert (
        channel.surname_cost(table, "이", "lee")
        > channel.surname_cost(table, "이", "rhee")
        > channel.surname_cost(table, "이", "kim")
    )
    assert channel.surname_cost(table, "남궁", "namgung") > -3


@settings(deadline=None)
@given(LATIN, st.sampled_from(["영", "철", "수", "희", "룡", "쌍"]))
def test_no_spelling_costs_more_than_the_floor(spelling, syllable):
    assert FLOOR <= channel.given_cost(packaged(), syllable, spelling) <= 0


@settings(deadline=None)
@given(LATIN)
def test_readings_are_no_more_than_certain(spelling):
    found = channel.readings(packaged(), spelling)
    assert len(found) <= 24
    assert sum(map(exp, found.values())) <= 1.0


def test_cutting_respects_the_breaks_that_are_written():
    table = packaged()
    free = channel.best_cut(table, "철수", "cholsu", frozenset())
    assert channel.best_cut(table, "철수", "cholsu", frozenset({4})) == free
    assert sum(channel.best_cut(table, "철수", "cholsu", frozenset({2}))) < sum(free)
    assert channel.best_cut(table, "철수", "", frozenset()) == (FLOOR, FLOOR)


def test_a_latin_name_is_read_from_both_ends():
    surnames = {r.surname for r in evidence.latin_readings(("nam", "gung", "ok", "bun"))}
    assert surnames == {"nam", "bun", "namgung", "okbun"}
    assert {r.surname + r.given for r in evidence.latin_readings(("kimcholsu",))} == {"kimcholsu"}


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Mr. Kim Ch'ŏl-su", ("kim", "chol", "su")),
        ("KIM, Chol", ("kim", "chol")),
        ("김 Chol", ()),
        ("Иван", ()),
        ("Mr", ("mr",)),
        ("", ()),
    ],
)
def test_latin_words_of_a_name(name, tokens):
    assert latin_tokens(name) == tokens


@pytest.mark.parametrize(
    ("name", "whole"),
    [("김 철수 선생님", "김철수"), ("김철수위원장동지", "김철수"), ("씨", "씨"), ("김Chol", ""), ("123", ""), ("", "")],
)
def test_hangul_of_a_name(name, whole):
    assert hangul_name(name) in (whole, "") if name == "씨" else hangul_name(name) == whole


@pytest.mark.parametrize(
    ("whole", "parts"), [("김", ("김", "")), ("철", ("", "철")), ("제갈량", ("제갈", "량")), ("남궁", ("남궁", ""))]
)
def test_hangul_names_split(whole, parts):
    assert split_hangul(whole) == parts


def test_keys_of_strangers_seldom_meet():
    names = ["김철수", "박영희", "리룡남", "Choe Ryong Hae", "Jang Mi-ran", "John Smith"]
    meets = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if name_keys(a) & name_keys(b)]
    assert meets == []
    assert name_keys("") == name_keys("😀") == frozenset()
