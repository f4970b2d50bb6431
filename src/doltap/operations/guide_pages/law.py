"""Pages of law: refugee status country by country, and the procedure in the country of arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doltap.operations.guide_pages.parts import Desk, opening, page, section, told
from doltap.operations.voice import Voice
from doltap.packs import Fact, LawPoint, Step, law_by_country
from doltap.packs import procedure as steps_of
from doltap.publish import Block, Callout, GuidePage, Heading, Paragraph, Table

TREATIES = ("convention_1951", "protocol_1967", "cat_1984")
POSITIONS = ("party", "not_party", "signed")


def law(desk: Desk) -> GuidePage:
    """Nationality first, then treaties at a glance, then each country: what was seen, and apart what was not."""
    return page(desk, "law", _law(desk.voice))


def _law(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.law")
    yield from section(voice, "guide.law.nationality")
    readings = ("law_gb_case_391", "law_ca_case_tb4", "law_ca_case_720", "law_us_act_302", "law_eu_practice")
    yield from told(voice, (voice.facts[i] for i in readings if i in voice.facts))
    points = law_by_country(voice.pack)
    countries = tuple(dict.fromkeys(p.country for p in points))
    yield Heading(voice.say("guide.law.treaties.title"), "treaties")
    yield Paragraph(voice.say("guide.law.treaties.text"))
    yield _treaties(voice, points, countries)
    yield from section(voice, "guide.law.agreements")
    agreements = (
        "protocol_1964",
        "protocol_1986",
        "unhcr_china_1995",
        "unhcr_1999",
        "russia_2016",
        "russia_draft_2014",
    )
    yield from told(voice, (voice.facts[i] for i in agreements if i in voice.facts))
    for country in countries:
        yield from _country(voice, country, [p for p in points if p.country == country])


def _treaties(voice: Voice, points: Sequence[LawPoint], countries: Sequence[str]) -> Table:
    """Verified positions only; a position that nobody has seen in a source is a question mark, never law."""
    columns = (voice.say("guide.law.country"), *(voice.terms.get(("law_instrument", t), t) for t in TREATIES))
    rows = tuple(
        (
            voice.places.get(c, c),
            *(_position(voice, [p for p in points if (p.country, p.instrument) == (c, t)]) for t in TREATIES),
        )
        for c in countries
    )
    return Table(columns, rows, voice.say("guide.law.treaties.caption"))


def _position(voice: Voice, points: Iterable[LawPoint]) -> str:
    known = [p for p in points if p.position in POSITIONS and p.fact.verified]
    if not known:
        return voice.say("guide.law.open")
    last = known[-1]
    name = voice.terms.get(("treaty_position", last.position), last.position)
    return f"{name} ({voice.date(last.date)})" if last.date else name


def _country(voice: Voice, country: str, points: Sequence[LawPoint]) -> Iterator[Block]:
    yield Heading(voice.places.get(country, country), country)
    if country == "KR":
        yield Paragraph(voice.say("guide.law.rok"))
    practice = [p for p in points if p.instrument not in TREATIES]
    yield from told(voice, (p.fact for p in practice if p.fact.verified))
    treaties = [p for p in points if p.instrument in TREATIES and p.fact.verified]
    if treaties:
        yield _sources(voice, treaties)
    open_ones = [p.fact for p in points if not p.fact.verified]
    if open_ones:
        yield _not_law(voice, open_ones)


def _sources(voice: Voice, points: Sequence[LawPoint]) -> Table:
    columns = tuple(voice.say(f"guide.law.column.{c}") for c in ("treaty", "position", "source"))
    rows = tuple(
        (voice.terms.get(("law_instrument", p.instrument), p.instrument), _position(voice, [p]), voice.cite(p.fact))
        for p in points
    )
    return Table(columns, rows)


def _not_law(voice: Voice, facts: Sequence[Fact]) -> Callout:
    lines = tuple(f"{f.words(voice.language)} ({voice.cite(f)})" for f in facts)
    return Callout("note", voice.say("guide.law.not_verified"), lines)


def procedure(desk: Desk) -> GuidePage:
    """The steps after arrival in South Korea, in order, and what the official pages disagree on."""
    return page(desk, "procedure", _procedure(desk.voice))


def _procedure(voice: Voice) -> Iterator[Block]:
    yield from opening(voice, "guide.procedure")
    for step in steps_of(voice.pack):
        yield from _step(voice, step)
    yield from section(voice, "guide.procedure.money")
    shown = {s.fact.id for s in steps_of(voice.pack)}
    yield from told(voice, (f for f in voice.pack.facts if f.topic == "procedure" and f.id not in shown))
    yield from section(voice, "guide.procedure.life")


def _step(voice: Voice, step: Step) -> Iterator[Block]:
    name = voice.pick(step.name_en, step.name_ko)
    yield Heading(voice.say("guide.procedure.step", n=step.number, name=name), f"step-{step.number}")
    yield from told(voice, (step.fact,))
    by = voice.say("guide.procedure.by", who=voice.pick(step.authority_en, step.authority_ko))
    limit = voice.pick(step.limit_en, step.limit_ko)
    yield Paragraph(f"{by} {voice.say('guide.procedure.limit', limit=limit)}" if limit else by)
