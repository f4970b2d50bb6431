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
    unknown. `translated_by` says who made `words_translation`, empty: it is not said. `party` is set where the source voices
    its own side in the matter. `document` is a title or an address; `link` an https address, or empty. `value` is the
    value as said, where it differs from the words.
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

    `id` is safe in a file name (letters, digits, '-', '_'). `topic` is a machine word that groups facts; its label is the catalogue's
    `publish.topic.<topic>`.
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
    """All that one report says in one language. `left_out` counts by reason; `method` are catalogue codes, in order."""

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


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `href` is a path inside the site or an https address; anything else is shown as text only."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` sets it larger. `source` is shown small after it."""

    text: str
    lead: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page; it gets an anchor and a place in the page's contents."""

    text: str
    id: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of texts, numbered when `ordered`."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """A list of links with notes."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed note. 'crisis' comes first on its page whatever its place in the blocks; 'safety' says what is not done."""

    kind: Literal["crisis", "safety", "note"]
    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to have or do, with an empty box each for the printed page; `why` stands small beside it."""

    items: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `numeric` names the columns (from 0) that hold numbers. `unverified` names rows not seen in a source."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()
    unverified: tuple[int, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of a directory: a body and what it offers, with labelled lines and links."""

    title: str
    subtitle: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Cards:
    """A directory of cards."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure inside a page."""

    figure: FigureView


@dataclass(frozen=True, slots=True)
class Facts:
    """Weighed facts inside a page, each with its evidence to open."""

    weighings: tuple[WeighingView, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline inside a page."""

    items: tuple[TimelineItem, ...]


Block = Paragraph | Heading | ListBlock | Links | Callout | Checklist | Table | Cards | Chart | Facts | Timeline


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A content page of the guide. `slug` names its file, equal in both languages; `checked` is a date or empty."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    summary: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One piece of advice or assertion of a guide, in our own words, and what Doltap answers to it.

    'verdict': `status` with its `evidence`. 'page': the `page` (a slug) that now does it. 'refusal': `reason` (a code)
    and what is `offered` instead. Any kind may carry a page and offers. `says` is the verdict in a sentence.
    """

    kind: Literal["verdict", "page", "refusal"]
    advice: str
    status: Status | None = None
    says: str = ""
    evidence: tuple[EvidenceView, ...] = ()
    page: str = ""
    page_anchor: str = ""
    reason: Message | None = None
    offered: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One heading of the guide, in its order, with its items."""

    heading: str
    items: tuple[GuideItem, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide in one language: the front page's sections and the content pages behind them.

    `crisis` is shown on every page. `report_link` is a path to the report's overview from the language folder.
    """

    title: str
    made_on: date
    language: str
    sections: tuple[GuideSection, ...]
    pages: tuple[GuidePage, ...] = ()
    subtitle: str = ""
    intro: tuple[str, ...] = ()
    crisis: Callout | None = None
    version: str = ""
    report_link: str = ""
    credits: tuple[str, ...] = ()


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
