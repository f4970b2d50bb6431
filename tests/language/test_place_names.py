"""Names of places compared and looked for: spellings, several places, larger places, former names and borders."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language.place_names import PlaceNames, PlaceRelation
from doltap.language.places import PlaceIndex
from doltap.model import PlaceChange, PlaceEntry
from doltap.packs import load

PLACES = (
    PlaceEntry("kp", "country", "North Korea", "북한"),
    PlaceEntry("north", "province", "North Hamgyong", "함경북도", parent="kp"),
    PlaceEntry("ryanggang", "province", "Ryanggang", "량강도", parent="kp"),
    PlaceEntry("hoeryong", "city", "Hoeryong", "회령시", ("Kainei",), parent="north"),
    PlaceEntry("kimchaek", "city", "Kim Chaek", "김책시", ("성진",), parent="north"),
    PlaceEntry("songchon-county", "county", "Songchon", "송천군", parent="north"),
    PlaceEntry("songchon-city", "city", "Songchon", "송천시", parent="ryanggang"),
)
CHANGES = (
    PlaceChange("kimchaek", "name", "성진", "../1951"),
    PlaceChange("kimchaek", "name", "Songjin", "../1951"),
    PlaceChange("songchon-city", "parent", "north", "../1954-10"),
)


@pytest.fixture(scope="module")
def names():
    return PlaceNames(PlaceIndex(PLACES), CHANGES)


@pytest.mark.parametrize(
    "name", ["회령", "회령시", "Hoeryong", "Hoeryŏng", "Hoeryeong", "HOERYONG", "Kainei", "회 령", "hoeryong city"]
)
def test_every_spelling_of_a_place_is_that_place(names, name):
    assert names.could_be(name) == ("hoeryong",)
    assert names.compare(name, "회령시").relation is PlaceRelation.SAME
    assert names.compare(name, "회령시").score == 1.0


def test_a_name_of_several_places_stays_several(names):
    assert set(names.could_be("Songchon")) == {"songchon-city", "songchon-county"}
    found = names.compare("Songchon", "송천")
    assert (found.relation, found.score, len(found.places)) == (PlaceRelation.SOME, 1.0, 2)
    assert names.compare("Songchon", "송천군").score == 0.5
    assert [c.score for c in names.candidates("Songchon")] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Songchon, Ryanggang", ("songchon-city",)),
        ("함경북도 회령시", ("hoeryong",)),
        ("회령시, 함경북도, 북한", ("hoeryong",)),
        ("Hoeryong (North Hamgyong)", ("hoeryong",)),
        ("회령시, 량강도", ()),
        ("Hoeryong, Nowhere", ()),
    ],
)
def test_a_larger_place_chooses_among_places(names, name, places):
    assert names.could_be(name) == places


def test_one_place_may_lie_in_the_other(names):
    assert names.compare("회령", "함경북도").relation is PlaceRelation.WITHIN
    assert names.compare("North Korea", "Hoeryong").relation is PlaceRelation.HOLDS
    assert names.compare("Hoeryong", "김책").relation is PlaceRelation.DIFFERENT
    assert names.compare("Hoeryong", "Atlantis").relation is PlaceRelation.UNKNOWN
    assert names.compare("Atlantis", "ATLANTIS").score == 1.0
    assert names.compare("", "").score == 0.0


def test_a_former_name_counts_while_it_was_borne(names):
    assert names.could_be("성진") == names.could_be("Songjin", "1948") == ("kimchaek",)
    assert names.could_be("성진", "1949/1955") == ("kimchaek",)
    assert names.could_be("성진", "1998") == names.could_be("Songjin", "1998") == ()
    assert names.could_be("김책", "1998") == ("kimchaek",)


def test_a_former_border_counts_while_it_stood(names):
    assert names.holds("north", "songchon-city")
    assert names.holds("ryanggang", "songchon-city")
    assert names.compare("송천시", "함경북도", "1998").relation is PlaceRelation.DIFFERENT
    assert names.compare("송천시", "함경북도", "1950").relation is PlaceRelation.WITHIN
    assert names.compare("송천시", "량강도", "1950").relation is PlaceRelation.DIFFERENT
    assert names.compare("송천시", "북한", "1950").relation is PlaceRelation.WITHIN


@pytest.mark.parametrize("slip", ["Hoeryon", "Hoeryomg", "회렁시", "Hoerjong"])
def test_a_slip_is_a_question_and_no_answer(names, slip):
    assert names.could_be(slip) == ()
    best = names.candidates(slip, 1)[0]
    assert best.place == "hoeryong"
    assert 0 < best.score < 0.5
    assert best.slips == 1


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["회령", "Songchon", "북한", "성진"]))
def test_comparing_places_is_defined_and_symmetric(names, a, b):
    turned = {PlaceRelation.WITHIN: PlaceRelation.HOLDS, PlaceRelation.HOLDS: PlaceRelation.WITHIN}
    one, other = names.compare(a, b), names.compare(b, a)
    assert 0.0 <= one.score == other.score <= 1.0
    assert turned.get(one.relation, one.relation) is other.relation
    assert len(names.candidates(a, 3)) <= 3


@pytest.mark.parametrize("name", ["", "😀", "회" * 10_000, "a, " * 5_000, "\u202eHoeryong", "12", "Нoeryong"])
def test_strings_that_are_hardly_places_are_answered(names, name):
    assert names.compare(name, "회령").score in (0.0, 1.0)
    assert len(names.candidates(name, 2)) <= 2


def test_the_gazetteer_of_the_pack_knows_old_and_foreign_spellings():
    gazetteer = load("north_korea").gazetteer
    names = PlaceNames(PlaceIndex(gazetteer.places), gazetteer.place_changes)
    assert len({names.could_be(n) for n in ("회령", "Hoeryong", "Hoeryŏng", "Hoeryeong", "Kainei", "회령시")}) == 1
    assert names.could_be("새별군", "2001") == names.could_be("경원군") != ()
    assert names.could_be("새별군", "2015") == ()
    assert {c.kind for c in gazetteer.place_changes} == {"name"}
