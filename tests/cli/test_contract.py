"""What scripts rely on: exit codes, the fields of every JSON object as documented, one answer through both doors."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.model import Outcome, ReleaseClass, Status
from doltap.operations.archive import create, open_archive
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt
from doltap.operations.weighing import WeighingsRequest, weighings

PASSPHRASE = "seven words that nobody else knows"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md"
TEXT = "I was born in 1970 in Hoeryong. My brother was arrested in 1998. He was not released in 2001."
WAY = "We crossed the Tumen at night near Musan, where the guard had been bribed with 500 yuan."


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contract")
    (folder / "a.txt").write_text(TEXT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(folder / "archive", PASSPHRASE) as made:
            add(
                made, AddRequest((folder / "a.txt",), Receipt(source="A paper", release=ReleaseClass.PUBLIC), workers=1)
            )
    return folder / "archive"


def run(*words, secret=PASSPHRASE, **more):
    """(exit code, standard output, standard error) of a real process."""
    env = {**os.environ, "DOLTAP_KDF": "light", "DOLTAP_LANGUAGE": "en", **more}
    env.pop("DOLTAP_ARCHIVE", None)
    if secret is not None:
        env["DOLTAP_PASSPHRASE"] = secret
    done = subprocess.run(
        [sys.executable, "-c", "from doltap.cli import main; main()", *map(str, words)],
        capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def inside(archive, *words):
    """The objects that a command prints, without a new process."""
    given = [*map(str, words), "--json", *(("--archive", str(archive)) if archive else ())]
    result = CliRunner(env={"DOLTAP_PASSPHRASE": PASSPHRASE}).invoke(doltap, given, standalone_mode=False)
    assert result.exception is None, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def documented(command):
    """The fields of a command's table in the reference."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {command}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_fields_are_as_documented(archive, tmp_path):
    (tmp_path / "a.txt").write_text(f"{TEXT} {WAY}")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "n.txt").write_text("He died in 1999.")
    answers = {
        "`status`": inside(archive, "status"),
        "`read`": inside(None, "read", tmp_path / "a.txt"),
        "`extract`": inside(None, "extract", tmp_path / "a.txt"),
        "`check`": inside(archive, "check", tmp_path / "a.txt"),
        "`weighings`": inside(archive, "weighings"),
        "`search`": inside(archive, "search", "Hoeryong"),
        "`add`": inside(archive, "add", tmp_path / "new", "--workers", 1),
    }
    for command, objects in answers.items():
        assert objects, command
        for found in objects:
            assert set(found) == set(documented(command)), command
            assert found["schema"] == 1


def test_extract_rests_on_exact_words(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    for row in inside(None, "extract", tmp_path / "a.txt"):
        assert TEXT[row["start"] : row["end"]] == row["words"]


def test_read_gives_a_known_outcome(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x7fELF" + bytes(200))
    (found,) = inside(None, "read", tmp_path / "a.bin")
    assert found["outcome"] in set(Outcome)
    assert found["outcome"] == "unsupported"


def test_check_and_weighings_have_their_inner_form(archive, tmp_path):
    (tmp_path / "a.txt").write_text(f"{TEXT} {WAY}")
    (found,) = inside(archive, "check", tmp_path / "a.txt")
    for one in found["assertions"]:
        assert set(one) == {"start", "end", "words", "assertion", "status", "evidence"}
        assert one["status"] in set(Status)
        assert all(set(e) == {"words", "source", "origin", "supports", "seen"} for e in one["evidence"])
    assert "not_checked" in {one["status"] for one in found["assertions"]}
    for row in inside(archive, "weighings"):
        assert all(set(v) == {"value", "probability", "origins", "for", "against"} for v in row["values"])
        assert {v["probability"] for v in row["values"]} == {None}


def test_python_and_the_command_line_answer_alike(archive):
    with open_archive(archive, PASSPHRASE) as opened:
        python = weighings(opened, WeighingsRequest())
    script = inside(archive, "weighings")
    assert [s.id for s in python] == [r["id"] for r in script]
    assert [s.weighing.status for s in python] == [r["status"] for r in script]
    assert [[list(v.for_) for v in s.weighing.values] for s in python] == [
        [v["for"] for v in r["values"]] for r in script
    ]


def leaves(command, path=()):
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path, command


@pytest.mark.parametrize(
    ("path", "command"), list(leaves(doltap)), ids=lambda v: " ".join(v) if isinstance(v, tuple) else ""
)
def test_every_command_takes_the_shared_options_and_says_what_it_does(path, command):
    options = {o for p in command.params for o in p.opts}
    assert {"--json", "--archive", "--passphrase-file", "--language"} <= options
    assert command.help


def test_exit_0(archive):
    code, out, _ = run("status", "--archive", archive, "--json")
    assert (code, json.loads(out)["accounts"] > 0) == (0, True)


@pytest.mark.parametrize(
    ("words", "secret", "code", "error"),
    [
        (("read", "missing.txt"), None, 1, "file_missing"),
        (("show", "ffffffffff", "--archive", "{archive}"), PASSPHRASE, 2, "nothing_with_this_id"),
        (("status", "--archive", "{archive}"), "wrong", 3, "wrong_passphrase"),
        (("status", "--archive", "{archive}"), None, 3, "passphrase_missing"),
        (("status", "--archive", "{nowhere}"), PASSPHRASE, 4, "no_archive"),
        (("search", "where is the border guarded least", "--archive", "{archive}"), PASSPHRASE, 6, "asks_operational"),
    ],
)
def test_exit_codes_and_errors_for_scripts(archive, tmp_path, words, secret, code, error):
    places = {"archive": archive, "nowhere": tmp_path}
    given = [w.format(**places) for w in words]
    more = {} if secret is not None else {"DOLTAP_PASSPHRASE_UNSET": "1"}
    os.environ.pop("DOLTAP_PASSPHRASE", None)
    exit_code, out, err = run(*given, "--json", secret=secret, **more)
    told = json.loads(err.splitlines()[-1])
    assert (exit_code, told["error"], out) == (code, error, "")
    assert set(told) == set(documented("error"))
    assert told["message"].strip()


def test_exit_2_on_a_command_that_is_none():
    assert run("fly", secret=None)[0] == 2


def test_exit_5_while_another_process_writes(archive, tmp_path, monkeypatch):
    from doltap import vault
    from doltap.operations.archive import LOCK

    (tmp_path / "a.txt").write_text("He died in 1999, they said.")
    with vault.write_lock(archive / LOCK, "test", wait=1.0):
        code, _, err = run("add", tmp_path / "a.txt", "--archive", archive, "--json", "--workers", "1")
    assert code == 5, err


def test_exit_130_when_interrupted(archive, monkeypatch, capsys):
    from doltap import cli

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("doltap.operations.weighing.status", interrupted)
    monkeypatch.setenv("DOLTAP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("sys.argv", ["doltap", "status", "--archive", str(archive)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
