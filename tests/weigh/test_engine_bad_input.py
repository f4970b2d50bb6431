"""Bad input has a defined answer: nothing, one source, contradictions, no numbers, ten thousand values, all equal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from engine_made import best, rows, world

from doltap.model import Status
from doltap.weigh import Claims, Kind, ask, claims_of, judge, learn


def test_an_empty_table_is_weighed_to_nothing() -> None:
    claims = claims_of([])
    model = learn(claims)
    assert model.properties == ()
    assert len(judge(claims, model).value) == 0
    assert len(ask(claims, model, 5)) == 0


def test_items_that_nobody_tells_of_have_nothing() -> None:
    claims = replace(claims_of(rows(("a", "x", "1"))), items=["x\tp", "y\tp"], property=np.zeros(2, np.int32))
    judged = judge(claims, learn(claims))
    assert list(judged.choices(1)) == []
    assert judged.status(1) is Status.NOTHING_FOUND


def test_one_source_is_weighed_by_vote_and_says_so() -> None:
    claims = claims_of(world({"alone": 0.9}, 50))
    model = learn(claims)
    assert (model.properties[0].method, model.properties[0].why) == ("vote", "one_origin")
    assert judge(claims, model).status(0) is Status.ONE_TELLER


def test_a_source_that_contradicts_itself_has_one_voice() -> None:
    claims = claims_of(rows(("a", "x", "1"), ("a", "x", "2"), ("a", "x", "3"), ("b", "x", "1")))
    votes = {claims.values[c.value]: c.vote for c in judge(claims, learn(claims)).choices(0)}
    assert votes == pytest.approx({"1": 4 / 6, "2": 1 / 6, "3": 1 / 6})
    assert judge(claims, learn(claims)).status(0) is Status.TELLERS_DIFFER


def test_no_numbers_and_infinite_ones_are_values_like_words() -> None:
    told = ["nan", "inf", "-inf", "12", "12"]
    claims = claims_of(rows(*((f"s{k}", "x", v) for k, v in enumerate(told))), kinds={"p": Kind.NUMBER},
                       tolerance={"p": 1e9})  # fmt: skip
    numbers = np.array([float(v) for v in claims.values])
    claims = replace(claims, low=numbers, high=numbers)
    judged = judge(claims, learn(claims))
    assert best(claims, judged) == ["12"]
    assert len(list(judged.choices(0))) == 4
    assert np.isfinite(judged.belief).all()


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NUMBER, Kind.SET])
def test_ten_thousand_values_of_one_item(kind: Kind) -> None:
    told = [(f"s{k}", "x", str(k)) for k in range(10_000)] + [("more", "x", "77")]
    claims = claims_of([*rows(*told), *world({"a": 0.9, "b": 0.8, "c": 0.7}, 30)], kinds={"p": kind},
                       tolerance={"p": 0.0})  # fmt: skip
    if kind is Kind.NUMBER:
        numbers = np.array([float(v) if v.isdigit() else np.nan for v in claims.values])
        claims = replace(claims, low=numbers, high=numbers)
    judged = judge(claims, learn(claims))
    choices = list(judged.choices(0))
    assert len(choices) == 10_000
    assert claims.values[choices[0].value] == "77"
    assert sum(c.belief for c in choices) == pytest.approx(1)


def test_all_equal_is_corroborated_and_by_vote() -> None:
    claims = claims_of([*rows(*((f"s{k}", f"i{n}", "same") for k in range(5) for n in range(9)))])
    model = learn(claims)
    judged = judge(claims, model)
    assert {next(judged.choices(i)).belief for i in range(9)} == {1.0}
    # All five tell exactly the same of exactly the same: nothing shows that they are not one source.
    assert model.properties[0].why == "one_origin"


def test_a_hierarchy_that_goes_round_in_a_circle_ends() -> None:
    claims = claims_of(rows(("a", "x", "p1"), ("b", "x", "p2"), ("c", "x", "p3")), kinds={"p": Kind.PLACE})
    round_ = replace(claims, above=np.array([1, 2, 0], np.int32))
    judged = judge(round_, learn(round_))
    assert np.isfinite(judged.belief).all()


def test_huge_codes_do_not_overflow() -> None:
    size = 3_000_000
    claims = Claims(
        np.array([0, size - 1, 1], np.int32), np.array([0, 0, size - 1], np.int32), np.array([5, size - 1, 5]),
        np.zeros(size, np.int32), range(size), range(size), ["p"], range(size),
    )  # fmt: skip
    judged = judge(claims, learn(claims))
    assert sorted(judged.value[: judged.start[1]].tolist()) == [5, size - 1]
