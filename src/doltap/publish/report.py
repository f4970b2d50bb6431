"""The report: a self-contained site in English and Korean of weighed facts and of nothing that may not leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from doltap.model import Status
from doltap.publish import site
from doltap.publish.evidence import count_statuses, safe_id
from doltap.publish.geography import on_map, spots
from doltap.publish.shelves import DIFFERING, Sheet, Shelf, dated_sheets, numbered, sheets, shelves
from doltap.publish.site import Edition, NavItem
from doltap.publish.views import Page, ReportView, Say, WeighingView

METHOD: Final = (
    "publish.method.words",
    "publish.method.origins",
    "publish.method.status",
    "publish.method.dates",
    "publish.method.parties",
    "publish.method.unverified",
    "publish.method.safety",
    "publish.method.limits",
)
"""What the method page says when the view names nothing else; each code has a `.title` beside it."""

MOST: Final = 60
"""How many names a list shows before it says how many more there are."""

MOST_OF_PLACE: Final = 12
"""How many facts the map's list shows of one place."""

_NAV: Final = (
    NavItem("index.html", "publish.nav.overview"),
    NavItem("facts.html", "publish.nav.facts"),
    NavItem("differ.html", "publish.nav.differ"),
    NavItem("timeline.html", "publish.nav.timeline"),
    NavItem("map.html", "publish.nav.map"),
    NavItem("figures.html", "publish.nav.figures"),
    NavItem("sources.html", "publish.nav.sources"),
    NavItem("method.html", "publish.nav.method"),
    NavItem("left-out.html", "publish.nav.left_out"),
)


def write_report(view_en: ReportView, view_ko: ReportView, say: Say) -> Iterator[Page]:
    """The report as (path, bytes), English under en/, Korean under ko/, the choice of language at index.html.

    `say` is `doltap.catalogue.say`. The two views carry the same ids; each page has its twin at the same path.
    """
    editions = (_edition(view_en, say), _edition(view_ko, say))
    yield from site.front(editions)
    for edition, view in zip(editions, (view_en, view_ko), strict=True):
        yield from _pages(edition, view)


def _edition(view: ReportView, say: Say) -> Edition:
    shared = {
        "view": view,
        "fact_ids": frozenset(w.id for w in view.weighings),
        "home_link": view.guide_link.replace("{language}", view.language),
    }
    return Edition(view.language, "report", view.title, _NAV, say, shared)


def _pages(edition: Edition, view: ReportView) -> Iterator[Page]:
    differing = tuple(w for w in view.weighings if w.status is Status.TELLERS_DIFFER)
    statuses, filled = count_statuses(view.weighings), shelves(view.weighings)
    yield site.page(
        edition,
        "overview.html",
        "index.html",
        statuses=statuses,
        shelves=filled,
        differing=_most_told(differing),
        differ=len(differing),
    )
    yield site.page(edition, "contents.html", "facts.html", statuses=statuses, shelves=filled, most=MOST)
    for shelf in filled:
        yield from _shelf_pages(edition, shelf, filled)
    yield from _fact_pages(edition, filled)
    yield from _differ_pages(edition, view, differing)
    yield from _timeline_pages(edition, view)
    elsewhere = tuple(p for p in view.places if not on_map(p))
    yield site.page(edition, "map.html", "map.html", spots=spots(view.places), elsewhere=elsewhere, most=MOST_OF_PLACE)
    yield site.page(edition, "figures.html", "figures.html")
    yield site.page(edition, "sources.html", "sources.html", most=MOST)
    yield site.page(edition, "method.html", "method.html", codes=view.method or METHOD)
    yield site.page(edition, "left-out.html", "left-out.html")


def _most_told(weighings: tuple[WeighingView, ...]) -> tuple[WeighingView, ...]:
    """The three that most tellings speak of, for the first page."""
    return tuple(sorted(weighings, key=lambda w: -sum(len(v.for_) for v in w.values))[:3])


def fact_path(weighing: WeighingView) -> str:
    """Where the page of one weighing lies inside its language folder."""
    return f"fact/{safe_id(weighing.id)}.html"


def _shelf_pages(edition: Edition, shelf: Shelf, filled: tuple[Shelf, ...]) -> Iterator[Page]:
    for sheet in shelf.sheets:
        statuses = count_statuses(sheet.weighings)
        context = {"shelf": shelf, "sheet": sheet, "statuses": statuses, "shelves": filled}
        yield site.page(edition, "facts.html", sheet.path, **context)


def _fact_pages(edition: Edition, filled: tuple[Shelf, ...]) -> Iterator[Page]:
    ordered = [(w, sheet) for shelf in filled for sheet in shelf.sheets for w in sheet.weighings]
    alone = [w for w, _ in ordered]
    for before, (weighing, sheet), after in zip([None, *alone], ordered, [*alone[1:], None], strict=False):
        beside = {"before": before, "after": after, "sheet": sheet}
        yield site.page(edition, "fact.html", fact_path(weighing), weighing=weighing, **beside)


def _differ_pages(edition: Edition, view: ReportView, differing: tuple[WeighingView, ...]) -> Iterator[Page]:
    """What tellers differ on, page by page; what stands against the record is on the first."""
    against = tuple(w for w in view.weighings if w.status is Status.AGAINST_RECORD)
    made = sheets("differ", differing, DIFFERING) or (Sheet("differ.html", 1, ()),)
    for sheet in made:
        context = {"sheet": sheet, "sheets": made, "count": len(differing)}
        yield site.page(edition, "differ.html", sheet.path, against=against if sheet.number == 1 else (), **context)


def _timeline_pages(edition: Edition, view: ReportView) -> Iterator[Page]:
    made = dated_sheets(view.timeline)
    paths = [numbered("timeline", n) for n in range(1, len(made) + 1)]
    for path, items in zip(paths, made, strict=True):
        yield site.page(edition, "timeline.html", path, items=items, paths=paths)
