"""Many names at once say what each says by itself; and the work grows no faster than what is asked."""

import csv
import random
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language.names import NameIndex, compare, compare_many, consonants, find, general, pairs, sounds
from doltap.language.names.arrays import Stretches, arrays_of, syllable_numbers
from doltap.language.names.channel import long_surnames_for, shipped, split_word
from doltap.language.names.crossed import LatinNames, latin_shape
from doltap.language.names.ready import ready

SURNAMES = ["김", "이", "리", "박", "최", "남궁", "황보", "조", "왕", "뷁", ""]
GIVENS = ["철수", "영희", "룡해", "훈", "빛나", "정은", "워커", "만더스", "쳘", "나"]
LATIN = [
    "Kim",
    "Lee",
    "Ri",
    "Pak",
    "Choe",
    "Namgung",
    "Chol",
    "su",
    "Young-hee",
    "Ryong-hae",
    "K",
    "Joe",
    "Walker",
    "Yi",
    "hun",
]
HANGUL = st.tuples(st.sampled_from(SURNAMES), st.sampled_from(GIVENS)).map("".join)
WRITTEN = st.lists(st.sampled_from(LATIN), min_size=1, max_size=4).map(" ".join)
STRETCHES = ["young", "yeong", "chol", "kk", "k", "e", "su", "wang", "hwa", "ryong", "zzz", "namgung", "hwangbo", "q"]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(HANGUL, WRITTEN), min_size=70, max_size=90))
def test_many_pairs_of_both_scripts_score_as_each_alone(made):
    left, right = zip(*made, strict=True)
    assert compare_many(left, right) == [compare(a, b) for a, b in made]
    assert compare_many(right, left) == [compare(a, b) for a, b in made]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(WRITTEN, WRITTEN), min_size=70, max_size=80))
def test_many_pairs_of_latin_names_score_as_each_alone(made):
    left, right = zip(*made, strict=True)
    assert compare_many(left, right) == [compare(a, b) for a, b in made]


def test_real_pairs_score_together_as_each_alone(shared):
    with (shared / "bench/names/ko_cross_pairs_dev.csv").open(encoding="utf-8") as file:
        rows = random.Random(5).sample(list(csv.DictReader(file)), 800)
    left, right = [r["latin"] for r in rows], [r["hangul"] for r in rows]
    assert compare_many(left, right) == [compare(a, b) for a, b in zip(left, right, strict=True)]


@pytest.mark.parametrize("syllable", ["영", "리", "이", "빛", "뷁", "각", "애"])
def test_a_row_of_the_arrays_is_the_channel(syllable):
    arrays, channel = arrays_of(shipped()), shipped()
    stretches, at = Stretches(arrays, STRETCHES), np.arange(len(STRETCHES))
    number = np.repeat(syllable_numbers(syllable), len(STRETCHES))
    for rows, definition in ((arrays.given_rows, channel.given), (arrays.surname_rows, channel.surname)):
        assert np.allclose(rows(number, stretches, at), [definition[syllable, s] for s in STRETCHES], rtol=1e-12)


def test_what_the_arrays_hear_is_what_the_channel_hears():
    arrays, channel = arrays_of(shipped()), shipped()
    stretches = Stretches(arrays, STRETCHES)
    for heard, definition in (
        (arrays.given_heard(stretches), channel.given_heard),
        (arrays.surname_heard(stretches), channel.surname_heard),
    ):
        for i, stretch in enumerate(STRETCHES):
            assert heard.total[i] == pytest.approx(definition[stretch].total, rel=1e-9)
            assert heard.best[i] == pytest.approx(definition[stretch].best, rel=1e-9)
            assert heard.by_habit[i] == pytest.approx(definition[stretch].by_habit, rel=1e-9)


def test_latin_names_are_prepared_alike():
    names = [
        n
        for n in map(ready, ["Kim Chol-su", "Young-hee Park", "Nam Gung Ok", "Joe Walker", "Ri, Yong"])
        if latin_shape(n)
    ]
    together = LatinNames(arrays_of(shipped()), names)
    for i, name in enumerate(names):
        assert name.latin is not None
        assert together.log_total[i] == pytest.approx(name.latin.log_total, rel=1e-9)
        assert together.korean[i] == pytest.approx(name.latin.korean, rel=1e-9)


@settings(deadline=None)
@given(st.lists(st.tuples(HANGUL.filter(bool), WRITTEN), min_size=1, max_size=20))
def test_consonants_are_as_alike_together_as_alone(made):
    names, tokens = [a for a, _ in made], [ready(b).tokens for _, b in made]
    at = np.arange(len(made))
    found = consonants.all_alike(consonants.Sounds.heard(list(map(sounds.bare_hangul, names))), tokens, at, at)
    assert found.tolist() == pytest.approx([sounds.alike(a, t) for a, t in zip(names, tokens, strict=True)])


def test_the_first_answer_is_the_best_of_all_by_the_definition():
    rng = random.Random(2)
    syllables = "영희철수은정민호진아성훈용해연주미경"
    made = {rng.choice("김이박최정조임한오서") + rng.choice(syllables) + rng.choice(syllables) for _ in range(300)}
    pool = sorted(made | {"김영희", "박철수", "이민호", "최은정", "정미경", "임성훈"})
    index = NameIndex(pool)
    for query in ("Kim Yong-hui", "Park Cheol-su", "Min-ho Lee", "Choe Un-jong", "Jung Mi Kyung", "Im Sung-hoon"):
        name = ready(query)
        best = max(range(len(pool)), key=lambda place, name=name: (index._likelihood(name, place), -place))
        assert index.search(query, 1)[0].name == pool[best]


def test_many_searches_answer_as_each_alone():
    pool = ["김철수", "박영희", "선우정아", "조워커", "金正恩", "John Smith", "Pak Yong-hui", "훈"]
    queries = [
        "Kim Chol Su",
        "Park Young-hee",
        "Sunwoo Jung-a",
        "Joe Walker",
        "김정은",
        "Jon Smith",
        "",
        "😀",
        "Hun",
        "Kim",
    ]
    index = NameIndex(pool)
    assert index.search_many(queries, 3) == [index.search(query, 3) for query in queries]
    first = [found[0].name for found in index.search_many(queries[:6], 1)]
    assert first == ["김철수", "Pak Yong-hui", "선우정아", "조워커", "金正恩", "John Smith"]


def test_surnames_of_two_syllables_are_looked_for_where_they_can_begin_so():
    table = shipped().table
    assert "남궁" in long_surnames_for(table, "namgung")
    assert "황보" in long_surnames_for(table, "hwangbo")
    assert "제갈" in long_surnames_for(table, "jegal")
    assert long_surnames_for(table, "kim") == long_surnames_for(table, "") == long_surnames_for(table, "a" * 100) == ()


# --- the work that is done, counted and not timed ---


class Counter:
    def __init__(self, work):
        self.work, self.calls = work, 0

    def __call__(self, *args):
        self.calls += 1
        return self.work(*args)


def test_a_search_weighs_no_more_names_in_a_longer_list(monkeypatch):
    weighed = []
    for size in (200, 3200):
        rng = random.Random(size)
        made = {"".join(chr(rng.randrange(0xAC00, 0xD7A4)) for _ in range(3)) for _ in range(size)}
        counter = Counter(find.compared)
        monkeypatch.setattr(find, "compared", counter)
        NameIndex([*made, "김철수"]).search("김철수", 5)
        weighed.append(counter.calls)
        monkeypatch.undo()
    assert weighed[1] <= weighed[0] + 400


@pytest.mark.parametrize("piece", ["Kim ", "김", "a", "é", "😀", "ab-", "محمد ", "金"])
def test_the_work_on_a_long_name_does_not_grow_with_its_square(monkeypatch, piece):
    counts = []
    for times in (500, 10_000):
        counter = Counter(general.likeness)
        monkeypatch.setattr(general, "likeness", counter)
        compare(piece * times, "Kim Chol-su")
        compare(piece * times, piece * times + "b")
        counts.append(counter.calls)
        monkeypatch.undo()
    assert counts[1] <= max(counts[0], 200)


def test_a_word_is_cut_into_few_syllables_however_long():
    assert len(split_word("a" * 24, 4)) < 1000
    assert split_word("x" * 200, 2) == ()
    assert pairs.compared(ready("김철수"), ready("a" * 150))[0] < 0.5


@settings(deadline=None)
@given(HANGUL, WRITTEN)
def test_form_case_order_and_hidden_characters_change_nothing_together(hangul, latin):
    ways = [latin, latin.upper(), "\u200b".join(latin), unicodedata.normalize("NFD", latin)]
    found = compare_many([hangul, unicodedata.normalize("NFD", hangul)] * 40, [ways[i % 4] for i in range(80)])
    assert len({f.score for f in found}) == 1
