"""The packs' own Korean of what their facts and sources say in English: shown as a rendering, never as exact words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from doltap import catalogue
from doltap.model import Locator
from doltap.packs import load
from doltap.publish import seen_words


def rendering(words: str, language: str) -> str:
    """The pack's sentence in `language` for the exact words of one of its facts; empty where it has none."""
    return _sentences().get(words, "") if language == "ko" else ""


def source_name(name: str, language: str) -> str:
    """How `language` calls a source that the pack knows; else the name as it is."""
    return _sources().get(name, name) if language == "ko" else name


def when_seen(edtf: str, language: str) -> str:
    """When a document was read, in words: 'seen by 23 November 2026'; empty where nobody noted it."""
    return seen_words(edtf, language, catalogue.say)


def located(locator: Locator, language: str) -> str:
    """Where in its original a passage stands, in words: 'page 3, line 12'; empty where the format has no places."""
    known = {"page": locator.page, "line": locator.line, "cell": locator.cell or None}
    said = [catalogue.say(language, f"where.{k}", **{k: str(v)}) for k, v in known.items() if v is not None]
    return ", ".join([*said[:2], *filter(None, (locator.time, locator.part))])


@cache
def _sentences() -> Mapping[str, str]:
    return {f.words_en: f.words_ko for f in load().facts if f.words_ko}


@cache
def _sources() -> Mapping[str, str]:
    return {s.name: s.name_ko for s in load().sources if s.name_ko}
