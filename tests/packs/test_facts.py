"""Facts: the traps of the field notes, one test each, and what no pack may hold."""

import csv
import re

import pytest

from doltap.catalogue import LANGUAGES, has
from doltap.model import DateValue, NumberValue, PlaceValue, SafetyClass, TermValue, TextValue
from doltap.packs import consent_checklist, is_verified, label_for, load, organisations, procedure
from doltap.safety import mark

PACK = load("north_korea")
FACTS = {f.id: f for f in PACK.facts}
SOURCES = {s.id: s for s in PACK.sources}


def told(entity, property_):
    """Every (fact, value) that the pack has of one property of one entity."""
    return [(f, a.value) for f in PACK.facts for a in f.assertions if (a.entity, a.property) == (entity, property_)]


def counts(entity, property_="count"):
    return {v.low for _, v in told(entity, property_)}


def test_every_assertion_rests_on_words():
    for fact in PACK.facts:
        for said in fact.assertions:
            assert said.value_text
            assert said.value_text in fact.words_en, fact.id


def test_every_fact_names_its_source_and_its_origin():
    assert [f.id for f in PACK.facts if f.source not in SOURCES or not f.origin] == []
    assert len({f.id for f in PACK.facts}) == len(PACK.facts)


def test_every_document_that_was_read_has_the_day_by_which_it_was():
    for fact in PACK.facts:
        read = bool(fact.document) and fact.checked in ("seen", "verify")
        assert fact.seen == ("../2026-11-23" if read else ""), fact.id
    assert {f.seen for f in PACK.facts if f.verified} == {"../2026-11-23"}


def test_every_fact_is_said_in_both_languages():
    for fact in PACK.facts:
        assert re.search("[가-힣]", fact.words("ko")), fact.id
        assert not re.search("[가-힣]", fact.words("en")), fact.id
        assert fact.words_en.endswith(".")
        assert fact.words_ko.endswith(".")


@pytest.mark.parametrize(
    ("checked", "source", "verified"),
    [
        ("seen", "mou", True),
        ("seen", "unknown", False),
        ("seen", "", False),
        ("verify", "mou", False),
        ("memory", "mou", False),
        ("not_checked", "mou", False),
    ],
)
def test_verified_is_seen_and_told_by_somebody_known(checked, source, verified):
    assert is_verified(checked, source) is verified


def test_verified_is_never_declared_only_derived():
    assert all(f.verified == (f.checked == "seen" and f.source != "unknown") for f in PACK.facts)
    assert any(not f.verified for f in PACK.facts)


def test_what_was_seen_names_its_document():
    assert [f.id for f in PACK.facts if f.verified and not f.document] == []


def test_no_person_but_public_figures():
    persons = {a.entity for f in PACK.facts for a in f.assertions if a.entity_type == "person"}
    assert persons == {
        "person.hyeonseo_lee",
        "person.jang_song_thaek",
        "person.kim_il_sung",
        "person.kim_jong_il",
        "person.kim_jong_un",
        "person.thae_yong_ho",
    }


@pytest.mark.parametrize(
    "word", ["broker", "informant", "smuggl", "one contact", "Panmunjom", "crossing point", "Yalu", "frozen"]
)
def test_no_helper_and_no_way_is_told(word):
    assert [f.id for f in PACK.facts if word.lower() in f.words_en.lower()] == []


@pytest.mark.parametrize("word", ["브로커", "밀수", "정보원", "판문점", "압록강", "두만강", "얼음"])
def test_no_helper_and_no_way_is_told_in_korean(word):
    assert [f.id for f in PACK.facts if word in f.words_ko.replace("국가정보원", "")] == []


# The traps of the field notes


def test_arrivals_agree_with_the_table_of_the_ministry(shared):
    with (shared / "field" / "arrivals_rok.csv").open(encoding="utf-8") as file:
        table = [r for r in csv.DictReader(file) if r["period"].isdigit()]
    for row in table:
        figure = f"figure.arrivals_rok.{row['period']}"
        assert float(row["total"]) in counts(figure)
        assert float(row["female"]) in counts(figure, "count_female")
        assert float(row["male"]) in counts(figure, "count_male")


@pytest.mark.parametrize(
    ("year", "first", "then"),
    [
        (2002, 1138, 1142),
        (2003, 1281, 1285),
        (2009, 2927, 2914),
        (2010, 2376, 2402),
        (2011, 2737, 2706),
        (2025, 224, 223),
    ],
)
def test_both_sides_of_a_conflict_on_arrivals_are_told(year, first, then):
    assert counts(f"figure.arrivals_rok.{year}") == {first, then}


def test_the_sides_of_2009_are_different_sources():
    assert {f.source for f, _ in told("figure.arrivals_rok.2009", "count")} == {"mou", "voa"}


def test_a_correction_is_told_by_the_same_source_and_dated():
    assert {f.source for f, _ in told("figure.arrivals_rok.2025", "count")} == {"mou"}
    [(fact, day)] = told("figure.arrivals_rok.2025", "corrected")
    assert fact.id == "arrivals_2025_corrected"
    assert day.edtf == "2026-02-04"


def test_the_misprint_of_one_outlet_stays_its_own():
    sides = {f.source: v.low for f, v in told("figure.arrivals_rok.2024", "count_female")}
    assert sides == {"mou": 210, "global_economic_times": 216}


def test_no_single_year_is_claimed_for_1999_to_2001_by_the_ministry():
    assert {f.source for f, _ in told("figure.arrivals_rok.2001", "count")} == {"icg"}
    assert counts("figure.arrivals_rok.1999_2001") == {1043}


def test_october_2023_is_told_twice_by_two_origins_in_six_places():
    sides = told("event.return_2023_10_09", "count")
    by_origin = {f.origin: v for f, v in sides}
    assert by_origin == {
        "hrw_return_counts": NumberValue(500, None, "person"),
        "tjwg_report_2023_12_07": NumberValue(None, 600, "person"),
    }
    assert len([f for f, _ in sides if f.source == "tjwg"]) == 5
    assert len({f.document for f, _ in sides}) == 6


def test_the_chain_of_hrw_counts_is_one_origin():
    assert {f.origin for f in PACK.facts if f.topic == "returns" and f.source == "hrw"} == {"hrw_return_counts"}


def test_the_sums_of_hrw_add_up():
    parts = [told(f"event.return_{d}", "count") for d in ("2021_07", "2023_08_29", "2023_09_18")]
    assert sum(v.low for side in parts for _, v in side) + 500 == 670
    [(_, total)] = told("event.return_2020__2025_10", "count")
    assert total.low == 670 + 406 == 1076


def test_the_workers_of_one_contradictory_article_are_not_here():
    assert not any(isinstance(a.value, NumberValue) and a.value.low == 108 for f in PACK.facts for a in f.assertions)


def test_the_interviews_of_ohchr_differ():
    sides = {(v.low, v.high) for _, v in told("event.ohchr_report_2025", "interviews")}
    assert sides == {(314, 314), (360, 400)}
    assert {v.edtf for _, v in told("event.ohchr_report_2025", "date")} == {"2025-09-12", "2025-09-05"}
    assert not FACTS["ohchr_2025_date"].verified


def test_laos_2013_tellers_differ_on_who_took_them():
    sides = {f.source: v.text for f, v in told("event.return_laos_2013", "handed_to")}
    assert sides == {"lao_government": "North Korean embassy", "rok_government": "China", "unhcr": "China"}
    assert SOURCES["lao_government"].party == "LA"
    assert len({f.origin for f, _ in told("event.return_laos_2013", "handed_to")}) == 3


def test_laos_2013_ages_in_two_systems_from_nobody_known():
    ages = told("event.return_laos_2013", "ages")
    assert {v.unit for _, v in ages} == {"year", "counting_year"}
    assert not any(f.verified for f, _ in ages)


def test_the_boats_of_2008_were_returned_the_same_day_or_nine_days_later():
    assert {v.edtf for _, v in told("event.return_boats_2008_02", "returned_on")} == {"2008-02-08", "2008-02-17"}


def test_the_denial_of_a_party_is_its_position():
    fact = FACTS["boats_2008_denial"]
    assert SOURCES[fact.source].party == "KP"
    assert next((a.property, a.value) for a in fact.assertions) == ("position", TextValue("denied"))
    assert "denied" not in {a.property for f in PACK.facts for a in f.assertions}


def test_the_parties_are_marked():
    assert {s.party for s in PACK.sources if s.id in ("kcna", "dprk_government")} == {"KP"}


def test_camps_15_and_18_are_told_differently():
    camp15 = {(f.source, v.term) for f, v in told("camp.K15", "status")}
    assert ("us_state_department", "not_listed") in camp15
    assert ("tcatmon_wiki", "operating") in camp15
    camp18 = {(f.source, v.term) for f, v in told("camp.K18", "status")}
    assert camp18 == {("us_state_department", "operating"), ("tcatmon_wiki", "operating"), ("tcatmon_wiki", "closed")}


def test_camps_of_the_wiki_alone_are_left_out():
    told_camps = {a.entity for f in PACK.facts for a in f.assertions if a.entity.startswith("camp.")}
    assert told_camps == {f"camp.{k}" for k in ("K14", "K15", "K16", "K18", "K22", "K25", "KCH")}


def test_a_shifted_row_makes_nobody_a_party():
    dates = [v for _, v in told("state.KP", "cat_1984_date")]
    assert dates == []
    assert not any("1993-02-22" in str(a.value) for f in PACK.facts for a in f.assertions)


def test_the_stale_page_of_the_ministry_differs():
    assert counts("figure.settlement_money.2024", "amount") == {8_000_000, 10_000_000}


def test_deaths_of_the_famine_differ_and_officials_speak_for_a_party():
    sides = {f.source: (v.low, v.high) for f, v in told("event.famine_1990s", "deaths")}
    assert sides["dprk_government"] == (220_000, 220_000)
    assert sides["us_census_bureau"] == (500_000, 600_000)
    assert SOURCES["dprk_government"].party == "KP"


def test_courts_read_nationality_both_ways():
    assert {v.term for _, v in told("state.CA", "nationality_reading")} == {
        "rok_national",
        "not_automatically_rok_national",
    }


# People


def test_thae_yong_ho_is_told_by_two_origins():
    sides = told("event.defection_thae_2016", "date")
    assert {v.edtf for _, v in sides} == {"2016"}
    assert len({f.origin for f, _ in sides}) == 2
    assert all(f.verified for f, _ in sides)


def test_hyeonseo_lee_is_one_teller():
    facts = [f for f in PACK.facts if any(a.entity == "person.hyeonseo_lee" for a in f.assertions)]
    assert {f.origin for f in facts} == {"hyeonseo_lee_account"}
    values = {a.property: a.value for f in facts for a in f.assertions if a.entity == "person.hyeonseo_lee"}
    assert isinstance(values["birth_date"], DateValue)
    assert (values["birth_date"].edtf, values["departed"].edtf, values["arrived"].edtf) == (
        "1980-01",
        "1997",
        "2008-01",
    )


def test_arrivals_by_boat():
    assert counts("event.arrival_boat_2009_10") == {11}
    assert counts("event.arrival_boat_2008_12") == {4}
    assert "first mass defection by sea in seven years" in FACTS["boat_2009_10"].words_en
    assert counts("event.arrival_restaurant_2016") == {13}


def test_places_of_persons_are_countries():
    places = [
        i
        for f in PACK.facts
        for a in f.assertions
        if a.entity_type == "person" and isinstance(a.value, PlaceValue)
        for i in a.value.ids
    ]
    assert set(places) == {"KP", "KR"}


def test_nothing_that_a_page_shows_is_operational():
    shown = [w for f in PACK.facts for w in (f.words_en, f.words_ko)]
    shown += [w for o in organisations(PACK) for w in (o.offers_en, o.offers_ko)]
    shown += [w for c in consent_checklist(PACK) for w in (c.requirement_en, c.requirement_ko)]
    shown += [w for s in procedure(PACK) for w in (s.name_en, s.name_ko, s.authority_en, s.authority_ko)]
    held = {SafetyClass.OPERATIONAL, SafetyClass.IDENTIFIER}
    marked = {w: {m.safety_class for m in mark(w, [(0, len(w))], PACK.safety_rules)} & held for w in shown}
    assert [w for w, classes in marked.items() if classes] == []


def test_every_entity_of_a_fact_has_a_label_or_a_name_in_the_gazetteer():
    labels = {x.entity: x for x in PACK.labels}
    named = {e.id for e in (*PACK.gazetteer.places, *PACK.gazetteer.bodies)}
    for entity in {a.entity for f in PACK.facts for a in f.assertions}:
        assert label_for(labels, entity) or entity.partition(".")[2] in named, entity


def test_a_label_for_a_table_says_which_row():
    labels = {x.entity: x for x in PACK.labels}
    found = label_for(labels, "figure.arrivals_rok.2009")
    assert found
    assert found[0].text("ko").format(part=found[1]) == "한국 입국, 2009"
    assert label_for(labels, "figure.arrivals_rok.1999_2001")[1] == ""
    assert label_for(labels, "event.never_heard_of") is None


def test_short_texts_have_their_korean():
    korean = {r.en for r in PACK.renderings} | {f.words_en.rstrip(".") for f in PACK.facts}
    texts = {a.value.text for f in PACK.facts for a in f.assertions if isinstance(a.value, TextValue)}
    assert texts
    assert {t.rstrip(".") for t in texts} <= korean


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_and_term_of_a_fact_has_its_words(language):
    told = [a for f in PACK.facts for a in f.assertions]
    assert {a.property for a in told if not has(f"property.{a.property}", language)} == set()
    terms = {(t.vocabulary, t.id) for t in PACK.gazetteer.terms if t.name_en and t.name_ko}
    assert {(a.value.vocabulary, a.value.term) for a in told if isinstance(a.value, TermValue)} <= terms
