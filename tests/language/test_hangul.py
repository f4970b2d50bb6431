import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import (
    compose,
    decompose,
    dprk,
    has_tail,
    initial_sound_variants,
    is_hangul,
    letters,
    mccune_reischauer,
    north_spelling,
    particle_splits,
    revised,
    romanise_name,
    south_spelling,
    strip_particle,
)

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
WORDS = st.text(SYLLABLES, max_size=8)


@settings(deadline=None)
@given(SYLLABLES)
def test_taking_apart_and_putting_together_is_the_same(syllable):
    assert compose(*decompose(syllable)) == syllable
    assert letters(syllable) == "".join(decompose(syllable))
    assert has_tail(syllable) == (decompose(syllable)[2] != "")


@pytest.mark.parametrize("wrong", ["", "a", "가나", "ㄱ"])
def test_only_a_syllable_comes_apart(wrong):
    with pytest.raises(ValueError):
        decompose(wrong)


def test_hangul_is_whole_syllables():
    assert is_hangul("회령")
    assert not is_hangul("")
    assert not is_hangul("회령 ")
    assert not is_hangul("ㅎ")


@pytest.mark.parametrize(
    ("word", "stem", "particle"),
    [
        ("회령에서", "회령", "에서"),
        ("온성군에서는", "온성군", "에서는"),
        ("보위부에게", "보위부", "에게"),
        ("평양으로", "평양", "으로"),
        ("서울로", "서울", "로"),
        ("청진까지", "청진", "까지"),
        ("사람이라고", "사람", "이라고"),
        ("김영희가", "김영희", "가"),
        ("감옥에서부터도", "감옥", "에서부터도"),
        ("쌀을", "쌀을", ""),
        ("나는", "나는", ""),
        ("온성", "온성", ""),
        ("", "", ""),
        ("abc", "abc", ""),
    ],
)
def test_particles_come_off_where_enough_is_left(word, stem, particle):
    assert strip_particle(word) == (stem, particle)


def test_what_is_known_decides():
    assert strip_particle("쌀을", known={"쌀"}) == ("쌀", "을")
    assert strip_particle("박정은", known={"박정은"}) == ("박정은", "")
    assert strip_particle("박정은이", known={"박정은"}) == ("박정은", "이")
    assert particle_splits("박정은") == (("박정", "은"), ("박정은", ""))


def test_the_form_of_a_particle_must_fit_the_sound():
    assert strip_particle("아버지은") == ("아버지은", "")
    assert strip_particle("평양로") == ("평양로", "")
    assert strip_particle("서울으로") == ("서울으로", "")


@settings(deadline=None)
@given(WORDS)
def test_stem_and_particle_make_the_word(word):
    stem, particle = strip_particle(word)
    assert stem + particle == word
    assert not particle or len(stem) >= 2


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("로동신문", "노동신문"),
        ("리영희", "이영희"),
        ("량강도", "양강도"),
        ("녀자", "여자"),
        ("은률", "은율"),
        ("규률", "규율"),
        ("조선로동당", "조선노동당"),
        ("력사", "역사"),
        ("락원", "낙원"),
        ("류치장", "유치장"),
        ("림시", "임시"),
        ("녀성동맹", "여성동맹"),
    ],
)
def test_the_two_spellings_find_each_other(north, south):
    assert south_spelling(north) == south
    assert south in initial_sound_variants(north)
    assert north in initial_sound_variants(south)


@pytest.mark.parametrize("word", ["라디오", "러시아", "레닌", "합격률", "회령", "", "abc"])
def test_what_both_sides_write_alike_stays(word):
    assert south_spelling(word) == word
    assert initial_sound_variants(word)[0] == word


def test_northern_spelling_of_known_stems():
    assert north_spelling("노동신문") == "로동신문"
    assert north_spelling("이것") == "이것"


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("신라", "Silla"),
        ("종로", "Jongno"),
        ("독립문", "Dongnimmun"),
        ("백마", "Baengma"),
        ("왕십리", "Wangsimni"),
        ("별내", "Byeollae"),
        ("알약", "Aryak"),
        ("해돋이", "Haedoji"),
        ("같이", "Gachi"),
        ("좋고", "Joko"),
        ("놓다", "Nota"),
        ("묵호", "Mukho"),
        ("집현전", "Jiphyeonjeon"),
        ("압구정", "Apgujeong"),
        ("낙동강", "Nakdonggang"),
        ("벚꽃", "Beotkkot"),
        ("한밭", "Hanbat"),
        ("설악", "Seorak"),
        ("울릉", "Ulleung"),
        ("대관령", "Daegwallyeong"),
        ("닭이", "Dalgi"),
        ("값", "Gap"),
        ("많아", "Mana"),
        ("", ""),
        ("A 서울 1", "A Seoul 1"),
    ],
)
def test_revised_romanisation(hangul, latin):
    assert revised(hangul) == latin


@pytest.mark.parametrize(
    ("hangul", "marked", "plain"),
    [
        ("평양", "P'yŏngyang", "Pyongyang"),
        ("한글", "Han'gŭl", "Hangul"),
        ("청진", "Ch'ŏngjin", "Chongjin"),
        ("신의주", "Sinŭiju", "Sinuiju"),
        ("독립", "Tongnip", "Tongnip"),
        ("쉬", "Shwi", "Shwi"),
    ],
)
def test_mccune_reischauer(hangul, marked, plain):
    assert mccune_reischauer(hangul) == marked
    assert mccune_reischauer(hangul, marks=False) == plain


@pytest.mark.parametrize(
    ("hangul", "latin"), [("평안", "Phyongan"), ("량강", "Ryanggang"), ("천리마", "Chollima"), ("강령", "Kangryong")]
)
def test_the_system_of_pyongyang(hangul, latin):
    assert dprk(hangul) == latin


def test_names_show_no_change_across_their_parts():
    assert romanise_name("한", "복남") == "Han Bok-nam"
    assert romanise_name("박", "룡남", "dprk") == "Pak Ryong Nam"
    assert romanise_name("김", "정일", "mr") == "Kim Chŏngil"
    with pytest.raises(KeyError):
        romanise_name("김", "정일", "yale")


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_romanised(text):
    assert not any("가" <= c <= "힣" for c in revised(text) + mccune_reischauer(text) + dprk(text))


def test_every_place_of_the_gazetteer_is_marked_as_its_makers_did(shared):
    with (shared / "field/kp_places.csv").open(encoding="utf-8") as file:
        places = list(csv.DictReader(file))
    assert len(places) > 150
    assert [p["stem_ko"] for p in places if mccune_reischauer(p["stem_ko"]) != p["mr"]] == []
    respelled = [p for p in places if p["stem_ko_south_spelling"]]
    assert [p["stem_ko"] for p in respelled if south_spelling(p["stem_ko"]) != p["stem_ko_south_spelling"]] == []
