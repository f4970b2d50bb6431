"""How usual a date, a place or a name is among the events at hand: what everybody shares proves little."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from doltap.model import DateValue, PlaceValue
from doltap.model.kinds import family
from doltap.resolve.events_slots import EventSlots, Parents, lineage

BACKGROUND = 20
"""As many events are taken to be known beforehand, spread evenly, so that a small archive does not judge by itself."""
YEARS = 40
"""Over how many years they are spread."""
AT_DEPTH = (0.5, 0.1, 0.02)
"""The share of them in a country, in one of its provinces, in one county."""
LEAST = 0.02
"""No share is taken to be smaller: events come in waves, so that date and place agree together more than by chance."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Counts over the events of one family of kinds: how many, when they began and ended, and in which places."""

    events: int
    kinds: Counter[str] = field(default_factory=Counter)
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    places: Counter[str] = field(default_factory=Counter)
    placed: int = 0

    def at_date(self, first: date, last: date) -> float:
        """The share of dated events that can have been in this time."""
        reach = bisect_right(self.begins, last.toordinal()) - bisect_left(self.ends, first.toordinal())
        even = min(((last - first).days + 365) / (365 * YEARS), 1.0)
        return max(_share(reach, len(self.begins), even), LEAST)

    def at_place(self, line: tuple[str, ...]) -> float:
        """The share of placed events in the first of these places; the others are those that hold it."""
        even = AT_DEPTH[min(len(line), len(AT_DEPTH)) - 1]
        return max(_share(self.places[line[0]], self.placed, even), LEAST)

    def of_kind(self, kind: str) -> float:
        """The share of the family's events that are told by this kind."""
        return max(_share(self.kinds[kind], self.events, 0.5), LEAST)


def _share(count: int, of: int, even: float) -> float:
    return (count + BACKGROUND * even) / (of + BACKGROUND)


def usual(events: Iterable[EventSlots], parents: Parents) -> dict[frozenset[str], Usual]:
    """How usual everything is, for each family of kinds."""
    by_family: dict[frozenset[str], list[EventSlots]] = defaultdict(list)
    for event in events:
        by_family[family(event.kind)].append(event)
    return {kinds: _of(group, parents) for kinds, group in by_family.items()}


def _of(events: list[EventSlots], parents: Parents) -> Usual:
    spans = [span for e in events for d in e.dates[:1] if (span := bounds(d))]
    places: Counter[str] = Counter()
    for event in events:
        places.update({i for p in event.places for i in _all(p, parents)})
    return Usual(
        len(events),
        Counter(e.kind for e in events),
        tuple(sorted(first.toordinal() for first, _ in spans)),
        tuple(sorted(last.toordinal() for _, last in spans)),
        places,
        sum(bool(e.places) for e in events),
    )


def _all(place: PlaceValue, parents: Parents) -> set[str]:
    return {outer for i in place.ids for outer in lineage(i, parents)}


def bounds(value: DateValue) -> tuple[date, date] | None:
    """The first and last day of a date that is closed on both sides and spans less than eleven years."""
    first, last = value.earliest, value.latest
    return (first, last) if first and last and (last - first).days < 4000 else None
