"""Pages of care: minds (crisis first), being discreet, and what to have in hand for an interview or hearing."""

from __future__ import annotations

from collections.abc import Iterator

from doltap.operations.guide_pages.parts import Desk, crisis, opening, page, section, texts, told
from doltap.operations.voice import Voice
from doltap.packs import ChecklistItem, Instrument, consent_checklist, instruments
from doltap.publish import Block, Callout, Card, Cards, Checklist, GuidePage, Heading, Paragraph


def minds(desk: Desk) -> GuidePage:
    """Crisis first; what weighs on people; facts on instruments with every cut-off; never items, never a diagnosis."""
    return page(desk, "minds", _minds(desk.voice))


def _minds(voice: Voice) -> Iterator[Block]:
    yield crisis(voice)
    yield from opening(voice, "guide.minds")
    yield from section(voice, "guide.minds.weight")
    yield from section(voice, "guide.minds.listening")
    yield from section(voice, "guide.minds.helpers")
    yield from section(voice, "guide.minds.instruments")
    yield from told(voice, (f for f in voice.pack.facts if f.topic == "instruments"))
    for instrument in instruments(voice.pack):
        yield from _instrument(voice, instrument)
    yield Callout("safety", voice.say("guide.minds.never.title"), (voice.say("guide.minds.never.text"),))


def _instrument(voice: Voice, known: Instrument) -> Iterator[Block]:
    yield Heading(f"{known.id}: {voice.pick(known.name_en, known.name_ko)}", known.id.lower(), 3)
    say = voice.say
    items = say("guide.minds.items", n=known.items) if known.items else say("guide.minds.items_unknown")
    ranged = say("guide.minds.range", low=known.total_min, high=known.total_max)
    lines = [
        (say("guide.minds.length"), f"{items}, {ranged}, {voice.pick(known.look_back_en, known.look_back_ko)}"),
        (say("guide.minds.cutoffs"), voice.pick(known.cutoffs_en, known.cutoffs_ko)),
    ]
    critical = voice.pick(known.critical_en, known.critical_ko)
    if critical:
        lines.append((say("guide.minds.critical"), critical))
    lines.append((say("guide.minds.licence"), voice.pick(known.licence_en, known.licence_ko)))
    lines.append((say("guide.minds.told_by"), voice.cite_row(known)))
    yield Cards((Card("", "", tuple(lines), (), known.verified),))


def discreet(desk: Desk) -> GuidePage:
    """Digital discretion for supporters and caseworkers: what not to ask or write, devices, accounts."""
    return page(desk, "discreet", _discreet(desk.voice))


def _discreet(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.discreet")
    for part in ("ask", "write", "devices", "accounts", "pictures", "reached", "doltap"):
        yield from section(voice, f"guide.discreet.{part}")
    yield Callout("safety", voice.say("guide.discreet.not.title"), (voice.say("guide.discreet.not.text"),))


def interview(desk: Desk) -> GuidePage:
    """Before, during and after an interview or hearing; indicators of credibility; the checklist of the pack."""
    return page(desk, "interview", _interview(desk.voice))


def _interview(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.interview")
    yield _hand(voice)
    for part in ("before", "during", "read_back", "interpreter", "proof", "limits"):
        yield from section(voice, f"guide.interview.{part}")
    yield from section(voice, "guide.interview.consent")
    yield from told(voice, (f for f in voice.pack.facts if f.id in {"murad_released", "murad_languages"}))
    areas: dict[str, list[ChecklistItem]] = {}
    for item in consent_checklist(voice.pack):
        areas.setdefault(item.area, []).append(item)
    for area, items in areas.items():
        yield _checklist(voice, area, items)
    yield Paragraph(voice.say("guide.interview.unverified"))


def _hand(voice: Voice) -> Checklist:
    """What to have in hand, each with its reason, from the catalogue."""
    things = texts(voice, "guide.interview.hand")
    why = (voice.say(f"guide.interview.hand.{i}.why") for i in range(1, len(things) + 1))
    return Checklist(tuple(zip(things, why, strict=True)), voice.say("guide.interview.hand.title"))


def _checklist(voice: Voice, area: str, items: list[ChecklistItem]) -> Checklist:
    lines = (
        (
            voice.pick(i.requirement_en, i.requirement_ko),
            voice.cite_row(i) if i.verified else voice.say("guide.not_verified"),
        )
        for i in items
    )
    return Checklist(tuple(lines), voice.terms.get(("checklist_area", area), area))
