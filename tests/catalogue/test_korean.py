"""The Korean of the catalogue: one style for whoever reads it, one word for one thing, no English left over."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import doltap
from doltap.catalogue import entries

KOREAN = entries("ko")
PLAIN_END = re.compile(r"(?<!니)(?<!다)다(?=[.](?:\s|$)|\)[.]?$)")
"""A sentence that ends in plain style (한다, 이다, 없다); -(스)ㅂ니다 is what people are written to in."""

QUOTED = re.compile(r"“[^”]*”|'[^']*'")
CODES = re.compile(
    r"\{\w*(?:!r)?\}|%\(\w+\)s|`[^`]*`|'[^']*'|--[a-z-]+|doltap(?: [a-z]+)*|\b[\w~]+[./][\w./]+|\b[A-Z][\w-]*\b"
)
MACHINE_WORDS = frozenset(
    re.findall(
        r"\w+",
        "same different unsure none file source teller release consent until sealed office public words csv jsonl uwazi"
        " hold code statistics quote_words publish_fact court un share_named_body media contact_again labels columns id"
        " version name_en name_ko licence age doc docx xlsx hwpx eml html true false low high person place body event"
        " n km parquet pyarrow spark corroborated one_teller tellers_differ against_record nothing_found not_checked"
        " findahelpline com",
    )
)
"""Words that are typed or stand in files as they are."""

WORDS_FOR = {
    "아카이브": "보관소",
    "자료실": "보관소",
    "분야 묶음": "자료팩",
    "미검증": "미확인",
    "증언 기록": "진술 기록",
    "작전상": "이동·경비 관련",
}
"""What once stood for a thing that has one name now."""


def sentences_in(text: str) -> str:
    """A text without what it quotes."""
    return QUOTED.sub("", text)


def test_every_sentence_is_in_the_polite_formal_style() -> None:
    plain = {code: text for code, text in KOREAN.items() if PLAIN_END.search(sentences_in(text))}
    assert plain == {}


@pytest.mark.parametrize("ending", ["해주세요", "해 주세요", "입니당", "어요.", "예요.", "해요."])
def test_no_sentence_changes_to_another_style(ending: str) -> None:
    assert [code for code, text in KOREAN.items() if ending in sentences_in(text)] == []


@pytest.mark.parametrize("word", list(WORDS_FOR))
def test_one_thing_has_one_word(word: str) -> None:
    assert [code for code, text in KOREAN.items() if word in text] == []


def test_a_passphrase_is_no_ciphertext() -> None:
    assert [code for code, text in KOREAN.items() if re.search("암호문(?!구)|암호 문구", text)] == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("status.corroborated", "독립 확인"),
        ("status.one_teller", "단일 진술"),
        ("status.tellers_differ", "진술 상이"),
        ("status.against_record", "기록과 불일치"),
        ("status.nothing_found", "자료 없음"),
        ("status.not_checked", "안전상 미확인"),
        ("count.accounts", "진술 기록"),
        ("count.assertions", "진술 사항"),
        ("count.weighings", "교차검토 결과"),
        ("column.teller", "진술인"),
        ("column.source", "출처"),
        ("column.origins", "원진술"),
    ],
)
def test_the_words_of_the_house(code: str, words: str) -> None:
    assert KOREAN[code] == words


def test_a_particle_stands_right_behind_what_it_marks() -> None:
    apart = re.compile(r"\}['”\"]? (?:을\(를\)|이\(가\)|은\(는\)|\(으\)로|에서?|의)(?![가-힣])")
    assert [code for code, text in KOREAN.items() if apart.search(text)] == []


def test_a_particle_behind_a_place_to_fill_fits_both_kinds_of_name() -> None:
    """After a file, a path, a word or a name, nobody knows whether it ends in a consonant."""
    unfit = re.compile(r"\{(?:file|path|name|word|value|who|source|part)\}'?(?:을|를|이|가|은|는|와|과)(?![가-힣(])")
    assert [code for code, text in KOREAN.items() if unfit.search(text)] == []


def test_no_english_is_left_over_but_names_and_what_is_typed() -> None:
    rest = {c: re.findall(r"[A-Za-z_]{2,}", CODES.sub(" ", t)) for c, t in KOREAN.items() if re.search("[가-힣]", t)}
    left = {c: [w for w in words if w.lower() not in MACHINE_WORDS] for c, words in rest.items()}
    assert {c: w for c, w in left.items() if w} == {}


def test_advice_of_the_packs_is_in_the_same_style() -> None:
    folder = Path(doltap.__file__).parent / "packs" / "north_korea"
    with (folder / "checklist.csv").open(encoding="utf-8", newline="") as file:
        told = [row["requirement_ko"] for row in csv.DictReader(file)]
    assert len(told) > 10
    assert [t for t in told if PLAIN_END.search(t)] == []
