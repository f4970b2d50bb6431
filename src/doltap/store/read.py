"""What stands in the archive, as the model's frozen values. Long lists come as iterators, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from doltap.model import (
    Account,
    Assertion,
    AssertionDecision,
    Consent,
    Decision,
    Entity,
    EntityType,
    MatchDecision,
    NearDuplicate,
    OriginLink,
    Outcome,
    Passage,
    Question,
    ReleaseClass,
    Segment,
    Source,
    Teller,
    Use,
    Verdict,
    standing,
    value_from_json,
)
from doltap.store import rows
from doltap.store.database import Database, Row
from doltap.store.values import Counts, LogState, Original

_BATCH = 500  # ids asked for at a time


def sources(db: Database) -> tuple[Source, ...]:
    """Every source, in order of id."""
    return tuple(map(rows.source_of, db.rows(f"SELECT {rows.SOURCE} FROM sources ORDER BY id")))


def tellers(db: Database) -> tuple[Teller, ...]:
    """Every teller, by pseudonym only, in order of id."""
    return tuple(Teller(*row) for row in db.rows("SELECT id, pseudonym FROM tellers ORDER BY id"))


def accounts(db: Database, release_classes: Iterable[ReleaseClass] | None = None) -> Iterator[Account]:
    """Every account in the order received, of all release classes or of those given."""
    where, parameters = _where([_within("release_class", release_classes)])
    return map(rows.account_of, db.rows(f"SELECT {rows.ACCOUNT} FROM accounts {where} ORDER BY n", parameters))


def account(db: Database, id_: str) -> Account | None:
    """One account, or None."""
    row = db.row(f"SELECT {rows.ACCOUNT} FROM accounts WHERE id = ?", (id_,))
    return rows.account_of(row) if row else None


def accounts_of_original(db: Database, sha256: str) -> tuple[Account, ...]:
    """The accounts whose original has this SHA-256, in the order received."""
    found = db.rows(f"SELECT {rows.ACCOUNT} FROM accounts WHERE sha256 = ? ORDER BY n", (sha256,))
    return tuple(map(rows.account_of, found))


def account_text(db: Database, id_: str) -> str:
    """The account's NFC text, whose offsets never move; empty for an account that was not read or is not here."""
    row = db.row("SELECT words FROM texts WHERE account = ?", (id_,))
    return str(row[0]) if row else ""


def account_texts(db: Database) -> Iterator[tuple[str, str]]:
    """(account id, text) of every account."""
    return ((row[0], row[1]) for row in db.rows("SELECT account, words FROM texts ORDER BY rowid"))


def segments(db: Database, account_id: str) -> tuple[Segment, ...]:
    """The structure that the reader found, in order."""
    found = db.rows(f"SELECT {rows.SEGMENT} FROM segments WHERE account = ? ORDER BY n", (account_id,))
    return tuple(map(rows.segment_of, found))


def signatures(db: Database, kind: str) -> Iterator[tuple[str, bytes]]:
    """(account id, likeness signature) of every account that has one of this kind."""
    found = db.rows("SELECT account, data FROM signatures WHERE kind = ? ORDER BY account", (kind,))
    return ((row[0], row[1]) for row in found)


def find_original(db: Database, sha256: str) -> Original | None:
    """The sealed original with this SHA-256 (hexadecimal), or None."""
    row = db.row("SELECT sha256, name, wrapped_key, size FROM originals WHERE sha256 = ?", (sha256,))
    return Original(*row) if row else None


def originals(db: Database) -> tuple[Original, ...]:
    """Every sealed original."""
    return tuple(Original(*r) for r in db.rows("SELECT sha256, name, wrapped_key, size FROM originals ORDER BY sha256"))


def passages(db: Database, ids: Iterable[str]) -> dict[str, Passage]:
    """The passages with these ids, by id; an id that is not here is left out."""
    found: dict[str, Passage] = {}
    for batch in _batches(ids):
        places = ", ".join("?" * len(batch))
        for row in db.rows(f"SELECT {rows.PASSAGE} FROM passages WHERE id IN ({places})", batch):
            found[row[0]] = rows.passage_of(row)
    return found


def passages_of(db: Database, account_id: str | None = None, *, include_operational: bool = False) -> Iterator[Passage]:
    """The passages of one account (None: of all) in the order of the text; operational ones only when asked for."""
    clauses = [_equal("account", account_id), None if include_operational else ("operational = 0", ())]
    where, parameters = _where(clauses)
    order = "n" if account_id is None else "start, n"
    return map(rows.passage_of, db.rows(f"SELECT {rows.PASSAGE} FROM passages {where} ORDER BY {order}", parameters))


def rendering_passages(db: Database) -> frozenset[str]:
    """The ids of the passages that are renderings of others, never exact words."""
    return frozenset(str(row[0]) for row in db.rows("SELECT id FROM passages WHERE rendering_of != ''"))


def entities(
    db: Database, *, account: str | None = None, type_: EntityType | None = None, ids: Iterable[str] | None = None
) -> Iterator[Entity]:
    """Entities, of one account, of one type, or by id."""
    where, parameters = _where([_equal("account", account), _equal("type", type_), _within("id", ids)])
    return map(rows.entity_of, db.rows(f"SELECT {rows.ENTITY} FROM entities {where} ORDER BY n", parameters))


def assertions(
    db: Database,
    *,
    account: str | None = None,
    property: str | None = None,
    entity: str | None = None,
    event: str | None = None,
    release_classes: Iterable[ReleaseClass] | None = None,
    include_operational: bool = False,
    include_rejected: bool = False,
    as_read: bool = False,
) -> Iterator[Assertion]:
    """Assertions as the decisions leave them: accepted ones marked, corrected ones with the corrected value.

    The latest decision counts; while coders differ none does, and then the adjudicator's. `as_read`: as they were read,
    before any decision. Operational and rejected ones come only when asked for. Row by row, for archives of a million.
    """
    clauses = [
        _equal("a.account", account),
        _equal("a.property", property),
        _equal("a.entity", entity),
        _equal("a.event", event),
        None if include_operational else ("a.operational = 0", ()),
        None if include_rejected else ("coalesce(d.verdict, '') != 'reject'", ()),
        _within_account("a.account", release_classes),
    ]
    where, parameters = _where(clauses)
    sql = f"SELECT {_DECIDED} FROM assertions a {_UNDECIDED if as_read else _LATEST} {where} ORDER BY a.n"
    void = () if as_read else (rows.compact(void_decisions(db)),)
    return map(rows.assertion_of, db.rows(sql, (*void, *parameters)))


_LATEST = (
    "LEFT JOIN assertion_decisions d ON d.n = (SELECT max(n) FROM assertion_decisions"
    " WHERE assertion = a.id AND n NOT IN (SELECT value FROM json_each(?)))"
)
_UNDECIDED = "LEFT JOIN assertion_decisions d ON 0"
_DECIDED = ", ".join(
    {
        "value": "coalesce(d.corrected, a.value)",
        "accepted": "coalesce(d.verdict IN ('accept', 'correct'), a.accepted)",
    }.get(name, f"a.{name}")
    for name in rows.ASSERTION.split(", ")
)


def assertion_decisions(db: Database, assertion: str | None = None) -> Iterator[AssertionDecision]:
    """Decisions on proposals in the order made: of one assertion, or all."""
    where, parameters = _where([_equal("d.assertion", assertion)])
    yield from map(
        _decision_of, db.rows(f"SELECT {_DECISION} FROM assertion_decisions d {where} ORDER BY d.n", parameters)
    )


def decisions_of_account(db: Database, account: str) -> Iterator[AssertionDecision]:
    """Decisions on the proposals of one account, in the order made."""
    joined = "assertion_decisions d JOIN assertions a ON a.id = d.assertion"
    yield from map(
        _decision_of, db.rows(f"SELECT {_DECISION} FROM {joined} WHERE a.account = ? ORDER BY d.n", (account,))
    )


def void_decisions(db: Database) -> list[int]:
    """The numbers of the decisions that do not count: those of coders who differ, and those that were adjudicated."""
    several = "SELECT assertion FROM assertion_decisions GROUP BY assertion HAVING count(DISTINCT by_whom) > 1"
    found = db.rows(f"SELECT {_DECISION}, d.n FROM assertion_decisions d WHERE d.assertion IN ({several}) ORDER BY d.n")
    made: dict[str, list[tuple[AssertionDecision, int]]] = {}
    for row in found:
        made.setdefault(row[1], []).append((_decision_of(row[:-1]), row[-1]))
    return [n for decisions in made.values() for n in _void(decisions)]


def _void(made: Sequence[tuple[AssertionDecision, int]]) -> list[int]:
    counts = standing([decision for decision, _ in made])
    if counts.differ:
        return [n for _, n in made]
    return [n for decision, n in made if decision is not counts.decision]


_DECISION = "d.id, d.assertion, d.verdict, d.by_whom, d.decided, d.why, d.corrected, d.codebook, d.adjudicates"


def _decision_of(row: Row) -> AssertionDecision:
    id_, about, verdict, by, when, why, corrected, codebook, adjudicates = row
    value = value_from_json(json.loads(corrected)) if corrected else None
    return AssertionDecision(id_, about, Verdict(verdict), by, when, why, value, codebook, bool(adjudicates))


def match_decisions(db: Database) -> tuple[MatchDecision, ...]:
    """Every match decision in the order made; a later one answers an earlier one."""
    columns = "id, left_one, right_one, decision, by_whom, decided, why"
    found = db.rows(f"SELECT {columns} FROM match_decisions ORDER BY n")
    return tuple(MatchDecision(i, left, right, Decision(d), *rest) for i, left, right, d, *rest in found)


def origin_links(db: Database) -> tuple[OriginLink, ...]:
    """Every origin link in the order made; a later one answers an earlier one."""
    columns = "id, left_one, right_one, decision, by_whom, decided, why"
    found = db.rows(f"SELECT {columns} FROM origin_links ORDER BY n")
    return tuple(OriginLink(i, left, right, Decision(d), *rest) for i, left, right, d, *rest in found)


def near_duplicates(db: Database) -> tuple[NearDuplicate, ...]:
    """Every pair of nearly equal accounts."""
    columns = "left_one, right_one, similarity, left_start, left_end"
    return tuple(NearDuplicate(*row) for row in db.rows(f"SELECT {columns} FROM near_duplicates ORDER BY 1, 2"))


def consent(db: Database, account_id: str) -> Consent:
    """What the giver of one account agrees to now; unknown when nobody recorded it."""
    latest = "SELECT account, uses, known, until FROM consents WHERE account = ? ORDER BY n DESC LIMIT 1"
    row = db.row(latest, (account_id,))
    return _consent_of(row) if row else Consent(account_id)


def consents(db: Database) -> dict[str, Consent]:
    """The consent in force, by account id; an account that is missing has none recorded (unknown)."""
    latest = "SELECT max(n) FROM consents GROUP BY account"
    found = db.rows(f"SELECT account, uses, known, until FROM consents WHERE n IN ({latest})")
    return {row[0]: _consent_of(row) for row in found}


def _consent_of(row: Row) -> Consent:
    return Consent(row[0], frozenset(map(Use, row[1].split())), bool(row[2]), row[3])


def questions(db: Database, *, only_open: bool = True) -> tuple[Question, ...]:
    """Questions in the order asked; only the open ones unless told otherwise."""
    where = "WHERE answer = ''" if only_open else ""
    found = db.rows(f"SELECT id, kind, about, words, asked, answer FROM questions {where} ORDER BY n")
    return tuple(Question(*row) for row in found)


def mapping(db: Database, name: str) -> Any | None:  # noqa: ANN401  any JSON value
    """The import mapping saved under this name, or None."""
    row = db.row("SELECT content FROM mappings WHERE name = ?", (name,))
    return json.loads(row[0]) if row else None


def mappings(db: Database) -> tuple[str, ...]:
    """The names of the saved import mappings."""
    return tuple(row[0] for row in db.rows("SELECT name FROM mappings ORDER BY name"))


def setting(db: Database, name: str, default: object = None) -> Any:  # noqa: ANN401  any JSON value
    """One setting of the archive, or `default` when it is not set."""
    row = db.row("SELECT value FROM settings WHERE name = ?", (name,))
    return json.loads(row[0]) if row else default


def counts(db: Database) -> Counts:
    """How much is in the archive, for `doltap status`; what is operational is held and never counted."""
    by_outcome: dict[str, int] = dict(db.rows("SELECT outcome, count(*) FROM accounts GROUP BY outcome"))
    total = sum(by_outcome.values())
    read, partial = by_outcome.get(Outcome.OK, 0), by_outcome.get(Outcome.PARTIAL, 0)
    duplicates = db.number("SELECT count(*) FROM accounts WHERE duplicate_of IS NOT NULL")
    held = (
        db.number("SELECT count(*) FROM passages WHERE operational = 0"),
        db.number("SELECT count(*) FROM assertions WHERE operational = 0"),
    )
    return Counts(total, read, partial, total - read - partial, duplicates, *held)


def log_state(db: Database) -> LogState | None:
    """The log's size and roots, or None before the first entry."""
    row = db.row("SELECT size, frontier, root FROM log_state")
    return LogState(*row) if row else None


def log_entries(db: Database, first: int = 0) -> Iterator[tuple[int, bytes, bytes]]:
    """(number, entry, leaf hash) of every log entry from number `first` on."""
    found = db.rows("SELECT n, entry, leaf FROM log WHERE n >= ? ORDER BY n", (first,))
    return ((row[0], row[1], row[2]) for row in found)


def last_time(db: Database) -> datetime | None:
    """When the latest account was received, or None."""
    row = db.row("SELECT max(received) FROM accounts")
    return datetime.fromisoformat(row[0]) if row and row[0] else None


Clause = tuple[str, Sequence[Any]] | None


def _equal(column: str, value: str | None) -> Clause:
    return None if value is None else (f"{column} = ?", (value,))


def _within(column: str, values: Iterable[str] | None) -> Clause:
    if values is None:
        return None
    wanted = tuple(values)
    return f"{column} IN ({', '.join('?' * len(wanted))})", wanted


def _within_account(column: str, release_classes: Iterable[ReleaseClass] | None) -> Clause:
    inner = _within("release_class", release_classes)
    return None if inner is None else (f"{column} IN (SELECT id FROM accounts WHERE {inner[0]})", inner[1])


def _where(clauses: Iterable[Clause]) -> tuple[str, tuple[Any, ...]]:
    set_ones = [clause for clause in clauses if clause is not None]
    sql = " AND ".join(sql for sql, _ in set_ones)
    return (f"WHERE {sql}" if sql else ""), tuple(value for _, values in set_ones for value in values)


def _batches(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(ids)
    while batch := tuple(islice(left, _BATCH)):
        yield batch
