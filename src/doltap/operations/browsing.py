"""The weighings of a view page by page, and how many there are of each kind; the counts come after the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from doltap.model import Audience, DateValue, EntityType, PlaceValue, Progress, Status, Weighing, quiet
from doltap.operations.archive import Archive
from doltap.operations.view import View, view_of, weighing_id
from doltap.operations.views import BARE, Labels
from doltap.operations.weighing import Shown, shown

SIZE = 40
MOST_FACETS = 40


@dataclass(frozen=True, slots=True)
class BrowseRequest:
    """Which weighings: what is `chosen` of each of FACETS (nothing: all). One page of them."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 1
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Browsed:
    """One page of weighings, how many there are, and on how many pages."""

    items: tuple[Shown, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the list: each value with its name in words and how many weighings it would leave."""

    name: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class _Card:
    """A weighing with what it can be found by."""

    weighing: Weighing
    status: str
    type: str
    places: frozenset[str]
    decades: frozenset[str]


FACETS: Mapping[str, Callable[[_Card], Iterable[str]]] = {
    "statuses": lambda card: (card.status,),
    "types": lambda card: (card.type,),
    "properties": lambda card: (card.weighing.property,),
    "places": lambda card: card.places,
    "decades": lambda card: card.decades,
}
"""What the list can be divided by, and the values of one weighing for each."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    view: View
    cards: tuple[_Card, ...]
    by_id: Mapping[str, Weighing] = field(default_factory=dict)


def browse(archive: Archive, request: BrowseRequest, *, progress: Progress = quiet) -> Browsed:
    """One page of the office's weighings, most independent origins first; withheld accounts enter no number of it."""
    del progress
    shelf = shelf_of(archive)
    found = [card for card in shelf.cards if _wanted(card, request)] if request.chosen else shelf.cards
    pages = max(-(-len(found) // SIZE), 1)
    page = min(request.page, pages)
    here = [card.weighing for card in found[(page - 1) * SIZE : page * SIZE]]
    items = tuple(shown(shelf.view, here, request.language, labels_of(archive, request.language)))
    return Browsed(items, len(found), page, pages)


def facets(archive: Archive, request: BrowseRequest, *, progress: Progress = quiet) -> tuple[Facet, ...]:
    """What the list can be divided by. Each facet counts what the others leave, so that a choice can be widened."""
    del progress
    asked = "facets", request.language, tuple(sorted((k, tuple(sorted(v))) for k, v in request.chosen.items()))
    return archive.remembered(asked, lambda: _facets(archive, request))


def _facets(archive: Archive, request: BrowseRequest) -> tuple[Facet, ...]:
    shelf, labels = shelf_of(archive), labels_of(archive, request.language)
    return tuple(_facet(name, shelf, request, labels) for name in FACETS)


def _facet(name: str, shelf: _Shelf, request: BrowseRequest, labels: Labels) -> Facet:
    others = replace(request, chosen={k: v for k, v in request.chosen.items() if k != name})
    counted = Counter(value for card in shelf.cards if _wanted(card, others) for value in FACETS[name](card))
    chosen = request.chosen.get(name, frozenset())
    order = sorted(counted, reverse=True) if name == "decades" else [v for v, _ in counted.most_common(MOST_FACETS)]
    kept = [*order, *(v for v in sorted(chosen) if v not in counted)]
    return Facet(name, tuple((v, _named(name, v, labels), counted[v]) for v in kept))


def _named(name: str, value: str, labels: Labels) -> str:
    """A facet's value in words; statuses and types are machine words that the door has words for."""
    if name == "properties":
        return labels.property(value)
    return labels.names.get(value, value) if name == "places" else value


def _wanted(card: _Card, request: BrowseRequest) -> bool:
    return all(
        not (chosen := request.chosen.get(name)) or any(value in chosen for value in values(card))
        for name, values in FACETS.items()
    )


def shelf_of(archive: Archive) -> _Shelf:
    """The office's view with its weighings in order, made once until something is written."""
    return archive.remembered("shelf", lambda: _shelf(archive))


def labels_of(archive: Archive, language: str) -> Labels:
    """What the office's view calls things in a language, made once until something is written."""
    return archive.remembered(("labels", language), lambda: Labels(shelf_of(archive).view, language))


def _shelf(archive: Archive) -> _Shelf:
    view = view_of(archive, Audience.OFFICE)
    weighings = [w for w in view.weighings() if w.property not in BARE]
    weighings.sort(
        key=lambda w: (w.status is not Status.TELLERS_DIFFER, -len(w.values[0].origins), w.entity, w.property)
    )
    types = view.type_of()
    where: dict[str, set[str]] = {}
    when: dict[str, set[str]] = {}
    for weighing in weighings:
        for told in weighing.values:
            if isinstance(told.value, PlaceValue) and len(told.value.ids) == 1:
                where.setdefault(weighing.entity, set()).add(told.value.ids[0])
            elif isinstance(told.value, DateValue):
                when.setdefault(weighing.entity, set()).update(_decades(told.value))
    cards = tuple(_card(w, types, where, when) for w in weighings)
    return _Shelf(view, cards, {weighing_id(w): w for w in weighings})


def _card(
    weighing: Weighing, types: Mapping[str, EntityType], where: Mapping[str, set[str]], when: Mapping[str, set[str]]
) -> _Card:
    kind = types.get(weighing.entity, EntityType.EVENT)
    places = where.get(weighing.entity, set()) | ({weighing.entity} if kind is EntityType.PLACE else set())
    decades = frozenset(when.get(weighing.entity, set()))
    return _Card(weighing, weighing.status.value, kind.value, frozenset(places), decades)


def _decades(value: DateValue) -> set[str]:
    first, last = value.earliest, value.latest
    if first is None or last is None or last.year - first.year > 30:
        return set()
    return {str(year // 10 * 10) for year in range(first.year, last.year + 1)}
