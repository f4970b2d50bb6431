"""The pages as a browser gets them: well formed, silent, the same in both languages, safe with hostile words."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from doltap.catalogue import say
from doltap.model import Message, Status
from doltap.publish import (
    Callout,
    EvidenceView,
    GuidePage,
    GuideSection,
    Heading,
    Link,
    Links,
    Paragraph,
    ValueView,
    WeighingView,
    write_guide,
    write_report,
)
from doltap.publish.evidence import by_entity, by_origin, by_topic, safe_href, safe_id
from doltap.publish.guide import crisis_first, heading_levels
from doltap.publish.site import POLICY, property_words

VOID = {"meta", "link", "input", "br", "hr", "img"}
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} javascript:alert(1)"


class Reader(HTMLParser):
    """Reads a page into its elements, and keeps what is not nested rightly."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) < len(attrs):
            self.faults.append(f"attribute twice: {tag}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def attribute(self, name: str) -> list[str]:
        return [a[name] for _, a in self.elements if name in a]


def read_pages(pages) -> dict[str, Reader]:
    return {p: Reader(body.decode()) for p, body in pages.items() if p.endswith(".html")}


@pytest.fixture(scope="module")
def report_files(make_report):
    return dict(write_report(make_report("en"), make_report("ko"), say))


@pytest.fixture(scope="module", params=["report", "guide"])
def files(request, report_files, make_guide):
    if request.param == "report":
        return report_files
    return dict(write_guide(make_guide("en"), make_guide("ko"), say))


@pytest.fixture(scope="module")
def pages(files):
    return read_pages(files)


def test_every_page_is_well_nested(pages):
    assert {p: (r.faults, r.open) for p, r in pages.items() if r.faults or r.open} == {}


def test_every_page_forbids_all_but_its_own_style(pages):
    for reader in pages.values():
        policies = [a["content"] for t, a in reader.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY]
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_nothing_is_inline_and_nothing_is_fetched_from_afar(pages):
    for path, reader in pages.items():
        assert not {t for t, _ in reader.elements} & {"script", "style", "iframe", "object", "embed", "img"}, path
        names = {n for _, a in reader.elements for n in a}
        assert not {n for n in names if n == "style" or n.startswith("on")}, path
        loaded = [a.get("href") or a.get("src", "") for t, a in reader.elements if t not in ("a", "meta")]
        assert not [x for x in loaded if ":" in x or x.startswith("//")], path


def test_the_style_sheet_loads_nothing(files):
    css = files["assets/doltap.css"].decode()
    assert "url(" not in css
    assert "@import" not in css
    assert css.count("{") == css.count("}")
    assert "keep-all" in css


def test_both_languages_have_the_same_pages_with_the_same_bones(pages):
    english = {p[3:] for p in pages if p.startswith("en/")}
    assert english == {p[3:] for p in pages if p.startswith("ko/")}
    for path in english:
        # a note of the translation stands only where the reader needs one
        bones = [[t for t, a in pages[f"{x}/{path}"].elements if not str(a.get("class", "")).startswith("rendering")]
                 for x in ("en", "ko")]  # fmt: skip
        assert bones[0] == bones[1], path


def test_each_page_names_its_language_and_leads_to_its_twin(pages):
    for path, reader in pages.items():
        if path == "index.html":
            continue
        language, _, rest = path.partition("/")
        other = "ko" if language == "en" else "en"
        assert reader.elements[0] == ("html", {"lang": language})
        switch = next(a for t, a in reader.elements if t == "a" and a.get("class") == "switch")
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), switch["href"])) == f"{other}/{rest}"
        assert switch["lang"] == switch["hreflang"] == other


def test_every_link_inside_the_site_leads_somewhere(pages):
    for path, reader in pages.items():
        for href in (a["href"] for t, a in reader.elements if t in ("a", "link") and "href" in a):
            if "://" in href or href.startswith("../../report") or "/guide/" in href or "/report/" in href:
                continue
            file, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            assert target in pages or target == "assets/doltap.css", (path, href)
            assert not anchor or anchor in pages[target].attribute("id"), (path, href)


def test_ids_are_unique_and_what_is_pointed_at_is_there(pages):
    for path, reader in pages.items():
        ids = reader.attribute("id")
        assert len(ids) == len(set(ids)), path
        pointed = {x for v in reader.attribute("aria-labelledby") for x in v.split()}
        pointed |= {m for v in reader.attribute("fill") for m in re.findall(r"url\(#([^)]+)\)", v)}
        assert pointed <= set(ids), path


def test_headings_come_in_order_below_one_title(pages):
    for path, reader in pages.items():
        levels = [int(t[1]) for t, _ in reader.elements if re.fullmatch("h[1-6]", t)]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], path


def test_landmarks_skip_link_and_current_page(pages):
    for path, reader in pages.items():
        tags = [t for t, _ in reader.elements]
        assert tags.count("main") == 1, path
        if path == "index.html":
            continue
        first_link = next(a for t, a in reader.elements if t == "a")
        assert (first_link["href"], first_link["class"]) == ("#main", "skip")
        assert {"header", "nav", "footer"} <= set(tags)
        assert all("aria-label" in a for t, a in reader.elements if t == "nav")
        assert len(reader.attribute("aria-current")) == 1, path


def test_every_drawing_has_a_name_or_is_hidden(pages):
    depth_free = [(p, a) for p, r in pages.items() for t, a in r.elements if t == "svg" and "role" in a]
    assert all("aria-label" in a or "aria-labelledby" in a for _, a in depth_free)
    for path, reader in pages.items():
        tables = [t for t, _ in reader.elements if t == "table"]
        plots = [a for t, a in reader.elements if a.get("class") == "plot"]
        assert not plots or tables, path


def test_the_same_views_give_the_same_bytes(make_report, report_files):
    assert dict(write_report(make_report("en"), make_report("ko"), say)) == report_files


def test_nothing_of_this_machine_is_in_the_pages(files):
    everything = b"".join(files.values())
    assert b"/home/" not in everything
    assert b"file:" not in everything
    assert b"generator" not in everything


def test_the_report_says_how_many_accounts_it_left_out(report_files):
    for language, count in (("en", "128 accounts"), ("ko", "진술 기록 128건")):
        assert count in report_files[f"{language}/index.html"].decode()
        assert "120" in report_files[f"{language}/left-out.html"].decode()


def test_copies_are_named_but_counted_once(report_files):
    page = report_files["en/fact/w-return-2023-10.html"].decode()
    assert page.count("1 independent origin") == 2
    assert "Repeated by 3, not counted again" in page
    assert all(outlet in page for outlet in ("ucanews.com", "wionews.com", "ruetir.com", "fvbb.com"))


def test_a_partys_denial_is_its_position_and_never_stands_as_evidence_against(report_files):
    page = report_files["en/fact/w-boats-2008.html"].decode()
    assert "What the party concerned says of itself" in page
    assert "Against it" not in page
    assert "Against it" in report_files["en/fact/w-camp-15.html"].decode()


def test_dates_that_differ_are_drawn_hollow_and_written_both(report_files):
    page = report_files["en/timeline.html"].decode()
    assert "8 February 2008" in page
    assert "17 February 2008" in page
    assert page.count("t-tellers_differ alt") >= 4


def test_a_rendering_is_called_a_translation(report_files):
    page = report_files["ko/fact/w-thae-arrived.html"].decode()
    assert re.search(r'<blockquote class="words" lang="en">', page)
    assert "번역(돌탑)" in page


def hostile_report(view):
    evidence = EvidenceView(EVIL, EVIL, EVIL, document=EVIL, link="javascript:x", words_language="en",
                            translated_by=EVIL, words_translation=EVIL, locator=EVIL, party=EVIL)  # fmt: skip
    weighing = WeighingView("../../x<y>", EVIL, "person", "name", (ValueView(EVIL, 1, (evidence,), (evidence,)),),
                            Status.TELLERS_DIFFER, (Message.of("no.such.code"),), EVIL, EVIL)  # fmt: skip
    figure = replace(view.figures[0], id=EVIL, title=EVIL, link="//evil.example/x")
    return replace(view, title=EVIL, subtitle=EVIL, weighings=(weighing,), credits=(EVIL,), guide_link="javascript:x",
                   figures=(figure,), timeline=tuple(replace(i, label=EVIL) for i in view.timeline))  # fmt: skip


def test_hostile_words_are_shown_and_never_run(make_report):
    files = dict(write_report(hostile_report(make_report("en")), hostile_report(make_report("ko")), say))
    assert all(re.fullmatch(r"[A-Za-z0-9_/.-]+", p) and ".." not in p for p in files)
    for path, reader in read_pages(files).items():
        assert (reader.faults, reader.open) == ([], []), path
        assert not {t for t, _ in reader.elements} & {"script", "img"}, path
        assert not [n for _, a in reader.elements for n in a if n.startswith("on")], path
        assert not [h for h in reader.attribute("href") if "javascript:" in h or "evil" in h], path
    assert "{{ 7*7 }}" in files["en/facts.html"].decode()


@pytest.mark.parametrize("href", ["javascript:alert(1)", " java\nscript:x", "data:text/html,x", "//evil.example", "file:///etc",
                                  "https://", "vbscript:x", "\x01javascript:x", "mailto:x@y"])  # fmt: skip
def test_unsafe_addresses_are_not_linked(href):
    assert safe_href(href) == ""


@pytest.mark.parametrize("href", ["https://en.nkdb.org/NKDB?x=1&y=2", "figures.html", "../en/x.html#t-law", "#top"])
def test_safe_addresses_are_linked(href):
    assert safe_href(href) == href


def test_ids_are_fit_for_a_file_name():
    assert safe_id("../../etc/passwd") == "etc-passwd"
    assert safe_id("한국") == "x"


def test_evidence_without_an_origin_stands_alone_and_verified_words_come_first():
    lone = [EvidenceView("a", "s", ""), EvidenceView("b", "t", "")]
    assert len(by_origin(lone)) == 2
    pair = [EvidenceView("unseen", "s", "o", verified=False), EvidenceView("seen", "t", "o")]
    [group] = by_origin(pair)
    assert (group.first.words, [c.words for c in group.copies]) == ("seen", ["unseen"])


def test_other_comes_last_among_topics(make_report):
    assert [t for t, _ in by_topic(reversed(make_report("en").weighings))][-1] == "other"


def test_an_empty_report_is_still_a_report(make_report):
    bare = [replace(make_report(x), weighings=(), timeline=(), places=(), figures=(), sources=(), left_out=(),
                    accounts_counted=0, accounts_left_out=0) for x in ("en", "ko")]  # fmt: skip
    pages = read_pages(dict(write_report(*bare, say)))
    assert all(r.faults == [] and r.open == [] for r in pages.values())


def test_a_crisis_note_comes_before_all_else():
    blocks = (Paragraph("a"), Heading("b", "b"), Callout("crisis", "c"), Callout("note", "d"))
    assert [type(b).__name__ for b in crisis_first(blocks)] == ["Callout", "Paragraph", "Heading", "Callout"]


def test_the_guide_keeps_its_headings_in_order_and_answers_each_item(make_guide):
    files = dict(write_guide(make_guide("en"), make_guide("ko"), say))
    page = files["en/index.html"].decode()
    headings = [s.heading for s in make_guide("en").sections]
    assert [page.index(f">{h}</h2>") for h in headings] == sorted(page.index(f">{h}</h2>") for h in headings)
    items = sum(len(s.items) for s in make_guide("en").sections)
    assert page.count('class="reply"') == items
    assert "not checked (safety)" in page


def test_a_refusal_carries_no_evidence_box(make_guide):
    page = dict(write_guide(make_guide("en"), make_guide("ko"), say))["en/index.html"].decode()
    refusal = page[page.index('class="item k-refusal"') :].partition("</li>\n</ol>")[0]
    assert "blockquote" not in refusal
    assert "Offered instead" in refusal


@pytest.mark.parametrize("slug", ["index", "../x", "a/b", "한글", ""])
def test_a_guide_page_needs_a_slug_that_is_a_file_name(make_guide, slug):
    pages = (GuidePage(slug, "t", ()),)
    with pytest.raises(ValueError):
        list(write_guide(replace(make_guide("en"), pages=pages), replace(make_guide("ko"), pages=pages), say))


def test_guide_pages_must_be_the_same_in_both_languages(make_guide):
    with pytest.raises(ValueError):
        list(write_guide(make_guide("en"), replace(make_guide("ko"), pages=()), say))


def test_hostile_words_in_the_guide(make_guide):
    def hostile(guide):
        page = GuidePage(
            "evil", EVIL, (Links((Link(EVIL, "javascript:x", EVIL),)), Paragraph(EVIL), Heading(EVIL, EVIL))
        )
        return replace(guide, title=EVIL, pages=(page,), sections=(GuideSection(EVIL, ()),), report_link="data:x")

    files = dict(write_guide(hostile(make_guide("en")), hostile(make_guide("ko")), say))
    for path, reader in read_pages(files).items():
        assert (reader.faults, reader.open) == ([], []), path
        assert not {t for t, _ in reader.elements} & {"script", "img"}, path
        assert not [h for h in reader.attribute("href") if ":" in h], path


def test_no_page_of_blocks_skips_a_heading_level():
    blocks = (Paragraph("a"), Heading("b", "b", 3), Paragraph("c"), Heading("d", "d", 3), Callout("note", "e"))
    assert heading_levels(blocks) == (2, 2, 3, 3, 4)


def test_facts_about_one_entity_stand_together(make_report):
    first, *others = make_report("en").weighings
    again = replace(first, id="w-again", property="date")
    [(label, told), *rest] = by_entity([first, *others, again])
    assert (label, [w.id for w in told]) == (first.entity_label, [first.id, "w-again"])
    assert len(rest) == len(others)


def test_a_property_without_a_label_of_its_own_gets_the_catalogues(make_report):
    weighing = make_report("en").weighings[0]
    named = [replace(weighing, property_label=label) for label in ("", "count", "how many were returned")]
    assert [property_words(w, "ko", say) for w in named] == ["수", "수", "how many were returned"]
    assert property_words(replace(weighing, property="never_heard_of"), "ko", say) == "never heard of"


def test_report_and_guide_lead_to_each_other_in_the_same_language(report_files, make_guide):
    guide = dict(write_guide(make_guide("en"), make_guide("ko"), say))
    for language in ("en", "ko"):
        assert f'href="../../guide/{language}/index.html"' in report_files[f"{language}/map.html"].decode()
        assert (
            f'href="../../../guide/{language}/index.html"' in report_files[f"{language}/fact/w-camp-15.html"].decode()
        )
        assert f'href="../../report/{language}/index.html"' in guide[f"{language}/minds.html"].decode()


def test_a_party_is_named_in_the_readers_language(report_files):
    assert "speaks for North Korea" in report_files["en/sources.html"].decode()
    assert "당사자(북한)의 주장" in report_files["ko/fact/w-boats-2008.html"].decode()
