"""Names of places as written: which places each could be, and whether two of them can be one place, at a given time.

A name that fits several places keeps them all. Former names and former borders count while they were in force, and
where no time is asked for, always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import Final

from doltap.language.edtf import parse_edtf
from doltap.language.hangul import is_hangul, letters
from doltap.language.names.general import distance
from doltap.language.places import PlaceIndex
from doltap.language.scripts import clean_name, unaccented
from doltap.model import DateValue, PlaceChange

LONGEST: Final = 160
_BREAKS: Final = re.compile(r"[,;/·、()]+")
_SLIP: Final = 0.5
"""What a name one slip away is worth at most: it is a question and no answer."""
_FEWEST: Final = 4


class PlaceRelation(StrEnum):
    """What two names of places are to each other."""

    SAME = "same"
    SOME = "one_of_several"
    WITHIN = "within"
    HOLDS = "holds"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """`score`: the share of places that both names could be, 0 to 1; `places`: their ids."""

    score: float
    relation: PlaceRelation
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name could be. `slips`: how many letters of its nearest name differ."""

    place: str
    score: float
    slips: int = 0


class PlaceNames:
    """A gazetteer asked about names alone. `changes` are its former names and borders."""

    __slots__ = ("_index", "_names", "_parents")

    def __init__(self, index: PlaceIndex, changes: Iterable[PlaceChange] = ()) -> None:
        self._index = index
        self._names: dict[tuple[str, str], list[DateValue | None]] = {}
        self._parents: dict[str, list[tuple[str, DateValue | None]]] = {}
        for change in changes:
            when = parse_edtf(change.period) if change.period else None
            if change.kind == "name":
                self._names.setdefault((change.place, _key(change.value)), []).append(when)
            else:
                self._parents.setdefault(change.place, []).append((change.value, when))

    def could_be(self, name: str, when: str = "") -> tuple[str, ...]:
        """Ids of the places that a name in any spelling could be at a time (EDTF); a larger place beside it chooses."""
        clean = clean_name(name)[:LONGEST]
        asked = parse_edtf(when) if when else None
        found = self._at(clean, asked)
        return found or self._narrowed(clean, asked)

    def _at(self, name: str, asked: DateValue | None) -> tuple[str, ...]:
        """The places of a whole name, without those that bore it only at another time."""
        former = [place for (place, key), _ in self._names.items() if key == _key(name)]
        found = dict.fromkeys([*self._index.lookup(name), *former])
        return tuple(place for place in found if self._bore(place, name, asked))

    def _bore(self, place: str, name: str, asked: DateValue | None) -> bool:
        periods = self._names.get((place, _key(name)))
        return periods is None or asked is None or any(p is None or _meet(p, asked) for p in periods)

    def _narrowed(self, name: str, asked: DateValue | None) -> tuple[str, ...]:
        """The finest part of 'Hoeryong, North Hamgyong' or '함경북도 회령시' that lies in all the others."""
        parts = [part.strip() for part in _BREAKS.split(name) if part.strip()]
        if len(parts) == 1 and is_hangul(name.replace(" ", "")):
            parts = name.split(" ")
        known = [ids for part in parts[:8] if (ids := self._at(part, asked))]
        inner = [
            place
            for ids in known
            for place in ids
            if all(any(self.holds(outer, place, asked) for outer in others) for others in known)
        ]
        return tuple(dict.fromkeys(inner)) if len(known) == len(parts) else ()

    def holds(self, outer: str, inner: str, asked: DateValue | None = None) -> bool:
        """Whether a place is or holds another, by today's borders or by those of the time asked for."""
        if self._index.holds(outer, inner) and not self._lay_elsewhere(inner, outer, asked):
            return True
        former = self._parents.get(inner, ())
        return any(self._index.holds(outer, p) for p, w in former if w is None or asked is None or _meet(w, asked))

    def _lay_elsewhere(self, inner: str, outer: str, asked: DateValue | None) -> bool:
        """Whether at the time asked for the place lay wholly in another."""
        inside = [p for p, w in self._parents.get(inner, ()) if asked and w and _within(asked, w)]
        return inner != outer and bool(inside) and not any(self._index.holds(outer, p) for p in inside)

    def compare(self, a: str, b: str, when: str = "") -> PlaceScore:
        """Whether two names can be one place; symmetric but for WITHIN and HOLDS, which turn round."""
        one, other = self.could_be(a, when), self.could_be(b, when)
        if not one or not other:
            return PlaceScore(1.0 if _key(a) == _key(b) != "" else 0.0, PlaceRelation.UNKNOWN)
        both = tuple(sorted(set(one) & set(other)))
        if both:
            share = len(both) / len({*one, *other})
            return PlaceScore(share, PlaceRelation.SAME if len(both) == share == 1 else PlaceRelation.SOME, both)
        asked = parse_edtf(when) if when else None
        if any(self.holds(outer, inner, asked) for outer in other for inner in one):
            return PlaceScore(0.0, PlaceRelation.WITHIN)
        if any(self.holds(outer, inner, asked) for outer in one for inner in other):
            return PlaceScore(0.0, PlaceRelation.HOLDS)
        return PlaceScore(0.0, PlaceRelation.DIFFERENT)

    def candidates(self, name: str, k: int = 10, when: str = "") -> list[PlaceCandidate]:
        """The k places that a name could be, best first; where none bears it, those whose names differ by slips."""
        found = self.could_be(name, when)
        if found:
            return [PlaceCandidate(place, 1 / len(found)) for place in found][:k]
        return nsmallest(k, self._near(_key(name)), key=lambda near: (near.slips, near.place))

    def _near(self, name: str) -> Iterator[PlaceCandidate]:
        """Places one letter in four from the name, each by its nearest name."""
        most = min(len(name) // _FEWEST, 3)
        best: dict[str, int] = {}
        for known, ids in self._index.spellings() if most and len(name) <= LONGEST else ():
            written = letters(known)
            if abs(len(written) - len(name)) <= most and (slips := distance(name, written)) <= most:
                best.update({place: min(slips, best.get(place, slips)) for place in ids})
        yield from (PlaceCandidate(p, _SLIP * (1 - slips / len(name)), slips) for p, slips in best.items())


def _key(name: str) -> str:
    """A name without accents, case and spaces, Hangul as its letters."""
    return letters(unaccented(clean_name(name)[:LONGEST]).casefold().replace(" ", "").replace("-", ""))


def _meet(a: DateValue, b: DateValue) -> bool:
    """Whether two times share a day; an open end reaches for ever."""
    pairs = ((a.earliest, b.latest), (b.earliest, a.latest))
    return all(start is None or end is None or start <= end for start, end in pairs)


def _within(inner: DateValue, outer: DateValue) -> bool:
    starts = outer.earliest is None or (inner.earliest is not None and outer.earliest <= inner.earliest)
    return starts and (outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest))
