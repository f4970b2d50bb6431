"""A sentence carries the classes of every mark that touches it, however many marks a text has."""

import random
from types import SimpleNamespace

import pytest

from doltap.extract.scene import scene
from doltap.model import Gazetteer, SafetyClass

CLASSES = sorted(SafetyClass)


@pytest.mark.parametrize("seed", range(6))
def test_every_mark_that_touches_a_sentence_counts(seed):
    chance = random.Random(seed)
    text = " ".join(f"Nobody asked about the {n}th door." for n in range(60))
    marks = []
    for _ in range(chance.randint(0, 40)):
        start = chance.randrange(len(text) - 1)
        end = min(len(text), start + chance.choice((1, 8, 40, 400)))
        marks.append(SimpleNamespace(start=start, end=end, safety_class=chance.choice(CLASSES)))
    found = scene(text, (), Gazetteer(), marks, None, "en").sentences
    assert len(found) == 60
    for sentence in found:
        touching = {m.safety_class for m in marks if m.start < sentence.end and m.end > sentence.start}
        assert sentence.safety == touching
