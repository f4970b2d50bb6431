"""The doubles of a table: rows in order, columns said or guessed, strange tables answered with one error."""

import csv
import json

import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.errors import InputNotRead, WrongUsage
from doltap.operations.deduping import DedupeRequest, dedupe

HEAD = ("rec_id", "name", "born", "code")
ROWS = [
    (f"r{n}{copy}", f"{'abcdefghij'[n]}ona {'klmnopqrst'[n]}ulver", f"19{n}0-0{n % 9 + 1}-1{n}", f"{n}7{n}3")
    for n in range(10)
    for copy in "ab"
]


def written(tmp_path, rows=ROWS, head=HEAD, name="people.csv", **how):
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **how).writerows([head, *rows])
    return path


def clusters(found):
    return [r.cluster for r in found.rows]


def test_doubles_share_a_number_and_rows_keep_their_order(tmp_path):
    found = dedupe(DedupeRequest(written(tmp_path)))
    assert [r.record for r in found.rows] == [row[0] for row in ROWS]
    assert clusters(found) == [n // 2 + 1 for n in range(20)]
    assert found.columns == (("name", "name"), ("born", "date"), ("code", "code"))


def test_columns_are_those_that_are_said(tmp_path):
    found = dedupe(DedupeRequest(written(tmp_path), "name:name, born:dob"))
    assert found.columns == (("name", "name"), ("born", "date"))
    assert clusters(found) == [n // 2 + 1 for n in range(20)]


def test_by_names_alone_all_stay_apart(tmp_path):
    assert clusters(dedupe(DedupeRequest(written(tmp_path), "name:name"))) == list(range(1, 21))


def test_rows_are_numbered_where_no_column_names_them(tmp_path):
    path = written(tmp_path, [row[1:] for row in ROWS], HEAD[1:])
    assert [r.record for r in dedupe(DedupeRequest(path)).rows][:3] == ["1", "2", "3"]
    assert dedupe(DedupeRequest(path, record="code")).rows[0].record == "070" + "3"


def test_tabs_marks_and_short_rows_are_read(tmp_path):
    path = written(tmp_path, [*ROWS, ("r99",)], name="people.tsv", delimiter="\t")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found = dedupe(DedupeRequest(path))
    assert found.rows[-1].record == "r99"
    assert clusters(found)[-1] == 11


@pytest.mark.parametrize(
    ("columns", "code"),
    [("nobody:name", "no_such_heading"), ("name:colour", "no_such_kind"), (" , ", "no_columns_to_compare")],
)
def test_columns_that_cannot_be_are_refused(tmp_path, columns, code):
    with pytest.raises(WrongUsage) as refused:
        dedupe(DedupeRequest(written(tmp_path), columns))
    assert refused.value.code == code


@pytest.mark.parametrize("content", [b"", b"name\n", b"name,name\na,b\n", b"\xff\xfe\x00", b"name\n\xe9\n"])
def test_what_is_no_table_is_not_read(tmp_path, content):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(InputNotRead):
        dedupe(DedupeRequest(path))


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(InputNotRead) as refused:
        dedupe(DedupeRequest(tmp_path / "absent.csv"))
    assert refused.value.code == "file_missing"


def test_the_command_line_says_the_same(tmp_path):
    path = written(tmp_path)
    done = CliRunner().invoke(doltap, ["link", str(path), "--dedupe", "--columns", "name:name,born:date", "--json"])
    said = [json.loads(line) for line in done.stdout.splitlines()]
    found = dedupe(DedupeRequest(path, "name:name,born:date"))
    assert done.exit_code == 0
    assert all(line["schema"] == 1 for line in said)
    assert [(s["record"], s["cluster"], s["probability"]) for s in said] == [
        (r.record, r.cluster, r.probability) for r in found.rows
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "The table is unchanged"), ("ko", "표는 바꾸지 않았습니다")])
def test_people_read_it_in_their_language(tmp_path, language, words):
    done = CliRunner().invoke(doltap, ["link", str(written(tmp_path)), "--dedupe", "--language", language])
    assert done.exit_code == 0
    assert words in done.output
