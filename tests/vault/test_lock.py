"""One writer at a time: across processes and threads, and never left behind by a crash."""

import os
import signal
import subprocess
import sys

import pytest

from doltap.errors import ArchiveBusy
from doltap.vault import write_lock

HOLD = """
import sys, time
from pathlib import Path
from doltap.vault import write_lock
with write_lock(Path(sys.argv[1]), "take_in"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.wait()
    child.stdout.close()


def test_another_process_is_named_with_its_kind_of_work(tmp_path, holder):
    with pytest.raises(ArchiveBusy) as raised, write_lock(tmp_path / "lock", "add", wait=0.2):
        pass
    assert raised.value.params == {"pid": str(holder.pid), "kind": "take_in"}
    assert raised.value.exit_code == 5


def test_a_killed_writer_leaves_no_lock(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    holder.wait()
    with write_lock(tmp_path / "lock", "add", wait=5):
        assert (tmp_path / "lock").read_bytes() == f"{os.getpid()} add".encode()


def test_it_is_free_again_and_says_nothing_afterwards(tmp_path):
    for _ in range(3):
        with write_lock(tmp_path / "lock", "add", wait=0):
            pass
    assert (tmp_path / "lock").read_bytes() == b""


def test_it_is_free_again_after_an_error(tmp_path):
    with pytest.raises(KeyError), write_lock(tmp_path / "lock", "add"):
        raise KeyError
    with write_lock(tmp_path / "lock", "add", wait=0):
        pass


def test_two_holders_in_one_process_exclude_each_other(tmp_path):
    with (
        write_lock(tmp_path / "lock", "first"),
        pytest.raises(ArchiveBusy),
        write_lock(tmp_path / "lock", "second", wait=0),
    ):
        pass
