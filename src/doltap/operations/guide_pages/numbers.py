"""Pages of public numbers, public history, and the bodies that help or document."""

from __future__ import annotations

from collections.abc import Iterator

from doltap.model import EntityType, Status, plain_date
from doltap.operations.figures import figure_views
from doltap.operations.guide_pages.parts import Desk, opening, page, section, told
from doltap.operations.voice import Voice
from doltap.packs import Detention, Organisation, TimelineEntry, detention, organisations, timeline
from doltap.publish import (
    Block,
    Callout,
    Card,
    Cards,
    Chart,
    GuidePage,
    Heading,
    Link,
    Paragraph,
    Table,
    Timeline,
    TimelineItem,
)


def numbers(desk: Desk) -> GuidePage:
    """Arrivals with their conflicts, birth provinces, returns, UNHCR, United States, NKDB, kinds of detention."""
    return page(desk, "figures", _numbers(desk.voice))


def _numbers(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.figures")
    for figure in figure_views(voice.pack, voice.language):
        yield Heading(voice.say(f"guide.figures.{figure.id}"), figure.id.replace("_", "-"))
        yield Chart(figure)
    kinds = detention(voice.pack)
    if kinds:
        yield Heading(voice.say("guide.figures.detention"), "detention")
        yield _detention_table(voice, kinds)


def _detention_table(voice: Voice, kinds: tuple[Detention, ...]) -> Table:
    columns = tuple(voice.say(f"guide.figures.detention.{c}") for c in ("kind", "run_by", "share"))
    rows = tuple(
        (voice.pick(k.name_en, k.name_ko), voice.pick(k.run_by_en, k.run_by_ko), f"{k.share_percent:g}") for k in kinds
    )
    unverified = tuple(i for i, k in enumerate(kinds) if not k.verified)
    caption = voice.say("guide.figures.detention.caption")
    return Table(columns, rows, caption, (2,), unverified, voice.cite_row(kinds[0]))


def history(desk: Desk) -> GuidePage:
    """Public history in order, and what is said of the famine, with the numbers that differ."""
    return page(desk, "history", _history(desk))


def _history(desk: Desk) -> Iterator[Block]:
    voice = desk.voice
    yield from opening(voice, "guide.history")
    yield Heading(voice.say("guide.history.timeline.title"), "timeline")
    yield Timeline(tuple(_item(desk, entry) for entry in timeline(voice.pack)))
    yield from section(voice, "guide.history.famine")
    yield from told(voice, (f for f in voice.pack.facts if f.id.startswith("famine")))


def _item(desk: Desk, entry: TimelineEntry) -> TimelineItem:
    fact, voice = entry.fact, desk.voice
    status = _status_of(desk, entry)
    return TimelineItem(
        fact.words(voice.language),
        (plain_date(entry.edtf),),
        status,
        fact.topic,
        source=voice.cite(fact),
        verified=fact.verified,
    )


def _status_of(desk: Desk, entry: TimelineEntry) -> Status:
    """The weighing of the date of what the entry's fact tells; a fact that dates nothing has its one teller."""
    events = {a.entity for a in entry.fact.assertions if a.entity_type is EntityType.EVENT and a.property == "date"}
    found = [w.status for w in desk.weighings if w.property == "date" and w.entity in events]
    return found[0] if found else Status.ONE_TELLER


def who_helps(desk: Desk) -> GuidePage:
    """The directory: name, site, service; never a way to travel."""
    return page(desk, "who-helps", _who_helps(desk.voice))


def _who_helps(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.who_helps")
    yield Callout("safety", voice.say("guide.who_helps.safety.title"), (voice.say("guide.who_helps.safety.text"),))
    countries: dict[str, list[Organisation]] = {}
    for body in organisations(voice.pack):
        countries.setdefault(body.country, []).append(body)
    for country, bodies in countries.items():
        name = voice.places.get(country, "") or voice.say("guide.who_helps.international")
        yield Heading(name, f"in-{country or 'all'}")
        yield from (b for body in bodies for b in _entry(voice, body))
    yield Paragraph(voice.say("guide.who_helps.ask"))


def _entry(voice: Voice, body: Organisation) -> Iterator[Block]:
    """An anchor for the body, then its card; an address that nobody has opened is text, not a link."""
    yield Heading(voice.pick(body.name_en, body.name_ko), body.id.replace(".", "-").replace("_", "-"), 3)
    doubt = f" ({voice.say('guide.not_verified')})"
    lines = [(voice.say("guide.who_helps.offers"), voice.pick(body.offers_en, body.offers_ko))]
    if body.founded:
        lines.append(
            (voice.say("guide.who_helps.founded"), voice.date(body.founded) + doubt * (not body.founded_verified))
        )
    if body.website and not body.website_verified:
        lines.append((voice.say("guide.who_helps.site"), body.website + doubt))
    lines.append((voice.say("guide.who_helps.told_by"), voice.cite_row(body)))
    links = (Link(body.website, f"https://{body.website}"),) if body.website_verified else ()
    other = body.name_en if voice.language == "ko" else body.name_ko
    yield Cards((Card(other, "", tuple(lines), links, body.verified),))
