"""Persons, places, bodies and events of the office's view: listed, and each with its names, facts and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from doltap.errors import RefusedBySafety, WrongUsage
from doltap.model import (
    Assertion,
    BodyEntry,
    Certainty,
    EntityType,
    NameValue,
    PlaceEntry,
    PlaceValue,
    Progress,
    TermValue,
    Weighing,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.browsing import shelf_of
from doltap.operations.side_by_side import open_words
from doltap.operations.timeline import ON_THE_MOVE
from doltap.operations.view import View
from doltap.operations.views import Labels
from doltap.operations.weighing import Shown, shown

SIZE = 120
MOST = 120
"""How many relations one page shows."""

NAMING = frozenset({"name", "alias"})
MOVING = frozenset({"departed", "departed_from", "arrived", "arrived_at", "emigrated", "emigrated_to"})
"""Properties that tell how somebody left and where they came to."""

LISTED = frozenset({EntityType.PERSON, EntityType.PLACE, EntityType.BODY, EntityType.EVENT})


@dataclass(frozen=True, slots=True)
class ThingsRequest:
    """One page of all that is of a type, by name in a language."""

    type: EntityType
    page: int = 1
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ThingCard:
    """What one is called, and the other names it goes by. No number stands beside it: it may be a person."""

    id: str
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Things:
    """One page of things, how many there are, and whether people to protect were left out."""

    cards: tuple[ThingCard, ...]
    total: int
    page: int
    pages: int
    protected: bool = False


@dataclass(frozen=True, slots=True)
class ThingRequest:
    """One thing by its whole id."""

    id: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Relation:
    """One assertion that joins a thing to another: as what, to which, who tells it in which words.

    `other` is empty where the other one is somebody to protect.
    """

    role: str
    other: str
    label: str
    words: str
    teller: str
    account: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing laid open: its names as the pack and the accounts write them, its weighings, its relations.

    `more` is how many relations the page leaves out.
    """

    id: str
    type: EntityType
    label: str
    names: tuple[str, ...]
    facts: tuple[Shown, ...]
    relations: tuple[Relation, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Index:
    """What the office's view knows of, by canonical id."""

    types: Mapping[str, EntityType]
    names: Mapping[str, tuple[str, ...]]
    protected: frozenset[str]
    about: Mapping[str, tuple[str, ...]]
    of: Callable[[str], str]


def things(archive: Archive, request: ThingsRequest, *, progress: Progress = quiet) -> Things:
    """One page of the persons, places, bodies or events that accounts tell of; protected people are left out."""
    del progress
    index = _index(archive)
    labels = Labels(shelf_of(archive).view, request.language)
    everyone = [i for i, kind in index.types.items() if kind is request.type and i in index.about]
    found = sorted((labels.label(i), i) for i in everyone if i not in index.protected)
    pages = max(-(-len(found) // SIZE), 1)
    page = min(request.page, pages)
    here = found[(page - 1) * SIZE : page * SIZE]
    cards = tuple(ThingCard(i, name, tuple(n for n in index.names.get(i, ()) if n != name)[:6]) for name, i in here)
    return Things(cards, len(found), page, pages, len(found) < len(everyone))


def thing(archive: Archive, request: ThingRequest, *, progress: Progress = quiet) -> Thing:
    """One thing with every relation's words; nobody's leaving and coming, as accounts tell it, is put together here.

    Raises WrongUsage when the office's view has none of this id, RefusedBySafety for a person to protect.
    """
    del progress
    index, shelf = _index(archive), shelf_of(archive)
    kind = index.types.get(request.id)
    # A place that only held words name is not told of: that it was named at all stays with them.
    if kind is None or kind not in LISTED or request.id not in index.about:
        raise WrongUsage("nothing_with_this_id", id=request.id[:64])
    if request.id in index.protected:
        raise RefusedBySafety("person_protected")
    labels = Labels(shelf.view, request.language)
    weighings = [
        c.weighing for c in shelf.cards if c.weighing.entity == request.id and not _journey(shelf.view, c.weighing)
    ]
    told = [shelf.view.assertions[i] for i in index.about.get(request.id, ())]
    joining = [a for a in told if _other(a, request.id, index) and not _moves(a, index, labels)]
    relations = tuple(_relations(joining[:MOST], request.id, index, labels))
    facts = tuple(shown(shelf.view, weighings, request.language))
    more = max(len(joining) - MOST, 0)
    names = index.names.get(request.id, ())
    return Thing(request.id, kind, labels.label(request.id), names, facts, relations, more)


def _journey(view: View, weighing: Weighing) -> bool:
    """Whether a weighing is of somebody's leaving or coming, and not from the pack's own public facts alone."""
    told = (view.assertions[i] for v in weighing.values for i in (*v.for_, *v.against))
    return weighing.property in MOVING and any(not a.coder.startswith("pack/") for a in told)


def _moves(assertion: Assertion, index: _Index, labels: Labels) -> bool:
    """Whether an account tells here of leaving, moving or coming: pages of persons and places do not collect that."""
    if assertion.coder.startswith("pack/"):
        return False
    ends = [index.of(e) for e in (assertion.entity, assertion.event) if e]
    kinds = [told["kind"].value for e in ends if "kind" in (told := labels.told.get(e, {}))]
    return assertion.property in MOVING or any(isinstance(k, TermValue) and k.term in ON_THE_MOVE for k in kinds)


def _index(archive: Archive) -> _Index:
    return archive.remembered("things", lambda: _made(shelf_of(archive).view))


def _made(view: View) -> _Index:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    about: dict[str, list[str]] = defaultdict(list)
    entries: tuple[PlaceEntry | BodyEntry, ...] = (*view.pack.gazetteer.places, *view.pack.gazetteer.bodies)
    for known in entries:
        names[known.id] = dict.fromkeys(n for n in (known.name_en, known.name_ko, *known.names) if n)
    for label in view.pack.labels:
        names[label.entity] |= dict.fromkeys(n for n in (label.en, label.ko) if n)
    of = _canonical(view)
    for assertion in view.assertions.values():
        lead = of(assertion.entity)
        if assertion.property in NAMING and assertion.certainty is not Certainty.DENIED:
            names[lead][assertion.value_text] = None
        for end in {lead, *_named(assertion, of)}:
            about[end].append(assertion.id)
    kin = frozenset(of(a.entity) for a in view.assertions.values() if a.property == "kin")
    packed = {i: tuple(n) for i, n in names.items()}
    return _Index(view.type_of(), packed, kin, {i: tuple(a) for i, a in about.items()}, of)


def _canonical(view: View) -> Callable[[str], str]:
    return lambda entity: view.canonical.get(entity, entity)


def _named(assertion: Assertion, of: Callable[[str], str]) -> Iterator[str]:
    """What else an assertion is about: the other end of a role, and the place or body that its value names."""
    if assertion.event:
        yield of(assertion.event)
    if isinstance(assertion.value, PlaceValue) and len(assertion.value.ids) == 1:
        yield assertion.value.ids[0]
    elif isinstance(assertion.value, NameValue) and assertion.value.id:
        yield assertion.value.id


def _other(assertion: Assertion, this: str, index: _Index) -> str:
    """The other end of an assertion about this thing, empty for one that joins it to nothing."""
    lead = index.of(assertion.entity)
    ends = [lead, *_named(assertion, index.of)] if lead != this else list(_named(assertion, index.of))
    return next((e for e in ends if e != this and e in index.types), "")


def _relations(told: Iterable[Assertion], this: str, index: _Index, labels: Labels) -> Iterator[Relation]:
    chosen = list(told)
    words = labels.view.passages_by_id({a.passage for a in chosen})
    for assertion in chosen:
        other = _other(assertion, this, index)
        hidden = other in index.protected
        said = "" if hidden else open_words(words.get(assertion.passage))
        teller = labels.view.teller_name(assertion.account)
        label = "" if hidden else labels.label(other)
        yield Relation(assertion.property, "" if hidden else other, label, said, teller, assertion.account)
