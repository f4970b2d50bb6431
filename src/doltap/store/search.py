"""Finding words in passages: candidates by the terms of `language`, then an exact check, so that no hit is false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from doltap.language.search import contains, fold, index_terms, needles, query_terms
from doltap.model import Passage, ReleaseClass
from doltap.store import rows
from doltap.store.database import Database
from doltap.store.values import Hit

_BATCH = 200  # passages read at a time, about four screens


def index_passages(db: Database, passages: Iterable[tuple[int, str]]) -> None:
    """Put passages (row number, words) into the search index, inside the caller's transaction."""
    found = ((n, index_terms(words)) for n, words in passages)
    db.write_many("INSERT INTO passage_terms (rowid, terms) VALUES (?, ?)", found)


def rebuild_index(db: Database) -> None:
    """Make the search index anew from the passages, after the way terms are made has changed."""
    db.write("INSERT INTO passage_terms (passage_terms) VALUES ('delete-all')")
    index_passages(db, ((row[0], row[1]) for row in db.rows("SELECT n, words FROM passages")))


def search(
    db: Database,
    query: str,
    limit: int | None = 50,
    *,
    release_classes: Iterable[ReleaseClass] | None = None,
    account: str | None = None,
    include_operational: bool = False,
) -> tuple[Hit, ...]:
    """At most `limit` passages (None: all) that hold every word of the query in one of its spellings, best first.

    Operational passages come only when asked for. A query without a letter or digit finds nothing; none is an error.
    """
    expression = query_terms(query)
    if not expression:
        return ()
    classes = None if release_classes is None else tuple(release_classes)
    candidates = _candidates(db, expression, classes, account, include_operational)
    hits = (Hit(p, places(p.words, query)) for p in candidates if contains(p.words, query))
    return tuple(islice(hits, limit))


def _candidates(
    db: Database, expression: str, classes: tuple[str, ...] | None, account: str | None, operational: bool
) -> Iterator[Passage]:
    """Passages in order of rank. Only row numbers are ranked; words are read and decrypted for as many as are taken."""
    wanted = [] if operational else ["operational = 0"]
    parameters: list[str] = []
    if account is not None:
        wanted.append("account = ?")
        parameters.append(account)
    if classes is not None:
        inner = ", ".join("?" * len(classes))
        wanted.append(f"account IN (SELECT id FROM accounts WHERE release_class IN ({inner}))")
        parameters += classes
    ranked = db.rows("SELECT rowid FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank, rowid", (expression,))
    while numbers := [row[0] for row in islice(ranked, _BATCH)]:
        where = " AND ".join([f"n IN ({', '.join('?' * len(numbers))})", *wanted])
        sql = f"SELECT n, {rows.PASSAGE} FROM passages WHERE {where}"
        found = {row[0]: rows.passage_of(row[1:]) for row in db.rows(sql, (*numbers, *parameters))}
        yield from (found[n] for n in numbers if n in found)


def places(words: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the words of the query stand: (start, end) in code points of `words`, in order, overlaps made one."""
    folded, origin = _folded_with_origin(words)
    spellings = {spelling for word in needles(query) for spelling in word}
    spans = sorted(span for spelling in spellings for span in _occurrences(folded, spelling))
    return tuple(_joined((origin[start], origin[end - 1] + 1) for start, end in spans))


def _folded_with_origin(words: str) -> tuple[str, list[int]]:
    """The text folded character by character, and for each folded character the place it came from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(words):
        piece = " " if character.isspace() else fold(character)
        if piece == " " and folded[-1:] == [" "]:
            continue
        folded += piece
        origin += [place] * len(piece)
    return "".join(folded), origin


def _occurrences(folded: str, spelling: str) -> Iterator[tuple[int, int]]:
    start = folded.find(spelling)
    while start >= 0:
        yield start, start + len(spelling)
        start = folded.find(spelling, start + 1)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
