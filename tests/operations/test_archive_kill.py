"""Nothing acknowledged is lost when the process is killed at any moment (DOLTAP_KILL_ROUNDS for more rounds)."""

import os
import random
import subprocess
import sys
import time

import pytest

from doltap import store
from doltap.errors import ArchiveUnreadable
from doltap.operations.archive import create, open_archive
from doltap.operations.keeping import VerifyRequest, head, verify

PASSPHRASE = "seven words that nobody else knows"
ROUNDS = int(os.environ.get("DOLTAP_KILL_ROUNDS", "15"))

ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from doltap import store
from doltap.model import Account, Assertion, Consent, Entity, EntityType, NameValue, Passage, new_id
from doltap.operations.archive import open_archive

with open_archive(Path(sys.argv[1]), sys.argv[2]) as archive:
    print("open", flush=True)
    while True:
        id_ = new_id()
        text = f"진술 {id_} 끝 " * 40
        original = archive.seal_original(text.encode())
        account = Account(id_, original.sha256, datetime.now(UTC), f"{id_}.txt", size=original.size)
        passages = [Passage(new_id(), id_, n * 10, n * 10 + 10, text[n * 10 : n * 10 + 10]) for n in range(20)]
        entity = Entity(new_id(), EntityType.PERSON, id_, narrator=True)
        name = NameValue("김철수")
        read = [Assertion(new_id(), p.id, id_, entity.id, entity.type, "name", name, "김철수") for p in passages]
        with archive.transaction("take_in", account=id_):
            store.add_account(archive.testimony, account, text, (), original)
            store.add_extraction(archive.testimony, id_, passages, [entity], read)
            store.add_consent(archive.testimony, Consent(id_))
        print(id_, flush=True)
"""


@pytest.fixture(autouse=True)
def _light_keys(monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")


def acknowledged_until_killed(path, seconds):
    child = subprocess.Popen([sys.executable, "-c", ADD, str(path), PASSPHRASE], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"open\n"
    time.sleep(seconds)
    child.kill()
    told = child.stdout.read().decode().split("\n")
    child.wait()
    child.stdout.close()
    return {line for line in told[:-1] if len(line) == 32}


def test_all_that_was_acknowledged_is_there(tmp_path):
    create(tmp_path / "archive", PASSPHRASE).close()
    acknowledged, known, pick = set(), None, random.Random()
    for number in range(ROUNDS):
        acknowledged |= acknowledged_until_killed(tmp_path / "archive", pick.uniform(0.0, 0.25))
        with open_archive(tmp_path / "archive", PASSPHRASE) as archive:
            there = {account.id for account in store.accounts(archive.testimony)}
            assert acknowledged <= there
            assert len(there) <= len(acknowledged) + number + 1  # at most the one that was cut off before its word
            found = verify(archive, VerifyRequest(known, originals=number == ROUNDS - 1))
            assert found.problems == ()
            known = head(archive)
            assert known.entries == len(there) + 1
            acknowledged = there
    assert len(acknowledged) > ROUNDS


MAKE = """
import sys
from pathlib import Path
from doltap.operations.archive import create
print("go", flush=True)
create(Path(sys.argv[1]), sys.argv[2]).close()
"""


@pytest.mark.parametrize("wait", [0.0, 0.02, 0.05, 0.1, 0.3])
def test_an_archive_whose_making_is_killed_is_whole_or_not_there(tmp_path, wait):
    place = tmp_path / "archive"
    child = subprocess.Popen([sys.executable, "-c", MAKE, str(place), PASSPHRASE], stdout=subprocess.PIPE)
    child.stdout.readline()
    time.sleep(wait)
    child.kill()
    child.wait()
    child.stdout.close()
    if place.exists():
        with open_archive(place, PASSPHRASE) as archive:
            assert verify(archive).problems == ()
        return
    with pytest.raises(ArchiveUnreadable):
        open_archive(place, PASSPHRASE)
    create(place, PASSPHRASE).close()
