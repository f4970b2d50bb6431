import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import clean_name, has_hidden_characters, language_of, to_nfc, unaccented

PIECES = [
    "가",
    "각",
    "힣",
    "é",
    "a",
    "\u0301",
    "\u0323",
    "\u1100",
    "\u1161",
    "\u11a8",
    "\u2126",
    "\u0958",
    "豈",
    " ",
    "\n",
    "😀",
]
UDHR = {
    "cmn_hans": "zh",
    "eng": "en",
    "jpn": "ja",
    "khk": "mn",
    "khm": "km",
    "kor": "ko",
    "lao": "lo",
    "mya": "my",
    "rus": "ru",
    "tha": "th",
    "vie": "vi",
}


def body(path: Path) -> str:
    return re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_normal_form_is_nfc_and_the_way_back_never_steps_backwards(text):
    nfc = to_nfc(text)
    assert nfc.text == unicodedata.normalize("NFC", text)
    places = [nfc.origin.at(i) for i in range(len(nfc.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert all(0 <= p < len(text) for p in places[:-1])


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_normal_form_with_a_way_back(text):
    nfc = to_nfc(text)
    assert nfc.text == unicodedata.normalize("NFC", text)
    assert nfc.origin.at(len(nfc.text)) == len(text)


def test_a_word_is_found_again_in_decomposed_hangul():
    original = unicodedata.normalize("NFD", "그는 회령에서 왔다 (Hoeryŏng)")
    nfc = to_nfc(original)
    for word in ("회령", "왔다", "Hoeryŏng"):
        start = nfc.text.index(word)
        begin, end = nfc.origin.span(start, start + len(word))
        assert unicodedata.normalize("NFC", original[begin:end]) == word


def test_a_text_in_normal_form_is_one_run():
    assert len(to_nfc("회령에서 " * 1000).origin.starts) == 1


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2060", "\u3164", "\u0000", "\U000e0041"]
)
def test_hidden_characters_are_flagged_and_do_not_change_a_name(hidden):
    assert has_hidden_characters(f"김{hidden}철수")
    assert clean_name(f"김{hidden}철수") == "김철수"


@pytest.mark.parametrize("plain", ["김철수", "Kim Chol-su", "two\nlines\tand a tab", "", "❤️", "김  철수"])
def test_plain_text_hides_nothing(plain):
    assert not has_hidden_characters(plain)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ＫＩＭ　Ｃｈｏｌ", "KIM Chol"),
        ("  김   철수 ", "김 철수"),
        (unicodedata.normalize("NFD", "김철수"), "김철수"),
        ("", ""),
    ],
)
def test_width_and_spaces_are_folded_for_comparing(written, compared):
    assert clean_name(written) == compared


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_name(text)
    assert clean_name(once) == once
    assert not has_hidden_characters(once)


def test_accents_go_and_hangul_stays():
    assert unaccented("Hoeryŏng Đà Nẵng 회령 Øst") == "Hoeryong Da Nang 회령 Ost"


@pytest.mark.parametrize(("code", "language"), sorted(UDHR.items()))
def test_the_declaration_is_recognised_in_eleven_languages(shared, code, language):
    assert language_of(body(shared / f"inputs/udhr/{code}.html")) == language


@pytest.mark.parametrize(("code", "language"), [("kor", "ko"), ("eng", "en")])
def test_single_sentences_are_recognised(shared, code, language):
    text = body(shared / f"inputs/udhr/{code}.html")
    sentences = [s for s in re.split(r"(?<=\.)\s+", text) if len(s.strip()) > 8]
    assert len(sentences) > 50
    assert {language_of(s) for s in sentences} == {language}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "und"),
        ("1998 - 2001", "und"),
        ("😀😀", "und"),
        ("Kim Chol Su lived in Hoeryong", "en"),
        ("김철수(Kim Chol Su)는 회령에서 살았다", "ko"),
        ("大韓民國은 民主共和國이다", "ko"),
        ("私は北朝鮮から来ました", "ja"),
        ("我从北韩来", "zh"),
        ("Хүн бүр эрхтэй", "mn"),
        ("Он бежал в Китай", "ru"),
    ],
)
def test_language_of_short_texts(text, language):
    assert language_of(text) == language
