"""The pack's figures as charts, each with its source and the numbers on which sources differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from doltap import catalogue
from doltap.model import DateValue, NumberValue
from doltap.operations.voice import Voice
from doltap.packs import Fact, Pack, figures
from doltap.packs.figures import FigureRow as Numbers
from doltap.publish import ConflictView, FigureRow, FigureView, format_value

COUNTRIES = 20
"""How many countries a chart of countries shows; the others are added up in one row."""


def figure_views(pack: Pack, language: str) -> tuple[FigureView, ...]:
    """The charts of a pack in one language, those that it has no numbers for left out."""
    voice = Voice(pack, language)
    makers: tuple[Callable[[Voice], FigureView], ...] = (
        _arrivals, _birth_provinces, _returns, _unhcr_years, _unhcr_countries, _us, _nkdb,
    )  # fmt: skip
    return tuple(f for make in makers if (f := make(voice)).rows)


def conflicts_of(voice: Voice, *prefixes: str, properties: Sequence[str] = ("count",)) -> tuple[ConflictView, ...]:
    """Where facts about one thing give different numbers, each pair of values with its sources, in the pack's order.

    Five outlets that carry one report are one origin: each value names its origin's first source once.
    """
    told: dict[tuple[str, str], dict[str, list[Fact]]] = {}
    for fact in voice.pack.facts:
        for said in fact.assertions:
            if said.entity.startswith(prefixes) and said.property in properties and isinstance(said.value, NumberValue):
                text = format_value(said.value, voice.language, catalogue.say)
                told.setdefault((said.entity, said.property), {}).setdefault(text, []).append(fact)
    return tuple(c for (entity, what), values in told.items() for c in _pairs(voice, entity, what, values))


def _pairs(voice: Voice, entity: str, what: str, values: dict[str, list[Fact]]) -> Iterator[ConflictView]:
    (first, facts), *others = values.items()
    sex = voice.say(f"figures.series.{what.removeprefix('count_')}") if what != "count" else ""
    label = " · ".join(p for p in (_label(voice, entity), sex) if p)
    for text, rivals in others:
        doubt = _doubt(voice, (*facts, *rivals)) or _same_source(voice, facts, rivals)
        first_by, then_by = _tellers(voice, facts), _tellers(voice, rivals)
        yield ConflictView(label, first, first_by, text, then_by, doubt)


def _label(voice: Voice, entity: str) -> str:
    dated = _dates(voice).get(entity)
    return voice.date(dated) if dated else entity.rpartition(".")[2].replace("_", " ")


def _dates(voice: Voice) -> dict[str, str]:
    """The EDTF date first told of each thing."""
    said = (a for f in reversed(voice.pack.facts) for a in f.assertions if a.property == "date")
    return {a.entity: a.value.edtf for a in said if isinstance(a.value, DateValue)}


def _tellers(voice: Voice, facts: Iterable[Fact]) -> str:
    """The sources of one value; how many tell it from the same origin is said, because copies are no witnesses."""
    told = list(facts)
    names = list(dict.fromkeys(voice.sources.get(f.source, f.source) for f in told))
    origins = len({f.origin for f in told})
    copies = f" ({voice.say('figures.copies', told=len(told), origins=origins)})" if len(told) > origins else ""
    return ", ".join(names) + copies


def _doubt(voice: Voice, facts: Iterable[Fact]) -> str:
    return "" if all(f.verified for f in facts) else voice.say("figures.not_verified")


def _same_source(voice: Voice, facts: Iterable[Fact], rivals: Iterable[Fact]) -> str:
    return voice.say("figures.same_source") if {f.source for f in facts} == {f.source for f in rivals} else ""


def _source(voice: Voice, rows: Iterable[Numbers]) -> str:
    """The sources of a table; one that differs only in its document is named once, with the number of documents."""
    documents: dict[str, list[str]] = {}
    for row in rows:
        known = documents.setdefault(row.source, [])
        if row.document and row.document not in known:
            known.append(row.document)
    return "; ".join(_cited(voice, source, known) for source, known in documents.items())


def _cited(voice: Voice, source: str, documents: Sequence[str]) -> str:
    more = voice.say("figures.and_more", n=len(documents) - 1) if len(documents) > 1 else ""
    return f"{voice.cited(source, documents[0] if documents else '')}{more}"


def _verified(rows: Iterable[Numbers]) -> bool:
    return all(r.verified for r in rows)


def _view(
    voice: Voice,
    id_: str,
    kind: Literal["columns", "bars", "small"],
    series: Sequence[str],
    rows: Sequence[FigureRow],
    numbers: Sequence[Numbers],
    conflicts: tuple[ConflictView, ...] = (),
) -> FigureView:
    """A figure whose texts are the catalogue's `figures.<id>.*`."""
    notes = (n for i in range(1, 9) if catalogue.has(n := f"figures.{id_}.note.{i}", voice.language))
    return FigureView(
        id_,
        voice.say(f"figures.{id_}.title"),
        kind,
        tuple(voice.say(f"figures.series.{s}") for s in series),
        tuple(rows),
        _source(voice, numbers),
        date_seen=voice.pack.seen if numbers and _verified(numbers) else "",
        verified=_verified(numbers),
        notes=tuple(voice.say(n) for n in notes),
        conflicts=conflicts,
        row_label=voice.say(f"figures.{id_}.row"),
    )


def _flag(voice: Voice, row: Numbers, table: Sequence[Numbers]) -> str:
    """The mark of one row that nobody has seen; where no row was seen, the figure itself carries it."""
    return "" if row.verified or not any(r.verified for r in table) else voice.say("figures.not_verified")


def _arrivals(voice: Voice) -> FigureView:
    numbers = figures(voice.pack, "arrivals")
    rows = [
        FigureRow(voice.date(n.period), (n.number("male"), n.number("female")), _flag(voice, n, numbers))
        for n in numbers
    ]
    differ = conflicts_of(voice, "figure.arrivals_rok.", properties=("count", "count_female", "count_male"))
    return _view(voice, "arrivals", "columns", ("male", "female"), rows, numbers, differ)


def _birth_provinces(voice: Voice) -> FigureView:
    numbers = sorted(figures(voice.pack, "birth_provinces"), key=lambda n: -n.number("total"))
    rows = [
        FigureRow(voice.places.get(n.place, n.place), (n.number("male"), n.number("female")), _flag(voice, n, numbers))
        for n in numbers
    ]
    return _view(voice, "birth_provinces", "bars", ("male", "female"), rows, numbers)


def _returns(voice: Voice) -> FigureView:
    """Returns as told: one row an event, its first telling; 'at least' and 'up to' are notes, never averaged."""
    first: dict[str, tuple[Fact, NumberValue]] = {}
    for fact in (f for f in voice.pack.facts if f.topic == "returns"):
        for said in fact.assertions:
            of_return = said.property == "count" and said.entity.startswith("event.return_")
            if of_return and isinstance(said.value, NumberValue):
                first.setdefault(said.entity, (fact, said.value))
    oldest = sorted(first.items(), key=lambda told: _dates(voice).get(told[0], ""))
    rows = [
        FigureRow(_label(voice, entity), (count.low or count.high,), _told(voice, fact, count))
        for entity, (fact, count) in oldest
    ]
    return _view(voice, "returns", "bars", ("people",), rows, (), conflicts_of(voice, "event.return_"))


def _told(voice: Voice, fact: Fact, count: NumberValue) -> str:
    """A count as told, by whom, and whether that was seen."""
    number = format_value(count, voice.language, catalogue.say)
    parts = (number, voice.sources.get(fact.source, fact.source), _doubt(voice, (fact,)))
    return " · ".join(p for p in parts if p)


def _unhcr_years(voice: Voice) -> FigureView:
    numbers = figures(voice.pack, "unhcr")
    years = sorted({n.period for n in numbers})
    columns = ("refugees", "asylum_seekers")
    rows = [FigureRow(y, tuple(sum(n.number(c) for n in numbers if n.period == y) for c in columns)) for y in years]
    return _view(voice, "unhcr_years", "columns", columns, rows, numbers)


def _unhcr_countries(voice: Voice) -> FigureView:
    """The last year by country, the largest first; small countries are added up."""
    every = figures(voice.pack, "unhcr")
    last = max((n.period for n in every), default="")
    columns = ("refugees", "asylum_seekers")
    numbers = sorted((n for n in every if n.period == last), key=lambda n: -sum(n.number(c) for c in columns))
    rows = [
        FigureRow(voice.places.get(n.place, n.place), tuple(n.number(c) for c in columns)) for n in numbers[:COUNTRIES]
    ]
    rest = numbers[COUNTRIES:]
    if rest:
        others = tuple(sum(n.number(c) for n in rest) for c in columns)
        rows.append(FigureRow(voice.say("figures.other_countries", n=len(rest)), others))
    return _view(voice, "unhcr_countries", "bars", columns, rows, numbers)


def _us(voice: Voice) -> FigureView:
    numbers = figures(voice.pack, "us_admissions")
    rows = [FigureRow(voice.date(n.period), (n.number("total"),), _flag(voice, n, numbers)) for n in numbers]
    return _view(voice, "us_admissions", "bars", ("people",), rows, numbers)


def _nkdb(voice: Voice) -> FigureView:
    numbers = figures(voice.pack, "nkdb")
    rows = [
        FigureRow(n.period[:4], (n.number("cases"), n.number("persons")), _flag(voice, n, numbers)) for n in numbers
    ]
    return _view(voice, "nkdb", "small", ("cases", "persons"), rows, numbers)
