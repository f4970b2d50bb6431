"""What the pages are made of: prose from the catalogue, facts with their sources, what is not verified set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from doltap import catalogue
from doltap.model import Weighing
from doltap.operations.view import View
from doltap.operations.views import Labels, weighing_views
from doltap.operations.voice import Voice
from doltap.packs import CrisisLine, Fact, crisis_lines
from doltap.publish import (
    Block,
    Callout,
    EvidenceView,
    Facts,
    GuidePage,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    ValueView,
    WeighingView,
)


@dataclass(frozen=True)
class Desk:
    """What a page is written from: the voice of one language, and the public record's view with its weighings."""

    voice: Voice
    view: View
    weighings: tuple[Weighing, ...]

    @cached_property
    def labels(self) -> Labels:
        """How this language calls the record's entities."""
        return Labels(self.view, self.voice.language)

    def weighed(self, chosen: Callable[[Weighing], bool]) -> tuple[WeighingView, ...]:
        """The weighings that a page shows with their evidence."""
        shown = weighing_views(self.view, [w for w in self.weighings if chosen(w)], self.labels)
        return tuple(replace(w, values=tuple(_in_order(v) for v in w.values)) for w in shown)


def _in_order(value: ValueView) -> ValueView:
    """The value with its evidence by source and document: ids are random, and the same record gives the same page."""
    return replace(value, for_=tuple(sorted(value.for_, key=_cited)), against=tuple(sorted(value.against, key=_cited)))


def _cited(evidence: EvidenceView) -> tuple[str, str, str]:
    return evidence.source, evidence.document, evidence.words


def page(desk: Desk, slug: str, blocks: Iterable[Block]) -> GuidePage:
    """A page with the title and summary that the catalogue has for it."""
    name = slug.replace("-", "_")
    say = desk.voice.say
    return GuidePage(slug, say(f"guide.{name}.title"), tuple(blocks), say(f"guide.{name}.summary"))


def texts(voice: Voice, stem: str) -> tuple[str, ...]:
    """The catalogue's texts `<stem>.1`, `<stem>.2`, ... as far as they go."""
    found: list[str] = []
    while catalogue.has(code := f"{stem}.{len(found) + 1}", voice.language):
        found.append(voice.say(code))
    return tuple(found)


def opening(voice: Voice, stem: str) -> Iterator[Block]:
    """The first paragraphs of a page: `<stem>.lead` large, then `<stem>.text.N`."""
    if catalogue.has(f"{stem}.lead", voice.language):
        yield Paragraph(voice.say(f"{stem}.lead"), lead=True)
    yield from (Paragraph(t) for t in texts(voice, f"{stem}.text"))


def section(voice: Voice, stem: str) -> Iterator[Block]:
    """A heading `<stem>.title`, paragraphs `<stem>.text.N` with `<stem>.source`, and a list `<stem>.item.N`."""
    yield Heading(voice.say(f"{stem}.title"), stem.rpartition(".")[2].replace("_", "-"))
    source = voice.say(f"{stem}.source") if catalogue.has(f"{stem}.source", voice.language) else ""
    paragraphs = texts(voice, f"{stem}.text")
    for i, text in enumerate(paragraphs, 1):
        yield Paragraph(text, source=source if i == len(paragraphs) else "")
    items = texts(voice, f"{stem}.item")
    if items:
        yield ListBlock(items)


def told(voice: Voice, facts: Iterable[Fact]) -> Iterator[Block]:
    """Facts as paragraphs with their sources; those not verified follow in one box that says so."""
    known = list(facts)
    yield from (Paragraph(f.words(voice.language), source=voice.cite(f)) for f in known if f.verified)
    doubtful = [f for f in known if not f.verified]
    if doubtful:
        lines = tuple(f"{f.words(voice.language)} ({voice.cite(f)})" for f in doubtful)
        yield Callout("note", voice.say("guide.unverified_facts"), lines)


def facts_of(desk: Desk, *entities: str, properties: tuple[str, ...] = ()) -> Iterator[Block]:
    """The weighed facts about these things, each with its evidence; nothing where the record has none."""
    shown = desk.weighed(lambda w: w.entity in entities and (not properties or w.property in properties))
    if shown:
        yield Facts(shown)


def crisis(voice: Voice) -> Callout:
    """Where to turn now: first on every page. A number that nobody has checked says so."""
    return Callout(
        "crisis",
        voice.say("guide.crisis.title"),
        (voice.say("guide.crisis.text"),),
        tuple(_crisis_link(voice, line) for line in crisis_lines(voice.pack)),
    )


def _crisis_link(voice: Voice, line: CrisisLine) -> Link:
    name = voice.pick(line.name_en, line.name_ko)
    offers = voice.pick(line.offers_en, line.offers_ko)
    checked = voice.cited(line.source, "") if line.verified else voice.say("guide.not_verified")
    site = f"https://{line.contact}" if "." in line.contact and line.verified else ""
    return Link(f"{name}: {line.contact}", site, f"{offers} ({checked})")
