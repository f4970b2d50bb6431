import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.language import contains, fold, index_terms, needles, query_terms

TEXTS = [
    "보위부가 회령에서 사람들을 체포하였다.",
    "강을 건넜다. 그 쌀을 나누었다.",
    "Café in Hoeryŏng, 15호 관리소 near the river",
    "쌀",
    "로동신문은 량강도 소식을 실었다",
    "ที่นี่ไม่มีข้าว 我从北韩来",
    "Kim Yong-hui arrived",
]


@pytest.fixture
def search():
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table passages using fts5(terms)")
    store.executemany("insert into passages values (?)", [(index_terms(t),) for t in TEXTS])

    def run(query):
        match = query_terms(query)
        found = store.execute("select rowid from passages where passages match ?", (match,)).fetchall() if match else []
        return [row[0] - 1 for row in found if contains(TEXTS[row[0] - 1], query)]

    return run


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("회령", [0]),
        ("체포", [0]),
        ("보위부", [0]),
        ("쌀", [1, 3]),
        ("강을 건넜", [1]),
        ("강", [1, 4]),
        ("cafe", [2]),
        ("HOERYONG", [2]),
        ("15호", [2]),
        ("노동신문", [4]),
        ("양강도", [4]),
        ("량강도", [4]),
        ("ข้าว", [5]),
        ("北韩", [5]),
        ("yong hui", [6]),
        ("arriv", [6]),
        ("kim yong-hui", [6]),
        ("평양", []),
        ("회령 평양", []),
        ("", []),
        ("!!! --", []),
    ],
)
def test_words_are_found_with_particles_and_in_both_spellings(search, query, hits):
    assert search(query) == hits


@pytest.mark.parametrize(
    "query", ['"', "a AND", "NEAR(", "terms:x", "*", "회령*", "' OR 1=1 --", "^a", "{a b}:c", "\x00", "-x", "𐏿"]
)
def test_query_syntax_is_only_text(search, query):
    assert isinstance(search(query), list)


@settings(deadline=None)
@given(st.text())
def test_every_string_is_a_query_and_finds_itself(text):
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table passages using fts5(terms)")
    store.execute("insert into passages values (?)", (index_terms(text),))
    match = query_terms(text)
    if match:
        assert contains(text, text)
        assert store.execute("select count(*) from passages where passages match ?", (match,)).fetchone() == (1,)
    else:
        assert needles(text) == ()


def test_naughty_strings_are_queries(shared):
    strings = json.loads((shared / "hostile/strings/blns/blns.json").read_text(encoding="utf-8"))
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table passages using fts5(terms)")
    assert len(strings) >= 515
    for text in strings:
        store.execute("insert into passages values (?)", (index_terms(text),))
        match = query_terms(text)
        if match:
            assert store.execute("select count(*) from passages where passages match ?", (match,)).fetchone()[0] >= 1


def test_every_part_of_a_korean_text_is_found(shared):
    text = (shared / "inputs/speeches_ko/2013.txt").read_text(encoding="utf-8")[:3000]
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table passages using fts5(terms)")
    store.execute("insert into passages values (?)", (index_terms(text),))
    words = {w[:size] for w in fold(text).split() for size in (1, 2, 3) if "가" <= w[0] <= "힣"}
    queries = [q for q in sorted(words) if query_terms(q)]
    lost = [
        q
        for q in queries
        if not store.execute("select 1 from passages where terms match ?", (query_terms(q),)).fetchone()
    ]
    assert len(queries) > 300
    assert lost == []


def test_needles_hold_both_spellings():
    assert set(needles("로동")[0]) >= {"로동", "노동"}
    assert set(needles("노동")[0]) >= {"로동", "노동"}
    assert "보위부" in needles("보위부가")[0]
