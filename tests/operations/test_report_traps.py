"""The traps of the field notes as the report shows them: the pack adopted, weighed, screened and laid out."""

import re

import pytest

from doltap import catalogue
from doltap.model import Status
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import create
from doltap.operations.reporting import ReportRequest, public_weighings, report
from doltap.operations.views import Labels, weighing_views
from doltap.publish import render

SECRET = "seven words that only this test knows well"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        made = create(tmp_path_factory.mktemp("traps") / "archive", SECRET)
    adopt(made, AdoptRequest())
    yield made
    made.close()


@pytest.fixture(scope="module")
def shown(archive):
    """Everything that the report weighs, by language, entity and property."""
    view, weighings, _ = public_weighings(archive)
    by_language = {x: weighing_views(view, weighings, Labels(view, x)) for x in catalogue.LANGUAGES}
    return {x: {(w.entity, w.property): w for w in made} for x, made in by_language.items()}


@pytest.fixture(scope="module")
def pages(archive, tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "site"
    report(archive, ReportRequest(out))
    return {str(p.relative_to(out)): p.read_text(encoding="utf-8") for p in out.rglob("*.html")}


def told(shown, entity, prop, language="en"):
    """The status, and each value with its independent origins."""
    weighing = shown[language][entity, prop]
    return weighing.status, {v.text: v.origins for v in weighing.values}


def reasons(shown, entity, prop, language="en"):
    return " ".join(render(r, language, catalogue.say) for r in shown[language][entity, prop].reasons)


def test_october_2023_is_two_origins_however_many_outlets_carry_it(shown):
    key = "event.return_2023_10_09"
    assert told(shown, key, "count") == (Status.TELLERS_DIFFER, {"up to 600 people": 1, "at least 500 people": 1})
    up_to = next(v for v in shown["en"][key, "count"].values if v.text.startswith("up to"))
    assert len(up_to.for_) == 5
    assert len({e.document for e in up_to.for_}) == 5
    assert "5 tellings go back to 1 origin" in reasons(shown, key, "count")


def test_the_numbers_that_lean_on_one_contact_have_one_origin(shown):
    chain = {k: w for k, w in shown["en"].items() if k[0].startswith("event.return_20") and k[1] == "count"}
    origins = {e.origin for w in chain.values() for v in w.values for e in v.for_}
    assert len(chain) == 8
    assert len(origins) == 2
    alone = [w.status for k, w in chain.items() if k[0] != "event.return_2023_10_09"]
    assert set(alone) == {Status.ONE_TELLER}


def test_the_interviews_of_the_report_of_2025_differ(shown):
    status, values = told(shown, "event.ohchr_report_2025", "interviews")
    assert (status, "314 interviews" in values, len(values)) == (Status.TELLERS_DIFFER, True, 2)
    assert told(shown, "event.ohchr_report_2025", "date")[1] == {"5 September 2025": 1, "12 September 2025": 1}


def test_where_the_nine_of_laos_were_brought_differs(shown):
    key = "event.return_laos_2013"
    assert told(shown, key, "handed_to") == (Status.TELLERS_DIFFER, {"China": 2, "North Korean embassy": 1})
    assert told(shown, key, "handed_to", "ko")[1] == {"중국": 2, "북한 대사관": 1}
    assert set(told(shown, key, "ages", "ko")[1]) == {"14~18세", "15~23세(세는 나이)"}


def test_the_boats_of_2008_were_returned_on_the_same_day_or_nine_days_later(shown):
    status, days = told(shown, "event.return_boats_2008_02", "returned_on")
    assert (status, set(days)) == (Status.TELLERS_DIFFER, {"8 February 2008", "17 February 2008"})


def test_a_denial_is_the_position_of_the_party_and_counts_against_nothing(shown):
    key = "event.execution_boats_2008"
    assert shown["en"][key, "count"].status is Status.ONE_TELLER
    [denied] = shown["ko"][key, "position"].values
    assert (denied.text, denied.for_[0].party) == ("부인함", "KP")


@pytest.mark.parametrize(
    ("camp", "values"),
    [("K15", {"operating", "not in this list"}), ("K18", {"operating", "closed"})],
)
def test_lists_of_camps_differ(shown, camp, values):
    status, found = told(shown, camp, "status")
    assert (status, set(found)) == (Status.TELLERS_DIFFER, values)


def test_a_source_that_says_both_is_named(shown):
    assert "a public wiki on camps tells both" in reasons(shown, "K18", "status")
    assert "tells both" not in reasons(shown, "event.return_boats_2008_02", "returned_on")


def test_a_number_that_its_own_source_corrected_says_so(shown):
    key = "figure.arrivals_rok.2025"
    assert told(shown, key, "count") == (Status.TELLERS_DIFFER, {"223 people": 1, "224 people": 1})
    assert "corrected its own number on 4 February 2026. The later one is 223 people." in reasons(shown, key, "count")
    assert "통일부: 2026년 2월 4일에 스스로 정정했습니다. 나중 값은 223명입니다." in reasons(shown, key, "count", "ko")


@pytest.mark.parametrize(
    ("year", "numbers"),
    [(2009, {"2,914명", "2,927명"}), (2010, {"2,376명", "2,402명"}), (2011, {"2,706명", "2,737명"})],
)
def test_conflicts_of_arrivals_differ(shown, year, numbers):
    weighing = shown["ko"][f"figure.arrivals_rok.{year}", "count"]
    assert weighing.entity_label == f"한국 입국, {year}년"
    assert (weighing.status, {v.text for v in weighing.values}) == (Status.TELLERS_DIFFER, numbers)


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_nothing_on_a_page_is_an_id(shown, language):
    for weighing in shown[language].values():
        texts = [weighing.entity_label, weighing.property_label, *(v.text for v in weighing.values)]
        for text in texts:
            assert text
            assert "_" not in text
            assert not re.search(r"[0-9a-f]{16}|\b(event|figure|person|body|state)\.", text), text
        if language == "ko":
            assert re.search("[가-힣]", weighing.entity_label), weighing.entity_label
            assert re.search("[가-힣]", weighing.property_label), weighing.property


def test_korean_values_are_korean(shown):
    """Names of foreign bodies and instruments aside, no value of the Korean report is an English sentence."""
    for weighing in shown["ko"].values():
        for value in weighing.values:
            assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", value.text), value.text


def test_pages_are_small_and_come_in_pairs(pages):
    assert max(len(text.encode()) for text in pages.values()) < 300_000
    english = {p.removeprefix("en/") for p in pages if p.startswith("en/")}
    assert english == {p.removeprefix("ko/") for p in pages if p.startswith("ko/")}
    assert "facts/returns.html" in english


def test_each_fact_has_its_line_and_its_page(pages, shown):
    lines = "".join(text for path, text in pages.items() if path.startswith("ko/facts/"))
    for weighing in shown["ko"].values():
        assert f'id="w-{weighing.id}"' in lines
        assert f"ko/fact/{weighing.id}.html" in pages


def test_what_differs_is_said_once(pages):
    october = "The Transitional Justice Working Group reports that China returned up to 600 people"
    assert pages["en/differ.html"].count(october) == 1
