"""Persons in the queue: a second thing agrees, tellers are linked, two people join, and all can be undone."""

import pytest

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Audience, Decision, ReleaseClass, Use
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.matching import DecideRequest, WhoRequest, decide, who
from doltap.operations.receipts import Receipt
from doltap.operations.view import view_of

SAME, DIFFERENT, UNSURE = Decision.SAME, Decision.DIFFERENT, Decision.UNSURE
HE_EN = "Ri Kwang Myong was born in Chongjin in 1965."
HE_KO = "리광명은 1965년 청진시에서 태어났다."
I_EN = "My name is Han Chol Su. I was born in Hoeryong in 1970."
I_KO = "나는 한철수이다. 나는 1970년 회령에서 태어났다."


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "one two three four five six seven") as made:
        yield made


def tell(archive, tmp_path, teller, text, release=ReleaseClass.OFFICE):
    file = tmp_path / f"{teller}.txt"
    file.write_text(text, encoding="utf-8")
    add(archive, AddRequest((file,), Receipt(teller=teller, release=release, consent=frozenset({Use.CODE})), workers=1))


def people(archive, unsure=False):
    return [p for p in who(archive, WhoRequest(unsure=unsure)) if p.left.type == "person"]


@pytest.fixture
def two(archive, tmp_path):
    """One person told of by two tellers."""
    tell(archive, tmp_path, "T1", HE_EN)
    tell(archive, tmp_path, "T2", HE_KO)
    (pair,) = people(archive)
    return archive, pair.proposal.left, pair.proposal.right


@pytest.fixture
def tellers(archive, tmp_path):
    """Two accounts whose tellers could be one; the ids of the tellers."""
    tell(archive, tmp_path, "T1", I_EN)
    tell(archive, tmp_path, "T2", I_KO)
    ids = [e.id for e in store.entities(archive.testimony) if e.narrator]
    assert len(ids) == 2
    return archive, *ids


def one(archive, left, right):
    canonical = view_of(archive, Audience.OFFICE).canonical
    return canonical[left] == canonical[right]


def test_a_pair_has_its_reasons_and_a_probability(archive, tmp_path):
    tell(archive, tmp_path, "T1", HE_EN)
    tell(archive, tmp_path, "T2", HE_KO)
    (pair,) = people(archive)
    codes = [r.code for r in pair.proposal.reasons]
    assert codes[0] == "resolve.name_agrees"
    assert codes.count("resolve.attribute_agrees") == 2
    assert 0 < pair.proposal.score < 1
    assert not pair.guarded


def test_a_name_alone_is_no_pair(archive, tmp_path):
    tell(archive, tmp_path, "T1", "Ri Kwang Myong was arrested.")
    tell(archive, tmp_path, "T2", "리광명은 체포되었다.")
    assert people(archive) == []


def test_a_sealed_account_is_in_no_pair(archive, tmp_path):
    tell(archive, tmp_path, "T1", HE_EN)
    tell(archive, tmp_path, "T2", HE_KO, ReleaseClass.SEALED)
    assert people(archive) == []


def test_one_decision_joins_people_who_are_told_of_and_one_undoes_it(two):
    archive, left, right = two
    decide(archive, DecideRequest(left, right, SAME, "me", "same school"))
    assert one(archive, left, right)
    assert people(archive) == []
    decide(archive, DecideRequest(right, left, UNSURE, "me", "too soon"))
    assert not one(archive, left, right)
    assert people(archive) == []
    assert len(people(archive, unsure=True)) == 1


def test_different_is_not_asked_again_not_even_with_unsure(two):
    archive, left, right = two
    decide(archive, DecideRequest(left, right, DIFFERENT, "me"))
    assert people(archive, unsure=True) == []


def test_two_tellers_called_the_same_are_linked_and_stay_two_persons(tellers):
    archive, left, right = tellers
    made = decide(archive, DecideRequest(left, right, SAME, "me"))
    assert made.link
    assert not one(archive, left, right)
    assert store.match_decisions(archive.testimony) == ()
    assert [k.decision for k in store.origin_links(archive.testimony)] == [SAME]
    assert people(archive) == []


def test_a_link_of_tellers_is_taken_back(tellers):
    archive, left, right = tellers
    decide(archive, DecideRequest(left, right, SAME, "me"))
    made = decide(archive, DecideRequest(left, right, UNSURE, "me"))
    assert made.link
    assert [k.decision for k in store.origin_links(archive.testimony)] == [SAME, UNSURE]


@pytest.mark.parametrize("why", ["", "  "])
def test_joining_tellers_needs_a_reason(tellers, why):
    archive, left, right = tellers
    with pytest.raises(WrongUsage) as refused:
        decide(archive, DecideRequest(left, right, SAME, "me", why, merge=True))
    assert refused.value.code == "joining_guarded"


def test_joining_tellers_takes_two_people(tellers):
    archive, left, right = tellers
    assert decide(archive, DecideRequest(left, right, SAME, "me", "met both", merge=True)).waits
    assert decide(archive, DecideRequest(left, right, SAME, "me", "still", merge=True)).waits
    assert not one(archive, left, right)
    assert not decide(archive, DecideRequest(right, left, SAME, "you", "so did I", merge=True)).waits
    assert one(archive, left, right)


def test_who_says_otherwise_starts_the_count_anew(tellers):
    archive, left, right = tellers
    decide(archive, DecideRequest(left, right, SAME, "me", "met both", merge=True))
    decide(archive, DecideRequest(left, right, DIFFERENT, "you", "two brothers"))
    decide(archive, DecideRequest(left, right, SAME, "you", "I was wrong", merge=True))
    assert not one(archive, left, right)
    decide(archive, DecideRequest(left, right, SAME, "me", "as before", merge=True))
    assert one(archive, left, right)


def test_an_entity_is_not_the_same_as_itself(two):
    archive, left, _ = two
    with pytest.raises(WrongUsage):
        decide(archive, DecideRequest(left, left, SAME, "me"))


def test_no_pair_holds_what_is_operational(archive, tmp_path):
    for teller in ("T1", "T2"):
        tell(
            archive, tmp_path, teller, f"{HE_EN} Ri Kwang Myong paid the guard 500 dollars to cross the Tumen at night."
        )
    told = repr(who(archive, WhoRequest()))
    assert "dollar" not in told
    assert "Tumen" not in told
