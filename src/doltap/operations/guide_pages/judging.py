"""Pages on judging and doing: true stories and sold ones, the news, documenting, and what Doltap refuses and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doltap.operations.guide_pages.parts import Desk, facts_of, opening, page, section, told
from doltap.operations.voice import Voice
from doltap.packs.pack import UNKNOWN_SOURCE
from doltap.publish import Block, Callout, GuidePage, Heading, Link, Links, Paragraph, Table


def true_or_sold(desk: Desk) -> GuidePage:
    """Origins counted, copies shown as copies; the pack's own examples of inflation, correction and denial."""
    return page(desk, "true-or-sold", _true_or_sold(desk))


def _true_or_sold(desk: Desk) -> Iterator[Block]:
    voice = desk.voice
    yield from opening(voice, "guide.true_or_sold")
    yield from section(voice, "guide.true_or_sold.signs")
    yield from section(voice, "guide.true_or_sold.origins")
    yield _origins(voice)
    yield from section(voice, "guide.true_or_sold.outlets")
    yield from facts_of(desk, "event.return_2023_10_09", properties=("count",))
    yield from section(voice, "guide.true_or_sold.contact")
    yield from section(voice, "guide.true_or_sold.correction")
    corrected = {"figure.arrivals_rok.2025"}
    yield from told(voice, (f for f in voice.pack.facts if corrected & {a.entity for a in f.assertions}))
    yield from section(voice, "guide.true_or_sold.denial")
    yield from facts_of(desk, "event.execution_boats_2008", properties=("count", "position"))
    yield from section(voice, "guide.true_or_sold.fair")
    yield from section(voice, "guide.true_or_sold.ask")


def _origins(voice: Voice) -> Table:
    """Returns as the pack tells them: how many tellings, and how many origins stand behind them, by source."""
    facts = [f for f in voice.pack.facts if f.topic == "returns" and f.source != UNKNOWN_SOURCE]
    tellings = Counter(f.origin for f in facts)
    first = {f.origin: f for f in reversed(facts)}
    most = [o for o, n in tellings.most_common() if n > 1]
    columns = tuple(voice.say(f"guide.true_or_sold.column.{c}") for c in ("origin", "told", "counts"))
    rows = tuple((voice.sources.get(first[o].source, o), str(tellings[o]), "1") for o in most)
    return Table(columns, rows, voice.say("guide.true_or_sold.caption"), (1, 2))


def news(desk: Desk) -> GuidePage:
    """Following the news without being carried away by it, and how Doltap keeps a feed item as an account."""
    return page(desk, "news", _news(desk.voice))


def _news(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.news")
    for part in ("reading", "outlets", "doltap", "yourself"):
        yield from section(voice, f"guide.news.{part}")
    outlets = ("voa", "rfa", "daily_nk", "yonhap", "38north")
    listed = tuple(Link(voice.sources[o], "") for o in outlets if o in voice.sources)
    yield Heading(voice.say("guide.news.named.title"), "named")
    yield Paragraph(voice.say("guide.news.named.text"))
    yield Links(listed)


def documenting(desk: Desk) -> GuidePage:
    """How to document so that it holds, and the command that does each part."""
    return page(desk, "documenting", _documenting(desk.voice))


def _documenting(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.documenting")
    yield from section(voice, "guide.documenting.rules")
    yield Heading(voice.say("guide.documenting.commands.title"), "commands")
    columns = tuple(voice.say(f"guide.documenting.column.{c}") for c in ("do", "command"))
    steps = ("init", "add", "import", "check", "who", "weighings", "report", "verify", "backup")
    rows = tuple((voice.say(f"guide.documenting.do.{s}"), voice.say(f"guide.documenting.command.{s}")) for s in steps)
    yield Table(columns, rows)
    yield from section(voice, "guide.documenting.publish")


def refuses(desk: Desk) -> GuidePage:
    """What is not done, why, and what is offered instead."""
    return page(desk, "refuses", _refuses(desk.voice))


def _refuses(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.refuses")
    yield Callout("safety", voice.say("guide.refuses.rule.title"), (voice.say("guide.refuses.rule.text"),))
    for part in ("way", "control", "helpers", "persons", "rating", "guess", "instead"):
        yield from section(voice, f"guide.refuses.{part}")
