from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.language import FoundDate, InvalidDate, find_dates, find_numbers, parse_edtf
from doltap.model import Anchor

ANCHORS = (
    Anchor("kis_death", "1994-07-08", ("수령님 서거", "대국상"), ("when the Leader died",)),
    Anchor("arduous_march", "1994/1998", ("고난의 행군",), ("when rations stopped", "the famine")),
)
TOLD = parse_edtf("2015-05-20")


def read(text: str, told: bool = False) -> list[tuple[str, str, str | None]]:
    found = find_dates(text, anchors=ANCHORS, told=TOLD if told else None)
    return [(d.text, d.kind, d.value.edtf if d.value else None) for d in found]


@pytest.mark.parametrize(
    ("text", "words", "kind", "edtf"),
    [
        ("1998년에 떠났다", "1998년", "date", "1998"),
        ("1998년 겨울에", "1998년 겨울", "date", "1998-24"),
        ("98년 봄에", "98년 봄", "date", "1998-21"),
        ("'98년에", "'98년", "date", "1998"),
        ("95년 큰물이 났다", "95년", "date", "1995"),
        ("54년생입니다", "54년", "date", "1954"),
        ("79년 음력 3월 5일", "79년 음력 3월 5일", "date", "1979-03-24/1979-05-06"),
        ("98년에 갔다", "98년", "date", "1998"),
        ("１９９８년에", "１９９８년", "date", "1998"),
        ("1998년 1월 3일에", "1998년 1월 3일", "date", "1998-01-03"),
        ("1998년1월3일", "1998년1월3일", "date", "1998-01-03"),
        ("1998. 1. 3.에", "1998. 1. 3", "date", "1998-01-03"),
        ("98.1.3 작성", "98.1.3", "date", "1998-01-03"),
        ("주체 87(1998)년", "주체 87(1998)년", "date", "1998"),
        ("주체87（1998）년을", "주체87（1998）년", "date", "1998"),
        ("주체87년에", "주체87년", "date", "1998"),
        ("1990년대 초에", "1990년대 초", "date", "1990/1993"),
        ("1990년대 중반에", "1990년대 중반", "date", "1993/1997"),
        ("1990년대 말에", "1990년대 말", "date", "1996/1999"),
        ("90년대에", "90년대", "date", "199X"),
        ("21세기의", "21세기", "date", "20XX"),
        ("20세기 후반", "20세기 후반", "date", "1950/1999"),
        ("1997년경에", "1997년경", "date", "1997~"),
        ("1997년쯤에", "1997년쯤", "date", "1997~"),
        ("1997년 초에", "1997년 초", "date", "1997-01/1997-04"),
        ("1997년 하반기에", "1997년 하반기", "date", "1997-07/1997-12"),
        ("1997년 1분기", "1997년 1분기", "date", "1997-01/1997-03"),
        ("98년 12월말에", "98년 12월말", "date", "1998-12-21/1998-12-31"),
        ("2003년 1월 초순", "2003년 1월 초순", "date", "2003-01-01/2003-01-10"),
        ("음력 1960년 8월 15일", "음력 1960년 8월 15일", "date", "1960-08-27/1960-10-10"),
        ("3월 8일에", "3월 8일", "date", "XXXX-03-08"),
        ("20일에", "20일", "date", "XXXX-XX-20"),
        ("동짓달에", "동짓달", "date", "XXXX-11"),
        ("97년부터 99년까지", "97년부터 99년", "interval", "1997/1999"),
        ("97-99년", "97-99년", "interval", "1997/1999"),
        ("1997~99년에", "1997~99년", "interval", "1997/1999"),
        ("1998년 3월부터 5월까지", "1998년 3월부터 5월", "interval", "1998-03/1998-05"),
        ("1998년 3월 5일부터 7일까지", "1998년 3월 5일부터 7일", "interval", "1998-03-05/1998-03-07"),
        ("1998년 9월 3∼5일", "1998년 9월 3∼5일", "interval", "1998-09-03/1998-09-05"),
        ("1997년 이후에", "1997년", "interval", "1997/.."),
        ("1997년부터 살았다", "1997년", "interval", "1997/.."),
        ("1997년까지 살았다", "1997년", "interval", "../1997"),
        ("1997년 이전에", "1997년", "interval", "../1996"),
        ("일제시대에", "일제시대", "interval", "1910-08-29/1945-08-15"),
        ("8.15해방후", "8.15", "date", "1945-08-15"),
        ("6.25전쟁 때", "6.25", "date", "1950-06-25"),
        ("광복절에", "광복절", "date", "XXXX-08-15"),
    ],
)
def test_korean_dates(text: str, words: str, kind: str, edtf: str) -> None:
    assert read(text) == [(words, kind, edtf)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "edtf"),
    [
        ("I left in 1997.", "1997", "date", "1997"),
        ("In 1998 many people died", "1998", "date", "1998"),
        ("the 2016 case", "2016", "date", "2016"),
        ("1998-01-03", "1998-01-03", "date", "1998-01-03"),
        ("early 1997", "early 1997", "date", "1997-01/1997-04"),
        ("around 1970", "around 1970", "date", "1970~"),
        ("the winter of 1998", "the winter of 1998", "date", "1998-24"),
        ("winter 1944-45", "winter 1944-45", "date", "1944-12/1945-02"),
        ("in the spring of '44", "the spring of '44", "date", "1944-21"),
        ("June 25th, 1925", "June 25th, 1925", "date", "1925-06-25"),
        ("25 June 1925", "25 June 1925", "date", "1925-06-25"),
        ("on the 5th of May 1945", "the 5th of May 1945", "date", "1945-05-05"),
        ("the twenty-first of March, 1944", "the twenty-first of March, 1944", "date", "1944-03-21"),
        ('the 11" of October, 2010', 'the 11" of October, 2010', "date", "2010-10-11"),
        ("06/25/1925", "06/25/1925", "date", "1925-06-25"),
        ("25/06/1925", "25/06/1925", "date", "1925-06-25"),
        ("05/06/1925", "05/06/1925", "date", "[1925-05-06,1925-06-05]"),
        ("05.06.1925", "05.06.1925", "date", "1925-06-05"),
        ("May the 8th", "May the 8th", "date", "XXXX-05-08"),
        ("April of 45", "April of 45", "date", "1945-04"),
        ("In ’44 we left", "’44", "date", "1944"),
        ("in 44, we left", "44", "date", "1944"),
        ("the 1990s", "the 1990s", "date", "199X"),
        ("the 1700s", "the 1700s", "date", "17XX"),
        ("the 2000s", "the 2000s", "date", "200X"),
        ("mid-1990s", "mid-1990s", "date", "1993/1997"),
        ("the early nineties", "early nineties", "date", "1990/1993"),
        ("In the 19th century", "the 19th century", "date", "18XX"),
        ("born nineteen twenty-five", "nineteen twenty-five", "date", "1925"),
        ("On August 5, Juche 107 (2018), he", "August 5, Juche 107 (2018)", "date", "2018-08-05"),
        ("I may go in May", "May", "date", "XXXX-05"),
        ("between 1996 and 1998", "between 1996 and 1998", "interval", "1996/1998"),
        ("from 1942 until 1945", "from 1942 until 1945", "interval", "1942/1945"),
        ("from March to May 1944", "from March to May 1944", "interval", "1944-03/1944-05"),
        ("1939-45", "1939-45", "interval", "1939/1945"),
        ("since 1997", "since 1997", "interval", "1997/.."),
        ("until 1945", "until 1945", "interval", "../1945"),
        ("before 1940", "before 1940", "interval", "../1939"),
        ("after 1945", "after 1945", "interval", "1945/.."),
        ("not until 1945", "1945", "date", "1945"),
        ("when rations stopped", "when rations stopped", "anchor", "1994/1998"),
        ("When  the leader died", "When  the leader died", "anchor", "1994-07-08"),
        ("수령님서거 때", "수령님서거", "anchor", "1994-07-08"),
    ],
)
def test_english_dates(text: str, words: str, kind: str, edtf: str) -> None:
    found = read(text)
    assert (words, kind, edtf) in found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("열일곱 살 때 떠났다", "열일곱 살 때"),
        ("열여섯 살이던 때가", "열여섯 살이던 때"),
        ("스물둘에 결혼했다", "스물둘"),
        ("17살 때", "17살 때"),
        ("만 17세에 떠났다", "만 17세"),
        ("스무 살에 군대에 갔다", "스무 살"),
        ("crossed at just 17.", "at just 17"),
        ("when I was 15 we left", "when I was 15"),
        ("when she was fifteen years old", "when she was fifteen years old"),
        ("at the age of 17", "at the age of 17"),
        ("a 17-year-old", "17-year-old"),
    ],
)
def test_ages(text: str, words: str) -> None:
    assert read(text) == [(words, "age", None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("36년간", "duration"),
        ("50년 동안", "duration"),
        ("90년 세월", "duration"),
        ("50년 살았다", "duration"),
        ("15년까지", "duration"),
        ("사흘간", "duration"),
        ("for three months", "duration"),
        ("오후 3시 30분에", "time"),
        ("at five o'clock", "time"),
        ("at 10:30", "time"),
    ],
)
def test_durations_and_times_are_told_apart(text: str, kind: str) -> None:
    assert [found[1] for found in read(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "1200 people died",
        "2000 men",
        "$1950",
        "RG-1945-2",
        "Unit 731",
        "I may go",
        "they march on",
        "한국",
        "3.5 kg",
        "사실 그대로",
        "at 100 degrees",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("지난해", "2014"),
        ("작년 겨울", "2014-24"),
        ("올해 3월", "2015-03"),
        ("내년", "2016"),
        ("3년 전에", "2012~"),
        ("지난달 7일", "2015-04-07"),
        ("지난 7일", "2015-05-07"),
        ("지난 25일", "2015-04-25"),
        ("지난 9월", "2014-09"),
        ("오는 10월", "2015-10"),
        ("어제", "2015-05-19"),
        ("이번 주", "2015-05-18/2015-05-24"),
        ("last year", "2014"),
        ("August last year", "2014-08"),
        ("last winter", "2014-24"),
        ("20 years ago", "1995~"),
        ("yesterday", "2015-05-19"),
    ],
)
def test_relative_dates_need_the_day_of_telling(text: str, edtf: str) -> None:
    assert [found[1:] for found in read(text, told=True)] == [("relative", edtf)]
    assert [found[1:] for found in read(text)] == [("relative", None)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1997년에 갔다. 그해 겨울 나왔다.", "1997-24"),
        ("1997년에 갔다. 이듬해 3월에 잡혔다.", "1998-03"),
        ("1997년에 갔다. 같은 해에", "1997"),
        ("1945년 5월 8일. 다음날 떠났다.", "1945-05-09"),
        ("1945년 5월 8일. 그날 떠났다.", "1945-05-08"),
        ("He died in 1997. That winter we left.", "1997-24"),
        ("In 1944 we hid. In the fall of that year they came.", "1944-23"),
        ("In 1944 we hid. In May of the following year it ended.", "1945-05"),
        ("On March 19, 1944 they came; on April 5 we went.", "1944?-04-05"),
        ("1998년 3월에 떠나 4월 5일에 닿았다.", "1998?-04-05"),
    ],
)
def test_a_date_may_lean_on_the_one_before_it(text: str, edtf: str) -> None:
    assert read(text)[-1][2] == edtf


@pytest.mark.parametrize(
    "text", ["그해 겨울", "that winter", "이듬해", "the next day", "1997" + " x" * 400 + " that year"]
)
def test_without_a_date_near_before_it_nothing_is_guessed(text: str) -> None:
    assert read(text)[-1][2] is None


def test_a_day_that_does_not_exist_is_found_and_has_no_value() -> None:
    assert read("1998년 2월 31일에") == [("1998년 2월 31일", "date", None)]
    assert read("February 31, 1998") == [("February 31, 1998", "date", None)]


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ("1997년 음력 1월 1일", "1997-02-07"),
        ("2004년 음력 1월 1일", "2004-01-22"),
        ("2015년 음력 1월 1일", "2015-02-19"),
        ("1998년 음력 8월 15일", "1998-10-05"),
        ("2014년 음력 8월 15일", "2014-09-08"),
        ("2020년 음력 8월 15일", "2020-10-01"),
    ],
)
def test_the_days_of_a_lunar_date_hold_the_true_one(lunar: str, solar: str) -> None:
    """Solar days of Seollal and Chuseok as the Korea Astronomy and Space Science Institute gives them."""
    value = find_dates(lunar)[0].value
    day = date.fromisoformat(solar)
    assert value
    assert (value.earliest or date.max) <= day <= (value.latest or date.min)


def test_both_languages_in_one_text() -> None:
    text = "그는 1998년 3월에 came back, and in early 1999 다시 떠났다. 고난의 행군 때였다."
    assert [found[0] for found in read(text)] == ["1998년 3월", "early 1999", "고난의 행군"]


def test_an_anchor_that_is_no_date_is_refused() -> None:
    with pytest.raises(InvalidDate):
        find_dates("x", anchors=[Anchor("bad", "once", ("x",), ())])


PIECES = st.sampled_from(
    [
        "1998년",
        "3월",
        "31일",
        "부터",
        "까지",
        " ",
        "~",
        "-",
        "/",
        "winter of ",
        "in ",
        "the ",
        "'98",
        "주체 ",
        "(",
        ")",
        "87",
        "년대",
        "초",
        "May ",
        "8th",
        ", ",
        "1944",
        "between ",
        "and ",
        "until ",
        "그해 ",
        "지난 ",
        "살 때",
        "at 17",
        "열",
        "오후 3시",
        "음력 ",
        "nineteen ",
        "forty",
        "last year",
        "\n",
        ".",
        "가",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_are_slices_in_order_and_values_are_in_order(text: str) -> None:
    found = find_dates(text, anchors=ANCHORS, told=TOLD)
    assert all(text[d.start : d.end] == d.text and d.text == d.text.strip() for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for one in found:
        _in_order(one)


def _in_order(found: FoundDate) -> None:
    value = found.value
    if value:
        assert parse_edtf(value.edtf) == value
        assert not value.earliest or not value.latest or value.earliest <= value.latest


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1998",
        "1998년 ",
        "1998-",
        "98~",
        "가 ",
        "지난 ",
        "열하나",
        "일이삼",
        "1만 ",
        "the ",
        "the winter of ",
        "between ",
        "nineteen ",
        "two thousand ",
        "a hundred ",
        "1,000,",
        "1.1.",
        "May ",
        "in May, ",
        "'",
        "$",
        "about ",
        "주체1(",
        "한 ",
        "~",
        "- ",
        "5 years ",
        "and ",
        "음력 ",
        "at ",
        "when I was ",
        "\n",
        "January 1, ",
        "three or four ",
        "1년1개월",
        "the end of ",
        "1-2-",
    ],
)
def test_no_input_is_slow(unit: str) -> None:
    """Each of these took quadratic time or worse in some draft; a test that hangs is a test that fails."""
    text = unit * (100_000 // len(unit))
    assert all(text[d.start : d.end] == d.text for d in find_dates(text))
    assert all(text[n.start : n.end] == n.text for n in find_numbers(text, dates=()))


def test_state_media_and_speech_of_the_north_are_read(shared) -> None:  # type: ignore[no-untyped-def]
    text = (shared / "inputs" / "speeches_ko" / "1998.txt").read_text(encoding="utf-8")
    found = {(d.text, d.value.edtf) for d in find_dates(text) if d.value}
    assert ("주체87（1998）년", "1998") in found
    assert ("1998년 01월 01일", "1998-01-01") in found


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In 1944 we hid. The following spring they came.", "1945-21"),
        ("In 1944 we hid. The year before we had a house.", "1943"),
        ("May 8, 1945. The day before, nobody knew.", "1945-05-07"),
        ("May 8, 1945. The next day it was over.", "1945-05-09"),
        ("In May 1945. That month it ended.", "1945-05"),
        ("Christmas 1944", "1944"),
        ("In 1944, on New Year's Eve", "1944?-12-31"),
        ("일제 말에", "1937/1945-08-15"),
        ("1994년부터 05/06/1998까지", "1994-01-01/1998-06-05"),
        ("1998년 3월 10일부터 2월 3일까지", None),
        ("13/32/1990", None),
        ("추석에", None),
        ("Passover", None),
        ("1998년 3월 8일 이전에", "../1998-03-07"),
        ("since the 1990s", "199X/.."),
        ("그 전해에", None),
    ],
)
def test_corners(text: str, edtf: str | None) -> None:
    assert read(text)[-1][2] == edtf


def test_years_before_our_era_and_impossible_steps_are_left_alone() -> None:
    assert read("기원전 300년") == [] or read("기원전 300년")[0][2] is None
    assert read("지난달 31일", told=True) == [("지난달 31일", "relative", None)]
    assert [d.value for d in find_dates("어제", told=parse_edtf("2015"))] == [None]
    assert [d.value for d in find_dates("지난달", told=parse_edtf("2015"))] == [None]
    assert [d.value for d in find_dates("작년", told=parse_edtf("2014/2015"))] == [None]
