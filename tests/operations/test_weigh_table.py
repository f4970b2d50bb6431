"""`doltap weigh` on tables: what goes in, what comes out, and bad input with a defined answer."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doltap.cli import doltap
from doltap.errors import InputNotRead, WrongUsage
from doltap.model import Status
from doltap.operations.weigh_table import Line, TableRequest, weigh_table

HEADS = ("who", "what", "field", "said")


def written(path: Path, rows: Iterable[Sequence[object]], heads: Sequence[str] = HEADS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(heads)
        table.writerows(rows)
    return path


def request(path: Path, **more: object) -> TableRequest:
    return TableRequest(table=path, source="who", items=("what", "field"), value="said", **more)  # type: ignore[arg-type]


def lines(path: Path, **more: object) -> list[Line]:
    return list(weigh_table(request(path, **more)).lines)


SMALL = [("a", "x", "f", "1"), ("b", "x", "f", "1"), ("c", "x", "f", "2"), ("a", "y", "f", "5")]


def run(*words: object) -> Result:
    given = ["weigh", *map(str, words), "--source", "who", "--item", "what", "--item", "field", "--value", "said"]
    return CliRunner().invoke(doltap, given, standalone_mode=False)


def test_each_item_is_one_line_with_its_status_and_vote(tmp_path: Path) -> None:
    x, y = lines(written(tmp_path / "t.csv", SMALL))
    assert (x.item, x.value, x.status, x.origins) == (("x", "f"), "1", Status.TELLERS_DIFFER, 2)
    assert x.vote == pytest.approx(2 / 3)
    assert (y.value, y.status, y.probability) == ("5", Status.ONE_TELLER, None)
    assert {x.method, y.method} == {"vote"}
    assert x.why == "hardly_disputed"


def test_json_lines_have_the_fields_that_the_page_names(tmp_path: Path) -> None:
    done = run(written(tmp_path / "t.csv", SMALL), "--json")
    assert done.exit_code == 0
    told = [json.loads(line) for line in done.stdout.splitlines()]
    page = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    named = page.split("## `weigh`")[1].split("\n## ")[0]
    assert [t["item"] for t in told] == [["x", "f"], ["y", "f"]]
    assert all(f"| `{field}` |" in named for field in told[0])


@pytest.mark.parametrize(("language", "words"), [("en", "not calibrated"), ("ko", "보정 전")])
def test_people_read_it_in_their_language(tmp_path: Path, language: str, words: str) -> None:
    done = run(written(tmp_path / "t.csv", SMALL), "--language", language)
    assert words in done.stdout
    assert "{" not in done.output


def test_one_item_column_is_a_string(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", [("a", "x", "1")], ("who", "what", "said"))
    found = weigh_table(TableRequest(path, "who", ("what",), "said"))
    assert [line.item for line in found.lines] == [("x",)]
    done = CliRunner().invoke(
        doltap, ["weigh", str(path), "--source", "who", "--item", "what", "--value", "said", "--json"]
    )
    assert json.loads(done.stdout)["item"] == "x"


def test_quality_is_learned_for_each_property_that_a_column_names(tmp_path: Path) -> None:
    rows = [(s, f"i{k}", f, f"{k}{f}" if s != bad else f"{k}{f}{s}") for f, bad in (("f", "a"), ("g", "b"))
            for k in range(30) for s in "abcd"]  # fmt: skip
    model = weigh_table(request(written(tmp_path / "t.csv", rows))).model
    assert [p.property for p in model.properties] == ["f", "g"]
    assert model.of("f").quality["a"] < model.of("g").quality["a"]


def test_rows_without_a_source_an_item_or_a_value_are_left_out_and_counted(tmp_path: Path) -> None:
    found = weigh_table(request(written(tmp_path / "t.csv", [*SMALL, ("", "x", "f", "1"), ("a", "x", "f", " ")])))
    assert (found.claims, found.skipped) == (4, 2)


def test_an_empty_table_is_no_lines(tmp_path: Path) -> None:
    assert lines(written(tmp_path / "t.csv", [])) == []
    done = run(tmp_path / "t.csv", "--json")
    assert (done.exit_code, done.stdout) == (0, "")


def test_numbers_within_the_tolerance_agree_and_a_gate_is_no_number(tmp_path: Path) -> None:
    rows = [("a", "x", "time", "100"), ("b", "x", "time", "104"), ("c", "x", "time", "300")]
    rows += [(s, f"i{k}", "gate", f"{v}{k}") for k in range(20) for s, v in (("a", "B"), ("b", "B"), ("c", "C"))]
    rows += [("a", "z", "gate", "1"), ("b", "z", "gate", "2")]
    found = {line.item: line for line in lines(written(tmp_path / "t.csv", rows), type="number", tolerance=10.0)}
    assert found["x", "time"].origins == 2
    assert found["z", "gate"].vote == 0.5


def test_words_for_numbers_are_read_and_at_least_holds_the_exact_one(tmp_path: Path) -> None:
    rows = [("a", "x", "f", "at least 400"), ("b", "x", "f", "406"), ("c", "x", "f", "300")]
    (line,) = lines(written(tmp_path / "t.csv", rows), type="number")
    assert (line.value, line.origins) == ("406", 2)


def test_a_day_lies_in_its_month(tmp_path: Path) -> None:
    rows = [("a", "x", "f", "1998-03"), ("b", "x", "f", "1998-03-05"), ("c", "x", "f", "1997")]
    (line,) = lines(written(tmp_path / "t.csv", rows), type="date")
    assert (line.value, line.origins) == ("1998-03-05", 2)


PLACES = [("1", "Country", ""), ("2", "North", "1"), ("3", "Ford", "2"), ("4", "South", "1"), ("5", "Ford", "4"),
          ("6", "Mill", "4")]  # fmt: skip


def test_a_place_is_supported_by_what_it_lies_in_and_a_shared_name_is_told_apart(tmp_path: Path) -> None:
    tree = written(tmp_path / "in.csv", PLACES, ("id", "name", "parent"))
    rows = [("a", "x", "f", "Ford"), ("b", "x", "f", "South"), ("c", "x", "f", "Mill"), ("d", "x", "f", "south")]
    (line,) = lines(written(tmp_path / "t.csv", rows), type="place", hierarchy=tree)
    assert line.value in {"Ford", "Mill"}
    assert line.origins == 3
    rows = [("a", "x", "f", "Ford, North"), ("b", "x", "f", "North"), ("c", "x", "f", "Mill")]
    (line,) = lines(written(tmp_path / "t2.csv", rows), type="place", hierarchy=tree)
    assert (line.value, line.origins) == ("Ford, North", 2)


def test_places_without_a_hierarchy_are_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="place_needs_hierarchy"):
        weigh_table(request(written(tmp_path / "t.csv", SMALL), type="place"))
    two = written(tmp_path / "two.csv", [("1", "x")], ("id", "name"))
    with pytest.raises(WrongUsage, match="hierarchy_needs_three"):
        weigh_table(request(tmp_path / "t.csv", type="place", hierarchy=two))


def many(items: int = 120) -> list[tuple[str, ...]]:
    return [(s, f"i{k}", "f", f"v{k}" if (k * 7 + n * 3) % 10 < right else f"w{k}{s}")
            for k in range(items) for n, (s, right) in enumerate((("a", 9), ("b", 8), ("c", 6), ("d", 5)))]  # fmt: skip


def facts(path: Path, count: int, heads: Sequence[str] = ("what", "field", "said")) -> Path:
    return written(path, [(f"i{k}", "f", f"v{k}") for k in range(count)], heads)


@pytest.mark.parametrize("heads", [("what", "field", "said"), ("what", "field", "truth")])
def test_fifty_confirmed_facts_bring_probabilities(tmp_path: Path, heads: Sequence[str]) -> None:
    table = written(tmp_path / "t.csv", many())
    known = facts(tmp_path / "k.csv", 60, heads)
    found = weigh_table(request(table, confirmed=known))
    told = list(found.lines)
    assert found.confirmed == 60
    assert all(line.probability is not None for line in told)
    assert [line.confirmed for line in told] == [k < 60 for k in range(120)]
    assert {line.probability for line in told[:60]} == {1.0}
    assert all(0 < (line.probability or 0) < 1 for line in told[60:])
    fewer = weigh_table(request(table, confirmed=facts(tmp_path / "few.csv", 40)))
    assert {line.probability for line in fewer.lines if not line.confirmed} == {None}


def test_confirmed_facts_of_items_that_nobody_tells_are_counted(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", many(20))
    found = weigh_table(request(table, confirmed=facts(tmp_path / "k.csv", 25)))
    assert (found.confirmed, found.unknown) == (20, 5)
    assert "5" in run(table, "--confirmed", tmp_path / "k.csv").stderr


def test_ask_names_items_and_the_same_seed_the_same_ones(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", many())
    one, two, other = (weigh_table(request(table, ask=10, seed=s)).questions for s in (1, 1, 2))
    assert one == two != other
    assert len({q.item for q in one}) == 10
    done = run(table, "--ask", 10, "--seed", 1, "--json")
    assert [json.loads(line)["item"] for line in done.stdout.splitlines()] == [list(q.item) for q in one]


def test_what_is_confirmed_is_not_asked_again(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", many(20))
    asked = weigh_table(request(table, ask=50, confirmed=facts(tmp_path / "k.csv", 12))).questions
    assert {q.item[0] for q in asked} == {f"i{k}" for k in range(12, 20)}


def camps() -> list[tuple[str, ...]]:
    rows = [(f"{camp}{n}", f"i{k}", "left", str(100 * k + (0 if camp == "gate" else 30)))
            for k in range(60) for camp in ("gate", "ground") for n in range(3) if (k + n) % 11]  # fmt: skip
    return rows + [(f"{camp}{n}", f"i{k}", "kind", f"k{k}") for k in range(60) for camp in ("gate", "ground")
                   for n in range(3) if (k * 3 + n) % 7]  # fmt: skip


def test_two_readings_are_shown_without_probability_until_one_is_meant(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", camps())
    left = [line for line in lines(table) if line.property == "left"]
    assert all(line.probability is None for line in left)
    split = [line for line in left if line.readings]
    assert len(split) > 50
    assert {abs(int(a) - int(b)) for a, b in (line.readings for line in split)} == {30}
    meant = [line for line in lines(table, meant={"left": "ground1"}) if line.property == "left"]
    assert not any(line.readings for line in meant)
    assert sum(line.value.endswith("30") for line in meant) >= 0.95 * len(meant)
    assert "two different things" in run(table, "--language", "en").stderr


@pytest.mark.parametrize(("meant", "code"), [({"gone": "a"}, "table_no_property"), ({"f": "gone"}, "table_no_source")])
def test_meant_names_what_is_there(tmp_path: Path, meant: dict[str, str], code: str) -> None:
    with pytest.raises(WrongUsage, match=code):
        weigh_table(request(written(tmp_path / "t.csv", SMALL), meant=meant))


def test_the_report_holds_sources_groups_properties_calibration_and_the_model(tmp_path: Path) -> None:
    copied = many() + [("copy of d", *row[1:]) for row in many() if row[0] == "d"]
    table = written(tmp_path / "t.csv", copied)
    weigh_table(request(table, confirmed=facts(tmp_path / "k.csv", 60), report=tmp_path / "out"))
    read = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "out").iterdir()}
    assert set(read) == {"sources.csv", "groups.csv", "properties.csv", "calibration.csv", "model.json"}
    quality = {r["source"]: float(r["quality"]) for r in csv.DictReader(read["sources.csv"].splitlines())}
    assert quality["a"] > quality["d"] == quality["copy of d"]
    assert {"copy of d", "d"} == set(next(csv.reader(read["groups.csv"].splitlines()[1:])))
    assert sum(int(r["items"]) for r in csv.DictReader(read["calibration.csv"].splitlines())) == 60
    assert json.loads(read["model.json"])["schema"] == 1


def test_columns_that_are_not_there_are_named_with_those_that_are(tmp_path: Path) -> None:
    written(tmp_path / "t.csv", SMALL)
    with pytest.raises(WrongUsage, match="no_such_column") as found:
        weigh_table(TableRequest(tmp_path / "t.csv", "source", ("what",), "said"))
    assert found.value.params["columns"] == ", ".join(HEADS)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad\x81", b"who,what,field,said\n\xff\xff,x,f,1\n"])
def test_what_is_no_text_is_no_table(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises((InputNotRead, WrongUsage)):
        weigh_table(request(tmp_path / "t.csv"))
    with pytest.raises(InputNotRead, match="table_not_read"):
        weigh_table(request(tmp_path / "none.csv"))


@pytest.mark.parametrize("tolerance", [-1.0, float("nan"), float("inf")])
def test_a_tolerance_is_a_number_from_zero_on(tmp_path: Path, tolerance: float) -> None:
    with pytest.raises(WrongUsage, match="tolerance_not_usable"):
        weigh_table(request(written(tmp_path / "t.csv", SMALL), tolerance=tolerance))


def test_parquet_needs_its_reader_and_says_so(tmp_path: Path) -> None:
    try:
        from pyarrow import parquet, table  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        with pytest.raises(WrongUsage, match="parquet_needs_pyarrow"):
            weigh_table(request(tmp_path / "t.parquet"))
        return
    columns = dict(zip(HEADS, map(list, zip(*SMALL, strict=True)), strict=True))
    parquet.write_table(table(columns), tmp_path / "t.parquet")
    assert lines(tmp_path / "t.parquet") == lines(written(tmp_path / "t.csv", SMALL))


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    straight = {line.item: line for line in lines(written(tmp_path / "t.csv", many()))}
    turned = {line.item: line for line in lines(written(tmp_path / "u.csv", many()[::-1]))}
    assert turned == straight


def test_spark_is_refused_as_long_as_it_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="spark_not_here"):
        weigh_table(request(written(tmp_path / "t.csv", SMALL), engine="spark"))
