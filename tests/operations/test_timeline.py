"""The timeline of the office: vague dates as stretches, differing ones as alternatives, nobody's way of leaving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from doltap.model import ReleaseClass, Status, Use
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import Archive, create
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.receipts import Receipt
from doltap.operations.timeline import Dated, TimelineRequest, timeline_of

PASSPHRASE = "one two three four five six seven"
CODING = frozenset({Use.HOLD, Use.CODE})
TOLD = """A: Kim Chol Su was arrested in Hamhung in the winter of 1998.
A: Ri Yong Hui died in Chongjin on 3 May 1996.
A: My uncle left North Korea in 1997. I arrived in South Korea in 1999.
"""
SEALED = "A: Pak Min Ho was arrested in Wonsan in 1995."


def made(folder: Path, *, pack: bool) -> Archive:
    archive = create(folder, PASSPHRASE)
    if pack:
        adopt(archive, AdoptRequest())
    receipt = Receipt(teller="sol", release=ReleaseClass.OFFICE, consent=CODING)
    add(archive, AddRequest((), receipt, workers=1, offered=(Offered("sol.txt", TOLD.encode()),)))
    add(archive, AddRequest((), Receipt(teller="x"), workers=1, offered=(Offered("x.txt", SEALED.encode()),)))
    return archive


@pytest.fixture(scope="module")
def light() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        yield


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, light: None) -> Iterator[Archive]:
    with made(tmp_path_factory.mktemp("told") / "a", pack=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory, light: None) -> Iterator[Archive]:
    with made(tmp_path_factory.mktemp("packed") / "a", pack=True) as opened:
        yield opened


def rows(archive: Archive) -> list[Dated]:
    first = timeline_of(archive, TimelineRequest(1))
    pages = (timeline_of(archive, TimelineRequest(n + 1)) for n in range(len(first.starts)))
    return [row for page in pages for row in page.rows]


def test_what_is_told_with_a_date_is_there(archive: Archive) -> None:
    found = timeline_of(archive, TimelineRequest())
    assert (found.start, found.starts, found.number) == (1990, (1990,), 1)
    labels = [r.label for r in found.rows]
    assert [label.split(" ")[0] for label in labels] == ["death", "arrest"]


def test_a_day_is_a_dot_and_a_season_a_soft_stretch(archive: Archive) -> None:
    shapes = {r.label.split(" ")[0]: r.dates[0][1].shape for r in rows(archive) if r.dates[0][1]}
    assert shapes == {"death": "dot", "arrest": "soft"}


def test_nobodys_leaving_or_arriving_is_in_it(archive: Archive, packed: Archive) -> None:
    for one in (archive, packed):
        assert not [r for r in rows(one) if r.label.startswith(("departure", "arrival", "leaving"))]
    assert not any("1997" in words for r in rows(archive) for words, _ in r.dates)


def test_a_sealed_account_is_in_no_timeline(archive: Archive, packed: Archive) -> None:
    for one in (archive, packed):
        assert "Wonsan" not in repr([r.label for r in rows(one) if r.label.startswith("arrest")])


def test_dates_that_differ_stand_beside_each_other(packed: Archive) -> None:
    differing = [r for r in rows(packed) if r.differ]
    assert differing
    for row in differing:
        assert len(row.dates) > 1
        assert len({words for words, _ in row.dates}) == len(row.dates)
    assert Status.TELLERS_DIFFER in {r.status for r in differing}


def test_marks_lie_inside_their_decade(packed: Archive) -> None:
    for row in rows(packed):
        for _, mark in row.dates:
            if mark is not None:
                assert 0 <= mark.x <= 100
                assert mark.width > 0
                assert mark.x + mark.width <= 101


def test_the_fullest_decade_comes_first_and_numbers_hold(packed: Archive) -> None:
    found = timeline_of(packed, TimelineRequest())
    again = timeline_of(packed, TimelineRequest(found.number))
    assert again == found
    assert found.starts[found.number - 1] == found.start
    last = timeline_of(packed, TimelineRequest(9_999))
    assert last.start == last.starts[-1]
    counts = [len(timeline_of(packed, TimelineRequest(n + 1)).rows) for n in range(len(found.starts))]
    assert len(found.rows) + found.more >= max(counts)


def test_both_languages_tell_the_same_happenings(packed: Archive) -> None:
    english = timeline_of(packed, TimelineRequest(1, "en"))
    korean = timeline_of(packed, TimelineRequest(1, "ko"))
    assert {r.weighing for r in english.rows} == {r.weighing for r in korean.rows}
    assert any(r.label != k.label for r, k in zip(english.rows, korean.rows, strict=True))


def test_an_archive_with_no_dates_has_an_empty_timeline(tmp_path: Path, light: None) -> None:
    with create(tmp_path / "empty", PASSPHRASE) as empty:
        found = timeline_of(empty, TimelineRequest())
    assert (found.rows, found.starts) == ((), ())
