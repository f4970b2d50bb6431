"""What a careless or hostile user types ends as one sentence or one error object and its exit code, not a traceback."""

import json
import os
import subprocess
import sys

import pytest

from doltap.operations.archive import create

PASSPHRASE = "seven words that nobody else knows"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        create(folder / "archive", PASSPHRASE).close()
    return folder / "archive"


def run(*words, **more):
    env = {**os.environ, "DOLTAP_KDF": "light", "DOLTAP_LANGUAGE": "en", "DOLTAP_PASSPHRASE": PASSPHRASE, **more}
    return subprocess.run(
        [sys.executable, "-c", "from doltap.cli import main; main()", *map(str, words)],
        capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip


def error_of(done):
    assert done.stdout == ""
    return json.loads(done.stderr)


@pytest.mark.parametrize("data", [PASSPHRASE.encode("utf-16"), b"\x80\x81", b"", b"\n"])
def test_a_passphrase_file_that_is_none(archive, tmp_path, data):
    (tmp_path / "secret").write_bytes(data)
    done = run("status", "--archive", archive, "--passphrase-file", tmp_path / "secret", "--json")
    assert done.returncode == 3
    assert error_of(done)["error"] in {"passphrase_file_unreadable", "wrong_passphrase"}


def test_a_passphrase_file_from_windows(archive, tmp_path):
    (tmp_path / "secret").write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")
    assert run("status", "--archive", archive, "--passphrase-file", tmp_path / "secret").returncode == 0


@pytest.mark.parametrize(
    "words", [("nosuch",), ("add",), ("status", "--nosuch"), ("status", "--language", "xx"), ("decide", "a", "b", "so")]
)
def test_a_command_line_that_cannot_be_understood(words):
    done = run(*words, "--json")
    assert (done.returncode, error_of(done)["error"], error_of(done)["schema"]) == (2, "usage", 1)
    plain = run(*words)
    assert plain.returncode == 2
    assert "Usage:" in plain.stderr


def test_a_backup_into_a_folder_that_is_not_there(archive, tmp_path):
    done = run("backup", tmp_path / "nowhere" / "b", "--archive", archive, "--json")
    assert (done.returncode, error_of(done)["error"]) == (1, "cannot_write")
    assert "nowhere" in error_of(done)["message"]


def test_a_backup_that_is_not_there(tmp_path):
    done = run("restore", tmp_path / "nowhere", tmp_path / "new", "--json")
    assert (done.returncode, error_of(done)["error"]) == (1, "file_missing")
    assert not (tmp_path / "new").exists()


def test_a_place_that_refuses_a_new_archive(tmp_path):
    (tmp_path / "file").write_text("x")
    done = run("init", tmp_path / "file" / "archive", "--json")
    assert (done.returncode, error_of(done)["error"]) == (1, "cannot_write")


def test_a_changed_passphrase_is_told_to_scripts(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    create(tmp_path / "archive", PASSPHRASE).close()
    (tmp_path / "new").write_text("seven other words that nobody knows\n")
    done = run("passphrase", "--new-file", tmp_path / "new", "--archive", tmp_path / "archive", "--json")
    assert json.loads(done.stdout) == {"schema": 1, "archive": str(tmp_path / "archive")}
    assert run("status", "--archive", tmp_path / "archive").returncode == 3
