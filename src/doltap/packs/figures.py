"""Published numbers for charts: tables of one row a period, place or country, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from doltap.errors import WrongUsage
from doltap.packs.pack import Pack
from doltap.packs.pages import row_verified, table
from doltap.packs.tables import Row

FIGURES: Final[dict[str, tuple[str, ...]]] = {
    "arrivals": ("male", "female", "total", "running_total"),
    "birth_provinces": ("male", "female", "total"),
    "unhcr": ("refugees", "asylum_seekers"),
    "us_admissions": ("total",),
    "nkdb": ("cases", "persons"),
}
"""The tables of figures, and the columns of each that hold numbers. UNHCR rounds 1-4 to 5; no row is not zero."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: `period` is EDTF ('..1998': up to and with 1998; empty where the table has none), `place` a place id."""

    period: str
    place: str
    numbers: tuple[tuple[str, int], ...]
    source: str
    document: str
    verified: bool

    def number(self, column: str) -> int:
        """The number of one column. Raises KeyError when the table has no such column."""
        return dict(self.numbers)[column]


def figures(pack: Pack, name: str) -> tuple[FigureRow, ...]:
    """The rows of one table of figures, in the order of the pack; none when the pack lacks it.

    Raises WrongUsage when there is no table of that name (see FIGURES).
    """
    if name not in FIGURES:
        raise WrongUsage("no_such_figures", name=name, known=", ".join(FIGURES))
    return tuple(_figure(row, FIGURES[name]) for row in table(pack, f"figures_{name}.csv"))


def _figure(row: Row, columns: tuple[str, ...]) -> FigureRow:
    return FigureRow(
        period=row["period"] or row["as_of"] or row["year"],
        place=row["place"] or row["country"],
        numbers=tuple((c, int(row[c])) for c in columns),
        source=row["source"],
        document=row["document"],
        verified=row_verified(row),
    )
