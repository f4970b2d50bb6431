"""A checked text whole: every sentence in order, values marked in its words, what is operational without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from doltap import store
from doltap.errors import InputNotRead
from doltap.model import ReleaseClass, Status, Use
from doltap.operations.archive import Archive, create
from doltap.operations.checked_text import CheckedText, CheckTextRequest, Line, check_text
from doltap.operations.checking import CheckRequest
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.receipts import Receipt

HELD = "A: Kim Chol Su was arrested in Hamhung in 1999.\n"
OPERATIONAL = "We crossed the Tumen at night near Musan, where the guard Zirbelnuss had been bribed with 500 yuan."
TEXT = f"""Q: What happened?
A: Kim Chol Su was arrested in Hamhung in 1998. The weather was fine. {OPERATIONAL} My phone is 010-1234-5678.
Q: Who else?
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(tmp_path_factory.mktemp("checked") / "a", "one two three four five six seven") as made:
            receipt = Receipt(teller="sol", release=ReleaseClass.OFFICE, consent=frozenset({Use.HOLD, Use.CODE}))
            add(made, AddRequest((), receipt, workers=1, offered=(Offered("sol.txt", HELD.encode()),)))
            yield made


def checked(archive: Archive, text: str, language: str = "en") -> CheckedText:
    return check_text(archive, CheckTextRequest(CheckRequest(Path("t.txt"), words=text.encode()), language))


@pytest.fixture(scope="module")
def found(archive: Archive) -> CheckedText:
    return checked(archive, TEXT)


def words(line: Line) -> str:
    return "".join(stretch for stretch, _ in line.pieces)


def test_every_sentence_is_there_in_order(found: CheckedText) -> None:
    told = [words(line) for line in found.lines if not line.held]
    assert told[0] == "What happened?"
    assert told[1:3] == ["Kim Chol Su was arrested in Hamhung in 1998.", "The weather was fine."]
    assert told[-1] == "Who else?"


def test_values_are_marked_where_they_stand(found: CheckedText) -> None:
    line = found.lines[1]
    marked = {stretch: status for stretch, status in line.pieces if status}
    assert marked["1998"] == Status.AGAINST_RECORD
    assert marked["Hamhung"] == Status.ONE_TELLER
    assert {s.status for s in line.said} == set(marked.values())
    date = next(s for s in line.said if s.property == "date")
    assert (date.what, date.value) == ("arrest", "1998")
    assert [e.supports for e in date.evidence] == [False]
    assert "1999" in date.evidence[0].words


def test_a_value_that_stands_twice_is_not_marked_by_guess(archive: Archive) -> None:
    line = checked(archive, "In Hamhung, Kim Chol Su was arrested in Hamhung in 1999.").lines[0]
    assert "Hamhung" not in [stretch for stretch, status in line.pieces if status]
    assert any(s.property == "place" for s in line.said)


def test_what_is_operational_has_no_words_and_nothing_said(found: CheckedText) -> None:
    held = [line for line in found.lines if line.held]
    assert len(held) == 1
    assert (held[0].pieces, held[0].said) == ((), ())
    assert "Zirbelnuss" not in repr(found)
    assert "Tumen" not in repr(found)
    assert dict(found.counts)[Status.NOT_CHECKED] == 1


def test_identifiers_are_covered_letter_by_letter(found: CheckedText) -> None:
    assert "010-1234-5678" not in repr(found)
    assert any("▒" * 13 in words(line) for line in found.lines)


def test_a_turn_is_named_once(found: CheckedText) -> None:
    assert [line.turn for line in found.lines if line.turn] == ["Q", "A", "Q"]


def test_the_counts_are_those_of_the_lines(found: CheckedText) -> None:
    said = [s.status for line in found.lines for s in line.said] + [Status.NOT_CHECKED for x in found.lines if x.held]
    assert dict(found.counts) == {status: said.count(status) for status in set(said)}
    assert [status for status, _ in found.counts] == [s for s in Status if s in set(said)]


def test_kinds_are_in_the_language_of_the_page(archive: Archive) -> None:
    line = checked(archive, TEXT, "ko").lines[1]
    assert next(s for s in line.said if s.property == "kind").value == "체포"
    assert next(s for s in line.said if s.property == "date").what == "체포"


def test_a_copy_is_named_and_is_no_evidence(archive: Archive) -> None:
    long = HELD + "".join(f"A: In {y} nothing was told of it by anybody at all in our village.\n" for y in (1971, 1984))
    receipt = Receipt(teller="gom", release=ReleaseClass.OFFICE, consent=frozenset({Use.HOLD, Use.CODE}))
    add(archive, AddRequest((), receipt, workers=1, offered=(Offered("gom.txt", long.encode()),)))
    found = checked(archive, long)
    assert "gom.txt" in [c.name for c in found.copies]
    assert {e.source for line in found.lines for s in line.said for e in s.evidence} <= {"sol"}


def test_nothing_is_kept(archive: Archive) -> None:
    db = archive.testimony
    before = store.log_state(db), store.counts(db)
    checked(archive, "A: Somebody quite new was arrested in Wonsan in 2004.")
    assert (store.log_state(db), store.counts(db)) == before


def test_what_cannot_be_read_is_said(archive: Archive) -> None:
    with pytest.raises(InputNotRead):
        check_text(archive, CheckTextRequest(CheckRequest(Path("x.pdf"), words=b"%PDF-1.4 nothing")))
