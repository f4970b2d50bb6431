"""Events in the queue: one death told with two dates is proposed, decided, weighed as 'tellers differ', and undone."""

import pytest

from doltap.model import Decision, ReleaseClass, Status, Use
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.matching import DecideRequest, WhoRequest, decide, who
from doltap.operations.receipts import Receipt
from doltap.operations.weighing import WeighingsRequest, weighings

ENGLISH = "My brother Han Chol Su died in Hoeryong in March 1997. We buried him ourselves."
KOREAN = "한철수는 1998년 5월 회령시에서 사망했다."
CROSSING = "Han Chol Su left North Korea in March 1997. He crossed the Tumen River near Musan at night."


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "one two three four five six seven") as made:
        yield made


def told(archive, tmp_path, teller, text, release=ReleaseClass.OFFICE):
    file = tmp_path / f"{teller}.txt"
    file.write_text(text, encoding="utf-8")
    receipt = Receipt(teller=teller, release=release, consent=frozenset({Use.CODE}))
    add(archive, AddRequest((file,), receipt, workers=1))


def events(archive):
    return [p for p in who(archive, WhoRequest()) if p.left.type == "event"]


def dates_of_deaths(archive):
    found = weighings(archive, WeighingsRequest(properties=frozenset({"date"})))
    return [s.weighing for s in found if s.type == "event"]


def test_one_death_told_with_two_dates_is_proposed_with_its_evidence(archive, tmp_path):
    told(archive, tmp_path, "T1", ENGLISH)
    told(archive, tmp_path, "T2", KOREAN)
    (pair,) = events(archive)
    codes = {r.code for r in pair.proposal.reasons}
    assert {"resolve.event_date_differs", "resolve.event_place_agrees", "resolve.event_name_shared"} <= codes
    assert set(pair.tellers) == {"T1", "T2"}


def test_a_person_decides_the_tellers_differ_and_it_can_be_taken_back(archive, tmp_path):
    told(archive, tmp_path, "T1", ENGLISH)
    told(archive, tmp_path, "T2", KOREAN)
    (pair,) = events(archive)
    left, right = pair.proposal.left, pair.proposal.right
    assert {w.status for w in dates_of_deaths(archive)} == {Status.ONE_TELLER}
    decide(archive, DecideRequest(left, right, Decision.SAME, "me", "one brother, one grave"))
    assert events(archive) == []
    (date,) = dates_of_deaths(archive)
    assert date.status is Status.TELLERS_DIFFER
    assert {v.value.edtf for v in date.values} == {"1997-03", "1998-05"}
    decide(archive, DecideRequest(left, right, Decision.UNSURE, "me", "too soon"))
    assert {w.status for w in dates_of_deaths(archive)} == {Status.ONE_TELLER}


def test_different_is_not_asked_again(archive, tmp_path):
    told(archive, tmp_path, "T1", ENGLISH)
    told(archive, tmp_path, "T2", KOREAN)
    (pair,) = events(archive)
    decide(archive, DecideRequest(pair.proposal.left, pair.proposal.right, Decision.DIFFERENT, "me"))
    assert events(archive) == []
    assert len(dates_of_deaths(archive)) == 2


def test_two_deaths_of_two_people_are_not_proposed(archive, tmp_path):
    told(archive, tmp_path, "T1", ENGLISH)
    told(archive, tmp_path, "T2", "박영희는 2009년 신의주에서 사망했다.")
    assert events(archive) == []


def test_a_sealed_account_proposes_nothing(archive, tmp_path):
    told(archive, tmp_path, "T1", ENGLISH)
    told(archive, tmp_path, "T2", KOREAN, ReleaseClass.SEALED)
    assert events(archive) == []


def test_of_a_crossing_nothing_but_country_and_year_is_ever_evidence(archive, tmp_path):
    told(archive, tmp_path, "T1", CROSSING)
    told(archive, tmp_path, "T2", CROSSING.replace("at night", "in November 1997 at dawn"))
    for pair in events(archive):
        said = " ".join(str(v) for r in pair.proposal.reasons for _, v in r.params)
        assert "1997-" not in said
        assert not {r.code for r in pair.proposal.reasons} & {
            "resolve.event_place_near",
            "resolve.event_place_within",
            "resolve.event_count_agrees",
        }
