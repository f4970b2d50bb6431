"""The command line: parse, call one operation, render. It holds no logic of its own."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Final

import click

from doltap.cli import clicked, common
from doltap.cli.common import Door, chosen_language, fail
from doltap.errors import Cancelled, DoltapError, WrongUsage

COMMANDS: Final[Mapping[str, str]] = {
    "init": "keeping:init",
    "status": "finding:status",
    "add": "accounts:add",
    "import": "accounts:import_table",
    "read": "accounts:read",
    "extract": "accounts:extract",
    "search": "finding:search",
    "weighings": "desk:weighings",
    "who": "queue:who",
    "decide": "queue:decide",
    "link": "linking:link",
    "proposals": "judging:proposals",
    "accept": "judging:accept",
    "agreement": "coding:agreement",
    "codebook": "coding:codebook",
    "questions": "judging:questions",
    "answer": "judging:answer",
    "ask": "learning:ask",
    "confirm": "learning:confirm",
    "mean": "learning:mean",
    "relearn": "learning:relearn",
    "names": "names:names",
    "weigh": "tables:weigh",
    "show": "desk:show",
    "check": "desk:check",
    "desk": "serving:desk",
    "guide": "outputs:guide",
    "report": "outputs:report",
    "export": "outputs:export",
    "demo": "outputs:demo",
    "pack": "outputs:pack",
    "doctor": "outputs:doctor",
    "verify": "keeping:verify",
    "backup": "keeping:backup",
    "restore": "keeping:restore",
    "passphrase": "keeping:passphrase",
    "sheet": "keeping:sheet",
}
"""Where each command stands, 'module:name' inside this package; a module is loaded when its command is asked for."""


class Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is first asked for: a small one does not pay for a large one."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        """The command of this name. Raises KeyError."""
        if name not in self._loaded:
            module, _, inside = COMMANDS[name].partition(":")
            self._loaded[name] = getattr(import_module(f"doltap.cli.{module}"), inside)
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Put a command there."""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        """Take a command away that was put there."""
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """The names in alphabetical order."""
        return iter(sorted({*COMMANDS, *self._loaded}))

    def __len__(self) -> int:
        """How many commands there are."""
        return len({*COMMANDS, *self._loaded})


class Doltap(click.Group):
    """The command line's root: what each command is for stands in the catalogue, so that `--help` loads none."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, each with the first sentence of its help."""
        del ctx
        widest = formatter.width - 6 - max(map(len, self.commands))
        shown = (click.Command(name, help=common.text(f"help.{name}")) for name in self.commands)
        told = [(str(one.name), one.get_short_help_str(widest)) for one in shown]
        with formatter.section(clicked.said("Commands")):
            formatter.write_dl(told)


@click.group(
    cls=Doltap,
    commands=Commands(),
    help=common.text("help.doltap"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="doltap")
@click.option("--archive", metavar="PATH", help=common.text("help.option.archive"))
@click.option("--passphrase-file", metavar="FILE", help=common.text("help.option.passphrase_file"))
@click.option("--language", type=click.Choice(("en", "ko")), help=common.text("help.option.language"))
@click.pass_context
def doltap(context: click.Context, archive: str | None, passphrase_file: str | None, language: str | None) -> None:
    """Hold the options that stand before the command."""
    context.obj = Door(archive, passphrase_file, language or chosen_language())


def main() -> None:
    """Run the command line; every error a user can meet ends as one sentence and its exit code."""
    door = Door(language=chosen_language())
    clicked.speak(door.language)
    try:
        code = doltap.main(standalone_mode=False, obj=door)
    except DoltapError as error:
        code = fail(_door(door), error)
    except click.exceptions.Abort:
        code = fail(_door(door), Cancelled("cancelled"))
    except KeyboardInterrupt:
        code = fail(_door(door), Cancelled("cancelled"))
    except OSError as fault:
        code = fail(_door(door), _refused(fault))
    except click.ClickException as wrong:
        code = _misread(_door(door), wrong)
    sys.exit(code if isinstance(code, int) else 0)


def _refused(fault: OSError) -> DoltapError:
    """What the disk or the system refused: a folder that is not there, no right to write, no room left."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DoltapError("disk_full")
    return DoltapError("cannot_write", path=str(fault.filename or "?"), fault=fault.strerror or "?")


def _misread(door: Door, wrong: click.ClickException) -> int:
    """A command line that cannot be understood: click's own words for people, an error object for scripts."""
    if door.as_json:
        return fail(door, WrongUsage("usage", fault=wrong.format_message()))
    wrong.show()
    return 2


def _door(door: Door) -> Door:
    door.as_json = "--json" in sys.argv
    return door
