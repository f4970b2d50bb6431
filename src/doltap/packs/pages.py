"""What pages and charts show of a pack: typed rows, read when asked, each with its source and whether it was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from doltap.packs.pack import Fact, Pack, is_verified
from doltap.packs.tables import Row, rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LawPoint:
    """What one country's law or practice is. It is law only where `fact.verified`; else it is shown as unverified.

    `instrument` and `position` are terms of the vocabularies law_instrument, treaty_position and law_position;
    `date` is EDTF, empty where none is known.
    """

    country: str
    instrument: str
    position: str
    date: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A fact on the timeline: its EDTF date, and a kind of the vocabulary timeline_kind."""

    edtf: str
    kind: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure in the country of arrival, in order; `limit` is a duration or an amount, if any."""

    number: int
    name_en: str
    name_ko: str
    authority_en: str
    authority_ko: str
    limit_en: str
    limit_ko: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that helps or documents: name, site, service, never a way to travel. `id` is the id of the body.

    `website_verified` and `founded_verified` are apart, because some addresses and years are from memory.
    """

    id: str
    name_en: str
    name_ko: str
    country: str
    website: str
    website_verified: bool
    founded: str
    founded_verified: bool
    offers_en: str
    offers_ko: str
    source: str
    document: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """A screening questionnaire: facts about it, never its item texts, and never a diagnosis.

    `cutoffs` name every published cut-off side by side; `critical` says which answer opens the crisis page.
    `shipped`: whether item texts come with Doltap (the licence was read).
    """

    id: str
    name_en: str
    name_ko: str
    items: int | None
    total_min: int
    total_max: int
    look_back_en: str
    look_back_ko: str
    cutoffs_en: str
    cutoffs_ko: str
    critical_en: str
    critical_ko: str
    licence_en: str
    licence_ko: str
    korean_version: str
    shipped: bool
    source: str
    document: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Detention:
    """A kind of detention, who runs it, and its share (per cent) of the recorded violations of liberty."""

    id: str
    name_en: str
    name_ko: str
    run_by_en: str
    run_by_ko: str
    share_percent: float
    source: str
    document: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to do before, during or after an interview; `kind` says what is noted (date, gate, list, ...)."""

    area: str
    id: str
    requirement_en: str
    requirement_ko: str
    kind: str
    source: str
    document: str
    verified: bool


def law_by_country(pack: Pack, country: str = "") -> tuple[LawPoint, ...]:
    """What is known of the law of one country (an id of places.csv), or of all, in the order of the pack."""
    facts = _by_id(pack)
    points = _all(pack, "law.csv", lambda r: _law_point(r, facts))
    return tuple(p for p in points if not country or p.country == country)


def timeline(pack: Pack) -> tuple[TimelineEntry, ...]:
    """Public history, oldest first."""
    facts = _by_id(pack)
    entries = _all(pack, "timeline.csv", lambda r: TimelineEntry(r["edtf"], r["kind"], facts[r["fact"]]))
    return tuple(sorted(entries, key=lambda e: e.edtf))


def procedure(pack: Pack) -> tuple[Step, ...]:
    """The steps after arrival, in order."""
    facts = _by_id(pack)
    steps = _all(pack, "procedure.csv", lambda r: _step(r, facts))
    return tuple(sorted(steps, key=lambda s: s.number))


def organisations(pack: Pack) -> tuple[Organisation, ...]:
    """Who helps and who documents, in the order of the pack."""
    return _all(pack, "organisations.csv", _organisation)


def instruments(pack: Pack) -> tuple[Instrument, ...]:
    """Screening questionnaires, in the order of the pack."""
    return _all(pack, "instruments.csv", _instrument)


def detention(pack: Pack) -> tuple[Detention, ...]:
    """Kinds of detention, in the order of the pack."""
    return _all(pack, "detention.csv", _detention)


def consent_checklist(pack: Pack) -> tuple[ChecklistItem, ...]:
    """What to see to for consent and safety, in the order of the pack."""
    return _all(pack, "checklist.csv", _item)


def row_verified(row: Row) -> bool:
    """Whether a row with the columns `checked` and `source` may be shown as verified."""
    return is_verified(row["checked"], row["source"])


def table(pack: Pack, name: str) -> Iterator[Row]:
    """The rows of one table of the pack's own folder; none when it has no such table."""
    if pack.folder is not None:
        yield from rows(pack.folder, name)


def _all(pack: Pack, name: str, make: Callable[[Row], T]) -> tuple[T, ...]:
    return tuple(make(row) for row in table(pack, name))


def _by_id(pack: Pack) -> dict[str, Fact]:
    return {fact.id: fact for fact in pack.facts}


def _law_point(row: Row, facts: dict[str, Fact]) -> LawPoint:
    return LawPoint(row["country"], row["instrument"], row["position"], row["date"], facts[row["fact"]])


def _step(row: Row, facts: dict[str, Fact]) -> Step:
    return Step(
        number=int(row["step"]),
        name_en=row["name_en"],
        name_ko=row["name_ko"],
        authority_en=row["authority_en"],
        authority_ko=row["authority_ko"],
        limit_en=row["limit_en"],
        limit_ko=row["limit_ko"],
        fact=facts[row["fact"]],
    )


def _item(row: Row) -> ChecklistItem:
    return ChecklistItem(
        area=row["area"],
        id=row["id"],
        requirement_en=row["requirement_en"],
        requirement_ko=row["requirement_ko"],
        kind=row["kind"],
        source=row["source"],
        document=row["document"],
        verified=row_verified(row),
    )


def _organisation(row: Row) -> Organisation:
    return Organisation(
        id=row["id"],
        name_en=row["name_en"],
        name_ko=row["name_ko"],
        country=row["country"],
        website=row["website"],
        website_verified=is_verified(row["website_checked"], row["source"]),
        founded=row["founded"],
        founded_verified=is_verified(row["founded_checked"], row["source"]),
        offers_en=row["offers_en"],
        offers_ko=row["offers_ko"],
        source=row["source"],
        document=row["document"],
        verified=row_verified(row),
    )


def _instrument(row: Row) -> Instrument:
    return Instrument(
        id=row["id"],
        name_en=row["name_en"],
        name_ko=row["name_ko"],
        items=int(row["items"]) if row["items"] else None,
        total_min=int(row["total_min"]),
        total_max=int(row["total_max"]),
        look_back_en=row["look_back_en"],
        look_back_ko=row["look_back_ko"],
        cutoffs_en=row["cutoffs_en"],
        cutoffs_ko=row["cutoffs_ko"],
        critical_en=row["critical_en"],
        critical_ko=row["critical_ko"],
        licence_en=row["licence_en"],
        licence_ko=row["licence_ko"],
        korean_version=row["korean_version"],
        shipped=row["shipped"] == "yes",
        source=row["source"],
        document=row["document"],
        verified=row_verified(row),
    )


def _detention(row: Row) -> Detention:
    return Detention(
        id=row["id"],
        name_en=row["name_en"],
        name_ko=row["name_ko"],
        run_by_en=row["run_by_en"],
        run_by_ko=row["run_by_ko"],
        share_percent=float(row["share_percent"]),
        source=row["source"],
        document=row["document"],
        verified=row_verified(row),
    )
