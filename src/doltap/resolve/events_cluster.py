"""Which tellings are one event: likely pairs found by what they share, joined from the surest on, cannot-link kept.

Pairs come from keys of name, of place and time, so that 20,000 events need no 200 million comparisons. Groups grow by
average log odds, the surest first (greedy edge contraction: Keuper et al., 2015): a telling joins where it speaks for
the whole group more than against it, so that one wrong pair does not chain two events together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations

from doltap.language import name_keys
from doltap.model import Message
from doltap.model.kinds import family
from doltap.resolve.events_evidence import Compared, compare_events, learned_prior, told_apart
from doltap.resolve.events_slots import EventSlots, Parents, lineage
from doltap.resolve.events_usual import bounds, usual

CROWD = 300
"""A block with more events than this says too little and is not paired."""
UNCOMPARED = -2.0
"""Log odds of a pair in a group that no key brought together: something speaks against it, nothing for it."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EventPair:
    """Two tellings that could be one event: how probable, and what each slot says."""

    left: str
    right: str
    probability: float
    reasons: tuple[Message, ...]


def propose_events(events: Sequence[EventSlots], parents: Parents, least: float = 0.5) -> list[EventPair]:
    """Pairs of different accounts that are one event with at least this probability, most probable first."""
    found = _compared(events, parents)
    account = {e.id: e.account for e in events}
    pairs = [
        EventPair(a, b, round(c.probability, 4), c.reasons)
        for (a, b), c in found.items()
        if account[a] != account[b] and c.probability >= least
    ]
    return sorted(pairs, key=lambda p: (-p.probability, p.left, p.right))


def cluster_events(
    events: Sequence[EventSlots], parents: Parents, apart: Iterable[Pair] = (), together: Iterable[Pair] = ()
) -> dict[str, str]:
    """The event that each telling is of, named by its first telling.

    `apart` and `together` are what people decided; both hold through every group. Tellings that one account tells apart
    are never joined.
    """
    odds = {pair: c.log_odds for pair, c in _compared(events, parents).items()}
    groups = _Groups([e.id for e in events], odds, {*_ordered(apart), *_told_apart(events, parents)})
    for left, right in _ordered(together):
        groups.decide(left, right)
    groups.grow()
    first: dict[str, str] = {}
    return {e.id: first.setdefault(groups.of(e.id), e.id) for e in events}


def _ordered(pairs: Iterable[Pair]) -> set[Pair]:
    return {(min(pair), max(pair)) for pair in pairs}


def _told_apart(events: Iterable[EventSlots], parents: Parents) -> Iterator[Pair]:
    by_account: dict[str, list[EventSlots]] = defaultdict(list)
    for event in events:
        by_account[event.account].append(event)
    for told in by_account.values():
        yield from ((min(a.id, b.id), max(a.id, b.id)) for a, b in combinations(told, 2) if told_apart(a, b, parents))


def _compared(events: Sequence[EventSlots], parents: Parents) -> dict[Pair, Compared]:
    """Each likely pair compared, with the prior that the pairs of its family of kinds give themselves."""
    shares = usual(events, parents)
    known = {e.id: e for e in events}
    by_family: dict[frozenset[str], dict[Pair, Compared]] = {kinds: {} for kinds in shares}
    for a, b in likely_pairs(events, parents):
        kinds = family(known[a].kind)
        by_family[kinds][a, b] = compare_events(known[a], known[b], shares[kinds], parents, 0.0)
    found: dict[Pair, Compared] = {}
    for kinds, pairs in by_family.items():
        prior = learned_prior([c.nats for c in pairs.values()], shares[kinds].events)
        found |= {pair: replace(c, prior=prior) for pair, c in pairs.items()}
    return found


# --- which pairs are looked at ---------------------------------------------------------------------------------------


def likely_pairs(events: Iterable[EventSlots], parents: Parents) -> list[Pair]:
    """The pairs that share a key, each once, in order."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for event in events:
        for key in _keys(event, parents):
            blocks[key].append(event.id)
    seen = {(min(p), max(p)) for b in blocks.values() if len(b) <= CROWD for p in combinations(b, 2)}
    return sorted(seen)


def _keys(event: EventSlots, parents: Parents) -> set[tuple[str, ...]]:
    """By name and year, name and province or county; by county and year; by surname, province and year.

    A name alone brings no two events together, and neither does a place or a year.
    """
    kinds = min(family(event.kind))
    names = {key for p in event.concerned for name in p.names for key in name_keys(name)}
    spans = [span for d in event.dates if (span := bounds(d))]
    years = {str(y) for first, last in spans for y in _years(first.year, last.year)}
    about = {str(y) for first, last in spans for y in _years(first.year - 1, last.year + 1)}
    lines = [lineage(i, parents) for p in event.places for i in p.ids]
    outer = {place for line in lines for place in line[:-1] or line}
    surnames = {p.names[0].split()[0] for p in event.concerned if p.names}
    found = {(kinds, "then", key, year) for key in names for year in about}
    found |= {(kinds, "named", key, place) for key in names for place in outer}
    found |= {(kinds, "here", line[0], year) for line in lines for year in years}
    return found | {(kinds, "about", p, y, s) for p in outer for y in years for s in surnames}


def _years(first: int, last: int) -> range:
    """The years a date touches; one that touches more than seven says too little."""
    return range(first, last + 1) if last - first <= 7 else range(0)


# --- groups ----------------------------------------------------------------------------------------------------------


class _Groups:
    """Groups of tellings with the summed log odds between each two, joined from the surest on."""

    def __init__(self, ids: Iterable[str], odds: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        self._parent = {i: i for i in ids}
        self._size = dict.fromkeys(self._parent, 1)
        self._near: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self._apart: dict[str, set[str]] = defaultdict(set)
        for (a, b), value in odds.items():
            self._near[a][b] = self._near[b][a] = (value, 1)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def of(self, one: str) -> str:
        """The group that a telling is in."""
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def decide(self, left: str, right: str) -> None:
        """Join two because a person said so, unless somebody else keeps them apart."""
        if left in self._parent and right in self._parent:
            a, b = self.of(left), self.of(right)
            if a != b and b not in self._apart[a]:
                self._join(a, b)

    def grow(self) -> None:
        """Join while any two groups speak for one event more than against it."""
        heap = [(-score, a, b) for a in self._near for b in self._near[a] if a < b and (score := self._mean(a, b)) > 0]
        heapify(heap)
        while heap:
            score, a, b = heappop(heap)
            current = self._parent[a] == a and self._parent[b] == b and b in self._near[a]
            if not current or b in self._apart[a] or -score != self._mean(a, b):
                continue
            kept = self._join(a, b)
            for other in self._near[kept]:
                mean = self._mean(kept, other)
                if mean > 0:
                    heappush(heap, (-mean, *sorted((kept, other))))  # type: ignore[misc]

    def _mean(self, a: str, b: str) -> float:
        total, compared = self._near[a][b]
        pairs = self._size[a] * self._size[b]
        return (total + UNCOMPARED * (pairs - compared)) / pairs

    def _join(self, a: str, b: str) -> str:
        keep, gone = (a, b) if len(self._near[a]) >= len(self._near[b]) else (b, a)
        self._parent[gone] = keep
        self._size[keep] += self._size.pop(gone)
        self._near[keep].pop(gone, None)
        for other, (total, compared) in self._near.pop(gone).items():
            if other == keep:
                continue
            before = self._near[keep].get(other, (0.0, 0))
            self._near[keep][other] = self._near[other][keep] = (before[0] + total, before[1] + compared)
            del self._near[other][gone]
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(keep)
            self._apart[keep].add(other)
        return keep
