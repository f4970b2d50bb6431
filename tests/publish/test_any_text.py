"""Whatever a text holds, pages stay well nested, files read back, and links stay safe."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.catalogue import say
from doltap.model import Status
from doltap.publish import EvidenceView, ValueView, WeighingView, format_edtf, rows_of, write_report
from doltap.publish.evidence import safe_href, safe_id
from doltap.publish.exporters import csv as csv_exporter
from doltap.publish.exporters import jsonl

ANY = st.text(max_size=60)
KEPT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


def weighing(text: str) -> WeighingView:
    evidence = EvidenceView(text, text, text, document=text, link=text)
    return WeighingView("w", text, "person", "name", (ValueView(text, 1, (evidence,)),), Status.ONE_TELLER)


@settings(max_examples=25, deadline=None)
@given(text=KEPT)
def test_words_reach_the_page_as_they_are(make_report, text):
    views = [replace(make_report(x), weighings=(weighing(text),), timeline=(), figures=()) for x in ("en", "ko")]
    page = dict(write_report(*views, say))["en/fact/w.html"].decode()
    shown = re.search(r'<blockquote class="words"><p>(.*?)</p></blockquote>', page, re.DOTALL)
    assert html.unescape(shown[1]) == html.unescape(html.escape(text))
    assert page.count("<script") == 0


@given(text=ANY)
def test_an_id_is_always_fit_for_a_file_name(text):
    assert re.fullmatch(r"[A-Za-z0-9_-]+", safe_id(text))


@given(text=ANY)
def test_an_address_is_linked_only_within_the_site_or_over_the_web(text):
    href = safe_href(text)
    assert href == "" or re.match(r"https?://[^/]|[A-Za-z0-9_./#-]", href, re.IGNORECASE)
    assert not re.match(r"\s*(javascript|data|vbscript|file):", href, re.IGNORECASE)


@given(text=KEPT)
def test_csv_gives_the_words_back(text):
    [(_, body)] = csv_exporter.write(rows_of([weighing(text)]))
    [row] = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert row["words"] in (text, f"'{text}")
    assert not row["words"].startswith(("=", "+", "-", "@"))


@given(text=ANY.filter(lambda t: not re.search("[\ud800-\udfff]", t)))
def test_json_lines_give_the_words_back(text):
    [(_, body)] = jsonl.write(rows_of([weighing(text)]))
    [line] = body.decode().splitlines()
    assert json.loads(line)["words"] == text


@pytest.mark.parametrize("language", ["en", "ko"])
@given(text=st.text("0123456789X-/~?%[]{}.,", max_size=24))
def test_no_date_however_wrong_stops_a_page(language, text):
    assert isinstance(format_edtf(text, language, say), str)
