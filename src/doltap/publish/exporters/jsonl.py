"""One JSON object a line (UTF-8), each with `"schema": 1`: for scripts, stable from the first day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from doltap.publish.exporters.rows import COLUMNS
from doltap.publish.views import ExportRow, Page, Say

SCHEMA: Final = 1


def line(row: ExportRow) -> str:
    """The object of one row; null where nothing is known. Line separators inside words are escaped."""
    values = {"schema": SCHEMA} | {c: getattr(row, c) for c in COLUMNS}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def write(rows: Iterable[ExportRow], _say: Say | None = None) -> Iterator[Page]:
    """The file `weighings.jsonl`."""
    yield "weighings.jsonl", "".join(line(r) + "\n" for r in rows).encode()
