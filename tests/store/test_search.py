"""Search finds every passage that holds the words, and none that does not; in Korean with particles too."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doltap import store
from doltap.language.search import contains

LINES = [
    "보위부 사람이 왔다.",
    "회령에서 체포되었다.",
    "김영철은 회령시에 살았다.",
    "쌀이 없었다.",
    "강을 건넜다고 들었다.",
    "The Ministry came to Hoeryong in 1998.",
    "ＦＵＬＬ width and CAFÉ accents",
    "영철이 아니라 철영이었다.",
    "100% of 'quoted' \"words\"",
]


@pytest.fixture
def archive(testimony, take_in):
    take_in("\n".join(LINES))
    return testimony


def found(archive, query, **how):
    return {hit.passage.words for hit in store.search(archive, query, None, **how)}


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("보위부", [0]),
        ("회령", [1, 2]),
        ("체포", [1]),
        ("김영철", [2]),
        ("영철", [2, 7]),
        ("철영", [7]),
        ("쌀", [3]),
        ("강을 건넜", [4]),
        ("hoeryong", [5]),
        ("1998", [5]),
        ("cafe", [6]),
        ("full", [6]),
        ("회령 살았", [2]),
        ("quoted", [8]),
        ("평양", []),
        ("위부사", []),
        ("회령 평양", []),
    ],
)
def test_words_are_found_where_they_stand_and_nowhere_else(archive, query, lines):
    assert found(archive, query) == {LINES[n] for n in lines}


@pytest.mark.parametrize("query", ["", "  ", "'", '"', "*", "()", "AND", "NEAR(", "%", "\u200b", "a\x00b", "-회", "^x"])
def test_no_query_is_an_error(archive, query):
    assert isinstance(store.search(archive, query), tuple)


def test_hits_say_where_the_words_stand(archive):
    (hit,) = store.search(archive, "김영철")
    assert [hit.passage.words[start:end] for start, end in hit.places] == ["김영철"]
    (hit,) = store.search(archive, "cafe")
    assert [hit.passage.words[start:end] for start, end in hit.places] == ["CAFÉ"]
    (hit,) = store.search(archive, "강을 건넜")
    assert [hit.passage.words[start:end] for start, end in hit.places] == ["강을", "건넜"]


def test_the_limit_is_kept(archive, take_in):
    take_in("\n".join(f"회령 이야기 {n}" for n in range(30)))
    assert len(store.search(archive, "회령", 7)) == 7
    assert len(store.search(archive, "회령", None)) == 32


def test_search_within_one_account(archive, take_in):
    other = take_in("회령 이야기")
    assert found(archive, "회령", account=other.id) == {"회령 이야기"}


@given(st.text(alphabet="가나다라 ", max_size=12), st.text(alphabet="가나다라", min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_equals_looking_at_every_passage(testimony, take_in, text, query):
    if text.strip():
        take_in(text)
    expected = {p.words for p in store.passages_of(testimony) if contains(p.words, query)}
    assert found(testimony, query) == expected


@given(st.text(max_size=40), st.text(max_size=5))
@settings(max_examples=200, deadline=None)
def test_places_are_inside_the_words(words, query):
    for start, end in store.places(words, query):
        assert 0 <= start < end <= len(words)


def test_the_index_can_be_made_anew(archive):
    before = found(archive, "회령")
    with archive.transaction():
        archive.write("INSERT INTO passage_terms (passage_terms) VALUES ('delete-all')")
    assert found(archive, "회령") == set()
    assert not store.index_is_whole(archive)
    with archive.transaction():
        store.rebuild_index(archive)
    assert found(archive, "회령") == before
    assert store.index_is_whole(archive)
