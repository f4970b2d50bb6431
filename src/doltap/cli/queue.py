"""`doltap who`, `doltap decide`: the pairs that could be one, side by side, and a key for each answer."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from doltap import catalogue
from doltap.cli.common import Door, console, emit, emit_lines, note, shared_options, table, text
from doltap.cli.showing import property_words, reason_json
from doltap.errors import WrongUsage
from doltap.model import DateValue, Decision, NameValue, PlaceValue, TermValue, TextValue, Value, value_to_json
from doltap.operations.archive import Archive
from doltap.operations.matching import Decided, DecideRequest, Pair, WhoRequest
from doltap.operations.matching import decide as decide_pair
from doltap.operations.matching import who as open_pairs

SHORT = 8
ANSWERS = {"s": Decision.SAME, "m": Decision.SAME, "d": Decision.DIFFERENT, "u": Decision.UNSURE}
"""Keys that answer; `m` joins two persons where `s` only links two tellers."""


@click.command("who", help=text("help.who"))
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--unsure", is_flag=True, help=text("help.option.unsure"))
@click.option("--list", "only_list", is_flag=True, help=text("help.option.list"))
@click.option("--by", default="", help=text("help.option.by"))
@shared_options
def who(door: Door, limit: int, unsure: bool, only_list: bool, by: str) -> int:
    """Show the pairs that could be one; at a terminal, ask about them one by one."""
    with door.open() as archive:
        found = open_pairs(archive, WhoRequest(limit, door.language, unsure))
        if not door.as_json and not only_list and found and sys.stdin.isatty() and sys.stdout.isatty():
            return ask(door, archive, found, by or getpass.getuser(), click.getchar)
    if door.as_json:
        emit_lines(_pair_json(p) for p in found)
        return 0
    table(door, ("left", "right", "probability", "reasons"), (_pair_row(door, p) for p in found))
    note(door, "cli.pairs", count=len(found))
    return 0


def ask(door: Door, archive: Archive, found: Sequence[Pair], by: str, key: Callable[[], str]) -> int:
    """Ask about each pair by single keys until all are answered or somebody stops; how many were answered is said."""
    place, made, why = 0, list[tuple[int, Decided]](), ""
    _show(door, found[0], 1, len(found))
    while place < len(found):
        pressed = key().lower()
        if pressed in ("q", "\x03", "\x04"):
            break
        if pressed == "n":
            why = click.prompt(door.say("cli.why"), default="", show_default=False)
            continue
        if pressed == "z" and made:
            place, done = made.pop()
            decide_pair(archive, DecideRequest(done.left, done.right, Decision.UNSURE, by, door.say("cli.taken_back")))
        elif pressed in ANSWERS:
            answered = _answer(door, archive, found[place], pressed, by, why)
            if answered is None:
                continue
            made.append((place, answered))
            place, why = place + 1, ""
        elif pressed == "k":
            place, why = place + 1, ""
        else:
            note(door, "cli.keys")
            continue
        if place < len(found):
            _show(door, found[place], place + 1, len(found))
    note(door, "cli.answered_pairs", count=len(made))
    return 0


def _answer(door: Door, archive: Archive, pair: Pair, pressed: str, by: str, why: str) -> Decided | None:
    """The decision recorded; None, with the reason said, where it cannot be so."""
    sides = pair.proposal.left, pair.proposal.right
    try:
        made = decide_pair(archive, DecideRequest(*sides, ANSWERS[pressed], by, why, merge=pressed == "m"))
    except WrongUsage as refused:
        click.echo(catalogue.explain(door.language, refused), err=True)
        return None
    note(door, _said(made))
    return made


def _said(made: Decided) -> str:
    if made.waits:
        return "cli.decided_waits"
    return "cli.decided_link" if made.link else "cli.decided"


def _show(door: Door, pair: Pair, place: int, of: int) -> None:
    """One pair side by side, with what speaks for it and the keys."""
    console().rule(f"{place}/{of} · {pair.proposal.score:.2f}")
    names = tuple((door.say("cli.names_told"), ", ".join(p.names)) for p in (pair.left, pair.right))
    told = [(names[0][0], names[0][1], names[1][1]), (door.say("column.teller"), *pair.tellers)]
    left = [(p, value_text(v)) for p, v in pair.left.attributes]
    table(door, ("property", "left", "right"), [*told, *side_rows(door, left, pair.right)], " ~ ".join(pair.labels))
    for reason in pair.proposal.reasons:
        click.echo(f"· {catalogue.render(door.language, reason)}")
    if pair.waits:
        note(door, "cli.pair_waits")
    note(door, "cli.keys_guarded" if pair.guarded else "cli.keys")


def side_rows(door: Door, left: Iterable[tuple[str, str]], right: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401  a Profile, which a door does not import
    """One row for each property that either side tells, in the order told."""
    one, other = _grouped(left), _grouped((p, value_text(v)) for p, v in right.attributes)
    if "name" in one:
        other["name"] = list(right.names)
    props = dict.fromkeys([*one, *other])
    return [(property_words(door, p), ", ".join(one.get(p, ())), ", ".join(other.get(p, ()))) for p in props]


def _grouped(told: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for prop, words in told:
        if words not in found.setdefault(prop, []):
            found[prop].append(words)
    return found


def value_text(value: Value) -> str:
    """A value as told, without vocabulary; a date as EDTF."""
    match value:
        case DateValue(edtf):
            return edtf
        case TermValue(_, term):
            return term
        case NameValue(words) | PlaceValue(words) | TextValue(words):
            return words
        case _:
            return ""


def _pair_json(pair: Pair) -> dict[str, Any]:
    proposal = pair.proposal
    both = zip(("left", "right"), (pair.left, pair.right), pair.labels, pair.tellers, strict=True)
    sides = {
        side: {"entity": p.entity, "type": p.type.value, "label": label, "names": list(p.names), "account": p.account,
               "teller": teller, "told": [[prop, value_to_json(v)] for prop, v in p.attributes]}
        for side, p, label, teller in both
    }  # fmt: skip
    state = {"score": proposal.score, "guarded": pair.guarded, "waits": pair.waits}
    return {**sides, **state, "reasons": [reason_json(r) for r in proposal.reasons]}


def _pair_row(door: Door, pair: Pair) -> tuple[str, str, str, str]:
    sides = zip((pair.left, pair.right), pair.labels, pair.tellers, strict=True)
    left, right = (f"{profile.entity[:SHORT]} {label}\n({teller})" for profile, label, teller in sides)
    reasons = " ".join(catalogue.render(door.language, r) for r in pair.proposal.reasons)
    return left, right, f"{pair.proposal.score:.2f}", reasons


@click.command("decide", help=text("help.decide"))
@click.argument("left")
@click.argument("right")
@click.argument("decision", type=click.Choice([d.value for d in Decision]))
@click.option("--why", default="", help=text("help.option.why"))
@click.option("--by", default="", help=text("help.option.by"))
@click.option("--merge", is_flag=True, help=text("help.option.merge"))
@shared_options
def decide(door: Door, left: str, right: str, decision: str, why: str, by: str, merge: bool) -> int:
    """Record a decision on two entities."""
    request = DecideRequest(left, right, Decision(decision), by or getpass.getuser(), why, merge)
    with door.open() as archive:
        made = decide_pair(archive, request)
    if door.as_json:
        state = {"same_teller": made.link, "waits": made.waits}
        emit({"id": made.id, "left": made.left, "right": made.right, "decision": made.decision.value, **state})
    else:
        note(door, _said(made))
    return 0
