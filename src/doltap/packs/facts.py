"""Facts of a pack: two tables, one row a sentence and one row an assertion that rests on it."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Final

from doltap.model import (
    DateValue,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    TermValue,
    TextValue,
    Value,
    plain_date,
)
from doltap.packs.pack import Fact, FactAssertion, is_verified
from doltap.packs.tables import MANY, Row, rows

READ: Final = frozenset({"seen", "verify"})
"""What the column `checked` says where the document was read, at least in part."""


def read_facts(folder: Traversable, seen: str = "") -> tuple[Fact, ...]:
    """Every fact of the folder, in the order of its table; `seen` is when the documents were read that name no day."""
    said: dict[str, list[FactAssertion]] = {}
    for row in rows(folder, "assertions.csv"):
        said.setdefault(row["fact"], []).append(read_assertion(row))
    return tuple(_fact(row, tuple(said.get(row["id"], ())), seen) for row in rows(folder, "facts.csv"))


def was_read(row: Row) -> bool:
    """Whether somebody read the document that the row names; what stands from memory was seen on no day."""
    return bool(row["document"]) and row["checked"] in READ


def _fact(row: Row, assertions: tuple[FactAssertion, ...], seen: str) -> Fact:
    return Fact(
        id=row["id"],
        topic=row["topic"],
        source=row["source"],
        origin=row["origin"],
        document=row["document"],
        seen=row["seen"] or (seen if was_read(row) else ""),
        checked=row["checked"],
        verified=is_verified(row["checked"], row["source"]),
        words_en=row["words_en"],
        words_ko=row["words_ko"],
        assertions=assertions,
    )


def read_assertion(row: Row) -> FactAssertion:
    """The assertion of one row. Raises ValueError when its type, kind or value is not one."""
    return FactAssertion(
        entity=row["entity"],
        entity_type=EntityType(row["entity_type"]),
        property=row["property"],
        value=read_value(row["kind"], row["value"], row["unit"]),
        value_text=row["value_text"],
        event=row["event"],
        role=row["role"],
    )


def read_value(kind: str, text: str, unit: str = "") -> Value:
    """The value of one cell. Raises ValueError when the text is no value of that kind.

    date: plain EDTF; number: '12', '10..12', '500..' (at least) or '..600' (up to), with its unit; place: 'text|id|id';
    name: 'text' or 'text|id'; term: 'vocabulary|term'; text: as it stands.
    """
    first, _, rest = text.partition(MANY)
    match kind:
        case "date":
            return _date(text)
        case "number":
            return _number(text, unit)
        case "place":
            return PlaceValue(first, tuple(rest.split(MANY)) if rest else ())
        case "name":
            return NameValue(first, rest)
        case "term" if rest:
            return TermValue(first, rest)
        case "text":
            return TextValue(text)
    raise ValueError(kind)


def _date(text: str) -> DateValue:
    return plain_date(text)


def _number(text: str, unit: str) -> NumberValue:
    low, dots, high = text.partition("..")
    if not dots:
        return NumberValue(float(low), float(low), unit)
    if not (low or high):
        raise ValueError(text)
    return NumberValue(float(low) if low else None, float(high) if high else None, unit)
