"""A list of people matched against the archive: counts and opaque pairs, until a person opens one.

The list says whose it is, what it is matched for and until when; above fifty rows a second person has to agree. Its
rows are never kept: a pair holds a salted hash of the row, so opening one needs the list again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from doltap import store, vault
from doltap.errors import WrongUsage
from doltap.language import InvalidDate, PlaceIndex, find_dates, parse_edtf
from doltap.model import (
    Audience,
    DateValue,
    EntityType,
    Message,
    NameValue,
    PlaceValue,
    Progress,
    Step,
    TermValue,
    TextValue,
    Value,
    new_id,
    quiet,
)
from doltap.operations.archive import Archive, read_keyfile
from doltap.operations.deduping import Table, read_table
from doltap.operations.mapping import propose as propose_columns
from doltap.operations.matching import only_one
from doltap.operations.view import View, view_of
from doltap.operations.views import Labels
from doltap.resolve import Profile, Proposal, profiles, propose_between
from doltap.store import LinkedList, ListPair

ALONE: Final = 50
"""A list of more rows needs a second person."""
PROPERTIES: Final = ("name", "birth_date", "birth_place", "sex", "death_date", "occupation", "departed", "arrived")
_DATES: Final = frozenset({"birth_date", "death_date", "departed", "arrived"})
_ROW: Final = "row:"


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A list and its card; `columns` as `heading:property,...`, empty: as saved, else by the headings.

    The card is asked for the first time a list of this name is linked, and again once its time is over. `second` is
    the second person and `second_passphrase` what that person typed.
    """

    table: Path
    by: str
    source: str = ""
    purpose: str = ""
    until: str = ""
    columns: str = ""
    second: str = ""
    second_passphrase: str = ""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class OpaquePair:
    """A pair nobody has opened: its id, the probability that it is one person, and whether it is new."""

    id: str
    probability: float
    new: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """What a list gave: its rows, those with a name, the persons of the archive compared, and the opaque pairs."""

    list: str
    rows: int
    named: int
    persons: int
    columns: tuple[tuple[str, str], ...]
    pairs: tuple[OpaquePair, ...]


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A pair of a list to open, by whom and why; the list has to be at hand."""

    table: Path
    pair: str
    by: str
    why: str
    language: str = "en"
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A pair laid open: the row's mapped cells, the person as the archive tells of them, who tells, and why a pair."""

    pair: str
    row: tuple[tuple[str, str], ...]
    person: Profile
    label: str
    teller: str
    probability: float
    reasons: tuple[Message, ...]


def link_list(archive: Archive, request: LinkRequest, *, progress: Progress = quiet) -> Matched:
    """Match a list against the persons of the office's view.

    Raises `WrongUsage` where the card or the second person is missing, `WrongPassphrase` where the second person's
    passphrase is wrong, `InputNotRead` for a file that is no table.
    """
    table = read_table(request.table)
    rows = len(next(iter(table.values())))
    card = _card(archive, request, table, rows)
    progress(Step(0, 1, request.table.name))
    view = view_of(archive, Audience.OFFICE)
    listed = list_profiles(table, card.columns, card.id, view)
    persons = _persons(view)
    found = propose_between(persons, list(listed.values()), _parents(view))
    pairs = _keep(archive, card, found, {v.entity: key for key, v in listed.items()})
    progress(Step(1, 1, request.table.name))
    return Matched(card.id, rows, len(listed), len(persons), card.columns, pairs)


def _card(archive: Archive, request: LinkRequest, table: Table, rows: int) -> LinkedList:
    """The card of this list: the one that still holds, or a new one from what was said."""
    today = (request.today or date.today()).isoformat()
    known = [c for c in store.lists(archive.testimony) if c.name == request.table.stem]
    held = known[-1] if known and known[-1].until >= today else None
    said = {
        "source": request.source or (held.source if held else ""),
        "purpose": request.purpose or (held.purpose if held else ""),
        "until": request.until or (held.until if held else ""),
    }
    if missing := [name for name, value in said.items() if not value.strip()]:
        raise WrongUsage("list_card_missing", missing=", ".join(missing))
    if not _is_day(said["until"]) or said["until"] < today:
        raise WrongUsage("list_until_past", until=said["until"][:32])
    if rows > ALONE:
        _second_key(archive, request)
    columns = _columns(request.columns, table, held)
    second = request.second if rows > ALONE else ""
    told = said["source"], said["purpose"], said["until"], columns
    # One id as long as nothing on the card changes: it is the salt of the rows, so that only what is new is new.
    same = held is not None and told == (held.source, held.purpose, held.until, held.columns)
    id_ = held.id if held is not None and same else new_id()
    return LinkedList(id_, request.table.stem, *told, request.by, second, store.now(), rows)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _second_key(archive: Archive, request: LinkRequest) -> None:
    """A second name and the passphrase typed once more; that these are two people, only the office can see to."""
    if not request.second.strip() or request.second.strip().casefold() == request.by.strip().casefold():
        raise WrongUsage("second_person_needed", count=ALONE)
    vault.open_keys(read_keyfile(archive.path), request.second_passphrase)


def _columns(said: str, table: Table, held: LinkedList | None) -> tuple[tuple[str, str], ...]:
    if said.strip():
        found = [_said(table, word) for word in said.split(",") if word.strip()]
    elif held is not None and {heading for heading, _ in held.columns} <= table.keys():
        found = list(held.columns)
    else:
        proposed = propose_columns(list(table), "list").columns
        found = [(c.heading, c.property) for c in proposed if c.about == "person" and c.property in PROPERTIES]
    if "name" not in {prop for _, prop in found}:
        raise WrongUsage("list_without_names")
    return tuple(found)


def _said(table: Table, word: str) -> tuple[str, str]:
    heading, _, prop = (part.strip() for part in word.rpartition(":"))
    if heading not in table:
        raise WrongUsage("no_such_heading", column=heading[:64])
    if prop not in PROPERTIES:
        raise WrongUsage("no_such_kind", kind=prop[:64], kinds=", ".join(PROPERTIES))
    return heading, prop


def list_profiles(table: Table, columns: Sequence[tuple[str, str]], salt: str, view: View) -> dict[str, Profile]:
    """Salted hash of a row -> the row as a person to compare; rows without a name are left out."""
    gazetteer = view.pack.gazetteer
    places = PlaceIndex(gazetteer.places)
    terms = {n.casefold(): t.id for t in gazetteer.terms if t.vocabulary == "sex" for n in (t.id, t.name_en, *t.names)}
    made: dict[str, Profile] = {}
    for n in range(len(next(iter(table.values())))):
        cells = [(prop, table[heading][n].strip()) for heading, prop in columns]
        names = tuple(text for prop, text in cells if prop == "name" and text)
        told = [(p, v) for p, text in cells if p != "name" and text and (v := _value(p, text, places, terms))]
        key = _row_hash(salt, cells)
        if names:
            # A full name in two columns reads as one name.
            made[key] = Profile(f"{_ROW}{key}", EntityType.PERSON, _ROW, (" ".join(names),), tuple(told))
    return made


def _row_hash(salt: str, cells: Iterable[tuple[str, str]]) -> str:
    return sha256("\x1f".join([salt, *(f"{prop}\x1e{text}" for prop, text in cells)]).encode()).hexdigest()[:32]


def _value(prop: str, text: str, places: PlaceIndex, sexes: Mapping[str, str]) -> Value | None:
    if prop in _DATES:
        return _date(text)
    if prop == "birth_place":
        return PlaceValue(text, places.lookup(text))
    if prop == "sex":
        term = sexes.get(text.casefold())
        return TermValue("sex", term) if term else None
    return TextValue(text)


def _date(text: str) -> DateValue | None:
    try:
        return parse_edtf(text)
    except InvalidDate:
        return next((d.value for d in find_dates(text) if d.value), None)


def _persons(view: View) -> list[Profile]:
    known = profiles(view.entities.values(), view.assertions.values())
    return [p for p in known if p.type is EntityType.PERSON]


def _parents(view: View) -> dict[str, str]:
    return {p.id: p.parent for p in view.pack.gazetteer.places}


def _keep(
    archive: Archive, card: LinkedList, found: Sequence[Proposal], row_of: Mapping[str, str]
) -> tuple[OpaquePair, ...]:
    """Keep the card and the pairs that are new, forget those of lists whose time is over, log the counts."""
    db = archive.testimony
    known = {(p.row, p.entity): p.id for p in store.list_pairs(db, card.id)}
    keys = [(row_of[p.right], p.left) for p in found]
    fresh = {key: ListPair(new_id(), card.id, *key) for key in keys if key not in known}
    cards = store.lists(db)
    ended = {c.id for c in cards if c.until < card.linked[:10]} - {card.id}
    with archive.transaction("link_list", list=card.id, count=card.rows, pairs=len(found), new=len(fresh)):
        if card.id not in {c.id for c in cards}:
            store.add_list(db, card)
        store.add_list_pairs(db, fresh.values())
        for list_ in ended:
            store.forget_list_pairs(db, list_)
    ids = known | {key: pair.id for key, pair in fresh.items()}
    return tuple(OpaquePair(ids[key], p.score, key in fresh) for key, p in zip(keys, found, strict=True))


def open_pair(archive: Archive, request: OpenRequest, *, progress: Progress = quiet) -> Opened:
    """Lay one pair open: logged, with a reason.

    Raises `WrongUsage` without a reason, for a pair that is not there, for a list whose time is over, and for a row
    that the list no longer holds.
    """
    del progress
    if not request.why.strip():
        raise WrongUsage("pair_reason_needed")
    today = (request.today or date.today()).isoformat()
    cards = [c for c in store.lists(archive.testimony) if c.name == request.table.stem]
    held = [c for c in cards if c.until >= today]
    if cards and not held:
        raise WrongUsage("list_until_past", until=cards[-1].until)
    pairs = {p.id: (p, c) for c in held for p in store.list_pairs(archive.testimony, c.id)}
    pair, card = pairs[only_one(pairs, request.pair)]
    view = view_of(archive, Audience.OFFICE)
    table = read_table(request.table)
    row = list_profiles(table, card.columns, card.id, view).get(pair.row)
    person = next((p for p in _persons(view) if p.entity == pair.entity), None)
    if row is None or person is None:
        raise WrongUsage("list_row_gone")
    with archive.transaction("open_pair", list=card.id, pair=pair.id, entity=pair.entity):
        who_and_why = {"by": request.by, "why": request.why.strip()}
        store.set_setting(archive.testimony, f"opened.{pair.id}.{store.now()}", who_and_why)
    return _opened(pair, row, person, view, request.language)


def _opened(pair: ListPair, row: Profile, person: Profile, view: View, language: str) -> Opened:
    found = propose_between([person], [row], _parents(view))
    label = Labels(view, language).label(view.canonical.get(person.entity, person.entity))
    cells = (("name", row.names[0]), *((p, _shown(v)) for p, v in row.attributes))
    score, reasons = (found[0].score, found[0].reasons) if found else (0.0, ())
    return Opened(pair.id, cells, person, label, view.teller_name(person.account), score, reasons)


def _shown(value: Value) -> str:
    match value:
        case DateValue(edtf):
            return edtf
        case TermValue(_, term):
            return term
        case NameValue(text) | PlaceValue(text) | TextValue(text):
            return text
        case _:
            return ""
