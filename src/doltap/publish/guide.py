"""The guide: a front page with a guide's own headings, each piece of advice answered, and the pages it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from doltap.publish import site
from doltap.publish.guide_views import Block, Callout, GuidePage, GuideView, Heading
from doltap.publish.site import Edition, NavItem
from doltap.publish.views import Page, Say

RESERVED: Final = frozenset({"index"})
"""Slugs that no content page may take."""


def write_guide(guide_en: GuideView, guide_ko: GuideView, say: Say) -> Iterator[Page]:
    """The guide as (path, bytes): en/index.html and ko/index.html are the front pages, the rest lies beside them.

    Raises ValueError when a page's slug is reserved, not a file name, or not the same in both languages.
    """
    _same_pages(guide_en.pages, guide_ko.pages)
    editions = (_edition(guide_en, say), _edition(guide_ko, say))
    yield from site.front(editions)
    for edition, guide in zip(editions, (guide_en, guide_ko), strict=True):
        yield site.page(edition, "guide.html", "index.html")
        for content in guide.pages:
            yield _content_page(edition, content)


def _same_pages(left: Sequence[GuidePage], right: Sequence[GuidePage]) -> None:
    slugs = [p.slug for p in left]
    bad = [s for s in slugs if s in RESERVED or not s.replace("-", "").isalnum() or not s.isascii()]
    if bad or slugs != [p.slug for p in right] or len(set(slugs)) < len(slugs):
        raise ValueError(f"guide pages: {bad or slugs}")


def _edition(guide: GuideView, say: Say) -> Edition:
    pages = (NavItem(f"{p.slug}.html", "", p.title) for p in guide.pages)
    nav = (NavItem("index.html", "publish.nav.guide"), *pages)
    titles = {p.slug: p.title for p in guide.pages}
    shared = {
        "view": guide,
        "titles": titles,
        "home_link": guide.report_link.replace("{language}", guide.language),
        "fact_ids": frozenset(),
    }
    return Edition(guide.language, "guide", guide.title, nav, say, shared)


def _content_page(edition: Edition, content: GuidePage) -> Page:
    blocks = crisis_first(content.blocks)
    headings = tuple(b for b in blocks if isinstance(b, Heading) and b.level == 2)
    named = tuple((type(b).__name__.lower(), b, level) for b, level in zip(blocks, heading_levels(blocks), strict=True))
    return site.page(edition, "content.html", f"{content.slug}.html", content=content, blocks=named, headings=headings)


def crisis_first(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every crisis callout before all else, the rest in their order."""
    return tuple(sorted(blocks, key=lambda b: not (isinstance(b, Callout) and b.kind == "crisis")))


def heading_levels(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The level of the heading that each block may carry, so that no page skips a level below its title.

    A heading's own level is at most one below the heading before it; what stands under a heading comes one below it.
    """
    levels, current = [], 1
    for block in blocks:
        if isinstance(block, Heading):
            current = min(block.level, current + 1)
        levels.append(current if isinstance(block, Heading) else current + 1)
    return tuple(levels)
