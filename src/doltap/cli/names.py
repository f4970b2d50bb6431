"""Commands about names as written: compare two or many, rank a list. No archive is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, emit_lines, shared_options, table, text
from doltap.errors import WrongUsage
from doltap.operations.naming import Compared, Ranked, compare_file, compare_two, rank_files


@click.group("names", help=text("help.names"))
def names() -> None:
    """Work with names as written."""


@names.command("compare", help=text("help.names_compare"))
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--pairs", type=click.Path(path_type=Path), help=text("help.option.pairs"))
@shared_options
def names_compare(door: Door, a: str | None, b: str | None, pairs: Path | None) -> int:
    """Compare two names, or each pair of a file."""
    if pairs is None and (a is None or b is None):
        raise WrongUsage("names_needed")
    if pairs is None:
        return _one(door, compare_two(a or "", b or ""))
    found = compare_file(pairs)
    if door.as_json:
        emit_lines(map(_as_json, found))
    else:
        table(door, ("score", "name_a", "name_b", "reason"), [_row(door, each) for each in found])
    return 0


def _one(door: Door, found: Compared) -> int:
    if door.as_json:
        emit(_as_json(found))
    else:
        table(door, ("score", "name_a", "name_b"), [(f"{found.score:.2f}", found.a, found.b)])
        for reason in found.reasons:
            click.echo(catalogue.render(door.language, reason))
    return 0


def _row(door: Door, found: Compared) -> tuple[str, str, str, str]:
    return f"{found.score:.2f}", found.a, found.b, catalogue.render(door.language, found.reasons[0])


def _as_json(found: Compared) -> dict[str, Any]:
    reasons = [{"code": r.code, **dict(r.params)} for r in found.reasons]
    return {"a": found.a, "b": found.b, "score": found.score, "reasons": reasons}


@names.command("rank", help=text("help.names_rank"))
@click.option("--queries", type=click.Path(path_type=Path), required=True, help=text("help.option.queries"))
@click.option("--pool", type=click.Path(path_type=Path), required=True, help=text("help.option.pool"))
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help=text("help.option.top"))
@shared_options
def names_rank(door: Door, queries: Path, pool: Path, top: int) -> int:
    """Rank the names of one file for each name of another."""
    found = rank_files(queries, pool, top)
    if door.as_json:
        emit_lines(map(_ranked_json, found))
    else:
        rows = ((f"{score:.2f}", ranked.query, name) for ranked in found for name, score in ranked.candidates)
        table(door, ("score", "name_a", "name_b"), rows)
    return 0


def _ranked_json(ranked: Ranked) -> dict[str, Any]:
    return {"query": ranked.query, "candidates": [{"name": n, "score": s} for n, s in ranked.candidates]}
