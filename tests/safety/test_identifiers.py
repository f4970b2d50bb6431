"""Identifiers are found exactly where they stand, in both languages; what only looks like one stays in the text."""

import random
import time
from itertools import pairwise

import pytest

from doltap.model import SafetyClass
from doltap.safety import find_identifiers, identifiers

FIRES = [
    ("registration", "주민등록번호는 800230-2345678 입니다".replace("0230", "0220"), "800220-2345678"),
    ("registration", "주민번호 8002202345678", "8002202345678"),
    ("registration", "RRN: 8002202345678.", "8002202345678"),
    ("registration", "her Chinese id 222401198002201234", "222401198002201234"),
    ("registration", "900101-2****** 으로 가려져 있었다", "900101-2******"),
    ("passport", "여권 M12345678 을 냈다", "M12345678"),
    ("passport", "the new one is M123A4567.", "M123A4567"),
    ("passport", "a passport with the number 654321987 was found", "654321987"),
    ("hanawon_class", "나는 하나원 123기이다", "123기"),
    ("hanawon_class", "하나원 98기 3반이었다", "98기 3반"),
    ("hanawon_class", "123기로 하나원을 나왔다", "123기"),
    ("hanawon_class", "I was in Hanawon, class 123, with her", "class 123"),
    ("hanawon_class", "the 123rd class of Hanawon", "123rd class"),
    ("hanawon_class", "He left Hanawon with the 98th cohort", "98th cohort"),
    ("phone", "전화는 010-1234-5678 이다", "010-1234-5678"),
    ("phone", "call 01012345678 today", "01012345678"),
    ("phone", "+82 10 1234 5678", "+82 10 1234 5678"),
    ("phone", "중국 번호 138-1234-5678", "138-1234-5678"),
    ("phone", "0 1 0 1 2 3 4 5 6 7 8 로 걸어라", "0 1 0 1 2 3 4 5 6 7 8"),
    ("phone", "공일공 일이삼사 오육칠팔", "공일공 일이삼사 오육칠팔"),
    ("phone", "공일공에 일이삼사에 오육칠팔", "공일공에 일이삼사에 오육칠팔"),
    ("phone", "번호가 삼사오 륙칠팔구야", "삼사오 륙칠팔구"),
    (
        "phone",
        "zero one zero, one two three four, five six seven eight",
        "zero one zero, one two three four, five six seven eight",
    ),
    ("phone", "her number is five five five, double two, nine eight", "five five five, double two, nine eight"),
    ("phone", "+86 13812345678", "+86 13812345678"),
    ("phone", "13812345678", "13812345678"),
    ("phone", "손전화 191-260-1234", "191-260-1234"),
    ("phone", "+850 191 260 1234", "+850 191 260 1234"),
    ("phone", "02-123-4567 사무실", "02-123-4567"),
    ("messenger", "위챗 아이디는 some_one88", "some_one88"),
    ("messenger", "WeChat: some_one88", "some_one88"),
    ("messenger", "My WeChat ID is some_one88.", "some_one88"),
    ("messenger", "카톡 아이디 somebody1", "somebody1"),
    ("messenger", "텔레그램으로 @some_body 를 찾으면", "some_body"),
    ("email", "write to a.b+c@example.co.kr soon", "a.b+c@example.co.kr"),
    ("bank_account", "농협 302-1234-5678-91 로 보냈다", "302-1234-5678-91"),
    ("bank_account", "계좌번호 12345678901234", "12345678901234"),
    ("bank_account", "account number 110-234-567890", "110-234-567890"),
    ("bank_account", "卡号 6222 0212 3456 7890", "6222 0212 3456 7890"),
    ("coordinates", "at 42.4413, 129.7460 there is", "42.4413, 129.7460"),
    ("coordinates", "41°24'12\"N", "41°24'12\"N"),
    ("coordinates", "북위 42도 26분", "북위 42도 26분"),
    ("address", "아파트 103동 1204호에 산다", "103동 1204호"),
    ("address", "역전동 12인민반에서 살았다", "역전동 12인민반"),
    ("address", "양천구 목동로 12-3 에 있다", "양천구 목동로 12-3"),
    ("address", "a house at 12 Willow Bank Road in the city", "12 Willow Bank Road"),
    ("address", "she lived in inminban 12", "inminban 12"),
]

QUIET = [
    "She counted one, two, three, four, five, six, seven, and he was gone.",
    "Oh, two of them came back.",
    "공일이라 일이 없었다",
    "번호 이삼십 개를 외웠다",
    "from 0 1 2 to 3 4 5",
    "He was born in 1971 and left in 2004.",
    "1998년 12월 25일에 체포되었다.",
    "34,537명이 입국했다.",
    "A/HRC/25/63 is the document of the commission.",
    "ISBN 978-89-01-12345-6",
    "법률 제5259호는 1997년 1월 13일에 제정되었다.",
    "Article 3(1) of Act No. 5259 of 1997-01-13",
    "[2014] UKUT 391 and [2015] EWCA Civ 1116",
    "하나원은 1999년 7월에 문을 열었다.",
    "하나원에서 12주 392시간 교육을 받는다.",
    "Hanawon opened in 1999 and runs 12 weeks.",
    "WeChat is used by many of them.",
    "카카오톡으로 이야기했다.",
    "The signal was weak and the line was cut.",
    "기온은 영하 20°C까지 내려갔다.",
    "The 38th parallel runs across the peninsula.",
    "The passport law was amended in 2010.",
    "38호실과 39호실이 돈을 관리했다.",
    "500-600 people died between 1995-1998.",
    "The yield was 3.456 tons and 12.5 percent.",
    "The loan was 1,380,000,000 won.",
    "평양에서 3대 1로 이겼다.",
    "resolution 2397 (2017) of 22 December 2017",
    "On 12 March Road works began.",
    "은행은 2009년 12월에 새 돈을 발행했다.",
    "ages 14-18 or 15-23, 12-24-1998 in the file",
]


@pytest.mark.parametrize(("kind", "text", "value"), FIRES)
def test_an_identifier_is_marked_exactly(kind, text, value):
    found = find_identifiers(text)
    assert [(m.kind, text[m.start : m.end]) for m in found] == [(kind, value)]
    assert {m.safety_class for m in found} == {SafetyClass.IDENTIFIER}


@pytest.mark.parametrize("text", QUIET)
def test_what_looks_like_one_is_left_alone(text):
    assert [(m.rule, text[m.start : m.end]) for m in find_identifiers(text)] == []


def test_several_come_in_order_and_do_not_overlap():
    text = "위챗 아이디 some_one88, 전화 010-1234-5678, 메일 x@example.org"
    found = find_identifiers(text)
    assert [m.kind for m in found] == ["messenger", "phone", "email"]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit", ["1", "1-", "+82 ", "a@", "a.", "전화 ", "12 A ", "가", "북위 1", "passport ", "A1", "-", "1 "]
)
def test_long_runs_cost_no_more_than_their_length(unit):
    def cost(size):
        text = (unit * size)[:size]
        start = time.process_time()
        find_identifiers(text)
        return time.process_time() - start

    assert cost(100_000) < 40 * max(cost(10_000), 0.01)


HIDDEN = (
    "주민등록번호 900101-1234567",
    "passport M12345678",
    "her travel document AB1234567",
    "하나원 123기 2반",
    "the 12th class at Hanawon",
    "010-1234-5678",
    "+86 139 1234 5678",
    "phone: 12 34 56 78",
    "WeChat ID: moon_1234",
    "텔레그램 @moon_river",
    "a.b@example.org",
    "계좌번호 123-456-789012",
    "41.4312 N, 129.7312",
    "함경북도 회령시 성천동 3인민반",
    "12, Green Hill Park Street",
    "inminban 14",
)
PLAIN = (
    "She closed the door and told nobody. ",
    "그는 문을 닫고 아무 말도 하지 않았다. ",
    "In 1998 there were 12 of us. ",
)


@pytest.mark.parametrize("seed", range(8))
def test_trying_patterns_only_where_they_can_match_loses_nothing(seed, monkeypatch):
    chance = random.Random(seed)
    text = "".join(chance.choice(PLAIN) * chance.randint(1, 12) + chance.choice(HIDDEN) + ". " for _ in range(20))
    found = find_identifiers(text)
    monkeypatch.setattr(identifiers, "_near", lambda places: [(0, len(text))])
    assert found == find_identifiers(text)
    assert found


@pytest.mark.parametrize("hidden", HIDDEN)
def test_each_is_found_alone_and_far_into_a_text(hidden):
    for text in (hidden, PLAIN[0] * 40 + hidden + ". " + PLAIN[1] * 40):
        assert find_identifiers(text)
