"""A sure answer, or the best guess marked unsure; never mojibake in silence."""

import unicodedata

import pytest

from doltap.readers import read
from doltap.readers.encodings import declared_in, decode

KOREAN = "저는 1998년 겨울에 회령을 떠났습니다. 어머니는 그 전 해에 돌아가셨고, 동생은 함흥에 남아 있었습니다.\n"
CHINESE = "我是一九九八年冬天离开的。母亲在前一年去世了，弟弟留在咸兴。后来我在延吉住了三年，学会了中文。\n"
JAPANESE = "私は一九九八年の冬に出ました。母は前の年に亡くなり、弟は咸興に残っていました。そして三年働きました。\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (KOREAN, c)
        for c in (
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "cp949",
            "euc_kr",
            "johab",
            "iso2022_kr",
        )
    ]
    + [(CHINESE, c) for c in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    + [(JAPANESE, c) for c in ("utf-8", "cp932", "iso2022_jp", "euc_jp")],
)
def test_text_comes_back(text, codec):
    found = decode((text * 3).encode(codec))
    assert found.text == text * 3
    assert found.sure or codec == "gb18030"  # short Chinese is read right and asked about


def test_utf16_hangul_without_a_single_ascii_character():
    words = "회령에서온어머니와동생" * 5
    assert decode(words.encode("utf-16-le")).text == words
    assert decode(words.encode("utf-16-be")).text == words


def test_chinese_is_never_taken_for_korean():
    assert decode(CHINESE.encode("gb2312")).encoding == "gb18030"


def test_too_little_to_know_is_said():
    found = decode(b"caf\xe9")
    assert not found.sure
    reading = read(b"caf\xe9 and a few words", "x.txt")
    assert (reading.outcome, reading.reason) == ("partial", "encoding_unsure")


def test_broken_bytes_in_utf8_are_told_not_hidden():
    found = decode((KOREAN * 5).encode()[:-1].replace("겨울".encode(), b"\xff\xfe"))
    assert (found.encoding, found.sure) == ("utf-8", False)
    assert "\ufffd" in found.text


def test_a_lying_declaration_is_not_believed():
    page = f'<html><head><meta charset="utf-8"><title>증언</title></head><body><p>{KOREAN}</p></body></html>'
    reading = read(page.encode("cp949"), "page.html")
    assert KOREAN.strip() in reading.text
    assert (reading.title, reading.encoding, reading.outcome) == ("증언", "cp949", "ok")


def test_a_true_declaration_decides_what_statistics_cannot():
    assert decode("Привет".encode("cp1251"), "windows-1251").text == "Привет"
    assert declared_in(b'<?xml version="1.0" encoding="EUC-KR"?>') == "euc-kr"
    assert declared_in(b"no declaration") == ""


def test_nfd_names_become_nfc():
    text = unicodedata.normalize("NFD", KOREAN)
    assert read(text.encode(), "x.txt").text == KOREAN


def test_zero_width_marks_stay():
    assert "김\u200b철수" in read("김\u200b철수는 갔다.".encode(), "x.txt").text


def test_corpus_of_encodings(shared):
    """Each file of the corpus decodes as its folder says; look-alikes differ only where both give the same text."""
    same = {"euc-kr": "cp949", "shift_jis": "cp932", "gb2312": "gb18030", "big5": "cp950", "iso-2022-kr": "iso2022_kr",
            "utf-16": "utf-16", "utf-32": "utf-32", "utf-8-sig": "utf-8-sig"}  # fmt: skip
    wrong = []
    files = sorted((shared / "hostile/encoding/chardet").iterdir())
    for path in files:
        label = path.name.split("__")[1].lower()
        label = label.replace("-bulgarian", "").replace("-russian", "")
        raw = path.read_bytes()
        found = decode(raw, declared_in(raw))
        expected = raw.decode(same.get(label, label), "replace")
        if found.text.lstrip("\ufeff") != expected.lstrip("\ufeff"):
            wrong.append((path.name, found.encoding, found.sure))
    korean = [w for w in wrong if any(k in w[0].lower() for k in ("euc-kr", "cp949", "johab", "iso-2022-kr"))]
    assert korean == []
    assert [w for w in wrong if w[2]] == [], "sure and wrong"
    assert len(wrong) <= len(files) * 0.02
