"""Accounts, weighings, search, check, who is who, sources, guide and report: each a face of its operation."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from desk_client import ORIGIN, Client, said
from desk_paths import CANARIES, INTERVIEW_EN, INTERVIEW_KO, OPERATIONAL, PASSPHRASE

from doltap import catalogue, store
from doltap.errors import RefusedByConsent, WrongUsage
from doltap.model import Decision, ReleaseClass, Status, Use
from doltap.operations.archive import Archive, open_archive
from doltap.operations.browsing import FACETS, SIZE, BrowseRequest, browse, facets
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.listing import (
    KINDS,
    AccountsRequest,
    GiversRequest,
    SayMoreRequest,
    list_accounts,
    list_givers,
    say_more,
)
from doltap.operations.pages import PageRequest, page
from doltap.operations.receipts import Receipt
from doltap.operations.searching import SearchRequest, search
from doltap.operations.waiting import WaitingRequest, waiting
from doltap.operations.weighing import WeighingsRequest, weighings


def opened(client: Client) -> Archive:
    return open_archive(client.desk.keeper.path, PASSPHRASE)


def test_lists_of_accounts_add_up(reading: Client) -> None:
    with opened(reading) as archive:
        found = {kind: list_accounts(archive, AccountsRequest(kind)) for kind in KINDS}
        total = len(list(store.accounts(archive.testimony)))
    assert found["all"].total == total
    assert sum(found[k].total for k in ("office", "public", "closed")) == total
    assert dict(found["all"].kinds) == {k: f.total for k, f in found.items()}
    assert found["waiting"].total == 2
    assert [c.name for c in found["closed"].items] == ["", ""]
    with opened(reading) as archive, pytest.raises(WrongUsage):
        list_accounts(archive, AccountsRequest("secret"))


def test_every_account_is_on_one_page_of_the_list(reading: Client) -> None:
    with opened(reading) as archive:
        first = list_accounts(archive, AccountsRequest())
        ids = [
            c.account.id
            for n in range(1, first.pages + 1)
            for c in list_accounts(archive, AccountsRequest(page=n)).items
        ]
        beyond = list_accounts(archive, AccountsRequest(page=999))
    assert len(ids) == len(set(ids)) == first.total
    assert beyond.page == first.pages


def test_a_kind_of_account_has_its_own_page(reading: Client) -> None:
    page_of = reading.get("/accounts/office").text
    assert "interview-bada.txt" in page_of
    assert 'aria-current="page">' in page_of
    assert reading.get("/accounts/nothing").status_code == 400


def test_more_can_be_said_of_many_accounts(desk: Client) -> None:
    with opened(desk) as archive:
        closed = [c.account.id for c in list_accounts(archive, AccountsRequest("closed")).items]
    desk.act("/accounts/more", account=closed, release="office", consent_asked="yes", consent=["hold", "code"])
    with opened(desk) as archive:
        assert list_accounts(archive, AccountsRequest("closed")).total == 0
        assert all(store.consent(archive.testimony, i).uses == {Use.HOLD, Use.CODE} for i in closed)
    assert CANARIES[0] in desk.get("/accounts").text


def test_saying_nothing_changes_nothing(desk: Client) -> None:
    with opened(desk) as archive:
        closed = tuple(c.account.id for c in list_accounts(archive, AccountsRequest("closed")).items)
        assert say_more(archive, SayMoreRequest(closed, Receipt())) == 0
        with pytest.raises(WrongUsage):
            say_more(archive, SayMoreRequest(("0" * 32,), Receipt()))
        with pytest.raises(RefusedByConsent):
            say_more(archive, SayMoreRequest(closed, Receipt(release=ReleaseClass.PUBLIC)))
    assert desk.act("/accounts/more", release="office").status_code == 400


def test_the_list_has_what_the_operation_has(reading: Client) -> None:
    with opened(reading) as archive:
        everything = {
            s.id for s in weighings(archive, WeighingsRequest()) if s.weighing.property not in ("name", "kind")
        }
        first = browse(archive, BrowseRequest())
        ids = [s.id for n in range(1, first.pages + 1) for s in browse(archive, BrowseRequest(page=n)).items]
    assert len(ids) == len(set(ids)) == first.total
    assert set(ids) == everything
    assert len(first.items) == SIZE
    assert [m[1] for m in re.finditer(r'href="/weighing/([0-9a-f]{16})"', reading.get("/weighings").text)] == ids[:SIZE]


@pytest.mark.parametrize("name", list(FACETS))
def test_a_facet_counts_what_choosing_it_leaves(reading: Client, name: str) -> None:
    with opened(reading) as archive:
        found = next(f for f in facets(archive, BrowseRequest()) if f.name == name)
        assert found.values
        for value, _, count in found.values[:6]:
            assert browse(archive, BrowseRequest({name: frozenset({value})})).total == count


def test_a_facet_can_be_widened(reading: Client) -> None:
    chosen = {"statuses": frozenset({"tellers_differ"}), "types": frozenset({"place"})}
    with opened(reading) as archive:
        both = browse(archive, BrowseRequest(chosen)).total
        counted = {f.name: {v: n for v, _, n in f.values} for f in facets(archive, BrowseRequest(chosen))}
    assert counted["statuses"]["tellers_differ"] == both
    assert sum(counted["statuses"].values()) > both


def test_a_filter_is_kept_under_an_id_and_not_in_the_address(desk: Client) -> None:
    answer = desk.act("/weighings", statuses="tellers_differ", places="KP0203")
    assert re.fullmatch(r"/weighings/[\w-]{12}", urlsplit(str(answer.url)).path)
    again = desk.act("/weighings", statuses="tellers_differ", places="KP0203")
    assert again.url == answer.url
    assert desk.act("/weighings").url.path == "/weighings"
    counts = desk.get(f"{answer.url.path}/counts").text
    assert re.search(r'value="tellers_differ" checked', counts)


@pytest.mark.parametrize("status", [Status.TELLERS_DIFFER, Status.CORROBORATED, Status.ONE_TELLER])
def test_a_status_has_its_own_list(reading: Client, status: Status) -> None:
    page_of = reading.get(f"/weighings/{status}").text
    with opened(reading) as archive:
        total = browse(archive, BrowseRequest({"statuses": frozenset({status})})).total
    assert catalogue.say("en", "desk.weighings.lead", count=total) in page_of


def test_one_weighing_shows_every_telling_with_its_words(reading: Client) -> None:
    with opened(reading) as archive:
        one = next(s for s in weighings(archive, WeighingsRequest()) if s.weighing.status is Status.CORROBORATED)
    page_of = reading.text(f"/weighing/{one.id}")
    assert one.label in page_of
    for evidence in one.evidence.values():
        assert " ".join(evidence.words.split()) in page_of
        assert evidence.source in page_of
    assert reading.get(f"/weighing/{'0' * 16}").status_code == 400


def test_a_document_confirms_a_weighing(desk: Client) -> None:
    with opened(desk) as archive:
        one = browse(archive, BrowseRequest({"statuses": frozenset({"tellers_differ"})})).items[0]
    assert desk.act(f"/weighing/{one.id}/confirm", choice="1").status_code == 400
    desk.act(f"/weighing/{one.id}/confirm", choice="1", document="Gazette of 1999")
    with opened(desk) as archive:
        assert len(list(store.confirmations(archive.testimony))) == 1


def test_a_search_finds_what_the_operation_finds_and_marks_it(reading: Client) -> None:
    answer = reading.act("/search", query="회령")
    assert "회령" not in str(answer.url)
    assert re.fullmatch(r"/search/[\w-]{12}", answer.url.path)
    with opened(reading) as archive:
        found = search(archive, SearchRequest("회령", 100))
    assert answer.text.count("<mark>회령</mark>") >= len(found) > 0
    assert "<title>" in answer.text
    assert "회령" not in answer.text.partition("</title>")[0]


@pytest.mark.parametrize("query", [CANARIES[0], CANARIES[1], CANARIES[2], "Musan", "bribed"])
def test_what_is_sealed_or_operational_is_not_found(reading: Client, query: str) -> None:
    answer = reading.act("/search", query=query)
    assert "<mark>" not in answer.text


@pytest.mark.parametrize("query", ["where is the border guarded least", "도강 루트와 경비 초소 위치"])
def test_a_question_about_the_way_is_refused(reading: Client, query: str) -> None:
    answer = reading.act("/search", query=query)
    assert answer.status_code == 403
    assert catalogue.say("en", "error.asks_operational") in said(answer)


@pytest.mark.parametrize(
    "query", ["", "   ", "\0", "%%%", "'; DROP TABLE passages; --", "<script>alert(1)</script>", "가" * 400]
)
def test_any_words_can_be_sought(reading: Client, query: str) -> None:
    answer = reading.act("/search", query=query)
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text


def test_words_are_forgotten_at_the_lock(desk: Client) -> None:
    path = desk.act("/search", query="Hoeryong").url.path
    desk.act("/lock")
    desk.act("/unlock", passphrase=PASSPHRASE)
    assert desk.get(path).url.path == "/search"


@pytest.mark.parametrize("words", [INTERVIEW_EN, INTERVIEW_KO])
def test_a_pasted_text_is_checked_and_nothing_is_kept(desk: Client, words: str) -> None:
    with opened(desk) as archive:
        before = store.log_state(archive.testimony)
    answer = desk.act("/check", words=words + "\n" + OPERATIONAL)
    assert answer.status_code == 200
    assert 'class="badge s-' in answer.text
    assert catalogue.say("en", "desk.check.held") in said(answer)
    with opened(desk) as archive:
        assert store.log_state(archive.testimony) == before


def test_a_dropped_file_is_checked(desk: Client) -> None:
    answer = desk.browser.post(
        "/check",
        data={"token": desk.token, "words": "", "public": "yes"},
        files={"file": ("claim.txt", b"Camp 15 Yodok is closed. He was arrested in 1998.", "text/plain")},
        headers={"origin": ORIGIN},
    )
    assert "arrested" in said(answer)
    assert re.search(r'class="said s-\w+">1998<', answer.text)
    assert desk.act("/check", words="  ").status_code == 400


def test_a_file_that_is_not_what_it_says_is_told(desk: Client) -> None:
    answer = desk.browser.post(
        "/check",
        data={"token": desk.token, "words": ""},
        files={"file": ("claim.pdf", b"\x7fELF" + bytes(400), "application/pdf")},
        headers={"origin": ORIGIN},
    )
    assert answer.status_code == 400
    assert catalogue.say("en", "error.not_read_unsupported", file="claim.pdf") in said(answer)


def test_ten_megabytes_are_taken_or_told(desk: Client) -> None:
    answer = desk.act("/check", words="He said so. " * 900_000)
    assert answer.status_code in (200, 400)
    assert desk.get("/").status_code == 200


TWINS = (
    "Kim Cheol-su was born in 1961 in Hoeryong. Kim Cheol-su was a miner.",
    "김철수는 1961년 회령에서 태어났다. 김철수는 광부였다.",
)


def with_twins(client: Client) -> None:
    with opened(client) as archive:
        for n, words in enumerate(TWINS):
            receipt = Receipt(source=f"Paper {n}", release=ReleaseClass.PUBLIC)
            add(archive, AddRequest((), receipt, workers=1, offered=(Offered(f"{n}.txt", words.encode()),)))


def test_a_pair_is_decided_and_taken_back(desk: Client) -> None:
    with_twins(desk)
    page_of = desk.get("/who").text
    left, right = (re.search(rf'name="{side}" value="([0-9a-f]+)"', page_of)[1] for side in ("left", "right"))  # type: ignore[index]
    desk.act("/who", left=left, right=right, decision="different", why="another year")
    assert 'action="/who/undo"' in desk.get("/who").text
    with opened(desk) as archive:
        made = store.match_decisions(archive.testimony) or store.origin_links(archive.testimony)
    assert made[-1].decision is Decision.DIFFERENT
    desk.act("/who/undo")
    with opened(desk) as archive:
        made = store.match_decisions(archive.testimony) or store.origin_links(archive.testimony)
    assert made[-1].decision is Decision.UNSURE


def test_a_decision_that_is_none_is_refused(reading: Client) -> None:
    assert reading.act("/who", left="a" * 32, right="b" * 32, decision="maybe").status_code == 400
    assert reading.act("/who", left="a" * 32, right="b" * 32, decision="same").status_code == 400


def test_tellers_have_a_pseudonym_and_no_number_but_their_accounts(reading: Client) -> None:
    with opened(reading) as archive:
        found = list_givers(archive, GiversRequest())
    tellers = [g for g in found if g.source is None]
    assert {t.name for t in tellers} == {"bada", "haneul"}
    assert all(set(t.__slots__) == {"id", "name", "accounts", "source"} for t in tellers)
    page_of = reading.get("/sources").text
    assert "sealed one" not in page_of
    listed = reading.text(f"/accounts/of/{tellers[0].id}")
    assert f"interview-{tellers[0].name}.txt" in listed


def test_the_guide_and_the_report_lead_back_to_the_desk(reading: Client) -> None:
    for path in ("/guide", "/report"):
        answer = reading.get(path)
        assert answer.url.path == f"{path}/en/index.html"
        assert '<a href="/">' in answer.text
        assert reading.get(f"{path}/assets/doltap.css").headers["content-type"].startswith("text/css")
        assert reading.get(f"{path}/en/../../../etc/passwd").status_code in (400, 404)
        assert reading.get(f"{path}/en/nothing.html").status_code == 400
    with opened(reading) as archive, pytest.raises(WrongUsage):
        page(archive, PageRequest("else", "index.html"))


def test_every_link_inside_guide_and_report_leads_somewhere(reading: Client) -> None:
    for path in (
        "/guide/ko/index.html",
        "/report/ko/index.html",
        "/report/en/timeline.html",
        "/report/en/figures.html",
    ):
        links = set(re.findall(r'href="([^"#:]+?)(?:#[^"]*)?"', reading.get(path).text))
        answers = {h: reading.browser.get(str(reading.get(path).url.join(h))).status_code for h in sorted(links)[:30]}
        assert {h: a for h, a in answers.items() if a != 200} == {}


def test_questions_are_empty_or_asked(reading: Client) -> None:
    assert catalogue.say("en", "desk.questions.none") in reading.text("/questions")
    assert reading.act("/questions/abcdef", term="none").status_code == 400


def test_a_view_is_made_once_until_something_is_written(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from doltap.operations import browsing

    made: list[int] = []
    real = browsing.view_of
    monkeypatch.setattr(browsing, "view_of", lambda *a: (made.append(1), real(*a))[1])
    for _ in range(3):
        desk.get("/weighings")
    assert made == []  # the first page had made it
    with opened(desk) as other:
        receipt = Receipt(source="Another process", release=ReleaseClass.PUBLIC)
        add(other, AddRequest((), receipt, workers=1, offered=(Offered("n.txt", b"She died in 1998 in Hamhung."),)))
    desk.get("/weighings")
    desk.get("/accounts")
    assert len(made) == 1


def test_waiting_and_lists_agree(reading: Client) -> None:
    with opened(reading) as archive:
        found = waiting(archive, WaitingRequest())
        differing = browse(archive, BrowseRequest({"statuses": frozenset({"tellers_differ"})}))
    assert found.differing == differing.total
