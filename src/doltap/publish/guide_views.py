"""What the guide shows, as frozen values in one language: headings with their items, and pages made of small blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from doltap.model import Message, Status
from doltap.publish.views import EvidenceView, FigureView, TimelineItem, WeighingView


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
    """A boxed note. 'crisis' comes first on its page wherever it stands; 'safety' says what is not done."""

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

    `desk_link` leads back to a desk that shows the guide. `crisis` is shown on every page. `report_link` is a path to
    the report from the language folder, in which '{language}' becomes this view's language.
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
    desk_link: str = ""
