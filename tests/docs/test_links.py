"""Every link inside the docs leads somewhere, and every page can be reached from the front."""

import re

import pytest
from docs_pages import DOCS, PAGES, ROOT, anchors, name

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def links(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    return [link for link in LINK.findall(text) if not link.startswith(("http:", "https:", "mailto:"))]


def broken(page):
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    assert list(broken(page)) == []


def test_every_page_is_reached_from_the_front():
    reached, new = set(), [ROOT / "README.md", DOCS / "index.md"]
    while new:
        page = new.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            new += [
                (page.parent / link.partition("#")[0]).resolve() for link in links(page) if not link.startswith("#")
            ]
    assert {name(p) for p in PAGES} - {name(p) for p in reached} == set()


def test_no_page_is_empty_of_words():
    assert [name(p) for p in PAGES if len(p.read_text(encoding="utf-8").split()) < 40] == []


def test_pictures_are_small_and_described():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", readme)
    assert pictures
    assert all(len(words) > 10 for words, _ in pictures)
    assert [p.name for p in (DOCS / "pictures").iterdir() if p.stat().st_size > 300_000] == []
