"""The command that weighs any table of who says what about which item. No archive is needed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import click

from doltap.cli.common import Door, emit_lines, note, shared_options, table, text
from doltap.errors import WrongUsage
from doltap.operations.weigh_table import Line, TableRequest, TableWeighed, line_json, weigh_table

TYPES = ("number", "date", "place", "text", "set")
SHOWN = 50
"""Lines of a table that people are shown; --json prints all."""


@click.command("weigh", help=text("help.weigh"))
@click.argument("path", metavar="TABLE", type=click.Path(path_type=Path))
@click.option("--source", required=True, help=text("help.option.weigh_source"))
@click.option("--item", "items", required=True, multiple=True, help=text("help.option.weigh_item"))
@click.option("--value", required=True, help=text("help.option.weigh_value"))
@click.option("--property", default="", help=text("help.option.weigh_property"))
@click.option("--type", "type_", type=click.Choice(TYPES), default="text", help=text("help.option.weigh_type"))
@click.option("--tolerance", type=float, default=0.0, help=text("help.option.weigh_tolerance"))
@click.option("--hierarchy", type=click.Path(path_type=Path), help=text("help.option.weigh_hierarchy"))
@click.option("--confirmed", type=click.Path(path_type=Path), help=text("help.option.weigh_confirmed"))
@click.option("--meant", multiple=True, metavar="PROPERTY=SOURCE", help=text("help.option.weigh_meant"))
@click.option("--ask", type=click.IntRange(0, 100_000), default=0, help=text("help.option.weigh_ask"))
@click.option("--seed", type=int, default=0, help=text("help.option.weigh_seed"))
@click.option("--engine", type=click.Choice(("local", "spark")), default="local", help=text("help.option.weigh_engine"))
@click.option("--report", type=click.Path(path_type=Path), help=text("help.option.weigh_report"))
@shared_options
def weigh(door: Door, path: Path, items: tuple[str, ...], type_: str, meant: tuple[str, ...], **given: Any) -> int:  # noqa: ANN401  click's own types
    """Weigh a table."""
    request = TableRequest(table=path, items=items, type=type_, meant=_meant(meant), **given)
    found = weigh_table(request)
    if door.as_json:
        emit_lines(map(line_json, found.questions or found.lines))
    elif request.ask:
        rows = ((_name(q.item), q.property, " / ".join(q.values[:5])) for q in found.questions)
        table(door, ("weigh_item", "property", "weigh_values"), rows)
    else:
        _shown(door, found)
    _notes(door, found)
    return 0


def _meant(given: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [each.partition("=") for each in given]
    if any(not source for _, _, source in pairs):
        raise WrongUsage("meant_needs_source")
    return {prop: source for prop, _, source in pairs}


def _name(item: tuple[str, ...]) -> str:
    return " | ".join(item)


def _shown(door: Door, found: TableWeighed) -> None:
    rows = [_row(door, line) for line in islice(found.lines, SHOWN)]
    table(door, ("weigh_item", "value", "weigh_probability", "status", "weigh_origins", "weigh_vote"), rows)
    if next(found.lines, None) is not None:
        note(door, "cli.weigh_more", shown=SHOWN)


def _row(door: Door, line: Line) -> tuple[str, ...]:
    chance = door.say("cli.weigh_uncalibrated") if line.probability is None else f"{line.probability:.2f}"
    if line.readings:
        chance = door.say("cli.weigh_two_readings", first=line.readings[0], second=line.readings[-1])
    status = door.say(f"status.{line.status}")
    return (_name(line.item), line.value, chance, status, str(line.origins), f"{line.vote:.2f}")


def _notes(door: Door, found: TableWeighed) -> None:
    """What a person should know of the run, on standard error."""
    note(door, "cli.weigh_done", claims=found.claims, skipped=found.skipped, confirmed=found.confirmed)
    if found.unknown:
        note(door, "cli.weigh_unknown", count=found.unknown)
    for each in found.model.properties:
        if each.why:
            note(door, "cli.weigh_by_vote", property=each.property, why=door.say(f"weigh.why.{each.why}"))
        if each.reading and each.asked_for < 0:
            note(door, "cli.weigh_readings", property=each.property, share=round(100 * each.apart))
