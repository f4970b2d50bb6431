"""The ways in which one name is written, one by one; and what the score of each may and may not be."""

import pytest

from doltap.language.names import NameIndex, compare, explain, name_share, split_name

SAME = 0.5


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("리영호", "이영호"),
        ("로두철", "노두철"),
        ("림춘추", "임춘추"),
        ("김렬", "김열"),
        ("렴태준", "염태준"),
        ("류경수", "유경수"),
        ("량형섭", "양형섭"),
        ("김룡해", "김용해"),
        ("최률", "최율"),
        ("라운규", "나운규"),
    ],
)
def test_north_and_south_orthography(north, south):
    found = compare(north, south)
    assert found.score > 0.9
    assert found.reasons[0].code == "name.north_south"


@pytest.mark.parametrize(
    "written",
    [
        "Ri Yŏng-hŭi",  # McCune-Reischauer with its marks
        "Ri Yong-hui",  # and without
        "Yi Yŏnghŭi",
        "Ri Yong Hui",  # the North's
        "Ri Yong-Hui",
        "RI YONG HUI",
        "I Yeong-hui",  # Revised
        "I Yeonghui",
        "Lee Yeong-hui",
        "I Yenghuy",  # Yale
        "Lee Young-hee",  # free
        "Yi Younghee",
        "Rhee Young Hee",
        "Lee, Young-hee",
        "Young-hee Lee",
        "Young Hee Lee",
        "LEE Young-hee",
        "Ли Ён Хи",  # Russian
        "Li Yonghui",
        "李英姬",
        "리영희",
        "이 영희",
        "이영희 씨",
        "이영희 할머니",
        "리영희동무",
        "Mrs Lee Young-hee",
        "Lee Young-hee ssi",
    ],
)
def test_one_name_in_every_spelling(written):
    assert compare("이영희", written).score > SAME, written


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("박철수", ("Park Chul-soo", "Pak Ch'ŏl-su", "Bak Cheol-su", "Pak Chol Su", "Pak Chelswu", "Пак Чхольсу")),
        ("최정은", ("Choi Jung-eun", "Choe Chŏng-ŭn", "Choe Jeong-eun", "Choe Jong Un", "Choy Cengun")),
        ("노무현", ("Roh Moo-hyun", "No Mu-hyŏn", "Noh Moo Hyun", "Ro Mu Hyon")),
        ("임꺽정", ("Im Kkeok-jeong", "Lim Kkeok-jeong")),
        ("조성희", ("Cho Sung-hee", "Jo Seong-hui", "Jo Song Hui", "Cho Sŏng-hŭi")),
        ("정미경", ("Chung Mi-kyung", "Jeong Mi-gyeong", "Jong Mi Gyong", "Chŏng Mi-gyŏng", "Jung Mi Kyung")),
    ],
)
def test_spellings_meet_hangul_and_each_other(hangul, latin):
    for written in latin:
        assert compare(hangul, written).score > SAME, written
    for other in latin[1:]:
        assert compare(latin[0], other).score > SAME, other


@pytest.mark.parametrize(
    ("characters", "others"),
    [
        ("金正恩", ("김정은", "Kim Jong Un", "Jin Zheng'en", "Jin Zhengen")),
        ("李承晩", ("이승만", "리승만", "Yi Sŭng-man")),
        ("南宮玉粉", ("남궁옥분", "Namgung Ok-bun")),
        ("習近平", ("Xi Jinping", "Jinping Xi")),
    ],
)
def test_characters_and_their_readings(characters, others):
    for other in others:
        assert compare(characters, other).score > SAME, other


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("남궁민", "Namgung Min"),
        ("남궁민", "Min Namgoong"),
        ("남궁옥분", "Nam Gung Ok Bun"),
        ("황보영", "Hwangbo Young"),
        ("선우정아", "Sunwoo Jung-a"),
        ("제갈성렬", "Jegal Sung-yeol"),
        ("독고영재", "Dokgo Young-jae"),
        ("허준", "Heo Jun"),
        ("허준", "Hur Joon"),
        ("이원", "Lee Won"),
        ("리건", "Ri Gon"),
    ],
)
def test_surnames_of_two_syllables_and_given_names_of_one(hangul, latin):
    assert compare(hangul, latin).score > SAME


@pytest.mark.parametrize(
    ("a", "b", "code", "low", "high"),
    [
        ("김철수", "김쳘수", "name.slip", 0.4, 0.7),
        ("김철수", "긴철수", "name.surname_differs", 0.0, 0.5),
        ("김철수", "철수", "name.given_only", 0.3, 0.7),
        ("Chol-su", "김철수", "name.given_only", 0.3, 0.7),
        ("김씨", "김철수", "name.surname_only", 0.05, 0.3),
        ("Mr Kim", "Kim Chol-su", "name.surname_only", 0.05, 0.3),
        ("김철수", "김수철", "name.swapped", 0.2, 0.5),
    ],
)
def test_what_is_missing_or_slipped_is_neither_same_nor_other(a, b, code, low, high):
    found = compare(a, b)
    assert low <= found.score <= high
    if code != "name.surname_differs":
        assert found.reasons[0].code == code


@pytest.mark.parametrize(
    ("read", "meant"),
    [("K1m Chol-su", "Kim Chol-su"), ("Park Y0ung-hee", "Park Young-hee"), ("J0hn Smith", "John Smith")],
)
def test_a_digit_read_for_a_letter(read, meant):
    assert compare(read, meant).score > SAME


@pytest.mark.parametrize("letter", ["К", "Κ"])
def test_a_letter_that_only_looks_latin_does_not_make_another_name(letter):
    disguised = f"{letter}im Chol-su"
    assert compare(disguised, "Kim Chol-su").score > SAME
    assert compare(disguised, "Pak Yong-hui").score < SAME


def test_a_shared_common_name_proves_less_than_a_rare_one():
    common, rare = (
        next(m for m in explain(n, n).reasons if m.code == "name.frequency") for n in ("김영호", "남궁옥분")
    )
    assert dict(common.params)["count"] > dict(rare.params)["count"]
    assert name_share("김영호") > 100 * name_share("남궁옥분") > 0


def test_titles_and_kin_terms_come_off():
    for title in ("씨", "님", "동지", "동무", "선생님", "아저씨", "할머니", "위원장"):
        assert split_name(f"김철수 {title}").given == "철수"
    assert split_name("Comrade Kim Chol-su").surname == "Kim"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Park Bit-na", "박빛나"),
        ("Im Kkeokjeong", "임꺽정"),
        ("Uhm Ji-won", "엄지원"),
        ("Joe Walker", "조워커"),
        ("Jegal Sung-yeol", "제갈성렬"),
        ("Yoon Bit-garam", "윤빛가람"),
    ],
)
def test_rare_syllables_and_foreign_names_are_found(query, name):
    pool = ["박빈나", "박민아", "임덕정", "임국정", "임지원", "오지원", "조왕기", "제성렬", "윤비가", "선우정아", name]
    assert NameIndex(pool).search(query, 1)[0].name == name


def test_an_explanation_parts_the_surname_as_the_letters_show_it():
    shown = {
        w: next(dict(m.params)["hangul"] for m in explain("황보영", w).reasons if m.code == "name.read_as")
        for w in ("Hwangbo Young", "Hwang Bo-young")
    }
    assert shown["Hwangbo Young"].startswith("hwangbo = 황보")
    assert shown["Hwang Bo-young"].startswith("hwang = 황,")
