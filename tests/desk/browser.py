"""A real browser for the journeys: Debian's Chromium on a desk of its own thread; it notes whatever it must not do."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from axe_core_python.sync_playwright import Axe
from desk_paths import PASSPHRASE
from playwright.sync_api import Browser, Page, sync_playwright

from doltap.desk.app import application
from doltap.desk.server import DeskRequest, desk_at
from doltap.desk.session import Sessions
from doltap.desk.visit import Desk

CHROMIUM = Path(os.environ.get("DOLTAP_CHROMIUM", "/usr/bin/chromium"))
PICTURES = os.environ.get("DOLTAP_PICTURES", "")
SIZES = {"desktop": (1360, 900), "phone": (390, 844)}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RULES = {"runOnly": [*WCAG["runOnly"], "best-practice"]}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; the test is skipped where there is none."""
    if not CHROMIUM.is_file():
        pytest.skip(f"no Chromium at {CHROMIUM}: install it, or name one in DOLTAP_CHROMIUM")
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


@contextmanager
def serving(archive: Path, language: str, **more: object) -> Iterator[Desk]:
    """A desk that is served on this machine while inside."""
    listener = socket.create_server(("127.0.0.1", 0))
    desk = desk_at(DeskRequest(archive, language=language, **more), listener.getsockname()[1])  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(application(desk), log_level="critical", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@dataclass
class Watched:
    """A page whose console, requests and policy violations are noted; `name` is for its pictures."""

    page: Page
    origin: str
    name: str
    errors: list[str] = field(default_factory=list)
    remote: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("request", lambda r: None if r.url.startswith(self.origin) else self.remote.append(r.url))

    def go(self, path: str) -> None:
        """Go to a path of the desk."""
        self.page.goto(f"{self.origin}{path}")

    def picture(self, what: str) -> None:
        """Keep a picture where DOLTAP_PICTURES says, and nowhere else."""
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{PICTURES}/{what}-{self.name}.png", full_page="full" in what)

    def quiet(self) -> None:
        """Nothing was said in the console, no policy was broken, nothing was asked of anybody else."""
        assert not self.errors, self.errors
        assert not self.remote, self.remote

    def accessible(self, rules: dict[str, list[str]] = RULES) -> None:
        """Nothing that axe-core finds wrong on the page as it stands."""
        found = Axe().run(self.page, options=rules)["violations"]
        told = [(v["id"], [n["html"][:200] for n in v["nodes"]][:4]) for v in found]
        assert not told, told


def come_in(browser: Browser, desk: Desk, size: str, language: str, *, dark: bool = False) -> Watched:
    """A page before an open archive, as a user comes to it: by the printed address, then the passphrase."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="ko-KR" if language == "ko" else "en-GB",
        color_scheme="dark" if dark else "light",
        bypass_csp=False,
        has_touch=size == "phone",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    watched = Watched(page, desk.origin, f"{language}-{size}{'-dark' if dark else ''}")
    watched.go(f"/enter?token={desk.sessions.launch or new_token(desk)}")
    if re.search(r"/unlock$", page.url):
        page.get_by_role("textbox").or_(page.locator("input[type=password]")).first.fill(PASSPHRASE)
        page.locator(".unlock button").first.click()
        page.wait_for_url(re.compile(r"/(?!unlock)"))
    return watched


def new_token(desk: Desk) -> str:
    """A further launch token, for a second browser of a test."""
    desk.sessions.launch = Sessions("en").launch
    return desk.sessions.launch


def wait_for(what: object, seconds: float = 10) -> None:
    """Wait until a function says yes. Raises AssertionError when it never does."""
    end = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)
