"""The command line: parse, call one operation, render. It holds no logic of its own."""

from __future__ import annotations

import sys

import click

from doltap.cli import common
from doltap.cli.accounts import add, extract, import_table, read
from doltap.cli.common import Door, chosen_language, fail
from doltap.cli.desk import check, decide, search, show, status, weighings, who
from doltap.cli.keeping import backup, init, passphrase, restore, sheet, verify
from doltap.cli.outputs import demo, doctor, export, guide, pack, report
from doltap.errors import Cancelled, DoltapError


@click.group(help=common.text("help.doltap"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="doltap")
@click.option("--archive", metavar="PATH", help=common.text("help.option.archive"))
@click.option("--passphrase-file", metavar="FILE", help=common.text("help.option.passphrase_file"))
@click.option("--language", type=click.Choice(("en", "ko")), help=common.text("help.option.language"))
@click.pass_context
def doltap(context: click.Context, archive: str | None, passphrase_file: str | None, language: str | None) -> None:
    """Hold the options that stand before the command."""
    context.obj = Door(archive, passphrase_file, language or chosen_language())


for command in (init, status, add, import_table, read, extract, search, weighings, who, decide, show, check):
    doltap.add_command(command)
for command in (guide, report, export, demo, pack, doctor, verify, backup, restore, passphrase, sheet):
    doltap.add_command(command)


def main() -> None:
    """Run the command line; every error a user can meet ends as one sentence and its exit code."""
    door = Door(language=chosen_language())
    try:
        code = doltap.main(standalone_mode=False, obj=door)
    except DoltapError as error:
        code = fail(_door(door), error)
    except click.exceptions.Abort:
        code = fail(_door(door), Cancelled("cancelled"))
    except KeyboardInterrupt:
        code = fail(_door(door), Cancelled("cancelled"))
    except click.ClickException as wrong:
        wrong.show()
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _door(door: Door) -> Door:
    door.as_json = "--json" in sys.argv
    if "--language" in sys.argv[:-1]:
        asked = sys.argv[sys.argv.index("--language") + 1]
        door.language = asked if asked in ("en", "ko") else door.language
    return door
