"""One account in two languages gets one answer: the samples, and sentences that say the same, claim by claim."""

from __future__ import annotations

from importlib.resources import files

import pytest

from doltap.model import Outcome, Reading, Status
from doltap.operations.checking import CheckedAssertion, check_taken
from doltap.operations.extracting import extract_reading
from doltap.operations.pack_record import pack_view
from doltap.operations.reading import Taken
from doltap.packs import load

MAIN = ("kind", "count", "date", "arrived", "safe_haven", "asylum")
"""What both languages surely tell of; a doer is written where the grammar of a language names one."""


def checked(text: str, language: str) -> tuple[CheckedAssertion, ...]:
    """A text held against the public record of the pack."""
    reading = Reading(Outcome.OK, language=language, text=text)
    return check_taken(pack_view(load()), Taken(reading, extract_reading(reading, "", "north_korea")))


def verdicts(text: str, language: str) -> dict[str, set[Status]]:
    """The statuses of the main claims of a text."""
    found: dict[str, set[Status]] = {}
    for one in checked(text, language):
        found.setdefault(one.assertion.property, set()).add(one.status)
    return {p: found[p] for p in MAIN if p in found}


def lines(language: str) -> list[str]:
    folder = files("doltap.packs") / "north_korea" / "samples"
    return [s for s in (folder / f"account_{language}.txt").read_text(encoding="utf-8").splitlines() if s]


SAME = {
    "The famine of the 1990s": "고난의 행군이라고",
    "Hyeonseo Lee arrived": "이현서는 2008년",
    "Thae Yong-ho": "태영호는",
    "In 2008, thirteen": "13명이 어선",
    "2,927": "2,927",
    "On 9 October 2023": "2023년 10월 9일",
    "China is a safe haven": "중국이 안전한",
    "Mongolia is": "몽골도",
    "In a third country": "제3국",
}
"""The beginnings of sentences of the two samples that say the same."""


@pytest.mark.parametrize(("english", "korean"), SAME.items())
def test_the_samples_main_claims_have_one_status_in_both_languages(english: str, korean: str) -> None:
    en = next(s for s in lines("en") if english in s)
    ko = next(s for s in lines("ko") if korean in s)
    said = verdicts(en, "en")
    assert said
    assert verdicts(ko, "ko") == said


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        (
            "A famine called the Arduous March took place in the 1990s.",
            "고난의 행군이라 불린 기근이 1990년대에 있었다.",
        ),
        ("China is a safe haven for North Koreans.", "중국은 탈북민에게 안전한 피난처이다."),
        ("Mongolia is a safe haven.", "몽골은 안전한 피난처다."),
        ("Once in a third country, people can claim asylum.", "제3국에 이르면 난민 신청을 할 수 있다."),
        ("In 2008, 13 people came to South Korea by boat.", "2008년에 13명이 배로 한국에 왔다."),
        (
            "In October 2023 China forcibly returned 600 North Koreans.",
            "2023년 10월 중국은 탈북민 600명을 강제 북송했다.",
        ),
        ("Thae Yong-ho defected to South Korea in 2016.", "태영호 공사는 2016년 한국으로 망명했다."),
    ],
)
def test_other_ways_to_say_it_have_one_status_too(english: str, korean: str) -> None:
    said = verdicts(english, "en")
    assert said
    assert verdicts(korean, "ko") == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On 9 October 2023 China forcibly returned 500 North Koreans.", "en"),
        ("중국은 2023년 10월 9일 탈북민 500명을 강제 북송했다.", "ko"),
    ],
)
def test_the_country_that_returned_people_is_not_against_the_record(text: str, language: str) -> None:
    assert Status.AGAINST_RECORD not in {c.status for c in checked(text, language)}
