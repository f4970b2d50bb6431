"""One table and which of its rows are one person: no archive is opened, nothing is kept, the table stays as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from doltap.errors import InputNotRead, WrongUsage
from doltap.model import Progress, Step, quiet
from doltap.operations.importing import headings, read_rows
from doltap.resolve.link import Kind, guessed, kind_named, link, numbers_the_rows

_PLAIN: Final = {".csv": ",", ".tsv": "\t"}
_AT_ONCE: Final = 2
"""Threads: NumPy works outside Python's lock, and an office machine has two cores at the least."""


@dataclass(frozen=True, slots=True)
class DedupeRequest:
    """`columns`: heading -> kind, as `name:name,dob:date`; empty: guessed. `record`: the column that names a row."""

    table: Path
    columns: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what names it, the number of its cluster (from 1, in order of first rows), and how probably rightly."""

    record: str
    cluster: int
    probability: float


@dataclass(frozen=True, slots=True)
class Deduped:
    """The rows in order, and the columns that were compared, heading and kind."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[str, str], ...]


Table = dict[str, list[str]]


def dedupe(request: DedupeRequest, *, progress: Progress = quiet) -> Deduped:
    """Find which rows of a table are one person.

    Raises `InputNotRead` for a file that is no table, `WrongUsage` for a column that is not there, for a kind that is
    none, and when nothing is left to compare.
    """
    table = read_table(request.table)
    columns = wanted_columns(table, request.columns)
    progress(Step(0, 1, str(request.table.name)))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = link([(heading, kind, table[heading]) for heading, kind in columns], mapper=pool.map)
    number: dict[int, int] = {}
    clusters = [number.setdefault(c, len(number) + 1) for c in found.cluster.tolist()]
    named = zip(_records(table, request.record), clusters, found.probability.tolist(), strict=True)
    rows = tuple(Row(record, cluster, round(likely, 4)) for record, cluster, likely in named)
    progress(Step(1, 1, str(request.table.name)))
    return Deduped(rows, tuple((heading, kind.value) for heading, kind in columns))


def read_table(path: Path) -> Table:
    """Heading -> cells, every row in order. Plain tables are read directly, all others in the sandbox."""
    if path.suffix.lower() not in _PLAIN:
        rows = read_rows(path)
        return {h: [row[h].text if h in row else "" for row in rows] for h in headings(rows)}
    with _opened(path) as lines:
        first = next(lines, [])
        names = [heading.strip() for heading in first]
        rows_ = [row for row in lines if any(cell and not cell.isspace() for cell in row)]
    if not rows_ or len(set(names)) < len(names):
        raise InputNotRead("no_rows", file=str(path))
    return {name: [row[n].strip() if n < len(row) else "" for row in rows_] for n, name in enumerate(names)}


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield csv.reader(lines, delimiter=_PLAIN[path.suffix.lower()], skipinitialspace=True)
    except FileNotFoundError as fault:
        raise InputNotRead("file_missing", file=str(path)) from fault
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise InputNotRead("file_unreadable", file=str(path)) from fault


def wanted_columns(table: Table, said: str) -> list[tuple[str, Kind]]:
    """The columns to compare: those said, each with its kind said or guessed; all that tell of a person otherwise."""
    if not said.strip():
        found = [(heading, kind) for heading, values in table.items() if (kind := guessed(heading, values))]
    else:
        found = [_said(table, word) for word in said.split(",") if word.strip()]
    if not found:
        raise WrongUsage("no_columns_to_compare")
    return found


def _said(table: Table, word: str) -> tuple[str, Kind]:
    heading, colon, kind = (part.strip() for part in word.rpartition(":"))
    heading = heading if colon else kind
    if heading not in table:
        raise WrongUsage("no_such_heading", column=heading[:64])
    named = kind_named(kind) if colon else guessed(heading, table[heading]) or Kind.TEXT
    if named is None:
        raise WrongUsage("no_such_kind", kind=kind[:64], kinds=", ".join(Kind))
    return heading, named


def _records(table: Table, said: str) -> Sequence[str]:
    if said and said not in table:
        raise WrongUsage("no_such_heading", column=said[:64])
    named = said or next((h for h, values in table.items() if numbers_the_rows(h, values)), "")
    count = len(next(iter(table.values())))
    return table[named] if named else [str(n) for n in range(1, count + 1)]
