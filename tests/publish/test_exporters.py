"""CSV, JSON lines and Uwazi files, read back by other means than those that wrote them."""

import csv
import io
import json

import pytest

from doltap.catalogue import say
from doltap.errors import WrongUsage
from doltap.model import NumberValue, Status
from doltap.publish import EXPORTERS, EvidenceView, ValueView, WeighingView, rows_of
from doltap.publish.exporters import COLUMNS
from doltap.publish.exporters.csv import cell
from doltap.publish.exporters.csv import write as write_csv
from doltap.publish.exporters.rows import machine_value
from doltap.publish.exporters.site import write as write_site


@pytest.fixture(scope="module")
def rows(make_report):
    return list(rows_of(make_report("en").weighings))


def files_of(name, rows):
    return dict(EXPORTERS[name](rows, say))


def read_csv(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_every_piece_of_evidence_gives_a_row(make_report, rows):
    values = [v for w in make_report("en").weighings for v in w.values]
    assert len(rows) == sum(max(1, len(v.for_) + len(v.against)) for v in values)
    bare = [r for r in rows if r.status == "nothing_found"]
    assert [(r.words, r.supports, r.origins) for r in bare] == [("", None, 0)]


def test_csv_reads_back_what_went_in(rows):
    (path, body), *_ = EXPORTERS["csv"](rows, say)
    read = read_csv(body)
    assert path == "weighings.csv"
    assert body.startswith(b"\xef\xbb\xbf")
    assert tuple(read[0]) == COLUMNS
    assert [r["words"] for r in read] == [r.words for r in rows]
    assert {r["supports"] for r in read} == {"true", "false", ""}


def test_csv_without_a_byte_order_mark(rows):
    [(_, body)] = write_csv(rows, bom=False)
    assert body.startswith(b"weighing,")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+82 10", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "＠x", "\u3000=cmd|' /C calc'!A0"],
)
def test_no_cell_begins_as_a_formula(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "text"), [("plain", "plain"), (None, ""), (True, "true"), (-3, "-3"), (0.25, "0.25")]
)
def test_other_cells_stay_as_they_are(value, text):
    assert cell(value) == text


def test_hostile_words_stay_in_their_cell():
    words = 'a,"b"\r\n=HYPERLINK("x")\0'
    evil = WeighingView("w", '=cmd("x")', "person", "name", (ValueView("v", 1, (EvidenceView(words, "s", "o"),)),),
                        Status.ONE_TELLER)  # fmt: skip
    [read] = read_csv(files_of("csv", rows_of([evil]))["weighings.csv"])
    assert read["entity_label"] == '\'=cmd("x")'
    assert read["words"] == words.replace("\0", "")


def test_jsonl_has_one_object_a_line_with_its_schema(rows):
    body = files_of("jsonl", rows)["weighings.jsonl"].decode()
    objects = [json.loads(line) for line in body.splitlines()]
    assert len(objects) == len(rows)
    assert all(o["schema"] == 1 and set(o) == {"schema", *COLUMNS} for o in objects)


def test_jsonl_keeps_its_lines_whatever_the_words_hold():
    words = "one\u2028two\u2029three\x85four\nfive"
    weighing = WeighingView("w", "e", "person", "name", (ValueView("v", 1, (EvidenceView(words, "s", "o"),)),),
                            Status.ONE_TELLER)  # fmt: skip
    [line] = files_of("jsonl", rows_of([weighing]))["weighings.jsonl"].decode().splitlines()
    assert json.loads(line)["words"] == words


@pytest.mark.parametrize(
    ("low", "high", "machine"), [(500, 500, "500"), (500, None, "500.."), (None, 600, "..600"), (2, 3.5, "2..3.5")]
)
def test_a_number_for_machines(low, high, machine):
    assert machine_value(ValueView("x", 1, value=NumberValue(low, high, "person"))) == machine


def test_uwazi_gets_one_entity_a_weighing_in_both_languages(make_report, rows):
    files = files_of("uwazi", rows)
    read = {r["doltap_id"]: r for r in read_csv(files["import.csv"])}
    assert set(read) == {w.id for w in make_report("en").weighings}
    returns = read["w-return-2023-10"]
    assert (returns["status__en"], returns["status__ko"]) == ("tellers differ", "진술 상이")
    assert returns["value"] == "at least 500 people | up to 600 people"
    assert returns["independent_origins"] == "1"


def test_uwazi_dates_are_a_range_only_where_all_agree(rows):
    read = {r["doltap_id"]: r for r in read_csv(files_of("uwazi", rows)["import.csv"])}
    assert read["w-thae-arrived"]["date_range"] == "2016-08-17:2016-08-17"
    assert read["w-lee-departed"]["date_range"] == "1997-01-01:1997-12-31"
    assert read["w-boats-2008"]["date_range"] == ""


def test_every_term_of_the_uwazi_table_is_in_its_thesaurus(rows):
    files = files_of("uwazi", rows)
    table = read_csv(files["import.csv"])
    for name in ("status", "property", "entity_type"):
        terms = read_csv(files[f"thesauri/{name}.csv"])
        assert {r[f"{name}__en"] for r in table} <= {t["English"] for t in terms}
        assert {r[f"{name}__ko"] for r in table} <= {t["Korean"] for t in terms}
        assert all(not t["English"].startswith("-") for t in terms)


def test_uwazi_refuses_rows_that_would_import_a_weighing_twice(rows):
    with pytest.raises(WrongUsage) as refused:
        files_of("uwazi", [rows[0], rows[-1], rows[0]])
    assert refused.value.code == "export_rows_out_of_order"


def test_the_site_exporter_writes_the_report(make_report):
    paths = {p for p, _ in write_site(make_report("en"), make_report("ko"), say)}
    assert {"index.html", "en/index.html", "ko/index.html", "assets/doltap.css"} <= paths


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_column_is_documented(language):
    assert len({say(language, f"publish.column.{c}") for c in COLUMNS}) == len(COLUMNS)
