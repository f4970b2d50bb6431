"""Names from files and on the command line: a line a pair, a line a query, in order."""

import json

import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.errors import InputNotRead
from doltap.operations.naming import compare_file, compare_two, rank_files


@pytest.fixture
def files(tmp_path):
    pairs, queries, pool = (tmp_path / name for name in ("pairs.csv", "queries.txt", "pool.tsv"))
    pairs.write_text("latin,hangul,label\nKim Chol-su,김철수,1\n\nPak Yong-hui,김철수,0\nalone\n", encoding="utf-8")
    queries.write_text("Kim Chol-su\nPark Young-hee\n", encoding="utf-8")
    pool.write_text("김철수\tx\n박영희\ty\n", encoding="utf-8-sig")
    return pairs, queries, pool


def test_each_line_is_compared_in_order(files):
    found = compare_file(files[0])
    assert [(f.a, f.b) for f in found] == [("Kim Chol-su", "김철수"), ("Pak Yong-hui", "김철수"), ("alone", "")]
    assert found[0].score > 0.9 > 0.1 > found[1].score


def test_two_names_have_all_their_reasons():
    found = compare_two("Kim Chol-su", "김철수")
    assert len(found.reasons) > 1


def test_queries_are_ranked(files):
    ranked = list(rank_files(files[1], files[2], 1))
    assert [r.query for r in ranked] == ["Kim Chol-su", "Park Young-hee"]
    assert [r.candidates[0][0] for r in ranked] == ["김철수", "박영희"]


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(InputNotRead):
        compare_file(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(InputNotRead):
        compare_file(tmp_path / "bytes.csv")


def run(*words):
    return CliRunner().invoke(doltap, ["names", *map(str, words)])


def test_the_command_line_answers_as_the_operation(files):
    one = run("compare", "Kim Chol-su", "김철수", "--json")
    answer = json.loads(one.output)
    assert answer["score"] == compare_two("Kim Chol-su", "김철수").score
    assert answer["reasons"][0]["code"] == "name.romanisation"
    many = run("compare", "--pairs", files[0], "--json")
    assert [json.loads(line)["score"] for line in many.output.splitlines()] == [f.score for f in compare_file(files[0])]
    ranked = run("rank", "--queries", files[1], "--pool", files[2], "--top", 1, "--json")
    lines = [json.loads(line) for line in ranked.output.splitlines()]
    assert [line["candidates"][0]["name"] for line in lines] == ["김철수", "박영희"]


def test_people_get_tables_and_sentences(files):
    assert "김철수" in run("compare", "Kim Chol-su", "김철수").output
    assert "박영희" in run("rank", "--queries", files[1], "--pool", files[2]).output
    assert "Pak Yong-hui" in run("compare", "--pairs", files[0]).output
    assert run("compare", "only one").exit_code != 0


def test_every_line_has_its_answer_in_order(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text(
        'latin,hangul\nKim Chol-su,김철수\n,\n"Kim, Chol-su",김철수\nKim\u2028Chol,김철\n\n,김철수\n', encoding="utf-8"
    )
    assert [(found.a, found.b) for found in compare_file(path)] == [
        ("Kim Chol-su", "김철수"),
        ("", ""),
        ("Kim, Chol-su", "김철수"),
        ("Kim\u2028Chol", "김철"),
        ("", "김철수"),
    ]


def test_a_long_list_of_queries_is_ranked_in_order(tmp_path):
    queries, pool = tmp_path / "queries.csv", tmp_path / "pool.csv"
    queries.write_text("Kim Chol-su\nPark Young-hee\n" * 1500, encoding="utf-8")
    pool.write_text("김철수\n박영희\nJohn Smith\n", encoding="utf-8")
    ranked = list(rank_files(queries, pool, 1))
    assert len(ranked) == 3000
    assert {r.candidates[0][0] for r in ranked[::2]} == {"김철수"}
    assert {r.candidates[0][0] for r in ranked[1::2]} == {"박영희"}
