"""The reading room: exact words, margin, decisions, what is covered, new assertions, accounts that are closed."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from desk_client import Client, said
from desk_paths import CANARIES, INTERVIEW_EN, INTERVIEW_KO, OPERATIONAL, PASSPHRASE

from doltap import catalogue, store
from doltap.errors import DoltapError, RefusedBySafety, WrongUsage
from doltap.model import Basis, Certainty, DateValue, PlaceValue, ReleaseClass, TermValue, Verdict
from doltap.operations.archive import Archive, open_archive
from doltap.operations.coding import CodeRequest, code, codebook
from doltap.operations.examining import Examined, ExamineRequest, OpenRequest, examine, open_words
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.proposals import JudgeRequest, judge
from doltap.operations.receipts import Receipt
from doltap.packs import load


def opened(client: Client) -> Archive:
    return open_archive(client.desk.keeper.path, PASSPHRASE)


def account_of(client: Client, name: str) -> str:
    with opened(client) as archive:
        return next(a.id for a in store.accounts(archive.testimony) if a.name == name)


def read(client: Client, name: str, opening: str = "") -> Examined:
    id_ = account_of(client, name)
    with opened(client) as archive:
        return examine(archive, ExamineRequest(id_, "en", opening))


def text_of(client: Client, account: str) -> str:
    with opened(client) as archive:
        return store.account_text(archive.testimony, account)


@pytest.mark.parametrize(
    ("name", "words"), [("interview-bada.txt", INTERVIEW_KO), ("interview-haneul.txt", INTERVIEW_EN)]
)
def test_every_word_stands_where_it_stood(desk: Client, name: str, words: str) -> None:
    found = read(desk, name)
    text = text_of(desk, found.account.id)
    assert text.startswith(words.strip()[:40])
    pieces = [p for row in found.rows for p in row.pieces]
    assert all(p.covered or text[p.start : p.start + len(p.words)] == p.words for p in pieces)
    assert all(a.start + a.length <= b.start for a, b in pairwise(pieces))
    shown = {i for p in pieces for i in range(p.start, p.start + p.length)}
    labels = re.compile(r"^(?:Q|A|면담자|진술인): ", re.M)
    rest = "".join(" " if i in shown else c for i, c in enumerate(labels.sub(lambda m: " " * len(m[0]), text)))
    assert rest.strip() == ""


def test_questions_and_answers_are_told_apart(desk: Client) -> None:
    rows = read(desk, "interview-bada.txt").rows
    assert [r.voice for r in rows] == ["question", "teller", "question", "teller", "teller"]
    assert [r.speaker for r in rows][:2] == ["면담자", "진술인"]


def test_each_assertion_stands_beside_its_words(desk: Client) -> None:
    for row in read(desk, "interview-haneul.txt").rows:
        for told in row.told:
            assert row.start <= told.start < told.end <= row.end
            assert any(told.assertion.passage in p.passages for p in row.pieces)


def test_what_is_operational_is_covered_and_nothing_is_read_from_it(desk: Client) -> None:
    found = read(desk, "interview-haneul.txt")
    assert found.covered >= 1
    page = desk.text(f"/account/{found.account.id}")
    assert OPERATIONAL not in page
    assert "Musan" not in page
    assert catalogue.say("en", "desk.reading.covered", kind=catalogue.say("en", "desk.safety.operational")) in page


def test_covered_words_open_with_a_reason_until_the_lock(desk: Client) -> None:
    id_ = account_of(desk, "interview-haneul.txt")
    assert desk.act(f"/account/{id_}/open", why=" x ").status_code == 403
    page = said(desk.act(f"/account/{id_}/open", why="read-back with the teller"))
    assert OPERATIONAL in page
    with opened(desk) as archive:
        kinds = [e for _, e, _ in store.log_entries(archive.testimony) if b"open_words" in e]
    assert len(kinds) == 1
    assert id_.encode() in kinds[0]
    assert b"read-back" not in kinds[0]
    desk.act("/lock")
    desk.act("/unlock", passphrase=PASSPHRASE)
    assert OPERATIONAL not in desk.text(f"/account/{id_}")


def test_an_opening_opens_its_own_account_only(desk: Client) -> None:
    bada, haneul = account_of(desk, "interview-bada.txt"), account_of(desk, "interview-haneul.txt")
    with opened(desk) as archive:
        opening = open_words(archive, OpenRequest(bada, "me", "to compare"))
        assert not examine(archive, ExamineRequest(haneul, "en", opening)).opened
        assert not examine(archive, ExamineRequest(haneul, "en", "0" * 32)).opened
        assert examine(archive, ExamineRequest(bada, "en", opening)).opened
        with pytest.raises(WrongUsage):
            open_words(archive, OpenRequest("0" * 32, "me", "to compare"))


@pytest.mark.parametrize("name", [f"{CANARIES[0]}.txt", f"{CANARIES[1]}.txt"])
def test_a_closed_account_opens_by_name_with_a_reason(desk: Client, name: str) -> None:
    id_ = account_of(desk, name)
    closed = desk.get(f"/account/{id_}").text
    assert catalogue.say("en", "desk.reading.closed_title") in closed
    assert [c for c in CANARIES if c in closed] == []
    page = desk.act(f"/account/{id_}/open", why="asked by the teller").text
    assert CANARIES[0] in page
    assert 'class="told' not in page


def test_an_account_that_is_not_here_is_said(reading: Client) -> None:
    answer = reading.get(f"/account/{'f' * 32}")
    assert answer.status_code == 400
    assert "f" * 32 in said(answer)


def proposal(client: Client, name: str, prop: str) -> tuple[str, str]:
    found = read(client, name)
    told = next(t for r in found.rows for t in r.told if t.assertion.property == prop and t.state == "proposed")
    return found.account.id, told.assertion.id


@pytest.mark.parametrize(("verdict", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_proposal_is_decided(desk: Client, verdict: str, state: str) -> None:
    account, one = proposal(desk, "interview-haneul.txt", "birth_date")
    before = read(desk, "interview-haneul.txt").waiting
    answer = desk.browser.post(
        f"/account/{account}/decide/{one}",
        data={"token": desk.token, "verdict": verdict},
        headers={"origin": "http://127.0.0.1:8765", "x-desk": "part"},
    )
    assert f'data-state="{state}"' in answer.text
    found = read(desk, "interview-haneul.txt")
    assert found.waiting == before - 1
    assert next(t.state for r in found.rows for t in r.told if t.assertion.id == one) == state


def test_a_later_decision_answers_an_earlier_one(desk: Client) -> None:
    account, one = proposal(desk, "interview-haneul.txt", "birth_date")
    for verdict, state in (("reject", "rejected"), ("accept", "accepted"), ("reject", "rejected")):
        desk.act(f"/account/{account}/decide/{one}", verdict=verdict)
        found = read(desk, "interview-haneul.txt")
        assert next(t.state for r in found.rows for t in r.told if t.assertion.id == one) == state
    with opened(desk) as archive:
        assert len(list(store.decisions_of_account(archive.testimony, account))) == 3


def test_a_correction_keeps_what_was_said(desk: Client) -> None:
    account, one = proposal(desk, "interview-haneul.txt", "birth_date")
    desk.act(f"/account/{account}/decide/{one}", verdict="correct", value="winter 1970")
    told = next(t for r in read(desk, "interview-haneul.txt").rows for t in r.told if t.assertion.id == one)
    assert (told.state, told.said) == ("corrected", "1971")
    assert isinstance(told.assertion.value, DateValue)
    assert told.assertion.value.edtf == "1970-24"


@pytest.mark.parametrize(
    ("prop", "value"), [("birth_date", "soon"), ("kin", "a friend of a friend"), ("birth_date", " ")]
)
def test_a_correction_that_says_nothing_is_refused(desk: Client, prop: str, value: str) -> None:
    account, one = proposal(desk, "interview-haneul.txt", prop)
    answer = desk.act(f"/account/{account}/decide/{one}", verdict="correct", value=value)
    assert answer.status_code == 400
    assert read(desk, "interview-haneul.txt").waiting == 24


def test_a_group_is_accepted_at_once(desk: Client) -> None:
    found = read(desk, "interview-bada.txt")
    row = next(r for r in found.rows if len(r.told) > 3)
    ids = [t.assertion.id for t in row.told]
    desk.act(f"/account/{found.account.id}/decide", assertion=ids, verdict="accept", row=row.start)
    after = read(desk, "interview-bada.txt")
    assert after.waiting == found.waiting - len(ids)


def test_a_verdict_that_is_none_is_refused(desk: Client) -> None:
    account, one = proposal(desk, "interview-haneul.txt", "birth_date")
    assert desk.act(f"/account/{account}/decide/{one}", verdict="maybe").status_code == 400


def test_corrections_go_one_at_a_time(desk: Client) -> None:
    found = read(desk, "interview-haneul.txt")
    ids = tuple(t.assertion.id for r in found.rows for t in r.told)[:2]
    with opened(desk) as archive, pytest.raises(WrongUsage, match="correct_one"):
        judge(archive, JudgeRequest(ids, Verdict.CORRECT, "me", value="1998"))


def place_of(client: Client, account: str, words: str) -> dict[str, int]:
    start = text_of(client, account).index(words)
    return {"start": start, "end": start + len(words), "row": start}


def test_selected_words_become_an_event(desk: Client) -> None:
    account = account_of(desk, "interview-haneul.txt")
    words = "I heard that my uncle died in 1996"
    where = place_of(desk, account, words)
    answer = desk.act(
        f"/account/{account}/add", what="event", event="disappearance", victim="Uncle Park", actor="", place="함흥",
        date="1996년 봄", basis="heard_from", certainty="heard", **where,
    )  # fmt: skip
    assert answer.status_code == 200
    with opened(desk) as archive:
        told = [a for a in store.assertions(archive.testimony, account=account) if a.coder == desk.desk.by]
        passage = store.passages(archive.testimony, [told[0].passage])[told[0].passage]
    assert passage.words == words
    values = {a.property: a for a in told}
    assert set(values) == {"kind", "date", "place", "victim", "name"}
    assert values["kind"].value == TermValue("event", "disappearance")
    assert isinstance(values["place"].value, PlaceValue)
    assert values["place"].value.ids == ("KP0307",)
    assert isinstance(values["date"].value, DateValue)
    assert values["date"].value.edtf == "1996-21"
    assert {a.certainty for a in told} == {Certainty.HEARD}
    assert {a.basis for a in told} == {Basis.HEARD_FROM}
    assert all(a.accepted for a in told)
    assert values["victim"].event == values["name"].entity


def test_somebody_known_in_the_account_stays_one(desk: Client) -> None:
    found = read(desk, "interview-haneul.txt")
    teller = found.named[0]
    where = place_of(desk, found.account.id, "I was born in 1971 in Hoeryong.")
    desk.act(
        f"/account/{found.account.id}/add",
        what="about",
        about=teller.label,
        property="occupation",
        value="miner",
        **where,
    )
    with opened(desk) as archive:
        (told,) = (a for a in store.assertions(archive.testimony, account=found.account.id) if a.coder == desk.desk.by)
        passages = list(store.passages_of(archive.testimony, found.account.id))
    assert told.entity == teller.entity
    assert len({(p.start, p.end) for p in passages}) == len(passages)


def test_overlapping_words_are_marked_twice(desk: Client) -> None:
    account = account_of(desk, "interview-haneul.txt")
    where = place_of(desk, account, "1998. He was not released")
    desk.act(f"/account/{account}/add", what="event", event="detention", **where)
    pieces = [p for r in read(desk, "interview-haneul.txt").rows for p in r.pieces]
    assert max(len(p.passages) for p in pieces) == 2
    text = text_of(desk, account)
    assert all(p.covered or text[p.start : p.start + p.length] == p.words for p in pieces)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"start": 5, "end": 5, "event": "arrest"}, "no_words_selected"),
        ({"start": 5, "end": 10**9, "event": "arrest"}, "no_words_selected"),
        ({"start": 5, "end": 20, "event": ""}, "coding_empty"),
        ({"start": 5, "end": 20, "event": "flying"}, "value_no_term"),
        ({"start": 5, "end": 20, "event": "arrest", "date": "when it rained"}, "value_no_date"),
        ({"start": 5, "end": 20, "what": "about", "property": "name", "value": "x"}, "coding_empty"),
        ({"start": 5, "end": 20, "what": "about", "about": "me", "property": "fame", "value": "x"}, "coding_empty"),
        ({"start": "x", "end": 20, "event": "arrest"}, "desk_field"),
        ({"start": 5, "end": 20, "event": "arrest", "basis": "dreamt"}, "desk_field"),
    ],
)
def test_what_cannot_be_understood_is_told_and_nothing_is_kept(
    desk: Client, fields: dict[str, str | int], error: str
) -> None:
    account = account_of(desk, "interview-haneul.txt")
    answer = desk.act(f"/account/{account}/add", row=0, **fields)
    assert answer.status_code == 400
    assert catalogue.entries("en")[f"error.{error}"].partition("{")[0][:20] in answer.text.replace("&#39;", "'")
    with opened(desk) as archive:
        assert [a for a in store.assertions(archive.testimony, account=account) if a.coder == desk.desk.by] == []


def test_nothing_is_read_out_of_operational_words(desk: Client) -> None:
    account = account_of(desk, "interview-haneul.txt")
    where = place_of(desk, account, f"the guard {CANARIES[1]} had been bribed")
    answer = desk.act(f"/account/{account}/add", what="event", event="meeting", **where)
    assert answer.status_code == 403
    with opened(desk) as archive, pytest.raises(RefusedBySafety, match="operational_words"):
        code(archive, CodeRequest(account, where["start"], where["end"], "me", event="meeting"))


def test_an_account_that_may_not_be_coded_is_refused(desk: Client) -> None:
    account = account_of(desk, f"{CANARIES[1]}.txt")
    answer = desk.act(f"/account/{account}/add", start=0, end=10, row=0, event="arrest")
    assert answer.status_code == 403


def test_the_codebook_is_named_in_both_languages(desk: Client) -> None:
    with opened(desk) as archive:
        english, korean = codebook(archive, "en"), codebook(archive, "ko")
    assert dict(english.events)["arrest"] != dict(korean.events)["arrest"]
    assert set(dict(english.events)) == {t.id for t in load("north_korea").vocabulary("event_kind")}


def test_a_long_account_comes_sheet_by_sheet(desk: Client) -> None:
    lines = "".join(
        f"Q: What happened in 19{50 + n % 50}?\nA: In 19{50 + n % 50} a man was arrested.\n" for n in range(400)
    )
    with opened(desk) as archive:
        receipt = Receipt(source="A long paper", release=ReleaseClass.PUBLIC)
        made = add(archive, AddRequest((), receipt, workers=1, offered=(Offered("long.txt", lines.encode()),)))
    id_ = made.items[0].account
    page = desk.get(f"/account/{id_}").text
    assert page.count('<article class="turn') == 40
    coming = page.count('class="sheet coming')
    assert coming >= 19
    assert len(page) < 300_000
    rows = sum(desk.get(f"/account/{id_}/sheet/{n}").text.count('<article class="turn') for n in range(1, coming + 2))
    assert rows == 800
    assert '<article class="turn' not in desk.get(f"/account/{id_}/sheet/{coming + 2}").text
    assert '<article class="turn' in desk.get(f"/account/{id_}?page=3").text
    assert desk.get(f"/account/{id_}?page=999").status_code == 200
    assert desk.get(f"/account/{id_}?page=x").status_code == 200


def test_script_in_an_account_stays_text(desk: Client) -> None:
    words = 'He said <script>alert(1)</script> and "><img src=x onerror=alert(2)> in 1998 when he was arrested.'
    with opened(desk) as archive:
        receipt = Receipt(source="A <b>paper</b>", release=ReleaseClass.PUBLIC)
        made = add(archive, AddRequest((), receipt, workers=1, offered=(Offered("x.txt", words.encode()),)))
    page = desk.get(f"/account/{made.items[0].account}").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_the_margin_is_in_the_language_of_the_page(desk: Client) -> None:
    account = account_of(desk, "interview-haneul.txt")
    desk.act("/language", language="ko")
    page = desk.text(f"/account/{account}")
    assert "회령시" in page
    assert "출생" in page
    assert "I was born in 1971 in Hoeryong." in page


def test_errors_are_ours(desk: Client) -> None:
    with opened(desk) as archive, pytest.raises(DoltapError):
        examine(archive, ExamineRequest("nothing"))
