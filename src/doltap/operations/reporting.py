"""The public report and the exports: public material only, screened, said in two languages, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from doltap import __version__, catalogue
from doltap.errors import DoltapError, WrongUsage
from doltap.model import (
    Audience,
    DateValue,
    EntityType,
    Passage,
    PlaceEntry,
    PlaceValue,
    Progress,
    Step,
    TermValue,
    TextValue,
    WeighedValue,
    Weighing,
    Withheld,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.figures import figure_views
from doltap.operations.view import View, view_of
from doltap.operations.views import Labels, weighing_views
from doltap.packs import load
from doltap.publish import (
    EXPORTERS,
    DocumentView,
    Page,
    PlaceFact,
    PlaceView,
    ReportView,
    SourceView,
    TimelineItem,
    WeighingView,
    rows_of,
    write_report,
)
from doltap.release import cover, screen

NAMING = frozenset({"name", "alias"})
MOVES = frozenset(
    {
        "arrival", "defection", "departure", "deportation", "emigration", "escape", "forced_return", "hiding",
        "resettlement", "return", "reunion", "separation", "trafficking", "transfer",
    }
)  # fmt: skip
"""Kinds of event by which people come and go: what an account tells of them is on no map."""

POINTS = frozenset({"country", "province", "city", "county"})


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Where the site goes. Machine proposals that nobody accepted stay out unless `proposals` is set."""

    out: Path
    proposals: bool = False
    guide_link: str = ""
    today: date = field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """An export: its format (csv, jsonl, uwazi), where to, in which language, and for whom."""

    out: Path
    format: str = "csv"
    language: str = "en"
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and how many were left out for each reason."""

    path: Path
    files: int
    left_out: tuple[Withheld, ...]


def report(archive: Archive, request: ReportRequest, *, progress: Progress = quiet) -> Written:
    """Write the report as a static site into a new folder. Raises WrongUsage when the folder is not empty."""
    (english, korean), left_out = report_views(archive, request)
    files = write_files(request.out, write_report(english, korean, catalogue.say), progress)
    return Written(request.out, files, left_out)


def report_views(
    archive: Archive, request: ReportRequest
) -> tuple[tuple[ReportView, ReportView], tuple[Withheld, ...]]:
    """The report in English and in Korean, and what was left out by reason."""
    view, weighings, left_out = public_weighings(archive, proposals=request.proposals, today=request.today)
    english, korean = (_report_view(view, weighings, left_out, Labels(view, lang), request) for lang in ("en", "ko"))
    return (english, korean), left_out


def public_weighings(
    archive: Archive, *, proposals: bool = False, today: date | None = None
) -> tuple[View, list[Weighing], tuple[Withheld, ...]]:
    """The public view, its weighings as anybody may see them, and what was left out by reason."""
    view = view_of(archive, Audience.PUBLIC, today)
    public_people = frozenset(e.pack_id for e in view.entities.values() if e.pack_id.startswith("person."))
    kept = {i: a for i, a in view.assertions.items() if proposals or a.accepted}
    unread = len(view.assertions) - len(kept)
    names = _private_names(view, public_people)
    view = replace(view, assertions=kept, passages_by_id=_covered_passages(view, names))
    found, withheld = screen(view.weighings(), view.type_of(), public_people, _province(view))
    waiting = (Withheld("not_accepted", unread),) if unread else ()
    return view, [_covered_texts(w, view, names) for w in found], (*view.withheld, *withheld, *waiting)


def _private_names(view: View, public_people: frozenset[str]) -> dict[str, set[str]]:
    """The names that each account gives to people who are not public, by account."""
    known = [n for p in view.pack.labels if p.entity.startswith("person.") for n in (p.en, p.ko)]
    given = {name.partition(" ")[2] for name in known}
    open_names = {name.casefold() for name in (*known, *(g for g in given if " " in g))}
    names: dict[str, set[str]] = {}
    for said in view.assertions.values():
        lead = view.canonical.get(said.entity, said.entity)
        of_person = said.entity_type is EntityType.PERSON and said.property in NAMING and lead not in public_people
        if of_person and len(said.value_text) > 1 and said.value_text.casefold() not in open_names:
            names.setdefault(said.account, set()).add(said.value_text)
    return names


def _covered_passages(view: View, names: Mapping[str, set[str]]) -> Callable[[Iterable[str]], dict[str, Passage]]:
    """Reads passages with the names covered."""

    def read(ids: Iterable[str]) -> dict[str, Passage]:
        found = view.passages_by_id(ids)
        return {i: replace(p, words=cover(p.words, names.get(p.account, ()))) for i, p in found.items()}

    return read


def _covered_texts(weighing: Weighing, view: View, names: Mapping[str, set[str]]) -> Weighing:
    """The weighing with the names covered in values that are words of an account (what somebody said)."""
    return replace(weighing, values=tuple(_covered_text(v, view, names) for v in weighing.values))


def _covered_text(told: WeighedValue, view: View, names: Mapping[str, set[str]]) -> WeighedValue:
    if not isinstance(told.value, TextValue):
        return told
    here = {n for i in (*told.for_, *told.against) for n in names.get(view.assertions[i].account, ())}
    return replace(told, value=TextValue(cover(told.value.text, here)))


def _province(view: View) -> _Wider:
    return _Wider({p.id: (p.kind, p.parent) for p in view.pack.gazetteer.places})


@dataclass(frozen=True, slots=True)
class _Wider:
    """Gives the province that holds a place, or the country where there is none."""

    places: Mapping[str, tuple[str, str]]

    def __call__(self, place: str) -> str:
        kind, parent = self.places.get(place, ("", ""))
        while kind not in {"province", "country", ""}:
            place = parent
            kind, parent = self.places.get(place, ("", ""))
        return place


def write_files(out: Path, pages: Iterable[Page], progress: Progress = quiet) -> int:
    """Write pages below a new or empty folder; how many. Raises WrongUsage or DoltapError naming the folder."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WrongUsage("folder_not_empty", path=str(out))
    written = 0
    try:
        for name, data in pages:
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            written += 1
            progress(Step(written, 0, name))
    except OSError as fault:
        raise DoltapError("cannot_write", path=str(out), fault=fault.strerror or "?") from fault
    return written


def _report_view(
    view: View, weighings: list[Weighing], left_out: tuple[Withheld, ...], labels: Labels, request: ReportRequest
) -> ReportView:
    shown = weighing_views(view, weighings, labels)
    language = labels.language
    return ReportView(
        catalogue.say(language, "publish.report.title"),
        request.today,
        language,
        tuple(shown),
        tuple(timeline(shown)),
        tuple(_places(view, shown, labels)),
        figure_views(view.pack, language),
        tuple(_sources(view, language)),
        left_out,
        len(view.accounts),
        sum(w.count for w in view.withheld),
        version=__version__,
        credits=(view.pack.licence, *(load(base).licence for base in view.pack.extends)),
        guide_link=request.guide_link,
    )


def timeline(shown: Iterable[WeighingView]) -> list[TimelineItem]:
    """What happened when, in order of the earliest date; statistics have their own page and are left out."""
    items = [
        TimelineItem(w.entity_label, dates, w.status, w.topic, w.id, _first_source(w), _verified(w))
        for w in shown
        if w.property == "date" and not w.entity.startswith("figure.") and (dates := _dates(w))
    ]
    return sorted(items, key=lambda i: (i.dates[0].earliest or date.min, i.label))


def _dates(weighing: WeighingView) -> tuple[DateValue, ...]:
    return tuple(v.value for v in weighing.values if isinstance(v.value, DateValue))


def _first_source(weighing: WeighingView) -> str:
    return next((e.source for v in weighing.values for e in v.for_), "")


def _verified(weighing: WeighingView) -> bool:
    return any(e.verified for v in weighing.values for e in v.for_)


def _places(view: View, shown: Iterable[WeighingView], labels: Labels) -> list[PlaceView]:
    """Places that public facts are about: the county or city at the finest, and never a person's movement."""
    gazetteer = {p.id: p for p in view.pack.gazetteer.places}
    facts: dict[PlaceEntry, list[PlaceFact]] = {}
    for weighing in shown:
        if weighing.entity_type != EntityType.PERSON and not _moves(weighing, labels):
            for where in _where(weighing):
                if place := _point(where, gazetteer):
                    facts.setdefault(place, []).append(_place_fact(weighing))
    return [_place_view(place, told, labels) for place, told in facts.items()]


def _moves(weighing: WeighingView, labels: Labels) -> bool:
    """Whether an account tells of people on the move; public history of the pack names a province at the finest."""
    kind = labels.told.get(weighing.entity, {}).get("kind")
    if kind is None or not isinstance(kind.value, TermValue) or not weighing.topic.startswith("told_"):
        return False
    return kind.value.term in MOVES


def _point(id_: str, gazetteer: Mapping[str, PlaceEntry]) -> PlaceEntry | None:
    """The place itself, or the county, city or province that holds it, that has a point on the map."""
    place = gazetteer.get(id_)
    while place is not None and (place.kind not in POINTS or place.lat is None or place.lon is None):
        place = gazetteer.get(place.parent)
    return place


def _place_fact(weighing: WeighingView) -> PlaceFact:
    told = "" if weighing.property == "place" else f": {weighing.property_label} {weighing.values[0].text}"
    return PlaceFact(f"{weighing.entity_label}{told}", weighing.status, weighing.id)


def _place_view(place: PlaceEntry, told: list[PlaceFact], labels: Labels) -> PlaceView:
    name, province = labels.names.get(place.id, place.name_en), labels.names.get(place.parent, "")
    return PlaceView(place.id, name, place.kind, place.lat or 0, place.lon or 0, tuple(told), province)


def _where(weighing: WeighingView) -> list[str]:
    if weighing.entity_type == EntityType.PLACE:
        return [weighing.entity]
    values = [v.value for v in weighing.values if isinstance(v.value, PlaceValue)]
    return [v.ids[0] for v in values if len(v.ids) == 1] if weighing.property == "place" else []


def _sources(view: View, language: str) -> list[SourceView]:
    documents: dict[str, dict[str, DocumentView]] = {}
    for account in view.accounts.values():
        title = account.document or account.name
        seen = DocumentView(title, account.link, account.seen, account.verified)
        documents.setdefault(account.source, {}).setdefault(title, seen)
    told: dict[str, int] = {}
    for assertion in view.assertions.values():
        source = view.accounts[assertion.account].source
        told[source] = told.get(source, 0) + 1
    used = [s for i, s in view.sources.items() if i in documents]
    return [
        SourceView(
            s.id, (s.name_ko if language == "ko" else "") or s.name, s.kind.value, s.reliability, s.party,
            len(documents[s.id]), told.get(s.id, 0), tuple(documents[s.id].values()),
        )
        for s in used
    ]  # fmt: skip


def export(archive: Archive, request: ExportRequest, *, progress: Progress = quiet) -> Written:
    """Write the weighings of a view in one format. Raises WrongUsage on an unknown format or a file that is there."""
    if request.format not in EXPORTERS:
        raise WrongUsage("format_unknown", format=request.format, known=", ".join(sorted(EXPORTERS)))
    if request.out.exists():
        raise WrongUsage("file_is_there", path=str(request.out))
    view, weighings, left_out = _export_weighings(archive, request)
    shown = weighing_views(view, weighings, Labels(view, request.language))
    pages = list(EXPORTERS[request.format](rows_of(shown), catalogue.say))
    return Written(request.out, _write_export(request.out, pages, progress), left_out)


def _write_export(out: Path, pages: list[Page], progress: Progress) -> int:
    """Formats of several files go into a folder, others into the one file that was named."""
    if len(pages) > 1:
        return write_files(out, pages, progress)
    try:
        out.write_bytes(pages[0][1])
    except OSError as fault:
        raise DoltapError("cannot_write", path=str(out), fault=fault.strerror or "?") from fault
    progress(Step(1, 1, str(out)))
    return 1


def _export_weighings(archive: Archive, request: ExportRequest) -> tuple[View, list[Weighing], tuple[Withheld, ...]]:
    if request.audience is Audience.PUBLIC:
        return public_weighings(archive)
    view = view_of(archive, Audience.OFFICE)
    return view, view.weighings(), view.withheld
