"""Spreadsheets (xlsx, xls) through calamine: every filled cell with its sheet and place; bounded before opening."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final

import python_calamine

from doltap.model import Locator, Outcome, Reading
from doltap.readers.csv import cells, large
from doltap.readers.docx import DRAWN, GRAMMAR
from doltap.readers.kinds import XLSX
from doltap.readers.package import attribute, check, entry_bytes, open_package, parse_xml
from doltap.readers.pieces import Piece, Unreadable, compose
from doltap.readers.walk import pieces_of

_MOST_CELLS: Final = 5_000_000
_COMMENTS: Final = re.compile(r"(?:^|/)(?:comments|threadedComment)\d*\.xml$", re.I)
_CELL: Final = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')


def read_xlsx(untrusted: bytes, name: str = "") -> Reading:
    """All sheets as text: rows part by newline, cells by tab, locators cell and sheet."""
    if untrusted.startswith(b"PK"):
        _check_extent(untrusted)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(untrusted))
        sheets = [(sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)) for sheet in book.sheet_names]
    except python_calamine.PasswordError:
        raise Unreadable(Outcome.LOCKED, "password") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(Outcome.DAMAGED, "sheet_broken") from error
    pieces = [*_pieces(sheets), *(_remarks(untrusted) if untrusted.startswith(b"PK") else ())]
    known = next(filter(None, (large(rows) for _, rows in sheets)), {})
    return compose(pieces, reader="xlsx", media_type=XLSX, encoding="utf-8", **known)


def _remarks(untrusted: bytes) -> Iterator[Piece]:
    """What stands beside the cells: comments with their cell, text boxes and diagrams."""
    try:
        parts = open_package(untrusted)
    except Unreadable:
        return
    for name, xml in sorted(parts.items()):
        if _COMMENTS.search(name):
            yield from _comments(xml)
        elif DRAWN.search(name):
            yield from pieces_of(parse_xml(xml), GRAMMAR, name, "caption")


def _comments(xml: bytes) -> Iterator[Piece]:
    for comment in parse_xml(xml).iter("{*}comment", "{*}threadedComment"):
        words = "".join(str(part) for part in comment.itertext())
        yield Piece(words, "note", Locator(cell=attribute(comment, "ref")))


def _pieces(sheets: list[tuple[str, list[list[Any]]]]) -> Iterator[Piece]:
    for sheet, rows in sheets:
        yield from cells([[as_text(value) for value in row] for row in rows], sheet)


def as_text(value: Any) -> str:
    """A cell as a person reads it: whole numbers without a point, dates in ISO form."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _check_extent(untrusted: bytes) -> None:
    """Refuse a sheet whose outermost cells span more than five million: calamine would lay all of them out."""
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as box:
            check(box, len(untrusted))
            for entry in box.infolist():
                if "worksheets/" in entry.filename:
                    _check_sheet(entry_bytes(box, entry) or b"")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return


def _check_sheet(xml: bytes) -> None:
    columns: list[int] = []
    rows: list[int] = []
    for found in _CELL.finditer(xml):
        columns.append(_number(found[1]))
        rows.append(int(found[2]))
    if columns and (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) > _MOST_CELLS:
        raise Unreadable(Outcome.TOO_BIG, "sheet_too_wide")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
