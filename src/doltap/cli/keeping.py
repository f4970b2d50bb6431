"""Commands that make and keep an archive: init, verify, backup, restore, passphrase, sheet."""

from __future__ import annotations

from pathlib import Path

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, note, shared_options, table, text
from doltap.errors import WrongUsage
from doltap.operations.archive import create
from doltap.operations.backups import BackupRequest, RestoreRequest
from doltap.operations.backups import backup as make_backup
from doltap.operations.backups import restore as bring_back
from doltap.operations.keeping import (
    PassphraseRequest,
    RecoverySheetRequest,
    VerifyRequest,
    change_passphrase,
    parse_head,
    recovery_sheet,
)
from doltap.operations.keeping import (
    verify as check_all,
)
from doltap.operations.protection import suggested_passphrase


@click.command("init", help=text("help.init"))
@click.argument("path", type=click.Path(path_type=Path))
@shared_options
def init(door: Door, path: Path) -> int:
    """Make a new archive."""
    if not (door.as_json or door.has_passphrase):
        note(door, "cli.offer", words=suggested_passphrase(door.language))
    with create(path, door.passphrase(new=True), language=door.language) as archive:
        made = str(archive.path)
    if door.as_json:
        emit({"archive": made})
    else:
        note(door, "cli.made", path=made)
    return 0


@click.command("verify", help=text("help.verify"))
@click.option("--head", "known", default="", help=text("help.option.head"))
@click.option("--quick", is_flag=True, help=text("help.option.quick"))
@shared_options
def verify(door: Door, known: str, quick: bool) -> int:
    """Check everything; exit code 4 when something is damaged."""
    with door.open() as archive:
        request = VerifyRequest(parse_head(known) if known else None, originals=not quick)
        result = check_all(archive, request)
    if door.as_json:
        problems = [{"code": p.code, **dict(p.params)} for p in result.problems]
        emit({"ok": not problems, "problems": problems, "head": str(result.head), "entries": result.entries,
              "rows": result.rows, "originals": result.originals})  # fmt: skip
    else:
        for problem in result.problems:
            click.echo(catalogue.render(door.language, problem))
        shown = {"entries": result.entries, "rows": result.rows, "originals": result.originals}
        table(door, ("what", "count"), [(door.say(f"verify.{name}"), number) for name, number in shown.items()])
        click.echo(door.say("verify.head", head=str(result.head)))
        note(door, "verify.bad" if result.problems else "verify.good")
    return 4 if result.problems else 0


@click.command("backup", help=text("help.backup"))
@click.argument("to", type=click.Path(path_type=Path))
@click.option("--recipient", "recipients", multiple=True, metavar="AGE-KEY", help=text("help.option.recipient"))
@shared_options
def backup(door: Door, to: Path, recipients: tuple[str, ...]) -> int:
    """Write one encrypted file."""
    with door.open() as archive:
        secret = "" if recipients else door.passphrase()
        made = make_backup(archive, BackupRequest(to, secret, recipients))
    if door.as_json:
        emit({"file": str(made.path), "size": made.size, "head": str(made.head)})
    else:
        note(door, "cli.backed_up", file=str(made.path), size=made.size, head=str(made.head))
    return 0


@click.command("restore", help=text("help.restore"))
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("to", type=click.Path(path_type=Path))
@click.option("--head", "known", default="", help=text("help.option.head"))
@click.option("--identity", type=click.Path(path_type=Path), help=text("help.option.identity"))
@shared_options
def restore(door: Door, file: Path, to: Path, known: str, identity: Path | None) -> int:
    """Bring a backup back into a new folder."""
    request = RestoreRequest(
        file, to, door.passphrase(), identity=_identity(identity), head=parse_head(known) if known else None
    )
    made = bring_back(request)
    if door.as_json:
        emit({"archive": str(to.absolute()), "head": str(made.head)})
    else:
        note(door, "cli.restored", path=str(to.absolute()))
    return 0


def _identity(file: Path | None) -> str:
    """The age identity in a file, empty for none."""
    if file is None:
        return ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUsage("identity_unreadable", file=str(file)) from fault
    return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")


@click.command("passphrase", help=text("help.passphrase"))
@click.option("--new-file", type=click.Path(path_type=Path), help=text("help.option.new_file"))
@shared_options
def passphrase(door: Door, new_file: Path | None) -> int:
    """Change the passphrase; nothing is encrypted anew."""
    secret = door.passphrase()
    if new_file is not None:
        new = Door(passphrase_file=str(new_file)).passphrase()
    else:
        note(door, "cli.offer", words=suggested_passphrase(door.language))
        new = click.prompt(door.say("cli.new_passphrase"), hide_input=True, confirmation_prompt=True)
    with door.open() as archive:
        change_passphrase(archive, PassphraseRequest(secret, new))
        path = str(archive.path)
    if door.as_json:
        emit({"archive": path})
    else:
        note(door, "cli.passphrase_changed")
    return 0


@click.command("sheet", help=text("help.sheet"))
@shared_options
def sheet(door: Door) -> int:
    """Print a recovery sheet."""
    secret = door.passphrase()
    with door.open() as archive:
        made = recovery_sheet(archive, RecoverySheetRequest(secret))
    told = {"archive_id": made.archive_id, "made": made.made, "code": made.code, "head": str(made.head)}
    if door.as_json:
        emit(told)
    else:
        click.echo(door.say("cli.sheet", **told))
    return 0
