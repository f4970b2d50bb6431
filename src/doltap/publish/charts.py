"""Charts as geometry: a figure's numbers turned into columns and bars, in percent of the drawing's width and height.

Everything is a percentage, so that a chart grows with its page while its letters keep their size; templates draw it as
SVG with presentation attributes and classes only, which a strict content security policy allows.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from doltap.publish.views import FigureRow, FigureView
from doltap.publish.words import number


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in percent from the top left; `series` is the number of its series from 0, `hatched` if not comparable."""

    x: float
    y: float
    width: float
    height: float
    series: int
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis at `at` percent, with its text; a minor one is left out on narrow screens."""

    at: float
    text: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart: boxes, ticks of both axes, and the labels that stand on the highest and the last column."""

    rects: tuple[Rect, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    labels: tuple[tuple[float, float, str], ...]
    hatched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart: its label, its boxes, its numbers as written and their sum."""

    label: str
    rects: tuple[Rect, ...]
    values: tuple[str, ...]
    total: str
    note: str


def total(row: FigureRow) -> float | None:
    """The sum of the numbers of a row; None if it has none at all."""
    known = [v for v in row.values if v is not None]
    return sum(known) if known else None


def written(value: float | None) -> str:
    """A number as shown in a table; a dash where there is none, which is not zero."""
    return "–" if value is None else number(value)


def nice_steps(top: float, steps: int = 4) -> tuple[float, ...]:
    """Round numbers from 0 upward that cover `top` in about `steps` steps (1, 2, 2.5 or 5 times a power of ten)."""
    if top <= 0:
        return (0.0, 1.0)
    raw = top / steps
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= raw * 0.999)
    return tuple(step * i for i in range(math.ceil(top / step - 1e-9) + 1))


def year_of(label: str) -> str:
    """The year that a label stands for; empty where it stands for several years or for none."""
    found = re.fullmatch(r"\D{0,2}(\d{4})\D{0,2}", label)
    return found[1] if found else ""


def columns(figure: FigureView, series: int | None = None) -> Columns:
    """The figure as columns, one a row, all series stacked or only `series`.

    A row that covers several years beside rows of one year is hatched: its column is not comparable.
    """
    rows = [FigureRow(r.label, (r.values[series],)) for r in figure.rows] if series is not None else figure.rows
    steps = nice_steps(max((total(r) or 0 for r in rows), default=0))
    yearly = sum(bool(year_of(r.label)) for r in rows) > len(rows) / 2
    hatched = tuple(yearly and not year_of(r.label) for r in rows)
    rects = tuple(b for i, r in enumerate(rows) for b in _column(i, len(rows), r, steps[-1], hatched[i]))
    return Columns(
        rects,
        tuple(_x_tick(i, len(rows), r.label) for i, r in enumerate(rows)),
        tuple(Tick(100 - 100 * s / steps[-1], number(s)) for s in steps),
        tuple(_peak_labels(list(rows), steps[-1])),
        tuple(r.label for r, h in zip(rows, hatched, strict=True) if h),
    )


def _column(i: int, of: int, row: FigureRow, top: float, hatched: bool) -> tuple[Rect, ...]:
    slot, rects, base = 100 / of, [], 100.0
    for series, value in enumerate(row.values):
        height = 100 * (value or 0) / top
        base -= height
        if height:
            rects.append(Rect(_r(slot * (i + 0.14)), _r(base), _r(slot * 0.72), _r(height), series, hatched))
    return tuple(rects)


def _x_tick(i: int, of: int, label: str) -> Tick:
    year = year_of(label)
    minor = of > 8 and (not year or int(year) % 5 != 0)
    return Tick(_r(100 / of * (i + 0.5)), year or ("" if of > 8 else label), minor)


def _peak_labels(rows: list[FigureRow], top: float) -> list[tuple[float, float, str]]:
    sums = {i: t for i, r in enumerate(rows) if (t := total(r)) is not None}
    if len(rows) <= 8 or not any(sums.values()):
        return []
    marked = {max(sums, key=lambda i: sums[i]), max(sums)}
    return [(_r(100 / len(rows) * (i + 0.5)), _r(100 - 100 * sums[i] / top), number(sums[i])) for i in sorted(marked)]


def bars(figure: FigureView) -> tuple[Bar, ...]:
    """The figure as horizontal bars, one a row, in the order given, as long as the longest fills the width."""
    top = max((total(r) or 0 for r in figure.rows), default=0) or 1
    return tuple(_bar(row, top) for row in figure.rows)


def _bar(row: FigureRow, top: float) -> Bar:
    rects, at = [], 0.0
    for series, value in enumerate(row.values):
        width = 100 * (value or 0) / top
        rects.append(Rect(_r(at), 0, _r(width), 100, series))
        at += width
    return Bar(row.label, tuple(rects), tuple(written(v) for v in row.values), written(total(row)), row.note)


def _r(value: float) -> float:
    return round(value, 3)
