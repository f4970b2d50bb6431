"""What each log entry promises of the rows it wrote, so that an old row, page or file put back is noticed.

A transaction's rows are written down as bytes, salted and hashed by the caller, and kept here beside the entry's
number; the entry holds only the root over the hashes. Erasure removes a row and its salt: what stays says nothing.

Bytes of a row are JSON of its columns *that are not empty*, so that a later version can add a column (empty by
default) without breaking what was promised before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from doltap.store import rows
from doltap.store.database import Database, Row

# Every table whose rows are promised, and the column that names a row.
PROMISED: Final = {
    "sources": "id",
    "tellers": "id",
    "accounts": "id",
    "extractions": "id",
    "consents": "id",
    "assertion_decisions": "id",
    "match_decisions": "id",
    "origin_links": "id",
    "lists": "id",
    "confirmations": "id",
    "reading_decisions": "id",
    "questions": "id",
    "settings": "name",
    "originals": "sha256",
}
EXTRACTED: Final = {"passages": rows.PASSAGE, "entities": rows.ENTITY, "assertions": rows.ASSERTION}


@dataclass(frozen=True, slots=True)
class Promise:
    """What log entry number `entry` promises of row `row` of `table`; no salt: the row was erased."""

    entry: int
    position: int
    table: str
    row: str
    salt: bytes | None = field(repr=False)
    leaf: bytes


def add_promises(db: Database, promises: Iterable[Promise]) -> None:
    """Keep what a new log entry promises."""
    found = ((p.entry, p.position, p.table, p.row, p.salt, p.leaf) for p in promises)
    db.write_many("INSERT INTO promises (entry, position, kind, row, salt, leaf) VALUES (?, ?, ?, ?, ?, ?)", found)


def promises(db: Database) -> Iterator[Promise]:
    """Every promise in the order made."""
    found = db.rows("SELECT entry, position, kind, row, salt, leaf FROM promises ORDER BY entry, position")
    return (Promise(*row) for row in found)


def rows_written(db: Database) -> list[tuple[str, str, bytes]]:
    """(table, row, bytes) of the promised rows that the open transaction wrote, each once, in order."""
    return [(table, row, row_bytes(db, table, row) or b"") for table, row in dict.fromkeys(db.written)]


def promised_rows(db: Database) -> Iterator[tuple[str, str]]:
    """(table, row) of every row that some log entry must have promised."""
    for table, name in PROMISED.items():
        for row in db.rows(f"SELECT {name} FROM {table}"):
            yield table, str(row[0])


def row_bytes(db: Database, table: str, row: str) -> bytes | None:
    """The bytes of one promised row as it stands, None when it is not there. An account's include its words."""
    found = db.record(f"SELECT * FROM {table} WHERE {PROMISED[table]} = ?", (row,))
    if found is None:
        return None
    content = _set_columns(tuple(found), tuple(found.values()))
    content.pop("n", None)
    if table == "accounts":
        content |= {"words": _words_digest(db, row), "segments": _segments_digest(db, row)}
    return rows.compact({"table": table, **content}).encode("utf-8")


def _set_columns(names: Sequence[str], row: Row) -> dict[str, Any]:
    found = zip(names, row, strict=True)
    return {name: v.hex() if isinstance(v, bytes) else v for name, v in found if v not in ("", None, 0)}


def _words_digest(db: Database, account: str) -> str:
    found = db.row("SELECT words FROM texts WHERE account = ?", (account,))
    return sha256((found[0] if found else "").encode("utf-8", "surrogatepass")).hexdigest()


def _segments_digest(db: Database, account: str) -> str:
    found = db.rows(f"SELECT {rows.SEGMENT} FROM segments WHERE account = ? ORDER BY n", (account,))
    return _digest(rows.SEGMENT, found)


def extraction_digest(passages: Iterable[Row], entities: Iterable[Row], assertions: Iterable[Row]) -> str:
    """The hash over everything one extraction added; rows in the order of their columns in `rows`."""
    parts = zip(EXTRACTED.values(), (passages, entities, assertions), strict=True)
    return sha256("".join(_digest(columns, found) for columns, found in parts).encode()).hexdigest()


def extractions(db: Database) -> tuple[tuple[str, str, str], ...]:
    """(extraction, account, hash over all it added) of every extraction, in order."""
    return tuple((row[0], row[1], row[2]) for row in db.rows("SELECT id, account, digest FROM extractions ORDER BY n"))


def stored_extraction_digest(db: Database, extraction: str) -> str:
    """The same hash over what stands in the archive now."""
    names = ", ".join(f"{table}_from, {table}" for table in EXTRACTED)
    ranges = db.row(f"SELECT {names} FROM extractions WHERE id = ?", (extraction,)) or (0,) * 6
    found = [
        db.rows(f"SELECT {columns} FROM {table} WHERE n >= ? AND n < ? ORDER BY n", (first, first + count))
        for (table, columns), first, count in zip(EXTRACTED.items(), ranges[::2], ranges[1::2], strict=True)
    ]
    return extraction_digest(*found)


def _digest(columns: str, found: Iterable[Row]) -> str:
    names, total = columns.split(", "), sha256()
    for row in found:
        total.update(rows.compact(_set_columns(names, row)).encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()
