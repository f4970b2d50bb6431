"""Who is who: a name alone proposes nothing, a decision can be taken back, 'different' holds through everything."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from doltap.model import (
    Assertion,
    Certainty,
    DateValue,
    Decision,
    Entity,
    EntityType,
    MatchDecision,
    NameValue,
    PlaceValue,
    SafetyClass,
    TermValue,
)
from doltap.resolve import canonical, profiles, propose

P = EntityType.PERSON


def year(number):
    return DateValue(str(number), date(number, 1, 1), date(number, 12, 31))


def entity(id_, account, type_=P, /, **said):
    told = [Assertion(f"{id_}/{p}", f"p{id_}", account, id_, type_, p, value, str(value)) for p, value in said.items()]
    return Entity(id_, type_, account), told


def proposed(*pairs):
    entities, told = [e for e, _ in pairs], [a for _, said in pairs for a in said]
    return [(p.left, p.right) for p in propose(profiles(entities, told))]


NAME = NameValue("김철수")
SAME = {"name": NAME, "birth_date": year(1970)}


def test_a_name_alone_proposes_nothing():
    assert proposed(entity("a", "1", name=NAME), entity("b", "2", name=NAME)) == []


def test_a_name_and_the_sex_propose_nothing():
    woman = {"name": NAME, "sex": TermValue("sex", "female")}
    assert proposed(entity("a", "1", **woman), entity("b", "2", **woman)) == []


def test_a_name_and_one_attribute_propose_across_scripts():
    latin = {"name": NameValue("Kim Chol Su"), "birth_date": year(1970)}
    assert proposed(entity("a", "1", **SAME), entity("b", "2", **latin)) == [("a", "b")]


def test_a_contrary_attribute_blocks():
    one = {**SAME, "birth_place": PlaceValue("Hoeryong", ("KP.HR",))}
    two = {**SAME, "birth_place": PlaceValue("Sinuiju", ("KP.SJ",))}
    assert proposed(entity("a", "1", **one), entity("b", "2", **two)) == []


def test_two_people_of_one_account_are_never_proposed():
    assert proposed(entity("a", "1", **SAME), entity("b", "1", **SAME)) == []


def test_a_journey_proposes_nothing():
    way = {"name": NAME, "departed": year(1998), "arrived": year(2001)}
    assert proposed(entity("a", "1", **way), entity("b", "2", **way)) == []


def test_what_is_operational_or_denied_proposes_nothing():
    one, told = entity("a", "1", **SAME)
    held = [
        Assertion(
            f"{a.id}!", a.passage, "2", "b", P, a.property, a.value, "", safety=frozenset({SafetyClass.OPERATIONAL})
        )
        for a in told
    ]
    no = [Assertion(f"{a.id}?", a.passage, "3", "c", P, a.property, a.value, "", Certainty.DENIED) for a in told]
    assert propose(profiles([one, Entity("b", P, "2"), Entity("c", P, "3")], [*told, *held, *no])) == []


def decision(number, left, right, verdict):
    return MatchDecision(f"d{number:03}", left, right, Decision(verdict), "me", f"2026-01-01T00:00:{number:02}")


PEOPLE = [Entity(i, P, i) for i in "abcdef"]
DECISIONS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["same", "different", "unsure"])),
    max_size=15,
).map(lambda drawn: [decision(n, a, b, d) for n, (a, b, d) in enumerate(drawn) if a != b])


def last_of(decisions):
    return {frozenset((d.left, d.right)): d for d in decisions}


@given(DECISIONS)
def test_different_holds_through_the_transitive_closure(decisions):
    lead, conflicts = canonical(PEOPLE, decisions)
    last = last_of(decisions)
    apart = [d for d in last.values() if d.decision is Decision.DIFFERENT]
    assert all(lead[d.left] != lead[d.right] for d in apart)
    refused = {c.decision for c in conflicts}
    kept = [d for d in last.values() if d.decision is Decision.SAME and d.id not in refused]
    assert all(lead[d.left] == lead[d.right] for d in kept)


@given(DECISIONS, st.randoms())
def test_replay_does_not_depend_on_the_order_of_reading(decisions, random):
    before = canonical(PEOPLE, decisions)
    shuffled = random.sample(decisions, len(decisions))
    assert canonical(random.sample(PEOPLE, len(PEOPLE)), shuffled) == before


def test_a_later_decision_takes_back_an_earlier_one():
    both = [decision(1, "a", "b", "same"), decision(2, "b", "a", "unsure")]
    lead, conflicts = canonical(PEOPLE, both)
    assert lead["a"] != lead["b"]
    assert conflicts == ()


def test_a_refused_same_says_which_decision_stands_against_it():
    chain = [decision(1, "a", "c", "different"), decision(2, "a", "b", "same"), decision(3, "b", "c", "same")]
    lead, conflicts = canonical(PEOPLE, chain)
    assert lead["a"] == lead["b"] != lead["c"]
    assert [(c.decision, c.against) for c in conflicts] == [("d003", "d001")]


def test_what_the_pack_knows_is_one_and_decisions_on_strangers_change_nothing():
    towns = [Entity("x", EntityType.PLACE, "1", pack_id="KP"), Entity("y", EntityType.PLACE, "2", pack_id="KP")]
    lead, _ = canonical([*towns, *PEOPLE], [decision(1, "a", "elsewhere", "same")])
    assert lead["x"] == lead["y"]
    assert lead["a"] == "a"
