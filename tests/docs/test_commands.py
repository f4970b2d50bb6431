"""Every command and option is described, and every command line in the docs is one that Doltap understands."""

import re
import shlex
import subprocess
import sys
from contextlib import suppress

import click
import pytest
from docs_pages import DOCS, PAGES, ROOT, blocks, inline, name

from doltap.cli import doltap

OPERATORS = {">", "|", "&&", ";", "||", "2>"}
REFERENCE = DOCS / "reference" / "commands.md"


def commands(group=doltap, path=("doltap",)):
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, word))
        else:
            yield " ".join((*path, word)), command


def parse(line):
    """Parse one command line as the program does, without running it. Raises click's errors."""
    words = shlex.split(line)[1:]
    end = next((i for i, w in enumerate(words) if w in OPERATORS), len(words))
    group, rest, parent = doltap, words[:end], None
    while isinstance(group, click.Group):
        parent = group.make_context(group.name, rest, parent=parent)
        word, command, rest = group.resolve_command(parent, [*parent._protected_args, *parent.args])
        group = command
    group.make_context(word, list(rest), parent=parent)


def written():
    for page in PAGES:
        if page != REFERENCE:
            text = page.read_text(encoding="utf-8")
            lines = [line.strip() for block in blocks(text) for line in block.splitlines()]
            yield from ((name(page), line) for line in lines if line.startswith("doltap "))


def mentioned():
    for page in PAGES:
        if page != REFERENCE:
            found = inline(page.read_text(encoding="utf-8"))
            yield from ((name(page), text) for text in found if re.match(r"doltap [a-z-]", text))


def test_the_reference_pages_are_current():
    done = subprocess.run(
        [sys.executable, "docs/make_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("command", "made"), list(commands()))
def test_every_command_and_option_has_its_line(command, made):
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", REFERENCE.read_text(encoding="utf-8"), re.M | re.S))
    shared = sections["Options that every command takes"]
    assert command in sections
    options = [o for p in made.params if isinstance(p, click.Option) for o in p.opts if o != "--help"]
    assert [o for o in options if o not in sections[command] and f"`{o}`" not in shared] == []


def test_every_command_is_used_in_a_page_for_people():
    used = {" ".join(line.split()[: len(path.split())]) for _, line in written() for path, _ in commands()}
    assert {path for path, _ in commands()} - used == {"doltap demo", "doltap doctor"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "doltap demo" in readme
    assert "doltap doctor" in readme


def test_there_are_command_lines_to_try():
    assert len(list(written())) > 60


@pytest.mark.parametrize(("page", "line"), list(dict.fromkeys(written())))
def test_every_command_line_parses(page, line):
    parse(line)


@pytest.mark.parametrize(("page", "line"), list(dict.fromkeys(mentioned())))
def test_every_command_mentioned_exists(page, line):
    with suppress(click.MissingParameter):  # `doltap init` names the command and leaves its arguments out
        parse(line)


@pytest.mark.parametrize("line", ["doltap ad x", "doltap add x --sauce y", "doltap status --limit 3", "doltap init"])
def test_a_wrong_command_line_is_noticed(line):
    with pytest.raises(click.UsageError):
        parse(line)
