"""A guide as a pack tells it: headings in order, under each its pieces of advice in our own words; and crisis lines."""

from __future__ import annotations

from dataclasses import dataclass

from doltap.packs.pack import Pack
from doltap.packs.pages import row_verified, table
from doltap.packs.tables import Row


@dataclass(frozen=True, slots=True)
class GuideAdvice:
    """One piece of advice or assertion of a guide, said in our own words.

    `kind` is verdict, page or refusal. `claim` is the English sentence that a verdict runs through the check; it is
    never shown. `about` names the properties of which the weakest gives the verdict (empty: all), `also` ids of facts
    to show beside it. `page` is a slug with its `anchor`; `reason` and `offered` are machine words of a refusal.
    """

    id: str
    kind: str
    text_en: str
    text_ko: str
    claim: str = ""
    about: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    page: str = ""
    anchor: str = ""
    reason: str = ""
    offered: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """The advice in 'en' or 'ko'."""
        return self.text_ko if language == "ko" else self.text_en


@dataclass(frozen=True, slots=True)
class GuideHeading:
    """A heading of the guide in both languages, with its pieces of advice in order."""

    id: str
    text_en: str
    text_ko: str
    advice: tuple[GuideAdvice, ...] = ()

    def text(self, language: str) -> str:
        """The heading in 'en' or 'ko'."""
        return self.text_ko if language == "ko" else self.text_en


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """Where somebody in a crisis can turn: a number or site, in which country (empty: any), and who says so."""

    id: str
    country: str
    name_en: str
    name_ko: str
    contact: str
    offers_en: str
    offers_ko: str
    source: str
    document: str
    verified: bool


def guide_headings(pack: Pack) -> tuple[GuideHeading, ...]:
    """The headings of the pack's guide in its own order; none when the pack has no guide."""
    made: list[tuple[Row, list[GuideAdvice]]] = []
    for row in table(pack, "guide.csv"):
        if row["kind"] == "heading":
            made.append((row, []))
        elif made:
            made[-1][1].append(_advice(row))
    return tuple(GuideHeading(r["id"], r["text_en"], r["text_ko"], tuple(advice)) for r, advice in made)


def _advice(row: Row) -> GuideAdvice:
    return GuideAdvice(
        row["id"],
        row["kind"],
        row["text_en"],
        row["text_ko"],
        row["claim"],
        row.many("about"),
        row.many("also"),
        row["page"],
        row["anchor"],
        row["reason"],
        row.many("offered"),
    )


def crisis_lines(pack: Pack) -> tuple[CrisisLine, ...]:
    """Crisis lines in the order of the pack."""
    return tuple(_line(row) for row in table(pack, "crisis.csv"))


def _line(row: Row) -> CrisisLine:
    return CrisisLine(
        id=row["id"],
        country=row["country"],
        name_en=row["name_en"],
        name_ko=row["name_ko"],
        contact=row["contact"],
        offers_en=row["offers_en"],
        offers_ko=row["offers_ko"],
        source=row["source"],
        document=row["document"],
        verified=row_verified(row),
    )
