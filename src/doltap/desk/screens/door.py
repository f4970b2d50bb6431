"""Coming in, locking, unlocking, the language, and the desk's own style sheets, scripts and nothing else."""

from __future__ import annotations

import re
from typing import Final

from starlette.responses import PlainTextResponse, Response

from doltap import catalogue
from doltap.desk.page import ASSETS, explained
from doltap.desk.routes import Access, Act, Show
from doltap.desk.visit import Visit
from doltap.errors import DoltapError

_ASSET: Final = re.compile(r"[a-z_]+\.(css|js|svg)")
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_OWN_PATH: Final = re.compile(r"/[A-Za-z0-9_/-]*")


async def enter(visit: Visit) -> Response:
    """Exchange the launch token for the session's cookie."""
    session = visit.desk.sessions.enter(visit.request.query_params.get("token", ""))
    if session is None:
        known = visit.desk.sessions.find(visit.request.cookies.get(visit.desk.cookie, ""))
        return visit.go("/") if known else visit.page("refused.html", 401, code="used_token")
    answer = visit.go(session.next if visit.desk.keeper.is_open else "/unlock")
    answer.set_cookie(visit.desk.cookie, session.id, httponly=True, samesite="strict", path="/")
    return answer


async def lock_page(visit: Visit) -> Response:
    """Where the passphrase is asked for."""
    if visit.desk.keeper.is_open:
        return visit.go(_next(visit))
    return visit.page("unlock.html", wrong=None, held={}, held_path="")


async def unlock(visit: Visit) -> Response:
    """Try the passphrase; what was posted to a locked desk is offered again."""
    held_path = visit.form.one("held_path")
    held = {k.removeprefix("held."): v for k, v in visit.form.without().items() if k.startswith("held.")}
    try:
        await visit.desk.keeper.unlock(visit.form.text("passphrase"))
    except DoltapError as error:
        wrong = explained(visit.language, error)
        return visit.page("unlock.html", error.status, wrong=wrong, held=held, held_path=held_path)
    if held_path and _OWN_PATH.fullmatch(held_path):
        return visit.page("again.html", held=held, held_path=held_path)
    return visit.go(_next(visit))


def _next(visit: Visit) -> str:
    """Where the user was going when the desk was locked."""
    path, visit.session.next = visit.session.next, ""
    return path if _OWN_PATH.fullmatch(path) else "/"


async def lock(visit: Visit) -> Response:
    """Lock; the words and openings of every session are forgotten with it."""
    await visit.desk.keeper.lock()
    return visit.go("/unlock")


async def panic(visit: Visit) -> Response:
    """Lock and drop all that is in memory: words, files handed over, sessions. Nothing that is kept is destroyed."""
    visit.desk.intake.drop()
    await visit.desk.keeper.lock()
    return visit.go("/unlock")


async def alive(visit: Visit) -> Response:
    """A sign that somebody is here; the answer says whether the desk is locked."""
    return PlainTextResponse("", 204 if not await visit.desk.keeper.lock_if_idle() else 423)


async def language(visit: Visit) -> Response:
    """Change the language of this session and stay on the page."""
    chosen, back = visit.form.one("language"), visit.form.one("back", "/")
    visit.session.language = chosen if chosen in catalogue.LANGUAGES else visit.session.language
    return visit.go(back if _OWN_PATH.fullmatch(back) else "/")


async def keys(visit: Visit) -> Response:
    """Switch single keys on or off for this session."""
    visit.session.keys_off = visit.form.one("keys") == "off"
    return visit.go(back if _OWN_PATH.fullmatch(back := visit.form.one("back", "/")) else "/")


async def icon(visit: Visit) -> Response:
    """The icon that browsers ask for where a page names none: it says nothing of Doltap."""
    del visit
    return Response((ASSETS / "plain.svg").read_bytes(), media_type=_TYPES["svg"])


async def asset(visit: Visit) -> Response:
    """A style sheet, script or picture of the desk itself."""
    name = visit.id("name")
    if not _ASSET.fullmatch(name) or not (ASSETS / name).is_file():
        return PlainTextResponse("", 404)
    return Response((ASSETS / name).read_bytes(), media_type=_TYPES[name.rpartition(".")[2]])


ROUTES = (
    Show("/enter", enter, Access.ANYBODY),
    Show("/unlock", lock_page, Access.SESSION),
    Act("/unlock", unlock, Access.SESSION, quiet=True),
    Act("/lock", lock, Access.SESSION),
    Act("/panic", panic, Access.SESSION),
    Act("/alive", alive, Access.SESSION),
    Act("/keys", keys, Access.SESSION),
    Act("/language", language, Access.SESSION),
    Show("/favicon.ico", icon, Access.ANYBODY, quiet=True),
    Show("/assets/{name}", asset, Access.ANYBODY, quiet=True),
)
