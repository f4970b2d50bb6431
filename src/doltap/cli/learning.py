"""Commands for being right about how sure: ask, confirm, mean, relearn."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from doltap.cli.common import Door, emit, emit_lines, note, shared_options, table, text
from doltap.cli.showing import body_words, property_words, value_words, weighing_json
from doltap.model import Audience, value_to_json
from doltap.operations.confirming import AskRequest, ConfirmRequest, MeantRequest, worth_confirming
from doltap.operations.confirming import confirm as confirm_one
from doltap.operations.confirming import mean as mean_one
from doltap.operations.models import Relearned, RelearnRequest
from doltap.operations.models import relearn as learn_anew
from doltap.operations.renderings import source_name

PUBLIC = click.option("--public", is_flag=True, help=text("help.option.public"))
BY = click.option("--by", default="", help=text("help.option.by"))
SHORT = 8


def _audience(public: bool) -> Audience:
    return Audience.PUBLIC if public else Audience.OFFICE


@click.command("ask", help=text("help.ask"))
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@PUBLIC
@shared_options
def ask(door: Door, limit: int, public: bool) -> int:
    """Name the items most worth confirming."""
    with door.open() as archive:
        found = worth_confirming(archive, AskRequest(limit, _audience(public), door.language))
    if door.as_json:
        emit_lines(weighing_json(w.shown) | {"look_in": [_paper(p) for p in w.look_in]} for w in found)
        return 0
    rows = [
        (w.shown.id[:SHORT], w.shown.label, property_words(door, w.shown.weighing.property),
         "\n".join(_numbered(value_words(door, w.shown))), "\n".join(_where(door, *p) for p in w.look_in))
        for w in found
    ]  # fmt: skip
    table(door, ("id", "about", "property", "value", "look_in"), rows)
    note(door, "cli.ask", count=len(found))
    return 0


def _paper(paper: tuple[str, str]) -> dict[str, str]:
    return {"source": paper[0], "document": paper[1]}


def _where(door: Door, source: str, document: str) -> str:
    return f"{source_name(source, door.language)}: {document}" if document else source_name(source, door.language)


def _numbered(values: list[str]) -> Iterator[str]:
    return (f"{n}. {value}" for n, value in enumerate(values, 1))


@click.command("confirm", help=text("help.confirm"))
@click.argument("weighing")
@click.option("--choice", type=click.IntRange(1, 10_000), help=text("help.option.choice"))
@click.option("--value", default="", metavar="VALUE", help=text("help.option.value"))
@click.option("--document", default="", help=text("help.option.document"))
@click.option("--seen", default="", metavar="DATE", help=text("help.option.seen"))
@click.option("--undo", is_flag=True, help=text("help.option.undo"))
@click.option("--why", default="", help=text("help.option.why"))
@BY
@PUBLIC
@shared_options
def confirm(door: Door, weighing: str, choice: int | None, by: str, public: bool, **said: Any) -> int:  # noqa: ANN401  click's own types
    """Record what a document says about one weighing."""
    who, what = by or getpass.getuser(), (said["document"], choice or 0, said["value"], said["seen"])
    with door.open() as archive:
        made = confirm_one(archive, ConfirmRequest(weighing, who, *what, _audience(public), said["why"], said["undo"]))
    if door.as_json:
        value = None if made.value is None else value_to_json(made.value)
        emit({"id": made.id, "entity": made.entity, "property": made.property, "value": value,
              "document": made.document, "view": made.audience.value})  # fmt: skip
    else:
        note(door, "cli.confirmed" if made.value is not None else "cli.unconfirmed")
    return 0


@click.command("mean", help=text("help.mean"))
@click.argument("property")
@click.argument("source", default="")
@click.option("--undo", is_flag=True, help=text("help.option.undo"))
@click.option("--why", default="", help=text("help.option.why"))
@BY
@PUBLIC
@shared_options
def mean(door: Door, property: str, source: str, undo: bool, why: str, by: str, public: bool) -> int:
    """Say which of two readings of a property is meant."""
    if not source and not undo:
        raise click.UsageError(door.say("cli.mean_needs_a_source"))
    request = MeantRequest(property, "" if undo else source, by or getpass.getuser(), _audience(public), why)
    with door.open() as archive:
        made = mean_one(archive, request)
    if door.as_json:
        emit({"id": made.id, "property": made.property, "source": made.source, "view": made.audience.value})
    else:
        note(door, "cli.meant" if made.source else "cli.unmeant")
    return 0


@click.command("relearn", help=text("help.relearn"))
@BY
@PUBLIC
@shared_options
def relearn(door: Door, by: str, public: bool) -> int:
    """Learn anew who tells what rightly, and say what changed."""
    request = RelearnRequest(by or getpass.getuser(), _audience(public), door.language)
    with door.open() as archive:
        found = learn_anew(archive, request)
    if door.as_json:
        emit(_learned_json(found))
        return 0
    _show_changes(door, found)
    code = "cli.relearned" if found.new else "cli.nothing_new_learned"
    note(door, code, number=found.number, assertions=found.assertions, confirmed=found.confirmed)
    return 0


def _learned_json(found: Relearned) -> dict[str, Any]:
    moved = [asdict(m) | {"status": [s.value for s in m.status]} for m in found.moved]
    return {
        "model": found.number, "new": found.new, "view": found.audience.value, "assertions": found.assertions,
        "confirmed": found.confirmed, "methods": dict(found.methods), "changes": [asdict(c) for c in found.changes],
        "moved": moved,
    }  # fmt: skip


def _show_changes(door: Door, found: Relearned) -> None:
    if found.changes:
        rows = [
            (
                property_words(door, c.property),
                body_words(door, c.name),
                _share(c.before),
                _share(c.after),
            )
            for c in found.changes
        ]
        table(door, ("property", "source", "before", "after"), rows, title=door.say("cli.how_often_right"))
    if found.moved:
        moved = [
            (
                m.id[:SHORT],
                m.label,
                property_words(door, m.property),
                *(_state(door, m.status[n], m.value[n]) for n in (0, 1)),
            )
            for m in found.moved
        ]
        table(door, ("id", "about", "property", "before", "after"), moved, title=door.say("cli.what_moved"))


def _state(door: Door, status: str, value: str) -> str:
    return f"{value} ({door.say(f'status.{status}')})"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
