"""The catalogue: both languages complete, the same places in both, no code used that it lacks."""

import re
from pathlib import Path

import pytest

import doltap
from doltap.catalogue import LANGUAGES, entries, render, say
from doltap.model import Message, Outcome, Status

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


SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(doltap.__file__).parent.rglob("*.py"))


def test_message_codes_used_in_the_code_are_in_the_catalogue():
    used = set(re.findall(r"Message\.of\(\s*\"([a-z_.]+)\"", SOURCE))
    assert len(used) > 20
    assert sorted(used - set(entries("en"))) == []


def test_codes_that_doors_say_are_in_the_catalogue():
    said = set(re.findall(r"(?:door\.say|note|text)\((?:door, )?\"([a-z_]+\.[a-z_.]+)\"", SOURCE))
    columns = {
        f"column.{c}" for names in re.findall(r"table\(door, \(([^)]*)\)", SOURCE) for c in re.findall(r"\w+", names)
    }
    assert len(said) > 50
    assert sorted((said | columns) - set(entries("en"))) == []


@pytest.mark.parametrize("outcome", [*Outcome, "duplicate", "not_taken"])
def test_every_outcome_has_its_words(outcome):
    assert f"outcome.{outcome}" in entries("en")


NO_REASONS = {"duplicate", "reason"}
"""Not reasons: a duplicate is an outcome of its own, and the field itself is called so."""


def test_every_reason_of_the_readers_has_its_mend():
    given = set(re.findall(r"Outcome\.[A-Z_]+,\s*\"([a-z_]+)\"", SOURCE))
    assert len(given) > 20
    assert sorted(r for r in given - NO_REASONS if f"reason.{r}" not in entries("en")) == []


def test_a_message_inside_a_message_is_rendered():
    assert render("en", Message.of("status.one_teller")) == "one teller"
