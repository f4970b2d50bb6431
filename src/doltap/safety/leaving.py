"""What may leave at all, and how coarse: deny by default, year bands, no statistics that would draw a way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from doltap.model import DateValue, SafetyClass

BAND: Final = 5
"""Years in one band of a person's events."""

_FACETS: Final[dict[str, frozenset[str]]] = {
    "departure": frozenset({"departure", "departed", "origin", "leaving", "left", "crossing", "crossed", "escape"}),
    "season": frozenset({"season", "month", "hour", "day", "date", "time", "weekday", "night", "weather", "week"}),
    "method": frozenset({"method", "means", "way", "mode", "how", "route", "transport", "vehicle"}),
    "cost": frozenset({"cost", "price", "fee", "payment", "paid", "money", "bribe", "broker", "helper"}),
    "outcome": frozenset({"outcome", "result", "success", "caught", "failed", "failure"}),
}
_FINE: Final = frozenset(
    [
        "city",
        "county",
        "district",
        "town",
        "village",
        "ri",
        "dong",
        "gu",
        "gun",
        "si",
        "eup",
        "neighbourhood",
        "neighborhood",
        "street",
        "address",
        "point",
        "facility",
        "guard",
        "post",
        "coordinates",
        "lat",
        "lon",
        "latitude",
        "longitude",
        "station",
        "river",
        "bank",
        "site",
        "place",
        "location",
        "locality",
        "geohash",
    ]
)
_KNOWN: Final = frozenset(
    [
        "year",
        "years",
        "band",
        "decade",
        "sex",
        "gender",
        "age",
        "ages",
        "birth",
        "born",
        "arrival",
        "arrived",
        "province",
        "country",
        "countries",
        "region",
        "nationality",
        "kind",
        "type",
        "class",
        "property",
        "status",
        "source",
        "body",
        "party",
        "language",
        "event",
        "violation",
        "violations",
        "perpetrator",
        "perpetrators",
        "victim",
        "victims",
        "occupation",
        "education",
        "role",
        "publication",
        "published",
        "asylum",
        "instrument",
        "of",
        "by",
        "and",
        "in",
        "at",
    ]
)


def may_leave(safety: Iterable[SafetyClass]) -> bool:
    """Whether a passage with these classes may leave the archive: only one with none. Anything unknown stays."""
    return not list(safety)


def coarse_date(value: DateValue) -> DateValue:
    """The date with nothing finer than the year: '1998', or '1997/1998' where it can mean several; open sides stay."""
    first, last = value.earliest, value.latest
    return _years(first.year if first else None, last.year if last else None)


def year_band(value: DateValue) -> DateValue:
    """The five-year bands that hold the date ('1998-01' gives '1995/1999'): all that leaves of a person's events."""
    first, last = value.earliest, value.latest
    return _years(
        first.year // BAND * BAND if first else None,
        last.year // BAND * BAND + BAND - 1 if last else None,
    )


def _years(first: int | None, last: int | None) -> DateValue:
    sides = ("" if first is None else f"{first:04}", "" if last is None else f"{last:04}")
    edtf = sides[0] if first is not None and first == last else "/".join(s or ".." for s in sides)
    return DateValue(
        edtf,
        None if first is None else date(max(first, 1), 1, 1),
        None if last is None else date(min(last, 9999), 12, 31),
    )


def statistics_allowed(group_by: Sequence[str]) -> bool:
    """Whether numbers may be grouped by these columns (machine words such as 'arrival_year', 'birth_province').

    Refused: anything finer than a province; two or more of place of departure, season or hour, method, cost, outcome;
    and every word that is not known to be harmless.
    """
    facets: set[str] = set()
    for column in group_by:
        found = _facets_of(column)
        if found is None:
            return False
        facets |= found
    return len(facets) < 2


def _facets_of(column: str) -> set[str] | None:
    """The journey facets that a column tells; None when it is too fine or not known."""
    words = [w for w in column.lower().replace("-", "_").replace(" ", "_").split("_") if w]
    if words[:2] in (["place", "of"], ["place", "departed"]) and set(words) & _FACETS["departure"]:
        words = words[1:]  # 'place of departure' without a level is read as its province
    facets = {name for name, signs in _FACETS.items() if signs & set(words)}
    rest = set(words) - set().union(*_FACETS.values())
    if not words or rest & _FINE or rest - _KNOWN:
        return None
    return facets
