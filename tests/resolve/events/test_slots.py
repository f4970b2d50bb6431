"""What of an event is compared: never what is operational or denied, and of a move only country and year."""

from datetime import date

import pytest

from doltap.language import parse_edtf
from doltap.model import (
    Assertion,
    Certainty,
    DateValue,
    Entity,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    SafetyClass,
    TermValue,
)
from doltap.model.kinds import FAMILIES, MOVES, family, same_family
from doltap.resolve import EventSlots, Participant, coarse, event_slots
from doltap.resolve.events_slots import lineage

E, P = EntityType.EVENT, EntityType.PERSON
PARENTS = {"town": "province", "province": "country", "other": "province", "far": "province2", "province2": "country"}


def said(entity, prop, value, **more):
    return Assertion(f"{entity}/{prop}/{value}", f"p{entity}", "acc", entity, E, prop, value, str(value), **more)


def kind(entity, term):
    return said(entity, "kind", TermValue("event", term))


def slots_of(*told, people=()):
    entities = [Entity(i, E, "acc") for i in dict.fromkeys(a.entity for a in told if a.entity_type is E)]
    return event_slots([*entities, *people], told, PARENTS)


def test_every_slot_is_read():
    found = slots_of(
        kind("e", "arrest"),
        said("e", "date", parse_edtf("1998-03")),
        said("e", "place", PlaceValue("Hoeryong", ("town",))),
        said("e", "count", NumberValue(3, 3, "person")),
        said("e", "victim", NameValue("Kim Chol Su")),
    )
    assert found == [
        EventSlots(
            "e",
            "acc",
            "arrest",
            (parse_edtf("1998-03"),),
            (PlaceValue("Hoeryong", ("town",)),),
            (Participant("victim", ("Kim Chol Su",)),),
            (NumberValue(3, 3, "person"),),
        )
    ]


def test_the_term_of_a_sentence_is_a_slot():
    found = slots_of(kind("e", "sentence"), said("e", "term", NumberValue(5, 5, "year")))
    assert found[0].counts == (NumberValue(5, 5, "year"),)


def test_an_event_without_a_kind_is_not_compared():
    assert slots_of(said("e", "date", parse_edtf("1998"))) == []


def test_what_is_denied_or_operational_is_left_out():
    held = frozenset({SafetyClass.OPERATIONAL})
    found = slots_of(
        kind("e", "arrest"),
        said("e", "date", parse_edtf("1998"), safety=held),
        said("e", "place", PlaceValue("Hoeryong", ("town",)), certainty=Certainty.DENIED),
    )
    assert (found[0].dates, found[0].places) == ((), ())
    assert slots_of(said("e", "kind", TermValue("event", "arrest"), safety=held)) == []


def test_a_participant_has_the_names_and_the_sex_told_anywhere_in_the_account():
    brother = Entity("b", P, "acc")
    told = [
        kind("e", "death"),
        said("e", "participant", NameValue("my brother"), event="b"),
        Assertion("n", "p", "acc", "b", P, "name", NameValue("Han Chol Su"), ""),
        Assertion("k", "p", "acc", "b", P, "kin", TermValue("kin", "younger_brother"), ""),
    ]
    found = slots_of(*told, people=[brother])
    assert found[0].people == (Participant("participant", ("Han Chol Su",), "male"),)


def test_i_and_my_aunt_are_no_names():
    told = [kind("e", "arrest"), said("e", "victim", NameValue("I"), event="me")]
    found = slots_of(*told, people=[Entity("me", P, "acc", narrator=True)])
    assert found[0].people == (Participant("victim", (), "", narrator=True),)


def test_whom_it_happened_to_comes_before_who_did_it():
    agent, victim = Participant("actor", ("State Security",)), Participant("victim", ("Kim",))
    assert EventSlots("e", "a", "arrest", people=(agent, victim)).concerned == (victim,)
    assert EventSlots("e", "a", "arrest", people=(agent,)).concerned == (agent,)


@pytest.mark.parametrize("move", sorted(MOVES))
def test_of_a_move_nothing_finer_than_country_and_year_is_compared(move):
    found = slots_of(
        kind("e", move),
        said("e", "date", parse_edtf("2004-03-12")),
        said("e", "place", PlaceValue("Hoeryong", ("town",))),
        said("e", "count", NumberValue(3, 3, "person")),
    )
    assert [d.edtf for d in found[0].dates] == ["2004"]
    assert (found[0].dates[0].earliest, found[0].dates[0].latest) == (date(2004, 1, 1), date(2004, 12, 31))
    assert found[0].places == (PlaceValue("", ("country",)),)
    assert found[0].counts == ()


def test_two_moves_from_two_towns_of_one_country_look_alike():
    def left(town, day):
        return coarse(
            EventSlots("e", "a", "escape", (parse_edtf(day),), (PlaceValue(town, (town,)),)),
            PARENTS,
        )

    assert left("town", "2004-03-12") == left("far", "2004-11-02")


def test_an_open_date_of_a_move_stays_open():
    assert coarse(EventSlots("e", "a", "escape", (DateValue("2004/.."),)), PARENTS).dates == (
        DateValue("", None, None),
    )


def test_a_lineage_ends_even_where_places_hold_each_other():
    assert lineage("town", PARENTS) == ("town", "province", "country")
    assert lineage("a", {"a": "b", "b": "a"}) == ("a", "b")


def test_families_do_not_overlap():
    everyone = [kind for kinds in FAMILIES for kind in kinds]
    assert len(everyone) == len(set(everyone))
    assert family("arrest") == family("detention")
    assert family("birth") == frozenset({"birth"})
    assert same_family("arrest", "abduction")
    assert not same_family("arrest", "death")
