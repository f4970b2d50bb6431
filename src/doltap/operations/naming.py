"""Names compared and found, for people and for scripts: no archive is opened and nothing is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from doltap.errors import InputNotRead
from doltap.language.names import NameIndex, compare_many, explain
from doltap.model import Message

_HEADINGS: Final = frozenset(
    (
        "a",
        "b",
        "name",
        "names",
        "name1",
        "name2",
        "name_a",
        "name_b",
        "left",
        "right",
        "latin",
        "hangul",
        "hanja",
        "query",
        "queries",
        "candidate",
        "pool",
        "text",
        "first",
        "second",
        "korean",
        "english",
    )
)
"""What a first line holds that names its columns and no people."""
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Compared:
    """Two names, the probability that they are one name as written, and why."""

    a: str
    b: str
    score: float
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A query and the names most probably the same, best first, each with its probability."""

    query: str
    candidates: tuple[tuple[str, float], ...]


def compare_two(a: str, b: str) -> Compared:
    """Two names, with every reason that can be given."""
    found = explain(a, b)
    return Compared(a, b, found.score, found.reasons)


def compare_file(pairs: Path) -> list[Compared]:
    """The first two columns of a table, line by line, in order. Raises InputNotRead for a file that is no table."""
    rows = [(row[0], row[1] if len(row) > 1 else "") for row in _rows(pairs)]
    found = compare_many([a for a, _ in rows], [b for _, b in rows])
    return [Compared(a, b, f.score, f.reasons) for (a, b), f in zip(rows, found, strict=True)]


def rank_files(queries: Path, pool: Path, top: int) -> Iterator[Ranked]:
    """For each line of `queries` (its first column) the `top` most probable lines of `pool`."""
    index = NameIndex(dict.fromkeys(row[0] for row in _rows(pool)))
    asked = [row[0] for row in _rows(queries)]
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        for query, found in zip(some, index.search_many(some, top), strict=True):
            yield Ranked(query, tuple((c.name, c.score) for c in found))


def _rows(path: Path) -> list[list[str]]:
    """The rows of a CSV, or of a TSV by its ending, without heading; blank lines are left out, empty cells are not."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise InputNotRead("file_missing", file=str(path)) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise InputNotRead("file_unreadable", file=str(path)) from fault
    lines = text.replace("\r\n", "\n").split("\n")  # a name may hold what else ends a line
    delimiter: str = "\t" if path.suffix.lower() == ".tsv" else ","
    try:
        rows = [
            row for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1 or any(cell.strip() for cell in row)
        ]
    except csv.Error as fault:
        raise InputNotRead("file_unreadable", file=str(path)) from fault
    return rows[1:] if rows and {cell.strip().lower() for cell in rows[0][:2]} <= _HEADINGS else rows
