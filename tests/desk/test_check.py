"""Check: a pasted or dropped text with how each thing in it stands; it is kept only when somebody asks."""

from __future__ import annotations

import re

import pytest
from desk_client import ORIGIN, Client, said
from desk_paths import CANARIES, INTERVIEW_EN, OPERATIONAL, SEALED
from httpx import Response

from doltap import catalogue
from doltap.desk.screens.check import MOST_KB

TEXT = f"A: My brother was arrested in Hamhung in 1998. {OPERATIONAL} <script>alert(1)</script>"


def files(desk: Client, path: str, name: str, data: bytes, **fields: str) -> Response:
    given = {"token": desk.token, **fields}
    return desk.browser.post(path, data=given, files={"file": (name, data)}, headers={"origin": ORIGIN})


def test_a_pasted_text_stands_beside_what_it_says(reading: Client) -> None:
    answer = reading.act("/check", words=TEXT)
    assert answer.status_code == 200
    assert re.search(r'class="said s-\w+">1998<', answer.text)
    page = said(answer)
    assert catalogue.say("en", "status.not_checked") in page
    assert catalogue.say("en", "desk.check.held") in page
    # A status is never a colour alone.
    for status in set(re.findall(r'class="claim s-(\w+)"', answer.text)):
        assert catalogue.say("en", f"status.{status}") in page


def test_what_is_operational_comes_back_only_in_the_field_it_was_pasted_into(reading: Client) -> None:
    answer = reading.browser.post(
        "/check", data={"token": reading.token, "words": TEXT}, headers={"origin": ORIGIN, "x-desk": "part"}
    )
    assert CANARIES[1] not in answer.text
    assert "Tumen" not in answer.text
    assert "<script>alert" not in answer.text


def test_no_title_and_no_address_has_words(reading: Client) -> None:
    answer = reading.act("/check", words=TEXT)
    assert answer.url.path == "/check"
    assert answer.url.query == b""
    assert "Hamhung" not in answer.text.partition("</title>")[0]


def test_sealed_accounts_are_neither_evidence_nor_copies(reading: Client) -> None:
    answer = reading.browser.post(
        "/check", data={"token": reading.token, "words": SEALED}, headers={"origin": ORIGIN, "x-desk": "part"}
    )
    assert catalogue.say("en", "desk.check.copies") not in said(answer)
    assert 'class="evidence' not in answer.text or "sealed one" not in answer.text


def test_a_copy_is_named_with_the_words_it_shares(reading: Client) -> None:
    answer = reading.act("/check", words=INTERVIEW_EN)
    page = said(answer)
    assert catalogue.say("en", "desk.check.copies") in page
    assert "interview-haneul.txt" in page
    assert catalogue.say("en", "desk.check.copied_words") in page


@pytest.mark.parametrize("language", ["en", "ko"])
def test_too_much_at_once_is_said_in_a_sentence_and_nothing_is_lost(desk: Client, language: str) -> None:
    desk.act("/language", language=language, back="/check")
    answer = desk.act("/check", words="어제 함흥에서 만났다. " * 400_000)
    assert answer.status_code == 400
    assert catalogue.say(language, "error.check_too_long", most=MOST_KB) in said(answer)
    # Without script the words come back; a page that swaps its part has them still.
    assert "어제 함흥에서" in answer.text
    swapped = desk.browser.post(
        "/check",
        data={"token": desk.token, "words": "x " * 400_000},
        headers={"origin": ORIGIN, "x-desk": "part"},
    )
    assert len(swapped.text) < 40_000
    assert 'id="checked"' in swapped.text


def test_nothing_given_is_said(desk: Client) -> None:
    answer = desk.act("/check", words="  \n ")
    assert answer.status_code == 400
    assert catalogue.say("en", "error.check_nothing") in said(answer)


def test_a_file_that_is_not_what_it_says_is_said(reading: Client) -> None:
    answer = files(reading, "/check", "letter.pdf", b"%PDF-1.4 nothing of the kind")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_dropped_file_is_checked(reading: Client) -> None:
    answer = files(reading, "/check", "쪽지.txt", "그는 1998년에 함흥에서 체포되었다.".encode())
    assert answer.status_code == 200
    assert 'class="line' in answer.text


def test_script_in_a_value_stays_text(reading: Client) -> None:
    answer = reading.act("/check", words="A: <img src=x onerror=alert(1)> was arrested in Hamhung in 1998.")
    assert "<img src=x" not in answer.text


def test_nothing_is_kept_unless_asked(desk: Client) -> None:
    before = desk.text("/accounts")
    desk.act("/check", words=TEXT)
    assert desk.desk.intake.runs == []
    assert desk.text("/accounts") == before


def test_a_text_is_kept_with_what_is_said_of_it(desk: Client) -> None:
    before = desk.text("/accounts")
    answer = desk.act("/check/keep", words="그는 1998년에 체포되었다.", teller="sae", release="office")
    assert catalogue.say("en", "desk.check.kept") in said(answer)
    assert catalogue.say("en", "desk.run.done") in desk.until("/start/runs", catalogue.say("en", "desk.run.done"))
    assert desk.text("/accounts") != before


def test_keeping_nothing_or_with_a_wrong_receipt_is_refused(desk: Client) -> None:
    assert desk.act("/check/keep", words="").status_code == 400
    answer = desk.act("/check/keep", words="something", teller="sae", release="nowhere")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert desk.desk.intake.runs == []


def test_public_material_alone_can_be_asked(reading: Client) -> None:
    office = said(reading.act("/check", words="오빠는 1998년 겨울에 보위부에 체포되었습니다."))
    public = said(reading.act("/check", words="오빠는 1998년 겨울에 보위부에 체포되었습니다.", public="yes"))
    assert "bada" in office
    assert "bada" not in public
