"""Dates, numbers and values as English and Korean write them."""

import pytest

from doltap.catalogue import say
from doltap.model import Message, NameValue, NumberValue, PlaceValue, TermValue, TextValue, plain_date
from doltap.publish import format_edtf, format_value, render, seen_words
from doltap.publish.words import plain, said

DATES = [
    ("1997", "1997", "1997년"),
    ("1998-24", "winter 1998", "1998년 겨울"),
    ("2008-02", "February 2008", "2008년 2월"),
    ("2008-02-08", "8 February 2008", "2008년 2월 8일"),
    ("1970~", "about 1970", "1970년경"),
    ("1984?", "1984, uncertain", "1984년(불확실)"),
    ("1984%", "about 1984, uncertain", "1984년경(불확실)"),
    ("1984?~", "about 1984, uncertain", "1984년경(불확실)"),
    ("199X", "1990s", "1990년대"),
    ("19XX", "the 1900s", "1900년대"),
    ("1998-XX", "1998", "1998년"),
    ("1959/1984", "1959 to 1984", "1959년~1984년"),
    ("2020-01/..", "from January 2020", "2020년 1월부터"),
    ("../1998", "until 1998", "1998년까지"),
    ("[1979,1980]", "1979 or 1980", "1979년 또는 1980년"),
    ("{1979,1980}", "1979 and 1980", "1979년 및 1980년"),
    ("[1979..1981]", "1979 to 1981", "1979년~1981년"),
    ("../..", "date unknown", "날짜를 알 수 없음"),
    ("no date at all", "no date at all", "no date at all"),
]


@pytest.mark.parametrize(("edtf", "english", "korean"), DATES)
def test_edtf_is_written_as_each_language_writes_it(edtf, english, korean):
    assert (format_edtf(edtf, "en", say), format_edtf(edtf, "ko", say)) == (english, korean)


SEEN = [
    ("", "", ""),
    ("2026-11-23", "seen 23 November 2026", "2026년 11월 23일 확인"),
    ("2026-11", "seen November 2026", "2026년 11월 확인"),
    ("../2026-11-23", "seen by 23 November 2026", "2026년 11월 23일까지 확인"),
    ("../2026", "seen by 2026", "2026년까지 확인"),
]


@pytest.mark.parametrize(("edtf", "english", "korean"), SEEN)
def test_when_a_document_was_seen_is_a_day_or_no_later_than_one(edtf, english, korean):
    assert (seen_words(edtf, "en", say), seen_words(edtf, "ko", say)) == (english, korean)


NUMBERS = [
    (NumberValue(500, None, "person"), "at least 500 people", "최소 500명"),
    (NumberValue(None, 600, "person"), "up to 600 people", "최대 600명"),
    (NumberValue(1, 1, "person"), "1 person", "1명"),
    (NumberValue(14, 18, "year"), "14 to 18 years", "14~18년"),
    (NumberValue(33834, 33834), "33,834", "33,834"),
    (NumberValue(2.5, 2.5, "km"), "2.5 km", "2.5km"),
    (NumberValue(3, 3, "bag_of_rice"), "3 bag of rice", "3 bag of rice"),
    (NumberValue(None, None, "person"), "number unknown", "수를 알 수 없음"),
]


@pytest.mark.parametrize(("value", "english", "korean"), NUMBERS)
def test_a_number_says_its_bounds_and_its_unit(value, english, korean):
    assert (format_value(value, "en", say), format_value(value, "ko", say)) == (english, korean)


def test_a_place_that_can_be_several_is_written_with_all():
    names = {"KP0203": "회령시", "KP0205": "청진시"}
    assert format_value(PlaceValue("there", ("KP0203", "KP0205")), "ko", say, names) == "회령시 또는 청진시"
    assert format_value(PlaceValue("Nowhere", ()), "en", say, names) == "Nowhere"
    assert format_value(PlaceValue("as said", ("KP9999",)), "en", say, names) == "as said"


def test_names_terms_and_texts():
    assert format_value(NameValue("NKDB", "nkdb"), "ko", say, {"nkdb": "북한인권정보센터"}) == "북한인권정보센터"
    assert format_value(NameValue("NKDB"), "ko", say) == "NKDB"
    assert format_value(TermValue("camps", "kwan_li_so"), "en", say) == "kwan li so"
    assert format_value(TermValue("camps", "kwanliso"), "ko", say, {"camps|kwanliso": "관리소"}) == "관리소"
    assert format_value(TermValue("camps", "CN"), "en", say, {"CN": "China"}) == "CN"
    assert format_value(TextValue("as it is"), "en", say) == "as it is"
    assert format_value(TextValue("as it is."), "ko", say, {"as it is": "있는 그대로"}) == "있는 그대로"
    assert format_value(plain_date("2016-08-17"), "en", say) == "17 August 2016"


def test_a_message_renders_the_codes_inside_it():
    text = render(Message.of("publish.date.part", part="=publish.part.24", year="1998"), "en", say)
    assert text == "winter 1998"
    assert render(Message.of("weigh.independent_origins", origins=1200), "en", say).startswith("1,200 ")


def test_a_code_from_elsewhere_falls_back_to_its_own_word():
    assert said(say, "en", "publish.topic.unheard_of", plain("unheard_of")) == "unheard of"
