"""The reasons of a weighing: what counts once, who speaks twice, and causes of a difference that blame nobody."""

import pytest
from weigh_made import days, denied, holds, name, number, place, told, words, year

from doltap.model import Basis, EntityType, SafetyClass, Status, TermValue
from doltap.weigh import AccountOrigin, Channel, Facts, origins_of, weigh


def only(assertions, **facts):
    found = [w for w in weigh(assertions, Facts(holds=holds, **facts)) if w.property != "kind"]
    assert len(found) == 1
    return found[0]


def codes(assertions, **facts):
    return {r.code.removeprefix("weigh.") for r in only(assertions, **facts).reasons}


def params(assertions, code, **facts):
    return next(dict(r.params) for r in only(assertions, **facts).reasons if r.code == f"weigh.{code}")


def term(text):
    return TermValue("camp_status", text)


def counts(left, right, prop="count", **more):
    return [told(left, "a", prop=prop, **more), told(right, "b", prop=prop, **more)]


def test_an_early_and_a_revised_count():
    both = counts(number(1138, 1138, "person"), number(1142, 1142, "person"))
    assert params(both, "cause_revision") == {"difference": "4", "percent": "0.4"}


def test_a_difference_too_small_for_one_decimal():
    both = counts(number(34537, 34537), number(34538, 34538))
    assert params(both, "cause_revision")["percent"] == "<0.1"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (number(314, 314), number(400, 400)),
        (number(100, 100, "person"), number(101, 101, "km")),
        (number(0, 0), number(5, 5)),
        (number(float("nan"), float("nan")), number(5, 5)),
        (number(float("inf"), float("inf")), number(5, 5)),
    ],
)
def test_no_revision_where_numbers_are_far_apart_or_of_two_kinds(left, right):
    assert "cause_revision" not in codes(counts(left, right))


def test_a_least_and_a_most_can_both_hold():
    both = counts(number(500, None, "person"), number(None, 600, "person"))
    assert only(both).status is Status.TELLERS_DIFFER
    assert params(both, "both_can_hold") == {"low": "500", "high": "600"}


def test_a_least_above_the_most_cannot():
    assert "both_can_hold" not in codes(counts(number(700, None), number(None, 600)))


def test_a_silent_list_denies_nothing():
    both = counts(term("operating"), term("not_listed"), "status", kind=EntityType.PLACE)
    assert "silence_is_no_denial" in codes(both)
    assert "silence_is_no_denial" not in codes(counts(term("operating"), term("closed"), "status"))


def test_ages_by_two_systems():
    both = counts(number(14, 18, "year"), number(15, 23, "counting_year"), "ages")
    assert "cause_age_system" in codes(both)


def test_birth_years_two_apart_can_be_the_age_system_and_three_cannot():
    assert "cause_age_system" in codes([told(year(1970), "a"), told(year(1972), "b")])
    assert "cause_age_system" not in codes([told(year(1970), "a"), told(year(1975), "b")])


def test_other_dates_are_no_ages():
    assert "cause_age_system" not in codes([told(year(1970), "a", prop="date"), told(year(1972), "b", prop="date")])


def test_languages_that_differ_and_translations():
    both = [told(year(1998), "a", prop="date"), told(year(1999), "b", prop="date", id="b")]
    assert "cause_language" in codes(both, channels={"a": Channel("ko"), "b": Channel("en")})
    assert "cause_language" not in codes(both, channels={"a": Channel("ko"), "b": Channel("ko")})
    assert "cause_language" in codes(both, renderings=frozenset({"b"}))


def test_an_editor_between_some_and_us():
    both = [told(year(1998), "a", prop="date"), told(year(1999), "b", prop="date")]
    assert "cause_editor" in codes(both, channels={"a": Channel("", edited=True)})
    assert "cause_editor" not in codes(both, channels={a: Channel("", edited=True) for a in "ab"})


def test_years_passed_are_counted_of_people_and_not_of_documents():
    people = [told(year(1998), "a", prop="date"), told(year(1999), "b", prop="date")]
    papers = [told(y, a, prop="date", basis=Basis.DOCUMENT) for y, a in ((year(1998), "a"), (year(1999), "b"))]
    channels = {a: Channel("", year=2024) for a in "ab"}
    assert params(people, "cause_years", channels=channels) == {"years": 26}
    assert "cause_years" not in codes(papers, channels=channels)


def test_painful_things_are_told_with_their_cause():
    both = [told(year(1998), "a", prop="date"), told(year(1999), "b", prop="date")]
    kind = told(TermValue("event", "torture"), "a", prop="kind")
    assert "cause_trauma" in codes([*both, kind])
    assert "cause_trauma" not in codes(both)
    safety = frozenset({SafetyClass.SEXUAL_VIOLENCE})
    assert "cause_trauma" in codes([told(year(1998), "a", safety=safety), told(year(1999), "b")])


def test_causes_are_named_only_where_values_differ():
    same = [told(year(1998), "a", prop="date"), told(days("1998-03-01"), "b", prop="date")]
    assert codes(same, channels={"a": Channel("ko"), "b": Channel("en")}) == {"independent_origins", "more_general"}


def test_a_later_account_of_the_same_teller_replaces_nothing():
    both = [told(year(1998), "first"), told(year(1999), "second")]
    accounts = [AccountOrigin("first", "T1"), AccountOrigin("second", "T1")]
    weighed = only(both, origin=origins_of(both, accounts, {}))
    assert weighed.status is Status.TELLERS_DIFFER
    assert {v.value for v in weighed.values} == {year(1998), year(1999)}
    assert "weigh.same_origin_again" in {r.code for r in weighed.reasons}


def test_one_account_that_says_both():
    assert "same_origin_differs" in codes([told(year(1998), "a"), told(year(1999), "a")])


def test_one_body_in_two_documents():
    both = [told(number(314, 314), "report", prop="n", id="r"), told(number(400, 400), "video", prop="n", id="v")]
    assert "same_body_differs" in codes(both, bodies={"r": "ohchr", "v": "ohchr"})
    assert "same_body_differs" not in codes(both, bodies={"r": "basis.saw", "v": "basis.saw"})


def test_a_retraction_is_a_telling_too():
    both = [told(year(1998), "first", id="yes"), denied(year(1998), "second", id="no")]
    accounts = [AccountOrigin("first", "T1"), AccountOrigin("second", "T1")]
    weighed = only(both, origin=origins_of(both, accounts, {}))
    found = {r.code for r in weighed.reasons}
    assert weighed.status is Status.TELLERS_DIFFER
    assert weighed.values[0].for_ == ("yes",)
    assert "weigh.retracted" in found
    assert "weigh.denied_by_another" not in found


def test_a_denial_by_somebody_else_is_no_retraction():
    found = codes([told(year(1998), "a"), denied(year(1998), "b")])
    assert "denied_by_another" in found
    assert "retracted" not in found


def test_the_word_of_a_party_alone_is_its_position():
    kind = told(TermValue("event", "forced_return"), "gov", prop="kind")
    both = [told(name("China"), "gov", prop="handed_to", id="g"), told(name("Embassy"), "un", prop="handed_to", id="u")]
    assert "party_alone" in codes([*both, kind], voices=frozenset({"g"}))
    assert "party_alone" not in codes(both, voices=frozenset({"g"}))
    assert "party_alone" not in codes([*both, kind], voices=frozenset())


def test_bodies_that_share_errors_count_as_one_origin():
    both = [told(place("M", "KP.M"), "a", prop="place", id="a"), told(place("M", "KP.M"), "b", prop="place", id="b")]
    origin = {"a": "outlet_a", "b": "outlet_b"}
    assert only(both, origin=origin).status is Status.CORROBORATED
    weighed = only(both, origin=origin, copied={"outlet_b": "outlet_a"})
    assert weighed.status is Status.ONE_TELLER
    assert weighed.values[0].origins == ("outlet_a",)
    assert "weigh.shared_errors" in {r.code for r in weighed.reasons}


@pytest.mark.parametrize(
    ("known", "status", "code"),
    [
        (year(1998), Status.TELLERS_DIFFER, "weigh.confirmed"),
        (year(2005), Status.AGAINST_RECORD, "weigh.confirmed_otherwise"),
    ],
)
def test_what_a_person_confirmed_from_a_document(known, status, code):
    weighed = only([told(year(1998), "a"), told(year(1999), "b")], confirmed={("e", "birth_date"): known})
    assert weighed.status is status
    assert weighed.reasons[0].code == code
    assert {v.value for v in weighed.values} == {year(1998), year(1999)}


def test_a_document_corroborates_one_teller():
    weighed = only([told(year(1998), "a")], confirmed={("e", "birth_date"): days("1998-05-01")})
    assert weighed.status is Status.CORROBORATED


def test_a_confirmed_fact_of_another_property_says_nothing():
    weighed = only([told(year(1998), "a")], confirmed={("e", "death_date"): year(1998), ("x", "birth_date"): year(1)})
    assert weighed.status is Status.ONE_TELLER


def test_ten_thousand_tellings_have_few_reasons():
    many = [told(words(f"w{n}"), f"a{n}", prop="what") for n in range(10_000)]
    assert len(only(many).reasons) < 10
