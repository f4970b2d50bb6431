"""What a text is searched for: places in every spelling, bodies, event words, anchors, names."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from doltap.model import plain_date
from doltap.packs import available, load, load_folder, tables

PACK = load("north_korea")
COMMON_WORDS = {"위원", "구성", "세포", "운전", "화평", "연탄", "수동", "중화"}
GENERIC = load("generic")
PLACES = {p.id: p for p in PACK.gazetteer.places}


def named(text):
    """The ids of the places that a text can name."""
    return {p.id for p in PACK.gazetteer.places if text in (p.name_en, p.name_ko, *p.names)}


def test_both_packs_come_with_doltap():
    assert available() == ("generic", "north_korea")


def test_every_city_and_county_of_the_field_table_is_here(shared):
    with (shared / "field" / "kp_places.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 179
    for row in table:
        place = PLACES[row["id"]]
        assert place.name_ko == row["name_ko"]
        assert row["stem_ko"] in place.names or row["stem_ko"] in COMMON_WORDS
        assert {row["rr"], row["mr"]} <= {place.name_en, *place.names}
        assert row["stem_ko_south_spelling"] in ("", *place.names)
        assert PLACES[place.parent].parent == "KP"


@pytest.mark.parametrize(
    "spelling", ["룡천군", "룡천", "용천", "Ryongchon", "Yongcheon", "Ryongch'ŏn", "Ryongchon County"]
)
def test_one_county_in_every_spelling(spelling):
    assert "KP0606" in named(spelling)


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Songjin", "김책시"),
        ("풍산", "김형권군"),
        ("아오지", "경흥군"),
        ("Hwasong", "명간군"),
        ("영흥", "금야군"),
        ("오로", "영광군"),
    ],
)
def test_old_names_lead_to_the_place_of_today(old, now):
    assert now in {PLACES[i].name_ko for i in named(old)}


@pytest.mark.parametrize(
    "word",
    sorted(
        COMMON_WORDS
        | {"위해", "지난", "집안", "선전", "저장", "시안", "고비", "후에", "서리", "세트", "이란", "수단", "인도"}
    ),
)
def test_a_common_word_is_no_place(word):
    assert named(word) == set()


@pytest.mark.parametrize(
    ("whole", "place"), [("위원군", "KP0516"), ("웨이하이", "cn.weihai"), ("고비사막", "reg.gobi")]
)
def test_the_whole_name_still_is(whole, place):
    assert {p.name_ko for p in (PLACES[i] for i in named(whole))} & {whole, PLACES[place].name_ko}


def test_words_said_of_places():
    assert {w.property for w in GENERIC.gazetteer.property_words} == {"safe_haven", "asylum"}
    assert all(w.en and w.ko for w in GENERIC.gazetteer.property_words)


def test_pyongyang_has_one_reading():
    assert named("Pyongyang") == named("평양") == {"KP1001"}
    assert PLACES["KP1001"].parent == "KP10"


def test_kangwon_on_both_sides_of_the_line_stays_two():
    assert named("강원도") == {"KP04", "kr.gangwon"}


def test_every_parent_leads_to_the_top():
    for place in PACK.gazetteer.places:
        seen = set()
        while place.parent:
            assert place.id not in seen
            seen.add(place.id)
            place = PLACES[place.parent]


def test_camps_stand_in_their_county_and_have_no_point():
    camps = [p for p in PACK.gazetteer.places if p.kind == "facility"]
    assert {"K14", "K15", "K16", "K18", "K22", "K25", "KCH"} <= {c.id for c in camps}
    assert [c.id for c in camps if c.lat is not None or c.lon is not None] == []
    assert PLACES["K15"].parent == "KP0317"
    assert "요덕수용소" in PLACES["K15"].names


def test_the_countries_of_the_world_in_both_languages():
    countries = [p for p in GENERIC.gazetteer.places if p.kind == "country"]
    iso = [c for c in countries if len(c.id) == 2]
    assert len(iso) >= 249
    assert [c.id for c in countries if not any("가" <= ch <= "힣" for ch in c.name_ko)] == []
    assert {"CSHH", "SUHH", "YUCS", "DDDE", "hist.austria_hungary"} <= {c.id for c in countries}


@pytest.mark.parametrize(
    ("town", "country"),
    [("Lemberg", "UA"), ("Breslau", "PL"), ("Vilna", "LT"), ("연길", "CN"), ("Munich", "DE"), ("파리", "FR")],
)
def test_a_town_leads_to_its_country(town, country):
    def top(place):
        return place if not place.parent else top(PLACES[place.parent])

    assert country in {top(PLACES[i]).id for i in named(town)}


def test_generic_works_without_north_korea():
    assert not any(p.id.startswith("KP0") for p in GENERIC.gazetteer.places)
    assert {"arrest", "birth", "death", "deportation"} <= {w.kind for w in GENERIC.gazetteer.event_words}
    assert GENERIC.extends == ()
    assert GENERIC.gazetteer.surnames


def test_north_korea_stands_on_generic():
    assert PACK.extends == ("generic",)
    assert set(GENERIC.gazetteer.event_words) <= set(PACK.gazetteer.event_words)
    assert set(GENERIC.safety_rules) <= set(PACK.safety_rules)
    assert named("Warszawa") == {"g756135"}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("kp.mss", "보위부"),
        ("kp.mss", "국가안전보위부"),
        ("kp.mps", "인민보안성"),
        ("kp.mps", "안전부"),
        ("kp.wpk", "조선로동당"),
        ("kp.youth_league", "사로청"),
        ("un.unhcr", "유엔난민기구"),
        ("kr.nkhr", "Citizen’s Alliance for North Korean Human Rights"),
        ("kr.hanawon", "하나원"),
    ],
)
def test_bodies_under_every_name_they_had(body, name):
    entry = next(b for b in PACK.gazetteer.bodies if b.id == body)
    assert name in (entry.name_en, entry.name_ko, *entry.names)


def words(kind, language):
    return {w for e in PACK.gazetteer.event_words if e.kind == kind for w in getattr(e, language)}


@pytest.mark.parametrize(
    ("kind", "english", "korean"),
    [
        ("arrest", "arrest", "보위부에 끌려"),
        ("forced_return", "repatriate", "강제북송"),
        ("defection", "defect", "탈북"),
        ("detention", "imprison", "교화소로"),
        ("execution", "execute", "공개처형"),
        ("birth", "be born", "태어나"),
        ("deportation", "deport", "추방"),
        ("emigration", "emigrate", "이주"),
        ("forced_abortion", "forced abortion", "강제낙태"),
        ("separation", "separate", "헤어지"),
    ],
)
def test_event_words_in_both_languages(kind, english, korean):
    assert english in words(kind, "en")
    assert korean in words(kind, "ko")


def test_every_kind_of_event_has_a_name_in_both_languages():
    named_kinds = {t.id: t for t in PACK.vocabulary("event_kind")}
    assert {w.kind for w in PACK.gazetteer.event_words} <= set(named_kinds)
    assert [t.id for t in named_kinds.values() if not (t.name_en and t.name_ko)] == []


def test_subjects_and_objects_play_known_roles():
    roles = Counter(r for w in PACK.gazetteer.event_words for r in (w.subject, w.object))
    assert set(roles) <= {"actor", "victim", "participant", ""}
    death = next(w for w in PACK.gazetteer.event_words if w.kind == "death")
    assert death.subject == "participant"


def test_anchors_are_dates_with_phrases():
    anchors = {a.id: a for a in PACK.gazetteer.anchors}
    assert anchors["arduous_march"].edtf == "1994/1998"
    assert "고난의 행군" in anchors["arduous_march"].phrases_ko
    for anchor in anchors.values():
        assert plain_date(anchor.edtf).earliest
        assert anchor.phrases_ko or anchor.phrases_en


def test_a_plain_flood_is_no_anchor():
    assert not any("홍수" in a.phrases_ko for a in PACK.gazetteer.anchors)


def test_surnames_of_both_halves():
    assert {"김", "이", "리", "림", "려", "독고"} <= set(PACK.gazetteer.surnames)
    assert {"Ri", "Thae", "Ryu", "Ro", "Jong", "Lee", "Park", "Pak"} <= set(PACK.gazetteer.surnames_latin)


@pytest.mark.parametrize("vocabulary", ["violations_coi", "detention_kinds", "songbun", "sex", "age_system", "basis"])
def test_closed_vocabularies_have_terms_in_both_languages(vocabulary):
    terms = PACK.vocabulary(vocabulary)
    assert len(terms) >= 2
    assert [t.id for t in terms if not (t.name_en and t.name_ko)] == []
    assert vocabulary in PACK.vocabularies


def test_only_the_types_of_violation_that_were_seen_are_here():
    assert [t.id for t in PACK.vocabulary("violations_nkdb16")] == [f"NK{i:02}" for i in range(1, 12)]


def test_a_pack_is_small():
    folder = files("doltap.packs")
    size = sum(len(f.read_bytes()) for n in available() for f in folder.joinpath(n).iterdir() if f.is_file())
    assert size < 3_000_000


def test_loading_reads_each_table_once_and_no_figures(monkeypatch):
    read = Counter()
    text_of = tables.text_of
    monkeypatch.setattr(tables, "text_of", lambda folder, name: (read.update([name]), text_of(folder, name))[1])
    load_folder(files("doltap.packs").joinpath("generic"))
    assert read["places.csv"] == 1
    assert set(read.values()) == {1}
    assert not any(name.startswith("figures_") for name in read)
