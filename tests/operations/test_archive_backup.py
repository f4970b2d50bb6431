"""A backup brings everything to a fresh machine, or is refused with the reason; it never lands half."""

import io
import tarfile
from datetime import UTC, datetime

import pytest
from pyrage import x25519

from doltap import errors, store
from doltap.model import Account, Step, new_id
from doltap.operations import backups
from doltap.operations.archive import create, open_archive
from doltap.operations.backups import BackupRequest, RestoreRequest, backup, restore
from doltap.operations.keeping import Head, head

PASSPHRASE = "seven words that nobody else knows"
KEEPER = x25519.Identity.generate()
TO_KEEPER = (str(KEEPER.to_public()),)


@pytest.fixture(autouse=True)
def _light_keys(monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")


def receive(archive, data):
    original = archive.seal_original(data)
    account = Account(new_id(), original.sha256, datetime.now(UTC), "a.txt", size=len(data))
    with archive.transaction("take_in", account=account.id):
        store.add_account(archive.testimony, account, data.decode("latin-1"), (), original)
    return account


@pytest.fixture
def archive(tmp_path):
    with create(tmp_path / "archive", PASSPHRASE) as made:
        for data in (b"", b"first", b"second" * 50_000):
            receive(made, data)
        with made.transaction("add_identity"):
            store.add_identities(made.identities, [store.Identity("i1", "t1", "name", "누구")])
        yield made


def to_keeper(archive, tmp_path):
    return backup(archive, BackupRequest(tmp_path / "b.doltap", recipients=TO_KEEPER))


def request(tmp_path, **changes):
    wanted = {"file": tmp_path / "b.doltap", "to": tmp_path / "again", "archive_passphrase": PASSPHRASE}
    return RestoreRequest(**{**wanted, "identity": str(KEEPER), **changes})


def test_all_of_it_comes_back(archive, tmp_path):
    steps: list[Step] = []
    done = backup(archive, BackupRequest(tmp_path / "b.doltap", recipients=TO_KEEPER), progress=steps.append)
    assert (done.originals, done.head, done.size) == (3, head(archive), (tmp_path / "b.doltap").stat().st_size)
    assert [step.done for step in steps] == list(range(1, 8))
    verified = restore(request(tmp_path, head=done.head))
    assert verified.problems == ()
    assert verified.head == done.head
    with open_archive(tmp_path / "again", PASSPHRASE) as again:
        accounts = list(store.accounts(archive.testimony))
        assert list(store.accounts(again.testimony)) == accounts
        assert [again.original(a.id) for a in accounts] == [archive.original(a.id) for a in accounts]
        assert [i.value for i in store.identities(again.identities)] == ["누구"]
        receive(again, b"life goes on")


def test_a_passphrase_opens_it_and_age_alone_could(archive, tmp_path):
    backup(archive, BackupRequest(tmp_path / "b.doltap", PASSPHRASE))
    assert restore(request(tmp_path, identity="")).problems == ()
    with tarfile.open(tmp_path / "b.doltap") as outer:
        assert outer.getnames() == ["key.age", "archive.age"]
        assert outer.extractfile("archive.age").read(22) == b"age-encryption.org/v1\n"


def test_work_goes_on_and_later_accounts_are_not_in_it(archive, tmp_path):
    done = to_keeper(archive, tmp_path)
    receive(archive, b"after the backup")
    restored = restore(request(tmp_path))
    assert restored.originals == 3
    assert restored.entries == done.head.entries == head(archive).entries - 1


def test_an_older_backup_than_the_known_head_is_refused(archive, tmp_path):
    to_keeper(archive, tmp_path)
    receive(archive, b"after the backup")
    with pytest.raises(errors.WrongUsage) as raised:
        restore(request(tmp_path, head=head(archive)))
    assert raised.value.code == "backup_older"
    assert raised.value.params == {"found": 5, "known": 6}
    assert not (tmp_path / "again").exists()


def test_a_backup_of_another_history_is_refused(archive, tmp_path):
    to_keeper(archive, tmp_path)
    with pytest.raises(errors.WrongUsage) as raised:
        restore(request(tmp_path, head=Head(3, "ab" * 32)))
    assert raised.value.code == "backup_differs"


def test_a_restore_takes_a_new_or_an_empty_place(archive, tmp_path):
    to_keeper(archive, tmp_path)
    with pytest.raises(errors.WrongUsage) as raised:
        restore(request(tmp_path, to=archive.path))
    assert raised.value.code == "place_taken"
    (tmp_path / "empty").mkdir()
    assert restore(request(tmp_path, to=tmp_path / "empty")).problems == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"identity": str(x25519.Identity.generate())},
        {"identity": "not a key"},
        {"identity": ""},
        {"archive_passphrase": "not these seven words at all"},
    ],
)
def test_whoever_has_no_key_gets_nothing(archive, tmp_path, wrong):
    to_keeper(archive, tmp_path)
    with pytest.raises(errors.WrongPassphrase):
        restore(request(tmp_path, **wrong))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archive", "b.doltap"]


def test_the_wrong_passphrase_of_a_backup(archive, tmp_path):
    backup(archive, BackupRequest(tmp_path / "b.doltap", "a passphrase of its own"))
    with pytest.raises(errors.WrongPassphrase) as raised:
        restore(request(tmp_path, identity=""))
    assert raised.value.code == "backup_locked"


@pytest.mark.parametrize("fault", ["cut", "cut_hard", "flip", "empty", "text", "tail"])
def test_a_damaged_backup_is_refused_whole(archive, tmp_path, fault):
    to_keeper(archive, tmp_path)
    path = tmp_path / "b.doltap"
    whole = path.read_bytes()
    broken = {
        "cut": whole[: len(whole) // 2],
        "cut_hard": whole[:600],
        "flip": whole[:90_000] + bytes([whole[90_000] ^ 1]) + whole[90_001:],
        "empty": b"",
        "text": b"this is no backup " * 100,
        "tail": whole[: -(len(whole) // 512 - 500) * 512],
    }[fault]
    path.write_bytes(broken)
    with pytest.raises((errors.ArchiveUnreadable, errors.WrongPassphrase)):
        restore(request(tmp_path))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archive", "b.doltap"]


def outer_with(tmp_path, members):
    """A backup file whose inner tar holds what a hostile sender likes."""
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w") as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    pieces = iter([inner.getvalue()])
    with (tmp_path / "b.doltap").open("xb") as file:
        backups._write_outer(file, backups._Reader(pieces), [KEEPER.to_public()], b"")


def linked(name, kind, target):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


HOSTILE = [
    tarfile.TarInfo("../outside"),
    tarfile.TarInfo("/tmp/outside"),
    tarfile.TarInfo("originals/../../outside"),
    tarfile.TarInfo("originals/" + "g" * 64),
    tarfile.TarInfo("extra.txt"),
    linked("keys.json", tarfile.SYMTYPE, "/etc/passwd"),
    linked("testimony.db", tarfile.LNKTYPE, "../outside"),
    linked("originals/" + "0" * 64, tarfile.FIFOTYPE, ""),
]


@pytest.mark.parametrize("member", HOSTILE, ids=lambda member: member.name[:20])
def test_nothing_but_parts_of_an_archive_leaves_the_tar(tmp_path, member):
    outer_with(tmp_path, [(member, b"")])
    with pytest.raises(errors.ArchiveDamaged) as raised:
        restore(request(tmp_path))
    assert raised.value.code == "not_a_backup"
    assert [p.name for p in tmp_path.iterdir()] == ["b.doltap"]


def test_a_backup_for_nobody_or_for_no_key_is_refused(archive, tmp_path):
    for wanted, code in (((), "backup_for_nobody"), (("someone@example.org",), "bad_recipient")):
        with pytest.raises(errors.WrongUsage) as raised:
            backup(archive, BackupRequest(tmp_path / "b.doltap", recipients=wanted))
        assert raised.value.code == code
    assert not (tmp_path / "b.doltap").exists()


def test_a_backup_never_overwrites(archive, tmp_path):
    (tmp_path / "b.doltap").write_bytes(b"an earlier backup")
    with pytest.raises(errors.WrongUsage):
        to_keeper(archive, tmp_path)
    assert (tmp_path / "b.doltap").read_bytes() == b"an earlier backup"


def test_a_backup_with_a_hole_is_not_made(archive, tmp_path):
    name = store.originals(archive.testimony)[0].name
    (archive.path / "originals" / name).unlink()
    with pytest.raises(errors.ArchiveDamaged) as raised:
        to_keeper(archive, tmp_path)
    assert raised.value.params == {"part": f"originals/{name}"}
    assert [p.name for p in tmp_path.iterdir()] == ["archive"]


def test_stopping_a_backup_leaves_nothing(archive, tmp_path):
    def stop(step):
        raise errors.Cancelled("cancelled")

    with pytest.raises(errors.Cancelled):
        backup(archive, BackupRequest(tmp_path / "b.doltap", recipients=TO_KEEPER), progress=stop)
    assert [p.name for p in tmp_path.iterdir()] == ["archive"]
    assert not list(archive.path.glob(".*"))
