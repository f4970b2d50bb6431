"""Confirmed facts, readings that are meant and numbered models go in and come out; nothing rates a person."""

from datetime import date

import pytest

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Audience,
    Confirmation,
    DateValue,
    NumberValue,
    PlaceValue,
    ReadingDecision,
    StoredModel,
    TermValue,
    TextValue,
)

VALUES = [
    DateValue("1998", date(1998, 1, 1), date(1998, 12, 31)),
    NumberValue(500, None, "person"),
    PlaceValue("Hyesan", ("KP0601",)),
    TermValue("camp_status", "closed"),
    TextValue("말 그대로"),
    None,
]


def confirmed(id_, value, **more):
    return Confirmation(id_, "event.x", "count", value, "A report, p. 3", "office", "2026-01-01T00:00:00+00:00", **more)


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_a_confirmation_comes_back_as_it_went_in(testimony, value):
    made = confirmed("c1", value, seen="2025-10", audience=Audience.PUBLIC, why="the table itself")
    with testimony.transaction():
        store.add_confirmation(testimony, made)
    assert store.confirmations(testimony) == (made,)


def test_confirmations_come_in_the_order_made(testimony):
    made = [confirmed(f"c{n}", NumberValue(n, n)) for n in (3, 1, 2)]
    with testimony.transaction():
        for one in made:
            store.add_confirmation(testimony, one)
    assert list(store.confirmations(testimony)) == made


def test_an_id_is_taken_once(testimony):
    with testimony.transaction():
        store.add_confirmation(testimony, confirmed("c1", None))
    with pytest.raises(WrongUsage), testimony.transaction():
        store.add_confirmation(testimony, confirmed("c1", None))


def test_a_reading_decision_comes_back(testimony):
    made = ReadingDecision("r1", "held_from", "mou", "office", "2026-01-01", Audience.PUBLIC, "the sentence is meant")
    with testimony.transaction():
        store.add_reading_decision(testimony, made)
    assert store.reading_decisions(testimony) == (made,)


def model_of(number, audience=Audience.OFFICE, accounts=("a1", "a2")):
    id_ = f"{audience}-{number}"
    return StoredModel(id_, audience, number, "2026-01-01", "office", 7, 2, '{"x": 1}', frozenset(accounts))


def test_models_are_numbered_for_each_view(testimony):
    made = [model_of(1), model_of(2), model_of(1, Audience.PUBLIC, ())]
    with testimony.transaction():
        for one in made:
            store.add_model(testimony, one)
    assert list(store.models(testimony, Audience.OFFICE)) == made[:2]
    assert list(store.models(testimony, Audience.PUBLIC)) == made[2:]


def test_a_number_is_used_once_in_a_view(testimony):
    with testimony.transaction():
        store.add_model(testimony, model_of(1))
    with pytest.raises(WrongUsage), testimony.transaction():
        store.add_model(testimony, model_of(1))


def test_a_forgotten_model_holds_nothing(testimony):
    with testimony.transaction():
        store.add_model(testimony, model_of(1))
        store.forget_model(testimony, "office-1")
    (left,) = store.models(testimony, Audience.OFFICE)
    assert (left.number, left.content, left.accounts) == (1, "", frozenset())
    assert testimony.number("SELECT count(*) FROM model_accounts") == 0


def test_decisions_are_promised_and_models_are_not(testimony):
    with testimony.transaction():
        store.add_confirmation(testimony, confirmed("c1", None))
        store.add_reading_decision(testimony, ReadingDecision("r1", "p", "s", "by", "when"))
        store.add_model(testimony, model_of(1))
        promised = [table for table, _, _ in store.rows_written(testimony)]
    assert promised == ["confirmations", "reading_decisions"]


# Numbers that say where something stands, how large it is or in which order it came; none of them rates anybody.
COUNTERS = {"n", "size", "start", "stop", "one", "entry", "position", "number", "assertions", "confirmed", "passages",
            "entities", "passages_from", "entities_from", "assertions_from", "row_count", "left_start",
            "left_end"}  # fmt: skip
FLAGS = {"adjudicates", "verified", "narrator", "operational", "accepted", "known"}
MEASURES = {("near_duplicates", "similarity")}


def columns(database):
    names = [
        row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
    ]
    for table in names:
        for row in database.rows(f"SELECT name, type FROM pragma_table_info('{table}')"):
            yield table, row[0], row[1]


def test_no_number_rests_on_a_natural_person(testimony, identities_file):
    """A new numeric column must be named here, and someone must have asked whether it rates a person."""
    numbers = {(t, c) for t, c, kind in columns(testimony) if kind in {"INTEGER", "REAL"}}
    assert {(t, c) for t, c in numbers if c not in COUNTERS | FLAGS} == MEASURES
    assert {c for t, c in numbers if t in {"tellers", "sources"}} == set()
    people = {(t, c) for t, c, kind in columns(identities_file) if kind in {"INTEGER", "REAL"}}
    assert people == {("identities", "n"), ("identities", "start"), ("identities", "stop")}
