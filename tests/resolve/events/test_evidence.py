"""Slot by slot: what agrees speaks for one event, what differs against it, what is left out says nothing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.catalogue import has, render
from doltap.language import parse_edtf
from doltap.model import NumberValue, PlaceValue
from doltap.resolve import EventSlots, Participant, Usual, compare_events, usual
from doltap.resolve.events_evidence import FEWEST, first_prior, learned_prior, name_weight, told_apart

PARENTS = {"town": "north", "town2": "north", "far": "south", "north": "land", "south": "land"}
NOTHING = Usual(0)


def event(kind="death", when="", where="", who="", sex="", count=0, id_="e", account="a", **person):
    dates = (parse_edtf(when),) if when else ()
    places = (PlaceValue(where, (where,)),) if where else ()
    people = (Participant("victim", (who,) if who else (), sex, **person),)
    counts = (NumberValue(count, count, "person"),) if count else ()
    return EventSlots(id_, account, kind, dates, places, people, counts)


def odds(left, right, shares=NOTHING):
    return compare_events(left, right, shares, PARENTS).log_odds


def codes(left, right):
    return [r.code.removeprefix("resolve.event_") for r in compare_events(left, right, NOTHING, PARENTS).reasons]


BASE = {"when": "1998-03", "where": "town", "who": "김철수"}


def test_what_agrees_in_all_is_one_event_and_what_differs_in_all_is_not():
    same = compare_events(event(**BASE), event(**BASE), NOTHING, PARENTS)
    other = compare_events(event(**BASE), event(when="2009", where="far", who="박영희"), NOTHING, PARENTS)
    assert same.probability > 0.95
    assert other.probability < 0.001


@pytest.mark.parametrize("slot", ["when", "where", "who"])
def test_a_slot_left_out_says_nothing(slot):
    less = {k: v for k, v in BASE.items() if k != slot}
    none = compare_events(event(**BASE), event(**less), NOTHING, PARENTS)
    assert not {
        c for c in (r.code for r in none.reasons) if {"when": "date", "where": "place", "who": "name"}[slot] in c
    }
    assert odds(event(**BASE), event(**less)) == odds(event(**less), event(**less))


@pytest.mark.parametrize(
    ("nearer", "further"),
    [("1998-03", "1998-05"), ("1998-05", "1999-03"), ("1999-03", "2000-01"), ("2000-01", "2009")],
)
def test_the_further_apart_the_dates_the_less_they_speak_for_one(nearer, further):
    assert odds(event(**BASE), event(**{**BASE, "when": nearer})) > odds(
        event(**BASE), event(**{**BASE, "when": further})
    )


def test_a_year_and_a_day_in_it_agree_though_less_than_two_days():
    year, day = event(when="1998"), event(when="1998-03-05")
    assert codes(year, day)[1] == "date_agrees"
    assert odds(day, day) > odds(year, day)


def test_one_death_told_with_two_dates_can_be_one():
    one = event(when="1997-03", where="town", who="Han Chol Su")
    other = event(when="1998-05", where="town", who="한철수")
    found = compare_events(one, other, NOTHING, PARENTS)
    assert found.probability > 0.5
    assert next(r for r in found.reasons if r.code == "resolve.event_date_differs").params == (
        ("first", "1997-03"),
        ("other", "1998-05"),
    )


def test_the_same_thing_again_years_later_is_another_event():
    assert odds(event("arrest", **BASE), event("arrest", **{**BASE, "when": "2004-03"})) < 0


def test_places_count_by_how_they_lie():
    here = [odds(event(**BASE), event(**{**BASE, "where": w})) for w in ("town", "north", "town2", "far")]
    assert here == sorted(here, reverse=True)
    assert codes(event(**BASE), event(**{**BASE, "where": "north"}))[2] == "place_within"
    assert codes(event(**BASE), event(**{**BASE, "where": "town2"}))[2] == "place_near"


def test_a_place_that_can_be_two_counts_by_the_better():
    both = EventSlots("e", "a", "death", places=(PlaceValue("x", ("far", "town")),))
    assert odds(both, event(where="town")) == odds(event(where="town"), event(where="town"))


def test_a_rare_name_proves_more_than_a_common_one():
    assert name_weight("남궁옥분", "남궁옥분")[0] > name_weight("김영호", "김영호")[0]


def test_a_surname_alone_proves_little_and_another_surname_much():
    part, full, other = (name_weight("김철수", n)[0] for n in ("김", "김철수", "박"))
    assert full > part > 0 > other


def test_names_are_compared_across_scripts():
    assert name_weight("김철수", "Kim Chol Su")[1].code == "resolve.event_name_shared"
    assert name_weight("김철수", "Pak Yong Hui")[1].code == "resolve.event_name_differs"


def test_two_who_say_i_are_two():
    me = event(when="1998", where="town", narrator=True)
    assert "both_tellers" in codes(me, me)
    assert odds(me, me) < odds(event(when="1998", where="town"), event(when="1998", where="town"))


def test_kinds_of_one_family_can_be_one_and_others_cannot():
    assert codes(event("arrest"), event("detention"))[0] == "kind_near"
    assert odds(event("arrest", **BASE), event("detention", **BASE)) < odds(
        event("arrest", **BASE), event("arrest", **BASE)
    )
    assert compare_events(event("arrest"), event("death"), NOTHING, PARENTS).probability < 1e-9


def test_sex_and_number_count():
    assert (
        odds(event(sex="male"), event(sex="male"))
        > odds(event(), event())
        > odds(event(sex="male"), event(sex="female"))
    )
    assert odds(event(count=3), event(count=3)) > odds(event(), event()) > odds(event(count=3), event(count=30))


def test_the_term_of_a_sentence_counts():
    def sentenced(years):
        return EventSlots("e", "a", "sentence", counts=(NumberValue(years, years, "year"),))

    assert codes(sentenced(5), sentenced(5))[-1] == "term_agrees"
    assert codes(sentenced(5), sentenced(8))[-1] == "term_differs"
    assert odds(sentenced(5), sentenced(5)) > odds(sentenced(5), event("sentence")) > odds(sentenced(5), sentenced(8))
    people = EventSlots("e", "a", "sentence", counts=(NumberValue(5, 5, "person"),))
    assert odds(sentenced(5), people) == odds(people, event("sentence"))


def test_what_everybody_shares_proves_little():
    here = [event(where="town", id_=str(n)) for n in range(200)]
    there = [event(where="far" if n else "town", id_=str(n)) for n in range(200)]
    common, rare = (next(iter(usual(group, PARENTS).values())) for group in (here, there))
    assert odds(event(where="town"), event(where="town"), rare) > odds(event(where="town"), event(where="town"), common)


def test_a_small_archive_does_not_judge_by_itself():
    two = [event(**BASE, id_="a"), event(**BASE, id_="b")]
    shares = next(iter(usual(two, PARENTS).values()))
    assert compare_events(*two, shares, PARENTS).probability > 0.9


def test_the_prior_falls_with_the_number_of_events_and_learns_from_the_pairs():
    assert first_prior(1) == first_prior(FEWEST) == -math.log(FEWEST)
    assert first_prior(1000) < first_prior(100)
    many, none = learned_prior([9.0] * 300, 100), learned_prior([-9.0] * 300, 100)
    assert none < first_prior(100) < many
    assert learned_prior([], 100) == none


def test_told_apart_by_kind_time_or_place():
    assert told_apart(event("arrest"), event("detention"), PARENTS)
    assert told_apart(event(when="1998"), event(when="2000"), PARENTS)
    assert told_apart(event(where="town"), event(where="far"), PARENTS)
    assert not told_apart(event(when="1998", where="town"), event(when="1998-03", where="north"), PARENTS)


SLOTS = st.builds(
    event,
    kind=st.sampled_from(["arrest", "detention", "death"]),
    when=st.sampled_from(["", "1998", "1998-03", "1998-24", "1999~", "2004-05-06", "199X"]),
    where=st.sampled_from(["", "town", "town2", "far", "north", "land", "nowhere"]),
    who=st.sampled_from(["", "김철수", "Kim Chol Su", "박", "Ri", "🙂", "x" * 3000]),
    sex=st.sampled_from(["", "male", "female"]),
    count=st.sampled_from([0, 3, 30]),
)


@given(SLOTS, SLOTS)
def test_comparison_is_symmetric_bounded_and_says_why_in_both_languages(left, right):
    one, other = (compare_events(*pair, NOTHING, PARENTS) for pair in ((left, right), (right, left)))
    assert one.log_odds == pytest.approx(other.log_odds)
    assert 0 <= one.probability <= 1
    for reason in one.reasons:
        assert has(reason.code, "en")
        assert has(reason.code, "ko")
        assert render("ko", reason) != render("en", reason)
