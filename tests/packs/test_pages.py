"""Typed rows for pages and charts."""

import csv

import pytest

from doltap.catalogue import has
from doltap.errors import WrongUsage
from doltap.packs import (
    FIGURES,
    consent_checklist,
    detention,
    figures,
    instruments,
    law_by_country,
    load,
    organisations,
    procedure,
    timeline,
)

PACK = load("north_korea")
PLACES = {p.id for p in PACK.gazetteer.places}


def law(country, instrument):
    return [p for p in law_by_country(PACK, country) if p.instrument == instrument]


def test_law_of_every_country_of_the_table():
    countries = {"CN", "MN", "RU", "LA", "VN", "TH", "MM", "KH", "KR", "US", "GB", "CA", "JP", "EU", "KP"}
    assert {p.country for p in law_by_country(PACK)} == countries


def test_china_by_year_and_by_day():
    [convention] = law("CN", "convention_1951")
    [protocol] = law("CN", "protocol_1967")
    assert (convention.date, protocol.date) == ("1982", "1982-09-24")
    assert convention.fact.verified
    assert protocol.fact.verified


@pytest.mark.parametrize(
    ("country", "instrument"),
    [
        ("CN", "cat_1984"),
        ("US", "protocol_1967"),
        ("GB", "convention_1951"),
        ("JP", "convention_1951"),
        ("MM", "practice"),
        ("EU", "practice"),
        ("KP", "cat_1984"),
        ("KR", "act_article_9"),
        ("US", "us_act_302"),
    ],
)
def test_what_is_from_memory_is_not_law(country, instrument):
    points = law(country, instrument)
    assert points
    assert not any(p.fact.verified for p in points)


def test_viet_nam_signed_as_seen_and_ratified_from_memory():
    assert {(p.position, p.fact.verified) for p in law("VN", "cat_1984")} == {("signed", True), ("party", False)}


def test_dates_of_law_stand_in_the_words():
    for point in law_by_country(PACK):
        if point.date:
            assert point.date[:4] in point.fact.words_en
            assert point.date[:4] in point.fact.words_ko


def test_the_timeline_runs_from_old_to_new():
    entries = timeline(PACK)
    assert [e.edtf for e in entries] == sorted(e.edtf for e in entries)
    assert entries[0].edtf == "1959/1984"
    assert len(entries) >= 45


def test_the_timeline_covers_every_year_of_the_field_table(shared):
    with (shared / "field" / "timeline.csv").open(encoding="utf-8") as file:
        years = {r["date"][:4] for r in csv.DictReader(file)}
    assert years <= {e.edtf[:4] for e in timeline(PACK)}


def test_nine_steps_in_order():
    steps = procedure(PACK)
    assert [s.number for s in steps] == list(range(1, 10))
    assert not steps[2].fact.verified  # the limit of the joint investigation is from memory
    assert "15 million" in steps[6].fact.words_en
    assert "not been checked" in steps[6].fact.words_en


def test_organisations_are_bodies_of_the_gazetteer():
    listed = organisations(PACK)
    assert len(listed) == 23
    bodies = {b.id for b in PACK.gazetteer.bodies}
    assert [o.id for o in listed if o.id not in bodies] == []
    crossing = next(o for o in listed if o.id == "us.crossing_borders")
    assert not crossing.verified
    assert not crossing.website_verified


def test_six_addresses_from_memory_are_marked():
    known = {o.id for o in organisations(PACK) if o.website and o.website_verified}
    assert {"us.link", "us.hrnk", "kr.hana_foundation", "gb.korea_future", "us.nkfc", "un.ohchr_seoul"}.isdisjoint(
        known
    )
    assert "kr.nkdb" in known


def test_instruments_show_cutoffs_side_by_side_and_no_items():
    by_id = {i.id: i for i in instruments(PACK)}
    assert "5" in by_id["PHQ-9"].cutoffs_en
    assert by_id["PHQ-9"].critical_en
    assert not any(i.shipped for i in by_id.values())
    assert not by_id["HTQ"].verified
    assert ".50" in by_id["PCL-C"].cutoffs_en


def test_the_review_that_recommends_no_scale_is_a_fact():
    fact = next(f for f in PACK.facts if f.id == "instruments_review")
    assert "insufficient" in fact.words_en
    assert fact.verified


def test_detention_by_kind():
    kinds = {d.id: d for d in detention(PACK)}
    assert kinds["guryujang"].share_percent == 30.7
    assert set(kinds) <= {t.id for t in PACK.vocabulary("detention_kinds")}


def test_the_checklist_marks_what_is_from_memory():
    items = {i.id: i for i in consent_checklist(PACK)}
    assert items["purpose"].verified
    assert not items["child"].verified
    assert len(items) == 16


@pytest.mark.parametrize("name", list(FIGURES))
def test_figures_have_sources_and_places(name):
    table = figures(PACK, name)
    assert table
    assert {r.source for r in table} <= {s.id for s in PACK.sources}
    assert {r.place for r in table if r.place} <= PLACES
    assert all(n >= 0 for r in table for _, n in r.numbers)


def test_every_row_of_arrivals_adds_up():
    running = 0
    for row in figures(PACK, "arrivals"):
        assert row.number("male") + row.number("female") == row.number("total")
        running += row.number("total")
        assert row.number("running_total") == running
    assert running == 34_537


def test_figures_equal_the_facts():
    by_period = {r.period: r for r in figures(PACK, "arrivals")}
    told = {a.value.low for f in PACK.facts for a in f.assertions if a.entity == "figure.arrivals_rok.2009"
            and a.property == "count_female"}  # fmt: skip
    assert told == {by_period["2009"].number("female")}


def test_birth_provinces_are_not_verified_because_their_date_is_not_known():
    assert not any(r.verified for r in figures(PACK, "birth_provinces"))
    assert sum(r.number("total") for r in figures(PACK, "birth_provinces")) == 33_821


def test_unhcr_rows_all_carried_over(shared):
    with (shared / "field" / "unhcr_nk_by_country.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    rows = figures(PACK, "unhcr")
    assert len(rows) == len(table) == 308
    assert sum(r.number("refugees") for r in rows) == sum(int(r["refugees"]) for r in table)


def test_an_unknown_table_is_refused_by_name():
    with pytest.raises(WrongUsage) as caught:
        figures(PACK, "routes")
    assert caught.value.code == "no_such_figures"
    assert has("error.no_such_figures", "ko")


def test_generic_has_no_pages_and_says_so_with_empty_rows():
    generic = load("generic")
    assert law_by_country(generic) == timeline(generic) == organisations(generic) == figures(generic, "arrivals") == ()


@pytest.mark.parametrize("rows", [organisations, instruments, detention, consent_checklist, procedure])
def test_everything_to_read_is_in_both_languages(rows):
    for row in rows(PACK):
        cells = {n: getattr(row, n) for n in row.__slots__}
        for name, text in cells.items():
            if name.endswith("_en"):
                assert bool(text) == bool(cells[name[:-3] + "_ko"])
