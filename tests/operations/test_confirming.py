"""Facts confirmed from documents: what is asked and what never, the answers, and taking them back."""

import pytest
from told_archive import CODE, PASSPHRASE, Said, bodies_on_many_items, number, tell, year

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Audience,
    DateValue,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    ReleaseClass,
    SafetyClass,
    Status,
    StoredModel,
    TermValue,
    TextValue,
    plain_date,
)
from doltap.operations.archive import create
from doltap.operations.confirming import (
    AskRequest,
    ConfirmRequest,
    MeantRequest,
    confirm,
    mean,
    understood,
    worth_confirming,
)
from doltap.operations.keeping import verify
from doltap.operations.models import RelearnRequest, relearn
from doltap.operations.view import view_of
from doltap.operations.weighing import WeighingsRequest, weighings
from doltap.packs import load
from doltap.weigh import Learned, Model, to_json

EVERYTHING = AskRequest(1000)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", PASSPHRASE) as made:
        yield made


def asked(archive, request=EVERYTHING):
    return {(w.shown.weighing.entity, w.shown.weighing.property) for w in worth_confirming(archive, request)}


def the(archive, entity, audience=Audience.OFFICE, prop="count"):
    found = weighings(archive, WeighingsRequest(audience=audience))
    return next(s for s in found if (s.weighing.entity, s.weighing.property) == (entity, prop))


def document(archive, entity, choice=1, **more):
    request = ConfirmRequest(the(archive, entity).id, "office", "Yearbook, p. 3", choice, **more)
    return confirm(archive, request)


def test_what_bodies_tell_of_events_places_and_bodies_is_asked(archive):
    bodies_on_many_items(archive)
    found = worth_confirming(archive, AskRequest(5))
    assert len(found) == 5
    assert all(w.look_in for w in found)
    assert {s for w in found for s, _ in w.look_in} == {"Alpha", "Beta", "Gamma"}
    assert {d for w in found for _, d in w.look_in} == {"alpha report", "beta report", "gamma report"}


def test_the_same_seed_asks_the_same(archive):
    bodies_on_many_items(archive)
    first, again = (worth_confirming(archive, AskRequest(6)) for _ in range(2))
    assert [w.shown.id for w in first] == [w.shown.id for w in again]


def test_a_witness_is_never_asked_again(archive):
    for k in range(3):
        tell(archive, [Said("event.w", "count", number(k))], teller=f"t{k}", release=ReleaseClass.OFFICE, uses=CODE)
    assert asked(archive) == set()


def test_a_document_of_somebody_unknown_is_nowhere_to_look(archive):
    tell(archive, [Said("event.w", "count", number(3))])
    assert asked(archive) == set()


@pytest.mark.parametrize("known", ["somebody", "person.known"])
def test_a_person_is_asked_about_only_when_public_and_out(archive, known):
    said = [Said(known, "birth_date", year(1970), EntityType.PERSON)]
    tell(archive, said, source="alpha")
    assert asked(archive) == set()
    tell(archive, [Said(known, "arrived", year(2016), EntityType.PERSON)], source="beta")
    assert (known, "birth_date") in asked(archive)


def test_an_event_that_names_somebody_is_not_asked_about(archive):
    victim = {"more": {"event": ""}}
    tell(
        archive,
        [
            Said("", "date", year(1998)),
            Said("", "victim", NameValue("Somebody"), **victim),
        ],
        source="alpha",
    )
    assert asked(archive) == set()


def test_an_event_without_anybody_is_asked_about(archive):
    tell(archive, [Said("", "date", year(1998))], source="alpha")
    assert [prop for _, prop in asked(archive)] == ["date"]


def test_an_event_done_by_a_state_is_asked_about(archive):
    tell(archive, [Said("", "date", year(1998)), Said("", "actor", NameValue("China", "CN"))], source="alpha")
    assert [prop for _, prop in asked(archive)] == ["date"]


def test_protected_people_are_not_asked_about(archive):
    held = {"safety": frozenset({SafetyClass.PROTECTED_PERSON})}
    tell(archive, [Said("event.p", "count", number(2), more=held)], source="alpha")
    assert asked(archive) == set()


def test_names_and_kinds_are_no_facts_to_confirm(archive):
    tell(archive, [Said("event.p", "kind", TermValue("event", "famine"))], source="alpha")
    assert asked(archive) == set()


def test_what_is_confirmed_is_asked_no_more(archive):
    bodies_on_many_items(archive)
    document(archive, "event.e1")
    assert ("event.e1", "count") not in asked(archive)
    confirm(archive, ConfirmRequest(the(archive, "event.e1").id, "office", undo=True))
    assert ("event.e1", "count") in asked(archive)


def test_a_confirmed_value_stands_in_status_and_reasons(archive):
    bodies_on_many_items(archive)
    made = document(archive, "event.e1")
    assert (made.document, made.by, made.value) == ("Yearbook, p. 3", "office", number(101))
    weighing = the(archive, "event.e1").weighing
    assert weighing.reasons[0].code == "weigh.confirmed"
    confirm(archive, ConfirmRequest(the(archive, "event.e1").id, "office", "Yearbook", text="5"))
    assert the(archive, "event.e1").weighing.status is Status.AGAINST_RECORD


def test_taken_back_is_as_if_it_had_never_been(archive):
    bodies_on_many_items(archive)
    before = the(archive, "event.e1").weighing
    document(archive, "event.e1")
    confirm(archive, ConfirmRequest(the(archive, "event.e1").id, "office", undo=True))
    assert the(archive, "event.e1").weighing == before
    assert len(store.confirmations(archive.testimony)) == 2


def test_nothing_confirmed_is_nothing_to_take_back(archive):
    bodies_on_many_items(archive)
    with pytest.raises(WrongUsage, match="nothing_confirmed"):
        confirm(archive, ConfirmRequest(the(archive, "event.e1").id, "office", undo=True))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"choice": 1}, "confirming_needs_a_document"),
        ({"choice": 1, "document": "  "}, "confirming_needs_a_document"),
        ({"choice": 9, "document": "x"}, "no_such_choice"),
        ({"text": "many", "document": "x"}, "value_not_understood"),
        ({"text": "", "document": "x"}, "value_not_understood"),
        ({"text": "7..5", "document": "x"}, "value_not_understood"),
    ],
)
def test_what_cannot_be_recorded_says_why(archive, request_, code):
    bodies_on_many_items(archive)
    with pytest.raises(WrongUsage, match=code):
        confirm(archive, ConfirmRequest(the(archive, "event.e1").id, "office", **request_))
    assert store.confirmations(archive.testimony) == ()


@pytest.mark.parametrize("wrong", ["", "abc", "ffffffff"])
def test_an_id_that_is_not_here(archive, wrong):
    bodies_on_many_items(archive)
    with pytest.raises(WrongUsage, match="nothing_with_this_id"):
        confirm(archive, ConfirmRequest(wrong, "office", "x", 1))


def test_a_property_of_several_values_is_not_confirmed(archive):
    tell(archive, [Said("event.a", "said", TextValue("words"))], source="alpha")
    with pytest.raises(WrongUsage, match="several_values_at_once"):
        confirm(archive, ConfirmRequest(the(archive, "event.a", prop="said").id, "office", "x", 1))


def test_what_the_office_confirmed_is_not_used_for_the_public(archive):
    bodies_on_many_items(archive)
    before = the(archive, "event.e1", Audience.PUBLIC).weighing
    document(archive, "event.e1")
    assert the(archive, "event.e1", Audience.PUBLIC).weighing == before
    document(archive, "event.e1", audience=Audience.PUBLIC)
    assert the(archive, "event.e1", Audience.PUBLIC).weighing.reasons[0].code == "weigh.confirmed"
    assert the(archive, "event.e1").weighing.reasons[0].code == "weigh.confirmed"


def test_the_public_cannot_confirm_what_it_does_not_see(archive):
    tell(archive, [Said("event.o", "count", number(1))], source="alpha", release=ReleaseClass.OFFICE, uses=CODE)
    with pytest.raises(WrongUsage, match="nothing_with_this_id"):
        document(archive, "event.o", audience=Audience.PUBLIC)


def test_confirmed_facts_are_learned_from(archive):
    bodies_on_many_items(archive)
    relearn(archive, RelearnRequest("office"))
    for n in range(6):
        document(archive, f"event.e{n}")
    found = relearn(archive, RelearnRequest("office"))
    assert (found.new, found.confirmed) == (True, 6)


def test_fifty_confirmed_facts_give_a_number_and_forty_nine_do_not(archive):
    bodies_on_many_items(archive, items=60)
    for n in range(50):
        if n == 49:
            relearn(archive, RelearnRequest("office"))
            assert {v.probability for v in the(archive, "event.e55").weighing.values} == {None}
        document(archive, f"event.e{n}")
    relearn(archive, RelearnRequest("office"))
    weighing = the(archive, "event.e55").weighing
    assert weighing.calibration == "calibrated"
    assert all(0 <= v.probability <= 1 for v in weighing.values)


def test_confirming_stays_verifiable(archive):
    bodies_on_many_items(archive)
    document(archive, "event.e1")
    assert verify(archive).problems == ()


def two_readings(archive):
    """A current model of the office in which alpha and beta tell two things by 'count'."""
    bodies_on_many_items(archive)
    learned = Learned("count", "quality", reading={"alpha": 1.0, "beta": 0.0, "gamma": 0.5}, apart=0.5)
    kept = StoredModel("m1", Audience.OFFICE, 1, "now", "office", 1, 0, to_json(Model((learned,))))
    with archive.transaction("test"):
        store.add_model(archive.testimony, kept)


def test_a_person_says_which_reading_is_meant_and_takes_it_back(archive):
    two_readings(archive)
    assert view_of(archive, Audience.OFFICE).model.of("count").asked_for == -1
    mean(archive, MeantRequest("count", "Beta", "office"))
    assert view_of(archive, Audience.OFFICE).model.of("count").asked_for == 1
    mean(archive, MeantRequest("count", "alpha", "office"))
    assert view_of(archive, Audience.OFFICE).model.of("count").asked_for == 0
    mean(archive, MeantRequest("count", "", "office"))
    assert view_of(archive, Audience.OFFICE).model.of("count").asked_for == -1
    assert len(store.reading_decisions(archive.testimony)) == 3


@pytest.mark.parametrize("source", ["nobody", "t1"])
def test_a_source_that_follows_no_reading_cannot_be_meant(archive, source):
    two_readings(archive)
    with pytest.raises(WrongUsage, match="no_reading_of_this_source"):
        mean(archive, MeantRequest("count", source, "office"))


LIKE_NUMBER = number(1, "person")


@pytest.mark.parametrize(
    ("text", "like", "value"),
    [
        ("1998-03", plain_date("1990"), plain_date("1998-03")),
        ("1998/1999", plain_date("1990"), plain_date("1998/1999")),
        ("1,142", LIKE_NUMBER, number(1142)),
        ("500..600", LIKE_NUMBER, NumberValue(500, 600, "person")),
        ("500..", LIKE_NUMBER, NumberValue(500, None, "person")),
        ("..600", LIKE_NUMBER, NumberValue(None, 600, "person")),
        ("closed", TermValue("camp_status", "operating"), TermValue("camp_status", "closed")),
        ("폐쇄", TermValue("camp_status", "operating"), TermValue("camp_status", "closed")),
        ("China", NameValue("Laos"), NameValue("China")),
        ("teacher", TextValue("x"), TextValue("teacher")),
    ],
)
def test_values_are_understood_as_their_kind(text, like, value):
    assert understood(text, like, load()) == value


def test_a_place_is_found_in_the_gazetteer():
    found = understood("Hoeryong", PlaceValue("x", ()), load())
    assert isinstance(found, PlaceValue)
    assert found.ids


@pytest.mark.parametrize(
    ("text", "like"),
    [("soon", DateValue("1998")), ("..", LIKE_NUMBER), ("x", TermValue("camp_status", "closed")), ("", TextValue("x"))],
)
def test_values_that_are_none_are_refused(text, like):
    with pytest.raises(ValueError, match=r".*"):
        understood(text, like, load())
