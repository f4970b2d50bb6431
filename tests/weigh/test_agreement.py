"""Krippendorff's alpha: the worked examples he published, a coincidence matrix by hand, and what must always hold."""

import itertools
import random
from fractions import Fraction

import pytest

from doltap.weigh.agreement import Level, agreement, alpha_of

# Krippendorff (2011), example C/D: four observers, twelve units, gaps; a column is a unit.
FOUR = [
    "123321412...",
    "1233224125.3",
    ".3332342251.",
    "1233244125 1.".replace(" ", ""),
]


def units(*coders):
    return [[None if c == "." else int(c) for c in unit] for unit in zip(*coders, strict=True)]


PUBLISHED = units(*FOUR)


def by_hand(table, apart):
    """Alpha from the coincidence matrix, pair by pair, in fractions: the paper's own steps and none of ours."""
    together, totals = {}, {}
    for row in table:
        kept = [v for v in row if v is not None]
        for one, other in itertools.permutations(range(len(kept)), 2):
            pair = kept[one], kept[other]
            together[pair] = together.get(pair, Fraction(0)) + Fraction(1, len(kept) - 1)
    for (one, _), often in together.items():
        totals[one] = totals.get(one, Fraction(0)) + often
    n = sum(totals.values())
    observed = sum(often * apart(a, b, totals) for (a, b), often in together.items())
    expected = sum(totals[a] * totals[b] * apart(a, b, totals) for a in totals for b in totals)
    return float(1 - (n - 1) * observed / expected)


def nominal(a, b, _):
    return int(a != b)


def ordinal(a, b, totals):
    low, high = sorted((a, b))
    between = sum(often for value, often in totals.items() if low <= value <= high)
    return (between - (totals[a] + totals[b]) / 2) ** 2


def interval(a, b, _):
    return (a - b) ** 2


def ratio(a, b, _):
    return Fraction(a - b, a + b) ** 2 if a + b else 0


METRICS = {Level.NOMINAL: nominal, Level.ORDINAL: ordinal, Level.INTERVAL: interval, Level.RATIO: ratio}


@pytest.mark.parametrize(
    ("level", "published"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849), (Level.RATIO, 0.797)],
)
def test_the_four_observers_of_the_paper(level, published):
    assert alpha_of(PUBLISHED, level) == pytest.approx(published, abs=5e-4)
    assert (agreement(PUBLISHED, level).units, agreement(PUBLISHED, level).values) == (11, 40)


def test_the_two_observers_of_the_paper_binary_and_five_letters():
    assert alpha_of(units("0100000010", "1110010000")) == pytest.approx(0.095, abs=5e-4)
    letters = list(zip("aabbdcccedda", "babbbcccedd d".replace(" ", ""), strict=True))
    assert alpha_of(letters) == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("seed", range(5))
def test_every_level_equals_the_coincidence_matrix_by_hand(level, seed):
    chance = random.Random(seed)
    table = [[chance.choice([None, 0, 1, 2, 3, 7]) for _ in range(3)] for _ in range(25)]
    assert alpha_of(table, level) == pytest.approx(by_hand(table, METRICS[level]), abs=1e-12)


@pytest.mark.parametrize("level", list(Level))
def test_the_order_of_coders_and_of_units_changes_nothing(level):
    turned = [row[::-1] for row in PUBLISHED[::-1]]
    assert alpha_of(turned, level) == pytest.approx(alpha_of(PUBLISHED, level), abs=1e-12)


def test_other_names_for_the_values_change_nothing():
    named = [[None if v is None else f"term {9 - v}" for v in row] for row in PUBLISHED]
    assert alpha_of(named) == pytest.approx(alpha_of(PUBLISHED), abs=1e-12)


def test_each_level_ignores_what_it_may():
    ranked = [[None if v is None else v**3 for v in row] for row in PUBLISHED]
    moved = [[None if v is None else 10 * v - 5 for v in row] for row in PUBLISHED]
    scaled = [[None if v is None else 10 * v for v in row] for row in PUBLISHED]
    for table, level in ((ranked, Level.ORDINAL), (moved, Level.INTERVAL), (scaled, Level.RATIO)):
        assert alpha_of(table, level) == pytest.approx(alpha_of(PUBLISHED, level), abs=1e-12)
    assert alpha_of(ranked, Level.INTERVAL) != pytest.approx(alpha_of(PUBLISHED, Level.INTERVAL), abs=1e-3)


@pytest.mark.parametrize("level", list(Level))
def test_perfect_agreement_is_one_and_its_interval_too(level):
    found = agreement([[v, v, None] for v in (1, 2, 3, 1, 2)], level)
    assert (found.alpha, found.low, found.high) == (1.0, 1.0, 1.0)


def test_systematic_disagreement_is_below_chance():
    assert alpha_of([("a", "b"), ("b", "a")] * 10) < -0.9


@pytest.mark.parametrize("table", [[], [[]], [[None, None]], [[1, None], [None, 2]], [[1, 1], [1, 1]]], ids=str)
@pytest.mark.parametrize("level", list(Level))
def test_it_is_undefined_without_pairs_or_variation(table, level):
    found = agreement(table, level)
    assert (found.alpha, found.low, found.high) == (None, None, None)


def test_a_unit_that_one_coder_read_counts_for_nothing():
    assert agreement([*PUBLISHED, [None, None, None, 4]]) == agreement(PUBLISHED)


def test_the_interval_is_seeded_and_holds_alpha():
    found = agreement(PUBLISHED, seed=1)
    assert found == agreement(PUBLISHED, seed=1)
    assert found.low != agreement(PUBLISHED, seed=2).low or found.high != agreement(PUBLISHED, seed=2).high
    assert found.low < found.alpha < found.high <= 1


def test_the_interval_narrows_with_more_units():
    few, many = agreement(PUBLISHED), agreement(PUBLISHED * 20)
    assert many.high - many.low < (few.high - few.low) / 3


def test_one_unit_has_an_alpha_but_no_interval():
    found = agreement([["a", "b"]])
    assert found.alpha is not None
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize(
    ("value", "level"), [(float("nan"), Level.INTERVAL), (float("inf"), Level.ORDINAL), (-1, Level.RATIO)]
)
def test_what_has_no_place_on_the_scale_is_refused(value, level):
    with pytest.raises(ValueError):
        alpha_of([[1, value], [2, 2]], level)
