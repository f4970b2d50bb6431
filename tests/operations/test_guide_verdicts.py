"""Verdicts are computed: each assertion of the guide has the one a careful researcher would sign, from the record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from guide_helpers import record, views

from doltap import catalogue
from doltap.model import Assertion, Status
from doltap.operations.checking import check_taken
from doltap.operations.verdicts import WEAKEST_FIRST, Verdict, said, verdict, weakest
from doltap.operations.view import View
from doltap.packs import GuideAdvice, guide_headings, load
from doltap.packs.facts import read_assertion
from doltap.packs.pack import Fact
from doltap.packs.tables import Row
from doltap.publish import GuideItem

ADVICE = {a.id: a for h in guide_headings(load()) for a in h.advice}
SIGNED = {
    "control": Status.NOT_CHECKED,
    "reasons": Status.NOTHING_FOUND,
    "thae": Status.CORROBORATED,
    "thae_words": Status.NOTHING_FOUND,
    "march": Status.ONE_TELLER,
    "china": Status.ONE_TELLER,
    "boat": Status.AGAINST_RECORD,
    "haven_china": Status.AGAINST_RECORD,
    "haven_mongolia": Status.ONE_TELLER,
    "lee": Status.ONE_TELLER,
    "lee_ice": Status.NOTHING_FOUND,
    "family": Status.NOT_CHECKED,
    "lee_weight": Status.NOTHING_FOUND,
    "nkhr": Status.ONE_TELLER,
    "asylum": Status.TELLERS_DIFFER,
    "nkdb": Status.ONE_TELLER,
}


def item(id_: str, language: str = "en") -> GuideItem:
    text = ADVICE[id_].text(language)
    return next(i for s in views()[language].sections for i in s.items if i.advice == text)


def asked(id_: str, view: View) -> Verdict:
    advice = ADVICE[id_]
    return verdict(view, advice.claim, advice.about, advice.also)


def fact_of(id_: str) -> Fact:
    return next(f for f in load().facts if f.id == id_)


@pytest.mark.parametrize(("id_", "status"), SIGNED.items())
def test_the_verdict_that_a_researcher_would_sign(id_: str, status: Status) -> None:
    assert item(id_).status is status


def test_every_verdict_of_the_guide_is_signed_here() -> None:
    assert {a.id for a in ADVICE.values() if a.kind == "verdict"} == set(SIGNED)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("id_", SIGNED)
def test_every_verdict_is_said_in_a_sentence(id_: str, language: str) -> None:
    assert len(item(id_, language).says) > 15


def test_the_boat_is_answered_by_the_report_that_says_first_in_seven_years() -> None:
    evidence = item("boat").evidence
    against = [e.words for e in evidence if e.supports is False]
    assert len(against) == 1
    assert "first mass defection by sea in seven years" in against[0]
    near = " ".join(e.words for e in evidence if e.supports is None)
    assert "30 December 2008 four" in near
    assert "thirteen North Korean restaurant workers" in near
    assert "22 people" in near
    assert not [e for e in evidence if e.supports]


def test_without_that_report_nothing_speaks_against_the_boat() -> None:
    assert asked("boat", record(without=("boat_2009_10",))).status is Status.NOTHING_FOUND


def test_one_source_fewer_is_one_teller() -> None:
    assert asked("thae", record(without=("thae_newsrooms",))).status is Status.ONE_TELLER


def test_two_sources_that_say_another_year_speak_against_it() -> None:
    told = []
    for id_ in ("thae_ministry", "thae_newsrooms"):
        fact = fact_of(id_)
        later = tuple(
            replace(a, value=read_assertion(Row(1, _date("2017"))).value)
            if (a.property, a.entity) == ("date", "event.defection_thae_2016")
            else a
            for a in fact.assertions
        )
        told.append(replace(fact, assertions=later))
    assert asked("thae", record(*told)).status is Status.AGAINST_RECORD


def _date(edtf: str) -> dict[str, str]:
    return {
        "entity": "x",
        "entity_type": "event",
        "property": "date",
        "kind": "date",
        "value": edtf,
        "value_text": edtf,
    }


def test_a_record_that_calls_china_safe_makes_the_tellers_differ() -> None:
    fact = fact_of("law_cn_unhcr")
    said_so = replace(
        next(a for f in load().facts for a in f.assertions if (f.id, a.property) == ("law_mn_practice", "safe_haven")),
        entity="state.CN",
    )
    view = record(replace(fact, assertions=(*fact.assertions, said_so)))
    assert asked("haven_china", view).status is Status.TELLERS_DIFFER


def test_asylum_differs_by_country_and_shows_each_side() -> None:
    sides = {e.supports: e.words for e in item("asylum").evidence if e.supports is not None}
    assert set(sides) == {True, False}
    words = " ".join(e.words for e in item("asylum").evidence)
    assert "China treats North Koreans as illegal" in words
    assert "not for refugee status" in words


def test_what_is_operational_is_not_checked_whatever_the_record_holds() -> None:
    for view in (record(), record(without=tuple(f.id for f in load().facts))):
        for id_ in ("control", "family"):
            assert asked(id_, view) == Verdict(Status.NOT_CHECKED)


def test_an_empty_record_knows_nothing() -> None:
    empty = record(without=tuple(f.id for f in load().facts))
    open_ones = {i for i, s in SIGNED.items() if s is not Status.NOT_CHECKED}
    assert {asked(i, empty).status for i in open_ones} == {Status.NOTHING_FOUND}


def test_the_weakest_part_counts() -> None:
    assert weakest([Status.CORROBORATED, Status.ONE_TELLER]) is Status.ONE_TELLER
    assert weakest([Status.CORROBORATED, Status.AGAINST_RECORD, Status.NOTHING_FOUND]) is Status.AGAINST_RECORD
    assert weakest([]) is Status.NOTHING_FOUND
    assert set(WEAKEST_FIRST) == set(Status)


def test_a_verdict_on_unverified_words_says_so() -> None:
    assert "unverified" in item("march").says
    assert all(not e.verified for e in item("march").evidence if e.supports)


def test_every_status_has_a_sentence_of_its_own() -> None:
    advice = GuideAdvice("nobody", "verdict", "", "")
    view = record()
    verified = next(a for a in view.assertions.values() if view.accounts[a.account].verified)
    unverified = next(a for a in view.assertions.values() if not view.accounts[a.account].verified)
    for language in catalogue.LANGUAGES:
        sentences = {said(v, advice, view, language) for v in _verdicts(verified, unverified)}
        assert len(sentences) == len(_verdicts(verified, unverified))


def _verdicts(verified: Assertion, unverified: Assertion) -> list[Verdict]:
    told = [Verdict(s, ((verified, True),)) for s in (Status.CORROBORATED, Status.ONE_TELLER, Status.TELLERS_DIFFER)]
    doubtful = [Verdict(v.status, ((unverified, True),)) for v in told]
    rest = [
        Verdict(Status.AGAINST_RECORD, ((verified, False),)),
        Verdict(Status.NOTHING_FOUND),
        Verdict(Status.NOTHING_FOUND, ((verified, None),)),
        Verdict(Status.NOT_CHECKED),
    ]
    return told + doubtful + rest


def test_both_languages_show_the_same_evidence() -> None:
    for id_ in SIGNED:
        english, korean = item(id_), item(id_, "ko")
        assert [e.words for e in english.evidence] == [e.words for e in korean.evidence]
        assert all(e.words_translation for e in korean.evidence)


def test_every_piece_of_evidence_has_its_source_and_its_document() -> None:
    evidence = [e for i in SIGNED for e in item(i).evidence]
    assert len(evidence) > 25
    assert all(e.source and e.document for e in evidence)


def test_the_check_is_the_same_as_that_of_an_account() -> None:
    assert verdict.__globals__["check_taken"] is check_taken
