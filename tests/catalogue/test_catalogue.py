"""The catalogue: both languages complete, the same places in both, no code used that it lacks."""

import re
from pathlib import Path

import pytest

import doltap
from doltap.catalogue import LANGUAGES, entries, render, say
from doltap.model import Message, Status

PLACES = re.compile(r"{(\w+)}")


def test_both_languages_have_the_same_codes():
    en, ko = entries("en"), entries("ko")
    assert set(en) - set(ko) == set()
    assert set(ko) - set(en) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language):
    assert [code for code, text in entries(language).items() if not text.strip()] == []


def test_both_languages_fill_the_same_places():
    en, ko = entries("en"), entries("ko")
    assert [c for c in en if set(PLACES.findall(en[c])) != set(PLACES.findall(ko.get(c, "")))] == []


def test_korean_texts_are_korean():
    hangul = re.compile("[가-힣]")
    worded = {c: t for c, t in entries("ko").items() if len(t) > 30}
    assert [c for c, t in worded.items() if not hangul.search(t)] == []


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status):
    assert say("en", f"status.{status}") != say("ko", f"status.{status}")


def test_error_codes_raised_in_the_code_are_in_the_catalogue():
    raised = re.compile(
        r"(?:InputNotRead|WrongUsage|WrongPassphrase|Archive\w+|Refused\w*|Cancelled|DoltapError)\(\s*\"([a-z_]+)\""
    )
    source = "\n".join(p.read_text(encoding="utf-8") for p in Path(doltap.__file__).parent.rglob("*.py"))
    assert sorted({c for c in raised.findall(source) if f"error.{c}" not in entries("en")}) == []


def test_a_message_inside_a_message_is_rendered():
    assert render("en", Message.of("status.one_teller")) == "one teller"
