"""The learned second opinion. What it finds of an author it was not taught is measured by bench/learn_safety.py:

    taught without    second author .568 (rules alone .169), by mistake .011
                      first author .509, by mistake .032
                      round 1 .388 (rules alone .050), by mistake .125
    real texts        state media .0012, speeches .0009, Korean news and reviews .0032, oral histories .020 at most

    round 2           18 of 32 with the shipped weights (rules alone 4), by mistake 0 of 16, measured once

The gates here hold the shipped weights, which were taught all but round 2; what they were taught they know: training
sentences 498 of 563, by mistake 30 of 496 (many are near misses).
"""

import csv
import json
import re
from importlib.resources import files
from math import exp
from pathlib import Path

import pytest

from doltap.language import sentences as split
from doltap.safety import mark
from doltap.safety.opinion import RULE, THRESHOLD, _weights, families, features, score, stem
from doltap.safety.rulebook import plain

HERE = Path(__file__).parent


def table(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def logistic(text):
    weights = _weights()
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * much for name, much in features(plain(text)).items())))


def share_held(texts):
    cut = [t[a:b] for t in texts for a, b in split(t)]
    return sum(score(s) > THRESHOLD for s in cut) / len(cut)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_gives_what_the_learner_saw(language):
    rows = [r["sentence"] for r in table("training.csv") if r["language"] == language][::7]
    scored = [(score(s), logistic(s)) for s in rows if score(s) > 0]
    assert len(scored) > 20
    assert all(abs(one - other) < 1e-9 for one, other in scored)


def test_round_two_is_no_teacher():
    taught = {r["sentence"] for r in table("training.csv")}
    assert not taught & {r["sentence"] for r in table("second_author_fresh.csv")}


@pytest.mark.parametrize(("told", "floor"), [("operational", 0.8), ("none", 0.0)])
def test_what_it_was_taught_it_knows(told, floor):
    rows = [r["sentence"] for r in table("training.csv") if r["expected"] == told]
    held = sum(score(s) > THRESHOLD for s in rows) / len(rows)
    assert len(rows) >= 400
    assert held >= floor if floor else held <= 0.07


def test_near_misses_of_all_sets_are_hardly_ever_held():
    near = [
        r["sentence"] for name in ("sentences.csv", "second_author.csv") for r in table(name) if r["expected"] == "none"
    ]
    assert sum(score(s) > THRESHOLD for s in near) <= 0.05 * len(near)


def test_real_english_is_hardly_ever_held(shared):
    stories = json.loads((shared / "inputs/kcna/kcna_en_400.json").read_text(encoding="utf-8"))
    assert share_held([s["story_text"] or "" for s in stories]) <= 0.005


def test_real_korean_is_hardly_ever_held(shared):
    raw = (shared / "inputs/ner_ko/klue-ner-v1.1_dev.tsv").read_text(encoding="utf-8").splitlines()
    news = [re.sub(r"<([^:<>]+):[A-Z]{2}>", r"\1", x.split("\t")[-1]) for x in raw if x.startswith("##")]
    assert sum(score(x) > THRESHOLD for x in news) <= 0.005 * len(news)
    assert share_held([p.read_text(encoding="utf-8") for p in (shared / "inputs/speeches_ko").glob("*.txt")]) <= 0.005


def test_a_mark_of_the_opinion_says_so(rules):
    told = [r["sentence"] for r in table("training.csv") if r["expected"] == "operational"]
    marks = [m for s in told for m in mark(s, [(0, len(s))], rules) if m.rule == RULE]
    assert marks
    assert {(m.kind, m.safety_class.value) for m in marks} == {("opinion", "operational")}


def test_without_rules_there_is_no_opinion():
    told = [r["sentence"] for r in table("training.csv") if r["expected"] == "operational"]
    assert [s for s in told if mark(s, [(0, len(s))], ())] == []


@pytest.mark.parametrize("text", ["", "?", "1998", "one two", "강", "\u200b", "过江", "a " * 5])
def test_next_to_nothing_is_no_opinion(text):
    assert score(text) <= THRESHOLD


def test_writing_it_in_capitals_or_with_hidden_letters_changes_nothing():
    told = "He rubbed pepper on our shoes for the dogs."
    assert score(told) == score(told.upper()) == score(told.replace("e", "e\u200b"))


def test_words_of_one_family_are_met_in_any_form():
    assert "water" in families("rivers") & families("강물이")
    assert stem("stopped") == stem("stopping")


def test_the_weights_are_small_and_say_how_they_were_learned():
    raw = (files("doltap.safety") / "data" / "opinion.tsv").read_bytes()
    assert len(raw) <= 400_000
    assert b"bench/learn_safety.py" in raw[:400]
