"""The gate before every route: only this machine's own address, only our own pages, and the headers of every answer.

Host and Origin are checked against DNS rebinding and cross-site posts. A page sent with `no-referrer` posts with
`Origin: null` (Fetch, "append a request Origin header"); such a post counts as ours only where the browser itself says
`Sec-Fetch-Site: same-origin`, which no page can write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Nothing from anywhere but here, nothing inline, and no way from a text to a script: no policy of that kind exists."""

HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=(), usb=(), serial=(), payment=()",
    "x-robots-tag": "noindex, nofollow",
}
"""The headers of every answer, assets and refusals included."""

SAFE: Final = frozenset({"GET", "HEAD"})
OURS: Final = frozenset({"same-origin", "none"})


class Gate:
    """ASGI middleware: refuses what is not meant for `origin` ('http://127.0.0.1:PORT'), and adds the headers."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self.app, self.origin, self.host = app, origin, origin.partition("//")[2]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it before any route sees it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            status = self._refusal(scope["method"], Headers(scope=scope))
            answer = PlainTextResponse("", status) if status else self.app
            await answer(scope, receive, _with_headers(send))

    def _refusal(self, method: str, headers: Headers) -> int:
        """The status to refuse with, 0 for none."""
        if headers.getlist("host") != [self.host]:
            return 421
        site = headers.get("sec-fetch-site", "")
        if method in SAFE:
            # A link from elsewhere brings no cookie (SameSite=Strict); to be a part of another page is refused.
            navigates = headers.get("sec-fetch-mode", "navigate") == "navigate"
            return 0 if not site or site in OURS or navigates else 403
        if method != "POST":
            return 405
        origin = headers.get("origin", "")
        ours = origin == self.origin or (origin == "null" and site == "same-origin")
        return 0 if ours and (not site or site in OURS) else 403


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sent
