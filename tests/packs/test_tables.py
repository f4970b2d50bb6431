"""Tables as rows of text, values as cells, and dates in plain EDTF."""

from datetime import date
from importlib.resources import files

import pytest

from doltap.model import DateValue, NameValue, NumberValue, PlaceValue, TermValue, TextValue, plain_date
from doltap.packs import Pack, load, timeline
from doltap.packs.facts import read_facts, read_value
from doltap.packs.tables import Row, header, rows, text_of


@pytest.fixture
def folder(tmp_path):
    """A folder with one table."""
    (tmp_path / "t.csv").write_text('\ufeffid,names\na, x | y |x|\n"b","one\ntwo"\nc\n', encoding="utf-8")
    return tmp_path


def test_rows_are_numbered_by_the_line_they_begin_on(folder):
    assert [(r.line, r["id"]) for r in rows(folder, "t.csv")] == [(2, "a"), (3, "b"), (5, "c")]


def test_several_values_in_one_cell_each_once_in_order(folder):
    first = next(rows(folder, "t.csv"))
    assert first.many("names") == ("x", "y")


def test_a_mark_at_the_beginning_is_no_part_of_the_first_column(folder):
    assert header(folder, "t.csv") == ("id", "names")


def test_a_short_row_has_empty_cells(folder):
    assert list(rows(folder, "t.csv"))[-1]["names"] == ""


def test_a_table_that_is_not_there_has_no_rows(folder):
    assert list(rows(folder, "none.csv")) == []
    assert header(folder, "none.csv") == ()
    assert text_of(folder, "none.csv") is None


def test_a_cell_as_a_number():
    row = Row(2, {"lat": "1.5", "lon": "", "bad": "x"})
    assert row.number("lat") == 1.5
    assert row.number("lon") is None
    assert row["nothing"] == ""
    with pytest.raises(ValueError):
        row.number("bad")


@pytest.mark.parametrize(
    ("kind", "text", "unit", "value"),
    [
        ("number", "12", "person", NumberValue(12, 12, "person")),
        ("number", "10..12", "year", NumberValue(10, 12, "year")),
        ("number", "500..", "person", NumberValue(500, None, "person")),
        ("number", "..600", "person", NumberValue(None, 600, "person")),
        ("place", "Oz", "", PlaceValue("Oz")),
        ("place", "Kangwon|KP04|kr.gangwon", "", PlaceValue("Kangwon", ("KP04", "kr.gangwon"))),
        ("name", "A B", "", NameValue("A B")),
        ("name", "UNHCR|un.unhcr", "", NameValue("UNHCR", "un.unhcr")),
        ("term", "sex|female", "", TermValue("sex", "female")),
        ("text", "as it stands", "", TextValue("as it stands")),
        ("date", "1998", "", DateValue("1998", date(1998, 1, 1), date(1998, 12, 31))),
    ],
)
def test_cells_as_values(kind, text, unit, value):
    assert read_value(kind, text, unit) == value


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("2023-10-09", date(2023, 10, 9), date(2023, 10, 9)),
        ("1994/1998", date(1994, 1, 1), date(1998, 12, 31)),
        ("2020/2024-04", date(2020, 1, 1), date(2024, 4, 30)),
        ("2016-08-29/2016-09-02", date(2016, 8, 29), date(2016, 9, 2)),
    ],
)
def test_plain_dates(edtf, first, last):
    assert plain_date(edtf) == DateValue(edtf, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "98",
        "1998-2",
        "1998-13",
        "2023-02-31",
        "1998~",
        "1998-24",
        "1998/",
        "/1998",
        "1999/1998",
        "1998-01-01-01",
        "soon",
    ],
)
def test_what_is_no_plain_date_is_refused(text):
    with pytest.raises(ValueError):
        plain_date(text)


def test_facts_without_assertions_stand_alone(tmp_path):
    (tmp_path / "facts.csv").write_text(
        "id,topic,source,origin,document,seen,checked,words_en,words_ko\nf,law,unknown,o,d,,seen,So.,그렇다.\n",
        encoding="utf-8",
    )
    [fact] = read_facts(tmp_path)
    assert fact.assertions == ()
    assert not fact.verified  # the originator is not known
    assert (fact.words("en"), fact.words("ko")) == ("So.", "그렇다.")


def test_assertions_keep_the_order_of_their_table():
    fact = next(f for f in load("north_korea").facts if f.id == "arrivals_2009")
    assert [a.property for a in fact.assertions][:3] == ["count", "count_male", "count_female"]


def test_a_pack_made_by_hand_has_no_pages():
    pack = Pack("p", "1", "P", "피", "CC0", load("generic").gazetteer)
    assert timeline(pack) == ()


def test_a_pack_is_loaded_once():
    assert load("north_korea") is load("north_korea")


def test_packs_compare_by_what_they_hold_not_by_where_they_lie():
    pack = load("generic")
    assert pack == load.__wrapped__("generic")
    assert "folder" not in repr(pack)


@pytest.mark.parametrize("name", ["generic", "north_korea"])
def test_tables_are_plain_and_end_with_a_line(name):
    for file in files("doltap.packs").joinpath(name).iterdir():
        if file.name.endswith(".csv"):
            text = file.read_text(encoding="utf-8")
            assert text.endswith("\n"), file.name
            assert "\r" not in text, file.name
            assert "\u200b" not in text, file.name
