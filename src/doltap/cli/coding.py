"""`doltap agreement`, `doltap codebook`: how far coders agree, and what the terms they code by mean."""

from __future__ import annotations

from typing import Any

import click

from doltap.cli.common import Door, emit, emit_lines, note, plain_text, shared_options, table, text
from doltap.cli.showing import property_words
from doltap.operations.agreeing import AgreementRequest, Difference, PropertyAgreement, agreements
from doltap.operations.codebooks import CodebookRequest, changes, terms

SHORT = 8
PARTS = ("definition", "counts_as", "not_when", "examples")


@click.command("agreement", help=text("help.agreement"))
@click.option("--account", default="", metavar="ID", help=text("help.option.account"))
@click.option("--seed", type=int, default=0, help=text("help.option.agreement_seed"))
@shared_options
def agreement(door: Door, account: str, seed: int) -> int:
    """Show how far coders agree by property, and where they differ."""
    with door.open() as archive:
        found = agreements(archive, AgreementRequest(account, door.language, seed))
    waiting = sum(not d.adjudicated for d in found.differences)
    if door.as_json:
        emit_lines(map(_property_json, found.properties))
        emit_lines(map(_difference_json, found.differences))
        return 0
    columns = ("property", "codebook", "accounts", "agreement_units", "one_coder", "alpha", "agreement_interval")
    table(door, columns, (_property_row(door, p) for p in found.properties))
    table(door, ("id", "property", "words", "readings"), (_difference_row(door, d) for d in found.differences))
    note(door, "cli.agreement", count=waiting)
    return 0


def _property_json(one: PropertyAgreement) -> dict[str, Any]:
    return {
        "kind": "agreement", "property": one.property, "codebook": one.codebook, "accounts": one.accounts,
        "units": one.units, "one_coder": one.one_coder, "alpha": one.alpha, "low": one.low, "high": one.high,
    }  # fmt: skip


def _difference_json(one: Difference) -> dict[str, Any]:
    readings = [{"by": by, "verdict": verdict, "value": value} for by, verdict, value in one.readings]
    return {
        "kind": "difference", "assertion": one.assertion, "account": one.account, "property": one.property,
        "words": one.words, "readings": readings, "adjudicated": one.adjudicated,
    }  # fmt: skip


def _property_row(door: Door, one: PropertyAgreement) -> tuple[object, ...]:
    alpha = door.say("cli.alpha_undefined") if one.alpha is None else f"{one.alpha:.2f}"
    between = "" if one.low is None or one.high is None else f"{one.low:.2f} – {one.high:.2f}"
    version = one.codebook or door.say("cli.codebook_unrecorded")
    return property_words(door, one.property), version, one.accounts, one.units, one.one_coder, alpha, between


def _difference_row(door: Door, one: Difference) -> tuple[str, ...]:
    lines = [f"{by}: {door.say(f'reading.{verdict}', value=value)}" for by, verdict, value in one.readings]
    lines.append(door.say("cli.adjudicated" if one.adjudicated else "cli.coders_differ"))
    return one.assertion[:SHORT], property_words(door, one.property), one.words, "\n".join(lines)


@click.command("codebook", help=text("help.codebook"))
@click.argument("term", default="")
@click.option("--since", default="", metavar="VERSION", help=text("help.option.codebook_since"))
@click.option("--pack", default="north_korea", show_default=True, help=text("help.option.codebook_pack"))
@shared_options
def codebook(door: Door, term: str, since: str, pack: str) -> int:
    """Show what terms mean, or what a later version changed."""
    if since:
        return _changes(door, pack, since)
    found = terms(CodebookRequest(term, pack))
    if door.as_json:
        emit_lines(map(_term_json, found))
    elif term:
        for one in found:
            _told(door, one)
    else:
        rows = ((t.term, t.label[door.language], door.say(f"unit.{t.unit}"), t.definition[door.language])
                for t in found)  # fmt: skip
        table(door, ("term", "label", "unit", "definition"), rows)
    return 0


def _term_json(one: Any) -> dict[str, Any]:  # noqa: ANN401  a CodebookTerm, which a door does not import
    texts = {part: getattr(one, part) for part in ("label", *PARTS)}
    return {
        "kind": one.kind, "term": one.term, **texts, "unit": one.unit, "since": one.since, "changed": one.changed,
        "formerly": list(one.formerly),
    }  # fmt: skip


def _told(door: Door, one: Any) -> None:  # noqa: ANN401  a CodebookTerm
    unit = door.say(f"unit.{one.unit}")
    click.echo(door.say("cli.codebook_term", label=one.label[door.language], term=one.term, unit=unit))
    for part in PARTS:
        click.echo(f"  {door.say(f'column.{part}')}: {plain_text(getattr(one, part)[door.language])}")
    click.echo(f"  {door.say('column.since')}: {one.version}")


def _changes(door: Door, pack: str, since: str) -> int:
    found = changes(pack, since)
    if door.as_json:
        emit({
            "since": since,
            "changes": [{"term": c.term.term, "version": c.term.version, "new": c.new, "recode": list(c.recode)}
                        for c in found],
        })  # fmt: skip
        return 0
    rows = ((c.term.term, c.term.version, door.say("cli.term_new" if c.new else "cli.term_changed"),
             ", ".join(c.recode)) for c in found)  # fmt: skip
    table(door, ("term", "since", "change", "recode"), rows)
    note(door, "cli.codebook_changes", count=len(found), version=since)
    return 0
