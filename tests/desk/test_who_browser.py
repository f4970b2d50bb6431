"""Who is who and check in a real browser: by keys alone, quiet, with nothing that axe-core finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium, come_in, serving
from desk_paths import PASSPHRASE
from playwright.sync_api import Browser

from doltap import store
from doltap.model import Decision, ReleaseClass, Use
from doltap.operations.archive import create, open_archive
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.receipts import Receipt

TOLD = {
    "sol": "A: Kim Chol Su was arrested in Hamhung in 1999.\nA: Ri Yong Hui died in Chongjin in May 1996.\n",
    "byeol": "진술인: 김철수는 1999년에 함흥에서 체포되었습니다. 리영희는 1996년 5월에 청진에서 사망했습니다.\n",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    with create(tmp_path / "archive", PASSPHRASE) as archive:
        for teller, words in TOLD.items():
            receipt = Receipt(teller=teller, release=ReleaseClass.OFFICE, consent=frozenset({Use.HOLD, Use.CODE}))
            add(archive, AddRequest((), receipt, workers=1, offered=(Offered(f"{teller}.txt", words.encode()),)))
    return Path(shutil.copytree(tmp_path / "archive", tmp_path / "served"))


def test_pairs_are_answered_by_keys_alone(browser: Browser, twins: Path) -> None:
    with serving(twins, "ko") as desk:
        watched = come_in(browser, desk, "desktop", "ko")
        watched.page.set_default_timeout(60_000)
        watched.go("/who")
        page = watched.page
        first = page.locator("[name=left]").input_value()
        watched.accessible()
        page.keyboard.press("n")
        page.keyboard.type("같은 해, 같은 곳")
        assert page.input_value("#why") == "같은 해, 같은 곳"
        page.locator("#main").focus()
        page.keyboard.press("d")
        page.locator("[data-key=KeyU]").wait_for()
        assert page.locator(".pair [name=left]").count() == 0 or page.locator("[name=left]").input_value() != first
        assert page.locator("#live").inner_text()
        page.keyboard.press("u")
        page.locator("[data-key=KeyU]").wait_for(state="detached")
        assert page.locator("[name=left]").input_value() == first
        page.keyboard.press("x")
        page.locator("[data-key=KeyU]").wait_for()
        watched.picture("who-skipped")
        watched.quiet()
        watched.page.context.close()
    with open_archive(twins, PASSPHRASE) as archive:
        made = store.match_decisions(archive.testimony)
    assert [d.decision for d in made] == [Decision.DIFFERENT, Decision.UNSURE]
    assert made[0].why == "같은 해, 같은 곳"


def test_a_checked_text_can_be_narrowed_to_one_status(browser: Browser, twins: Path) -> None:
    with serving(twins, "en") as desk:
        watched = come_in(browser, desk, "phone", "en", dark=True)
        watched.page.set_default_timeout(60_000)
        watched.go("/check")
        page = watched.page
        page.fill("#words", "Kim Chol Su was arrested in Hamhung in 1998. The weather was fine.")
        page.keyboard.press("Control+Enter")
        page.locator(".line").first.wait_for()
        assert page.locator(".line:visible").count() == 2
        page.locator("label:has(#show-against_record)").click()
        assert page.locator(".line:visible").count() == 1
        watched.accessible()
        page.locator(".standing [value='']").check(force=True)
        assert page.locator(".line:visible").count() == 2
        watched.quiet()
        watched.page.context.close()
