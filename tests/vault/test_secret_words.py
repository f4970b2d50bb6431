"""Passphrases and codes that a person can write down, and misread, and still get in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.vault.secret_words import as_code, is_code, normal, suggest_passphrase, word_list


@pytest.mark.parametrize("language", ["en", "ko"])
def test_seven_words_of_a_list_of_2048(language):
    words = suggest_passphrase(language).split(" ")
    assert len(words) == 7
    assert len(set(word_list(language))) == 2048
    assert set(words) <= set(word_list(language))
    assert suggest_passphrase(language) != suggest_passphrase(language)


def test_korean_words_are_korean_and_composed():
    assert all("가" <= c <= "힣" for word in word_list("ko") for c in word)
    assert all(unicodedata.is_normalized("NFC", word) for word in word_list("ko"))


def test_the_licence_of_the_lists_is_with_them():
    from importlib.resources import files

    assert "Permission is hereby granted" in (files("doltap.vault") / "words" / "LICENSE.txt").read_text()


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_seven_groups_and_read_however_it_is_typed(raw):
    code = as_code(raw)
    assert [len(group) for group in code.split("-")] == [4] * 7
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert is_code(code)
    assert normal(typed) == normal(code)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_different_codes_are_different(one, other):
    assert (as_code(one) == as_code(other)) == (one == other)


def test_a_typing_error_is_mostly_noticed():
    code = as_code(bytes(range(16)))
    wrong = [code[:i] + ("7" if code[i] != "7" else "8") + code[i + 1 :] for i in range(34) if code[i] != "-"]
    assert sum(map(is_code, wrong)) <= 1


@pytest.mark.parametrize("words", ["", "a passphrase", "돌탑 바람", "0" * 28])
def test_other_words_are_not_a_code(words):
    assert not is_code(words)
    assert normal(words) == words
