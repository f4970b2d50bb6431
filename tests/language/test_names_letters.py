"""The parts under the comparison of names: letters, syllables, readings, words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import name_keys
from doltap.language.names import channel, evidence, general
from doltap.language.names.channel import shipped
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
    channel = shipped()
    given = [sum(channel.given["영", spelling]) for spelling in ("young", "yeong", "chul")]
    surname = [sum(channel.surname["이", spelling]) for spelling in ("lee", "rhee", "kim")]
    assert given == sorted(given, reverse=True)
    assert surname == sorted(surname, reverse=True)
    assert sum(channel.surname["남궁", "namgung"]) > 0.1


def test_each_system_writes_what_it_should():
    channel = shipped()
    habits = channel.table.habits
    for spelling, habit in (("yeong", "rr"), ("yong", "mr"), ("young", "free")):
        found = channel.given["영", spelling]
        assert found[habits.index(habit)] > 0.3
    assert channel.given["택", "ze"][habits.index("pinyin")] > channel.given["택", "ze"][habits.index("rr")]


@settings(deadline=None)
@given(LATIN, st.sampled_from(["영", "철", "수", "희", "룡", "쌍"]))
def test_every_spelling_is_possible_and_none_is_certain(spelling, syllable):
    assert all(0.0 < p <= 1.0 for p in shipped().given[syllable, spelling])
    assert -14.0 <= shipped().gap[syllable, spelling] <= 0.0


@settings(deadline=None)
@given(LATIN)
def test_readings_are_no_more_than_certain(spelling):
    found = shipped().given_heard[spelling]
    assert len(found.joint) <= 24
    assert sum(found.joint.values()) <= found.total + 1e-9 <= 1.0 + 1e-6


def test_cutting_respects_the_breaks_that_are_written():
    cuts = shipped().cuts
    assert cuts[("cholsu",), 2][0] == ("chol", "su")
    assert cuts[("chol", "su"), 2] == (("chol", "su"),)
    assert ("chol", "su") not in cuts[("ch", "olsu"), 2]
    assert cuts[("chol", "su"), 1] == ()
    assert cuts[("x" * 200,), 2] == ()


def test_a_latin_name_is_read_from_both_ends():
    surnames = {r.surname for r in evidence.latin_readings(shipped().table, ("nam", "gung", "ok", "bun"))}
    assert surnames >= {"nam", "bun", "namgung"}
    assert {r.surname + "".join(r.given) for r in evidence.latin_readings(shipped().table, ("kimcholsu",))} == {
        "kimcholsu"
    }


def test_a_hyphen_and_a_comma_show_the_surname():
    for words, comma in ((("kim", "chol-su"), False), (("chol-su", "kim"), False), (("kim", "chol", "su"), True)):
        likeliest = max(evidence.latin_readings(shipped().table, words, comma), key=lambda r: r.weight)
        assert likeliest.surname == "kim"


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
