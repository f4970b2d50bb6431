"""Columns as arrays: what is missing is -1, a date is digits, a Hangul name two words; kinds are guessed."""

import pytest

from doltap.resolve.link import Kind, guessed, kind_named, numbers_the_rows
from doltap.resolve.link.columns import folded, read_columns, read_date, words_in


@pytest.mark.parametrize("text", ["", "  ", "None", "NULL", "n/a", "unknown", "미상", "-"])
def test_what_says_that_nothing_is_known_is_missing(text):
    assert folded(text) == ""
    (column,) = read_columns([("place", Kind.PLACE, [text, "seoul"])])
    assert column.codes.tolist() == [-1, 0]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1854-11-24", "18541124"),
        ("18541124", "18541124"),
        ("24/11/1854", "18541124"),
        ("24.11.1854", "18541124"),
        ("1854년 1월 4일", "18540104"),
        ("1854-11", "185411??"),
        ("1854", "1854????"),
        ("1860-01-81", "18600181"),
        ("spring", ""),
        ("12", ""),
        ("1234567", ""),
    ],
)
def test_dates_are_digits_and_slips_stay(text, digits):
    assert read_date(text) == digits


def test_name_columns_are_one_bag_in_which_order_says_nothing():
    one, other = ["Kim", "Chol"], ["Chol", "Kim"]
    (bag,) = read_columns([("given", Kind.NAME, one), ("surname", Kind.NAME, other)])
    assert set(bag.words[0].tolist()) == set(bag.words[1].tolist())
    assert bag.vocabulary == ("kim", "chol")


def test_a_hangul_name_is_family_and_given_name():
    assert words_in("남궁옥분", Kind.NAME) == ("남궁", "옥분")
    assert words_in("김철수", Kind.NAME) == ("김", "철수")


def test_shares_are_of_those_who_say_something():
    (column,) = read_columns([("sex", Kind.CATEGORY, ["m", "m", "f", "", "", ""])])
    assert column.share.tolist() == pytest.approx([2 / 3, 1 / 3])


def test_accents_case_and_spaces_are_no_difference():
    assert folded("  José   ÁLVAREZ ") == folded("jose alvarez")


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("surname", ["kim", "lee", "kim"], Kind.NAME),
        ("이름", ["김철수", "이영희"], Kind.NAME),
        ("dob", ["1990-01-02", "1991-03-04"], Kind.DATE),
        ("dob", ["spring", "autumn"], Kind.TEXT),
        ("seen", ["1990-01-02", "1991-03-04", "1999-09-09"], Kind.DATE),
        ("mark", ["a1", "b2", "c3"], Kind.CODE),
        ("colour", ["red", "green"] * 8, Kind.CATEGORY),
        ("telephone", ["010-1", "010-2"], Kind.CODE),
        ("words", ["one of them", "another one"], Kind.TEXT),
        ("rec_id", ["1", "2", "3"], None),
        ("same", ["x", "x", "x"], None),
        ("empty", ["", "", ""], None),
    ],
)
def test_kinds_are_guessed(name, values, kind):
    assert guessed(name, values) == kind


def test_an_id_that_two_rows_share_is_no_row_number():
    assert numbers_the_rows("person_id", ["1", "2"])
    assert not numbers_the_rows("person_id", ["1", "1"])


def test_people_say_kinds_in_their_own_words():
    assert [kind_named(w) for w in ("dob", "Given-Name", "date", "nonsense")] == [Kind.DATE, Kind.NAME, Kind.DATE, None]
