"""Weighings laid flat: a row for each piece of evidence for or against a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from doltap.model import value_to_json
from doltap.publish.views import EvidenceView, ExportRow, ValueView, WeighingView

COLUMNS: Final = (
    "weighing",
    "entity",
    "entity_label",
    "entity_type",
    "property",
    "topic",
    "value",
    "value_text",
    "status",
    "origins",
    "probability",
    "supports",
    "words",
    "words_language",
    "source",
    "origin",
    "document",
    "date_seen",
    "verified",
)
"""The columns of every export, in this order, named as the fields of `ExportRow`.

`publish.column.<name>` in the catalogue says what each holds.
"""


def rows_of(weighings: Iterable[WeighingView]) -> Iterator[ExportRow]:
    """The rows of the weighings, in their order; a value without any evidence still gives one row."""
    for weighing in weighings:
        for value in weighing.values:
            for evidence in (*value.for_, *value.against) or (None,):
                yield _row(weighing, value, evidence)


def _row(weighing: WeighingView, value: ValueView, evidence: EvidenceView | None) -> ExportRow:
    shown = evidence or EvidenceView("", "", "", supports=None, verified=False)
    return ExportRow(
        weighing=weighing.id,
        entity=weighing.entity,
        entity_label=weighing.entity_label,
        entity_type=weighing.entity_type,
        property=weighing.property,
        topic=weighing.topic,
        value=machine_value(value),
        value_text=value.text,
        status=weighing.status.value,
        origins=value.origins,
        probability=value.probability,
        supports=shown.supports,
        words=shown.words,
        words_language=shown.words_language,
        source=shown.source,
        origin=shown.origin,
        document=shown.link or shown.document,
        date_seen=shown.date_seen,
        verified=shown.verified,
    )


def machine_value(value: ValueView) -> str:
    """The value for machines: EDTF, pack id, term, text, or a number as 'n', 'low..high', 'low..' or '..high'."""
    if value.value is None:
        return value.text
    raw = value_to_json(value.value)
    return _number(raw) if raw["kind"] == "number" else str(raw["value"])


def _number(raw: dict[str, Any]) -> str:
    low, high = ("" if n is None else f"{n:.15g}" for n in (raw["min"], raw["max"]))
    return low if low == high else f"{low}..{high}"
