"""A person answers the machine: proposals accepted and rejected, words of a table explained, for the office only."""

import pytest

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import ReleaseClass, TermValue, Use, Verdict
from doltap.operations.archive import create
from doltap.operations.asking import AnswerRequest, QuestionsRequest, answer, questions
from doltap.operations.importing import ImportRequest, import_sheet
from doltap.operations.intake import AddRequest, add
from doltap.operations.keeping import verify
from doltap.operations.proposals import JudgeRequest, ProposalsRequest, judge, proposals
from doltap.operations.receipts import Receipt

OFFICE = Receipt(teller="T1", release=ReleaseClass.OFFICE, consent=frozenset({Use.CODE}))
TEXT = "I was born in 1970 in Hoeryong. We crossed the Tumen at night near Musan, where we bribed the guard."
TABLE = "id,name,violation\n1,Hong,odd word\n2,Song,Odd Word\n3,Kim,torture\n"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "one two three four five six seven") as made:
        yield made


@pytest.fixture
def told(archive, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sealed.txt").write_text("I was born in 1981 in Chongjin.")
    add(archive, AddRequest((tmp_path / "a.txt",), OFFICE, workers=1))
    add(archive, AddRequest((tmp_path / "sealed.txt",), workers=1))
    return archive


def imported(archive, tmp_path, table=TABLE, receipt=OFFICE):
    (tmp_path / "cases.csv").write_text(table)
    return import_sheet(archive, ImportRequest(tmp_path / "cases.csv", receipt=receipt)).counts


def kinds(archive):
    return [a for a in store.assertions(archive.testimony, property="kind") if isinstance(a.value, TermValue)]


def test_proposals_show_exact_words_and_nothing_sealed_or_operational(told):
    found = proposals(told, ProposalsRequest())
    assert found
    assert {p.passage.words for p in found} == {"I was born in 1970 in Hoeryong."}
    assert {p.teller for p in found} == {"T1"}


def test_proposals_are_chosen_by_account_property_and_number(told):
    every = proposals(told, ProposalsRequest())
    account = every[0].assertion.account
    assert proposals(told, ProposalsRequest(account=account[:8])) == every
    assert proposals(told, ProposalsRequest(account="0" * 32)) == []
    births = proposals(told, ProposalsRequest(properties=frozenset({"birth_date"})))
    assert {p.assertion.property for p in births} == {"birth_date"}
    assert len(proposals(told, ProposalsRequest(limit=1))) == 1


def test_an_accepted_proposal_waits_no_longer_and_counts_as_accepted(told):
    one = proposals(told, ProposalsRequest())[0].assertion
    made = judge(told, JudgeRequest((one.id[:8],), Verdict.ACCEPT, "mina", "read twice"))
    assert [(d.assertion, d.verdict, d.by, d.why) for d in made] == [(one.id, Verdict.ACCEPT, "mina", "read twice")]
    assert one.id not in {p.assertion.id for p in proposals(told, ProposalsRequest())}
    assert next(a for a in store.assertions(told.testimony) if a.id == one.id).accepted
    assert verify(told).problems == ()


def test_a_rejected_proposal_is_gone_until_somebody_accepts_it_after_all(told):
    one = proposals(told, ProposalsRequest())[0].assertion
    judge(told, JudgeRequest((one.id,), Verdict.REJECT, "mina"))
    assert one.id not in {a.id for a in store.assertions(told.testimony)}
    judge(told, JudgeRequest((one.id,), Verdict.ACCEPT, "mina"))
    assert one.id in {a.id for a in store.assertions(told.testimony)}
    assert len(list(store.assertion_decisions(told.testimony, one.id))) == 2


def test_what_the_office_may_not_see_cannot_be_named(told):
    visible = {p.assertion.account for p in proposals(told, ProposalsRequest())}
    every = list(store.assertions(told.testimony, include_operational=True))
    hidden = [a.id for a in every if a.account not in visible or a.safety]
    assert len(hidden) >= 2
    for id_ in (*hidden, "abc", "f" * 32):
        with pytest.raises(WrongUsage, match="nothing_with_this_id"):
            judge(told, JudgeRequest((id_,), Verdict.ACCEPT, "mina"))


def test_one_wrong_id_and_nothing_is_recorded(told):
    one = proposals(told, ProposalsRequest())[0].assertion
    with pytest.raises(WrongUsage):
        judge(told, JudgeRequest((one.id, "f" * 32), Verdict.ACCEPT, "mina"))
    assert list(store.assertion_decisions(told.testimony)) == []


def test_a_word_is_asked_about_once_however_many_rows_have_it(archive, tmp_path):
    assert imported(archive, tmp_path)["questions"] == 2
    (asked,) = questions(archive, QuestionsRequest())
    assert (asked.words, asked.rows, asked.property, asked.vocabulary) == ("odd word", 2, "kind", "event_kind")
    assert "torture" in asked.known


def test_an_answer_becomes_assertions_on_the_cells_and_closes_the_question(archive, tmp_path):
    imported(archive, tmp_path)
    (asked,) = questions(archive, QuestionsRequest())
    assert answer(archive, AnswerRequest(asked.question.id[:8], "torture", "mina")) == 2
    assert questions(archive, QuestionsRequest()) == []
    assert [a.question.answer for a in questions(archive, QuestionsRequest(answered=True))] == ["torture"]
    answered = [a for a in kinds(archive) if a.coder == "mina"]
    assert [(a.value, a.value_text, a.accepted) for a in answered] == [
        (TermValue("event_kind", "torture"), "odd word", True),
        (TermValue("event_kind", "torture"), "Odd Word", True),
    ]
    cells = store.passages(archive.testimony, [a.passage for a in answered])
    assert {cells[a.passage].words for a in answered} == {"odd word", "Odd Word"}
    assert verify(archive).problems == ()


def test_later_imports_use_the_answer(archive, tmp_path):
    imported(archive, tmp_path)
    (asked,) = questions(archive, QuestionsRequest())
    answer(archive, AnswerRequest(asked.question.id, "torture", "mina"))
    counts = imported(archive, tmp_path, TABLE + "4,Pak,ODD WORD\n")
    assert (counts["accounts"], counts["questions"]) == (1, 0)
    assert len(kinds(archive)) == 4


def test_none_is_an_answer_and_is_not_asked_again(archive, tmp_path):
    imported(archive, tmp_path)
    (asked,) = questions(archive, QuestionsRequest())
    assert answer(archive, AnswerRequest(asked.question.id, "none", "mina")) == 2
    counts = imported(archive, tmp_path, TABLE + "4,Pak,odd word\n")
    assert counts["questions"] == 0
    assert len(kinds(archive)) == 1


def test_an_answer_is_a_term_of_the_vocabulary_and_nothing_else(archive, tmp_path):
    imported(archive, tmp_path)
    (asked,) = questions(archive, QuestionsRequest())
    with pytest.raises(WrongUsage, match="term_unknown"):
        answer(archive, AnswerRequest(asked.question.id, "odd word", "mina"))
    with pytest.raises(WrongUsage, match="nothing_with_this_id"):
        answer(archive, AnswerRequest("f" * 32, "torture", "mina"))
    assert len(store.questions(archive.testimony)) == 2


@pytest.mark.parametrize(
    ("word", "receipt"),
    [("secret word", Receipt()), ("bribed the guard at the Tumen crossing near Musan at night", OFFICE)],
)
def test_closed_words_are_counted_and_not_shown(archive, tmp_path, word, receipt):
    imported(archive, tmp_path, f"id,name,violation\n1,Hong,{word}\n", receipt)
    (asked,) = questions(archive, QuestionsRequest())
    assert (asked.words, asked.rows) == ("", 1)
