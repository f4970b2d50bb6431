"""Two coders on one account: blind to each other, neither wins while they differ, a third adjudicates with a reason."""

import json

import pytest
from click.testing import CliRunner

from doltap import store
from doltap.cli import doltap
from doltap.errors import WrongUsage
from doltap.model import ReleaseClass, Use, Verdict
from doltap.operations.agreeing import AgreementRequest, agreements, in_difference
from doltap.operations.archive import create
from doltap.operations.coding import CodeRequest, code
from doltap.operations.intake import AddRequest, add
from doltap.operations.keeping import verify
from doltap.operations.proposals import JudgeRequest, ProposalsRequest, judge, proposals
from doltap.operations.receipts import Receipt

PASSPHRASE = "one two three four five six seven"
OFFICE = Receipt(teller="T1", release=ReleaseClass.OFFICE, consent=frozenset({Use.CODE}))
TEXT = "I was born in 1970 in Hoeryong. My brother was arrested in 1998. He was released in 2001."


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    (tmp_path / "a.txt").write_text(TEXT)
    with create(tmp_path / "archive", PASSPHRASE) as made:
        add(made, AddRequest((tmp_path / "a.txt",), OFFICE, workers=1))
        yield made


@pytest.fixture
def born(archive):
    return next(p.assertion for p in proposals(archive, ProposalsRequest()) if p.assertion.property == "birth_date")


def blind(archive, by):
    return {p.assertion.id: p for p in proposals(archive, ProposalsRequest(blind=by))}


def now(archive, id_):
    return next((a for a in store.assertions(archive.testimony) if a.id == id_), None)


def say(archive, said, verdict, by, **more):
    return judge(archive, JudgeRequest((said.id,), verdict, by, **more))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_blind_coder_sees_nothing_of_what_another_decided(archive, born, verdict):
    before = blind(archive, "jun")
    say(archive, born, verdict, "mina", value="1971" if verdict is Verdict.CORRECT else "")
    assert blind(archive, "jun") == before
    assert born.id not in blind(archive, "mina")


def test_a_blind_coder_sees_nothing_that_another_coded_or_called_somebody(archive, born):
    before = blind(archive, "jun")
    start = TEXT.index("My brother")
    code(archive, CodeRequest(born.account, start, start + 10, "mina", about="Pine", property="name", value="Pine"))
    assert blind(archive, "jun") == before


def test_while_coders_differ_neither_wins_whoever_came_last(archive, born):
    for first, second in ((Verdict.ACCEPT, Verdict.REJECT), (Verdict.REJECT, Verdict.ACCEPT)):
        say(archive, born, first, "mina")
        say(archive, born, second, "jun")
        assert in_difference(archive) == {born.id}
        assert now(archive, born.id) == born
        assert not born.accepted
    shown = {p.assertion.id: p.differ for p in proposals(archive, ProposalsRequest())}
    assert shown[born.id]
    assert sum(shown.values()) == 1


def test_two_different_corrections_leave_the_value_as_read_and_the_same_one_counts(archive, born):
    say(archive, born, Verdict.CORRECT, "mina", value="1971")
    say(archive, born, Verdict.CORRECT, "jun", value="1972")
    assert now(archive, born.id).value == born.value
    say(archive, born, Verdict.CORRECT, "jun", value="1971")
    assert now(archive, born.id).value.edtf == "1971"
    assert now(archive, born.id).accepted


def test_a_third_reading_is_no_adjudication(archive, born):
    say(archive, born, Verdict.ACCEPT, "mina")
    say(archive, born, Verdict.REJECT, "jun")
    say(archive, born, Verdict.ACCEPT, "sora", why="read twice")
    assert in_difference(archive) == {born.id}


@pytest.mark.parametrize(("verdict", "value"), [(Verdict.ACCEPT, ""), (Verdict.REJECT, ""), (Verdict.CORRECT, "1969")])
def test_a_third_person_settles_it_with_a_reason_and_later_readings_change_nothing(archive, born, verdict, value):
    say(archive, born, Verdict.ACCEPT, "mina")
    say(archive, born, Verdict.REJECT, "jun")
    say(archive, born, verdict, "sora", why="page 2", value=value, adjudicates=True)
    settled = now(archive, born.id)
    for late in (Verdict.ACCEPT, Verdict.REJECT):
        say(archive, born, late, "mina")
        assert now(archive, born.id) == settled
    assert (settled is None) == (verdict is Verdict.REJECT)
    assert in_difference(archive) == frozenset()
    assert verify(archive).problems == ()


def test_who_may_adjudicate_and_when(archive, born):
    with pytest.raises(WrongUsage, match="nothing_to_adjudicate"):
        say(archive, born, Verdict.ACCEPT, "sora", why="so", adjudicates=True)
    say(archive, born, Verdict.ACCEPT, "mina")
    say(archive, born, Verdict.REJECT, "jun")
    with pytest.raises(WrongUsage, match="adjudication_without_reason"):
        say(archive, born, Verdict.ACCEPT, "sora", why=" ", adjudicates=True)
    for coder in ("mina", "jun"):
        with pytest.raises(WrongUsage, match="adjudicator_is_coder"):
            say(archive, born, Verdict.ACCEPT, coder, why="so", adjudicates=True)
    assert in_difference(archive) == {born.id}


def test_agreement_is_by_property_and_codebook_and_only_of_accounts_that_two_read(archive, born):
    say(archive, born, Verdict.ACCEPT, "mina")
    assert agreements(archive, AgreementRequest()).properties == ()
    say(archive, born, Verdict.REJECT, "jun")
    (found,) = agreements(archive, AgreementRequest()).properties
    assert (found.property, found.codebook, found.accounts, found.units) == ("birth_date", "1.0", 1, 1)
    assert found.alpha == 0.0  # one unit, two values: as by chance
    assert agreements(archive, AgreementRequest("0" * 32)).properties == ()


def test_those_who_agree_have_alpha_one_and_no_difference(archive):
    waiting = list(blind(archive, "mina"))
    for by in ("mina", "jun"):
        judge(archive, JudgeRequest(tuple(waiting[1:]), Verdict.ACCEPT, by))
        judge(archive, JudgeRequest((waiting[0],), Verdict.REJECT, by))
    found = agreements(archive, AgreementRequest())
    assert found.differences == ()
    assert {p.alpha for p in found.properties} <= {1.0, None}
    assert 1.0 in {p.alpha for p in found.properties}


def test_what_one_coder_alone_stated_is_counted_beside_alpha(archive, born):
    say(archive, born, Verdict.ACCEPT, "mina")
    start = TEXT.index("My brother")
    code(archive, CodeRequest(born.account, start, start + 10, "jun", about="Pine", property="sex", value="male"))
    found = {p.property: (p.units, p.one_coder) for p in agreements(archive, AgreementRequest()).properties}
    assert found["birth_date"] == (0, 1)
    assert found["sex"] == (0, 1)


def test_a_difference_names_each_reading_and_whether_it_is_settled(archive, born):
    say(archive, born, Verdict.ACCEPT, "mina")
    say(archive, born, Verdict.CORRECT, "jun", value="1971")
    (found,) = agreements(archive, AgreementRequest()).differences
    assert found.readings == (("mina", "accept", "1970"), ("jun", "correct", "1971"))
    assert (found.assertion, found.words, found.adjudicated) == (born.id, "I was born in 1970 in Hoeryong.", False)
    say(archive, born, Verdict.ACCEPT, "sora", why="the words say so", adjudicates=True)
    assert agreements(archive, AgreementRequest()).differences[0].adjudicated


def test_the_commands_say_the_same_in_both_languages(archive, born):
    say(archive, born, Verdict.ACCEPT, "mina")
    say(archive, born, Verdict.REJECT, "jun")
    run = CliRunner(env={"DOLTAP_PASSPHRASE": PASSPHRASE, "COLUMNS": "200"})
    where = ("--archive", str(archive.path))

    def told(*words):
        found = run.invoke(doltap, [*words, *where], standalone_mode=False)
        if found.exception:
            raise found.exception
        return found.output

    lines = [json.loads(line) for line in told("agreement", "--json").splitlines()]
    assert [(line["schema"], line["kind"]) for line in lines] == [(1, "agreement"), (1, "difference")]
    assert "coders differ" in told("agreement", "--language", "en")
    assert "코딩 담당 간 상이" in told("agreement", "--language", "ko")
    assert "coders differ" in told("proposals", "--language", "en")
    assert "coders differ" not in told("proposals", "--blind", "--by", "sora", "--language", "en")
    with pytest.raises(WrongUsage, match="blind_needs_by"):
        told("proposals", "--blind")
