"""The gate: recall and precision of the rules on sentences of our own making, a third of them held out.

Nothing may be tuned on the held-out third. The split `oblique` tells a way out without any of its plain words. Before
rules were written for it, 4 of its 40 operational sentences were found; of 20 fresh ones after that, 1. So a sentence
that tells it obliquely and stands alone is as a rule not found: the context (test_context.py) finds those that stand in
a story, and nothing but the release class of the account keeps the rest.
"""

import pytest

RECALL = 0.95
PRECISION = 0.85


def measured(rows, operational):
    hits = {r["id"] for r in rows if operational(r["sentence"], [(0, len(r["sentence"]))])}
    wanted = {r["id"] for r in rows if r["expected"] == "operational"}
    return len(hits & wanted) / len(wanted), len(hits & wanted) / len(hits)


def test_the_set_is_large_and_half_of_it_near_misses(sentences):
    assert len(sentences) >= 360
    assert len({r["sentence"] for r in sentences}) == len(sentences)
    assert sum(r["expected"] == "none" for r in sentences) * 2 == len(sentences)
    assert sum(r["language"] == "ko" for r in sentences) * 2 == len(sentences)
    assert sum(r["split"] == "held_out" for r in sentences) >= 120


@pytest.mark.parametrize("split", ["rules", "held_out", "oblique", "all"])
@pytest.mark.parametrize("language", ["en", "ko", "both"])
def test_recall_and_precision(sentences, operational, split, language, record_property):
    rows = [r for r in sentences if split in (r["split"], "all") and language in (r["language"], "both")]
    recall, precision = measured(rows, operational)
    record_property("recall", round(recall, 3))
    record_property("precision", round(precision, 3))
    assert recall >= RECALL
    assert precision >= PRECISION


def test_spaces_quotes_and_invisible_characters_hide_nothing(sentences, operational):
    rows = [r["sentence"] for r in sentences if r["expected"] == "operational"]
    spoiled = [w.replace(" ", "\n ").replace("'", "’").replace("e", "e\u200b").replace("다", "다\u200d") for w in rows]
    assert [
        s
        for w, s in zip(rows, spoiled, strict=True)
        if operational(w, [(0, len(w))]) and not operational(s, [(0, len(s))])
    ] == []


def test_capitals_hide_nothing(sentences, operational):
    rows = [r["sentence"] for r in sentences if r["expected"] == "operational" and r["language"] == "en"]
    assert [w for w in rows if operational(w, [(0, len(w))]) and not operational(w.upper(), [(0, len(w))])] == []
