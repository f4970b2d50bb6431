"""Search finds places with and without what Korean puts behind them, and words in either spelling."""

import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.model import ReleaseClass
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt
from doltap.operations.searching import SearchRequest, places_of, search, widened
from doltap.packs import DEFAULT

SECRET = "one two three four five six seven"
LINES = {
    "city": "저는 회령시에 살았습니다.",
    "bare": "어머니는 회령에서 일하셨습니다.",
    "county": "온성 사람이 많았습니다.",
    "north": "로동신문을 읽었습니다.",
    "south": "노동자들이 모였습니다.",
    "rice": "쌀이 없었습니다.",
    "people": "인민반 회의가 있었습니다.",
    "leader": "김정일의 초상화가 있었습니다.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    for name, text in LINES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(folder / "archive", SECRET) as made:
            files = tuple(folder.glob("*.txt"))
            add(made, AddRequest(files, Receipt(source="A paper", release=ReleaseClass.PUBLIC), workers=1))
            yield made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("회령에서", {"city", "bare"}),
        ("회령시", {"city", "bare"}),
        ("회령시에서", {"city", "bare"}),
        ("회령을", {"city", "bare"}),
        ("회령", {"city", "bare"}),
        ("온성군", {"county"}),
        ("온성군에서", {"county"}),
        ("로동", {"north", "south"}),
        ("노동", {"north", "south"}),
        ("로동자", {"south"}),
        ("쌀", {"rice"}),
        ("인민군", set()),
        ("김정은", set()),
        ("회령시 일하", {"bare"}),
    ],
)
def test_a_word_is_found_in_every_form(archive, query, found):
    names = {hit.account.rpartition("/")[2].removesuffix(".txt") for hit in search(archive, SearchRequest(query))}
    assert names == found


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("회령시", "회령"),
        ("청진시의 쌀", "청진 쌀"),
        ("인민군", "인민군"),
        ("북한군", "북한군"),
        ("전거리", "전거리"),
        ("Hoeryong city", "Hoeryong city"),
        ("", ""),
    ],
)
def test_only_places_of_the_pack_lose_what_stands_behind_them(query, wider):
    assert widened(query, places_of(DEFAULT)) == wider


@pytest.mark.parametrize("given", ["environment", "file", "json"])
def test_no_passphrase_is_offered_to_somebody_who_has_one(tmp_path, monkeypatch, given):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    env = {"DOLTAP_PASSPHRASE": None if given == "file" else SECRET}
    words = ["--passphrase-file", str(secret)] if given == "file" else ["--json"] if given == "json" else []
    result = CliRunner(env=env).invoke(doltap, ["init", str(tmp_path / "a"), *words])
    assert result.exit_code == 0
    assert "passphrase" not in result.output.lower().replace(str(tmp_path), "")


def test_a_passphrase_is_offered_to_somebody_without_one(tmp_path, monkeypatch):
    monkeypatch.delenv("DOLTAP_PASSPHRASE", raising=False)
    result = CliRunner().invoke(doltap, ["init", str(tmp_path / "a"), "--language", "en"])
    assert "passphrase" in result.output.lower()
