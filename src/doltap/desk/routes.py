"""From a path to a screen: session, lock, form token and errors, the same for every one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from hmac import compare_digest
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from doltap.desk.forms import Form, read_form
from doltap.desk.page import explained
from doltap.desk.session import Session
from doltap.desk.visit import Desk, Visit
from doltap.errors import DoltapError, WrongUsage

LARGEST_POST: Final = 256 * 1024 * 1024
"""Bytes of one post; larger files are taken in by their path."""

Screen = Callable[[Visit], Awaitable[Response]]


class Access(IntEnum):
    """Whom a screen answers: anybody on this machine, a browser that has a session, or one whose archive is open."""

    ANYBODY = 0
    SESSION = 1
    OPEN = 2


@dataclass(frozen=True, slots=True)
class Show:
    """A page to get. `quiet`: a page that asks by itself, which is no sign that somebody is here."""

    path: str
    screen: Screen
    access: Access = Access.OPEN
    quiet: bool = False
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do, by a form that has the session's token."""

    path: str
    screen: Screen
    access: Access = Access.OPEN
    quiet: bool = False
    method: str = "POST"


def routes(desk: Desk, screens: tuple[Show | Act, ...]) -> list[Route]:
    """The routes of all screens of a desk."""
    return [Route(s.path, _endpoint(desk, s), methods=[s.method]) for s in screens]


def _endpoint(desk: Desk, screen: Show | Act) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        session = desk.sessions.find(request.cookies.get(desk.cookie, ""))
        visit = Visit(desk, request, session or Session(desk.sessions.language))
        if session is None and screen.access is not Access.ANYBODY:
            return visit.page("refused.html", 401, code="no_session")
        try:
            return await _checked(visit, screen)
        except DoltapError as error:
            return refused(visit, error)

    return answer


async def _checked(visit: Visit, screen: Show | Act) -> Response:
    """The screen's answer once the form's token and the lock have been looked at."""
    if screen.method == "POST":
        visit.form = await posted(visit.request)
        given = visit.form.one("token") or visit.request.headers.get("x-desk-token", "")
        if not compare_digest(given.encode(), visit.session.token.encode()):
            return visit.page("refused.html", 403, code="wrong_token")
    if await visit.desk.keeper.lock_if_idle() and screen.access is Access.OPEN:
        return locked(visit)
    if not screen.quiet and screen.access is not Access.ANYBODY:
        visit.desk.keeper.touch()
    return await screen.screen(visit)


async def posted(request: Request) -> Form:
    """What was posted. Raises WrongUsage when it is too large or no form."""
    taken = bytearray()
    try:
        async for chunk in request.stream():
            taken += chunk
            if len(taken) > LARGEST_POST:
                raise WrongUsage("desk_too_large", most=LARGEST_POST >> 20)
    except ClientDisconnect as gone:
        raise WrongUsage("desk_form") from gone
    return read_form(request.headers.get("content-type", ""), bytes(taken))


def locked(visit: Visit) -> Response:
    """The way to the lock: what was posted is not lost, the page of the lock holds it until it can be sent again."""
    if visit.request.method == "GET":
        visit.session.next = visit.request.url.path
        return PlainTextResponse("", 423) if visit.part else visit.go("/unlock")
    kept = visit.form.without("token", "passphrase")
    return visit.page("unlock.html", 423, wrong=None, held=kept, held_path=visit.request.url.path)


def refused(visit: Visit, error: DoltapError) -> Response:
    """The sentence of an error, with its status."""
    return visit.page("refused.html", error.status, code="", sentence=explained(visit.language, error))
