"""A list against the archive: a card first, two keys above fifty rows, opaque pairs, an opened pair is logged."""

import csv
import json
from datetime import date

import pytest

from doltap import store
from doltap.errors import InputNotRead, WrongPassphrase, WrongUsage
from doltap.model import ReleaseClass, Use
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.linking import ALONE, LinkRequest, OpenRequest, link_list, open_pair
from doltap.operations.receipts import Receipt

PASSPHRASE = "one two three four five six seven"
ENGLISH = "Ri Kwang Myong was born in Chongjin in 1965. Pak Yong Ae was born in Hoeryong in 1971."
ROWS = [("리광명", "1965", "청진"), ("Kim Chol", "1980", ""), ("박영애", "1953", "")]
DAY = date(2026, 6, 1)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", PASSPHRASE) as made:
        yield made


@pytest.fixture
def told(archive, tmp_path):
    tell(archive, tmp_path, "T1", ENGLISH)
    return archive


def tell(archive, tmp_path, teller, text, release=ReleaseClass.OFFICE):
    file = tmp_path / f"{teller}.txt"
    file.write_text(text, encoding="utf-8")
    add(archive, AddRequest((file,), Receipt(teller=teller, release=release, consent=frozenset({Use.CODE})), workers=1))


def listed(tmp_path, rows=ROWS, name="list", headings=("name", "birthday", "birthplace")):
    path = tmp_path / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def request(path, **said):
    card = {"source": "Office B", "purpose": "find kin", "until": "2027-01-01"}
    return LinkRequest(path, "me", today=DAY, **{**card, **said})


def log_of(archive):
    return [json.loads(entry[1]) for entry in store.log_entries(archive.testimony)]


def test_a_pair_needs_a_name_and_a_second_thing(told, tmp_path):
    found = link_list(told, request(listed(tmp_path)))
    assert (found.rows, found.named, len(found.pairs)) == (3, 3, 1)
    assert found.columns == (("name", "name"), ("birthday", "birth_date"), ("birthplace", "birth_place"))


def test_a_name_alone_pairs_nobody(told, tmp_path):
    only_names = listed(tmp_path, [("리광명",), ("박영애",)], headings=("name",))
    assert link_list(told, request(only_names)).pairs == ()


def test_what_comes_back_is_opaque(told, tmp_path):
    found = link_list(told, request(listed(tmp_path)))
    assert not any(word in repr(found.pairs) for word in ("리광명", "Kwang", "1965", "T1"))


def test_no_row_of_the_list_is_kept(told, tmp_path):
    link_list(told, request(listed(tmp_path, [*ROWS, ("홍길순", "1990", "")])))
    for table in ("lists", "list_pairs"):
        kept = repr(list(told.testimony.rows(f"SELECT * FROM {table}")))
        assert not any(word in kept for word in ("리광명", "홍길순", "1990"))


@pytest.mark.parametrize("missing", ["source", "purpose", "until"])
def test_the_card_is_asked_for(told, tmp_path, missing):
    with pytest.raises(WrongUsage) as refused:
        link_list(told, request(listed(tmp_path), **{missing: " "}))
    assert (refused.value.code, refused.value.params["missing"]) == ("list_card_missing", missing)


@pytest.mark.parametrize("until", ["2026-05-31", "soon", "2026-6-1", "20270101"])
def test_until_is_a_day_to_come(told, tmp_path, until):
    with pytest.raises(WrongUsage) as refused:
        link_list(told, request(listed(tmp_path), until=until))
    assert refused.value.code == "list_until_past"


def test_the_card_and_the_columns_are_saved_and_only_what_is_new_is_new(told, tmp_path):
    path = listed(tmp_path, headings=("who", "b", "p"))
    first = link_list(told, request(path, columns="who:name, b:birth_date"))
    assert [p.new for p in first.pairs] == [True]
    tell(told, tmp_path, "T2", "Pak Yong Ae was born in Hyesan in 1953.")
    again = link_list(told, LinkRequest(path, "me", today=DAY))
    assert again.list == first.list
    assert again.columns == (("who", "name"), ("b", "birth_date"))
    assert sorted(p.new for p in again.pairs) == [False, True]
    assert {p.id for p in first.pairs} < {p.id for p in again.pairs}


def test_above_fifty_rows_a_second_person_types_the_passphrase(told, tmp_path):
    path = listed(tmp_path, [*ROWS, *[("Kim Chol", str(1900 + n), "") for n in range(ALONE)]])
    for second in ("", " ME "):
        with pytest.raises(WrongUsage) as refused:
            link_list(told, request(path, second=second, second_passphrase=PASSPHRASE))
        assert refused.value.code == "second_person_needed"
    with pytest.raises(WrongPassphrase):
        link_list(told, request(path, second="you", second_passphrase="guess"))
    assert len(link_list(told, request(path, second="you", second_passphrase=PASSPHRASE)).pairs) == 1
    assert [c.second for c in store.lists(told.testimony)] == ["you"]


def test_fifty_rows_need_one_person(told, tmp_path):
    path = listed(tmp_path, [("Kim Chol", str(1900 + n), "") for n in range(ALONE)])
    assert link_list(told, request(path)).rows == ALONE


@pytest.mark.parametrize(
    ("columns", "code"),
    [("nobody:name", "no_such_heading"), ("name:phone", "no_such_kind"), ("birthday:birth_date", "list_without_names")],
)
def test_columns_that_cannot_be_are_named(told, tmp_path, columns, code):
    with pytest.raises(WrongUsage) as refused:
        link_list(told, request(listed(tmp_path), columns=columns))
    assert refused.value.code == code


def test_a_sealed_account_is_matched_with_nothing(archive, tmp_path):
    tell(archive, tmp_path, "T1", ENGLISH, ReleaseClass.SEALED)
    assert link_list(archive, request(listed(tmp_path))).pairs == ()


def test_a_file_that_is_no_table_is_not_read(told, tmp_path):
    with pytest.raises(InputNotRead):
        link_list(told, request(tmp_path / "absent.csv"))


# --- opening a pair --------------------------------------------------------------------------------------------------


def opening(path, pair, why="kin asked for him", today=DAY):
    return OpenRequest(path, pair, "me", why, today=today)


def test_an_opened_pair_stands_side_by_side_and_is_logged(told, tmp_path):
    path = listed(tmp_path)
    (pair,) = link_list(told, request(path)).pairs
    found = open_pair(told, opening(path, pair.id[:8]))
    assert dict(found.row)["name"] == "리광명"
    assert found.person.names == ("Ri Kwang Myong",)
    assert found.teller == "T1"
    assert "resolve.name_agrees" in {r.code for r in found.reasons}
    last = log_of(told)[-1]
    assert (last["kind"], last["pair"]) == ("open_pair", pair.id)
    assert "리광명" not in repr(last)
    kept = told.testimony.rows("SELECT value FROM settings WHERE name LIKE ?", (f"opened.{pair.id}.%",))
    assert [json.loads(value) for (value,) in kept] == [{"by": "me", "why": "kin asked for him"}]


def test_opening_needs_a_reason(told, tmp_path):
    path = listed(tmp_path)
    (pair,) = link_list(told, request(path)).pairs
    before = len(log_of(told))
    with pytest.raises(WrongUsage) as refused:
        open_pair(told, opening(path, pair.id, why="  "))
    assert refused.value.code == "pair_reason_needed"
    assert len(log_of(told)) == before


def test_once_its_time_is_over_nothing_is_opened_and_the_pairs_are_forgotten(told, tmp_path):
    path = listed(tmp_path)
    first = link_list(told, request(path, until="2026-06-02"))
    with pytest.raises(WrongUsage) as refused:
        open_pair(told, opening(path, first.pairs[0].id, today=date(2026, 6, 3)))
    assert refused.value.code == "list_until_past"
    link_list(told, request(listed(tmp_path, name="other"), until="2099-01-01"))
    assert store.list_pairs(told.testimony, first.list) == ()


def test_a_row_that_is_gone_opens_nothing(told, tmp_path):
    path = listed(tmp_path)
    (pair,) = link_list(told, request(path)).pairs
    listed(tmp_path, ROWS[1:])
    with pytest.raises(WrongUsage) as refused:
        open_pair(told, opening(path, pair.id))
    assert refused.value.code == "list_row_gone"


def test_a_pair_that_is_not_there_is_said_so(told, tmp_path):
    path = listed(tmp_path)
    link_list(told, request(path))
    with pytest.raises(WrongUsage) as refused:
        open_pair(told, opening(path, "f" * 32))
    assert refused.value.code == "nothing_with_this_id"
