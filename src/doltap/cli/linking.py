"""`doltap link`: one table's own doubles, or a table against the archive; pairs stay opaque until one is opened."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, emit_lines, first_line, note, progress_bar, shared_options, table, text
from doltap.cli.queue import side_rows
from doltap.operations.deduping import Deduped, DedupeRequest, dedupe
from doltap.operations.linking import LinkRequest, Matched, Opened, OpenRequest, link_list, open_pair

SHORT = 8


@click.command("link", help=text("help.link"))
@click.argument("sheet", metavar="TABLE", type=click.Path(path_type=Path))
@click.option("--dedupe", "own", is_flag=True, help=text("help.option.dedupe"))
@click.option("--columns", default="", metavar="HEADING:KIND,...", help=text("help.option.columns"))
@click.option("--record", default="", metavar="HEADING", help=text("help.option.record"))
@click.option("--source", default="", help=text("help.option.list_source"))
@click.option("--purpose", default="", help=text("help.option.list_purpose"))
@click.option("--until", default="", metavar="DATE", help=text("help.option.list_until"))
@click.option("--by", default="", help=text("help.option.by"))
@click.option("--second", default="", help=text("help.option.second"))
@click.option("--second-passphrase-file", default="", metavar="FILE", help=text("help.option.second_passphrase_file"))
@click.option("--open", "pair", default="", metavar="PAIR", help=text("help.option.open_pair"))
@click.option("--why", default="", help=text("help.option.why"))
@shared_options
def link(door: Door, sheet: Path, own: bool, columns: str, record: str, pair: str, why: str, **said: str) -> int:
    """Find which rows are one person, or match a list against the archive."""
    if own:
        return _dedupe(door, DedupeRequest(sheet, columns, record))
    by = said.pop("by") or getpass.getuser()
    if pair:
        with door.open() as archive:
            return _show_opened(door, open_pair(archive, OpenRequest(sheet, pair, by, why, door.language)))
    passphrase = _second_passphrase(door, said.pop("second_passphrase_file"), said["second"])
    card = _asked(door, said)
    request = LinkRequest(
        sheet, by, card["source"], card["purpose"], card["until"], columns, said["second"], passphrase
    )
    with door.open() as archive:
        return _show_matched(door, link_list(archive, request))


def _dedupe(door: Door, request: DedupeRequest) -> int:
    bar, move = progress_bar(door)
    found = dedupe(request, progress=move)
    if bar is not None:
        bar.stop()
    if door.as_json:
        emit_lines({"record": r.record, "cluster": r.cluster, "probability": r.probability} for r in found.rows)
    else:
        _show_clusters(door, found)
    return 0


def _show_clusters(door: Door, found: Deduped) -> None:
    sizes: dict[int, int] = {}
    for row in found.rows:
        sizes[row.cluster] = sizes.get(row.cluster, 0) + 1
    several = sorted((r for r in found.rows if sizes[r.cluster] > 1), key=lambda r: r.cluster)
    table(door, ("cluster", "record", "probability"), [(r.cluster, r.record, f"{r.probability:.2f}") for r in several])
    note(door, "cli.deduped", rows=len(found.rows), people=len(sizes), several=len(several))
    note(door, "cli.columns_compared", columns=", ".join(f"{heading}:{kind}" for heading, kind in found.columns))


def _asked(door: Door, said: Mapping[str, str]) -> dict[str, str]:
    """The card of the list: what the options say; at a terminal the rest is asked for, and may stay as it was."""
    if door.as_json or not sys.stdin.isatty():
        return dict(said)
    empty = (name for name in ("source", "purpose", "until") if not said[name])
    answers = {n: click.prompt(door.say(f"cli.list_{n}"), default="", show_default=False, err=True) for n in empty}
    return {**said, **answers}


def _second_passphrase(door: Door, file: str, second: str) -> str:
    if file:
        return first_line(Path(file))
    if second and sys.stdin.isatty():
        return str(click.prompt(door.say("cli.second_passphrase", name=second), hide_input=True, err=True))
    return ""


def _show_matched(door: Door, found: Matched) -> int:
    if door.as_json:
        pairs = [{"id": p.id, "probability": p.probability, "new": p.new} for p in found.pairs]
        counts = {"rows": found.rows, "named": found.named, "persons": found.persons, "pairs": pairs}
        emit({"list": found.list, **counts, "columns": [list(c) for c in found.columns]})
        return 0
    new = door.say("cli.new_pair")
    rows = [(p.id[:SHORT], f"{p.probability:.2f}", new if p.new else "") for p in found.pairs]
    table(door, ("id", "probability", "state"), rows)
    fresh = sum(p.new for p in found.pairs)
    note(door, "cli.list_linked", rows=found.rows, named=found.named, pairs=len(found.pairs), new=fresh)
    return 0


def _show_opened(door: Door, found: Opened) -> int:
    if door.as_json:
        emit(_opened_json(found))
        return 0
    table(door, ("property", "left", "right"), side_rows(door, found.row, found.person))
    for reason in found.reasons:
        click.echo(catalogue.render(door.language, reason))
    note(door, "cli.pair_opened", id=found.person.entity[:SHORT], teller=found.teller)
    return 0


def _opened_json(found: Opened) -> dict[str, Any]:
    reasons = [{"code": r.code, **dict(r.params)} for r in found.reasons]
    person = {"entity": found.person.entity, "label": found.label, "names": list(found.person.names)}
    row = [list(cell) for cell in found.row]
    return {"pair": found.pair, "row": row, "person": {**person, "teller": found.teller},
            "probability": found.probability, "reasons": reasons}  # fmt: skip
