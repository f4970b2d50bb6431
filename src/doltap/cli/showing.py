"""How weighings and evidence are shown, for people and for scripts: what several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from doltap import catalogue
from doltap.cli.common import Door, emit, safe, table
from doltap.model import Evidence, Message, Weighing, value_to_json
from doltap.operations.renderings import rendering, source_name
from doltap.operations.weighing import Shown
from doltap.operations.why import Telling, Why


def value_words(door: Door, shown: Shown) -> list[str]:
    """The values of a weighing in words; one that is only denied says so."""
    told = zip(shown.weighing.values, shown.values, strict=True)
    return [words if value.for_ else door.say("cli.not_so", value=words) for value, words in told]


def property_words(door: Door, prop: str) -> str:
    """A property in words where the catalogue has it."""
    code = f"property.{prop}"
    return door.say(code) if catalogue.has(code, door.language) else prop.replace("_", " ")


def weighing_json(shown: Shown) -> dict[str, Any]:
    """A weighing for scripts."""
    weighing = shown.weighing
    values = [
        {"value": value_to_json(v.value), "probability": v.probability, "origins": len(v.origins),
         "for": list(v.for_), "against": list(v.against)}
        for v in weighing.values
    ]  # fmt: skip
    return {
        "id": shown.id,
        "entity": weighing.entity,
        "entity_type": shown.type,
        "label": shown.label,
        "property": weighing.property,
        "values": values,
        "status": weighing.status.value,
        "reasons": [reason_json(r) for r in weighing.reasons],
        "calibration": weighing.calibration.value,
        "view": weighing.view,
        "model": weighing.model,
    }


def reason_json(message: Message) -> dict[str, Any]:
    """A reason for scripts: its code and parameters."""
    return {"code": message.code, **dict(message.params)}


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence for scripts."""
    return {
        "words": evidence.words,
        "source": evidence.source,
        "origin": evidence.origin,
        "supports": evidence.supports,
        "seen": evidence.seen,
    }


def weighed_with(door: Door, weighing: Weighing) -> str:
    """For which view and with which model it was weighed, and what its probabilities rest on."""
    view, state = door.say(f"view.{weighing.view}"), door.say(f"calibration.{weighing.calibration}")
    model = door.say("cli.model", number=weighing.model) if weighing.model else door.say("cli.no_model")
    return f"{view} · {model} · {state}"


def show_why(door: Door, found: Why) -> int:
    """A weighing laid open, for people or for scripts."""
    if door.as_json:
        emit(weighing_json(found.shown) | {"why": why_json(found)})
        return 0
    weighing = found.shown.weighing
    said = property_words(door, weighing.property), door.say(f"status.{weighing.status}")
    click.echo(safe(" · ".join((found.shown.label, *said))))
    for value in found.values:
        rows = [_telling_row(door, t, "cli.for") for t in _together(value.tellings)]
        rows += [_telling_row(door, t, "cli.against") for t in _together(value.denials)]
        head = door.say("cli.value_of_origins", value=safe(value.value), origins=value.origins)
        table(door, ("side", "source", "basis", "words"), rows, title=head)
    for number, bodies in enumerate(found.readings, 1):
        click.echo(door.say("cli.reading", number=number, sources=", ".join(body_words(door, b) for b in bodies)))
    _list(door, "cli.what_to_know", weighing.reasons)
    _list(door, "cli.what_would_change", found.would_change)
    click.echo("- " + weighed_with(door, weighing))
    return 0


def _list(door: Door, head: str, messages: Sequence[Message]) -> None:
    if messages:
        click.echo(door.say(head))
    for message in messages:
        click.echo("- " + catalogue.render(door.language, message))


def _together(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings that say the same words for the same origin, each group once."""
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for telling in tellings:
        key = telling.who, telling.origin, telling.words, telling.basis, telling.copied
        groups.setdefault(key, []).append(telling)
    return list(groups.values())


def _telling_row(door: Door, alike: list[Telling], side: str) -> tuple[str, str, str, str]:
    telling = alike[0]
    who = [source_name(telling.who, door.language), *dict.fromkeys(t.document for t in alike if t.document)]
    who += [door.say("cli.goes_back_to", origin=source_name(telling.origin, door.language))] if telling.origin else []
    who += [door.say("cli.party_voice")] if telling.party else []
    words = rendering(telling.words, door.language) or telling.words
    words += f"\n{door.say('cli.copied_words', words=telling.copied)}" if telling.copied else ""
    return door.say(side), "\n".join(who), door.say(f"basis.{telling.basis}"), words


def body_words(door: Door, body: str) -> str:
    """A body or outlet as this door's language calls it; a pool of tellers by how they know."""
    return door.say("cli.pool", basis=door.say(body)) if body.startswith("basis.") else source_name(body, door.language)


def why_json(found: Why) -> dict[str, Any]:
    """What lies behind a weighing, for scripts."""
    values = [
        {"value": v.value, "origins": v.origins, "probability": v.probability,
         "tellings": [asdict(t) for t in v.tellings], "denials": [asdict(t) for t in v.denials]}
        for v in found.values
    ]  # fmt: skip
    changes = [reason_json(m) for m in found.would_change]
    readings = [list(r) for r in found.readings]
    return {"values": values, "would_change": changes, "confirmed": found.confirmed, "confirmed_facts": found.known,
            "readings": readings}  # fmt: skip
