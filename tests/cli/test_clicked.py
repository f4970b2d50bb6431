"""What click itself says is in the language of the screen."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from doltap.catalogue import entries
from doltap.cli import COMMANDS, doltap
from doltap.cli.clicked import WORDS


def run(*words, language="ko"):
    return subprocess.run(
        [sys.executable, "-c", "from doltap.cli import main; main()", "--language", language, *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_has_korean_headings():
    shown = run("--help").stdout
    assert "사용법:" in shown
    assert "옵션:" in shown
    assert "명령:" in shown
    assert "Usage" not in shown
    assert "Show this message" not in shown


def test_the_list_of_commands_is_told_without_loading_one():
    code = (
        "import sys; from doltap.cli import COMMANDS, doltap; doltap(['--help'], standalone_mode=False);"
        " print(sorted({f'doltap.cli.{c.partition(':')[0]}' for c in COMMANDS.values()} & sys.modules.keys()))"
    ).replace("':'", '":"')
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"


def test_the_list_says_of_every_command_what_the_command_says_itself():
    shown = " ".join(run("--help", language="en").stdout.split())
    for name in COMMANDS:
        own = doltap.commands[name]
        assert f"{name} {own.get_short_help_str(30).removesuffix('...')}" in shown
        assert not own.hidden


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--nosuch"), "옵션은 없습니다"),
        (("nosuch",), "명령은 없습니다"),
        (("read",), "인자가 없습니다"),
        (("export",), "없습니다"),
    ],
)
def test_errors_are_korean(words, said):
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not re.search(r"\b(?:Usage|Error|Missing|No such|Try)\b", done.stderr)


def test_english_stays_as_it_was():
    assert "Usage:" in run("--help", language="en").stdout
    assert "No such option" in run("add", "--nosuch", language="en").stderr


def test_every_sentence_is_one_of_clicks_own():
    folder = Path(click.__file__).parent
    source = "".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py"))
    own = {w for w in WORDS if w not in ("File", "Directory", "Path")}
    assert sorted(w for w in own if w.replace("\n", "\\n").replace("\t", "\\t") not in source) == []


def test_each_has_its_words_in_both_languages():
    for language in ("en", "ko"):
        assert set(WORDS.values()) <= set(entries(language))
    assert {c for c in entries("en") if c.startswith("click.")} == set(WORDS.values())
