"""Sources and tellers: a card each, one laid open with what was agreed; a grade for bodies, never for a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_client import Client
from desk_paths import CANARIES, PASSPHRASE

from doltap import catalogue, store
from doltap.errors import WrongUsage
from doltap.model import Basis, EntityType, Use
from doltap.operations.archive import Archive, open_archive
from doltap.operations.giver_pages import GRADES, Giver, GiverRequest, GradeRequest, giver, grade
from doltap.operations.keeping import VerifyRequest, verify
from doltap.operations.listing import GiversRequest, list_givers


@pytest.fixture
def archive(archive_path: Path) -> Archive:
    return open_archive(archive_path, PASSPHRASE)


def cards(archive: Archive) -> tuple[dict[str, str], dict[str, str]]:
    """Tellers and sources by name."""
    found = list_givers(archive, GiversRequest())
    return {c.name: c.id for c in found if c.source is None}, {c.name: c.id for c in found if c.source}


def test_a_teller_has_accounts_and_consents_and_nothing_that_rates(archive: Archive) -> None:
    tellers, _ = cards(archive)
    found = giver(archive, GiverRequest(tellers["haneul"]))
    assert (found.name, found.source) == ("haneul", None)
    assert [g.name for g in found.given] == ["interview-haneul.txt"]
    assert Use.CODE in found.given[0].consent.uses
    assert set(found.given[0].speakers) == {"Q", "A"}
    assert found.bases
    assert Basis.UNKNOWN not in found.bases
    assert not any(isinstance(getattr(found, name), float) for name in Giver.__slots__)
    assert not any(type(getattr(found, name)) is int for name in Giver.__slots__)


def test_a_source_says_whom_it_retells_and_who_retells_it(archive: Archive) -> None:
    _, sources = cards(archive)
    found = [giver(archive, GiverRequest(id_)) for id_ in sources.values()]
    assert any(f.retells for f in found)
    assert any(f.retold for f in found)
    for one in found:
        assert one.name not in one.retells
        assert one.source is not None


def test_a_closed_account_has_no_giver_here(archive: Archive) -> None:
    for teller in store.tellers(archive.testimony):
        if teller.pseudonym in {"sealed one", "unasked"}:
            with pytest.raises(WrongUsage):
                giver(archive, GiverRequest(teller.id))
    with pytest.raises(WrongUsage):
        giver(archive, GiverRequest(""))


@pytest.mark.parametrize("letter", GRADES)
def test_a_source_is_graded_and_the_log_holds(archive: Archive, letter: str) -> None:
    _, sources = cards(archive)
    id_ = sorted(sources.values())[0]
    before = store.log_state(archive.testimony)
    assert grade(archive, GradeRequest(id_, letter)).reliability == letter
    assert giver(archive, GiverRequest(id_)).source.reliability == letter  # type: ignore[union-attr]
    after = store.log_state(archive.testimony)
    assert before is not None
    assert after is not None
    assert after.size == before.size + 1
    if letter == "B":
        assert verify(archive, VerifyRequest()).problems == ()


@pytest.mark.parametrize("letter", ["", "G", "AB", "a", "1"])
def test_a_grade_that_is_none_is_refused(archive: Archive, letter: str) -> None:
    _, sources = cards(archive)
    with pytest.raises(WrongUsage, match="no_such_grade"):
        grade(archive, GradeRequest(next(iter(sources.values())), letter))


def test_a_person_is_never_graded(archive: Archive, desk: Client) -> None:
    tellers, _ = cards(archive)
    for id_ in tellers.values():
        with pytest.raises(WrongUsage, match="only_sources_are_graded"):
            grade(archive, GradeRequest(id_, "B"))
    assert desk.act(f"/source/{tellers['bada']}/grade", grade="A").status_code == 400
    people = [e.id for e in store.entities(archive.testimony) if e.type is EntityType.PERSON]
    with pytest.raises(WrongUsage, match="only_sources_are_graded"):
        grade(archive, GradeRequest(people[0], "A"))


def test_the_pages_stand_in_both_languages_with_no_name_in_their_title(desk: Client, archive: Archive) -> None:
    tellers, sources = cards(archive)
    for language in ("en", "ko"):
        desk.act("/language", language=language, back="/sources")
        for id_ in (tellers["bada"], next(iter(sources.values()))):
            answer = desk.get(f"/source/{id_}")
            assert answer.status_code == 200
            title = answer.text.partition("</title>")[0]
            assert "bada" not in title
            assert not any(canary in answer.text for canary in CANARIES)
        page = desk.text(f"/source/{tellers['bada']}")
        assert catalogue.say(language, "desk.givers.pseudonym") in page
        assert catalogue.say(language, "desk.use.code") in page


def test_a_teller_has_no_form_to_be_graded_by(desk: Client, archive: Archive) -> None:
    tellers, sources = cards(archive)
    assert "/grade" not in desk.get(f"/source/{tellers['bada']}").text
    page = desk.get(f"/source/{next(iter(sources.values()))}").text
    assert len(re.findall(r'<option value="[A-F]"', page)) == len(GRADES)


def test_a_grade_is_changed_on_the_page(desk: Client, archive: Archive) -> None:
    _, sources = cards(archive)
    id_ = next(iter(sources.values()))
    answer = desk.act(f"/source/{id_}/grade", grade="D")
    assert answer.url.path == f"/source/{id_}"
    assert '<option value="D" selected' in answer.text
