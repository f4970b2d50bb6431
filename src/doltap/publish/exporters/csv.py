"""One table in CSV (RFC 4180, UTF-8): what every spreadsheet opens, and no cell of which a spreadsheet will run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from doltap.publish.exporters.rows import COLUMNS
from doltap.publish.views import ExportRow, Page, Say

BOM: Final = b"\xef\xbb\xbf"
_STARTERS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """A value as the text of a cell. Text that a spreadsheet could take for a formula gets an apostrophe before it.

    The rule is OWASP's 'CSV injection', with the full-width signs that spreadsheets in East Asia fold to ASCII.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    text = str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(_STARTERS) or text.startswith(_STARTERS) else text


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A CSV file of safe cells, without a byte order mark; lines end in CR LF as RFC 4180 says."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(list(header))
    writer.writerows([cell(v) for v in row] for row in rows)
    return out.getvalue().encode()


def write(rows: Iterable[ExportRow], _say: Say | None = None, *, bom: bool = True) -> Iterator[Page]:
    """The file `weighings.csv`. `bom` puts the mark before it by which Excel knows Korean text in UTF-8."""
    body = table(COLUMNS, ([getattr(r, c) for c in COLUMNS] for r in rows))
    yield "weighings.csv", (BOM if bom else b"") + body
