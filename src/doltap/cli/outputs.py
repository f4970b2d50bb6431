"""Commands that write what leaves, and the demo: report, export, guide, pack, demo, doctor."""

from __future__ import annotations

import webbrowser
from dataclasses import asdict
from pathlib import Path

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, emit_lines, note, shared_options, table, text
from doltap.cli.desk import check_json, check_rows
from doltap.cli.serving import serve_desk, somebody_looks
from doltap.model import Audience, Withheld
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.conflicts import ConflictsRequest, conflicts
from doltap.operations.demo import DemoRequest
from doltap.operations.demo import demo as make_demo
from doltap.operations.guiding import GuideRequest
from doltap.operations.guiding import guide as write_guide_pages
from doltap.operations.packing import check_pack, packs_here
from doltap.operations.protection import protection
from doltap.operations.reporting import ExportRequest, ReportRequest, Written
from doltap.operations.reporting import export as write_export
from doltap.operations.reporting import report as write_site

FORMATS = ("csv", "jsonl", "uwazi")


@click.command("report", help=text("help.report"))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--proposals", is_flag=True, help=text("help.option.proposals"))
@shared_options
def report(door: Door, out: Path, proposals: bool) -> int:
    """Write the public report."""
    with door.open() as archive:
        written = write_site(archive, ReportRequest(out, proposals))
    return _told(door, written)


@click.command("export", help=text("help.export"))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="csv", help=text("help.option.format"))
@click.option("--office", is_flag=True, help=text("help.option.office"))
@shared_options
def export(door: Door, out: Path, format_: str, office: bool) -> int:
    """Write weighings as a table."""
    audience = Audience.OFFICE if office else Audience.PUBLIC
    with door.open() as archive:
        written = write_export(archive, ExportRequest(out, format_, door.language, audience))
    return _told(door, written)


@click.command("guide", help=text("help.guide"))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help=text("help.option.no_browser"))
@shared_options
def guide(door: Door, out: Path, no_browser: bool) -> int:
    """Write the guide; needs no archive."""
    written = write_guide_pages(GuideRequest(out))
    if not no_browser and not door.as_json:
        webbrowser.open((out / door.language / "index.html").absolute().as_uri())
    return _told(door, written)


def _told(door: Door, written: Written) -> int:
    if door.as_json:
        emit(
            {
                "path": str(written.path),
                "files": written.files,
                "left_out": {w.reason: w.count for w in written.left_out},
            }
        )
        return 0
    note(door, "cli.written", path=str(written.path), files=written.files)
    for withheld in written.left_out:
        note(door, withheld_code(withheld), count=withheld.count)
    return 0


def withheld_code(withheld: Withheld) -> str:
    """The catalogue code of one reason for leaving out."""
    return f"withheld.{withheld.reason}"


@click.group("pack", help=text("help.pack"))
def pack() -> None:
    """Work with field packs."""


@pack.command("list", help=text("help.pack_list"))
@shared_options
def pack_list(door: Door) -> int:
    """List the packs that come with Doltap."""
    here = packs_here()
    if door.as_json:
        emit({"packs": [{"id": p.id, "version": p.version, "facts": p.facts} for p in here]})
    else:
        names = [(p.id, p.name_ko if door.language == "ko" else p.name_en, p.facts) for p in here]
        table(door, ("pack", "about", "facts"), names)
    return 0


@pack.command("conflicts", help=text("help.pack_conflicts"))
@click.argument("id", default="north_korea")
@shared_options
def pack_conflicts(door: Door, id: str) -> int:
    """List where the sources of a pack differ."""
    found = conflicts(ConflictsRequest(id, door.language))
    if door.as_json:
        emit_lines(asdict(c) for c in found)
        return 0
    rows = [(c.about, c.property, "\n".join(c.values), "\n".join(c.remarks)) for c in found]
    table(door, ("about", "property", "values", "remarks"), rows)
    note(door, "cli.conflicts", count=len(found))
    return 0


@pack.command("check", help=text("help.pack_check"))
@click.argument("folder", type=click.Path(path_type=Path))
@shared_options
def pack_check(door: Door, folder: Path) -> int:
    """Check a pack folder; exit code 1 when something is wrong."""
    problems = check_pack(folder)
    if door.as_json:
        emit({"ok": not problems, "problems": [{"code": p.code, **dict(p.params)} for p in problems]})
    else:
        for problem in problems:
            click.echo(catalogue.render(door.language, problem))
        note(door, "cli.pack_bad" if problems else "cli.pack_good", **({"count": len(problems)} if problems else {}))
    return 1 if problems else 0


@pack.command("add", help=text("help.pack_add"))
@click.argument("name", default="north_korea")
@shared_options
def pack_add(door: Door, name: str) -> int:
    """Take a pack's public facts into the archive."""
    with door.open() as archive:
        result = adopt(archive, AdoptRequest(name))
    if door.as_json:
        emit({"accounts": result.accounts, "assertions": result.assertions})
    else:
        note(door, "cli.adopted", accounts=result.accounts, assertions=result.assertions)
    return 0


@click.command("demo", help=text("help.demo"))
@click.option("--folder", type=click.Path(path_type=Path), help=text("help.option.folder"))
@click.option("--no-browser", is_flag=True, help=text("help.option.no_browser"))
@shared_options
def demo(door: Door, folder: Path | None, no_browser: bool) -> int:
    """Make a demo archive of public evidence and show what Doltap does with it."""
    made = make_demo(DemoRequest(folder or Path("doltap-demo"), door.language))
    front = made.guide / door.language / "index.html"
    if door.as_json:
        checked = [check_json(c) for c in made.checked]
        emit({"archive": str(made.archive), "guide": str(front), "report": str(made.report), "assertions": checked})
    else:
        note(door, "cli.demo_made", path=str(made.archive), words=made.passphrase)
        note(door, "cli.demo_checked")
        table(door, ("words", "property", "value", "status", "evidence"), check_rows(door, made.checked))
        click.echo(door.say("cli.demo_open", guide=str(front), report=str(made.report / door.language / "index.html")))
    if no_browser or door.as_json:
        return 0
    if not somebody_looks():
        webbrowser.open(front.absolute().as_uri())
        return 0
    serve_desk(door, made.archive, made.passphrase)
    return 0


@click.command("doctor", help=text("help.doctor"))
@shared_options
def doctor(door: Door) -> int:
    """Say what protects the reading of files here; exit code 1 when something is not blocked."""
    found = protection()
    if door.as_json:
        emit({"blocked": found.blocked, "of": found.of, "layers": list(found.layers)})
    else:
        click.echo(door.say("cli.doctor", blocked=found.blocked, of=found.of, layers=", ".join(found.layers)))
    return 0 if found.blocked == found.of else 1
