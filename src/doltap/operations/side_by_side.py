"""Who is who, side by side: each pair with what is told of both, property by property, and the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from doltap.language import same_name
from doltap.model import (
    Assertion,
    Certainty,
    DateValue,
    EntityType,
    NameValue,
    Passage,
    PlaceValue,
    Progress,
    Value,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.browsing import shelf_of
from doltap.operations.matching import Pair, WhoRequest, who
from doltap.operations.view import View
from doltap.operations.views import Labels
from doltap.safety import may_leave

FIRST = ("name", "alias", "kin", "sex", "birth_date", "birth_place", "kind", "date", "place", "actor", "victim")
"""What is compared first; the rest follows by name."""

MOST = 1000

Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairsRequest:
    """How many pairs; `skipped` are left out, `again` (a pair whose decision was taken back) comes first."""

    limit: int = 30
    language: str = "en"
    skipped: frozenset[Ends] = frozenset()
    again: Ends | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told of one side: its value in words, and the exact words it rests on where no row above has them."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One property, what either side tells of it, and whether a value of one can be a value of the other."""

    property: str
    left: tuple[Told, ...]
    right: tuple[Told, ...]
    equal: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A pair with its rows; `people` are of the person kind, `tellers` when both sides are tellers themselves."""

    pair: Pair
    rows: tuple[Compared, ...]
    people: bool
    tellers: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs that wait, and how many of them were skipped."""

    pairs: tuple[SideBySide, ...]
    skipped: int


def side_by_side(archive: Archive, request: PairsRequest, *, progress: Progress = quiet) -> Queue:
    """The open pairs of the office's view with their evidence. What no view shows (sealed, protected) is in none."""
    del progress
    pairs = who(archive, WhoRequest(request.limit + len(request.skipped), request.language))
    again = _again(archive, request)
    left = [p for p in pairs if not _is(p, request.skipped) and not (again and _is(p, {request.again or ("", "")}))]
    shelf = shelf_of(archive)
    told = _told(shelf.view, [*again, *left[: request.limit]])
    words = shelf.view.passages_by_id({a.passage for some in told.values() for a in some})
    labels = Labels(shelf.view, request.language)
    made = (_side_by_side(p, told, words, labels) for p in (*again, *left[: request.limit]))
    return Queue(tuple(made), len(pairs) - len(left))


def _again(archive: Archive, request: PairsRequest) -> list[Pair]:
    """The pair that was taken back, which now is as open as one that somebody was unsure of."""
    if request.again is None:
        return []
    found = who(archive, WhoRequest(MOST, request.language, unsure=True))
    return [p for p in found if _is(p, {request.again})][:1]


def _is(pair: Pair, some: Iterable[Ends]) -> bool:
    ends = {pair.left.entity, pair.right.entity}
    return any(ends == set(one) for one in some)


def _told(view: View, pairs: Iterable[Pair]) -> Mapping[str, list[Assertion]]:
    """What is told of each side, but what somebody denies."""
    wanted = {e for p in pairs for e in (p.left.entity, p.right.entity)}
    told: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in view.assertions.values():
        if assertion.entity in wanted and assertion.certainty is not Certainty.DENIED:
            told[assertion.entity].append(assertion)
    return told


def _side_by_side(
    pair: Pair, told: Mapping[str, Sequence[Assertion]], words: Mapping[str, Passage], labels: Labels
) -> SideBySide:
    left, right = told.get(pair.left.entity, ()), told.get(pair.right.entity, ())
    order = {name: n for n, name in enumerate(FIRST)}
    names = sorted({a.property for a in (*left, *right)}, key=lambda p: (order.get(p, len(FIRST)), p))
    sides = _Side(left, words), _Side(right, words)
    rows = tuple(_row(name, sides, labels) for name in names)
    ends = (pair.left.entity, pair.right.entity)
    entities = labels.view.entities
    people = pair.left.type is EntityType.PERSON
    return SideBySide(pair, rows, people, all(entities[e].narrator for e in ends))


def _row(name: str, sides: tuple[_Side, _Side], labels: Labels) -> Compared:
    left, right = ([a for a in side.told if a.property == name] for side in sides)
    alike = any(_alike(one.value, other.value) for one in left for other in right)
    return Compared(name, sides[0].shown(left, labels), sides[1].shown(right, labels), alike)


def _alike(one: Value, other: Value) -> bool:
    """Whether two values can be one: dates that overlap, spellings of one name, else the same value."""
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        first = max(one.earliest or date.min, other.earliest or date.min)
        return first <= min(one.latest or date.max, other.latest or date.max)
    if isinstance(one, NameValue) and isinstance(other, NameValue):
        return (bool(one.id) and one.id == other.id) or same_name(one.text, other.text)
    return one == other or (
        isinstance(one, PlaceValue) and isinstance(other, PlaceValue) and one.ids == other.ids != ()
    )


@dataclass(slots=True)
class _Side:
    """What is told of one side; words that an earlier row has shown are not shown again."""

    told: Sequence[Assertion]
    words: Mapping[str, Passage]
    seen: set[str] = field(default_factory=set)

    def shown(self, told: Iterable[Assertion], labels: Labels) -> tuple[Told, ...]:
        """The values of some of it, each with the words that are new."""
        found = {labels.value(a): open_words(self.words.get(a.passage)) for a in told}
        made = tuple(Told(value, "" if words in self.seen else words) for value, words in found.items())
        self.seen |= set(found.values())
        return made


def open_words(passage: Passage | None) -> str:
    """The words of a passage that may be shown without opening it, else none."""
    return passage.words if passage is not None and may_leave(passage.safety) else ""
