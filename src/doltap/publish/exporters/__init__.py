"""Weighed facts as files that other tools read: one file a format, each `write(rows, say) -> (path, bytes)`.

Every format carries the same columns (`COLUMNS`); docs/reference describes them. The report site is written by
`exporters.site`, which takes views and not rows.
"""

from collections.abc import Callable, Iterable, Iterator

from doltap.publish.exporters import csv, jsonl, uwazi
from doltap.publish.exporters.rows import COLUMNS, rows_of
from doltap.publish.views import ExportRow, Page, Say

Exporter = Callable[[Iterable[ExportRow], Say], Iterator[Page]]

EXPORTERS: dict[str, Exporter] = {"csv": csv.write, "jsonl": jsonl.write, "uwazi": uwazi.write}
"""The built-in exporters by the name that `doltap export --format` takes."""

__all__ = ["COLUMNS", "EXPORTERS", "Exporter", "rows_of"]
