"""What must hold of any claims: copies, order, labels, more general values, and rows that are gone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from engine_made import beliefs, weighed
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.weigh import Claims, Kind, Row, claims_of, from_json, judge, learn, to_json

NAMES = st.sampled_from([f"s{k}" for k in range(6)])
THINGS = st.sampled_from([f"t{k}" for k in range(12)])
WORDS = st.sampled_from(["1", "2", "3", "10", "11", "nan", "inf", "x y"])
ROWS = st.lists(st.builds(Row, NAMES, THINGS, st.sampled_from(["p", "q"]), WORDS), max_size=60)
KINDS = st.sampled_from([Kind.TEXT, Kind.NUMBER, Kind.SET])


@settings(max_examples=60, deadline=None)
@given(ROWS, NAMES, KINDS)
def test_an_exact_copy_of_a_source_changes_nothing(told: list[Row], source: str, kind: Kind) -> None:
    told = told + [Row(source, f"u{k}", "p", f"only {k}") for k in range(5)]  # fewer would prove no copying
    copied = told + [replace(r, source=f"copy of {r.source}") for r in told if r.source == source]
    assert weighed(copied, p=kind, q=kind) == pytest.approx(weighed(told, p=kind, q=kind), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(told: list[Row], chance: object) -> None:
    mixed = list(told)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert weighed(mixed) == pytest.approx(weighed(told), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_other_names_for_sources_and_things_change_nothing(told: list[Row]) -> None:
    renamed = [replace(r, source=f"z{r.source[::-1]}", thing=f"new {r.thing}") for r in told]
    found = {(item.removeprefix("new "), value): b for (item, value), b in weighed(renamed).items()}
    assert found == pytest.approx(weighed(told), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(ROWS, KINDS)
def test_belief_of_an_item_sums_to_one_and_a_row_told_twice_counts_once(told: list[Row], kind: Kind) -> None:
    found = weighed(told, p=kind, q=kind)
    total: dict[str, float] = {}
    for (item, _), belief in found.items():
        assert -1e-9 <= belief <= 1 + 1e-9
        total[item] = total.get(item, 0.0) + belief
    assert all(t == pytest.approx(1, abs=1e-6) for t in total.values())
    assert weighed(told + told, p=kind, q=kind) == pytest.approx(found, abs=1e-6)


PLACES = ["town a", "town b", "province", "country", "elsewhere"]
ABOVE = np.array([2, 2, 3, -1, -1], np.int32)


def place_claims(told: list[tuple[int, int]]) -> Claims:
    """Claims of one item about places: (source, place)."""
    source, value = np.array(told, np.int32).reshape(-1, 2).T
    names = [f"s{k}" for k in range(8)]
    item = np.zeros(len(told), np.int32)
    return Claims(source, item, value, np.zeros(1, np.int32), names, ["i"], ["p"], PLACES, (Kind.PLACE,), above=ABOVE)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=8, unique_by=lambda t: t[0]),
    st.integers(2, 3),
)
def test_a_more_general_value_never_lowers_the_specific_one(told: list[tuple[int, int]], general: int) -> None:
    before, after = place_claims(told), place_claims([*told, (7, general)])
    model = learn(before)
    old, new = (beliefs(c, judge(c, model)) for c in (before, after))
    specific = [0, 1] if general == 2 else [0, 1, 2]
    for place in (PLACES[k] for k in specific):
        if ("i", place) in old:
            assert new["i", place] >= old["i", place] - 1e-9


@settings(max_examples=30, deadline=None)
@given(ROWS, NAMES)
def test_rows_that_are_gone_leave_no_trace(told: list[Row], gone: str) -> None:
    """Consent withdrawn: what is left is learned as if the rows had never been, and no name of them is kept."""
    left = [r for r in told if r.source != gone]
    model = learn(claims_of(left))
    assert gone not in to_json(model)
    again = learn(claims_of(list(left)))
    assert model == again


@settings(max_examples=30, deadline=None)
@given(ROWS, KINDS)
def test_a_model_travels_as_json(told: list[Row], kind: Kind) -> None:
    model = learn(claims_of(told, kinds={"p": kind, "q": kind}))
    assert from_json(to_json(model)) == model


@settings(max_examples=40, deadline=None)
@given(ROWS, KINDS)
def test_judging_some_items_is_judging_all_and_looking_at_some(told: list[Row], kind: Kind) -> None:
    kinds = {"p": kind, "q": kind}
    claims = claims_of(told, kinds=kinds)
    model = learn(claims)
    everything = beliefs(claims, judge(claims, model))
    things = sorted({r.thing for r in told})[:3]
    part = claims_of([r for r in told if r.thing in things], kinds=kinds)
    alone = beliefs(part, judge(part, model))
    assert alone == pytest.approx({k: b for k, b in everything.items() if k[0].split("\t")[0] in things}, abs=1e-6)
