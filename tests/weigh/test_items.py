"""Weighings and the engine: who tells enters as a body or a pool, one claim a pool and value, each item on its own."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weigh_made import days, denied, holds, name, told, year

from doltap.model import Basis, Calibration, TermValue
from doltap.weigh import (
    POOL,
    AccountOrigin,
    Facts,
    Learned,
    Model,
    believed,
    body_of,
    from_json,
    items_of,
    learned_from,
    origins_of,
    to_json,
    weigh,
)
from doltap.weigh.items import FEWEST

BODIES = ("mou", "icg", "voa")


def facts_for(assertions, *, tellers=(), **more):
    """Facts where an account is told by the body of its name, or by a teller of its name."""
    accounts = {a.account for a in assertions}
    origin = origins_of(assertions, [AccountOrigin(a, a) for a in accounts], {})
    source = {a: "" if a in tellers else a.split("/")[0] for a in accounts}
    bodies = {a.id: body_of(a, origin[a.id], source[a.account], BODIES) for a in assertions}
    return Facts(origin=origin, bodies=bodies, holds=holds, **more)


def weighed(assertions, facts):
    return list(weigh(assertions, facts))


def by_source(items):
    claims = items.claims
    return sorted(
        (claims.sources[s], claims.items[i], claims.values[v], w)
        for s, i, v, w in zip(claims.source, claims.item, claims.value, claims.weight, strict=True)
    )


def test_a_body_is_itself_and_a_teller_a_pool():
    said = told(year(1998), "acc", basis=Basis.SAW)
    assert body_of(said, "mou", "", {"mou"}) == "mou"
    assert body_of(said, "T1", "", {"mou"}) == "basis.saw"
    assert body_of(said, "cited:a book", "voa", {"mou"}) == "voa"


def test_tellers_of_one_pool_are_one_claim_with_their_number():
    all_ = [told(year(1998), f"t{n}", id=f"a{n}", basis=Basis.SAW) for n in range(3)]
    facts = facts_for(all_, tellers={f"t{n}" for n in range(3)})
    (claim,) = by_source(items_of(weighed(all_, facts), facts))
    assert (claim[0], claim[3]) == ("basis.saw", 3.0)


def test_the_same_origin_twice_is_one_voice():
    all_ = [told(year(1998), "mou", id="a"), told(year(1998), "mou", id="b")]
    facts = facts_for(all_)
    assert [c[3] for c in by_source(items_of(weighed(all_, facts), facts))] == [1.0]


def test_a_telling_that_fits_two_contrary_values_speaks_for_neither():
    all_ = [
        told(days("1998-03-01"), "mou", id="a"),
        told(days("1998-09-01"), "icg", id="b"),
        told(year(1998), "voa", id="c"),
    ]
    facts = facts_for(all_)
    assert {c[0] for c in by_source(items_of(weighed(all_, facts), facts))} == {"mou", "icg"}


def test_many_valued_properties_and_denials_are_no_items():
    all_ = [told(name("Kim"), "mou", id="a", prop="name"), denied(year(1998), "icg", id="b")]
    facts = facts_for(all_)
    assert items_of(weighed(all_, facts), facts).keys == ()


def test_nothing_is_weighed_to_nothing():
    assert believed([], Facts(), Model(())) == []
    assert learned_from([], Facts()).properties == ()


def test_a_confirmed_fact_is_the_value_that_agrees_with_it():
    all_ = [told(days("1998-03-01"), "mou", id="a"), told(year(1999), "icg", id="b")]
    for known, expected in ((year(1998), days("1998-03-01")), (year(2005), year(2005))):
        facts = facts_for(all_, confirmed={("e", "birth_date"): known})
        items = items_of(weighed(all_, facts), facts)
        (value,) = (items.claims.values[v] for v in items.confirmed.values())
        assert value.endswith(repr(expected))


def test_only_a_term_is_one_value_wherever_it_is_told():
    all_ = [
        told(value, body, id=f"{body}{e}{prop}", entity=e, prop=prop)
        for body in BODIES
        for e in ("x", "y")
        for prop, value in (("status", TermValue("camp_status", "closed")), ("date", year(1998)))
    ]
    facts = facts_for(all_)
    claims = items_of(weighed(all_, facts), facts).claims
    assert len([v for v in claims.values if "closed" in v]) == 1
    assert len([v for v in claims.values if "1998" in v]) == 2


def test_a_model_holds_no_value_that_anybody_told_but_terms():
    made, facts = archive_of(FEWEST, items=40)
    assert "199" not in to_json(learned_from(weighed(made, facts), facts))


def test_a_confirmed_fact_that_fits_several_values_teaches_nothing():
    all_ = [told(days("1998-03-01"), "mou", id="a"), told(days("1998-09-01"), "icg", id="b")]
    facts = facts_for(all_, confirmed={("e", "birth_date"): year(1998)})
    assert items_of(weighed(all_, facts), facts).confirmed == {}


def archive_of(tellers, bodies=BODIES, items=12):
    """Bodies and tellers on many items: the first body is always right, others err on every third."""
    made = []
    for n in range(items):
        for k, body in enumerate(bodies):
            wrong = k and n % 3 == k % 3
            made.append(told(year(1990 + wrong * k), body, id=f"{body}-{n}", entity=f"e{n}", prop="date"))
        for k in range(tellers):
            made.append(told(year(1990), f"t{k}", id=f"t{k}-{n}", entity=f"e{n}", prop="date", basis=Basis.SAW))
    return made, facts_for(made, tellers={f"t{k}" for k in range(tellers)})


def sources_in(model):
    return {s for p in model.properties for m in (p.quality, p.told, p.detail, p.reading) for s in m}


@pytest.mark.parametrize("tellers", range(FEWEST))
def test_of_fewer_than_five_tellers_nothing_is_learned(tellers):
    made, facts = archive_of(tellers)
    model = learned_from(weighed(made, facts), facts)
    assert sources_in(model) <= set(BODIES)
    assert POOL not in to_json(model)


def test_of_five_tellers_the_pool_is_learned_and_no_teller():
    made, facts = archive_of(FEWEST)
    model = learned_from(weighed(made, facts), facts)
    assert sources_in(model) <= {*BODIES, "basis.saw"}
    written = to_json(model)
    assert not any(f'"t{k}"' in written for k in range(FEWEST))


def test_small_pools_join_all_tellers_under_their_own_names():
    made, _ = archive_of(FEWEST)
    mixed = [replace(a, basis=Basis.HEARD_FROM) if a.account in {"t0", "t1"} else a for a in made]
    facts = facts_for(mixed, tellers={f"t{k}" for k in range(FEWEST)})
    found = learned_from(weighed(mixed, facts), facts).of("date").quality
    assert {k for k in found if k.startswith(POOL)} <= {"basis.saw", "basis.heard_from"}
    assert found.get("basis.saw") == found.get("basis.heard_from")


def test_a_model_travels_as_json():
    made, facts = archive_of(FEWEST)
    model = learned_from(weighed(made, facts), facts)
    assert from_json(to_json(model)) == model
    assert json.loads(to_json(model))["schema"] == 1


def test_the_same_claims_teach_the_same():
    made, facts = archive_of(FEWEST)
    backwards = weighed(list(reversed(made)), facts)
    first, second = learned_from(weighed(made, facts), facts), learned_from(sorted_like(made, backwards, facts), facts)
    assert to_json(first) == to_json(second)


def sorted_like(made, backwards, facts):
    order = {(w.entity, w.property): n for n, w in enumerate(weighed(made, facts))}
    return sorted(backwards, key=lambda w: order[w.entity, w.property])


def test_an_item_is_judged_on_its_own_with_the_model_that_stands():
    made, facts = archive_of(FEWEST)
    model = learned_from(weighed(made, facts), facts)
    new = [
        told(year(1990), "icg", id="new-1", entity="e0", prop="date"),
        told(year(1991), "voa", id="new-2", entity="new", prop="date"),
        told(year(1990), "t9", id="new-3", entity="new", prop="date", basis=Basis.COMMON_TALK),
    ]
    everything = [*made, *new]
    later = facts_for(everything, tellers={"t9", *(f"t{k}" for k in range(FEWEST))})
    touched = {("e0", "date"), ("new", "date")}
    alone = believed(weigh(everything, later, touched), later, model)
    full = [w for w in believed(weigh(everything, later), later, model) if (w.entity, w.property) in touched]
    assert alone == full
    assert {w.entity for w in alone} == {"e0", "new"}


VALUES = st.integers(1990, 1993).map(year)
TELLINGS = st.lists(
    st.tuples(VALUES, st.sampled_from([*BODIES, "t0", "t1", "t2"]), st.integers(0, 3)), min_size=1, max_size=30
)


def drawn_archive(drawn, suffix=""):
    made = [
        told(value, who, id=f"{n:03}{suffix}", entity=f"e{item}", prop="date", basis=Basis.SAW)
        for n, (value, who, item) in enumerate(drawn)
    ]
    return made, facts_for(made, tellers={"t0", "t1", "t2"})


def outline(found):
    return [
        (w.entity, w.status, w.calibration, [(v.value, len(v.origins), v.probability) for v in w.values]) for w in found
    ]


@settings(max_examples=40, deadline=None)
@given(TELLINGS)
def test_relabelling_changes_nothing(drawn):
    made, facts = drawn_archive(drawn)
    again, other = drawn_archive(drawn, "-z")
    model = learned_from(weighed(made, facts), facts)
    assert to_json(model) == to_json(learned_from(weighed(again, other), other))
    first = believed(weighed(made, facts), facts, model)
    assert outline(first) == outline(believed(weighed(again, other), other, model))


@settings(max_examples=40, deadline=None)
@given(TELLINGS)
def test_an_exact_copy_of_an_account_changes_nothing(drawn):
    made, facts = drawn_archive(drawn)
    copied = [replace(a, id=f"{a.id}-copy", account="copy") for a in made if a.account == made[0].account]
    both = [*made, *copied]
    accounts = [AccountOrigin(a, a) for a in {m.account for m in made}]
    origin = origins_of(both, [*accounts, AccountOrigin("copy", "", (made[0].account,))], {})
    lead = {a.id: origin[a.id] for a in both}
    bodies = facts.bodies | {a.id: facts.bodies[a.id.removesuffix("-copy")] for a in copied}
    with_copy = Facts(origin=lead, bodies=bodies, holds=holds)
    alone = Facts(origin={a.id: lead[a.id] for a in made}, bodies=facts.bodies, holds=holds)
    model = learned_from(weighed(made, alone), alone)
    assert to_json(learned_from(weighed(both, with_copy), with_copy)) == to_json(model)
    before = believed(weighed(made, alone), alone, model)
    assert outline(believed(weighed(both, with_copy), with_copy, model)) == outline(before)


def two_values():
    all_ = [told(year(1998), "mou", id="a"), told(year(1999), "icg", id="b")]
    facts = facts_for(all_)
    return weighed(all_, facts), facts


def test_no_number_stands_without_confirmed_facts():
    found, facts = two_values()
    (one,) = believed(found, facts, Model((Learned("birth_date", "quality", quality={"mou": 0.9, "icg": 0.6}),)))
    assert {v.probability for v in one.values} == {None}
    assert one.calibration is Calibration.NOT_CALIBRATED


@pytest.mark.parametrize(("confirmed", "state"), [(49, "not_calibrated"), (50, "calibrated")])
def test_a_number_stands_from_fifty_confirmed_facts(confirmed, state):
    found, facts = two_values()
    learned = Learned("birth_date", "quality", quality={"mou": 0.9, "icg": 0.6}, confirmed=confirmed)
    (one,) = believed(found, facts, Model((learned,)))
    assert one.calibration == state
    assert all((v.probability is None) is (confirmed < 50) for v in one.values)


def test_what_is_told_by_whoever_is_right_more_often_stands_first():
    found, facts = two_values()
    for better, worse in (("mou", "icg"), ("icg", "mou")):
        learned = Learned("birth_date", "quality", quality={better: 0.95, worse: 0.55})
        (one,) = believed(found, facts, Model((learned,)))
        assert one.values[0].origins == (better,)
        assert one.status == "tellers_differ"


def test_two_readings_stand_until_somebody_says_which_is_meant():
    found, facts = two_values()
    learned = Learned("birth_date", "quality", reading={"mou": 1.0, "icg": 0.0}, confirmed=60)
    (one,) = believed(found, facts, Model((learned,)))
    assert one.calibration is Calibration.TWO_READINGS
    assert {v.probability for v in one.values} == {None}
    assert "weigh.two_readings" in {r.code for r in one.reasons}
    (meant,) = believed(found, facts, Model((replace(learned, asked_for=1),)))
    assert meant.calibration is Calibration.CALIBRATED
    assert meant.values[0].origins == ("icg",)


def test_several_values_at_once_have_no_calibration():
    all_ = [told(name("Kim"), "mou", id="a", prop="name")]
    facts = facts_for(all_)
    (one,) = believed(weighed(all_, facts), facts, Model(()))
    assert one.calibration is Calibration.SEVERAL_VALUES


def test_a_source_card_is_experience_and_f_is_none():
    made, facts = archive_of(0)
    model = {g: learned_from(weighed(made, facts), replace(facts, grades={"icg": g})).of("date") for g in "AEF"}
    plain = learned_from(weighed(made, facts), facts).of("date")
    assert model["F"] == plain
    if plain.quality:
        assert model["E"].quality["icg"] < model["A"].quality["icg"]
        assert model["A"].quality["mou"] == plain.quality["mou"]


@settings(max_examples=40, deadline=None)
@given(TELLINGS, st.integers(0, 3))
def test_a_more_general_value_never_lowers_the_specific_one(drawn, item):
    made, _ = drawn_archive(drawn)
    general = told(days("1990-01-01", "1993-12-31"), "voa", id="general", entity=f"e{item}", prop="date")
    both = [*made, general]
    facts = facts_for(both, tellers={"t0", "t1", "t2"})
    before = {(w.entity, v.value): v for w in weighed(made, facts) for v in w.values}
    after = {(w.entity, v.value): v for w in weighed(both, facts) for v in w.values}
    for key, value in before.items():
        assert set(value.origins) <= set(after[key].origins)


def camps():
    """Six bodies: three tell the year of one thing, three the year after; each leaves some items out."""
    chance = random.Random(2)
    return [
        told(year(1950 + n % 40 + (k > 2)), f"b{k}", id=f"b{k}-{n}", entity=f"e{n}", prop="held_from")
        for n in range(60)
        for k in range(6)
        if chance.random() < 0.7
    ]


def test_groups_that_mean_two_things_are_found_and_shown_as_two_readings():
    made = camps()
    origin = {a.id: a.account for a in made}
    facts = Facts(origin=origin, bodies=origin, holds=holds)
    model = learned_from(weighed(made, facts), facts)
    sides = model.of("held_from").reading
    first, second = ({b for b in sides if (sides[b] > 0.5) is side} for side in (True, False))
    assert {frozenset(first), frozenset(second)} == {frozenset({"b0", "b1", "b2"}), frozenset({"b3", "b4", "b5"})}
    shown = believed(weighed(made, facts), facts, model)
    differ = [w for w in shown if len(w.values) > 1]
    assert sum(w.calibration is Calibration.TWO_READINGS for w in differ) >= 0.9 * len(differ)
    assert {v.probability for w in shown for v in w.values} == {None}


def test_a_reading_that_is_meant_stands_first():
    made = camps()
    origin = {a.id: a.account for a in made}
    facts = Facts(origin=origin, bodies=origin, holds=holds)
    model = learned_from(weighed(made, facts), facts)
    later = int(model.of("held_from").reading["b3"] < 0.5)
    meant = Model((replace(model.of("held_from"), asked_for=later),))
    firsts = [w.values[0].origins for w in believed(weighed(made, facts), facts, meant) if len(w.values) > 1]
    assert all(set(origins) <= {"b3", "b4", "b5"} for origins in firsts)
