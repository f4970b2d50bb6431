"""A disk that is full: a clear error, nothing half-recorded, and all goes on when there is space again."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from doltap import store
from doltap.errors import DoltapError
from doltap.model import Account, new_id
from doltap.operations.archive import create, open_archive
from doltap.operations.keeping import verify

PASSPHRASE = "seven words that nobody else knows"


@pytest.fixture(autouse=True)
def _light_keys(monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")


def receive(archive, size=20_000):
    data = os.urandom(size // 2).hex().encode()
    original = archive.seal_original(data)
    account = Account(new_id(), original.sha256, datetime.now(UTC), "a.txt", size=len(data))
    with archive.transaction("take_in", account=account.id):
        store.add_account(archive.testimony, account, data.decode(), (), original)
    return account.id


def received_until_full(archive):
    kept = []
    with pytest.raises(DoltapError) as raised:  # noqa: PT012  the error comes at some turn of the loop
        while len(kept) < 2000:
            kept.append(receive(archive))
    assert raised.value.code == "disk_full"
    return kept


def test_a_full_database_keeps_what_was_acknowledged(tmp_path):
    with create(tmp_path / "archive", PASSPHRASE) as archive:
        archive.testimony.connection.execute("PRAGMA max_page_count = 150").fetchall()
        kept = received_until_full(archive)
        assert [a.id for a in store.accounts(archive.testimony)] == kept
        assert verify(archive).problems == ()
        archive.testimony.connection.execute("PRAGMA max_page_count = 1000000").fetchall()
        kept.append(receive(archive))
    with open_archive(tmp_path / "archive", PASSPHRASE) as archive:
        assert [a.id for a in store.accounts(archive.testimony)] == kept


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small file system can be mounted by root on Linux only")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_really_full_disk(small_disk):
    (small_disk / "holiday.mp4").write_bytes(bytes(200_000))
    with create(small_disk / "archive", PASSPHRASE) as archive:
        kept = received_until_full(archive)
        assert len(kept) > 3
        assert [a.id for a in store.accounts(archive.testimony)] == kept
    with pytest.raises(DoltapError) as raised:
        open_archive(small_disk / "archive", PASSPHRASE)  # SQLite needs a little space even to read
    assert raised.value.code in ("disk_full", "disk_failed")
    (small_disk / "holiday.mp4").unlink()
    with open_archive(small_disk / "archive", PASSPHRASE) as archive:
        assert [a.id for a in store.accounts(archive.testimony)] == kept
        assert verify(archive).problems == ()
        assert not list(archive.path.rglob("*.part"))


def test_no_archive_is_made_on_a_full_disk(small_disk):
    with (small_disk / "ballast").open("wb") as file:
        file.write(bytes(4 * 1024 * 1024 - 64 * 1024))
    with pytest.raises((DoltapError, OSError)):
        create(small_disk / "archive", PASSPHRASE)
    assert [p.name for p in small_disk.iterdir()] == ["ballast"]
