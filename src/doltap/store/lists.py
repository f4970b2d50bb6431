"""Lists that were matched against the archive: their card, and opaque pairs. No row of a list is ever kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from doltap.store.database import Database

_LIST: Final = "id, name, source, purpose, until, columns, by_whom, second, linked, row_count"


@dataclass(frozen=True, slots=True)
class LinkedList:
    """The card of a list: whose it is, what for and until when (ISO date); which heading says what; who linked it.

    `second` is the second person, empty where none was needed.
    """

    id: str
    name: str
    source: str
    purpose: str
    until: str
    columns: tuple[tuple[str, str], ...]
    by: str
    second: str
    linked: str
    rows: int


@dataclass(frozen=True, slots=True)
class ListPair:
    """A row of a list (its salted hash) that could be a person of the archive. How probably is never kept."""

    id: str
    list: str
    row: str
    entity: str


def add_list(db: Database, card: LinkedList) -> None:
    """Add the card of a list as it was linked now; the latest card of a name counts."""
    columns = json.dumps(card.columns, ensure_ascii=False)
    row = (card.id, card.name, card.source, card.purpose, card.until, columns, card.by, card.second, card.linked)
    db.write(f"INSERT INTO lists ({_LIST}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, card.rows))
    db.written.append(("lists", card.id))


def lists(db: Database) -> tuple[LinkedList, ...]:
    """Every card in the order made."""
    return tuple(_card(*row) for row in db.rows(f"SELECT {_LIST} FROM lists ORDER BY n"))


def _card(*row: Any) -> LinkedList:  # noqa: ANN401  a row of the table, each column as its STRICT type says
    said = tuple((str(heading), str(prop)) for heading, prop in json.loads(row[5]))
    id_, name, source, purpose, until, _, by, second, linked, rows = row
    return LinkedList(id_, name, source, purpose, until, said, by, second, linked, rows)


def add_list_pairs(db: Database, pairs: Iterable[ListPair]) -> None:
    """Keep pairs of a list."""
    rows = ((p.id, p.list, p.row, p.entity) for p in pairs)
    db.write_many("INSERT INTO list_pairs (id, list, row, entity) VALUES (?, ?, ?, ?)", rows)


def list_pairs(db: Database, list_: str) -> tuple[ListPair, ...]:
    """The pairs of one list."""
    sql = "SELECT id, list, row, entity FROM list_pairs WHERE list = ? ORDER BY id"
    found = db.rows(sql, (list_,))
    return tuple(ListPair(*row) for row in found)


def forget_list_pairs(db: Database, list_: str) -> None:
    """Remove the pairs of a list whose time is over; its card stays."""
    db.write("DELETE FROM list_pairs WHERE list = ?", (list_,))
