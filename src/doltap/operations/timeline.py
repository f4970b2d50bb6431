"""What happened when, as the office may see it: a decade at a time, vague dates as stretches, differing ones beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doltap.model import DateValue, EntityType, Progress, Status, TermValue, Weighing, quiet
from doltap.model.kinds import MOVES
from doltap.operations.archive import Archive
from doltap.operations.browsing import shelf_of
from doltap.operations.reporting import MOVES as COMINGS_AND_GOINGS
from doltap.operations.view import View, weighing_id
from doltap.operations.views import Labels
from doltap.publish import TimelineItem
from doltap.publish.tracks import Mark, decades

MOST = 300
"""How many happenings of one decade a page shows."""

ON_THE_MOVE = MOVES | COMINGS_AND_GOINGS
"""Kinds of event that tell how somebody left, moved or came: in no order of time, unless the pack tells of them."""


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """Which decade, by its number on the list of decades (1: the first); labels in a language. 0: the fullest one."""

    number: int = 0
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Dated:
    """One happening with a mark for each date that is told of it (percent of the decade) and the dates in words.

    A mark is None where a date lies wholly open. `differ`: several dates stand as alternatives.
    """

    weighing: str
    label: str
    status: Status
    dates: tuple[tuple[str, Mark | None], ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class TimelineShown:
    """One decade with its happenings in order, and the first year of every decade that has some."""

    start: int
    number: int
    starts: tuple[int, ...]
    rows: tuple[Dated, ...]
    more: int = 0


def timeline_of(archive: Archive, request: TimelineRequest, *, progress: Progress = quiet) -> TimelineShown:
    """One decade of the office's dated events. What accounts tell of leaving and moving is in no timeline."""
    del progress
    shelf = shelf_of(archive)
    labels = Labels(shelf.view, request.language)
    weighings = [c.weighing for c in shelf.cards if c.weighing.property == "date" and c.type == EntityType.EVENT]
    found, _ = decades(_items(shelf.view, weighings, labels))
    if not found:
        return TimelineShown(0, 1, (), ())
    fullest = max(range(len(found)), key=lambda n: (len(found[n].rows), n))
    at = min(request.number - 1, len(found) - 1) if request.number > 0 else fullest
    rows = tuple(
        Dated(
            row.item.weighing,
            row.item.label,
            row.item.status,
            tuple(zip((labels.words(d) for d in row.item.dates), _each(row.marks, len(row.item.dates)), strict=True)),
            row.differ,
        )
        for row in found[at].rows[:MOST]
    )
    left = max(len(found[at].rows) - MOST, 0)
    return TimelineShown(found[at].start, at + 1, tuple(d.start for d in found), rows, left)


def _each(marks: tuple[Mark, ...], dates: int) -> tuple[Mark | None, ...]:
    """A mark for each date: all of them, or, where a date had none, the marks first."""
    return (*marks, *(None,) * (dates - len(marks)))


def _items(view: View, weighings: list[Weighing], labels: Labels) -> Iterator[TimelineItem]:
    for weighing in weighings:
        told = labels.told.get(weighing.entity, {})
        kind = told["kind"].value if "kind" in told else None
        moves = isinstance(kind, TermValue) and kind.term in ON_THE_MOVE
        dates = tuple(v.value for v in weighing.values if isinstance(v.value, DateValue) and v.for_)
        if dates and not weighing.entity.startswith("figure.") and not (moves and _told_by_people(view, weighing)):
            label = labels.label(weighing.entity)
            yield TimelineItem(label, dates, weighing.status, weighing=weighing_id(weighing))


def _told_by_people(view: View, weighing: Weighing) -> bool:
    """Whether any of it comes from an account and not from the pack's own public facts."""
    return any(not view.assertions[i].coder.startswith("pack/") for v in weighing.values for i in v.for_)
