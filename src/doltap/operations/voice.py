"""How one language says what a pack holds: catalogue texts, names of sources, places and terms, dates, citations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from doltap import catalogue
from doltap.packs import Fact, Pack
from doltap.publish import format_edtf, seen_words


class Cited(Protocol):
    """A row of a pack's table that names who says so."""

    @property
    def source(self) -> str:
        """The id of its source."""

    @property
    def document(self) -> str:
        """Where it was read."""

    @property
    def verified(self) -> bool:
        """Whether somebody saw it there."""


@dataclass(frozen=True)
class Voice:
    """A pack in one language."""

    pack: Pack
    language: str

    def say(self, code: str, **params: str | int) -> str:
        """The catalogue's text of a code."""
        return catalogue.say(self.language, code, **params)

    @cached_property
    def sources(self) -> dict[str, str]:
        """The name of each source."""
        return {s.id: (s.name_ko if self.language == "ko" else "") or s.name for s in self.pack.sources}

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of each place."""
        return {p.id: self.pick(p.name_en, p.name_ko) or p.id for p in self.pack.gazetteer.places}

    @cached_property
    def terms(self) -> dict[tuple[str, str], str]:
        """The name of each term of each vocabulary."""
        return {(t.vocabulary, t.id): self.pick(t.name_en, t.name_ko) for t in self.pack.gazetteer.terms}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts of the pack by id."""
        return {f.id: f for f in self.pack.facts}

    def pick(self, english: str, korean: str) -> str:
        """The text in this language, or the other where this one has none."""
        return (korean or english) if self.language == "ko" else (english or korean)

    def date(self, edtf: str) -> str:
        """An EDTF date in words; '..1998' is all up to 1998."""
        text = "/" + edtf.removeprefix("..") if edtf.startswith("..") else edtf
        return format_edtf(text, self.language, catalogue.say) if edtf else ""

    def cited(self, source: str, document: str, seen: str = "") -> str:
        """Who says so, where and when it was read: 'Source · document · seen by 23 November 2026'."""
        name = self.sources.get(source, source)
        return " · ".join(p for p in (name, document, seen_words(seen, self.language, catalogue.say)) if p)

    def cite_row(self, row: Cited) -> str:
        """Who says a row of a pack's table, where and when it was read; one not verified has no date."""
        return self.cited(row.source, row.document, self.pack.seen if row.document and row.verified else "")

    def cite(self, fact: Fact) -> str:
        """Who says a fact, where it was read and when."""
        return self.cited(fact.source, fact.document, fact.seen)
