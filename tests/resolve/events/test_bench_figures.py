"""The figures of the bench are the published ones, peers do what they say, the made set follows from its seed."""

import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

BENCH = Path(__file__).parents[3] / "bench" / "events"


@pytest.fixture
def bench(monkeypatch):
    """Imports a module of the bench, and takes its short names out of the way again."""
    monkeypatch.syspath_prepend(str(BENCH))
    names = [p.stem for p in BENCH.glob("*.py") if p.stem != "__main__"]
    before = {n: sys.modules.pop(n, None) for n in names}
    yield import_module
    for name in names:
        sys.modules.pop(name, None)
        if before[name]:
            sys.modules[name] = before[name]


def clustering(*clusters):
    return {m: n for n, cluster in enumerate(clusters) for m in cluster}


# Pradhan et al. (2014), 'Scoring Coreference Partitions of Predicted Mentions': one worked example for every measure.
KEY = clustering("abc", "defg")
RESPONSE = clustering("ab", "cd", "fghi")


@pytest.mark.parametrize(
    ("measure", "recall", "precision", "f1"),
    [("muc", 0.40, 0.40, 0.40), ("b_cubed", 0.42, 0.50, 0.46), ("ceaf_e", 0.65, 0.43, 0.52)],
)
def test_the_worked_example_of_the_reference_scorer(bench, measure, recall, precision, f1):
    score = getattr(bench("metrics"), measure)(KEY, RESPONSE)
    assert (round(score.recall, 2), round(score.precision, 2)) == (recall, precision)
    assert score.f1 == pytest.approx(f1, abs=0.006)


# Bagga and Baldwin (1998): one wrong link between two large clusters costs more than one between a large and a small.
TRUTH = clustering("12345", "67", "89ABC")
SMALL, LARGE = clustering("12345", "6789ABC"), clustering("1234589ABC", "67")


def test_the_worked_example_of_b_cubed(bench):
    metrics = bench("metrics")
    small, large = metrics.b_cubed(TRUTH, SMALL), metrics.b_cubed(TRUTH, LARGE)
    assert (round(small.precision, 2), round(large.precision, 2)) == (0.76, 0.58)
    assert small.recall == large.recall == 1.0
    assert metrics.muc(TRUTH, SMALL) == metrics.muc(TRUTH, LARGE)
    assert metrics.muc(TRUTH, SMALL).precision == pytest.approx(0.9)


def test_the_same_is_100_and_nothing_is_0(bench):
    metrics = bench("metrics")
    assert metrics.conll(KEY, KEY) == pytest.approx(100)
    assert metrics.conll(KEY, {}) == 0
    assert metrics.conll({}, {}) == 0


def test_the_best_matching_is_that_of_all_permutations(bench):
    from itertools import permutations

    metrics, pick = bench("metrics"), np.random.default_rng(3)
    for n, m in ((1, 4), (3, 3), (4, 2), (5, 5)):
        gain = pick.random((n, m))
        wide = gain if n <= m else gain.T
        best = max(sum(wide[i, j] for i, j in enumerate(p)) for p in permutations(range(wide.shape[1]), wide.shape[0]))
        assert metrics.most(gain) == pytest.approx(best)


def test_lemmas(bench):
    lemma = bench("lemma").lemma
    told = {"arrested": "arrest", "sentenced": "sentence", "dies": "die", "killing": "kill", "stopped": "stop"}
    assert {w: lemma(w) for w in told} == told


def test_lemma_joins_only_where_documents_are_alike(bench):
    peers = bench("lemma")
    told = [("1", "x", "arrest"), ("2", "y", "arrest"), ("3", "z", "arrest"), ("4", "x", "die")]
    vectors = peers.tf_idf({"x": "Musan police 1998 Kim", "y": "Musan police 1998 Kim", "z": "harvest song in Wonsan"})
    assert len(set(peers.same_lemma(told).values())) == 2
    found = peers.lemma_delta(told, vectors, 0.5)
    assert found["1"] == found["2"] != found["3"]
    assert found["1"] != found["4"]


def test_the_made_set_follows_from_its_seed_and_marks_its_words(bench):
    made = bench("made")
    accounts = made.made(4)
    assert accounts == made.made(4)
    assert accounts != made.made(5)
    assert len(accounts) >= 250
    assert {a.language for a in accounts} == {"en", "ko"}
    assert all(0 <= t.start < t.end <= len(a.text) for a in accounts for t in a.told)
    assert not any("‹" in a.text or "{" in a.text for a in accounts)


def test_the_held_out_family_shares_no_sentence_with_the_others(bench):
    tables = bench("tables")
    seen = [
        tables.SENTENCES[f][lang][k] for f in ("report", "told") for lang in ("en", "ko") for k in bench("made").KINDS
    ]
    held = [tables.SENTENCES["held"][lang][k] for lang in ("en", "ko") for k in bench("made").KINDS]
    assert not {s for group in seen for s in group} & {s for group in held for s in group}


def test_slots_do_on_the_made_set_what_lemmas_cannot(bench):
    made, path, metrics, peers = (bench(n) for n in ("made", "path", "metrics", "lemma"))
    accounts = made.made(21, made.HELD, people=40)
    key = path.gold_key(accounts)
    from doltap.packs import load
    from doltap.resolve import cluster_events

    parents = {p.id: p.parent for p in load("north_korea").gazetteer.places}
    ours = metrics.conll(key, cluster_events(path.gold_slots(accounts), parents))
    told = [(path.mention(a, t), a.id, a.text[t.start : t.end]) for a in accounts for t in a.told]
    assert ours >= 75
    assert metrics.conll(key, peers.same_lemma(told)) <= 50


def test_trees_learn_what_no_line_divides(bench):
    trees, pick = bench("trees"), np.random.default_rng(2)
    table = pick.random((2000, 3))
    truth = ((table[:, 0] > 0.5) != (table[:, 1] > 0.5)).astype(float)
    model = trees.fit(table[:1500], truth[:1500], rounds=60, depth=3, rate=0.3)
    right = (model.log_odds(table[1500:]) > 0) == truth[1500:]
    assert right.mean() > 0.95


def test_the_bootstrap_of_a_system_with_itself_is_nothing(bench):
    part = {m: m in "abc" for m in KEY}
    assert bench("figures").bootstrap(KEY, RESPONSE, RESPONSE, part, 20)[:3] == (0.0, 0.0, 0.0)
