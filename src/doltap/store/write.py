"""Stones are added, never edited: one function for each kind of value, inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from doltap.model import (
    Account,
    Assertion,
    AssertionDecision,
    Consent,
    Entity,
    MatchDecision,
    NearDuplicate,
    OriginLink,
    Passage,
    Question,
    ReleaseClass,
    SafetyClass,
    Segment,
    Source,
    Teller,
    new_id,
    value_to_json,
)
from doltap.store import rows
from doltap.store.commitments import extraction_digest
from doltap.store.database import Database, Row
from doltap.store.search import index_passages
from doltap.store.values import LogState, Original


def now() -> str:
    """This moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _insert(table: str, columns: str) -> str:
    places = ", ".join("?" * (columns.count(",") + 1))
    return f"INSERT INTO {table} ({columns}) VALUES ({places})"


def _add(db: Database, table: str, columns: str, row: Row) -> None:
    db.write(_insert(table, columns), row)
    db.written.append((table, str(row[0])))


def add_source(db: Database, source: Source) -> None:
    """Add a source. Raises `WrongUsage` when its id is taken."""
    _add(db, "sources", rows.SOURCE, rows.source_row(source))


def set_reliability(db: Database, source: str, reliability: str) -> None:
    """Say how reliable a source is in general (A-F)."""
    db.write("UPDATE sources SET reliability = ? WHERE id = ?", (reliability, source))
    db.written.append(("sources", source))


def add_teller(db: Database, teller: Teller) -> None:
    """Add a teller by pseudonym; a name belongs to the identities file."""
    _add(db, "tellers", "id, pseudonym", (teller.id, teller.pseudonym))


def add_original(db: Database, original: Original) -> None:
    """Record a sealed original; the same bytes a second time change nothing (two accounts, one original)."""
    row = (original.sha256, original.name, original.wrapped_key, original.size)
    if db.write(_insert("originals", "sha256, name, wrapped_key, size") + " ON CONFLICT (sha256) DO NOTHING", row) > 0:
        db.written.append(("originals", original.sha256))


def add_account(
    db: Database,
    account: Account,
    text: str = "",
    segments: Sequence[Segment] = (),
    original: Original | None = None,
) -> None:
    """Add an account with its NFC text, its structure and, unless its bytes are known already, its sealed original."""
    if original is not None:
        add_original(db, original)
    _add(db, "accounts", rows.ACCOUNT, rows.account_row(account))
    db.write(_insert("texts", "account, words"), (account.id, text))
    numbered = ((account.id, n, *rows.segment_row(s)) for n, s in enumerate(segments))
    db.write_many(_insert("segments", f"account, n, {rows.SEGMENT}"), numbered)


def add_extraction(
    db: Database,
    account: str,
    passages: Sequence[Passage],
    entities: Iterable[Entity],
    assertions: Sequence[Assertion],
) -> None:
    """Add what was read from one account. A passage is operational when it or an assertion resting on it is so.

    Raises ValueError when a passage or an assertion belongs to another account.
    """
    if not {p.account for p in passages} | {a.account for a in assertions} <= {account}:
        raise ValueError("an extraction of one account holds another account's words")
    held = {a.passage for a in assertions if SafetyClass.OPERATIONAL in a.safety}
    held |= {p.id for p in passages if SafetyClass.OPERATIONAL in p.safety}
    found = {
        "passages": [rows.passage_row(p) for p in passages],
        "entities": [rows.entity_row(e) for e in entities],
        "assertions": [rows.assertion_row(a) for a in assertions],
    }
    first = {table: db.number(f"SELECT coalesce(max(n), 0) + 1 FROM {table}") for table in found}
    _add_numbered(db, "passages", rows.PASSAGE, first, ((*row, int(row[0] in held)) for row in found["passages"]))
    _add_numbered(db, "entities", rows.ENTITY, first, found["entities"])
    _add_numbered(db, "assertions", rows.ASSERTION, first, ((*r, int(r[1] in held)) for r in found["assertions"]))
    index_passages(db, ((n, p.words) for n, p in enumerate(passages, first["passages"])))
    _add_extraction_row(db, account, first, found)


def _add_numbered(db: Database, table: str, columns: str, first: Mapping[str, int], found: Iterable[Row]) -> None:
    names = f"n, {columns}" + ("" if table == "entities" else ", operational")
    db.write_many(_insert(table, names), ((n, *row) for n, row in enumerate(found, first[table])))


def _add_extraction_row(
    db: Database, account: str, first: Mapping[str, int], found: Mapping[str, Sequence[Row]]
) -> None:
    ranges = [number for table in found for number in (first[table], len(found[table]))]
    names = ", ".join(f"{table}_from, {table}" for table in found)
    row = (new_id(), account, *ranges, extraction_digest(*found.values()))
    _add(db, "extractions", f"id, account, {names}, digest", row)


def add_signature(db: Database, account: str, kind: str, data: bytes) -> None:
    """Keep a likeness signature of an account's text (`kind` says how it was made), to find near-duplicates by."""
    db.write(_insert("signatures", "account, kind, data"), (account, kind, data))


def add_consent(db: Database, consent: Consent, *, given: str = "") -> str:
    """Add what the giver agrees to from now on (`given`: when, ISO 8601); the latest one counts. Its id."""
    id_ = new_id()
    row = (id_, consent.account, " ".join(sorted(consent.uses)), int(consent.known), consent.until, given or now())
    _add(db, "consents", "id, account, uses, known, until, given", row)
    return id_


def set_release_class(db: Database, account: str, release_class: ReleaseClass) -> None:
    """Say how far an account may go at most."""
    db.write("UPDATE accounts SET release_class = ? WHERE id = ?", (release_class, account))
    db.written.append(("accounts", account))


def add_assertion_decision(db: Database, decision: AssertionDecision) -> None:
    """Add a person's decision on a proposal; `model.standing` says which one counts."""
    d = decision
    corrected = rows.compact(value_to_json(d.corrected)) if d.corrected is not None else None
    row = (d.id, d.assertion, d.verdict, d.by, d.when, d.why, corrected, d.codebook, int(d.adjudicates))
    names = "id, assertion, verdict, by_whom, decided, why, corrected, codebook, adjudicates"
    _add(db, "assertion_decisions", names, row)


def add_match_decision(db: Database, decision: MatchDecision) -> None:
    """Add a decision that two entities are the same, different, or unsure."""
    d = decision
    row = (d.id, d.left, d.right, d.decision, d.by, d.when, d.why)
    _add(db, "match_decisions", "id, left_one, right_one, decision, by_whom, decided, why", row)


def add_origin_link(db: Database, link: OriginLink) -> None:
    """Add a decision that two accounts have the same origin, or not."""
    row = (link.id, link.left, link.right, link.decision, link.by, link.when, link.why)
    _add(db, "origin_links", "id, left_one, right_one, decision, by_whom, decided, why", row)


def add_near_duplicate(db: Database, near: NearDuplicate) -> None:
    """Add (or measure anew) how alike two accounts are."""
    row = (near.left, near.right, near.similarity, near.left_start, near.left_end)
    insert = _insert("near_duplicates", "left_one, right_one, similarity, left_start, left_end")
    db.write(insert.replace("INSERT", "INSERT OR REPLACE", 1), row)


def add_question(db: Database, question: Question) -> None:
    """Add something that only a person can settle."""
    q = question
    _add(db, "questions", "id, kind, about, words, asked, answer", (q.id, q.kind, q.about, q.text, q.asked, q.answer))


def answer_question(db: Database, question: str, answer: str) -> None:
    """Record the answer to an open question."""
    db.write("UPDATE questions SET answer = ? WHERE id = ?", (answer, question))
    db.written.append(("questions", question))


def save_mapping(db: Database, name: str, content: object) -> None:
    """Keep an import mapping (any JSON value) under its name, in place of an earlier one."""
    row = (name, json.dumps(content, ensure_ascii=False), now())
    db.write(_insert("mappings", "name, content, saved").replace("INSERT", "INSERT OR REPLACE", 1), row)


def set_setting(db: Database, name: str, value: object) -> None:
    """Set one setting of the archive to any JSON value."""
    row = (name, json.dumps(value, ensure_ascii=False))
    db.write(_insert("settings", "name, value").replace("INSERT", "INSERT OR REPLACE", 1), row)
    db.written.append(("settings", name))


def append_log(db: Database, entry: bytes, leaf: bytes, state: LogState) -> None:
    """Append one log entry with its leaf hash; `state` is the log with it."""
    db.write(_insert("log", "n, entry, leaf"), (state.size - 1, entry, leaf))
    insert = _insert("log_state", "one, size, frontier, root").replace("INSERT", "INSERT OR REPLACE", 1)
    db.write(insert, (1, state.size, state.frontier, state.root))
