import csv
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.catalogue import has
from doltap.language import NameParts, compare_names, is_korean_surname, name_keys, same_name, split_name

PIECES = [
    "김",
    "이",
    "박",
    "리",
    "영",
    "희",
    "철수",
    "남궁",
    "Kim",
    "Ri",
    "Lee",
    "Yong",
    "su",
    "-",
    "Smith",
    "Иван",
    "王",
    "씨",
    "동지",
]
NAMES = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join))


def reason(a, b):
    return compare_names(a, b).reasons[0].code


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("김철수", "김 철수"),
        ("김철수", "김철수 아저씨"),
        ("김철수", "김철수씨"),
        ("김철수", unicodedata.normalize("NFD", "김철수")),
        ("김철수", "김\u200b철수"),
        ("리영희", "이영희"),
        ("로철수", "노철수"),
        ("김룡남", "김용남"),
        ("김철수", "Kim Chol-su"),
        ("김철수", "Kim Cheol-soo"),
        ("김철수", "KIM CHOL SU"),
        ("김철수", "Kim Cheolsu"),
        ("김철수", "Cheol-su Kim"),
        ("김철수", "Kim Ch'ŏl-su"),
        ("김철수", "Uncle Kim Chol Su"),
        ("이영희", "Ri Yong Hui"),
        ("리영희", "Lee Young-hee"),
        ("박영희", "Pak Yŏnghŭi"),
        ("정미경", "Chung Mi-kyung"),
        ("최룡해", "Choe Ryong Hae"),
        ("최용해", "Choe Ryong Hae"),
        ("남궁옥분", "Namgung Ok-bun"),
        ("남궁옥분", "Nam Gung Ok Bun"),
        ("Kim Chol-su", "Chol Su Kim"),
        ("Kim Chol-su", "KIM, Chol Su"),
        ("Park Young-hee", "Pak Yong-hui"),
        ("Yi Chŏng-ho", "Lee Jung-ho"),
        ("John Smith", "Smith, John"),
        ("John Smith", "Jon Smith"),
        ("José García", "Jose Garcia"),
        ("Nguyễn Văn An", "Nguyen Van An"),
        ("Иван Петров", "Петров Иван"),
    ],
)
def test_spellings_of_one_name_meet_and_share_a_key(a, b):
    assert compare_names(a, b).score > 0.5
    assert same_name(a, b)
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("김철수", "박철수"),
        ("김철수", "김영희"),
        ("김철수", "Kim Yong-hui"),
        ("김철수", "Pak Chol-su"),
        ("김철수", "John Smith"),
        ("Kim Jong-il", "Kim Yong-nam"),
        ("Kim Chol-su", "Choe Chol-su"),
        ("John Smith", "Mary Jones"),
        ("Иван Петров", "Kim Chol-su"),
        ("김철수", "😀"),
    ],
)
def test_other_names_stay_apart(a, b):
    assert compare_names(a, b).score < 0.4
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        ("김씨", "김철수", "name.surname_only"),
        ("김 동지", "Kim", "name.surname_only"),
        ("Kim", "Kim Chol-su", "name.surname_only"),
        ("철수", "김철수", "name.given_only"),
        ("Chol-su", "김철수", "name.given_only"),
        ("김철수", "김쳘수", "name.slip"),
        ("임철수", "심철수", "name.surname_slip"),
        ("김철수", "깅철수", "name.slip"),
        ("리철수", "이철수", "name.north_south"),
        ("김철수", "김수철", "name.swapped"),
        ("김철수", "박영희", "name.surname_differs"),
        ("김철수", "Kim Chol-su", "name.romanisation"),
        ("Smith", "John Smith", "name.part_missing"),
        ("王小明", "Wang Xiaoming", "name.mandarin"),
        ("金正恩", "김정은", "name.hanja_reading"),
        ("金正恩", "金正银", "name.hanja_differs"),
        ("", "김철수", "name.no_letters"),
        ("123", "123", "name.no_letters"),
    ],
)
def test_the_reason_is_said_in_both_languages(a, b, code):
    assert reason(a, b) == code
    assert has(code, "en")
    assert has(code, "ko")


def test_a_surname_alone_is_never_enough():
    pairs = (("김씨", "김철수"), ("김", "김"), ("Kim", "김"), ("Kim", "Kim Chol-su"), ("Mr Kim", "김철수"))
    assert all(compare_names(a, b).score < 0.3 for a, b in pairs)


def test_one_letter_away_is_neither_same_nor_other():
    near, far = compare_names("김철수", "김쳘수").score, compare_names("김철수", "김광호").score
    assert 0.4 < near < 0.7
    assert far < 0.2


@settings(deadline=None)
@given(NAMES, NAMES)
def test_comparing_is_symmetric_bounded_and_defined(a, b):
    score = compare_names(a, b)
    assert score == compare_names(b, a)
    assert 0.0 <= score.score <= 1.0
    assert score.reasons
    assert all(has(m.code, "ko") and has(m.code, "en") for m in score.reasons)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_normal_form_case_and_hidden_characters_change_nothing(a, b):
    plain = compare_names(a, b).score
    assert compare_names(unicodedata.normalize("NFD", a), b).score == plain
    assert compare_names("\u200b".join(a), b).score == plain


@pytest.mark.parametrize(
    ("a", "b"), [("Kim Chol-su", "김철수"), ("Pak Yong-hui", "Park Young-hee"), ("Jon Smith", "John Smith")]
)
def test_case_changes_nothing(a, b):
    assert compare_names(a.upper(), b).score == compare_names(a.lower(), b).score == compare_names(a, b).score


@pytest.mark.parametrize("piece", ["김", "Kim ", "a", "Kim-", "씨", "Иван ", "😀", "\u200b", "é"])
def test_a_name_of_ten_thousand_characters_is_only_compared_as_words(piece):
    long = piece * 10_000
    assert 0.0 <= compare_names(long, "Kim Chol-su").score < 0.5
    assert 0.0 <= compare_names(long, long + "b").score <= 1.0
    assert len(name_keys(long)) <= 50
    assert isinstance(split_name(long), NameParts)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("김철수", ("김", "철수", "")),
        ("김철수 아저씨", ("김", "철수", "아저씨")),
        ("김철수씨", ("김", "철수", "씨")),
        ("남궁옥분", ("남궁", "옥분", "")),
        ("황보영", ("황", "보영", "")),
        ("철수", ("", "철수", "")),
        ("김일", ("김", "일", "")),
        ("김씨", ("김", "", "씨")),
        ("리 선생", ("리", "", "선생")),
        ("KIM Chol Su", ("KIM", "Chol Su", "")),
        ("Chol-su Kim", ("Kim", "Chol-su", "")),
        ("Chol Su KIM", ("KIM", "Chol Su", "")),
        ("Mr. Ri Yong-ho", ("Ri", "Yong-ho", "Mr")),
        ("O, Yong-su", ("O", "Yong-su", "")),
        ("Uncle Kim", ("Kim", "", "Uncle")),
        ("Joe Wright", ("Wright", "Joe", "")),
        ("", ("", "", "")),
    ],
)
def test_names_come_apart(name, parts):
    assert split_name(name) == NameParts(*parts)


def test_surnames_of_both_sides_are_known():
    assert all(map(is_korean_surname, ("김", "리", "이", "림", "임", "로", "노", "류", "유", "남궁")))
    assert not any(map(is_korean_surname, ("철", "", "Kim", "쟁")))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sample(items: list[dict[str, str]], field: str, one_in: int) -> list[dict[str, str]]:
    return [r for r in items if sha256(r[field].encode()).digest()[0] % one_in == 0]


def f1(pairs: list[tuple[bool, bool]]) -> float:
    hit = sum(said and true for said, true in pairs)
    return 2 * hit / (sum(said for said, _ in pairs) + sum(true for _, true in pairs))


def test_real_spellings_are_told_from_look_alikes(shared):
    pairs = sample(rows(shared / "bench/names/ko_cross_pairs_dev.csv"), "latin", 8)
    assert len(pairs) > 1500
    assert f1([(same_name(p["latin"], p["hangul"]), p["label"] == "1") for p in pairs]) > 0.88


def test_real_spellings_share_a_key(shared):
    pairs = [p for p in sample(rows(shared / "bench/names/ko_cross_pairs_dev.csv"), "latin", 8) if p["label"] == "1"]
    found = sum(bool(name_keys(p["latin"]) & name_keys(p["hangul"])) for p in pairs)
    assert found / len(pairs) > 0.95


def test_the_packaged_table_holds_no_name_and_no_rare_count():
    from doltap.language.names.table import packaged

    table = packaged()
    assert max(map(len, table.given)) == 1
    assert max(map(len, table.surnames)) <= 2
    assert min(sum(n) for c in (*table.given.values(), *table.surnames.values()) for n in c.values()) >= 2.99
