"""What every command shares: the archive, the passphrase, the language, and how results and errors are shown."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from doltap import catalogue
from doltap.errors import DoltapError, WrongPassphrase
from doltap.model import Progress, Step, quiet
from doltap.operations.archive import Archive, find_archive, open_archive

Command = TypeVar("Command", bound=Callable[..., Any])
Json = Mapping[str, Any]


@dataclass(slots=True)
class Door:
    """What the command line was asked with: archive, passphrase file, language, and who reads the answer."""

    archive: str | None = None
    passphrase_file: str | None = None
    language: str = "en"
    as_json: bool = False

    def say(self, code: str, /, **params: str | int) -> str:
        """A text of the catalogue in this door's language."""
        return catalogue.say(self.language, code, **params)

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase was given, so that none is offered or asked for."""
        return bool(self.passphrase_file) or "DOLTAP_PASSPHRASE" in os.environ

    def passphrase(self, *, new: bool = False) -> str:
        """The passphrase from its file, from DOLTAP_PASSPHRASE, or asked for; raises WrongPassphrase for none."""
        if self.passphrase_file:
            return first_line(Path(self.passphrase_file))
        given = os.environ.get("DOLTAP_PASSPHRASE")
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise WrongPassphrase("passphrase_missing")
        return str(click.prompt(self.say("cli.passphrase"), hide_input=True, confirmation_prompt=new))

    def open(self) -> Archive:
        """The archive this command works on, opened."""
        return open_archive(find_archive(self.archive), self.passphrase())


def first_line(path: Path) -> str:
    """The first line of a passphrase file. Raises WrongPassphrase when it cannot be read."""
    try:
        # -sig: editors on Windows put a mark before the first letter.
        return path.read_text(encoding="utf-8-sig").splitlines()[0]
    except (OSError, IndexError, UnicodeDecodeError) as fault:
        raise WrongPassphrase("passphrase_file_unreadable", file=str(path)) from fault


def chosen_language() -> str:
    """'ko' or 'en', from --language, DOLTAP_LANGUAGE or the system's locale."""
    asked = (
        _asked(sys.argv)
        or os.environ.get("DOLTAP_LANGUAGE")
        or os.environ.get("LC_ALL")
        or os.environ.get("LANG")
        or ""
    )
    asked = asked or (locale.getlocale()[0] or "")
    return "ko" if asked.lower().startswith("ko") else "en"


def _asked(words: Sequence[str]) -> str:
    """The language that the words of a command line ask for; empty when they ask for none. Help needs it early."""
    after = (words[i + 1] for i, word in enumerate(words[:-1]) if word == "--language")
    joined = (word.partition("=")[2] for word in words if word.startswith("--language="))
    return next((found for found in (*after, *joined) if found in catalogue.LANGUAGES), "")


def shared_options(command: Command) -> Command:
    """Give a command the options all share, and the Door they make as its first argument."""

    @click.option("--archive", metavar="PATH", help=text("help.option.archive"))
    @click.option("--passphrase-file", metavar="FILE", help=text("help.option.passphrase_file"))
    @click.option("--language", type=click.Choice(catalogue.LANGUAGES), help=text("help.option.language"))
    @click.option("--json", "as_json", is_flag=True, help=text("help.option.json"))
    @click.pass_context
    @wraps(command)
    def run(context: click.Context, /, **given: Any) -> Any:  # noqa: ANN401  click's own types
        door: Door = context.ensure_object(Door)
        door.archive = given.pop("archive") or door.archive
        door.passphrase_file = given.pop("passphrase_file") or door.passphrase_file
        door.language = given.pop("language") or door.language
        door.as_json = given.pop("as_json") or door.as_json
        return command(door, **given)

    return run  # type: ignore[return-value]


def text(code: str, **params: str | int) -> str:
    """A text for --help, in the language of the environment."""
    return catalogue.say(chosen_language(), code, **params)


def emit(answer: Json) -> None:
    """One JSON object with its schema number, on one line."""
    click.echo(json.dumps({"schema": 1, **answer}, ensure_ascii=False))


def emit_lines(answers: Iterable[Json]) -> None:
    """One JSON object a line."""
    for answer in answers:
        emit(answer)


def table(door: Door, columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table for people; `columns` are catalogue codes below 'column.'."""
    shown = Table(title=title or None, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        shown.add_column(door.say(f"column.{column}"), overflow="fold")
    for row in rows:
        shown.add_row(*(_cell(c) for c in row))
    console().print(shown)


def _cell(value: object) -> str:
    shown = f"{value:,}" if isinstance(value, int) else str(value)
    return safe(shown)


def safe(shown: str) -> str:
    """Text that a table shows as text: no escape sequences, no bidi overrides, no markup."""
    return plain_text(shown).replace("[", r"\[")


def plain_text(shown: str) -> str:
    """Text that a terminal shows as text: no escape sequences, no bidi overrides."""
    return "".join(c if c.isprintable() or c in "\n\t" else "·" for c in shown)


def console() -> Console:
    """The console for people: standard output, no guessing at markup beyond our own."""
    return Console(highlight=False, soft_wrap=False)


def note(door: Door, code: str, **params: str | int) -> None:
    """A sentence for people on standard error, so that standard output stays for results."""
    click.echo(door.say(code, **params), err=True)


def progress_bar(door: Door) -> tuple[Bar | None, Progress]:
    """A bar on standard error where a person looks, and the progress function that moves it; quiet otherwise."""
    if door.as_json or not sys.stderr.isatty():
        return None, quiet
    bar = Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True))
    task = bar.add_task("", total=None)

    def move(step: Step) -> None:
        bar.update(task, completed=step.done, total=step.of or None, description=safe(step.what)[-40:])

    return bar, move


def fail(door: Door, error: DoltapError) -> int:
    """Tell what went wrong and how to mend it, on standard error (as JSON for machines); gives the exit code."""
    sentence = catalogue.explain(door.language, error)
    if door.as_json:
        told = {"schema": 1, "error": error.code, "params": error.params, "message": sentence}
        click.echo(json.dumps(told, ensure_ascii=False), err=True)
    else:
        click.echo(sentence, err=True)
    return error.exit_code
