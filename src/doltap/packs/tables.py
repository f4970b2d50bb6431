"""CSV tables of a pack folder: read as rows of text, each with the number of its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Final, Protocol

MANY: Final = "|"
"""What stands between several names in one cell."""


class Folder(Protocol):
    """Anything that holds files by name: a folder on disk, inside the package, or a part of one."""

    def joinpath(self, name: str, /) -> Traversable:
        """The file of this name, whether it is there or not."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column name, and the line it begins on (the header is line 1)."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """The several values of one cell, in order, each once."""
        return tuple(dict.fromkeys(p for part in self[column].split(MANY) if (p := part.strip())))

    def number(self, column: str) -> float | None:
        """The cell as a number; None when it is empty. Raises ValueError on anything else."""
        return float(self[column]) if self[column] else None


def text_of(folder: Folder, name: str) -> str | None:
    """The text of one file of the folder; None when there is none. Raises UnicodeDecodeError when it is not UTF-8."""
    file = folder.joinpath(name)
    return file.read_text(encoding="utf-8-sig") if file.is_file() else None


def rows(folder: Folder, name: str) -> Iterator[Row]:
    """The rows of one table, stripped of outer blanks; none when the folder has no such table."""
    text = text_of(folder, name)
    if text is None:
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    begins = 2
    for cells in reader:
        yield Row(begins, {k: v.strip() for k, v in cells.items() if isinstance(v, str)})
        begins = reader.line_num + 1


def header(folder: Folder, name: str) -> tuple[str, ...]:
    """The column names of one table; empty when the folder has no such table."""
    text = text_of(folder, name)
    return tuple(next(csv.reader(io.StringIO(text or "", newline="")), ()))
