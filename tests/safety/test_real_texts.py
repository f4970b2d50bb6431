"""The rules on real texts: the guide's planning list, state media, speeches, oral histories of another persecution."""

import json
import re

import pytest

from doltap.language import sentences as split

PLANNED = (
    "Start by building",
    "Gather intelligence",
    "Prepare a basic kit",
    "Seek alliances",
    "Time your move",
    "Once across",
)
HELD = ("iron grip", "secret compartment")
CHECKABLE = (
    "Thae Yong-ho",
    "crossed the frozen Yalu River in 1997",
    "13 North Koreans",
    "claim asylum",
    "phantom weight",
    "Database Center",
)


@pytest.fixture(scope="module")
def guide(shared, operational):
    text = (shared / "inputs" / "guide.txt").read_text(encoding="utf-8")
    spans = split(text)
    starts = operational(text, spans)
    return {text[a:b]: a in starts for a, b in spans}


@pytest.mark.parametrize("words", PLANNED + HELD)
def test_the_planning_list_of_the_guide_is_held(guide, words):
    found = [held for sentence, held in guide.items() if words in sentence]
    assert found
    assert all(found)


def test_all_between_the_planning_heading_and_the_next_is_held(guide):
    sentences = list(guide)
    first = next(i for i, s in enumerate(sentences) if "Actionable Steps" in s)
    last = next(i for i, s in enumerate(sentences) if "Unique Examples" in s)
    assert last - first > 6
    assert [s for s in sentences[first + 1 : last] if not guide[s]] == []


@pytest.mark.parametrize("words", CHECKABLE)
def test_what_can_be_checked_in_the_guide_is_not_held(guide, words):
    found = [held for sentence, held in guide.items() if words in sentence]
    assert found
    assert not any(found)


def share(texts, operational):
    spans = [(text, split(text)) for text in texts]
    return sum(len(operational(t, s)) for t, s in spans) / sum(len(s) for _, s in spans)


def test_state_media_is_hardly_ever_held(shared, operational):
    stories = json.loads((shared / "inputs/kcna/kcna_en_400.json").read_text(encoding="utf-8"))
    assert share([s["story_text"] or "" for s in stories], operational) <= 0.003


def test_speeches_are_hardly_ever_held(shared, operational):
    files = sorted((shared / "inputs/speeches_ko").glob("*.txt"))
    assert share([f.read_text(encoding="utf-8") for f in files], operational) <= 0.003


def test_korean_news_is_hardly_ever_held(shared, operational):
    raw = (shared / "inputs/ner_ko/klue-ner-v1.1_dev.tsv").read_text(encoding="utf-8")
    lines = [re.sub(r"<([^:<>]+):[A-Z]{2}>", r"\1", x.split("\t")[-1]) for x in raw.splitlines() if x.startswith("##")]
    assert len(lines) > 4000
    assert share(lines, operational) <= 0.005


def test_oral_histories_are_held_only_where_they_tell_of_hiding_and_flight(shared, operational):
    texts = []
    for file in sorted((shared / "inputs/testimony").glob("RG-*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        texts.append("\n\n".join(told["sequence"] or told["paragraph_breaks"]))
    assert share(texts, operational) <= 0.03
