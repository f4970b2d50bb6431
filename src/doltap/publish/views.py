"""What the pages show, as frozen values in one language: operations fill them, publish draws them.

A view holds only what may leave: operations take it from releases, never from an archive. Every text in a view is
already in the view's own language, save `words`, which stay as they were said. Two views of one thing (English and
Korean) carry the same ids in the same order, so that the language switch of a page leads to the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from doltap.model import DateValue, Message, Status, Value, Withheld

Say = Callable[..., str]
"""`say(language, code, **params) -> str`, as `doltap.catalogue.say`; raises KeyError on an unknown code."""

Page = tuple[str, bytes]
"""A file to write: its path inside the site, with forward slashes, and its bytes."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One assertion as evidence: exact words, who says so, where it was read and when it was seen.

    `origin` is the independent teller behind it (equal for copies). `words_language` is 'en', 'ko', ... or empty when
    unknown. `translated_by` says who made `words_translation`, empty: it is not said. `party` is set where the source
    voices its own side in the matter; `proposed` where a machine read it and nobody has accepted it. `document` is a
    title or an address; `link` an https address, or empty.
    """

    words: str
    source: str
    origin: str
    id: str = ""
    words_language: str = ""
    words_translation: str = ""
    translated_by: str = ""
    source_id: str = ""
    document: str = ""
    link: str = ""
    locator: str = ""
    date_seen: str = ""
    verified: bool = True
    supports: bool | None = True
    party: str = ""
    account_link: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value with what speaks for and against it. `text` is written for the language (`format_value`).

    `origins` counts the independent tellers for it. `probability` is None unless calibrated.
    """

    text: str
    origins: int
    for_: tuple[EvidenceView, ...] = ()
    against: tuple[EvidenceView, ...] = ()
    value: Value | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class WeighingView:
    """One property of one entity, weighed. `property` is a machine word, shown by `property_label` where that is set.

    `id` is safe in a file name (letters, digits, '-', '_'). `topic` is a machine word that groups facts; its label is
    the catalogue's `publish.topic.<topic>`.
    """

    id: str
    entity_label: str
    entity_type: str
    property: str
    values: tuple[ValueView, ...]
    status: Status
    reasons: tuple[Message, ...] = ()
    topic: str = "other"
    property_label: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened: `dates` are the dates told for it, most independent origins first; several differ.

    `weighing` is the id of its WeighingView, empty for none.
    """

    label: str
    dates: tuple[DateValue, ...]
    status: Status
    topic: str = "other"
    weighing: str = ""
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """One public fact about a place: its text, its status, the id of its weighing."""

    text: str
    status: Status
    weighing: str = ""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place that is itself a public fact: centre of a country, province, city or county, never finer.

    `kind` is country, province, city or county; `precision` says in words what the point stands for.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    facts: tuple[PlaceFact, ...] = ()
    province: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of a figure: a label and one number for each series, None where there is none (which is not zero)."""

    label: str
    values: tuple[float | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two sources that give different numbers for one thing, each with its source; `status` as weighed."""

    label: str
    value_a: str
    source_a: str
    value_b: str
    source_b: str
    note: str = ""
    weighing: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A chart with its numbers. `title` is a catalogue code or a text.

    `kind`: 'columns' (a row a period, series stacked), 'bars' (a row a category, series stacked), 'small' (one small
    column chart a series, a row a period). `notes` say what the numbers do and do not count.
    """

    id: str
    title: str
    kind: Literal["columns", "bars", "small"]
    series: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    source: str = ""
    link: str = ""
    date_seen: str = ""
    verified: bool = True
    notes: tuple[str, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    row_label: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document read: its title or address, an https link or empty, when it was seen, whether it was verified."""

    title: str
    link: str = ""
    date_seen: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class SourceView:
    """A body, outlet or document that tells. Never a natural person: those are tellers and carry no grade.

    `reliability` is A-F (F: cannot be judged). `accounts` and `assertions` count what of it is in the report.
    """

    id: str
    name: str
    kind: str = "body"
    reliability: str = "F"
    party: str = ""
    accounts: int = 0
    assertions: int = 0
    documents: tuple[DocumentView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that one report says in one language. `left_out` counts by reason; `method` are catalogue codes, in order.

    `desk_link` leads back to a desk that shows the report, empty in a report that is written.

    `guide_link` is a path from the language folder to the guide; '{language}' in it becomes this view's language.
    """

    title: str
    made_on: date
    language: str
    weighings: tuple[WeighingView, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    places: tuple[PlaceView, ...] = ()
    figures: tuple[FigureView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    left_out: tuple[Withheld, ...] = ()
    accounts_counted: int = 0
    accounts_left_out: int = 0
    method: tuple[str, ...] = ()
    version: str = ""
    subtitle: str = ""
    credits: tuple[str, ...] = ()
    guide_link: str = ""
    desk_link: str = ""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One piece of evidence for or against one value of one weighing, flat: what tables and JSON lines carry.

    `value` is the machine value (EDTF, pack id, number or text); `value_text` the same for people.
    """

    weighing: str
    entity: str
    entity_label: str
    entity_type: str
    property: str
    topic: str
    value: str
    value_text: str
    status: str
    origins: int
    probability: float | None = None
    supports: bool | None = None
    words: str = ""
    words_language: str = ""
    source: str = ""
    origin: str = ""
    document: str = ""
    date_seen: str = ""
    verified: bool = True
