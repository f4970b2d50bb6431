"""Commands that answer at once: status, search. They load little."""

from __future__ import annotations

import click

from doltap.cli.common import Door, emit, emit_lines, note, shared_options, table, text
from doltap.operations.renderings import located
from doltap.operations.searching import SearchRequest
from doltap.operations.searching import search as find


@click.command("status", help=text("help.status"))
@shared_options
def status(door: Door) -> int:
    """Say what is held."""
    from doltap.operations.weighing import status as count

    with door.open() as archive:
        result = count(archive)
    names = ("accounts", "read", "partial", "not_read", "duplicates", "passages", "assertions")
    counts = {name: getattr(result.counts, name) for name in names} | {"weighings": result.weighings}
    if door.as_json:
        held_back = {w.reason: w.count for w in result.withheld}
        classes = dict(result.release_classes)
        emit({**counts, "release_classes": classes, "withheld": held_back, "questions": result.questions})
        return 0
    table(door, ("what", "count"), [(door.say(f"count.{name}"), number) for name, number in counts.items()])
    for withheld in result.withheld:
        note(door, f"withheld.{withheld.reason}", count=withheld.count)
    return 0


@click.command("search", help=text("help.search"))
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@shared_options
def search(door: Door, query: str, limit: int) -> int:
    """Find words in passages."""
    with door.open() as archive:
        found = find(archive, SearchRequest(query, limit))
    if door.as_json:
        emit_lines(
            {"passage": f.passage.id, "account": f.passage.account, "name": f.account, "teller": f.teller,
             "words": f.passage.words, "places": [list(p) for p in f.places], "locator": f.passage.locator.label()}
            for f in found
        )  # fmt: skip
        return 0
    rows = [(f.teller or f.account, located(f.passage.locator, door.language), f.passage.words) for f in found]
    table(door, ("teller", "where", "words"), rows)
    note(door, "cli.found", count=len(found))
    return 0
