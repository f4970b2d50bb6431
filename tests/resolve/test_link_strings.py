"""Edit distances of many pairs at once equal those of the textbook, whatever the letters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.resolve.link.strings import FAR, LONGEST, distances, letters_of, spelled_out

WORDS = st.lists(st.text(alphabet="abcde가각힣é", max_size=9), min_size=2, max_size=12)


def textbook(a, b):
    """Optimal string alignment by the table that everybody knows."""
    table = [[max(i, j) if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


def found(words, most=60):
    left, right = np.triu_indices(len(words), 1)
    return distances(letters_of(words), left, right, most), left, right


@given(WORDS)
def test_every_pair_equals_the_textbook(words):
    apart, left, right = found(words)
    spelled = [spelled_out(w) for w in words]
    assert apart.tolist() == [textbook(spelled[i], spelled[j]) for i, j in zip(left, right, strict=True)]


@given(WORDS)
def test_the_other_way_round_is_the_same(words):
    apart, left, right = found(words)
    assert np.array_equal(apart, distances(letters_of(words), right, left, 60))


@given(WORDS, st.integers(0, 3))
def test_a_limit_hides_only_what_is_further(words, most):
    apart, _, _ = found(words)
    assert np.array_equal(found(words, most)[0], np.where(apart > most, FAR, apart))


def test_a_syllable_counts_by_its_letters():
    assert found(["정재웅", "정재욱"])[0].tolist() == [1]
    assert found(["김", "깅"])[0].tolist() == [1]


def test_what_is_too_long_is_compared_by_its_beginning():
    assert found(["a" * LONGEST + "x", "a" * LONGEST + "yyyy"])[0].tolist() == [0]


def test_more_letters_than_the_alphabet_holds_are_no_error():
    words = [chr(0x4E00 + n) for n in range(600)]
    left, right = np.zeros(5, np.int64), np.array([1, 50, 100, 249, 0])
    assert distances(letters_of(words), left, right, 2).tolist() == [1, 1, 1, 1, 0]


@pytest.mark.parametrize("words", [["", ""], ["", "ab"], ["🙂", "🙃"], ["\u200b", "a"]])
def test_empty_words_and_pictures_have_a_distance(words):
    assert found(words)[0].tolist() == [textbook(*words)]
