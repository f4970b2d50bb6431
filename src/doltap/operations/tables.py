"""Reading the tables that `doltap weigh` takes: CSV, Parquet where a reader is installed, and hierarchies."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from doltap.errors import InputNotRead, WrongUsage
from doltap.weigh.typed import Place

LONGEST_CELL = 1_000_000


def columns(path: Path, wanted: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of these columns as text. Raises InputNotRead for no table, WrongUsage for no such column."""
    if path.suffix.lower() in {".parquet", ".pq"}:
        return _parquet(path, wanted)
    return _csv(path, wanted)


def headings(path: Path) -> list[str]:
    """The headings of a table."""
    if path.suffix.lower() in {".parquet", ".pq"}:
        return [str(name) for name in _opened(path).schema_arrow.names]
    with _text(path) as lines:
        return next(csv.reader(lines), [])


def _csv(path: Path, wanted: Sequence[str]) -> Iterator[tuple[str, ...]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        with _text(path) as lines:
            rows = csv.reader(lines)
            at = _places(path, next(rows, []), wanted)
            for row in rows:
                if row:
                    yield tuple(row[k].strip() if k < len(row) else "" for k in at)
    except (csv.Error, UnicodeDecodeError) as fault:
        raise InputNotRead("table_not_read", file=str(path)) from fault


def _text(path: Path) -> TextIO:
    try:
        # -sig: spreadsheets put a mark before the first heading.
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as fault:
        raise InputNotRead("table_not_read", file=str(path)) from fault


def _places(path: Path, found: Sequence[str], wanted: Sequence[str]) -> list[int]:
    for name in wanted:
        if name not in found:
            raise WrongUsage("no_such_column", column=name, file=str(path), columns=", ".join(found)[:200])
    return [found.index(name) for name in wanted]


def _opened(path: Path) -> Any:  # noqa: ANN401  pyarrow is optional and has no types here
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError as fault:
        raise WrongUsage("parquet_needs_pyarrow", file=str(path)) from fault
    try:
        return parquet.ParquetFile(path)
    except (OSError, ValueError) as fault:
        raise InputNotRead("table_not_read", file=str(path)) from fault


def _parquet(path: Path, wanted: Sequence[str]) -> Iterator[tuple[str, ...]]:
    table = _opened(path)
    _places(path, table.schema_arrow.names, wanted)
    for batch in table.iter_batches(columns=list(wanted)):
        cells = [batch.column(name).to_pylist() for name in wanted]
        for row in zip(*cells, strict=True):
            yield tuple("" if cell is None else str(cell).strip() for cell in row)


def hierarchy(path: Path) -> list[Place]:
    """A hierarchy of three columns: id, name, parent id, in that order whatever they are called."""
    first = headings(path)
    if len(first) < 3:
        raise WrongUsage("hierarchy_needs_three", file=str(path))
    return [Place(*row) for row in columns(path, first[:3])]
