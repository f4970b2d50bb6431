"""Tables become accounts and assertions that rest on their cells; unknown terms become questions."""

import json

import pytest
from click.testing import CliRunner

from doltap import store
from doltap.cli import doltap
from doltap.errors import InputNotRead, RefusedByConsent, WrongUsage
from doltap.model import DateValue, PlaceValue, ReleaseClass, SafetyClass, TermValue, Use
from doltap.operations.archive import create, open_archive
from doltap.operations.importing import ImportRequest, import_sheet, propose_mapping, read_rows
from doltap.operations.mapping import from_json, propose, read_mapping, to_json, to_toml
from doltap.operations.receipts import Receipt

OFFICE = Receipt(release=ReleaseClass.OFFICE, consent=frozenset({Use.CODE}))
TABLE = """번호,이름,출생연도,성별,사건유형,사건일,장소,출처,비고
1,홍길동,1970년 봄,남,체포,1998년 겨울,회령,시험 기관,메모
2,성춘향,1985,여,없는유형,2003-05,온성군,시험 기관,
"""


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "one two three four five six seven") as made:
        yield made


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def values(archive, prop):
    return [a.value for a in store.assertions(archive.testimony, property=prop)]


def test_each_row_is_an_account_and_each_assertion_rests_on_its_cell(archive, table):
    result = import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert (result.counts["rows"], result.counts["accounts"], result.counts["sources"]) == (2, 2, 1)
    for assertion in store.assertions(archive.testimony):
        passage = store.passages(archive.testimony, [assertion.passage])[assertion.passage]
        text = store.account_text(archive.testimony, assertion.account)
        assert text[passage.start : passage.end] == passage.words == assertion.value_text
        assert passage.locator.cell


def test_cells_are_understood_as_their_kind(archive, table):
    import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert {v.edtf for v in values(archive, "date") if isinstance(v, DateValue)} == {"1998-24", "2003-05"}
    assert TermValue("sex", "male") in values(archive, "sex")
    assert all(isinstance(v, PlaceValue) and v.ids for v in values(archive, "place"))


def test_an_unknown_term_becomes_a_question_and_never_a_term(archive, table):
    result = import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert result.counts["questions"] == 1
    assert [q.text for q in store.questions(archive.testimony)] == ["없는유형"]
    assert [v.term for v in values(archive, "kind")] == ["arrest"]


def test_a_second_run_takes_in_only_what_is_new(archive, table):
    import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    table.write_text(TABLE + "3,이몽룡,1983,남,체포,1999,청진,시험 기관,\n", encoding="utf-8")
    again = import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert (again.counts["already_here"], again.counts["accounts"]) == (2, 1)


def test_the_mapping_is_saved_and_used_again(archive, table, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "cases"\ncolumns."이름" = { property = "alias", kind = "name" }\n', encoding="utf-8")
    import_sheet(archive, ImportRequest(table, mine, OFFICE))
    assert len(values(archive, "alias")) == 2
    table.write_text(TABLE.replace("홍길동", "임꺽정"), encoding="utf-8")
    import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert len(values(archive, "alias")) == 3
    assert values(archive, "name") == []


def test_an_operational_cell_is_held_back(archive, tmp_path):
    path = tmp_path / "ops.csv"
    path.write_text("이름,직업\n홍길동,브로커에게 돈을 주고 밤에 경비병을 피해 강을 건넜다\n", encoding="utf-8")
    import_sheet(archive, ImportRequest(path, receipt=OFFICE))
    held = [a for a in store.assertions(archive.testimony, include_operational=True) if a.property == "occupation"]
    assert all(SafetyClass.OPERATIONAL in a.safety for a in held)
    assert values(archive, "occupation") == []


def test_uwazi_headings_are_understood():
    mapping = propose(["id", "title__en", "Date of birth__en", "Place__ko"], "uwazi")
    assert mapping.part("key") == "id"
    assert [c.property for c in mapping.columns] == ["", "name", "birth_date", "place"]


def test_a_proposed_mapping_survives_its_own_file(table, tmp_path):
    proposed = propose_mapping(table)
    saved = tmp_path / "map.toml"
    saved.write_text(to_toml(proposed), encoding="utf-8")
    assert read_mapping(saved) == proposed
    assert from_json(json.loads(json.dumps(to_json(proposed))), "x") == proposed


@pytest.mark.parametrize(
    ("content", "code"),
    [("columns = 3", "mapping_without_columns"), ('columns.a = { kind = "x" }', "mapping_column_wrong"),
     ("columns.a = 1", "mapping_column_wrong")],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_by_name(tmp_path, content, code):
    path = tmp_path / "m.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongUsage) as caught:
        read_mapping(path)
    assert caught.value.code == code


def test_a_mapping_for_another_table_is_refused(archive, table, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text('columns."없는 열" = { property = "name", kind = "name" }\n', encoding="utf-8")
    with pytest.raises(WrongUsage, match="mapping_column_missing"):
        import_sheet(archive, ImportRequest(table, other, OFFICE))


def test_an_empty_table_is_told_as_such(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("이름,출생\n", encoding="utf-8")
    with pytest.raises(InputNotRead, match="no_rows"):
        read_rows(path)


def test_rows_of_unknown_release_stay_sealed(archive, table):
    import_sheet(archive, ImportRequest(table))
    assert {a.release_class for a in store.accounts(archive.testimony)} == {ReleaseClass.SEALED}


def test_public_rows_need_a_source_and_no_teller(archive, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("이름,진술인\n홍길동,가명1\n", encoding="utf-8")
    with pytest.raises(RefusedByConsent):
        import_sheet(archive, ImportRequest(path, receipt=Receipt(source="x", release=ReleaseClass.PUBLIC)))


def test_a_day_that_is_none_is_asked_about(archive, tmp_path):
    path = tmp_path / "days.csv"
    path.write_text("이름,생년월일\n홍길동,1975-02-31\n성춘향,모름\n", encoding="utf-8")
    result = import_sheet(archive, ImportRequest(path, receipt=OFFICE))
    assert result.counts["questions"] == 1
    assert [q.text for q in store.questions(archive.testimony)] == ["1975-02-31"]
    assert len(values(archive, "birth_date")) == 1


HEADED = [
    (
        "arrived",
        [
            "입국일",
            "입국 연도",
            "입국연도",
            "입국 시기",
            "한국 입국일",
            "Arrival date",
            "arrival_date",
            "Date of arrival",
        ],
    ),
    (
        "departed",
        ["탈북일", "탈북 연도", "출국", "출국 일자", "출국연도", "Departure date", "Year of departure", "left"],
    ),
    (
        "birth_date",
        ["생년월일", "생년", "출생 연도", "출생일", "생일", "Date of birth", "DOB", "Birth year", "Birthday"],
    ),
    ("birth_place", ["출생지", "고향", "Place of birth", "Birth place"]),
]


@pytest.mark.parametrize(("prop", "heading"), [(p, h) for p, headings in HEADED for h in headings])
def test_a_heading_of_ones_life_is_a_date_or_place_of_the_person(prop, heading):
    (column,) = propose([heading], "t").columns
    assert (column.about, column.property) == ("person", prop)
    assert column.kind == ("place" if prop == "birth_place" else "date")


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("동의 기한", "until"),
        ("Consent until", "until"),
        ("동의", "consent"),
        ("공개 등급", "release"),
        ("가명", "teller"),
    ],
)
def test_a_heading_of_the_receipt_is_a_part_of_the_row(heading, part):
    (column,) = propose([heading], "t").columns
    assert column.is_ == part


@pytest.mark.parametrize(
    ("heading", "cell", "prop", "edtf"),
    [
        ("입국일", "2003-05-12", "arrived", "2003-05-12"),
        ("입국일", "2003.5.12", "arrived", "2003-05-12"),
        ("입국 연도", "2003", "arrived", "2003"),
        ("입국 연도", "2003년", "arrived", "2003"),
        ("Arrival date", "12 May 2003", "arrived", "2003-05-12"),
        ("탈북일", "1998년 3월", "departed", "1998-03"),
        ("출국", "1998년 겨울", "departed", "1998-24"),
        ("생년월일", "1970년 4월 5일", "birth_date", "1970-04-05"),
        ("생년월일", "1970-04-05", "birth_date", "1970-04-05"),
    ],
)
def test_dates_of_a_life_are_understood(archive, tmp_path, heading, cell, prop, edtf):
    table = tmp_path / "life.csv"
    table.write_text(f"이름,{heading}\n홍길동,{cell}\n", encoding="utf-8")
    import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert [v.edtf for v in values(archive, prop)] == [edtf]


@pytest.mark.parametrize("cell", ["1970-02-30", "1970-13-01", "1970년 14월 3일", "99999"])
@pytest.mark.parametrize("heading", ["생년월일", "입국일"])
def test_digits_that_are_no_day_are_asked_about(archive, tmp_path, heading, cell):
    table = tmp_path / "life.csv"
    table.write_text(f"이름,{heading}\n홍길동,{cell}\n", encoding="utf-8")
    result = import_sheet(archive, ImportRequest(table, receipt=OFFICE))
    assert [q.text for q in store.questions(archive.testimony)] == [cell]
    assert (values(archive, "birth_date"), values(archive, "arrived"), result.counts["questions"]) == ([], [], 1)


def test_what_was_given_for_all_holds_for_rows_that_say_nothing(archive, tmp_path):
    table = tmp_path / "life.csv"
    table.write_text("이름,진술인,동의,동의 기한\n가,,,\n나,한강 2,quote_words,2031-01-02\n", encoding="utf-8")
    given = Receipt("", "한강 1", ReleaseClass.OFFICE, frozenset({Use.CODE}), "2030-12-31", said=True)
    import_sheet(archive, ImportRequest(table, receipt=given))
    db = archive.testimony
    names = {t.id: t.pseudonym for t in store.tellers(db)}
    told = {
        names[a.teller]: (a.release_class, store.consent(db, a.id).uses, store.consent(db, a.id).until)
        for a in store.accounts(db)
    }
    assert told == {
        "한강 1": (ReleaseClass.OFFICE, frozenset({Use.CODE}), "2030-12-31"),
        "한강 2": (ReleaseClass.OFFICE, frozenset({Use.QUOTE_WORDS}), "2031-01-02"),
    }


def test_the_command_line_gives_teller_release_consent_and_its_end(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    secret = "one two three four five six seven"
    table = tmp_path / "life.csv"
    table.write_text("이름,입국일\n홍길동,2003\n", encoding="utf-8")
    with create(tmp_path / "a", secret):
        pass
    said = ["--teller", "한강 1", "--release", "office", "--consent", "code,statistics", "--until", "2030-12-31"]
    given = ["import", str(table), *said, "--archive", str(tmp_path / "a"), "--json"]
    result = CliRunner(env={"DOLTAP_PASSPHRASE": secret}).invoke(doltap, given, standalone_mode=False)
    assert result.exception is None
    with open_archive(tmp_path / "a", secret) as archive:
        (account,) = store.accounts(archive.testimony)
        consent = store.consent(archive.testimony, account.id)
        assert [t.pseudonym for t in store.tellers(archive.testimony)] == ["한강 1"]
    assert (account.release_class, consent.uses, consent.until) == (
        ReleaseClass.OFFICE, frozenset({Use.CODE, Use.STATISTICS}), "2030-12-31",
    )  # fmt: skip
