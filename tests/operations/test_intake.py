"""Taking in: every input accounted for once, whatever it is; interrupted work goes on; nothing acknowledged is lost."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

import pytest

from doltap import store
from doltap.errors import Cancelled, WrongUsage
from doltap.model import ReleaseClass, SafetyClass, Use
from doltap.operations.archive import create, open_archive
from doltap.operations.givers import Here
from doltap.operations.inputs import files_under, shown
from doltap.operations.intake import AddRequest, add
from doltap.operations.keeping import VerifyRequest, verify
from doltap.operations.reading import WORK
from doltap.operations.receipts import Receipt, from_words
from doltap.readers import sandbox

PASSPHRASE = "seven words that nobody else knows"
TEXT = (
    "I was born in 1970 in Hoeryong. The weather was warm that year. You can call me at 010-1234-5678. "
    "We crossed the river at night near Musan, where the guard had been paid 500 yuan."
)


@pytest.fixture(scope="module")
def workers():
    """One pool of real, sandboxed workers for all tests of this file: starting one takes seconds."""
    with sandbox.Pool(WORK, 2) as pool:
        yield pool


@pytest.fixture(autouse=True)
def one_pool(workers, monkeypatch):
    monkeypatch.setattr("doltap.operations.intake.sandbox.Pool", lambda *_: nullcontext(workers))


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", PASSPHRASE) as made:
        yield made


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def taken(archive, *paths, **receipt):
    return add(archive, AddRequest(tuple(paths), Receipt(**receipt), workers=2))


def accounts(archive):
    return list(store.accounts(archive.testimony))


def test_without_a_word_an_account_is_sealed_with_consent_unknown(archive, folder):
    (folder / "a.txt").write_text(TEXT)
    taken(archive, folder)
    (one,) = accounts(archive)
    assert one.release_class is ReleaseClass.SEALED
    assert not store.consent(archive.testimony, one.id).known


def test_every_sentence_becomes_a_passage_with_its_classes(archive, folder):
    (folder / "a.txt").write_text(TEXT)
    taken(archive, folder)
    passages = list(store.passages_of(archive.testimony, include_operational=True))
    assert " ".join(p.words for p in passages) == TEXT
    classes = {p.words.split()[0]: p.safety for p in passages}
    assert classes["The"] == frozenset()
    assert SafetyClass.IDENTIFIER in classes["You"]
    assert SafetyClass.OPERATIONAL in classes["We"]
    assert len(list(store.passages_of(archive.testimony))) == 3


def test_identifiers_go_to_the_vault(archive, folder):
    (folder / "a.txt").write_text(TEXT)
    taken(archive, folder, teller="T-1")
    (one,) = accounts(archive)
    (found,) = store.identities(archive.identities, account=one.id)
    assert (found.kind, found.value, found.teller) == ("phone", "010-1234-5678", one.teller)
    assert TEXT[found.start : found.end] == found.value


def test_the_same_bytes_of_one_giver_are_a_duplicate_and_of_another_an_account_of_its_own(archive, folder):
    for name in ("a.txt", "b.txt", "sub/a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT)
    first = taken(archive, folder, teller="T-1")
    assert sorted(i.outcome for i in first.items) == ["duplicate", "duplicate", "ok"]
    kept = next(i.account for i in first.items if i.outcome == "ok")
    assert {i.duplicate_of for i in first.items if i.outcome == "duplicate"} == {kept}
    second = taken(archive, folder / "a.txt", teller="T-2", consent=frozenset({Use.CODE}))
    assert [i.outcome for i in second.items] == ["ok"]
    assert store.consent(archive.testimony, second.items[0].account).known
    assert not store.consent(archive.testimony, kept).known
    assert len(list(store.originals(archive.testimony))) == 1


def test_asked_again_everything_is_already_here(archive, folder):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT)
    with zipfile.ZipFile(folder / "c.zip", "w") as packed:
        packed.writestr("inside.txt", "He died in 1999.")
        packed.writestr("a.txt", TEXT)
    first = taken(archive, folder)
    before = accounts(archive)
    second = taken(archive, folder)
    assert (len(second.items), second.already_here) == (0, len(first.items))
    assert accounts(archive) == before


def test_near_copies_are_linked(archive, folder):
    story = "".join(f"In the year {1990 + n} we lived in house number {n * 31} by the mill. " for n in range(20))
    (folder / "a.txt").write_text(story)
    (folder / "b.txt").write_text("Taken from another paper: " + story)
    assert taken(archive, folder).near_duplicates == 1
    (pair,) = store.near_duplicates(archive.testimony)
    assert pair.similarity > 0.9


def test_consent_given_later_reaches_the_account_that_is_here(archive, folder):
    (folder / "a.txt").write_text(TEXT)
    taken(archive, folder, teller="T-1")
    taken(archive, folder, teller="T-1", consent=frozenset({Use.CODE}), release=ReleaseClass.OFFICE)
    (one,) = accounts(archive)
    assert one.release_class is ReleaseClass.OFFICE
    assert store.consent(archive.testimony, one.id).uses == {Use.CODE}
    taken(archive, folder, teller="T-1", consent=frozenset())
    assert store.consent(archive.testimony, one.id).uses == frozenset()
    assert verify(archive, VerifyRequest()).problems == ()


def test_receipts_come_from_flag_sidecar_and_table(archive, folder, tmp_path):
    for name in ("flag.txt", "side.txt", "row.txt"):
        (folder / name).write_text(f"{name}: {TEXT}")
    (folder / "side.txt.doltap.toml").write_text('teller = "T-side"\nrelease = "office"\nconsent = ["code", "un"]\n')
    table = tmp_path / "receipts.csv"
    table.write_text("file,source,teller,release,consent,until\nrow.txt,,T-row,office,code,2030-01-01\n")
    add(archive, AddRequest((folder,), Receipt(teller="T-flag"), table))
    names = {t.id: t.pseudonym for t in store.tellers(archive.testimony)}
    assert {a.name: names[a.teller] for a in accounts(archive)} == {
        "flag.txt": "T-flag", "side.txt": "T-side", "row.txt": "T-row",
    }  # fmt: skip
    agreed = {a.name: store.consent(archive.testimony, a.id) for a in accounts(archive)}
    assert agreed["side.txt"].uses == {Use.CODE, Use.UN}
    assert (agreed["row.txt"].until, agreed["flag.txt"].known) == ("2030-01-01", False)


def test_public_needs_a_source_and_the_rest_goes_on(archive, folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("Published on a page in 2019.")
    (folder / "b.txt.doltap.toml").write_text('source = "A page"\nrelease = "public"\n')
    found = {Path(i.file).name: i for i in taken(archive, folder, release=ReleaseClass.PUBLIC, teller="T").items}
    assert (found["a.txt"].outcome, found["a.txt"].reason) == ("not_taken", "public_needs_source")
    assert found["b.txt"].outcome == "ok"


@pytest.mark.parametrize("until", ["next year", "2026-02-31", "20270101"])
def test_a_day_that_is_none_is_refused(until):
    with pytest.raises(WrongUsage, match="until_not_a_date"):
        from_words({"consent": "code", "until": until}, "flag")


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(archive, folder, tmp_path):
    (folder / "good.txt").write_text(TEXT)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "empty.txt").touch()
    (folder / "loop").symlink_to(folder)
    (folder / "dead").symlink_to(folder / "dead")
    (tmp_path / "mine.txt").write_text("not handed over")
    (folder / "fetch.txt").symlink_to(tmp_path / "mine.txt")
    with (folder / "huge.txt").open("wb") as sparse:
        sparse.truncate(2 << 30)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    result = taken(archive, folder, tmp_path / "missing.txt")
    told = {Path(i.file).name: (i.outcome, i.reason) for i in result.items}
    assert len(told) == len(result.items)
    assert told.pop("pipe", ("not_taken", "not_a_file")) == ("not_taken", "not_a_file")
    assert told == {
        "good.txt": ("ok", ""),
        "bad.pdf": ("damaged", "pdf_broken"),
        "empty.txt": ("empty", "no_bytes"),
        "loop": ("not_taken", "folder_is_a_link"),
        "dead": ("not_taken", "file_fault"),
        "fetch.txt": ("not_taken", "file_is_a_link"),
        "huge.txt": ("too_big", "file_too_big"),
        "missing.txt": ("not_taken", "file_missing"),
    }
    assert not result.all_read


def test_a_folder_that_cannot_be_looked_into_is_named(folder, monkeypatch):
    (folder / "closed").mkdir()
    (folder / "open.txt").touch()
    real = os.scandir

    def scandir(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr("doltap.operations.inputs.os.scandir", scandir)
    closed, opened = files_under([folder])
    assert (closed.fault.code, opened) == ("folder_unreadable", folder / "open.txt")


def test_a_file_without_permission_is_named(archive, folder, monkeypatch):
    (folder / "a.txt").write_text(TEXT)
    monkeypatch.setattr(Path, "read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(13, "no")))
    (item,) = taken(archive, folder).items
    assert (item.outcome, item.reason) == ("not_taken", "file_unreadable")


@pytest.mark.parametrize("name", ["a\nb.txt", "abc\u202etxt.exe", "가나다.txt", " .txt", "'; DROP TABLE.txt"])
def test_names_are_kept_whatever_they_are(archive, folder, name):
    (folder / name).write_text(TEXT)
    (item,) = taken(archive, folder).items
    assert item.outcome == "ok"
    assert accounts(archive)[0].name == name


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a file's name be no text")
def test_a_name_that_is_no_text_is_shown_as_what_it_is(archive, folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text(TEXT)
    (item,) = taken(archive, folder).items
    assert item.outcome == "ok"
    assert accounts(archive)[0].name == shown("\udcff.txt") == "�.txt"
    assert taken(archive, folder).already_here == 1


def test_an_answer_that_makes_no_sense_is_not_believed(archive, folder, monkeypatch):
    (folder / "a.txt").write_text(TEXT)

    class Forger:
        def map(self, items):
            for item in items:
                yield item, {"outcome": "ok", "reading": {"outcome": "ok", "text": "\ud800"}}

    monkeypatch.setattr("doltap.operations.intake.sandbox.Pool", lambda *_: nullcontext(Forger()))
    (item,) = taken(archive, folder).items
    assert (item.outcome, item.reason) == ("crashed", "bad_answer")


def test_stopped_and_asked_again_it_goes_on(archive, folder):
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"{TEXT} Part {n}.")
    steps = []

    def stop(step):
        steps.append(step)
        if len(steps) == 2:
            raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        add(archive, AddRequest((folder,), workers=2), progress=stop)
    assert len(accounts(archive)) == 2
    again = taken(archive, folder)
    assert (again.already_here, len(again.items)) == (2, 4)
    assert sorted(a.name for a in accounts(archive)) == [f"{n}.txt" for n in range(6)]


ADD = """
import sys
from pathlib import Path
from doltap.operations.archive import open_archive
from doltap.operations.intake import AddRequest, add
with open_archive(Path(sys.argv[1]), sys.argv[2]) as archive:
    add(archive, AddRequest((Path(sys.argv[3]),), workers=2), progress=lambda s: print(s.what, s.outcome, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_killed_in_the_middle_nothing_acknowledged_is_lost(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    create(tmp_path / "archive", PASSPHRASE).close()
    with zipfile.ZipFile(folder / "z.zip", "w") as packed:
        for n in range(12):
            packed.writestr(f"{n}.txt", f"{TEXT} Piece {n}. " * 20)
    for n in range(4):
        (folder / f"{n}.txt").write_text(f"{TEXT} Part {n}.")
    command = [sys.executable, "-c", ADD, str(tmp_path / "archive"), PASSPHRASE, str(folder)]
    acknowledged: set[str] = set()
    for kill_after in (3, 4):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            acknowledged.add(line.rsplit(" ", 1)[0])
            if len(acknowledged) >= kill_after * 2:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.2)
    with open_archive(tmp_path / "archive", PASSPHRASE) as archive:
        kept = {a.name for a in accounts(archive)}
        assert {Path(a).name.rpartition("!")[2] for a in acknowledged} <= kept
        taken(archive, folder)
        names = sorted(a.name for a in accounts(archive))
        assert names == sorted(["z.zip", *(f"{n}.txt" for n in range(4)), *(f"{n}.txt" for n in range(12))])
        assert verify(archive, VerifyRequest()).problems == ()


def test_what_another_process_took_in_meanwhile_is_not_taken_in_twice(archive, folder, monkeypatch):
    (folder / "a.txt").write_text("He was born in 1970.")
    (folder / "b.txt").write_text("He died in 1999.")
    taken(archive, folder)
    # As when both began before either had kept anything: this run knows of nothing.
    monkeypatch.setattr("doltap.operations.intake.here_of", lambda _: Here({}, defaultdict(list), frozenset()))
    (folder / "b.txt").rename(folder / "c.txt")
    result = taken(archive, folder)
    assert result.already_here == 1
    assert [(i.file.rsplit("/", 1)[-1], i.outcome) for i in result.items] == [("c.txt", "duplicate")]
    assert store.counts(archive.testimony).accounts == 3
    assert store.counts(archive.testimony).duplicates == 1


def test_the_same_bytes_of_another_giver_are_another_account(archive, folder):
    (folder / "a.txt").write_text("He was born in 1970.")
    taken(archive, folder, teller="T1")
    result = taken(archive, folder, teller="T2")
    assert [i.outcome for i in result.items] == ["ok"]


@pytest.mark.parametrize(
    ("text", "language"), [("그는 1998년에 체포되었다.", "ko"), ("He was arrested.", "en"), ("12 34", "und")]
)
def test_the_language_of_a_text_is_told(archive, folder, text, language):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    taken(archive, folder)
    assert [a.language for a in store.accounts(archive.testimony)] == [language]


def test_an_account_is_sealed_again_when_somebody_says_so_and_only_then(archive, folder):
    def classes():
        return [a.release_class for a in store.accounts(archive.testimony)]

    def again(words):
        add(archive, AddRequest((folder,), from_words({"teller": "T1", **words}, "--release"), workers=1))

    (folder / "a.txt").write_text("He was born in 1970.")
    again({"release": "office"})
    again({})
    assert classes() == [ReleaseClass.OFFICE]
    again({"release": "sealed"})
    assert classes() == [ReleaseClass.SEALED]
