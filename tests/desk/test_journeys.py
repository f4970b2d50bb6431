"""What a caseworker does all day, in a real browser, mostly with keys: read, decide, code, search, check, open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Watched, chromium, come_in, serving, wait_for
from desk_paths import CANARIES, INTERVIEW_KO, OPERATIONAL, PASSPHRASE
from playwright.sync_api import Browser

from doltap import catalogue, store
from doltap.desk.visit import Desk
from doltap.model import ReleaseClass
from doltap.operations.archive import open_archive
from doltap.operations.examining import Examined, ExamineRequest, examine
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.receipts import Receipt


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def served(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with serving(Path(shutil.copytree(made, tmp_path / "archive")), "en") as desk:
        yield desk


@pytest.fixture(params=[("en", "desktop"), ("ko", "desktop"), ("ko", "phone")], ids=lambda p: "-".join(p))
def page(request: pytest.FixtureRequest, browser: Browser, served: Desk) -> Iterator[Watched]:
    """A page in a language and a size; it is quiet to the end."""
    language, size = request.param
    served.sessions.language = language
    watched = come_in(browser, served, size, language)
    yield watched
    watched.quiet()
    watched.page.context.close()


def found(desk: Desk, name: str) -> Examined:
    with open_archive(desk.keeper.path, PASSPHRASE) as archive:
        id_ = next(a.id for a in store.accounts(archive.testimony) if a.name == name)
        return examine(archive, ExamineRequest(id_))


def states(desk: Desk, name: str) -> list[str]:
    return [t.state for row in found(desk, name).rows for t in row.told]


def test_proposals_are_decided_with_single_keys(page: Watched, served: Desk) -> None:
    account = found(served, "interview-haneul.txt").account.id
    page.go(f"/account/{account}")
    keys = page.page.keyboard
    keys.press("j")
    page.page.locator(".told.now").wait_for()
    first = page.page.locator(".told.now").get_attribute("id")
    keys.press("a")
    page.page.locator(f"#{first}.s-accepted").wait_for()
    page.page.locator(f".told.now:not(#{first})").wait_for()
    second = page.page.locator(".told.now").get_attribute("id")
    keys.press("r")
    page.page.locator(f"#{second}.s-rejected").wait_for()
    page.page.locator(f".told.now:not(#{second})").wait_for()
    page.picture("reading-decided")
    # What was rejected is not among those that are accepted together.
    assert page.page.locator(f".all [value='{(second or '')[2:]}']").count() == 0
    keys.press("Shift+a")
    wait_for(lambda: states(served, "interview-haneul.txt").count("accepted") >= 2)
    assert states(served, "interview-haneul.txt").count("rejected") == 1
    left = states(served, "interview-haneul.txt").count("proposed")
    wait_for(lambda: f"{left}" in page.page.inner_text("#waiting"))
    page.accessible()


def test_a_proposal_is_corrected_with_keys(page: Watched, served: Desk) -> None:
    one = next(
        t for r in found(served, "interview-haneul.txt").rows for t in r.told if t.assertion.property == "birth_date"
    )
    page.go(f"/account/{one.assertion.account}")
    page.page.locator(f"#a-{one.assertion.id}").focus()
    page.page.keyboard.press("c")
    page.page.keyboard.type("winter 1970")
    page.page.keyboard.press("Enter")
    page.page.locator(f"#a-{one.assertion.id}.s-corrected").wait_for()
    page.picture("reading-corrected")
    assert "1970" in page.page.inner_text(f"#a-{one.assertion.id}")
    page.accessible()


SELECT = """words => {
    for (const piece of document.querySelectorAll("[data-at]")) {
        const at = piece.textContent.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(piece.firstChild, at);
        range.setEnd(piece.firstChild, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return true;
    }
    return false;
}"""


def test_selected_words_become_an_assertion(page: Watched, served: Desk) -> None:
    before = found(served, "interview-bada.txt")
    page.go(f"/account/{before.account.id}")
    assert page.page.evaluate(SELECT, "1999년에 함흥에서 살았습니다")
    page.page.locator("[data-do=new]").click() if page.name.endswith("phone") else page.page.keyboard.press("n")
    page.page.locator("#new[open]").wait_for()
    assert page.page.inner_text("#chosen-words") == "1999년에 함흥에서 살았습니다"
    page.accessible()
    page.picture("reading-new")
    page.page.select_option("#coding [name=event]", "hiding")
    page.page.fill("#coding [name=place]", "함흥")
    page.page.fill("#coding [name=date]", "비가 올 때")
    page.page.locator("#coding .primary").click()
    page.page.locator("#coding-wrong:not(:empty)").wait_for()
    # The browser itself notes the 400; nothing else may be said.
    assert [e for e in page.errors if "400" not in e] == []
    page.errors.clear()
    page.page.fill("#coding [name=date]", "1999년")
    page.page.locator("#coding .primary").click()
    page.page.locator("#new").wait_for(state="hidden")
    page.picture("reading-added")
    after = found(served, "interview-bada.txt")
    new = [t for r in after.rows for t in r.told if t.assertion.coder == served.by]
    assert {t.assertion.property for t in new} == {"kind", "place", "date"}
    words = {p.words for r in after.rows for p in r.pieces if new[0].assertion.passage in p.passages}
    assert "".join(sorted(words)) == "1999년에 함흥에서 살았습니다"
    assert page.page.locator(".told.now").get_attribute("data-state") == "accepted"


def test_covered_words_open_by_name_and_close_with_the_lock(page: Watched, served: Desk) -> None:
    account = found(served, "interview-haneul.txt").account.id
    page.go(f"/account/{account}")
    page.page.locator(".covered").first.click()
    page.page.locator("#open-words[open]").wait_for()
    page.accessible()
    page.page.fill("#open-words [name=why]", "read-back")
    page.page.keyboard.press("Enter")
    page.page.locator(".opened").wait_for()
    # The sheets of a text come as one reads, so the words may come after the page.
    page.page.locator("#account", has_text=CANARIES[1]).wait_for()
    assert OPERATIONAL in (page.page.text_content("#account") or "")
    page.page.locator("form[action='/lock'] button").click()
    page.page.wait_for_url("**/unlock")
    assert CANARIES[1] not in page.page.content()


def test_a_long_account_is_read_on_and_searched_on(browser: Browser, served: Desk) -> None:
    turns = "".join(
        f"Q: And in year {n}?\nA: In 19{50 + n % 50} a man was arrested near Hamhung.\n" for n in range(1500)
    )
    with open_archive(served.keeper.path, PASSPHRASE) as archive:
        receipt = Receipt(source="A long paper", release=ReleaseClass.PUBLIC)
        made = add(archive, AddRequest((), receipt, workers=1, offered=(Offered("long.txt", turns.encode()),)))
    page = come_in(browser, served, "desktop", "en")
    page.go(f"/account/{made.items[0].account}")
    assert page.page.locator(".turn").count() <= 160
    loaded = page.page.locator(".sheet:not(.coming)").count()
    page.page.mouse.wheel(0, 30_000)
    wait_for(lambda: page.page.locator(".sheet:not(.coming)").count() > loaded, 20)
    page.page.locator(".sheet").last.scroll_into_view_if_needed()
    wait_for(lambda: "And in year 1499?" in page.page.locator(".sheet").last.inner_text(), 30)
    page.quiet()
    page.page.context.close()


def test_words_are_sought_from_anywhere_with_a_key(page: Watched) -> None:
    page.page.keyboard.press("Slash")
    page.page.keyboard.type("Hoeryong")
    page.page.keyboard.press("Enter")
    page.page.locator("mark").first.wait_for()
    assert "Hoeryong" not in page.page.url
    assert "Hoeryong" not in page.page.title()
    page.accessible()
    page.picture("search")


def test_a_filter_narrows_the_list_and_can_be_left(page: Watched) -> None:
    page.go("/weighings")
    page.page.locator(".facet").first.wait_for()
    page.page.locator("[name=statuses][value=tellers_differ]").check()
    page.page.locator(".narrow-form .primary").click()
    page.page.locator("[name=statuses][value=tellers_differ]:checked").wait_for()
    badges = {(text or "").strip() for text in page.page.locator(".weighing .badge").all_text_contents()}
    language = page.page.locator("html").get_attribute("lang") or "en"
    assert badges == {catalogue.say(language, "status.tellers_differ")}
    page.picture("weighings-narrowed")
    page.page.locator(".weighing .what").first.click()
    page.page.locator(".value").first.wait_for()
    page.accessible()
    page.picture("weighing-full")


def test_a_pasted_text_is_checked_without_leaving_the_page(page: Watched) -> None:
    page.go("/check")
    page.page.fill("textarea", INTERVIEW_KO + "Camp 15 Yodok is closed.\n" + OPERATIONAL)
    page.page.locator("form[action='/check'] .primary").click()
    page.page.locator(".sentence").first.wait_for(timeout=60_000)
    assert page.page.input_value("textarea").startswith("면담자")
    assert page.page.locator(".line.has-not_checked").count() == 1
    page.accessible()
    page.picture("check-full")
    page.go("/check")
    assert page.page.input_value("textarea") == ""


def test_a_session_that_ends_in_a_form_loses_nothing(browser: Browser, served: Desk) -> None:
    page = come_in(browser, served, "desktop", "en")
    page.go("/check")
    page.page.fill("textarea", "He was arrested in 1998.")
    served.keeper.idle = 0.0
    page.page.locator("form[action='/check'] .primary").click()
    page.page.locator("#locked[open]").wait_for()
    served.keeper.idle = 300.0
    page.page.fill("#locked input[type=password]", PASSPHRASE)
    page.page.keyboard.press("Enter")
    page.page.locator(".sentence").first.wait_for(timeout=60_000)
    assert page.page.input_value("textarea") == "He was arrested in 1998."
    page.page.context.close()


def test_two_pages_that_decide_the_same_keep_both_decisions(browser: Browser, served: Desk) -> None:
    account = found(served, "interview-haneul.txt").account.id
    one, other = (come_in(browser, served, "desktop", "en") for _ in range(2))
    for page in (one, other):
        page.go(f"/account/{account}")
        page.page.keyboard.press("j")
        page.page.locator(".told.now").wait_for()
    first = one.page.locator(".told.now").get_attribute("id")
    one.page.keyboard.press("a")
    one.page.locator(f"#{first}.s-accepted").wait_for()
    other.page.keyboard.press("r")
    other.page.locator(f"#{first}.s-rejected").wait_for()
    with open_archive(served.keeper.path, PASSPHRASE) as archive:
        made = list(store.decisions_of_account(archive.testimony, account))
    assert [d.verdict.value for d in made] == ["accept", "reject"]
    for page in (one, other):
        page.page.context.close()
