"""The docs build without a warning, and the built pages load nothing from elsewhere."""

import re
import subprocess
import sys
from importlib.util import find_spec

import pytest
from docs_pages import DOCS, ROOT

LOADS = re.compile(r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href)=[\"']([^\"']+)", re.I)
IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if find_spec("mkdocs") is None:
        pytest.skip("mkdocs is not installed: it is among the development dependencies")
    out = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_built(site):
    made = {p.relative_to(site).with_suffix(".md").as_posix() for p in site.rglob("*.html")} - {"404.md"}
    assert made == {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")}


def test_pages_load_nothing_from_elsewhere(site):
    remote = {
        (page.name, asset)
        for page in site.rglob("*.html")
        for asset in LOADS.findall(page.read_text(encoding="utf-8"))
        if re.match(r"(?:https?:)?//", asset)
    }
    assert remote == set()


def test_styles_load_nothing_from_elsewhere(site):
    sheets = list(site.rglob("*.css"))
    assert sheets
    assert {u for p in sheets for u in IN_STYLE.findall(p.read_text(encoding="utf-8", errors="replace"))} == set()


def test_sources_of_generated_pages_are_not_published(site):
    assert [p.name for p in site.rglob("*") if p.suffix in {".py", ".txt"} and p.name != "robots.txt"] == []
