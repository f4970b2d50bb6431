"""The sample accounts of the demo and the record of a pack in memory: offsets that hold, nothing operational told."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest

from doltap.model import Outcome, Reading, ReleaseClass, Status
from doltap.operations.checking import CheckedAssertion, check_taken
from doltap.operations.extracting import extract_reading
from doltap.operations.pack_record import known_as, pack_accounts, pack_view
from doltap.operations.reading import Taken
from doltap.packs import load


def sample(language: str) -> str:
    folder = files("doltap.packs") / "north_korea" / "samples"
    return (folder / f"account_{language}.txt").read_text(encoding="utf-8")


def checked(language: str) -> Iterator[CheckedAssertion]:
    reading = Reading(Outcome.OK, language=language, text=sample(language))
    yield from check_taken(pack_view(load()), Taken(reading, extract_reading(reading, "", "north_korea")))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_two_sentences_of_the_sample_are_not_checked_and_not_shown(language: str) -> None:
    found = list(checked(language))
    closed = [c for c in found if c.status is Status.NOT_CHECKED]
    assert len(closed) == 2
    assert all(not c.passage.words and not c.evidence for c in closed)
    held = {(c.passage.start, c.passage.end) for c in closed}
    words = [sample(language)[a:b] for a, b in held]
    assert not [c for c in found for w in words if w in c.passage.words]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_sample_shows_every_status(language: str) -> None:
    assert {c.status for c in checked(language)} == set(Status)


@pytest.mark.parametrize(
    ("property_", "text", "status"),
    [
        ("count", "2008", Status.AGAINST_RECORD),
        ("safe_haven", "China", Status.AGAINST_RECORD),
        ("safe_haven", "Mongolia", Status.ONE_TELLER),
        ("asylum", "third country", Status.TELLERS_DIFFER),
        ("arrived", "January 2008", Status.ONE_TELLER),
        ("date", "Thae", Status.CORROBORATED),
    ],
)
def test_what_the_sample_says_is_answered(property_: str, text: str, status: Status) -> None:
    found = [c.status for c in checked("en") if c.assertion.property == property_ and text in c.passage.words]
    assert found == [status]


def test_a_packs_words_stand_where_they_say() -> None:
    made = list(pack_accounts(load()))
    assert len({m.account.id for m in made}) == len(made)
    for one in made:
        assert one.account.release_class is ReleaseClass.PUBLIC
        assert all(one.text[p.start : p.end] == p.words for p in one.passages)
        half = len(one.passages) // 2
        assert [p.rendering_of for p in one.passages[half:]] == [p.id for p in one.passages[:half]]


def test_every_fact_of_the_pack_is_told_once() -> None:
    pack = load()
    told = [a for m in pack_accounts(pack) for a in m.assertions]
    assert len(told) == sum(len(f.assertions) for f in pack.facts)
    assert all(a.accepted and a.coder.startswith("pack/") for a in told)


def test_the_record_in_memory_knows_doubt_and_places() -> None:
    view = pack_view(load())
    assert {a.verified for a in view.accounts.values()} == {True, False}
    assert known_as("state.CN", next(iter(view.entities.values())).type, load())[1] == "CN"
    assert "CN" in set(view.canonical.values())
    assert view.weighings()
