from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.catalogue import has
from doltap.language import InvalidDate, between, format_edtf, one_of, parse_edtf

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1998", "1998-01-01", "1998-12-31"),
        ("1998-02", "1998-02-01", "1998-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1998-01-03", "1998-01-03", "1998-01-03"),
        ("1998-01-03T10:20:30Z", "1998-01-03", "1998-01-03"),
        ("1998-21", "1998-03-01", "1998-05-31"),
        ("1998-22", "1998-06-01", "1998-08-31"),
        ("1998-23", "1998-09-01", "1998-11-30"),
        ("1998-24", "1997-12-01", "1999-02-28"),
        ("1999-24", "1998-12-01", "2000-02-29"),
        ("1998-33", "1998-01-01", "1998-03-31"),
        ("1998-36", "1998-10-01", "1998-12-31"),
        ("1998-37", "1998-01-01", "1998-04-30"),
        ("1998-41", "1998-07-01", "1998-12-31"),
        ("1998?", "1998-01-01", "1998-12-31"),
        ("1998~", "1996-01-01", "2000-12-31"),
        ("1998%", "1996-01-01", "2000-12-31"),
        ("1998-03~", "1998-01-29", "1998-05-01"),
        ("1998-03-10~", "1998-03-03", "1998-03-17"),
        ("~1998-03", "1996-03-01", "2000-03-31"),
        ("1944?-03-19", "1944-03-19", "1944-03-19"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("199X~", "1985-01-01", "2004-12-31"),
        ("1998-XX", "1998-01-01", "1998-12-31"),
        ("1998-02-XX", "1998-02-01", "1998-02-28"),
        ("1994/1998", "1994-01-01", "1998-12-31"),
        ("1998-01/1998-04", "1998-01-01", "1998-04-30"),
        ("1985/..", "1985-01-01", None),
        ("1985/", "1985-01-01", None),
        ("../1985", None, "1985-12-31"),
        ("/1985", None, "1985-12-31"),
        ("[1979,1980]", "1979-01-01", "1980-12-31"),
        ("[1979, 1980]", "1979-01-01", "1980-12-31"),
        ("{1979..1982}", "1979-01-01", "1982-12-31"),
        ("[..1984]", None, "1984-12-31"),
        ("[1984..]", "1984-01-01", None),
        ("[1925-05-06,1925-06-05]", "1925-05-06", "1925-06-05"),
        ("XXXX-03-08", None, None),
        ("XXXX-02-29", None, None),
        ("XXXX-XX-20", None, None),
        ("XXXX-24", None, None),
    ],
)
def test_what_an_edtf_text_means(text: str, earliest: str | None, latest: str | None) -> None:
    value = parse_edtf(text)
    assert value.edtf == text
    assert (value.earliest and value.earliest.isoformat()) == earliest
    assert (value.latest and value.latest.isoformat()) == latest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1998-02-31", "language.no_such_day"),
        ("1998-02-29", "language.no_such_day"),
        ("XXXX-02-31", "language.no_such_day"),
        ("XXXX-XX-40", "language.no_such_day"),
        ("1998-04-31/1999", "language.no_such_day"),
        ("1998-13", "language.no_such_month"),
        ("1998-00", "language.no_such_month"),
        ("1998-24-01", "language.no_such_month"),
        ("1998/1994", "language.turned_around"),
        ("", "language.not_edtf"),
        ("/", "language.not_edtf"),
        ("../..", "language.not_edtf"),
        ("[]", "language.not_edtf"),
        ("[..]", "language.not_edtf"),
        ("98", "language.not_edtf"),
        ("0000", "language.not_edtf"),
        ("1X98", "language.not_edtf"),
        ("1998-1X", "language.not_edtf"),
        ("1998-01-1X", "language.not_edtf"),
        ("1998/1999/2000", "language.not_edtf"),
        ("winter 1998", "language.not_edtf"),
        ("١٩٩٨", "language.not_edtf"),
        ("1" * 1000, "language.not_edtf"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_edtf(text)
    assert isinstance(caught.value, InvalidDate)
    assert caught.value.reason.code == code
    assert has(code, "en")
    assert has(code, "ko")


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        ("1998-01-01", "1998-12-31", "1998"),
        ("1998-03-01", "1998-03-31", "1998-03"),
        ("1998-03-05", "1998-03-05", "1998-03-05"),
        ("1998-01-01", "2001-12-31", "1998/2001"),
        ("1998-01-01", "1998-03-31", "1998-01/1998-03"),
        ("1998-03-05", "1998-12-31", "1998-03-05/1998-12-31"),
        ("1998-01-01", None, "1998/.."),
        ("1998-03-01", None, "1998-03/.."),
        (None, "1939-12-31", "../1939"),
        (None, "1939-12-30", "../1939-12-30"),
    ],
)
def test_the_shortest_text_of_a_span(earliest: str | None, latest: str | None, edtf: str) -> None:
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else None
    assert format_edtf(first, last) == edtf


def test_a_span_without_sides_or_turned_around_is_refused() -> None:
    with pytest.raises(InvalidDate):
        format_edtf(None, None)
    with pytest.raises(InvalidDate):
        between(date(1999, 1, 1), date(1998, 1, 1))


@given(DAYS, DAYS)
def test_formatting_and_parsing_give_the_span_back(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    value = parse_edtf(format_edtf(first, last))
    assert (value.earliest, value.latest) == (first, last)
    assert between(first, None) == parse_edtf(format_edtf(first, None))
    assert parse_edtf(format_edtf(None, last)).latest == last


@given(st.text(alphabet="0123459X-/.[]{},~?%T:", max_size=24))
def test_whatever_parses_begins_before_it_ends(text: str) -> None:
    try:
        value = parse_edtf(text)
    except InvalidDate:
        return
    if value.earliest and value.latest:
        assert value.earliest <= value.latest
    assert parse_edtf(value.edtf) == value


@given(st.integers(1000, 2999), st.sampled_from(["", "-24", "-21", "-05", "-05-17", "-37"]), st.sampled_from("?~%"))
def test_a_doubt_never_narrows(year: int, rest: str, mark: str) -> None:
    plain, doubtful = parse_edtf(f"{year}{rest}"), parse_edtf(f"{year}{rest}{mark}")
    assert (doubtful.earliest or date.max) <= (plain.earliest or date.min)
    assert (doubtful.latest or date.min) >= (plain.latest or date.max)


def test_one_of_several_dates() -> None:
    assert one_of(["1980", "1979", "1980"]).edtf == "[1979,1980]"
    assert one_of(["1979"]).edtf == "1979"
