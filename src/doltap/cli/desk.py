"""Commands for the work itself: weighings, show, check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, emit_lines, note, plain_text, safe, shared_options, table, text
from doltap.cli.showing import (
    evidence_json,
    property_words,
    show_why,
    value_words,
    weighed_with,
    weighing_json,
)
from doltap.model import (
    Assertion,
    Audience,
    Basis,
    DateValue,
    Evidence,
    Status,
    Use,
    value_to_json,
)
from doltap.operations.checking import CheckedAssertion, CheckRequest, check_file
from doltap.operations.renderings import rendering, source_name, when_seen
from doltap.operations.weighing import (
    AccountShown,
    Shown,
    ShowRequest,
    WeighingsRequest,
)
from doltap.operations.weighing import (
    show as show_one,
)
from doltap.operations.weighing import (
    weighings as weigh_all,
)
from doltap.operations.why import WhyRequest
from doltap.operations.why import why as lay_open

STATUSES = [s.value for s in Status]
NO_REASON = " "
"""What `--why` alone means: no reason for opening words, but the reasons of a weighing."""


@click.command("weighings", help=text("help.weighings"))
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help=text("help.option.status"))
@click.option("--property", "properties", multiple=True, help=text("help.option.property"))
@click.option("--public", is_flag=True, help=text("help.option.public"))
@click.option("--names", is_flag=True, help=text("help.option.names"))
@click.option("--account", default="", metavar="ID", help=text("help.option.touched_by"))
@click.option("--without", multiple=True, metavar="SOURCE", help=text("help.option.without"))
@click.option("--without-grade", multiple=True, type=click.Choice(tuple("ABCDEF")), help=text("help.option.grade"))
@click.option("--agreed", multiple=True, type=click.Choice([u.value for u in Use]), help=text("help.option.agreed"))
@shared_options
def weighings(door: Door, statuses: tuple[str, ...], properties: tuple[str, ...], public: bool, **less: Any) -> int:  # noqa: ANN401  click's own types
    """List what is told, weighed."""
    audience = Audience.PUBLIC if public else Audience.OFFICE
    wanted = frozenset(map(Status, statuses)), frozenset(properties)
    dropped = frozenset(less["without"]), frozenset(less["without_grade"]), frozenset(map(Use, less["agreed"]))
    request = WeighingsRequest(*wanted, audience, None, door.language, less["account"], *dropped, less["names"])
    with door.open() as archive:
        found = weigh_all(archive, request)
    if door.as_json:
        emit_lines(weighing_json(s) for s in found)
        return 0
    table(door, ("id", "about", "property", "value", "origins", "status"), (_weighing_row(door, s) for s in found))
    note(door, "cli.weighings", count=len(found))
    return 0


def _weighing_row(door: Door, shown: Shown) -> tuple[str, str, str, str, int, str]:
    weighing = shown.weighing
    status_words = door.say(f"status.{weighing.status}")
    prop = property_words(door, weighing.property)
    best = weighing.values[0]
    return shown.id[:8], shown.label, prop, value_words(door, shown)[0], len(best.origins), status_words


@click.command("show", help=text("help.show"))
@click.argument("id")
@click.option("--why", is_flag=False, flag_value=NO_REASON, default="", help=text("help.option.why_open"))
@click.option("--open", "open_words", is_flag=True, help=text("help.option.open"))
@click.option("--public", is_flag=True, help=text("help.option.public"))
@shared_options
def show(door: Door, id: str, why: str, open_words: bool, public: bool) -> int:
    """Show one weighing or account."""
    with door.open() as archive:
        if why and not open_words:
            audience = Audience.PUBLIC if public else Audience.OFFICE
            return show_why(door, lay_open(archive, WhyRequest(id, audience, door.language)))
        found = show_one(archive, ShowRequest(id, open_words, why.replace(NO_REASON, ""), door.language))
    if isinstance(found, AccountShown):
        _show_account(door, found)
    elif door.as_json:
        evidence = [evidence_json(e) | {"assertion": e.assertion} for e in found.evidence.values()]
        emit(weighing_json(found) | {"evidence": evidence})
    else:
        _show_weighing(door, found)
    return 0


def _show_account(door: Door, found: AccountShown) -> None:
    card = found.account
    told = {
        "account": card.id, "name": card.name, "outcome": card.outcome.value, "language": card.language,
        "release_class": card.release_class.value, "sha256": card.sha256, "held_back": found.held_back,
        "assertions": found.assertions, "document": card.document, "seen": card.seen,
    }  # fmt: skip
    if door.as_json:
        emit({**told, "text": found.text})
        return
    shown = told | {"seen": when_seen(card.seen, door.language)}
    table(door, ("what", "value"), [(door.say(f"card.{k}"), str(v)) for k, v in shown.items() if v != ""])
    click.echo(plain_text(found.text) or door.say("cli.words_closed"))


def _show_weighing(door: Door, found: Shown) -> None:
    weighing = found.weighing
    said = property_words(door, weighing.property), door.say(f"status.{weighing.status}")
    click.echo(safe(" · ".join((found.label, *said))))
    for value, words in zip(weighing.values, value_words(door, found), strict=True):
        told = [
            (found.evidence[i], "cli.for" if i in value.for_ else "cli.against") for i in (*value.for_, *value.against)
        ]
        rows = [(door.say(side), _who_and_when(door, evidence), evidence.words) for evidence, side in told]
        table(door, ("side", "source", "words"), rows, title=safe(words))
    for reason in weighing.reasons:
        click.echo("- " + catalogue.render(door.language, reason))
    click.echo("- " + weighed_with(door, weighing))


def _who_and_when(door: Door, evidence: Evidence) -> str:
    """Who says it, and when that document was seen."""
    seen = when_seen(evidence.seen, door.language)
    return " · ".join(p for p in (source_name(evidence.source, door.language), seen) if p)


@click.command("check", help=text("help.check"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--public", is_flag=True, help=text("help.option.public"))
@shared_options
def check(door: Door, file: Path, public: bool) -> int:
    """Hold one account against the archive."""
    audience = Audience.PUBLIC if public else Audience.OFFICE
    with door.open() as archive:
        result = check_file(archive, CheckRequest(file, audience))
    if door.as_json:
        checked = [check_json(c) for c in result.assertions]
        copies = [{k: getattr(c, k) for k in ("account", "name", "similarity", "words")} for c in result.copies]
        emit({"file": result.file, "outcome": str(result.outcome), "assertions": checked, "copies": copies})
        return 0
    table(door, ("words", "property", "value", "status", "evidence"), check_rows(door, result.assertions))
    for copy in result.copies:
        note(door, "cli.is_a_copy", name=copy.name, words=plain_text(copy.words[:200]))
    return 0


def check_json(checked: CheckedAssertion) -> dict[str, Any]:
    """One checked assertion for scripts."""
    said = checked.assertion
    assertion = {
        "entity": said.entity, "entity_type": said.entity_type.value, "property": said.property,
        "value": value_to_json(said.value), "value_text": said.value_text, "certainty": said.certainty.value,
        "basis": said.basis.value, "cites": said.cites,
    }  # fmt: skip
    passage = checked.passage
    return {
        "start": passage.start,
        "end": passage.end,
        "words": passage.words,
        "assertion": assertion,
        "status": checked.status.value,
        "evidence": [evidence_json(e) for e in checked.evidence],
    }


def _said(assertion: Assertion) -> str:
    """The value as said; a birth worked out from an age is shown as the years it can mean."""
    value = assertion.value
    if assertion.basis is Basis.INFERRED and isinstance(value, DateValue) and value.earliest and value.latest:
        return f"{value.earliest.year}–{value.latest.year}"
    return assertion.value_text


def check_rows(door: Door, checked: tuple[CheckedAssertion, ...]) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the table that shows a checked account to people; what the row above says is not said again."""
    above = ("", "")
    for one in checked:
        held = one.status is Status.NOT_CHECKED
        words = door.say("cli.held_back") if held else one.passage.words
        evidence = _nearest_words(door, one.evidence[0]) if one.evidence else ""
        prop = "" if held else property_words(door, one.assertion.property)
        new = ("" if words == above[0] and not held else words, "" if (words, evidence) == above else evidence)
        yield new[0], prop, _said(one.assertion), door.say(f"status.{one.status}"), new[1]
        above = (words, evidence)


def _nearest_words(door: Door, near: Evidence) -> str:
    """Who says what, in the words of this door's language where the pack renders them."""
    rendered = rendering(near.words, door.language)
    words = door.say("cli.rendered", words=rendered) if rendered else near.words
    return f"{source_name(near.source, door.language)}: {words}"
