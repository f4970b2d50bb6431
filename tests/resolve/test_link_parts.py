"""Blocking, levels, evidence and clustering, each by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.resolve.link.blocks import distinct, pairs
from doltap.resolve.link.cluster import MOST_TOGETHER, average_linkage, clustered, connected, parts
from doltap.resolve.link.columns import Kind, read_columns
from doltap.resolve.link.compare import LEVELS, compare
from doltap.resolve.link.model import MOST_AGAINST, Model, evidence, shifted


def levels(kind, a, b):
    columns = read_columns([("x", kind, [a, b])])
    counts = compare(columns, np.array([0]), np.array([1])).counts[0]
    return {level: float(n) for level, n in zip(LEVELS[kind], counts, strict=True) if n}


@pytest.mark.parametrize(
    ("kind", "a", "b", "level"),
    [
        (Kind.DATE, "1854-11-24", "1854-11-24", "equal"),
        (Kind.DATE, "1854-11-24", "1824-11-24", "slip"),
        (Kind.DATE, "1854-11-24", "1845-11-24", "slip"),
        (Kind.DATE, "1854-02-03", "1854-03-02", "slip"),
        (Kind.DATE, "1854-11-24", "1854-01-01", "year"),
        (Kind.DATE, "1854", "1854-01-01", "year"),
        (Kind.DATE, "1854-11-24", "1799-11-24", "day"),
        (Kind.DATE, "1854-11-24", "1799-01-01", "none"),
        (Kind.CODE, "SE1 7SG", "se17sg", "equal"),
        (Kind.CODE, "se17sg", "se17sq", "slip"),
        (Kind.CODE, "se17sg", "se18xz", "front"),
        (Kind.CODE, "se17sg", "nw99aa", "none"),
        (Kind.CATEGORY, "male", "female", "none"),
        (Kind.PLACE, "mid devon", "mid devn", "slip"),
        (Kind.PLACE, "mid devon", "west devon", "word"),
        (Kind.PLACE, "mid devon", "colebrooke", "none"),
    ],
)
def test_values_agree_at_their_level(kind, a, b, level):
    assert levels(kind, a, b) == {level: 1.0}


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("edward meyrick", "meyrick edward", {"equal": 2}),
        ("edward meyrick", "e. meyrick", {"equal": 1, "short": 1}),
        ("edward meyrick", "edward meyricm", {"equal": 1, "slip": 1}),
        ("edward meyrick", "edward", {"equal": 1}),
        ("edward meyrick", "anna smith", {"none": 2}),
        ("김철수", "김철순", {"equal": 1, "slip": 1}),
    ],
)
def test_names_agree_word_by_word(a, b, found):
    assert levels(Kind.NAME, a, b) == found


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_missing_is_no_evidence(kind):
    assert levels(kind, "1999-01-01", "") == {}
    assert levels(kind, "", "") == {}


@pytest.mark.parametrize("kind", list(Kind))
@given(a=st.text(max_size=12), b=st.text(max_size=12))
@settings(max_examples=25)
def test_comparing_is_symmetric_and_defined_on_anything(kind, a, b):
    columns = read_columns([("x", kind, [a, b])])
    one = compare(columns, np.array([0]), np.array([1]))
    other = compare(columns, np.array([1]), np.array([0]))
    assert np.allclose(one.counts, other.counts)
    assert np.allclose(one.rarity, other.rarity)
    assert np.isfinite(one.rarity).all()


def test_the_rarer_what_is_equal_the_more_it_says():
    names = ["kim rare", "kim rare", *["kim common"] * 8]
    found = compare(read_columns([("n", Kind.NAME, names)]), np.array([0, 2]), np.array([1, 3]))
    assert found.rarity[0, 0] > found.rarity[1, 0]


# --- blocking --------------------------------------------------------------------------------------------------------


def test_pairs_share_something_and_stand_once():
    table = [("n", Kind.NAME, ["ann lee", "ann lee", "bob ray", "lee ann"]), ("d", Kind.DATE, ["1990-01-01"] * 4)]
    left, right = pairs(read_columns(table), 4)
    assert sorted(zip(left.tolist(), right.tolist(), strict=True)) == sorted(
        {(0, 1), (0, 3), (1, 3), (0, 2), (1, 2), (2, 3)}
    )
    assert (left < right).all()


def test_a_value_that_everybody_shares_makes_no_pairs_by_itself():
    many = 3000
    table = [("sex", Kind.CATEGORY, ["f"] * many), ("code", Kind.CODE, [f"{n // 2:05}" for n in range(many)])]
    left, right = pairs(read_columns(table), many)
    assert {(n, n + 1) for n in range(0, many, 2)} <= set(zip(left.tolist(), right.tolist(), strict=True))
    assert len(left) < many * 200


@given(st.lists(st.integers(0, 50), max_size=60))
def test_distinct_is_what_a_set_holds(numbers):
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


# --- evidence --------------------------------------------------------------------------------------------------------


def test_one_thing_alone_never_has_odds_above_even():
    model = Model(np.zeros(0), 0.0)
    each = np.array([[50.0, 0.0, 0.0], [50.0, 0.6, 0.0], [3.0, 3.0, 0.0]])
    assert (evidence(model, each) > 0).tolist() == [False, False, True]


def test_odds_against_are_held():
    assert evidence(Model(np.zeros(0), -30.0), np.array([[-90.0, -90.0]]))[0] == pytest.approx(-MOST_AGAINST)


@pytest.mark.parametrize(("same", "up"), [(1.0, True), (0.0, False)])
def test_answers_move_the_prior_their_way(same, up):
    averages, weight = np.zeros(30), np.ones(30)
    moved = shifted(Model(np.zeros(0), -9.0), averages, weight, np.full(30, same)).prior
    assert (moved > -9.0) is up


def test_no_answers_move_nothing():
    assert shifted(Model(np.zeros(0), -9.0), np.zeros(0), np.zeros(0), np.zeros(0)).prior == -9.0


# --- clustering ------------------------------------------------------------------------------------------------------


def weighing(matrix):
    table = np.array(matrix, float)
    return lambda left, right: np.asarray(table[left, right], float)


def groups(labels):
    return sorted(sorted(np.flatnonzero(labels == n).tolist()) for n in set(labels.tolist()))


def family_pair(size, inside, link, outside):
    """Two families of `size`, and one false link between their first members."""
    matrix = np.full((2 * size, 2 * size), outside)
    matrix[:size, :size] = matrix[size:, size:] = inside
    matrix[0, size] = matrix[size, 0] = link
    return matrix


def test_one_false_link_joins_no_two_families():
    matrix = family_pair(4, 6.0, 9.0, -3.0)
    cluster, inside = clustered(np.zeros(8, np.int64), weighing(matrix))
    assert groups(cluster) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert (inside > 0).all()


def test_different_holds_through_everything_that_is_joined():
    matrix = family_pair(4, 9.0, 9.0, 9.0)
    matrix[1, 6] = matrix[6, 1] = -np.inf
    cluster, _ = clustered(np.zeros(8, np.int64), weighing(matrix))
    assert cluster[1] != cluster[6]


@given(st.integers(2, 7), st.data())
@settings(max_examples=60)
def test_no_cluster_holds_two_that_are_different(size, data):
    values = data.draw(st.lists(st.floats(-5, 5), min_size=size * size, max_size=size * size))
    matrix = np.array(values).reshape(size, size)
    matrix = (matrix + matrix.T) / 2
    a, b = data.draw(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda p: p[0] != p[1]))
    matrix[a, b] = matrix[b, a] = -np.inf
    cluster, _ = clustered(np.zeros(size, np.int64), weighing(matrix))
    assert cluster[a] != cluster[b]


def test_many_groups_at_once_give_what_each_gives_alone():
    draw = np.random.default_rng(5)
    sums = draw.normal(0, 3, (40, 6, 6))
    sums = (sums + sums.transpose(0, 2, 1)) / 2
    sums[:, range(6), range(6)] = -np.inf
    together = average_linkage(sums.copy())
    alone = np.concatenate([average_linkage(sums[n : n + 1].copy()) for n in range(40)])
    assert np.array_equal(together, alone)


def test_connected_parts_follow_chains():
    left, right = np.array([0, 1, 2, 5]), np.array([1, 2, 3, 6])
    assert connected(8, left, right).tolist() == [0, 0, 0, 0, 4, 5, 5, 7]


def test_a_part_too_large_is_cut_at_its_weak_links():
    size = MOST_TOGETHER
    chain = np.arange(2 * size - 1)
    strength = np.full(len(chain), 8.0)
    strength[size - 1] = 0.5
    label = parts(2 * size, chain, chain + 1, strength)
    assert groups(label) == [list(range(size)), list(range(size, 2 * size))]
