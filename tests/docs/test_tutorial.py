"""The tutorial does what it says: its own blocks run in order in an empty folder, and show what it promises."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docs_pages import DOCS, blocks

TUTORIAL = DOCS / "tutorial.md"
SHIM = "#!/bin/sh\nexec '{python}' -c 'from doltap.cli import main; main()' \"$@\"\n"


class Reader:
    """Somebody who follows the tutorial: pastes each block, and takes the ids from what the commands showed."""

    def __init__(self, folder, bash):
        self.folder, self.bash = folder, bash
        self.env = {"DOLTAP_KDF": "light", "DOLTAP_LANGUAGE": "en", "COLUMNS": "160", "HOME": str(folder)}
        self.env["PATH"] = f"{folder / 'bin'}:{os.environ['PATH']}"
        self.env["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
        self.shown = {}
        self.codes = {}

    def follow(self, block):
        block = re.sub(r"\b(LEFT|RIGHT|ID)\b", lambda m: self.known(m[0]), block)
        script = f"set -e\n{block}\nexport -p > environment"
        if (self.folder / "environment").is_file():
            script = f". ./environment\n{script}"
        done = subprocess.run(
            [self.bash, "-c", script], cwd=self.folder, env=self.env, capture_output=True, text=True, check=False,
            encoding="utf-8", timeout=300,
        )  # fmt: skip
        self.shown[block] = done.stdout + done.stderr
        self.codes[block] = done.returncode

    def known(self, word):
        if word == "ID":
            return re.search(r"^(\w{8}) .*corroborated", self.of("weighings"), re.M)[1]
        row = next(line for line in self.of("who").splitlines() if "한상도" in line and "Han Sang-do" in line)
        return re.findall(r"\b[0-9a-f]{8,}\b", row)[word == "RIGHT"]

    def of(self, command):
        return next(shown for block, shown in self.shown.items() if f"doltap {command}" in block)


def follower(folder, bash):
    """A reader who has followed the whole tutorial in this folder."""
    (folder / "bin").mkdir()
    shim = folder / "bin" / "doltap"
    shim.write_text(SHIM.format(python=sys.executable), encoding="utf-8")
    shim.chmod(0o755)
    reader = Reader(folder, bash)
    for block in blocks(TUTORIAL.read_text(encoding="utf-8")):
        reader.follow(block)
    return reader


def check_every_block_ends_as_the_tutorial_says(reader):
    ends = {block: code for block, code in reader.codes.items() if code}
    assert len(reader.codes) > 12
    assert [(code, "doltap search" in block) for block, code in ends.items()] == [(6, True)], ends


def check_hearsay_is_kept_as_hearsay(reader):
    assert re.search(r"2001.*heard", reader.of("extract"))


def check_both_accounts_were_taken_in(reader):
    assert re.search(r"^read +2", reader.of("add"), re.M)
    assert "sealed" not in reader.of("status")


def check_the_two_spellings_of_one_name_make_a_pair(reader):
    assert "한상도" in reader.of("who")
    assert "Han Sang-do" in reader.of("who")


def check_the_decision_makes_one_fact_of_two_tellers(reader):
    assert re.search(r"1940 +2 +corroborated", reader.of("weighings"))
    shown = reader.of("show")
    assert "born in Hamhung in 1940." in shown
    assert "한상도는 1940년 함흥에서 태어났습니다." in shown
    assert "Juniper" in shown
    assert "소나무" in shown


def check_the_check_tells_what_others_tell_and_what_differs(reader):
    shown = reader.of("check")
    assert "1941" in shown
    assert re.search(r"tellers differ|against the record", shown)
    assert re.search(r"corroborated|one teller", shown)


def check_what_is_refused_shows_nothing(reader):
    assert "Not checked (safety)" in reader.of("search")


def check_the_report_leaves_the_two_accounts_out(reader):
    assert re.search(r"^2 accounts are for the office only", reader.of("report"), re.M)
    pages = list((reader.folder / "site").rglob("*.html"))
    assert pages
    assert not [p for p in pages if "Han Sang-do" in p.read_text(encoding="utf-8")]


def check_the_archive_is_whole_and_backed_up(reader):
    assert "Head of the log" in reader.of("verify")
    assert (reader.folder / "archive-backup.doltap").stat().st_size > 10_000


def check_adding_again_changes_nothing(reader):
    before = reader.of("status")
    reader.follow("doltap add interviews --receipts receipts.csv")
    reader.follow("doltap status --archive archive")
    now = reader.shown["doltap status --archive archive"]
    count = re.compile(r"^accounts +(\d+)", re.M)
    assert int(count.search(before)[1]) == 2
    assert "2" in reader.shown["doltap add interviews --receipts receipts.csv"]
    assert int(count.search(now)[1]) - int(re.search(r"(\d+) documents", reader.of("pack add"))[1]) == 2


def check_nothing_of_the_accounts_stands_on_the_disk_in_the_clear(reader):
    archive = Path(reader.folder / "archive")
    words = [w.encode(e) for w in ("Han Sang-do", "한상도", "arrested in Hamhung") for e in ("utf-8", "utf-16-le")]
    files = [p.read_bytes() for p in archive.rglob("*") if p.is_file()]
    assert files
    assert not any(word in data for data in files for word in words)


CHECKS = [
    check_every_block_ends_as_the_tutorial_says,
    check_hearsay_is_kept_as_hearsay,
    check_both_accounts_were_taken_in,
    check_the_two_spellings_of_one_name_make_a_pair,
    check_the_decision_makes_one_fact_of_two_tellers,
    check_the_check_tells_what_others_tell_and_what_differs,
    check_what_is_refused_shows_nothing,
    check_the_report_leaves_the_two_accounts_out,
    check_the_archive_is_whole_and_backed_up,
    check_adding_again_changes_nothing,
    check_nothing_of_the_accounts_stands_on_the_disk_in_the_clear,
]


def test_the_tutorial_does_what_it_says(tmp_path):
    """One test, so that two workers do not follow the tutorial twice; each check names what it is about."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("the tutorial is written for bash, and there is none here")
    reader = follower(tmp_path, bash)
    for check in CHECKS:
        check(reader)


def test_every_check_is_made():
    assert {c.__name__ for c in CHECKS} == {n for n in globals() if n.startswith("check_")}
