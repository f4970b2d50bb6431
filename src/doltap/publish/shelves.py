"""Long lists cut into pages that a browser opens at once: a topic's facts, the timeline, what tellers differ on.

What is about one entity stays on one page, unless it alone fills more than a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from doltap.publish.evidence import by_entity, by_topic, safe_id
from doltap.publish.views import TimelineItem, WeighingView

T = TypeVar("T")
FACTS: Final = 120
DIFFERING: Final = 40
DATES: Final = 150
"""How many facts, differing facts and dates one page holds, so that it stays below 300 kB."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: its path inside the language folder, its number from 1, and what stands on it."""

    path: str
    number: int
    weighings: tuple[WeighingView, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All facts of one topic, on one sheet or several."""

    topic: str
    weighings: tuple[WeighingView, ...]
    sheets: tuple[Sheet, ...]

    @property
    def entities(self) -> tuple[tuple[str, str, str], ...]:
        """What the topic tells of, in order: its name, the path of its sheet, and the id of its first fact."""
        return tuple((n, s.path, told[0].id) for s in self.sheets for n, told in by_entity(s.weighings))


def cut(items: Iterable[T], limit: int, of: Callable[[T], object]) -> tuple[tuple[T, ...], ...]:
    """The items in order, at most `limit` a page; neighbours of one `of` stay together where a page can hold them."""
    pages: list[list[T]] = []
    for _, run in groupby(items, of):
        group = list(run)
        for start in range(0, len(group), limit):
            part = group[start : start + limit]
            if not pages or len(pages[-1]) + len(part) > limit:
                pages.append([])
            pages[-1] += part
    return tuple(tuple(page) for page in pages)


def numbered(stem: str, number: int) -> str:
    """The path of the page of this number: the first is 'stem.html', the next 'stem-2.html'."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def sheets(stem: str, weighings: Sequence[WeighingView], limit: int) -> tuple[Sheet, ...]:
    """The weighings as sheets below one path; none when there are none."""
    pages = cut(weighings, limit, lambda w: w.entity or w.id)
    return tuple(Sheet(numbered(stem, n), n, page) for n, page in enumerate(pages, 1))


def shelves(weighings: Iterable[WeighingView]) -> tuple[Shelf, ...]:
    """The facts by topic, each topic with its sheets under facts/."""
    return tuple(Shelf(t, group, sheets(f"facts/{safe_id(t)}", group, FACTS)) for t, group in by_topic(weighings))


def dated_sheets(items: Sequence[TimelineItem]) -> tuple[tuple[TimelineItem, ...], ...]:
    """The items of the timeline in order of time, a page's worth each; one empty page when there are none."""
    return cut(items, DATES, lambda i: i.weighing or i.label) or ((),)
