"""Files that Uwazi imports: one CSV of entities in two languages, and a CSV for each thesaurus its columns use.

As Uwazi's own importer reads them (huridocs/uwazi, app/api/csv): a column `name__lang` holds a property in one
language; several values of a multiselect stand in one cell between '|'; a thesaurus is a CSV whose headers are
the names of the languages ('English', 'Korean'); a label must not begin with '-', which there means 'nested'; a date
range is 'from:to' of YYYY-MM-DD. Import the thesauri first, then make a template with these properties, then import
the entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from doltap.errors import WrongUsage
from doltap.model import DateValue, Status, plain_date
from doltap.publish.exporters.csv import table
from doltap.publish.views import ExportRow, Page, Say
from doltap.publish.words import plain, said

LANGUAGES: Final = ("en", "ko")
HEADER: Final = (
    "title__en",
    "title__ko",
    "doltap_id",
    "entity",
    "entity_type__en",
    "entity_type__ko",
    "property__en",
    "property__ko",
    "value",
    "date_range",
    "status__en",
    "status__ko",
    "independent_origins",
    "exact_words",
    "sources",
    "documents",
    "date_seen",
)
"""The columns of `import.csv`. `value` may hold several, told apart by ' | '; `date_range` is empty if they differ."""


def write(rows: Iterable[ExportRow], say: Say) -> Iterator[Page]:
    """`import.csv` (an entity for each weighing) and `thesauri/*.csv`. Rows of one weighing must follow each other.

    Raises WrongUsage when they do not, for Uwazi would then import one weighing twice.
    """
    grouped = [list(group) for _, group in groupby(rows, key=lambda r: r.weighing)]
    if len({g[0].weighing for g in grouped}) < len(grouped):
        raise WrongUsage("export_rows_out_of_order")
    yield "import.csv", table(HEADER, (_entity(g, say) for g in grouped))
    yield "thesauri/status.csv", _thesaurus(_status(s.value, say) for s in Status)
    for name, column in (("entity_type", "entity_type"), ("property", "property")):
        used = sorted({getattr(g[0], column) for g in grouped})
        yield f"thesauri/{name}.csv", _thesaurus(_labels(name, word, say) for word in used)


def _thesaurus(labels: Iterable[tuple[str, str]]) -> bytes:
    return table(("English", "Korean"), (tuple(text.lstrip(" -") for text in pair) for pair in labels))


def _labels(group: str, word: str, say: Say) -> tuple[str, str]:
    english, korean = (said(say, language, f"publish.{group}.{word}", plain(word)) for language in LANGUAGES)
    return english, korean


def _status(word: str, say: Say) -> tuple[str, str]:
    return say("en", f"status.{word}"), say("ko", f"status.{word}")


def _entity(rows: list[ExportRow], say: Say) -> tuple[object, ...]:
    first = rows[0]
    properties = _labels("property", first.property, say)
    return (
        *(f"{first.entity_label} – {p}" for p in properties),
        first.weighing,
        first.entity_label,
        *_labels("entity_type", first.entity_type, say),
        *properties,
        _joined(r.value_text for r in rows),
        _range([r.value for r in rows]),
        *_status(first.status, say),
        max(r.origins for r in rows),
        _joined(r.words for r in rows if r.supports),
        _joined(r.source for r in rows if r.supports),
        _joined(r.document for r in rows if r.supports),
        max(r.date_seen for r in rows),
    )


def _joined(texts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(t.replace("|", "/") for t in texts if t))


def _range(values: list[str]) -> str:
    found = {d for v in values if (d := _plain(v))}
    if len(found) != 1 or len(set(values)) != 1:
        return ""
    only = found.pop()
    return ":".join(_day(d) for d in (only.earliest, only.latest))


def _plain(value: str) -> DateValue | None:
    try:
        return plain_date(value)
    except ValueError:
        return None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
