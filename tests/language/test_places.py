import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import PlaceIndex, dprk, mccune_reischauer, revised
from doltap.model import EntityType, PlaceEntry

PLACES = (
    PlaceEntry("kp", "country", "North Korea", "북한", ("북조선", "DPRK")),
    PlaceEntry("hamgyong-n", "province", "North Hamgyong", "함경북도", parent="kp"),
    PlaceEntry("ryanggang", "province", "Ryanggang", "량강도", parent="kp"),
    PlaceEntry("pyongan-s", "province", "South Pyongan", "평안남도", parent="kp"),
    PlaceEntry("kangwon", "province", "Kangwon", "강원도", parent="kp"),
    PlaceEntry("hoeryong", "city", "Hoeryong", "회령시", ("Hoeryŏng",), parent="hamgyong-n"),
    PlaceEntry("onsong", "county", "Onsong", "온성군", parent="hamgyong-n"),
    PlaceEntry("chongjin", "city", "Chongjin", "청진시", parent="hamgyong-n"),
    PlaceEntry("kimchaek", "city", "Kim Chaek", "김책시", ("성진",), parent="hamgyong-n"),
    PlaceEntry("anju", "city", "Anju", "안주시", parent="pyongan-s"),
    PlaceEntry("unryul", "county", "Unryul", "은률군", parent="kp"),
    PlaceEntry("kosong-n", "county", "Kosong", "고성군", parent="kangwon"),
    PlaceEntry("kosong-s", "county", "Goseong", "고성군"),
    PlaceEntry("songchon-county", "county", "Songchon", "송천군"),
    PlaceEntry("songchon-city", "city", "Songchon", "송천시"),
    PlaceEntry("ham", "river", "Ham", "함강"),
)


@pytest.fixture(scope="module")
def index():
    return PlaceIndex(PLACES)


def seen(index, text):
    return [(m.text, m.ids) for m in index.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("회령에서 왔다", [("회령", ("hoeryong",))]),
        ("함경북도 온성군에서는", [("함경북도", ("hamgyong-n",)), ("온성군", ("onsong",))]),
        ("함경북도회령시 사람", [("함경북도", ("hamgyong-n",)), ("회령시", ("hoeryong",))]),
        ("양강도와 량강도", [("양강도", ("ryanggang",)), ("량강도", ("ryanggang",))]),
        ("은율군과 은률", [("은율군", ("unryul",)), ("은률", ("unryul",))]),
        ("청진출신이다", [("청진", ("chongjin",))]),
        ("회령읍으로", [("회령읍", ("hoeryong",))]),
        ("성진까지", [("성진", ("kimchaek",))]),
        ("청진기를 들고", []),
        ("온성하다", []),
        ("술과 안주를 먹었다", []),
        ("안주에서 살았다", [("안주", ("anju",))]),
        ("안주시를 떠났다", [("안주시", ("anju",))]),
        ("", []),
    ],
)
def test_hangul_places_with_particles_and_units(index, text, mentions):
    assert seen(index, text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("born in Hoeryŏng.", [("Hoeryŏng", ("hoeryong",))]),
        ("born in Hoeryeong, then Onsong County", [("Hoeryeong", ("hoeryong",)), ("Onsong County", ("onsong",))]),
        (
            "from Ch'ŏngjin or Ch’ŏngjin or Cheongjin",
            [(n, ("chongjin",)) for n in ("Ch'ŏngjin", "Ch’ŏngjin", "Cheongjin")],
        ),
        ("North Hamgyong Province", [("North Hamgyong Province", ("hamgyong-n",))]),
        ("Onsong-gun", [("Onsong-gun", ("onsong",))]),
        ("CHONGJIN", [("CHONGJIN", ("chongjin",))]),
        ("hoeryong in small letters", []),
        ("Hoeryongs", []),
        ("Mr Ham ate", []),
        ("the Ham River", [("Ham River", ("ham",))]),
        ("Songchon", [("Songchon", ("songchon-city", "songchon-county"))]),
        ("Songchon County", [("Songchon County", ("songchon-county",))]),
        ("Eunyul and Unryul", [("Eunyul", ("unryul",)), ("Unryul", ("unryul",))]),
    ],
)
def test_latin_places_in_every_romanisation(index, text, mentions):
    assert seen(index, text) == mentions


def test_a_name_of_two_places_stays_two(index):
    assert seen(index, "고성군에서") == [("고성군", ("kosong-n", "kosong-s"))]
    assert index.lookup("고성군") == ("kosong-n", "kosong-s")


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("회령시", ("hoeryong",)),
        ("회령", ("hoeryong",)),
        ("Hoeryong City", ("hoeryong",)),
        ("hoeryŏng", ("hoeryong",)),
        ("안주", ("anju",)),
        ("Songchon County", ("songchon-county",)),
        ("회령에서", ()),
        ("Seoul", ()),
        ("", ()),
        ("County", ()),
    ],
)
def test_looking_up_a_whole_name(index, name, ids):
    assert index.lookup(name) == ids


def test_one_place_holds_another(index):
    assert index.holds("kp", "hoeryong")
    assert index.holds("hamgyong-n", "hoeryong")
    assert index.holds("hoeryong", "hoeryong")
    assert not index.holds("hoeryong", "hamgyong-n")
    assert not index.holds("ryanggang", "hoeryong")
    assert not index.holds("nowhere", "nowhere")


def test_a_circle_of_parents_ends():
    circle = PlaceIndex(
        [PlaceEntry("a", "city", "Aaa", "가나", parent="b"), PlaceEntry("b", "city", "Bbb", "다라", parent="a")]
    )
    assert circle.holds("a", "b")
    assert not circle.holds("c", "a")


PIECES = [*"회령온성군에서시함경북도 안주청진기", "Hoeryong ", "Ham ", "River", "’", "\n", "ŏ"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_mentions_are_exact_words_in_order(text):
    index = PlaceIndex(PLACES)
    end = 0
    for mention in index.find(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        assert mention.ids
        assert mention.type is EntityType.PLACE
        end = mention.end


def test_every_spelling_of_the_gazetteer_leads_home(shared):
    with (shared / "field/kp_places.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    index = PlaceIndex(PlaceEntry(r["id"], r["type"], r["name_dprk"], r["name_ko"]) for r in rows)
    assert len(rows) > 150
    systems = (revised, mccune_reischauer, lambda s: mccune_reischauer(s, marks=False), dprk)
    for row in rows:
        spelled = [row["name_ko"], row["stem_ko"], row["mr"], row["name_dprk"], *(f(row["stem_ko"]) for f in systems)]
        assert [s for s in spelled if row["id"] not in index.lookup(s)] == []
        assert row["id"] in {i for m in index.find(f"그는 {row['name_ko']}에서 태어났다") for i in m.ids}


def test_a_name_looked_up_in_one_script_does_not_gather_those_of_the_other():
    index = PlaceIndex(PLACES)
    assert index.lookup("회령시") == ("hoeryong",)
    assert "_latin" not in vars(index)
    assert index.lookup("Hoeryong") == ("hoeryong",)


def test_a_romanised_name_yields_to_a_given_one():
    index = PlaceIndex((PlaceEntry("rome", "city", "Rome", "로마"), PlaceEntry("lome", "city", "Lomé", "로메")))
    assert index.lookup("Rome") == ("rome",)
    assert index.lookup("Lome") == ("lome",)
    assert index.lookup("Roma") == ("rome",)
