"""The desk as an ASGI application: all screens behind one gate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Lifespan

from doltap import catalogue
from doltap.desk.gate import Gate
from doltap.desk.routes import Act, Show, routes
from doltap.desk.screens import (
    accounts,
    check,
    door,
    home,
    public,
    reading,
    search,
    sources,
    things,
    time,
    weighings,
    who,
)
from doltap.desk.visit import Desk

SCREENS = (door, home, accounts, reading, weighings, who, things, search, check, sources, time, public)
"""The modules whose `ROUTES` make the desk."""


def application(desk: Desk, passphrase: str = "") -> Starlette:
    """The application of one desk; with a passphrase its archive is open from the start."""
    all_routes: tuple[Show | Act, ...] = tuple(route for screen in SCREENS for route in screen.ROUTES)
    return Starlette(
        routes=routes(desk, all_routes),
        middleware=[Middleware(Gate, origin=desk.origin)],
        exception_handlers={Exception: _fault(desk), 404: _fault(desk, 404), 405: _fault(desk, 405)},
        lifespan=_lifespan(desk, passphrase),
    )


def _fault(desk: Desk, status: int = 500) -> Callable[[Request, Exception], Awaitable[Response]]:
    """An answer without any word of what went wrong inside: that could hold words of an account."""

    async def answer(request: Request, fault: Exception) -> Response:
        del request, fault
        code = "desk.not_here" if status < 500 else "desk.fault"
        return PlainTextResponse(catalogue.say(desk.sessions.language, code), status)

    return answer


def _lifespan(desk: Desk, passphrase: str) -> Lifespan[Starlette]:
    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        del app
        if passphrase:
            await desk.keeper.unlock(passphrase)
        watch = asyncio.create_task(desk.keeper.watch())
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            await desk.keeper.lock()

    return run
