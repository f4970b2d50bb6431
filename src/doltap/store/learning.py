"""Facts confirmed from documents, readings that are meant, and numbered models: stones of their own kind.

A model is no stone: it is computed, so no log entry promises it, and it can be forgotten without a trace.
"""

from __future__ import annotations

import json

from doltap.model import Audience, Confirmation, ReadingDecision, StoredModel, value_from_json, value_to_json
from doltap.store import rows
from doltap.store.database import Database, Row

_CONFIRMATION = "id, entity, property, value, document, seen, audience, by_whom, decided, why"
_READING = "id, property, source, audience, by_whom, decided, why"
_MODEL = "id, audience, number, learned, by_whom, assertions, confirmed, content"


def _insert(db: Database, table: str, columns: str, row: Row) -> None:
    places = ", ".join("?" * len(row))
    db.write(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)


def add_confirmation(db: Database, confirmation: Confirmation) -> None:
    """Add a fact confirmed from a document, or (value None) one taken back; a later one answers an earlier one."""
    c = confirmation
    value = "" if c.value is None else rows.compact(value_to_json(c.value))
    row = (c.id, c.entity, c.property, value, c.document, c.seen, c.audience, c.by, c.when, c.why)
    _insert(db, "confirmations", _CONFIRMATION, row)
    db.written.append(("confirmations", c.id))


def confirmations(db: Database) -> tuple[Confirmation, ...]:
    """Every confirmation in the order made, those taken back and those that take back among them."""
    return tuple(map(_confirmation_of, db.rows(f"SELECT {_CONFIRMATION} FROM confirmations ORDER BY n")))


def _confirmation_of(row: Row) -> Confirmation:
    id_, entity, prop, value, document, seen, audience, by, when, why = row
    known = value_from_json(json.loads(value)) if value else None
    return Confirmation(id_, entity, prop, known, document, by, when, seen, Audience(audience), why)


def add_reading_decision(db: Database, decision: ReadingDecision) -> None:
    """Add which reading of a property is meant; a later one answers an earlier one."""
    d = decision
    _insert(db, "reading_decisions", _READING, (d.id, d.property, d.source, d.audience, d.by, d.when, d.why))
    db.written.append(("reading_decisions", d.id))


def reading_decisions(db: Database) -> tuple[ReadingDecision, ...]:
    """Every decision on readings in the order made."""
    found = db.rows(f"SELECT {_READING} FROM reading_decisions ORDER BY n")
    return tuple(ReadingDecision(i, p, s, by, when, Audience(a), why) for i, p, s, a, by, when, why in found)


def add_model(db: Database, model: StoredModel) -> None:
    """Keep a model and the accounts it was learned from. Its number is new for its view."""
    m = model
    row = (m.id, m.audience, m.number, m.learned, m.by, m.assertions, m.confirmed, m.content)
    _insert(db, "models", _MODEL, row)
    pairs = ((m.id, account) for account in sorted(m.accounts))
    db.write_many("INSERT INTO model_accounts (model, account) VALUES (?, ?)", pairs)


def models(db: Database, audience: Audience) -> tuple[StoredModel, ...]:
    """The models of one view in order of their numbers, the current one last."""
    found = list(db.rows(f"SELECT {_MODEL} FROM models WHERE audience = ? ORDER BY number", (audience,)))
    return tuple(_model_of(db, row) for row in found)


def _model_of(db: Database, row: Row) -> StoredModel:
    id_, audience, number, learned, by, assertions, confirmed, content = row
    learned_from = db.rows("SELECT account FROM model_accounts WHERE model = ?", (id_,))
    accounts = frozenset(str(found[0]) for found in learned_from)
    return StoredModel(id_, Audience(audience), number, learned, by, assertions, confirmed, content, accounts)


def forget_model(db: Database, id_: str) -> None:
    """Empty a model that was learned from what its view may no longer use; its number and date stay."""
    db.write("UPDATE models SET content = '' WHERE id = ?", (id_,))
    db.write("DELETE FROM model_accounts WHERE model = ?", (id_,))
