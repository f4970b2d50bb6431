"""What the tests of the guide share: the guide made once, its pages as text, and a record that a test can change."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from doltap import catalogue
from doltap.operations.guiding import GuideRequest, guide_views, in_order
from doltap.operations.pack_record import pack_view
from doltap.operations.view import View
from doltap.packs import Fact, Pack, load
from doltap.publish import GuideView, write_guide

TODAY = date(2026, 11, 23)


@cache
def views() -> dict[str, GuideView]:
    """The guide of the pack, by language."""
    english, korean = guide_views(in_order(pack_view(load())), GuideRequest(Path("out"), today=TODAY))
    return {"en": english, "ko": korean}


@cache
def pages() -> dict[str, str]:
    """Every page of the guide as HTML, by its path."""
    made = write_guide(views()["en"], views()["ko"], catalogue.say)
    return {path: data.decode() for path, data in made if path.endswith(".html")}


def pieces_of(html: str) -> list[str]:
    """The stretches of text that a page shows, in order."""
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(html)
    return [piece for f in found if (piece := " ".join(f.split()))]


def shown(html: str) -> str:
    """What a page shows, as one line of plain text."""
    return " ".join(pieces_of(html))


def words(text: str) -> list[str]:
    """The words of a text, lower case, without punctuation."""
    return re.findall(r"[^\W_]+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def record(*facts: Fact, without: tuple[str, ...] = ()) -> View:
    """The record of the pack with other facts in it, or without some."""
    pack: Pack = load()
    kept = tuple(f for f in pack.facts if f.id not in {*without, *(g.id for g in facts)})
    return pack_view(replace(pack, facts=kept + facts))
