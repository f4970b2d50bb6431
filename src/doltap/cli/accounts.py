"""Commands that bring words in: add, import, read, extract."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, emit_lines, note, plain_text, progress_bar, shared_options, table, text
from doltap.model import Message
from doltap.operations.importing import ImportRequest, import_sheet, propose_mapping
from doltap.operations.intake import AddedItem, AddRequest, AddResult
from doltap.operations.intake import add as add_files
from doltap.operations.mapping import to_json, to_toml
from doltap.operations.reading import ReadRequest, Taken, extract_rows, read_file
from doltap.operations.receipts import from_words

READ = {"ok", "partial", "empty", "duplicate"}


@click.command("add", help=text("help.add"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="", help=text("help.option.source"))
@click.option("--teller", default="", help=text("help.option.teller"))
@click.option("--release", default="", metavar="sealed|office|public", help=text("help.option.release"))
@click.option("--consent", default="", metavar="USE,USE", help=text("help.option.consent"))
@click.option("--until", default="", metavar="DATE", help=text("help.option.until"))
@click.option("--receipts", type=click.Path(path_type=Path), help=text("help.option.receipts"))
@click.option("--workers", type=click.IntRange(1, 64), help=text("help.option.workers"))
@shared_options
def add(door: Door, paths: tuple[Path, ...], receipts: Path | None, workers: int | None, **given: str) -> int:
    """Take in files and folders; exit code 1 when some were not read."""
    receipt = from_words(given, "doltap")
    request = AddRequest(paths, receipt, receipts)
    request = replace(request, workers=workers) if workers else request
    bar, progress = progress_bar(door)
    with door.open() as archive:
        if bar:
            with bar:
                result = add_files(archive, request, progress=progress)
        else:
            result = add_files(archive, request, progress=progress)
    _show_added(door, result)
    return 0 if result.all_read else 1


def _show_added(door: Door, result: AddResult) -> None:
    if door.as_json:
        items = [
            {"file": i.file, "outcome": str(i.outcome), "reason": i.reason, "account": i.account,
             "assertions": i.assertions, "duplicate_of": i.duplicate_of, "part_of": i.part_of}
            for i in result.items
        ]  # fmt: skip
        totals = {"already_here": result.already_here, "near_duplicates": result.near_duplicates}
        emit({"items": items, "counts": dict(result.counts), **totals})
        return
    rows = [(door.say(f"outcome.{outcome}"), n) for outcome, n in sorted(result.counts.items())]
    table(door, ("outcome", "inputs"), rows)
    left = [i for i in result.items if i.outcome not in {"ok", "duplicate"} or i.reason]
    if left:
        shown = [(i.file, door.say(f"outcome.{i.outcome}"), _why(door, i)) for i in left]
        table(door, ("file", "outcome", "reason"), shown, title=door.say("cli.not_simply_read"))
    note(door, "cli.added", inputs=len(result.items), assertions=sum(i.assertions for i in result.items))
    for code, number in (("cli.already_here", result.already_here), ("cli.near_duplicates", result.near_duplicates)):
        if number:
            note(door, code, count=number)


def _why(door: Door, item: AddedItem) -> str:
    """Why an input was not simply read, and how to mend it."""
    if item.outcome == "not_taken":
        return catalogue.render(door.language, Message(f"error.{item.reason}", item.params))
    return reason_text(door.language, item.reason)


def reason_text(language: str, reason: str) -> str:
    """A reason in words where the catalogue has it, the machine word where it has not."""
    code = f"reason.{reason}"
    return catalogue.say(language, code) if reason and catalogue.has(code, language) else reason


@click.command("import", help=text("help.import"))
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--map", "mapping", type=click.Path(path_type=Path), help=text("help.option.map"))
@click.option("--propose", is_flag=True, help=text("help.option.propose"))
@click.option("--source", default="", help=text("help.option.source"))
@click.option("--teller", default="", help=text("help.option.teller"))
@click.option("--release", default="", metavar="sealed|office|public", help=text("help.option.release"))
@click.option("--consent", default="", metavar="USE,USE", help=text("help.option.consent"))
@click.option("--until", default="", metavar="DATE", help=text("help.option.until"))
@shared_options
def import_table(door: Door, sheet: Path, mapping: Path | None, propose: bool, **given: str) -> int:
    """Turn a table into accounts and assertions, each resting on its cell."""
    if propose:
        proposed = propose_mapping(sheet)
        emit(to_json(proposed)) if door.as_json else click.echo(to_toml(proposed))
        return 0
    receipt = from_words(given, "doltap")
    with door.open() as archive:
        result = import_sheet(archive, ImportRequest(sheet, mapping, receipt))
    if door.as_json:
        emit({"mapping": result.mapping, **result.counts})
    else:
        rows = [(door.say(f"import.{name}"), number) for name, number in result.counts.items()]
        table(door, ("what", "count"), rows)
    return 0


@click.command("read", help=text("help.read"))
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
def read(door: Door, file: Path) -> int:
    """Read one file without an archive."""
    take = read_file(ReadRequest(file))
    reading = take.reading
    if door.as_json:
        told = {k: getattr(reading, k) for k in ("reader", "media_type", "encoding", "language", "text", "reason")}
        emit({"outcome": reading.outcome.value, **told, "title": reading.title, "members": list(reading.members)})
    else:
        click.echo(plain_text(reading.text))
        note(door, f"outcome.{reading.outcome}")
        if reading.reason:
            click.echo(reason_text(door.language, reading.reason), err=True)
    return 0 if reading.outcome in READ else 1


@click.command("extract", help=text("help.extract"))
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
def extract(door: Door, file: Path) -> int:
    """Take assertions out of one file without an archive."""
    take = read_file(ReadRequest(file), extracts=True)
    if door.as_json:
        emit_lines(extract_rows(take))
    else:
        _show_extracted(door, take)
        if take.reading.reason:
            click.echo(reason_text(door.language, take.reading.reason), err=True)
    if take.reading.outcome not in READ:
        note(door, f"outcome.{take.reading.outcome}")
        return 1
    return 0


def _show_extracted(door: Door, take: Taken) -> None:
    columns = ("entity_type", "property", "value_text", "certainty", "words")
    rows = [tuple(row[c] for c in columns) for row in extract_rows(take)]
    table(door, ("kind", "property", "value", "certainty", "words"), rows)
    note(door, "cli.extracted", assertions=len(rows), properties=len(Counter(r[1] for r in rows)))
