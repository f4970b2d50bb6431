"""Tables as text (CSV, TSV): dialect found by measuring, one segment a cell, the first row of words as headings."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import decode
from doltap.readers.pieces import Piece, clean, compose, failed

_SEPARATORS: Final = ",;\t|"
_CELL_LIMIT: Final = 16_777_216
CELLS_ONE_BY_ONE: Final = 100_000
"""Beyond this many cells a segment stands for a block of rows, so that a table of a million cells stays in memory."""

_BLOCK: Final = 400
_LONG: Final = 20
_ENDS: Final = (".", "!", "?", "。", "…", '."', ".”", ".)")


def read_csv(untrusted: bytes, name: str = "") -> Reading:
    """Every cell of a table; rows part by newline, cells by tab. Locators are spreadsheet cells (B2)."""
    decoded = decode(untrusted)
    text = clean(decoded.text)
    separator = "\t" if name.lower().endswith((".tsv", ".tab")) else separator_of(text)
    known: dict[str, Any] = {
        "reader": "csv",
        "media_type": "text/tab-separated-values" if separator == "\t" else "text/csv",
        "encoding": decoded.encoding,
    }
    if not decoded.sure:
        known |= {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    try:
        rows = list(_rows(text, separator))
    except csv.Error:
        return failed(Outcome.DAMAGED, "table_broken", known["media_type"], "csv")
    return compose(cells(rows), **(large(rows) | known))


def separator_of(text: str) -> str:
    """The separator that cuts the first 50 rows most evenly into two or more cells; ',' where none does."""

    def evenness(separator: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _head(text, separator) if row)
        if not widths:
            return 0.0, 0
        width, often = widths.most_common(1)[0]
        return (often / widths.total() if width > 1 else 0.0), width

    return max(_SEPARATORS, key=evenness)


def _head(text: str, separator: str) -> list[list[str]]:
    try:
        return [row for row, _ in zip(_rows(text[:65_536], separator), range(50), strict=False)]
    except csv.Error:
        return []


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_CELL_LIMIT)
    lines = io.StringIO(text, newline="")
    if text.count('"') % 2:
        return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=separator)


def column(number: int) -> str:
    """The spreadsheet letters of a column, 0 = 'A', 26 = 'AA'."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def large(rows: Sequence[Sequence[object]]) -> dict[str, Any]:
    """What a reading says of a table of more than CELLS_ONE_BY_ONE cells: its reason; nothing of a smaller one."""
    many = sum(map(len, rows)) > CELLS_ONE_BY_ONE
    return {"outcome": Outcome.OK, "reason": "large_table"} if many else {}


def cells(rows: Sequence[Sequence[str]], sheet: str = "") -> Iterator[Piece]:
    """The cells of a table as pieces, the header row (its first row of words only) in the role heading."""
    if large(rows):
        yield from _blocks(rows, sheet)
        return
    header = header_row(rows)
    for number, row in enumerate(rows):
        yield from _each_cell(number, row, sheet, "heading" if number == header else "cell")


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The header row: the first with words in two or more cells, if no number or long text is in it; -1 for none."""
    for number, row in enumerate(rows[:20]):
        filled = [c.strip() for c in row if c.strip()]
        if len(filled) >= 2:
            plain = all(len(c) <= 60 and not c.replace(".", "").replace("-", "").isdigit() for c in filled)
            return number if plain and len(rows) > number + 1 and len(set(filled)) == len(filled) else -1
    return -1


def _each_cell(number: int, row: Sequence[str], sheet: str, role: str) -> Iterator[Piece]:
    gap = "\n"
    for at, words in enumerate(row):
        if words.strip():
            yield Piece(words, role, Locator(cell=f"{column(at)}{number + 1}", part=sheet), gap=gap)
            gap = "\t"


def is_prose(cell: str) -> bool:
    """Whether a cell reads as running text: mostly letters, and long with spaces between words, or a sentence's end."""
    words = cell.strip()
    if " " not in words or sum(map(str.isalpha, words)) * 2 < len(words):
        return False
    return (len(words) >= _LONG and words.count(" ") >= 2) or words.endswith(_ENDS)


def _in_parts(number: int, row: Sequence[str], sheet: str) -> Iterator[Piece]:
    """A row of a very large table that holds running text: each such cell by itself, what is between in blocks."""
    gap = "\n"
    for prose, those in groupby(enumerate(row), key=lambda cell: is_prose(cell[1])):
        cells = list(those)
        ends = f"{column(cells[0][0])}{number + 1}", f"{column(cells[-1][0])}{number + 1}"
        places = [f"{column(at)}{number + 1}" for at, _ in cells] if prose else [":".join(ends)]
        texts = [words for _, words in cells] if prose else ["\t".join(words for _, words in cells)]
        for place, words in zip(places, texts, strict=True):
            if words.strip():
                yield Piece(words, "cell", Locator(cell=place, part=sheet), gap=gap)
                gap = "\t"


def _blocks(rows: Sequence[Sequence[str]], sheet: str) -> Iterator[Piece]:
    """Rows of a very large table, in blocks that end at an empty row, at running text or after _BLOCK letters.

    A block is called 'A10:B52'; cells of running text stand by themselves ('B12').
    """
    block: list[str] = []
    first = wide = letters = 0
    for number, row in enumerate([*rows, []]):
        words = "" if any(map(is_prose, row)) else "\t".join(row)
        if block and (not words.strip() or letters + len(words) > _BLOCK):
            where = f"A{first + 1}:{column(max(wide - 1, 0))}{number}"
            yield Piece("\n".join(block), "cell", Locator(cell=where, part=sheet))
            block, wide, letters = [], 0, 0
        if row and not words:
            yield from _in_parts(number, row, sheet)
        if words.strip():
            first = first if block else number
            block.append(words)
            wide, letters = max(wide, len(row)), letters + len(words) + 1
