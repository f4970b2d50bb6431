"""The desk in a real browser: no error, no violation of the policy, no remote request, nothing that axe-core finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import WCAG, Watched, chromium, come_in, serving, wait_for
from desk_client import Client
from desk_paths import PASSPHRASE, PATHS, with_ids
from playwright.sync_api import Browser

from doltap import catalogue
from doltap.desk.visit import Desk

LOOKS = [("en", "desktop", False), ("ko", "desktop", False), ("en", "phone", False), ("ko", "phone", True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk that the tests of this module share; they leave nothing that another would miss."""
    copy = Path(shutil.copytree(made, tmp_path_factory.mktemp("served") / "archive"))
    with serving(copy, "en") as desk:
        yield desk


@pytest.fixture
def page(browser: Browser, served: Desk) -> Iterator[Watched]:
    """An English page on a desktop before the open archive."""
    watched = come_in(browser, served, "desktop", "en")
    yield watched
    watched.page.context.close()


def speak(watched: Watched, language: str) -> None:
    """Change the language with the page's own button, where it is another."""
    if watched.page.locator("html").get_attribute("lang") != language:
        watched.page.locator(f".tools button[lang={language}]").click()
        watched.page.wait_for_selector(f"html[lang={language}]")


@pytest.mark.parametrize(("language", "size", "dark"), LOOKS)
def test_every_page_is_clean_and_accessible(
    browser: Browser, served: Desk, reading: Client, language: str, size: str, dark: bool
) -> None:
    watched = come_in(browser, served, size, language, dark=dark)
    speak(watched, language)
    for path in (*PATHS, *with_ids(reading.ids())):
        watched.go(path)
        watched.page.wait_for_load_state("networkidle")
        if watched.page.locator("#main").count():
            watched.accessible()
            watched.picture(f"page{path.partition('?')[0].replace('/', '-').rstrip('-')[:40]}")
            width = watched.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert width <= 0, path
    watched.quiet()
    watched.page.context.close()


@pytest.mark.parametrize(("language", "size", "dark"), LOOKS)
def test_the_door_is_clean_and_accessible(
    browser: Browser, made: Path, tmp_path: Path, language: str, size: str, dark: bool
) -> None:
    with serving(Path(shutil.copytree(made, tmp_path / "archive")), language) as desk:
        watched = come_in(browser, desk, size, language, dark=dark)
        watched.page.locator("form[action='/lock'] button").click()
        watched.page.wait_for_url("**/unlock")
        watched.accessible()
        watched.picture("door")
        watched.page.locator("input[type=password]").fill("wrong")
        watched.page.locator(".unlock button").click()
        watched.page.wait_for_selector("#wrong")
        watched.accessible()
        # The browser itself notes that the answer was 401; nothing else was said.
        assert all("401" in e for e in watched.errors)
        watched.page.context.close()


def test_without_script_nothing_is_lost_but_comfort(browser: Browser, served: Desk, page: Watched) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=page.page.context.storage_state())
    plain = context.new_page()
    plain.goto(served.origin)
    assert catalogue.say("en", "desk.home.title") in plain.inner_text("h1")
    plain.locator("details:has(input[name=path]) summary").click()
    plain.fill("input[name=path]", "/nowhere/at-all.txt")
    plain.locator(".drop .primary").click()
    assert "/nowhere/at-all.txt" in plain.inner_text("#runs")
    context.close()


def test_files_dropped_on_the_page_are_taken_in(page: Watched, tmp_path: Path) -> None:
    (tmp_path / "떨어진 파일.txt").write_text("그는 1998년에 체포되었다.", encoding="utf-8")
    page.go("/")
    page.page.locator("#drop input[type=file]").first.set_input_files(str(tmp_path / "떨어진 파일.txt"))
    assert "1" in page.page.inner_text("#chosen")
    page.page.locator(".drop .primary").click()
    page.page.locator("#runs .o-ok").first.wait_for()
    assert "떨어진 파일.txt" in page.page.inner_text("#runs")
    page.picture("home-taken-in")
    dropped = """() => {
        const data = new DataTransfer();
        data.items.add(new File(["She died in 1999."], "dropped.txt"));
        document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    }"""
    page.page.evaluate(dropped)
    page.page.locator("#runs li", has_text="dropped.txt").wait_for()
    page.quiet()


def test_keys_lead_to_rooms_while_korean_is_typed(page: Watched) -> None:
    page.go("/")
    page.page.keyboard.press("Shift+Slash")
    assert page.page.locator("#keys").is_visible()
    assert page.page.locator("#keymap div").count() > 2
    page.accessible()
    page.picture("keys")
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Slash")
    assert page.page.evaluate("document.activeElement.id") == "find"
    page.page.keyboard.type("1")
    assert page.page.input_value("#find") == "1"
    page.page.locator("#main").focus()
    # Korean typing: the letter is another one, the place of the key is the same.
    page.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅂ', code: 'Slash', bubbles: true}))"
    )
    assert page.page.evaluate("document.activeElement.id") == "find"


def test_the_panic_key_clears_the_page_and_drops_the_keys(browser: Browser, made: Path, tmp_path: Path) -> None:
    with serving(Path(shutil.copytree(made, tmp_path / "archive")), "en") as desk:
        watched = come_in(browser, desk, "desktop", "en")
        for _ in range(3):
            watched.page.keyboard.press("Escape")
        watched.page.wait_for_url("**/unlock")
        assert not desk.keeper.is_open
        watched.page.go_back()
        watched.page.wait_for_url("**/unlock")
        watched.quiet()
        watched.page.context.close()


def test_the_page_is_covered_when_nobody_is_there_and_what_was_typed_stays(
    browser: Browser, made: Path, tmp_path: Path
) -> None:
    with serving(Path(shutil.copytree(made, tmp_path / "archive")), "en") as desk:
        desk.keeper.idle = 2.0
        watched = come_in(browser, desk, "desktop", "en")
        watched.page.fill("input[name=teller]", "half a sent")
        watched.page.locator("#locked").wait_for(state="visible", timeout=10_000)
        wait_for(lambda: not desk.keeper.is_open)
        assert not watched.page.locator("#main").is_visible()
        watched.accessible(WCAG)
        watched.picture("covered")
        desk.keeper.idle = 300.0
        watched.page.fill("#locked input[type=password]", PASSPHRASE)
        watched.page.keyboard.press("Enter")
        watched.page.locator("#locked").wait_for(state="hidden")
        assert watched.page.input_value("input[name=teller]") == "half a sent"
        assert desk.keeper.is_open
        watched.quiet()
        watched.page.context.close()
