"""Who a teller is, and identifiers found in accounts: only in the second file, under its own key."""

from __future__ import annotations

from collections.abc import Iterable
from secrets import token_hex

from doltap.store.database import Database
from doltap.store.values import Identity

_COLUMNS = "id, teller, kind, value, account, start, stop, added"


def add_identities(db: Database, found: Iterable[Identity]) -> None:
    """Add things that identify a teller, or identifiers read in an account."""
    sql = f"INSERT INTO identities ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    given = list(found)
    db.write_many(sql, ((i.id, i.teller, i.kind, i.value, i.account, i.start, i.end, i.added) for i in given))
    db.written.extend(("identities", i.id) for i in given)


def new_identities_head(db: Database) -> str:
    """Write a new random head of this file and give it, for the log of the other file to promise."""
    head, _ = identities_head(db)
    token = token_hex(16)
    db.write("INSERT OR REPLACE INTO heads (name, token, before) VALUES ('head', ?, ?)", (token, head))
    return token


def identities_head(db: Database) -> tuple[str, str]:
    """The head of this file and the one before it (empty for none): a crash may leave it one step ahead of the log."""
    found = db.row("SELECT token, before FROM heads")
    return (found[0], found[1]) if found else ("", "")


def identities(db: Database, *, teller: str | None = None, account: str | None = None) -> tuple[Identity, ...]:
    """What is known of one teller, or was found in one account, in the order added; all when neither is named."""
    given = {"teller": teller, "account": account}
    named = {column: value for column, value in given.items() if value is not None}
    where = " AND ".join(f"{column} = ?" for column in named) or "1"
    sql = f"SELECT {_COLUMNS} FROM identities WHERE {where} ORDER BY n"
    return tuple(Identity(*row) for row in db.rows(sql, tuple(named.values())))
