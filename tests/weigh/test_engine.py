"""The engine on worlds whose truth is known: quality, copies, readings, sets, categories, confirmed facts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from engine_made import beliefs, best, right_share, rows, weighed, world

from doltap.model import Status
from doltap.weigh import Claims, Kind, Row, ask, claims_of, from_json, judge, learn
from doltap.weigh.facts import facts_of
from doltap.weigh.learned import unsettled


def vote_right(claims: Claims) -> float:
    """How often the plain vote would be right, ties by chance."""
    total = 0.0
    for item, name in enumerate(claims.items):
        told, count = np.unique(claims.value[claims.item == item], return_counts=True)
        top = [claims.values[v] for v in told[count == count.max()]]
        truth = f"truth-{name.partition(chr(9))[0][1:]}"
        total += (truth in top) / len(top)
    return total / len(claims.items)


def test_good_sources_outweigh_many_bad_ones() -> None:
    claims = claims_of(world({"good": 0.95, "better": 0.97, **{f"bad{k}": 0.3 for k in range(4)}}, 300, wrong=2))
    model = learn(claims)
    assert right_share(claims, judge(claims, model)) > max(0.93, vote_right(claims) + 0.05)
    quality = model.properties[0].quality
    assert min(quality["good"], quality["better"]) > 0.75
    assert max(quality[f"bad{k}"] for k in range(4)) < 0.5


def test_a_source_s_record_elsewhere_counts_where_little_is_known_here() -> None:
    told = [r for n in "abcd" for r in world({"good": 0.95, "x": 0.5, "y": 0.5, "z": 0.5}, 60, prop=n, seed=ord(n))]
    claims = claims_of([*told, *world({"good": 0.9, "x": 0.5, "y": 0.5, "z": 0.5}, 6, prop="e", seed=9)])
    quality = learn(claims).of("e").quality
    assert quality["good"] > max(quality["x"], quality["y"], quality["z"])


def near_copies() -> list[Row]:
    """Five honest sources, and one that three others copy, leaving things out."""
    made = world({"a": 0.8, "b": 0.8, "c": 0.8, "e": 0.8, "f": 0.8, "d": 0.5}, 400, seed=1)
    slip = np.random.default_rng(2)
    for k in range(3):
        made += [replace(r, source=f"d{k}") for r in made if r.source == "d" and slip.random() < 0.97]
    return made


def test_copies_are_one_origin_and_do_not_win_by_number() -> None:
    claims = claims_of(near_copies())
    model = learn(claims)
    assert {c for c, lead in model.origin.items() if lead == "d"} == {f"d{k}" for k in range(3)}
    assert not {"a", "b", "c", "e", "f"} & model.origin.keys()
    judged = judge(claims, model)
    assert right_share(claims, judged) > 0.85
    assert max(c.origins for i in range(len(claims.items)) for c in judged.choices(i)) <= 6


def test_honest_sources_that_share_the_truth_are_not_taken_for_copies() -> None:
    assert learn(claims_of(world({f"s{k}": 0.97 for k in range(8)}, 500))).origin == {}


def test_origins_given_with_the_claims_count_once() -> None:
    claims = claims_of(rows(*((s, "i", "x") for s in "abc"), *((s, "i", "y") for s in "de")))
    grouped = replace(claims, origin=np.array([0, 0, 0, 3, 4], np.int32))
    choices = {claims.values[c.value]: c.origins for c in judge(grouped, learn(grouped)).choices(0)}
    assert choices == {"x": 1, "y": 2}


def two_meanings(items: int = 200) -> list[Row]:
    """Four sources tell when it left the gate, four when it left the ground; another property is told by all alike."""
    draw = np.random.default_rng(4)
    made = []
    for k in range(items):
        gate, ground = 100 * k, 100 * k + 30
        for n in range(8):
            meant = gate if n < 4 else ground
            said = meant if draw.random() < 0.93 else meant + int(draw.integers(1, 9))
            made.append(Row(f"{'gate' if n < 4 else 'ground'}{n % 4}", f"f{k}", "left", str(said)))
            better = 0.98 if n < 4 else 0.7
            late = 7 if draw.random() < better else int(draw.integers(100, 900))
            made.append(Row(f"{'gate' if n < 4 else 'ground'}{n % 4}", f"f{k}", "delay", f"{k}-{late}"))
    return made


def test_two_readings_are_found_and_not_averaged() -> None:
    claims = claims_of(two_meanings())
    model = learn(claims)
    left, delay = model.of("left"), model.of("delay")
    assert unsettled(left)
    assert not delay.reading
    sides = {s: side > 0.5 for s, side in left.reading.items()}
    assert len({sides[f"gate{n}"] for n in range(4)}) == len({sides[f"ground{n}"] for n in range(4)}) == 1
    assert sides["gate0"] != sides["ground0"]
    assert left.apart > 0.9


def test_the_better_informed_elsewhere_lead_where_nobody_says_which_reading_is_meant() -> None:
    claims = claims_of(two_meanings())
    told = dict(zip(claims.items, best(claims, judge(claims, learn(claims))), strict=True))
    assert np.mean([told[f"f{k}\tleft"] == str(100 * k) for k in range(200)]) > 0.95


@pytest.mark.parametrize(("guide", "shift"), [("gate1", 0), ("ground2", 30)])
def test_a_person_says_which_reading_is_meant_by_a_source_that_tells_it(guide: str, shift: int) -> None:
    claims = claims_of(two_meanings())
    model = learn(claims, meant={"left": guide})
    assert not unsettled(model.of("left"))
    told = dict(zip(claims.items, best(claims, judge(claims, model)), strict=True))
    assert np.mean([told[f"f{k}\tleft"] == str(100 * k + shift) for k in range(200)]) > 0.95


def confirmed_of(claims: Claims, truth: dict[str, str]) -> dict[int, int]:
    code = {v: k for k, v in enumerate(claims.values)}
    return {i: code[truth[name]] for i, name in enumerate(claims.items) if name in truth and truth[name] in code}


def test_confirmed_facts_say_which_reading_is_meant_and_then_probabilities_stand() -> None:
    claims = claims_of(two_meanings())
    facts = confirmed_of(claims, {f"f{k}\tleft": str(100 * k + 30) for k in range(60)})
    before = judge(claims, learn(claims), pooled=True)
    model = learn(claims, confirmed=facts)
    after = judge(claims, model)
    item = list(claims.items).index("f150\tleft")
    assert all(c.probability is None for c in before.choices(item))
    assert model.of("left").asked_for >= 0
    top = next(after.choices(item))
    assert claims.values[top.value] == "15030"
    assert top.probability is not None
    assert 0.8 < top.probability < 1


def test_without_fifty_facts_of_the_property_there_is_no_probability() -> None:
    claims = claims_of([*world({"a": 0.9, "b": 0.8, "c": 0.7}, 100), *world({"a": 0.9, "b": 0.8}, 100, prop="q")])
    known = confirmed_of(claims, {f"i{k}\tp": f"truth-{k}" for k in range(100)})
    facts, more = (dict(list(known.items())[:n]) for n in (49, 50))
    model = learn(claims, confirmed=facts)
    assert np.isnan(judge(claims, model).probability).all()
    shown = judge(claims, learn(claims, confirmed=more))
    has = [any(c.probability is not None for c in shown.choices(i)) for i in range(len(claims.items))]
    assert has == [name.endswith("p") for name in claims.items]
    pooled = judge(claims, learn(claims, confirmed=more), pooled=True)
    assert not np.isnan(pooled.probability).any()


def test_probabilities_are_about_right_on_what_was_not_confirmed() -> None:
    claims = claims_of(world({"a": 0.75, "b": 0.7, "c": 0.6, "d": 0.5}, 1500, wrong=3, seed=5))
    facts = confirmed_of(claims, {f"i{k}\tp": f"truth-{k}" for k in range(100)})
    judged = judge(claims, learn(claims, confirmed=facts))
    chance = [next(judged.choices(i)).probability or 0.0 for i in range(100, 1500)]
    told = best(claims, judged)
    right = [told[i] == f"truth-{claims.items[i].split(chr(9))[0][1:]}" for i in range(100, 1500)]
    assert np.mean(chance) == pytest.approx(np.mean(right), abs=0.06)
    surer = np.array(chance) > np.median(chance)
    assert np.mean(np.array(right)[surer]) > np.mean(np.array(right)[~surer])


def test_confirmed_facts_that_favour_the_vote_bring_it_back_and_say_so() -> None:
    """Two sources that always agree look able; the facts say that the three others, who err apart, are."""
    made = [Row(s, f"i{k}", "p", f"fiction-{k % 7}-{k}") for s in ("x", "y") for k in range(300)]
    draw = np.random.default_rng(3)
    for s in ("a", "b", "c"):
        made += [Row(s, f"i{k}", "p", f"truth-{k}" if draw.random() < 0.75 else f"{s}-{k}") for k in range(300)]
    claims = claims_of(made)
    facts = confirmed_of(claims, {f"i{k}\tp": f"truth-{k}" for k in range(80)})
    without, with_facts = (right_share(claims, judge(claims, learn(claims, confirmed=f))) for f in ({}, facts))
    assert with_facts > 0.8
    assert with_facts >= without


def test_facts_about_unknown_items_and_values_teach_nothing_and_break_nothing() -> None:
    claims = claims_of(rows(("a", "x", "1"), ("b", "x", "2"), ("a", "y", "1")))
    assert learn(claims, confirmed={99: 0, -1: 0}) == learn(claims)
    assert list(facts_of_items(claims, {0: 0, 99: 1})) == [0]


def facts_of_items(claims: Claims, confirmed: dict[int, int]) -> list[int]:
    from doltap.weigh.belief import layout_of

    layout = layout_of(claims, np.arange(len(claims.sources), dtype=np.int32))
    return list(facts_of(layout, confirmed).items)


def test_a_list_that_leaves_one_out_supports_the_full_one() -> None:
    made = []
    for k in range(40):
        full = f"kim{k};lee{k};park{k}"
        made += rows(("whole", f"b{k}", full), ("whole too", f"b{k}", full))
        made += rows(*((f"first only {n}", f"b{k}", f"kim{k}") for n in range(3)), prop="p")
    claims = claims_of(made, kinds={"p": Kind.SET})
    told = best(claims, judge(claims, learn(claims)))
    assert told == [f"kim{k};lee{k};park{k}" for k in range(40)]


def test_of_a_closed_list_who_confuses_what_is_learned() -> None:
    draw = np.random.default_rng(6)
    made = []
    for k in range(600):
        truth = "yes" if draw.random() < 0.5 else "no"
        for n in range(2):
            made.append(
                Row(f"able{n}", f"i{k}", "p", truth if draw.random() < 0.9 else {"yes": "no", "no": "yes"}[truth])
            )
        for n in range(4):
            made.append(Row(f"says yes {n}", f"i{k}", "p", "yes" if draw.random() < 0.9 else truth))
        made.append(Row("the truth", f"i{k}", "truth", truth))
    claims = claims_of(made)
    model = learn(claims)
    assert model.of("p").method == "confusion"
    told = dict(zip(claims.items, best(claims, judge(claims, model)), strict=True))
    assert np.mean([told[f"i{k}\tp"] == told[f"i{k}\ttruth"] for k in range(600)]) > 0.9


def test_what_is_concluded_is_always_what_somebody_said() -> None:
    claims = claims_of([Row(f"s{n}", f"i{k}", "p", "ab"[(k + n * (k % 3)) % 2]) for k in range(60) for n in range(3)]
                       + [Row("odd", "i0", "p", "c")])  # fmt: skip
    judged = judge(claims, learn(claims))
    for item in range(len(claims.items)):
        told = set(claims.value[claims.item == item].tolist())
        assert {c.value for c in judged.choices(item)} <= told


def test_numbers_within_the_tolerance_are_one_value() -> None:
    claims = claims_of(rows(("a", "i", "100"), ("b", "i", "104"), ("c", "i", "200")), kinds={"p": Kind.NUMBER},
                       tolerance={"p": 5})  # fmt: skip
    numbers = np.array([float(v) for v in claims.values])
    near = replace(claims, low=numbers, high=numbers)
    top, other = judge(near, learn(near)).choices(0)
    assert claims.values[top.value] == "100"
    assert (top.origins, other.origins) == (2, 1)
    assert [c.origins for c in judge(claims, learn(claims)).choices(0)] == [1, 1, 1]


def test_a_range_is_compatible_with_what_lies_in_it() -> None:
    claims = claims_of(rows(("a", "i", "at least 400"), ("b", "i", "406"), ("c", "i", "300")), kinds={"p": Kind.NUMBER})
    bounds = {"at least 400": (400.0, np.inf), "406": (406.0, 406.0), "300": (300.0, 300.0)}
    low, high = np.array([bounds[v] for v in claims.values]).T
    typed = replace(claims, low=low, high=high, tolerance=(0.0,))
    top = next(judge(typed, learn(typed)).choices(0))
    assert claims.values[top.value] == "406"
    assert top.origins == 2


def test_statuses_say_what_origins_say_together() -> None:
    made = rows(("a", "one", "1"), ("a", "both", "1"), ("b", "both", "1"), ("a", "split", "1"), ("b", "split", "2"))
    claims = claims_of(made)
    judged = judge(claims, learn(claims))
    found = {claims.items[i].split("\t")[0]: judged.status(i) for i in range(3)}
    assert found == {"one": Status.ONE_TELLER, "both": Status.CORROBORATED, "split": Status.TELLERS_DIFFER}


def test_ask_is_seeded_names_each_item_once_and_only_what_can_be_answered() -> None:
    claims = claims_of(two_meanings(60))
    model = learn(claims)
    pool = np.arange(0, len(claims.items), 2, dtype=np.int32)
    asked = ask(claims, model, 30, answerable=pool, seed=3)
    assert len(set(asked.tolist())) == len(asked) == 30
    assert set(asked.tolist()) <= set(pool.tolist())
    assert asked.tolist() == ask(claims, model, 30, answerable=pool, seed=3).tolist()
    assert asked.tolist() != ask(claims, model, 30, answerable=pool, seed=4).tolist()
    assert len(ask(claims, model, 10_000)) == len(claims.items)


def test_ask_asks_most_where_most_is_in_doubt() -> None:
    claims = claims_of(two_meanings())
    asked = ask(claims, learn(claims), 40)
    count = np.bincount(claims.property[asked], minlength=2)
    assert claims.properties[int(count.argmax())] == "delay"
    assert count.min() >= 5


def test_a_model_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="schema"):
        from_json('{"schema": 99}')


def test_who_is_new_to_a_model_has_the_usual_quality() -> None:
    claims = claims_of(world({"a": 0.9, "b": 0.8, "c": 0.4}, 100))
    model = learn(claims)
    new = claims_of(rows(("stranger", "x", "1"), ("a", "x", "2"), ("c", "x", "1")))
    found = beliefs(new, judge(new, model))
    assert found["x\tp", "2"] > 0.3
    assert weighed(rows(("a", "x", "1")))["x\tp", "1"] == 1.0
