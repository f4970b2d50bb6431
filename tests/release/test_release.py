"""Deny by default: what nobody agreed to enters no number, and of people little and coarse leaves."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doltap.model import (
    Account,
    Assertion,
    Audience,
    Consent,
    DateValue,
    EntityType,
    NameValue,
    PlaceValue,
    ReleaseClass,
    SafetyClass,
    Status,
    Use,
    WeighedValue,
    Weighing,
)
from doltap.release import allowed_accounts, coarse, consented, screen

TODAY = date(2026, 5, 1)
CODE, PUBLISH = frozenset({Use.CODE}), frozenset({Use.PUBLISH_FACT, Use.CODE})


def account(release, id_="a"):
    return Account(id_, "0" * 64, datetime(2026, 1, 1, tzinfo=UTC), "f", release_class=ReleaseClass(release))


@pytest.mark.parametrize(
    ("release", "consent", "audience", "reason"),
    [
        ("sealed", None, "office", "sealed"),
        ("sealed", Consent("a", PUBLISH, True), "office", "sealed"),
        ("sealed", Consent("a", PUBLISH, True), "public", "sealed"),
        ("office", None, "office", "consent_unknown"),
        ("office", Consent("a", CODE, False), "office", "consent_unknown"),
        ("office", Consent("a", frozenset(), True), "office", "not_agreed"),
        ("office", Consent("a", frozenset({Use.HOLD}), True), "office", "not_agreed"),
        ("office", Consent("a", CODE, True), "office", ""),
        ("office", Consent("a", CODE, True, "2026-05-01"), "office", ""),
        ("office", Consent("a", CODE, True, "2026-04-30"), "office", "consent_ended"),
        ("office", Consent("a", PUBLISH, True), "public", "office_only"),
        ("public", None, "public", ""),
        ("public", None, "office", ""),
    ],
)
def test_who_may_use_an_account(release, consent, audience, reason):
    allowed, withheld = allowed_accounts(
        [account(release)], {"a": consent} if consent else {}, Audience(audience), TODAY
    )
    assert bool(allowed) == (not reason)
    assert [w.reason for w in withheld] == ([reason] if reason else [])


def test_withheld_accounts_are_only_counted():
    accounts = [account("sealed", "a"), account("sealed", "b"), account("public", "c")]
    allowed, withheld = allowed_accounts(accounts, {}, Audience.PUBLIC, TODAY)
    assert allowed == {"c"}
    assert [(w.reason, w.count) for w in withheld] == [("sealed", 2)]


@given(st.frozensets(st.sampled_from(SafetyClass)))
def test_only_a_passage_without_any_class_is_joined(classes):
    said = Assertion("i", "p", "a", "e", EntityType.PERSON, "name", NameValue("N"), "N", safety=classes)
    assert bool(consented([said], frozenset({"a"}))) == (not classes)
    assert consented([said], frozenset()) == []


def province(place):
    return ".".join(place.split(".")[:2])


def test_places_and_dates_of_people_become_coarse():
    day = DateValue("1998-03-05", date(1998, 3, 5), date(1998, 3, 5))
    assert coarse(day, province).edtf == "1995/1999"
    assert coarse(PlaceValue("a village", ("KP.HB.HR.V",)), province) == PlaceValue("KP.HB", ("KP.HB",))
    assert coarse(PlaceValue("my house"), province) == PlaceValue("", ())


def weighing(entity, prop, value):
    return Weighing(entity, prop, (WeighedValue(value, ("a1",), (), ("o",)),), Status.ONE_TELLER)


def test_the_public_sees_no_person_who_is_not_public():
    private = weighing("e1", "birth_place", PlaceValue("Hoeryong", ("KP.HB.HR",)))
    public = weighing("person.x", "birth_place", PlaceValue("Hoeryong", ("KP.HB.HR",)))
    event = weighing("e2", "place", PlaceValue("Hoeryong", ("KP.HB.HR",)))
    types = {"e1": EntityType.PERSON, "person.x": EntityType.PERSON, "e2": EntityType.EVENT}
    seen, withheld = screen([private, public, event], types, frozenset({"person.x"}), province)
    assert [w.entity for w in seen] == ["person.x", "e2"]
    assert seen[0].values[0].value == PlaceValue("KP.HB", ("KP.HB",))
    assert [(w.reason, w.count) for w in withheld] == [("person_not_public", 1)]
