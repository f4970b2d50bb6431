"""Archives made, found, opened; a transaction keeps all and logs once, or keeps nothing."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from doltap import errors, store
from doltap.model import Account, Consent, Teller, new_id
from doltap.operations import archive as archives
from doltap.operations.archive import create, find_archive, open_archive

PASSPHRASE = "seven words that nobody else knows"


@pytest.fixture(autouse=True)
def _light_keys(monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    monkeypatch.delenv("DOLTAP_ARCHIVE", raising=False)


@pytest.fixture
def archive(tmp_path):
    with create(tmp_path / "archive", PASSPHRASE) as made:
        yield made


def receive(archive, data=b"words", **fields):
    original = archive.seal_original(data)
    account = Account(new_id(), original.sha256, datetime.now(UTC), "a.txt", size=len(data), **fields)
    with archive.transaction("take_in", account=account.id):
        store.add_account(archive.testimony, account, data.decode("utf-8", "replace"), (), original)
        store.add_consent(archive.testimony, Consent(account.id))
    return account


def entries(archive):
    return [json.loads(entry) for _, entry, _ in store.log_entries(archive.testimony)]


def test_a_new_archive_has_its_parts_and_no_more(archive):
    archive.close()
    found = sorted(p.relative_to(archive.path).as_posix() for p in archive.path.rglob("*"))
    assert found == ["doltap.json", "identities.db", "keys.json", "originals", "testimony.db", "write.lock"]
    assert [p.name for p in archive.path.parent.iterdir()] == ["archive"]


def test_the_head_file_tells_format_and_no_secret(archive):
    head = json.loads((archive.path / "doltap.json").read_text())
    assert set(head) == {"doltap", "id", "keys", "language"}
    assert head["doltap"] == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_nobody_else_may_look_into_the_folder(archive):
    assert archive.path.stat().st_mode & 0o077 == 0


def test_what_was_taken_in_is_there_after_opening_again(archive):
    account = receive(archive, "돌탑".encode("cp949"))
    archive.close()
    with open_archive(archive.path, PASSPHRASE) as again:
        assert list(store.accounts(again.testimony)) == [account]
        assert again.original(account.id) == "돌탑".encode("cp949")


def test_each_transaction_is_one_log_entry(archive):
    account = receive(archive)
    with archive.transaction("nothing"):
        pass
    said = entries(archive)
    assert [entry["kind"] for entry in said] == ["create", "take_in", "nothing"]
    assert said[1]["account"] == account.id
    assert [entry["rows"] for entry in said] == [2, 3, 0]
    assert store.log_state(archive.testimony).size == 3


def test_a_failure_keeps_nothing_and_logs_nothing(archive):
    before = store.log_state(archive.testimony)
    with pytest.raises(KeyError), archive.transaction("take_in"):  # noqa: PT012  the error must come last
        store.add_teller(archive.testimony, Teller("t1", "소나무"))
        store.add_identities(archive.identities, [store.Identity("i1", "t1", "name", "누구")])
        raise KeyError
    assert store.tellers(archive.testimony) == ()
    assert store.identities(archive.identities) == ()
    assert store.log_state(archive.testimony) == before
    receive(archive)


def test_both_files_are_kept_together(archive):
    with archive.transaction("add_teller", teller="t1"):
        store.add_teller(archive.testimony, Teller("t1", "소나무"))
        store.add_identities(archive.identities, [store.Identity("i1", "t1", "name", "누구")])
    archive.close()
    with open_archive(archive.path, PASSPHRASE) as again:
        assert [i.value for i in store.identities(again.identities)] == ["누구"]
        assert store.tellers(again.testimony) == (Teller("t1", "소나무"),)


@pytest.mark.parametrize("word", ["홍길동", "two words", "x" * 200, 1.5, {"a": 1}, ["ok", "not ok"]])
def test_no_name_and_no_sentence_gets_into_the_log(archive, word):
    with pytest.raises(ValueError), archive.transaction("take_in", what=word):
        pass
    assert len(entries(archive)) == 1


@pytest.mark.parametrize("reserved", ["rows", "root", "schema", "when"])
def test_a_payload_cannot_speak_for_the_log(archive, reserved):
    with pytest.raises(ValueError), archive.transaction("take_in", **{reserved: 1}):
        pass


def test_the_log_tells_no_name_word_or_hash(archive):
    receive(archive, "비밀 이야기".encode())
    with archive.transaction("add_teller", teller="t1"):
        store.add_teller(archive.testimony, Teller("t1", "소나무"))
    told = b"".join(entry for _, entry, _ in store.log_entries(archive.testimony)).decode()
    digest = next(store.accounts(archive.testimony)).sha256
    assert not any(word in told for word in ("소나무", "비밀", "a.txt", digest))


def test_the_same_bytes_are_one_original_of_two_accounts(archive):
    one, two = receive(archive, b"same"), receive(archive, b"same")
    assert store.originals(archive.testimony)[0].sha256 == one.sha256 == two.sha256
    assert len(list((archive.path / "originals").iterdir())) == 1
    assert archive.original(two.id) == b"same"


def test_an_account_that_is_not_here_has_no_original(archive):
    with pytest.raises(errors.WrongUsage):
        archive.original("nobody")


def test_the_wrong_passphrase(archive):
    with pytest.raises(errors.WrongPassphrase) as raised:
        open_archive(archive.path, "not these seven words at all")
    assert raised.value.exit_code == 3


@pytest.mark.parametrize("part", ["keys.json", "testimony.db", "identities.db", "originals"])
def test_a_missing_part_is_named_and_not_made_anew(archive, part):
    archive.close()
    (archive.path / part).rename(archive.path.parent / "elsewhere")
    with pytest.raises(errors.ArchiveDamaged) as raised:
        open_archive(archive.path, PASSPHRASE)
    assert raised.value.params == {"part": part}
    assert not (archive.path / part).exists()


@pytest.mark.parametrize("part", ["doltap.json", "keys.json", "testimony.db", "identities.db"])
@pytest.mark.parametrize("left", [0, 10, 90])
def test_a_half_written_part_is_damage(archive, part, left):
    archive.close()
    path = archive.path / part
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(errors.ArchiveDamaged) as raised:
        open_archive(archive.path, PASSPHRASE)
    assert str(raised.value.params["part"]).split(".")[0] == part.split(".")[0]
    assert raised.value.exit_code == 4


def test_files_of_two_archives_do_not_mix(archive, tmp_path):
    with create(tmp_path / "other", PASSPHRASE) as other:
        pass
    archive.close()
    (archive.path / "identities.db").write_bytes((other.path / "identities.db").read_bytes())
    with pytest.raises(errors.ArchiveDamaged) as raised:
        open_archive(archive.path, PASSPHRASE)
    assert raised.value.params == {"part": "identities"}


def test_a_later_format_is_left_alone(archive):
    archive.close()
    head = archive.path / "doltap.json"
    head.write_text(json.dumps({**json.loads(head.read_text()), "doltap": 2}))
    with pytest.raises(errors.ArchiveNewer) as raised:
        open_archive(archive.path, PASSPHRASE)
    assert raised.value.params["found"] == 2


def test_an_archive_takes_a_new_or_an_empty_place(tmp_path):
    (tmp_path / "empty").mkdir()
    create(tmp_path / "empty", PASSPHRASE).close()
    create(tmp_path / "a" / "b" / "c", PASSPHRASE).close()
    (tmp_path / "file").write_text("x")
    for taken in ("empty", "file"):
        with pytest.raises(errors.WrongUsage) as raised:
            create(tmp_path / taken, PASSPHRASE)
        assert raised.value.code == "place_taken"


def test_a_making_that_fails_leaves_nothing(tmp_path, monkeypatch):
    with pytest.raises(errors.WrongUsage):
        create(tmp_path / "new", "short")

    def broken(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archives.store, "set_setting", broken)
    with pytest.raises(OSError, match="No space"):
        create(tmp_path / "new", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_finding_the_archive_that_is_meant(archive, tmp_path, monkeypatch):
    with create(tmp_path / "other", PASSPHRASE) as other:
        pass
    inner = archive.path / "originals"
    monkeypatch.chdir(inner)
    assert find_archive(None) == archive.path
    monkeypatch.setenv("DOLTAP_ARCHIVE", str(other.path))
    assert find_archive(None) == other.path
    assert find_archive(str(archive.path)) == archive.path


def test_no_archive_is_said_as_such(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for given, code in ((None, "no_archive_here"), ("nowhere", "no_archive")):
        with pytest.raises(errors.ArchiveUnreadable) as raised:
            find_archive(given)
        assert raised.value.code == code
    with pytest.raises(errors.ArchiveUnreadable):
        open_archive(tmp_path, PASSPHRASE)


BESIDE = """
import sys
from pathlib import Path
from doltap import store
from doltap.model import Teller
from doltap.operations.archive import open_archive
with open_archive(Path(sys.argv[1]), sys.argv[2]) as archive:
    for n in range(20):
        with archive.transaction("add_teller"):
            store.add_teller(archive.testimony, Teller(f"{sys.argv[3]}{n}", "x"))
"""


def beside(archive, name):
    return subprocess.Popen([sys.executable, "-c", BESIDE, str(archive.path), PASSPHRASE, name])


def test_processes_beside_each_other_lose_nothing(archive):
    children = [beside(archive, name) for name in "abc"]
    for n in range(20):
        with archive.transaction("add_teller"):
            store.add_teller(archive.testimony, Teller(f"mine{n}", "x"))
    assert [child.wait(120) for child in children] == [0, 0, 0]
    assert len(store.tellers(archive.testimony)) == 80
    assert [entry["kind"] for entry in entries(archive)] == ["create", *["add_teller"] * 80]


def test_who_writes_is_said_after_waiting(archive, monkeypatch):
    monkeypatch.setattr(archives, "WAIT_SECONDS", 0.1)
    with (
        open_archive(archive.path, PASSPHRASE) as other,
        archive.transaction("long_import"),
        pytest.raises(errors.ArchiveBusy) as raised,
        other.transaction("add"),
    ):
        pass
    assert raised.value.params == {"pid": str(os.getpid()), "kind": "long_import"}


def test_reading_goes_on_while_another_writes(archive):
    receive(archive)
    with open_archive(archive.path, PASSPHRASE) as other, archive.transaction("long_import"):
        store.add_teller(archive.testimony, Teller("t", "x"))
        assert store.counts(other.testimony).accounts == 1
        assert store.tellers(other.testimony) == ()


def test_an_open_archive_does_not_show_its_keys(archive):
    assert "keys" not in repr(archive)
    assert archive.keys.testimony.hex() not in repr(archive)


def test_a_path_may_be_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with create(Path("here"), PASSPHRASE) as made:
        assert made.path == tmp_path / "here"
