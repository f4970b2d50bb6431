"""What the tests of the docs share: the pages, the code in them, and their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")))


def name(page: Path) -> str:
    """The page as tests name it."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> Iterator[str]:
    """The code blocks of a page: lines indented by four or more after an empty line, and fenced ones."""
    fenced = re.compile(r"^```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    yield from fenced.findall(text)
    for found in re.finditer(r"(?:\A|\n\n)((?: {4,}\S.*(?:\n\n(?= {4}))?\n?)+)", fenced.sub("", text)):
        yield "\n".join(line[4:] for line in found[1].splitlines())


def inline(text: str) -> list[str]:
    """What stands between single backticks, outside code blocks."""
    plain = "\n".join(line for line in text.splitlines() if not line.startswith("    "))
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", plain)


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as Markdown makes them."""
    headings = re.findall(r"^#{1,6} +(.+?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", h).strip().lower()) for h in headings}
