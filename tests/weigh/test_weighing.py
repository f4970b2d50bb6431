"""Weighing as properties: copies, order, names, general values, denials, parties, ten thousand values."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weigh_made import days, denied, holds, name, number, place, told, words, year

from doltap.model import DateValue, SafetyClass, Status
from doltap.weigh import AccountOrigin, Facts, origins_of, weigh
from doltap.weigh.weighing import MOST_AGAINST

VALUES = st.one_of(
    st.integers(1950, 1955).map(year),
    st.integers(1, 28).map(lambda d: days(f"1953-01-{d:02}")),
    st.integers(1950, 1953).map(lambda y: days(f"{y}-01-01", f"{y + 2}-12-31")),
)
TELLINGS = st.lists(st.tuples(VALUES, st.integers(0, 4), st.booleans()), min_size=1, max_size=12)


def tellings(drawn):
    return [
        (denied if deny else told)(value, f"acc{account}", id=f"a{n:02}")
        for n, (value, account, deny) in enumerate(drawn)
    ]


def only(assertions, **facts):
    found = list(weigh(assertions, Facts(holds=holds, **facts)))
    assert len(found) == 1
    return found[0]


def outline(weighing):
    return weighing.status, [(v.value, len(v.for_), len(v.against), len(v.origins)) for v in weighing.values]


@given(TELLINGS, st.randoms())
def test_order_changes_nothing(drawn, random):
    assertions = tellings(drawn)
    before = only(assertions)
    random.shuffle(assertions)
    assert only(assertions) == before


@given(TELLINGS)
def test_other_ids_change_nothing_but_ids(drawn):
    assertions = tellings(drawn)
    renamed = [replace(a, id=f"z{99 - n}", account=f"other-{a.account}", entity="x") for n, a in enumerate(assertions)]
    assert outline(only(renamed)) == outline(only(assertions))


@given(TELLINGS)
def test_an_exact_copy_of_an_account_changes_no_origin_count(drawn):
    assertions = tellings(drawn)
    copied = [replace(a, id=f"{a.id}-copy", account="copy") for a in assertions if a.account == "acc0"]
    accounts = [AccountOrigin(f"acc{n}", "") for n in range(5)]
    alone = only(assertions, origin=origins_of(assertions, accounts, {}))
    both = [*assertions, *copied]
    with_copy = only(both, origin=origins_of(both, [*accounts, AccountOrigin("copy", "", ("acc0",))], {}))
    assert with_copy.status is alone.status
    assert {v.value: len(v.origins) for v in with_copy.values} == {v.value: len(v.origins) for v in alone.values}


@given(TELLINGS, st.integers(1950, 1953))
def test_a_more_general_value_never_lowers_the_specific_one(drawn, first):
    assertions = [a for a in tellings(drawn) if a.certainty == "stated"]
    general = told(days(f"{first}-01-01", f"{first + 5}-12-31"), "acc9", id="general")
    before = {v.value: v for v in only(assertions).values} if assertions else {}
    after = {v.value: v for v in only([*assertions, general]).values}
    for value, weighed in before.items():
        assert value in after
        assert set(weighed.for_) <= set(after[value].for_)
        assert set(weighed.origins) <= set(after[value].origins)


@given(TELLINGS)
def test_no_telling_is_lost(drawn):
    assertions = tellings(drawn)
    weighed = only(assertions)
    stated = {a.id for a in assertions if a.certainty == "stated"}
    assert {i for v in weighed.values for i in v.for_} == stated
    assert {i for v in weighed.values for i in (*v.for_, *v.against)} == {a.id for a in assertions}


@given(TELLINGS)
def test_operational_passages_change_nothing(drawn):
    assertions = tellings(drawn)
    held = told(year(1999), "acc8", id="held", safety=frozenset({SafetyClass.OPERATIONAL}))
    assert only([*assertions, held]) == only(assertions)


def test_general_and_specific_agree():
    weighed = only([told(year(1998), "a"), told(days("1998-03-05"), "b")])
    assert weighed.status is Status.CORROBORATED
    assert [v.value for v in weighed.values] == [days("1998-03-05")]


def test_more_than_500_and_up_to_600_differ():
    weighed = only([told(number(500, None), "a", prop="count"), told(number(None, 600), "b", prop="count")])
    assert weighed.status is Status.TELLERS_DIFFER
    assert len(weighed.values) == 2


def test_several_values_of_a_many_valued_property_do_not_differ():
    weighed = only([told(name("Kim Chol Su"), "a", prop="name"), told(name("Pak Yong Hui"), "b", prop="name")])
    assert weighed.status is Status.ONE_TELLER
    assert all(not v.against for v in weighed.values)


def test_a_denial_by_another_differs():
    weighed = only([told(place("M", "KP.M"), "a", prop="held_at"), denied(place("M", "KP.M"), "b", prop="held_at")])
    assert weighed.status is Status.TELLERS_DIFFER
    assert next(r.code for r in weighed.reasons) == "weigh.denied_by_another"


def test_a_denial_of_what_nobody_tells_contradicts_nobody():
    weighed = only([told(year(1998), "a"), denied(year(1999), "b", id="no")])
    assert weighed.status is Status.ONE_TELLER
    assert [(v.for_, v.against) for v in weighed.values][1] == ((), ("no",))


def test_a_party_denying_what_is_said_of_it_is_its_position():
    accused = [told(number(120, 120), "coi", prop="count"), denied(number(120, 120), "kcna", prop="count", id="kcna")]
    weighed = only(accused, parties=frozenset({"kcna"}))
    assert weighed.status is Status.ONE_TELLER
    assert weighed.values[0].against == ()
    assert "weigh.party_position" in {r.code for r in weighed.reasons}


def test_only_a_party_denies():
    weighed = only([denied(year(1998), "kcna", id="kcna")], parties=frozenset({"kcna"}))
    assert weighed.status is Status.ONE_TELLER
    assert weighed.values[0].against == ("kcna",)
    assert dict(weighed.reasons[0].params) == {"origins": 0}


def test_only_denied_counts_the_deniers():
    weighed = only([denied(year(1998), "a"), denied(year(1998), "b")])
    assert weighed.status is Status.CORROBORATED
    assert weighed.values[0].origins == ()
    assert weighed.reasons[0].code == "weigh.only_denied"


def test_a_teller_who_contradicts_himself_differs():
    weighed = only([told(year(1998), "a"), told(year(1999), "a")])
    assert weighed.status is Status.TELLERS_DIFFER
    assert [len(v.origins) for v in weighed.values] == [1, 1]


def test_an_account_that_cites_is_no_second_voice():
    own, citing = told(number(600), "news", prop="count"), told(number(600), "news", prop="count", cites="TJWG")
    both = [own, citing]
    weighed = only(both, origin=origins_of(both, [AccountOrigin("news", "news")], {}))
    assert weighed.status is Status.ONE_TELLER
    assert weighed.values[0].origins == ("cited:tjwg",)


def test_nothing_gives_nothing():
    assert list(weigh([], Facts())) == []


@pytest.mark.parametrize(
    "values",
    [
        [days(f"{1000 + n // 25}-01-{1 + n % 25:02}") for n in range(10_000)],
        [number(float(n), float(n)) for n in range(10_000)],
        [number(float(n), None) for n in range(10_000)],
        [words(f"text {n}") for n in range(10_000)],
        [name(f"김{chr(0xAC00 + n)}수") for n in range(10_000)],
        [words("the same")] * 10_000,
    ],
    ids=["dates", "numbers", "half-open", "texts", "names", "equal"],
)
def test_ten_thousand_values_for_one_item(values, monkeypatch):
    compared = 0
    real = sys.modules["doltap.weigh.gather"].relate

    def counting(*given):
        nonlocal compared
        compared += 1
        return real(*given)

    monkeypatch.setattr("doltap.weigh.gather.relate", counting)
    weighed = only([told(v, f"acc{n}", id=f"{n:05}", prop="what") for n, v in enumerate(values)])
    assert compared < 60 * len(values)
    assert sum(len(v.for_) for v in weighed.values) >= len(values)
    assert max(len(v.against) for v in weighed.values) <= MOST_AGAINST


AGES = st.builds(lambda low, wide, unit: number(low, low + wide, unit), st.integers(10, 20), st.integers(0, 4),
                 st.sampled_from(["year", "counting_year", ""]))  # fmt: skip
MEASURES = st.builds(lambda n, unit: number(n, n, unit), st.integers(80, 120), st.sampled_from(["km", "person", ""]))
TEXTS = st.lists(st.sampled_from(["primary", "school", "teacher", "교사", "not"]), min_size=1, max_size=4).map(
    lambda w: words(" ".join(w))
)


@settings(max_examples=200)
@given(
    st.one_of(
        st.lists(st.one_of(VALUES, st.just(DateValue("", None, None))), min_size=2, max_size=10),
        st.lists(AGES, min_size=2, max_size=10),
        st.lists(MEASURES, min_size=2, max_size=10),
        st.lists(TEXTS, min_size=2, max_size=10),
    )
)
def test_gathering_equals_comparing_all_pairs(values):
    from doltap.weigh import Relation, relate
    from doltap.weigh.gather import gathered

    for leader, under in gathered(values, holds):
        assert set(under) == {v for v in values if relate(leader, v) is not Relation.CONTRARY}
    leaders = [leader for leader, _ in gathered(values, holds)]
    assert all(relate(a, b) is Relation.CONTRARY for a in leaders for b in leaders if a != b)
    assert {v for _, under in gathered(values, holds) for v in under} == set(values)
