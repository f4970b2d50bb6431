"""What leaves: people who are not public are withheld, in values and in words."""

import pytest

from doltap.model import (
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    Status,
    WeighedValue,
    Weighing,
    Withheld,
    plain_date,
)
from doltap.release import cover, screen

PUBLIC = frozenset({"person.known"})
TYPES = {"person.known": EntityType.PERSON, "someone": EntityType.PERSON, "event.e": EntityType.EVENT}


def weighing(entity, prop, *values):
    return Weighing(entity, prop, tuple(WeighedValue(v, ("a",), (), ("o",)) for v in values), Status.ONE_TELLER)


def screened(*weighings):
    return screen(weighings, TYPES, PUBLIC, lambda place: place[:4])


def test_a_person_who_is_not_public_is_withheld_whole():
    shown, withheld = screened(weighing("someone", "birth_date", plain_date("1980")))
    assert shown == []
    assert withheld == (Withheld("person_not_public", 1),)


def test_of_a_public_person_no_place_finer_than_a_province_leaves():
    [shown], withheld = screened(weighing("person.known", "birth_place", PlaceValue("a village", ("KP0203",))))
    assert shown.values[0].value == PlaceValue("KP02", ("KP02",))
    assert withheld == ()


@pytest.mark.parametrize("prop", ["actor", "victim", "participant", "kin"])
def test_an_event_keeps_bodies_and_public_people_and_loses_other_names(prop):
    body, known, unknown = NameValue("UNHCR", "un.unhcr"), NameValue("K", "person.known"), NameValue("Some One")
    [shown], withheld = screened(weighing("event.e", prop, body, known, unknown, NameValue("x", "person.x")))
    assert [v.value for v in shown.values] == [body, known]
    assert withheld == (Withheld("person_not_public", 2),)


def test_an_event_of_which_only_a_name_is_told_says_nothing():
    shown, withheld = screened(weighing("event.e", "victim", NameValue("Some One")))
    assert (shown, withheld) == ([], (Withheld("person_not_public", 1),))


def test_numbers_of_an_event_stay():
    told = weighing("event.e", "count", NumberValue(3, 3, "person"))
    assert screened(told) == ([told], ())


@pytest.mark.parametrize(
    ("words", "names", "covered"),
    [
        ("Some One said so.", ["Some One"], "▒▒▒▒▒▒▒▒ said so."),
        ("아무개가 아무개에게", ["아무개"], "▒▒▒가 ▒▒▒에게"),
        ("Ann, not Annual.", ["Ann"], "▒▒▒, not Annual."),
        ("Ann Lee and Lee.", ["Lee", "Ann Lee"], "▒▒▒▒▒▒▒ and ▒▒▒."),
        ("Nothing here.", [], "Nothing here."),
        ("Nothing here.", [" "], "Nothing here."),
        ("A (b) c.", ["A (b)"], "▒▒▒▒▒ c."),
    ],
)
def test_names_are_covered_and_words_keep_their_length(words, names, covered):
    assert cover(words, names) == covered
    assert len(covered) == len(words)
