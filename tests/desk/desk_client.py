"""A browser of a few lines: it speaks to a desk in this process, as Chromium would."""

from __future__ import annotations

import re
import time
from html import unescape

from httpx import Response
from starlette.testclient import TestClient

from doltap.desk.app import application
from doltap.desk.visit import Desk

KINDS = {
    "account": re.compile(r'href="/account/([0-9a-f]{32})"'),
    "weighing": re.compile(r'href="/weighing/([0-9a-f]{16})"'),
    "giver": re.compile(r'href="/accounts/of/([^"]+)"'),
}
ORIGIN = "http://127.0.0.1:8765"
TAGS = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]+>", re.S)


class Client:
    """`get` and `act` (a post with Origin and token); `text(...)` is what a page says to its reader."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.browser = TestClient(application(desk), base_url=ORIGIN, raise_server_exceptions=False)

    @property
    def token(self) -> str:
        """The form token of the session that came in last."""
        sessions = list(self.desk.sessions.open.values())
        return sessions[-1].token if sessions else ""

    def get(self, path: str, **more: object) -> Response:
        """Get a page, following where it leads."""
        return self.browser.get(path, **more)  # type: ignore[arg-type]

    def act(self, path: str, /, **fields: object) -> Response:
        """Post a form as the desk's own page would."""
        return self.browser.post(path, data={"token": self.token, **fields}, headers={"origin": ORIGIN})

    def ids(self) -> dict[str, str]:
        """One id of each kind that paths can hold, as the pages themselves link to them."""
        found = {}
        for kind, pattern in KINDS.items():
            pages = (self.get(p).text for p in ("/", "/weighings", "/sources"))
            found[kind] = next((m[1] for page in pages if (m := pattern.search(page))), "")
        return found

    def text(self, path: str) -> str:
        """The words of a page, markup taken away."""
        return said(self.get(path))

    def until(self, path: str, words: str, seconds: float = 120) -> str:
        """The page once it says these words; what it says at the end of the time if it never does."""
        end = time.monotonic() + seconds
        while words not in (page := self.text(path)) and time.monotonic() < end:
            time.sleep(0.05)
        return page


def said(answer: Response) -> str:
    """The words of an answer, markup taken away, spaces made one."""
    return " ".join(unescape(TAGS.sub(" ", answer.text)).split())
