"""Is the file whole: pages, structure, references, and every passage's words where they are said to stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doltap.store.database import Database
from doltap.store.read import account_text, passages_of


def damage(db: Database) -> Iterator[tuple[str, str]]:
    """(kind, item) of every fault of the file itself: 'page', 'structure' or 'reference'."""
    for row in db.rows("PRAGMA cipher_integrity_check"):
        yield "page", str(row[0])
    for row in db.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield "structure", str(row[0]).splitlines()[0][:120]
    for row in db.rows("PRAGMA foreign_key_check"):
        yield "reference", f"{row[0]} {row[1]}"


def misplaced_passages(db: Database) -> Iterator[tuple[str, str]]:
    """(passage, account) of every exact passage whose words do not stand at its place in the account's text.

    A rendering rests on another passage and has no place of its own.
    """
    account, text = "", ""
    for passage in passages_of(db, include_operational=True):
        if passage.account != account:
            account, text = passage.account, account_text(db, passage.account)
        if not passage.rendering_of and text[passage.start : passage.end] != passage.words:
            yield passage.id, account


def index_is_whole(db: Database) -> bool:
    """Whether the search index has an entry for every passage."""
    return db.number("SELECT count(*) FROM passage_terms") == db.number("SELECT count(*) FROM passages")


def snapshot(db: Database, to: Path) -> None:
    """Write a whole copy of the file as it stands, encrypted under the same key. `to` must not exist."""
    list(db.rows("VACUUM INTO ?", (str(to),)))
