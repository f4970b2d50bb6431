"""Names found in a list, names explained, names in other scripts, and strings that are no names."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.catalogue import has
from doltap.language.names import NameIndex, candidates, compare, compare_many, compare_names, explain, name_share
from doltap.language.names.hanja import hangul_readings, pinyin_words
from doltap.language.names.letters import in_latin

POOL = [
    "김철수",
    "김영희",
    "박영희",
    "리룡남",
    "최룡해",
    "남궁옥분",
    "Kim Chol-su",
    "Pak Yong-hui",
    "John Smith",
    "金正恩",
    "Иван Петров",
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kim Yong-hui", "김영희"),
        ("Park Younghee", "Pak Yong-hui"),
        ("Young-hee Park", "Pak Yong-hui"),
        ("Ri Ryong Nam", "리룡남"),
        ("이용남", "리룡남"),
        ("Choi Ryong-hae", "최룡해"),
        ("Namgoong Okboon", "남궁옥분"),
        ("김정은", "金正恩"),
        ("Jon Smith", "John Smith"),
        ("Ivan Petrov", "Иван Петров"),
        ("박용희", "Pak Yong-hui"),
    ],
)
def test_the_right_name_comes_first(query, first):
    assert candidates(query, POOL, 3)[0].name == first


def test_an_index_gives_no_more_than_asked_and_best_first():
    index = NameIndex(POOL)
    assert len(index) == len(POOL)
    found = index.search("Kim Chul Soo", 2)
    assert [c.name for c in found] == ["Kim Chol-su", "김철수"] or [c.name for c in found] == ["김철수", "Kim Chol-su"]
    assert all(c.score == compare_names("Kim Chul Soo", c.name).score for c in found)


def test_nothing_is_found_in_nothing():
    assert candidates("Kim", [], 5) == []
    assert candidates("", POOL, 5) == []
    assert candidates("😀", POOL, 5) == []


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=40))
def test_any_query_can_be_searched(query):
    assert len(candidates(query, POOL, 3)) <= 3


def test_many_pairs_score_as_each_alone():
    left, right = ["김철수", "Kim", "", "金正恩"], ["Kim Chol-su", "김", "x", "Kim Jong-un"]
    assert compare_many(left, right) == [compare(a, b) for a, b in zip(left, right, strict=True)]
    with pytest.raises(ValueError, match="zip"):
        compare_many(["a"], [])


@pytest.mark.parametrize(
    ("a", "b", "codes"),
    [
        ("김영희", "Kim Young-hee", {"name.romanisation", "name.read_as", "name.habit_free"}),
        ("김영희", "Gim Yeong-hui", {"name.romanisation", "name.habit_rr"}),
        ("김영희", "Kim Yŏng-hŭi", {"name.romanisation", "name.read_as"}),
        ("김영희", "Kim Zebra-hee", {"name.given_differs"}),
        ("Lee Seol-ju", "Ri Sol-ju", {"name.romanisation", "name.both_could_be"}),
        ("金正恩", "김정은", {"name.hanja_reading", "name.read_as"}),
        ("김철수", "박철수", {"name.surname_differs", "name.frequency"}),
    ],
)
def test_an_explanation_names_reading_and_habit(a, b, codes):
    found = explain(a, b)
    assert found.score == compare_names(a, b).score
    assert codes <= {m.code for m in found.reasons}
    assert all(has(m.code, "en") and has(m.code, "ko") for m in found.reasons)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=20), st.text(max_size=20))
def test_anything_can_be_explained(a, b):
    assert explain(a, b).reasons[0] == compare_names(a, b).reasons[0]


def test_a_common_name_is_borne_by_more_than_a_rare_one():
    assert name_share("김영호") > 100 * name_share("남궁옥분") > 0.0
    assert name_share("Kim Young-ho") == name_share("김영호")
    assert name_share("") == name_share("123") == 0.0


@pytest.mark.parametrize(
    ("hanja", "hangul"),
    [
        ("金正恩", "김정은"),
        ("李承晩", "이승만"),
        ("林東源", "임동원"),
        ("柳性杰", "류성걸"),
        ("盧武鉉", "노무현"),
        ("朴槿惠", "박근혜"),
    ],
)
def test_characters_are_read_with_the_rule_of_the_first_sound(hanja, hangul):
    assert hangul in hangul_readings(hanja)
    assert compare_names(hanja, hangul).score > 0.9


def test_characters_are_read_in_mandarin():
    assert pinyin_words("习近平") == ("xi", "jinping")
    assert compare_names("習近平", "Xi Jinping").score > 0.9
    assert compare_names("习近平", "Li Keqiang").score < 0.3
    assert hangul_readings("😀") == pinyin_words("김") == ()


@pytest.mark.parametrize(
    ("word", "latin"),
    [("барак", "barak"), ("ბარაკ", "barak"), ("օբամա", "obama"), ("オバマ", "obama"), ("김", ""), ("ab", "ab")],
)
def test_other_alphabets_in_latin_letters(word, latin):
    assert in_latin(word)[: len(latin)] == latin if latin else True


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "김",
        "각",
        "K",
        "😀",
        "😀😀",
        "김" * 10_000,
        "Kim " * 2_500,
        "a" * 10_000,
        "محمد بن سلمان",
        "\u202eKim\u202c",
        "Kіm Chol",
        "김Chol철su",
        "12345",
        "1st Kim",
        "٣٤٥",
        "Kim-",
        "-",
        "金" * 50,
        "金김kim",
        "\u0000",
        "Ａ",
        "ﬁ",
        "'",
        "Ким" * 100,
    ],
)
def test_strings_that_are_hardly_names_have_defined_scores(name):
    for other in (name, "김철수", "Kim Chol-su", "金正恩", ""):
        found = compare_names(name, other)
        assert 0.0 <= found.score <= 1.0
        assert found == compare_names(other, name)
    assert len(candidates(name, POOL, 2)) <= 2
    assert explain(name, name).reasons


@settings(deadline=None)
@given(st.sampled_from(POOL), st.sampled_from(POOL))
def test_form_case_and_hidden_characters_change_no_score(a, b):
    score = compare_names(a, b).score
    assert compare_names(unicodedata.normalize("NFD", a), unicodedata.normalize("NFD", b)).score == score
    assert compare_names("\u200b".join(a), b).score == score
    assert compare_names(a.lower(), b.lower()).score == score


def test_members_of_the_assembly_are_found_by_their_characters(shared: Path):
    with (shared / "bench/names/assembly_hanja.csv").open(encoding="utf-8") as file:
        members = list(csv.DictReader(file))
    hangul = NameIndex(m["name"] for m in members)
    latin = NameIndex(m["name_en"] for m in members)
    right = sum(hangul.search(m["name_cn"], 1)[0].name == m["name"] for m in members)
    spelled = sum([c.name for c in latin.search(m["name_cn"], 1)] == [m["name_en"]] for m in members)
    assert right / len(members) >= 0.99
    assert spelled / len(members) >= 0.95
