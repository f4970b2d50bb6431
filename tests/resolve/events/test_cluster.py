"""Tellings become events: the surest first, decisions and cannot-link kept, 20,000 of them without every pair."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import parse_edtf
from doltap.model import PlaceValue
from doltap.resolve import EventSlots, Participant, cluster_events, likely_pairs, propose_events

PARENTS = {"town": "north", "far": "south", "north": "land", "south": "land"}


def event(id_, kind="arrest", when="1998-03", where="town", who="김철수", account=""):
    dates = (parse_edtf(when),) if when else ()
    places = (PlaceValue(where, (where,)),) if where else ()
    people = (Participant("victim", (who,) if who else ()),)
    return EventSlots(id_, account or id_, kind, dates, places, people)


def groups(events, **decided):
    found = cluster_events(events, PARENTS, **decided)
    return {frozenset(i for i in found if found[i] == lead) for lead in found.values()}


def test_two_tellings_are_one_event_and_a_stranger_is_not():
    told = [event("a"), event("b", who="Kim Chol Su", when="1998"), event("c", who="박영희", where="far")]
    assert groups(told) == {frozenset("ab"), frozenset("c")}


def test_the_group_is_named_by_its_first_telling():
    assert cluster_events([event("b"), event("a")], PARENTS) == {"a": "b", "b": "b"}


def test_one_death_with_two_dates_is_one_event_whose_tellers_differ():
    told = [event("a", "death", "1997-03"), event("b", "death", "1998-05", who="Kim Chol Su")]
    assert groups(told) == {frozenset("ab")}


def test_two_arrests_of_one_person_years_apart_are_two():
    told = [event("a"), event("b"), event("c", when="2004-07"), event("d", when="2004")]
    assert groups(told) == {frozenset("ab"), frozenset("cd")}


def test_one_account_that_tells_two_is_believed():
    told = [event("a", account="1"), event("b", when="1999-04", account="1"), event("c", account="2")]
    assert groups(told) == {frozenset("ac"), frozenset("b")}


def test_decisions_hold_through_the_groups():
    told = [event("a"), event("b"), event("c"), event("d", who="박영희", where="far", when="2009")]
    apart = groups(told, apart=[("c", "a")])
    assert not any({"a", "c"} <= group for group in apart)
    together = groups(told, together=[("d", "a")])
    assert any({"a", "d"} <= group for group in together)


def test_apart_wins_where_people_contradict_each_other():
    told = [event("a"), event("b"), event("c")]
    found = groups(told, apart=[("a", "b")], together=[("a", "c"), ("b", "c")])
    assert not any({"a", "b"} <= group for group in found)


def test_a_decision_on_an_event_that_is_gone_changes_nothing():
    assert groups([event("a"), event("b")], apart=[("a", "x")], together=[("x", "b")]) == {frozenset("ab")}


def test_no_events_no_groups():
    assert cluster_events([], PARENTS) == {}
    assert propose_events([], PARENTS) == []


def test_pairs_are_proposed_between_accounts_only_most_probable_first():
    told = [event("a", account="1"), event("b", account="1"), event("c"), event("d", when="", who="Kim Chol Su")]
    found = propose_events(told, PARENTS, 0.1)
    assert {(p.left, p.right) for p in found} == {("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d")}
    assert [p.probability for p in found] == sorted((p.probability for p in found), reverse=True)
    assert all(p.reasons for p in found)


def test_what_nobody_dates_places_or_names_is_never_proposed():
    told = [event(str(n), when="", where="", who="") for n in range(10)]
    assert propose_events(told, PARENTS) == []


NAMES = ["김철수", "박영희", "리광옥", "최명숙", "한순실"]
TOLD = st.lists(
    st.tuples(
        st.sampled_from(["arrest", "detention", "death", "escape"]),
        st.sampled_from(["", "1998", "1998-03", "2004-07"]),
        st.sampled_from(["", "town", "far", "north"]),
        st.sampled_from(["", *NAMES]),
        st.sampled_from("1234"),
    ),
    max_size=12,
).map(lambda rows: [event(f"e{n:02}", *row[:4], account=row[4]) for n, row in enumerate(rows)])
PAIRS = st.lists(st.tuples(st.sampled_from(range(12)), st.sampled_from(range(12))), max_size=6)


def ids(pairs, events):
    return [(f"e{a:02}", f"e{b:02}") for a, b in pairs if a != b and a < len(events) and b < len(events)]


@settings(deadline=None)
@given(TOLD, PAIRS, PAIRS)
def test_cannot_link_holds_whatever_is_told(events, apart, together):
    no = ids(apart, events)
    found = cluster_events(events, PARENTS, no, ids(together, events))
    assert set(found) == {e.id for e in events}
    assert all(found[a] != found[b] for a, b in no)


@settings(deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_no_pair(events, pick):
    mixed = pick.sample(events, len(events))
    assert likely_pairs(mixed, PARENTS) == likely_pairs(events, PARENTS)
    assert propose_events(mixed, PARENTS) == propose_events(events, PARENTS)


def test_twenty_thousand_events_are_not_compared_each_with_each():
    pick = random.Random(5)
    parents = {f"c{n}": f"p{n // 20}" for n in range(200)} | {f"p{n}": "land" for n in range(10)}
    surnames, given_names = "김리박최정강조윤장림", "철수영희명성옥순금혁일남정화광진경봉국실"

    def one(n):
        name = pick.choice(surnames) + "".join(pick.sample(given_names, 2))
        when = f"{pick.randint(1990, 2015)}-{pick.randint(1, 12):02}"
        return event(f"e{n:05}", pick.choice(["arrest", "death", "sentence"]), when, f"c{pick.randrange(200)}", name)

    events = [one(n) for n in range(20_000)]
    pairs = likely_pairs(events, parents)
    assert len(pairs) < 1_500_000
    known = {e.id: e for e in events}
    twins = [
        (a, b) for a, b in combinations(events[:300], 2) if (a.kind, a.dates, a.places) == (b.kind, b.dates, b.places)
    ]
    assert all((a.id, b.id) in set(pairs) for a, b in twins)
    assert all(a in known and b in known and a < b for a, b in pairs[:1000])
