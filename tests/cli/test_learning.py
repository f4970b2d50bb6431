"""ask, confirm, mean, relearn, show --why and weighings --without at the command line, in both languages."""

import json

import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.errors import WrongUsage
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import create

PASSPHRASE = "one two three four five six seven"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learning") / "archive"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(folder, PASSPHRASE) as archive:
            adopt(archive, AdoptRequest())
    return folder


def run(made, *words):
    """What a command prints, notes for people among it."""
    runner = CliRunner(env={"DOLTAP_PASSPHRASE": PASSPHRASE, "COLUMNS": "200"})
    found = runner.invoke(doltap, [*map(str, words), "--archive", str(made)], standalone_mode=False)
    if found.exception is not None:
        raise found.exception
    return found.output


def objects(made, *words):
    runner = CliRunner(env={"DOLTAP_PASSPHRASE": PASSPHRASE})
    found = runner.invoke(doltap, [*map(str, words), "--json", "--archive", str(made)], standalone_mode=False)
    if found.exception is not None:
        raise found.exception
    return [json.loads(line) for line in found.stdout.splitlines()]


def the(made, entity, prop):
    found = objects(made, "weighings", "--property", prop)
    return next(w for w in found if w["entity"] == entity)


@pytest.fixture
def returned(made):
    return the(made, "event.return_2023_10_09", "count")


def test_a_weighing_names_its_view_and_model_and_what_stands_behind_its_number(made, returned):
    assert (returned["view"], returned["calibration"]) == ("office", "not_calibrated")
    assert {v["probability"] for v in returned["values"]} == {None}
    assert objects(made, "weighings", "--public")[0]["view"] == "public"


def test_the_first_fields_of_a_weighing_are_as_they_were(returned):
    first = ["schema", "id", "entity", "entity_type", "label", "property", "values", "status", "reasons"]
    assert list(returned)[:9] == first
    assert all(list(v) == ["value", "probability", "origins", "for", "against"] for v in returned["values"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "any number from 500 to 600 fits both",
                "counted once",
                "What would change the answer",
                "not calibrated in this archive",
                "wionews.com",
                "from a document",
            ),
        ),
        (
            "ko",
            (
                "500부터 600까지",
                "한 번만 셉니다",
                "결론을 바꿀 수 있는 것",
                "보정되지 않음",
                "전환기정의워킹그룹",
                "문서",
            ),
        ),
    ],
)
def test_why_reads_as_a_short_list(made, returned, language, words):
    shown = run(made, "show", returned["id"], "--why", "--language", language)
    assert all(word in shown for word in words)
    assert len(shown.splitlines()) < 40


def test_why_for_scripts(made, returned):
    (found,) = objects(made, "show", returned["id"], "--why")
    assert set(found["why"]) == {"values", "would_change", "confirmed", "confirmed_facts", "readings"}
    tellings = [t for v in found["why"]["values"] for t in v["tellings"]]
    assert len(tellings) == 6
    fields = {"assertion", "who", "basis", "certainty", "words", "document", "origin", "copied", "party"}
    assert all(set(t) == fields for t in tellings)
    assert {t["basis"] for t in tellings} == {"document"}
    assert {m["code"] for m in found["why"]["would_change"]} >= {"weigh.not_calibrated", "weigh.change_document"}


def test_show_without_why_says_what_it_was_weighed_with(made, returned):
    assert "the office's view" in run(made, "show", returned["id"])
    assert "사무실 열람" in run(made, "show", returned["id"], "--language", "ko")


def test_opening_words_still_wants_a_reason(made):
    account = objects(made, "weighings")[0]["values"][0]["for"][0]
    with pytest.raises(WrongUsage):
        run(made, "show", account, "--open", "--why")


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("look in", "1. ", "doltap confirm")), ("ko", ("찾아볼 곳", "1. "))]
)
def test_ask_lists_numbered_values_and_where_to_look(made, language, words):
    shown = run(made, "ask", "--limit", "3", "--language", language)
    assert all(word in shown for word in words)


def test_ask_for_scripts(made):
    found = objects(made, "ask", "--limit", "7")
    assert len(found) == 7
    assert all(p.keys() == {"source", "document"} for w in found for p in w["look_in"])
    assert all(w["entity_type"] != "person" for w in found)


def test_confirm_and_undo(made, returned):
    (done,) = objects(made, "confirm", returned["id"], "--value", "500..600", "--document", "a register", "--by", "x")
    assert (done["value"]["min"], done["value"]["max"], done["view"]) == (500, 600, "office")
    assert the(made, "event.return_2023_10_09", "count")["status"] == "corroborated"
    assert "되돌렸습니다" in run(made, "confirm", returned["id"], "--undo", "--language", "ko")
    assert the(made, "event.return_2023_10_09", "count")["status"] == "tellers_differ"


def test_confirm_by_the_number_of_a_shown_value(made):
    camp = the(made, "K18", "status")
    (done,) = objects(made, "confirm", camp["id"], "--choice", "2", "--document", "x")
    assert done["value"] == camp["values"][1]["value"]
    run(made, "confirm", camp["id"], "--undo")


def test_confirm_without_a_document_is_a_mistake(made, returned):
    with pytest.raises(WrongUsage, match="confirming_needs_a_document"):
        run(made, "confirm", returned["id"], "--choice", "1")


def test_relearn_names_the_model_and_what_it_learned_from(made):
    (first,) = objects(made, "relearn", "--public")
    assert (first["model"], first["new"], first["view"]) == (1, True, "public")
    assert set(first) == {"schema", "model", "new", "view", "assertions", "confirmed", "methods", "changes", "moved"}
    assert "Model 1 stands" in run(made, "relearn", "--public", "--language", "en")
    assert "모델 1을 그대로" in run(made, "relearn", "--public", "--language", "ko")
    assert {w["model"] for w in objects(made, "weighings", "--public")} == {1}


def test_relearn_shows_its_table_to_people(made):
    shown = run(made, "relearn", "--language", "ko")
    assert "출처별로 맞는 정도" in shown or "그대로" in shown


def test_mean_needs_a_source_or_undo(made):
    with pytest.raises(Exception, match=r".*"):
        run(made, "mean", "count")
    with pytest.raises(WrongUsage, match="no_reading_of_this_source"):
        run(made, "mean", "count", "mou")
    (undone,) = objects(made, "mean", "count", "--undo")
    assert undone["source"] == ""


def test_weighings_without_a_source(made, returned):
    less = objects(made, "weighings", "--property", "count", "--without", "tjwg")
    left = next(w for w in less if w["id"] == returned["id"])
    assert (left["status"], len(left["values"])) == ("one_teller", 1)
    korean = objects(made, "weighings", "--property", "count", "--without", "전환기정의워킹그룹")
    assert [w["status"] for w in korean] == [w["status"] for w in less]


def test_weighings_without_a_grade(made):
    assert objects(made, "weighings", "--without-grade", "F") == []


def test_pack_conflicts_needs_no_archive():
    found = CliRunner().invoke(doltap, ["pack", "conflicts", "--json"], standalone_mode=False)
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert all(set(r) == {"schema", "about", "property", "values", "remarks"} for r in rows)
    assert any("500 to 600 fits both" in remark for r in rows for remark in r["remarks"])
    korean = CliRunner(env={"COLUMNS": "200"}).invoke(
        doltap, ["pack", "conflicts", "--language", "ko"], standalone_mode=False
    )
    assert "덧붙일 말" in korean.output
