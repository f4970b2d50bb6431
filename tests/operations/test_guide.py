"""The guide: its headings in order, every page in both languages alike, crisis first, nothing of the planning list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide_helpers import pages, pieces_of, runs, shown, views

from doltap import catalogue
from doltap.errors import WrongUsage
from doltap.language import sentences
from doltap.model import SafetyClass, Status
from doltap.operations.guiding import GuideRequest, guide
from doltap.packs import guide_headings, law_by_country, load
from doltap.publish import Callout, Card, Cards, Facts, GuidePage, Heading, Table
from doltap.safety import asks_operational, mark

SLUGS = [
    "figures", "history", "law", "procedure", "who-helps", "minds", "discreet", "interview", "true-or-sold", "news",
    "documenting", "refuses",
]  # fmt: skip
LANGUAGES = ("en", "ko")


def page(language: str, slug: str) -> GuidePage:
    return next(p for p in views()[language].pages if p.slug == slug)


def test_every_page_is_there_in_both_languages() -> None:
    for language in LANGUAGES:
        assert [p.slug for p in views()[language].pages] == SLUGS
        assert {f"{language}/{s}.html" for s in (*SLUGS, "index")} <= set(pages())


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_have_one_structure(slug: str) -> None:
    english, korean = page("en", slug), page("ko", slug)
    assert [type(b) for b in english.blocks] == [type(b) for b in korean.blocks]
    ids = [[b.id for b in p.blocks if isinstance(b, Heading)] for p in (english, korean)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_the_front_page_has_one_structure() -> None:
    shapes = [
        [[(i.kind, i.status, i.page, len(i.evidence), len(i.offered)) for i in s.items] for s in views()[x].sections]
        for x in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("slug", SLUGS)
def test_korean_pages_speak_korean(slug: str) -> None:
    text = shown(pages()[f"ko/{slug}.html"])
    assert len(re.findall("[가-힣]", text)) > 400
    assert "탈북자" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_is_left_unsaid(language: str) -> None:
    for path, html in pages().items():
        if path.startswith(language):
            assert not re.search(r"\b(?:guide|figures|publish|term)\.[a-z_]+\.[a-z_.]+", shown(html)), path
            assert "{" not in shown(html), path


def test_the_headings_of_the_guide_stand_in_its_own_order(shared: Path) -> None:
    lines = [line.strip() for line in (shared / "inputs" / "guide.txt").read_text(encoding="utf-8").splitlines()]
    headings = [s.heading for s in views()["en"].sections]
    at = [lines.index(h) for h in headings]
    assert at == sorted(at)
    assert len(headings) == 7


def test_nothing_of_the_planning_list_is_in_any_output(shared: Path) -> None:
    lines = (shared / "inputs" / "guide.txt").read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("If you’re reading this from inside"))
    last = next(i for i, line in enumerate(lines) if line.strip() == "Unique Examples from Real Defectors")
    planning = runs(" ".join(lines[first:last]), 6)
    assert len(planning) > 100
    for path, html in pages().items():
        assert not runs(shown(html), 6) & planning, path


def test_the_guide_is_paraphrased_not_copied(shared: Path) -> None:
    lines = [line.strip() for line in (shared / "inputs" / "guide.txt").read_text(encoding="utf-8").splitlines()]
    headings = {s.heading for s in views()["en"].sections}
    theirs = runs("\n".join(line for line in lines if line not in headings), 9)
    for heading in guide_headings(load()):
        for advice in heading.advice:
            assert not runs(f"{advice.text_en} . {advice.claim}", 9) & theirs, advice.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_planning_advice_is_refused_with_a_reason_and_an_offer(language: str) -> None:
    plan = next(s for s in views()[language].sections if s.items[0].kind == "refusal")
    refused = [i for i in plan.items if i.kind == "refusal"]
    assert len(refused) == 5
    for item in refused:
        assert item.status is Status.NOT_CHECKED
        assert item.reason is not None
        assert len(catalogue.render(language, item.reason)) > 40
        assert {o.href for o in item.offered} == {"who-helps.html", "minds.html", "law.html", "discreet.html"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_checked_is_a_refusal_and_shows_no_evidence(language: str) -> None:
    closed = [i for s in views()[language].sections for i in s.items if i.status is Status.NOT_CHECKED]
    assert len(closed) >= 8
    assert all(i.kind == "refusal" and not i.evidence and i.offered for i in closed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_pages_say_of_advice_is_no_way_and_asks_for_none(language: str) -> None:
    rules = load().safety_rules
    for section in views()[language].sections:
        for item in section.items:
            text = f"{item.advice} {item.says}"
            assert not [m for m in mark(text, ((0, len(text)),), rules) if m.safety_class is SafetyClass.OPERATIONAL], (
                text
            )
    assert asks_operational("Which point of the river is unguarded at night?", rules)


def test_every_link_inside_the_guide_leads_somewhere() -> None:
    for path, html in pages().items():
        folder = path.rpartition("/")[0]
        for href in re.findall(r'href="([^"]+)"', html):
            target, _, anchor = href.partition("#")
            if "://" in target or target.endswith(".css"):
                continue
            place = path if not target else str(Path(folder, target)) if not target.startswith("..") else target[3:]
            assert place in pages(), (path, href)
            assert not anchor or f'id="{anchor}"' in pages()[place], (path, href)


@pytest.mark.parametrize("language", LANGUAGES)
def test_crisis_comes_first(language: str) -> None:
    first = page(language, "minds").blocks[0]
    assert isinstance(first, Callout)
    assert first.kind == "crisis"
    html = pages()[f"{language}/minds.html"]
    assert html.index("109") < html.index("PHQ-9")
    assert html.index('class="callout crisis"') < html.index('class="jump"')
    front = pages()[f"{language}/index.html"]
    assert front.index('class="callout crisis"') < front.index('class="guide-body"')


@pytest.mark.parametrize("slug", [s for s in SLUGS if s != "minds"])
def test_every_other_page_leads_to_the_crisis_lines(slug: str) -> None:
    html = pages()[f"en/{slug}.html"]
    assert html.index('<a href="minds.html">If you cannot go on') < html.index('class="flow"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crisis_line_that_nobody_checked_says_so_and_is_no_link(language: str) -> None:
    crisis = views()[language].crisis
    assert crisis is not None
    doubtful = [x for x in crisis.links if catalogue.say(language, "guide.not_verified") in x.note]
    assert {"116 123", "findahelpline.com"} <= {x.text.rpartition(": ")[2] for x in doubtful}
    assert not [x for x in doubtful if x.href]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unverified_row_is_shown_as_law(language: str) -> None:
    blocks = page(language, "law").blocks
    tables = " ".join(cell for b in blocks if isinstance(b, Table) for row in b.rows for cell in row)
    plain = " ".join(str(b) for b in blocks if not isinstance(b, Callout))
    boxes = " ".join(line for b in blocks if isinstance(b, Callout) for line in b.lines)
    doubtful = [p for p in law_by_country(load()) if not p.fact.verified]
    assert len(doubtful) > 15
    for point in doubtful:
        assert point.fact.words(language) not in plain
        assert point.fact.words(language) in boxes
    assert catalogue.say(language, "guide.law.open") in tables


@pytest.mark.parametrize("language", LANGUAGES)
def test_nationality_is_the_first_question(language: str) -> None:
    headings = [b for b in page(language, "law").blocks if isinstance(b, Heading)]
    assert headings[0].id == "nationality"
    assert {"CN", "MN", "KR", "GB", "CA", "US"} <= {h.id for h in headings}


def test_both_cut_offs_and_no_item_and_no_diagnosis() -> None:
    text = shown(pages()["en/minds.html"])
    assert "10, 15 and 20" in text
    assert "best cut-off is 5" in text
    assert "insufficient to recommend any PTSD instrument" in text
    assert "over the last" not in text.lower()
    assert "Never a diagnosis" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_nobody_opened_is_no_link(language: str) -> None:
    cards: list[Card] = [c for b in page(language, "who-helps").blocks if isinstance(b, Cards) for c in b.cards]
    assert len(cards) == 23
    hrefs = {x.href for c in cards for x in c.links}
    assert "https://en.nkdb.org" in hrefs
    assert "https://hrnk.org" not in hrefs
    assert "hrnk.org" in shown(pages()[f"{language}/who-helps.html"])


def test_the_guide_is_written_without_an_archive_and_never_over_another(tmp_path: Path) -> None:
    written = guide(GuideRequest(tmp_path / "guide", today=views()["en"].made_on))
    assert written.files == len([p for p in (tmp_path / "guide").rglob("*") if p.is_file()]) == 28
    with pytest.raises(WrongUsage):
        guide(GuideRequest(tmp_path / "guide"))


def test_the_link_to_the_report_is_of_the_pages_own_language(tmp_path: Path) -> None:
    guide(GuideRequest(tmp_path / "g", report_link="../../report/{language}/index.html"))
    assert 'href="../../report/ko/index.html"' in (tmp_path / "g" / "ko" / "law.html").read_text(encoding="utf-8")


def test_no_page_of_the_guide_holds_an_operational_sentence() -> None:
    rules, headings = load().safety_rules, {s.heading for v in views().values() for s in v.sections}
    for path, html in pages().items():
        pieces = "\n".join(p for p in pieces_of(html) if p not in headings)
        found = [m for m in mark(pieces, sentences(pieces), rules) if m.safety_class is SafetyClass.OPERATIONAL]
        assert [pieces[m.start : m.end] for m in found] == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_examples_of_inflation_stand_with_their_evidence(language: str) -> None:
    facts = {w.entity: w for b in page(language, "true-or-sold").blocks if isinstance(b, Facts) for w in b.weighings}
    assert sorted(len(v.for_) for v in facts["event.return_2023_10_09"].values) == [1, 5]
    text = shown(pages()[f"{language}/true-or-sold.html"])
    assert "224" in text
    assert "223" in text
    assert "event.execution_boats_2008" in facts


def test_the_same_record_gives_the_same_pages() -> None:
    first = dict(pages())
    views.cache_clear()
    pages.cache_clear()
    assert pages() == first
