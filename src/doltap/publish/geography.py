"""A coarse map: a simplified outline of the Korean peninsula, and points placed on it in percent.

The outline was drawn by hand for this map, at a scale at which no border line, road or crossing can be read from it.
Places are the centres of provinces, cities and counties, never finer, and nothing joins one to another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from doltap.publish.views import PlaceView

WEST, EAST, SOUTH, NORTH = 123.7, 131.1, 36.9, 43.3
_SQUEEZE: Final = math.cos(math.radians((SOUTH + NORTH) / 2))
WIDTH: Final = round((EAST - WEST) * _SQUEEZE * 100)
HEIGHT: Final = round((NORTH - SOUTH) * 100)

Points = tuple[tuple[float, float], ...]

NORTHERN: Final[Points] = (
    (124.37, 39.95), (124.40, 40.10), (124.80, 40.45), (125.05, 40.56), (125.45, 40.70), (126.03, 40.92),
    (126.28, 41.15), (126.57, 41.40), (126.60, 41.66), (126.90, 41.79), (127.10, 41.66), (127.30, 41.50),
    (127.70, 41.42), (128.10, 41.38), (128.28, 41.55), (128.15, 41.75), (128.08, 42.00), (128.50, 42.00),
    (128.95, 42.05), (129.22, 42.28), (129.38, 42.45), (129.72, 42.46), (129.80, 42.72), (129.88, 42.97),
    (130.15, 42.97), (130.28, 42.86), (130.45, 42.65), (130.62, 42.42), (130.70, 42.29), (130.40, 42.28),
    (130.24, 42.17), (129.98, 42.04), (129.83, 41.76), (129.68, 41.55), (129.74, 41.25), (129.73, 40.84),
    (129.32, 40.70), (128.98, 40.42), (128.65, 40.25), (128.22, 40.02), (127.90, 39.95), (127.60, 39.80),
    (127.50, 39.52), (127.42, 39.34), (127.46, 39.15), (127.80, 38.98), (128.20, 38.76), (128.37, 38.61),
    (128.06, 38.33), (127.60, 38.34), (127.15, 38.28), (126.90, 38.10), (126.68, 37.95), (126.66, 37.80),
    (126.20, 37.74), (125.98, 37.72), (125.72, 37.82), (125.67, 37.93), (125.60, 37.74), (125.42, 37.72),
    (125.25, 37.82), (125.02, 37.96), (124.68, 38.11), (124.88, 38.25), (125.05, 38.52), (125.20, 38.66),
    (125.14, 38.86), (125.36, 39.25), (125.42, 39.52), (125.05, 39.57), (124.76, 39.72), (124.60, 39.62),
)  # fmt: skip
SOUTHERN: Final[Points] = (
    (128.37, 38.61), (128.62, 38.20), (128.95, 37.78), (129.25, 37.38), (129.42, 37.05), (129.45, 36.60),
    (126.45, 36.60), (126.20, 36.80), (126.70, 37.00), (126.62, 37.40), (126.52, 37.72), (126.66, 37.80),
    (126.68, 37.95), (126.90, 38.10), (127.15, 38.28), (127.60, 38.34), (128.06, 38.33),
)  # fmt: skip

PROVINCES: Final[tuple[tuple[str, float, float], ...]] = (
    ("north_hamgyong", 128.95, 41.80), ("ryanggang", 128.05, 41.12), ("jagang", 126.45, 40.72),
    ("south_hamgyong", 127.45, 40.22), ("north_pyongan", 125.28, 40.12), ("south_pyongan", 126.25, 39.30),
    ("pyongyang", 125.72, 38.98), ("kangwon", 127.30, 38.72), ("north_hwanghae", 126.35, 38.42),
    ("south_hwanghae", 125.62, 38.14),
)  # fmt: skip
"""Where the name of a province stands: near the mean of the centres of its counties."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in percent from the top left, with its number in the list beside the map."""

    place: PlaceView
    number: int
    x: float
    y: float


def project(lon: float, lat: float) -> tuple[float, float]:
    """A longitude and latitude as percent of the map's width and height (equirectangular, true at 40 degrees north)."""
    return round(100 * (lon - WEST) / (EAST - WEST), 2), round(100 * (NORTH - lat) / (NORTH - SOUTH), 2)


def outline(points: Points) -> str:
    """The path of an outline, in units of WIDTH by HEIGHT: each corner is rounded between the middles of its sides."""
    corners = [_units(*project(lon, lat)) for lon, lat in points]
    middles = [_middle(a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    curves = (f"Q{c[0]:.1f},{c[1]:.1f} {m[0]:.1f},{m[1]:.1f}" for c, m in zip(corners, middles, strict=True))
    return f"M{middles[-1][0]:.1f},{middles[-1][1]:.1f}{''.join(curves)}Z"


def _units(x: float, y: float) -> tuple[float, float]:
    return x * WIDTH / 100, y * HEIGHT / 100


def _middle(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def on_map(place: PlaceView) -> bool:
    """Whether the place is a point of the map: inside its frame, and not a country."""
    inside = WEST < place.lon < EAST and SOUTH < place.lat < NORTH
    return inside and place.kind in ("province", "city", "county")


def spots(places: Iterable[PlaceView]) -> tuple[Spot, ...]:
    """The places of the map, numbered from north to south."""
    ordered = sorted((p for p in places if on_map(p)), key=lambda p: (-p.lat, p.lon, p.id))
    return tuple(Spot(p, i, *project(p.lon, p.lat)) for i, p in enumerate(ordered, 1))
