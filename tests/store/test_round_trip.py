"""Every value of the model goes in and comes out the same."""

import json
from dataclasses import replace
from datetime import date

import pytest

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Assertion,
    AssertionDecision,
    Basis,
    Certainty,
    Consent,
    DateValue,
    Decision,
    Entity,
    EntityType,
    Locator,
    MatchDecision,
    NameValue,
    NearDuplicate,
    NumberValue,
    OriginLink,
    Outcome,
    Passage,
    PlaceValue,
    Question,
    ReleaseClass,
    SafetyClass,
    Segment,
    Source,
    SourceKind,
    Teller,
    TermValue,
    TextValue,
    Use,
    Verdict,
    new_id,
)

SOURCE = Source("s1", "Korea Institute", SourceKind.OUTLET, "연구원", "B", "KR")
TELLER = Teller("t1", "소나무-7")


def test_sources_and_tellers(testimony):
    with testimony.transaction():
        store.add_source(testimony, SOURCE)
        store.add_teller(testimony, TELLER)
    assert store.sources(testimony) == (SOURCE,)
    assert store.tellers(testimony) == (TELLER,)


def test_an_account_with_every_field(testimony, account_of):
    parent = account_of("zip")
    full = account_of(
        "본문",
        name="증언.hwp",
        source="s1",
        teller="t1",
        release_class=ReleaseClass.OFFICE,
        outcome=Outcome.PARTIAL,
        media_type="application/x-hwp",
        encoding="cp949",
        language="ko",
        reader="hwp/1",
        size=4096,
        reason="ole_skipped",
        part_of=parent.id,
        duplicate_of=parent.id,
        document="Report 2014",
        link="https://example.org/a",
        seen="2026-01-02",
        verified=False,
    )
    segments = (
        Segment(0, 1, Locator(3, 4, "00:01:05", "B2", "body.xml"), "면담자", "question"),
        Segment(1, 2),
    )
    with testimony.transaction():
        store.add_source(testimony, SOURCE)
        store.add_teller(testimony, TELLER)
        store.add_account(testimony, parent)
        store.add_account(testimony, full, "본문", segments, store.Original(full.sha256, "name", b"key", 4096))
    assert list(store.accounts(testimony)) == [parent, full]
    assert store.account(testimony, full.id) == full
    assert store.account(testimony, "nobody") is None
    assert store.account_text(testimony, full.id) == "본문"
    assert store.segments(testimony, full.id) == segments
    assert store.accounts_of_original(testimony, full.sha256) == (full,)
    assert store.find_original(testimony, full.sha256) == store.Original(full.sha256, "name", b"key", 4096)
    assert store.find_original(testimony, "0" * 64) is None
    assert dict(store.account_texts(testimony)) == {parent.id: "", full.id: "본문"}


VALUES = [
    DateValue("1998-24", date(1997, 12, 1), date(1998, 2, 28)),
    DateValue("1970~"),
    NumberValue(2, None, "person"),
    PlaceValue("회령", ("kp-hoeryong", "kp-hoeryong-city")),
    NameValue("김철수", "pack:1"),
    TermValue("occupation", "miner"),
    TextValue("그 겨울 'quoted' \"too\"\u0000 after nul"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_an_assertion_with_every_field(testimony, account_of, value):
    account = account_of("말")
    safety = frozenset({SafetyClass.HEALTH, SafetyClass.CHILD})
    passage = Passage(
        new_id(), account.id, 0, 1, "말", Locator(page=2), "어머니", "ko", rendering_of="p0", safety=safety
    )
    entity = Entity(new_id(), EntityType.EVENT, account.id, narrator=True, pack_id="pack:e")
    full = Assertion(
        new_id(),
        passage.id,
        account.id,
        entity.id,
        EntityType.EVENT,
        "date",
        value,
        "그 겨울",
        Certainty.HEDGED,
        Basis.HEARD_FROM,
        "이웃",
        "event1",
        "victim",
        "UN",
        "rules/1",
        safety,
        accepted=True,
    )
    with testimony.transaction():
        store.add_account(testimony, account, "말")
        store.add_extraction(testimony, account.id, [passage], [entity], [full])
    assert list(store.assertions(testimony)) == [full]
    assert store.passages(testimony, [passage.id, "nobody"]) == {passage.id: passage}
    assert list(store.passages_of(testimony, account.id)) == [passage]
    assert list(store.entities(testimony)) == [entity]


def test_decisions_in_the_order_made(testimony, take_in):
    one, two = take_in("가 나"), take_in("다 라")
    match = MatchDecision(new_id(), "e1", "e2", Decision.SAME, "lead", "2026-01-01", "same scar")
    undone = replace(match, id=new_id(), decision=Decision.DIFFERENT)
    link = OriginLink(new_id(), one.id, two.id, Decision.SAME, "lead", "2026-01-01", "copied")
    near = NearDuplicate(one.id, two.id, 0.93, 1, 2)
    with testimony.transaction():
        store.add_match_decision(testimony, match)
        store.add_match_decision(testimony, undone)
        store.add_origin_link(testimony, link)
        store.add_near_duplicate(testimony, near)
        store.add_near_duplicate(testimony, replace(near, similarity=0.95))
    assert store.match_decisions(testimony) == (match, undone)
    assert store.origin_links(testimony) == (link,)
    assert store.near_duplicates(testimony) == (replace(near, similarity=0.95),)


def test_the_latest_consent_is_in_force_and_none_is_unknown(testimony, take_in):
    one, two = take_in("가 나"), take_in("다 라")
    given = Consent(one.id, frozenset({Use.HOLD, Use.CODE, Use.QUOTE_WORDS}), True, "2030-01-01")
    withdrawn = Consent(one.id, frozenset({Use.HOLD}), True)
    with testimony.transaction():
        store.add_consent(testimony, given)
    assert store.consent(testimony, one.id) == given
    with testimony.transaction():
        store.add_consent(testimony, withdrawn)
    assert store.consent(testimony, one.id) == withdrawn
    assert store.consent(testimony, two.id) == Consent(two.id)
    assert store.consents(testimony) == {one.id: withdrawn}


def decide(testimony, assertion, verdict, corrected=None):
    decision = AssertionDecision(new_id(), assertion.id, verdict, "coder", "2026-01-01", "", corrected)
    with testimony.transaction():
        store.add_assertion_decision(testimony, decision)
    return decision


def test_decisions_leave_their_mark_on_assertions(testimony, take_in):
    take_in("가 나\n다 라\n마 바\n사 아")
    plain, accepted, rejected, corrected = store.assertions(testimony)
    made = [
        decide(testimony, accepted, Verdict.ACCEPT),
        decide(testimony, rejected, Verdict.REJECT),
        decide(testimony, corrected, Verdict.REJECT),
        decide(testimony, corrected, Verdict.CORRECT, NameValue("사씨")),
    ]
    as_decided = [plain, replace(accepted, accepted=True), replace(corrected, accepted=True, value=NameValue("사씨"))]
    assert list(store.assertions(testimony)) == as_decided
    assert rejected in list(store.assertions(testimony, include_rejected=True))
    assert list(store.assertion_decisions(testimony)) == made
    assert list(store.assertion_decisions(testimony, corrected.id)) == made[2:]


def test_questions_are_asked_and_answered(testimony):
    question = Question(new_id(), "unknown_term", "mapping:sheet", "무직", "2026-01-01")
    with testimony.transaction():
        store.add_question(testimony, question)
    assert store.questions(testimony) == (question,)
    with testimony.transaction():
        store.answer_question(testimony, question.id, "unemployed")
    assert store.questions(testimony) == ()
    assert store.questions(testimony, only_open=False) == (replace(question, answer="unemployed"),)


def test_settings_mappings_and_signatures(testimony, take_in):
    account = take_in("가 나")
    with testimony.transaction():
        store.set_setting(testimony, "language", "ko")
        store.set_setting(testimony, "language", ["en", {"a": 1}])
        store.save_mapping(testimony, "sheet", {"A": "name"})
        store.add_signature(testimony, account.id, "minhash/1", b"\x00\x01")
    assert store.setting(testimony, "language") == ["en", {"a": 1}]
    assert store.setting(testimony, "nothing", 7) == 7
    assert store.mapping(testimony, "sheet") == {"A": "name"}
    assert store.mapping(testimony, "other") is None
    assert store.mappings(testimony) == ("sheet",)
    assert list(store.signatures(testimony, "minhash/1")) == [(account.id, b"\x00\x01")]
    assert list(store.signatures(testimony, "other")) == []


def test_identities_live_in_their_own_file(identities_file, testimony):
    name = store.Identity(new_id(), "t1", "name", "실명", added="2026-01-01")
    phone = store.Identity(new_id(), "", "phone", "010", "a1", 3, 6, "2026-01-01")
    with identities_file.transaction():
        store.add_identities(identities_file, [name, phone])
    assert store.identities(identities_file) == (name, phone)
    assert store.identities(identities_file, teller="t1") == (name,)
    assert store.identities(identities_file, account="a1") == (phone,)
    tables = {row[0] for row in testimony.rows("SELECT name FROM sqlite_master")}
    assert "identities" not in tables


def test_naughty_strings_everywhere(testimony, account_of, shared):
    found = sorted((shared / "hostile" / "strings").rglob("*.json"))
    if not found:
        pytest.skip("no list of naughty strings in the shared folder")
    for text in json.loads(found[0].read_text(encoding="utf-8")):
        account = account_of(text, name=text, reason=text, language=text)
        passage = Passage(new_id(), account.id, 0, len(text), text, Locator(cell=text), text)
        assertion = Assertion(
            new_id(), passage.id, account.id, "e", EntityType.PERSON, text, TextValue(text), text, cites=text
        )
        with testimony.transaction():
            store.add_account(testimony, account, text, [Segment(0, len(text), Locator(part=text), text)])
            store.add_extraction(testimony, account.id, [passage], [], [assertion])
        assert store.account(testimony, account.id) == account
        assert store.account_text(testimony, account.id) == text
        assert store.passages(testimony, [passage.id]) == {passage.id: passage}
        assert list(store.assertions(testimony, account=account.id)) == [assertion]
        hits = store.search(testimony, text, None)
        assert all(h.places or h.passage.words for h in hits)


def test_a_file_name_that_is_no_unicode_is_kept_readable(testimony, account_of):
    account = account_of("x", name="\udce7\udca5 증언.txt")
    with testimony.transaction():
        store.add_account(testimony, account)
    assert store.account(testimony, account.id).name == "\\udce7\\udca5 증언.txt"


def test_a_reference_to_nothing_is_refused_and_leaves_nothing(testimony, account_of):
    with pytest.raises(WrongUsage), testimony.transaction():
        store.add_account(testimony, account_of("x", source="nobody"))
    assert list(store.accounts(testimony)) == []


def test_an_id_is_taken_once(testimony, account_of):
    account = account_of("x")
    with testimony.transaction():
        store.add_account(testimony, account)
    with pytest.raises(WrongUsage), testimony.transaction():
        store.add_account(testimony, account)


def test_an_extraction_holds_the_words_of_one_account(testimony, take_in):
    one, two = take_in("가 나"), take_in("다 라")
    passage = Passage(new_id(), two.id, 0, 1, "다")
    with pytest.raises(ValueError), testimony.transaction():
        store.add_extraction(testimony, one.id, [passage], [], [])


def test_nothing_is_written_outside_a_transaction(testimony):
    with pytest.raises(RuntimeError):
        store.add_source(testimony, SOURCE)
    assert store.sources(testimony) == ()
