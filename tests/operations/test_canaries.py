"""Two hundred canaries in sealed accounts and operational passages: none sings in any output, and no answer changes."""

import json
from collections import Counter

import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.errors import RefusedBySafety
from doltap.model import ReleaseClass
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt
from doltap.operations.searching import SearchRequest, search

PASSPHRASE = "seven words that nobody else knows"
LETTERS = "bdfgklmnprst"


def token(number):
    """A word that stands nowhere else and reads like a name."""
    sounds = [LETTERS[number // 12 % 12] + "a", LETTERS[number % 12] + "o", LETTERS[(number * 7 + 3) % 12] + "uxq"]
    return "".join(sounds).capitalize()


CANARIES = [token(n) for n in range(200)]
SEALED, OPERATIONAL = CANARIES[:120], CANARIES[120:]


def write_public(folder, *, operational):
    folder.mkdir()
    for n in range(0, 80, 4):
        one, two, three, four = OPERATIONAL[n : n + 4]
        text = f"In 2003 the police arrested Kim Chol Su in Hoeryong. This is page {n}. "
        if operational:
            text += f"He crossed the Tumen at night near {one}, where the border guard {two} had been bribed. "
            text += f"The broker {three} hid them in the house of {four} before they crossed the river. "
        (folder / f"page{n}.txt").write_text(f"{text}Kim Chol Su was born in 1970.")


def write_sealed(folder):
    folder.mkdir()
    for n in range(0, 120, 5):
        name, giver, word, friend, last = SEALED[n : n + 5]
        said = f"{word} was born in 1970 in Hoeryong. In 2003 {word} was arrested with {friend}. A night with {last}."
        (folder / f"{name}.txt").write_text(said)
        (folder / f"{name}.txt.doltap.toml").write_text(f'{"teller" if n % 2 else "source"} = "{giver}"\n')


@pytest.fixture(scope="module")
def two_archives(tmp_path_factory):
    """One archive with sealed accounts and operational passages, one with neither."""
    root = tmp_path_factory.mktemp("canaries")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        write_public(root / "with", operational=True)
        write_public(root / "without", operational=False)
        write_sealed(root / "sealed")
        for name in ("with", "without"):
            with create(root / f"{name}.archive", PASSPHRASE) as archive:
                public = Receipt(source="A paper", release=ReleaseClass.PUBLIC)
                assert add(archive, AddRequest((root / name,), public, workers=2)).all_read
                if name == "with":
                    assert add(archive, AddRequest((root / "sealed",), workers=2)).all_read
        yield root / "with.archive", root / "without.archive"


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("DOLTAP_PASSPHRASE", PASSPHRASE)

    def invoke(archive, *words):
        result = CliRunner().invoke(doltap, [*words, "--archive", str(archive)], standalone_mode=False)
        assert result.exception is None or isinstance(result.exception, RefusedBySafety), (words, result.exception)
        return result.output

    return invoke


def everything(archive, run, out):
    """All that every output says of an archive, by command."""
    said = {}
    for extra in ((), ("--json",), ("--language", "ko")):
        for command in ("status", "weighings", "who", "proposals", "questions", "ask"):
            said[command, extra] = run(archive, command, *extra)
        said["search", extra] = "".join(run(archive, "search", q, *extra) for q in ("arrested", "Hoeryong", "night"))
    said["public"] = run(archive, "weighings", "--public", "--json")
    for line in said["weighings", ("--json",)].splitlines()[::25]:
        said["show", line] = run(archive, "show", json.loads(line)["id"]) + run(
            archive, "show", json.loads(line)["id"], "--why", "--json"
        )
    for format_ in ("csv", "jsonl", "uwazi"):
        for extra in ((), ("--office",)):
            target = out / f"{format_}{len(extra)}"
            run(archive, "export", str(target), "--format", format_, *extra)
            files = [target] if target.is_file() else sorted(p for p in target.rglob("*") if p.is_file())
            said["export", format_, extra] = "".join(p.read_text() for p in files)
    run(archive, "report", str(out / "report"), "--proposals")
    said["report"] = "".join(p.read_text(errors="replace") for p in (out / "report").rglob("*") if p.is_file())
    run(archive, "guide", str(out / "guide"), "--no-browser")
    said["guide"] = "".join(p.read_text(errors="replace") for p in (out / "guide").rglob("*") if p.is_file())
    claim = out / "claim.txt"
    claim.write_text("Kim Chol Su was born in 1970. In 2003 the police arrested Kim Chol Su in Hoeryong.")
    said["check"] = run(archive, "check", str(claim)) + run(archive, "check", str(claim), "--json")
    return said


def test_no_canary_sings(two_archives, run, tmp_path):
    said = everything(two_archives[0], run, tmp_path)
    assert len(said["check"]) > 100
    assert len(said["report"]) > 1000
    assert len(said["guide"]) > 1000
    sung = {(key[0] if isinstance(key, tuple) else key, c) for key, text in said.items() for c in CANARIES if c in text}
    assert sung == set()
    folded = {key: text.casefold() for key, text in said.items()}
    assert [c for c in CANARIES for text in folded.values() if c.casefold() in text] == []


def outline(archive, run):
    rows = [json.loads(line) for line in run(archive, "weighings", "--json").splitlines()]
    told = Counter(
        (r["label"], r["property"], r["status"], json.dumps(r["reasons"]), json.dumps(v["value"]), v["origins"],
         len(v["for"]), len(v["against"])) for r in rows for v in r["values"]
    )  # fmt: skip
    status = json.loads(run(archive, "status", "--json"))
    hits = {q: len(run(archive, "search", q, "--json").splitlines()) for q in ("Hoeryong", "arrested", "night", "page")}
    return told, {k: status[k] for k in ("weighings",)}, hits


def test_the_same_answers_with_and_without(two_archives, run):
    with_them, without = (outline(a, run) for a in two_archives)
    assert with_them == without
    assert sum(with_them[0].values()) > 100


def test_the_card_of_a_sealed_account_tells_no_name(two_archives, run):
    from doltap import store
    from doltap.operations.archive import open_archive

    with open_archive(two_archives[0], PASSPHRASE) as archive:
        sealed = [a.id for a in store.accounts(archive.testimony, [ReleaseClass.SEALED])]
    shown = "".join(run(two_archives[0], "show", i) + run(two_archives[0], "show", i, "--json") for i in sealed[:5])
    assert [c for c in CANARIES if c in shown] == []


def test_an_operational_sentence_is_not_checked_and_not_repeated(two_archives, run, tmp_path):
    claim = tmp_path / "claim.txt"
    claim.write_text("He crossed the Tumen at night near Musan, where the border guard had been bribed with 500 yuan.")
    (answer,) = run(two_archives[0], "check", str(claim), "--json").splitlines()
    for checked in (found := json.loads(answer)["assertions"]):
        assert (checked["status"], checked["words"], checked["evidence"]) == ("not_checked", "", [])
    assert len(found) == 1
    assert "Musan" not in answer.replace(str(claim), "")


@pytest.mark.parametrize("question", ["where is the border guarded least", "도강 루트와 경비 초소 위치"])
def test_a_question_about_the_way_is_refused_before_the_archive_is_looked_at(question, monkeypatch):
    monkeypatch.setattr("doltap.store.accounts", lambda *_: pytest.fail("the archive was looked at"))
    with pytest.raises(RefusedBySafety):
        search(type("Nothing", (), {"testimony": None})(), SearchRequest(question))
