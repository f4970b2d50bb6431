"""One request of the user, as screens see it: ask an operation, answer with a page, go elsewhere, keep words."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from doltap import catalogue
from doltap.desk.forms import Form
from doltap.desk.intake import Intake
from doltap.desk.keeper import Keeper
from doltap.desk.page import rendered
from doltap.desk.session import Session, Sessions, Words

Answer = TypeVar("Answer")


@dataclass(slots=True)
class Desk:
    """What all requests of one process share. `origin` is the desk's own address, without a slash at the end.

    `by` is who works here, as decisions name them; `plain_title` hides Doltap from the window's title.
    """

    origin: str
    keeper: Keeper
    sessions: Sessions
    intake: Intake
    plain_title: bool = False
    by: str = field(default_factory=getpass.getuser)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: cookies know no ports, so that each desk has its own name."""
        return f"desk-{self.origin.rpartition(':')[2]}"


@dataclass(slots=True)
class Visit:
    """One request. `form` is what was posted; its token was checked before a screen sees it."""

    desk: Desk
    request: Request
    session: Session
    form: Form = field(default_factory=Form)

    @property
    def language(self) -> str:
        """The language of this session, 'en' or 'ko'."""
        return self.session.language

    @property
    def part(self) -> bool:
        """Whether the page itself asks, for a part of the answer."""
        return "x-desk" in self.request.headers

    @property
    def by(self) -> str:
        """Who works here, as decisions and the log name them."""
        return self.desk.by

    def number(self, name: str) -> int:
        """A number after the '?' of the address, such as a page; 1 where there is none."""
        word = self.request.query_params.get(name, "1")
        return max(int(word), 1) if word.isascii() and word.isdigit() and len(word) < 9 else 1

    def id(self, name: str = "id") -> str:
        """An id in the address."""
        return str(self.request.path_params[name])

    def say(self, code: str, /, **params: str | int) -> str:
        """A text of the catalogue in this session's language."""
        return catalogue.say(self.language, code, **params)

    async def ask(self, operation: Callable[..., Answer], *request: object) -> Answer:
        """The answer of an operation on the archive, in the keeper's thread; its errors pass to the router."""
        return await self.desk.keeper.ask(operation, *request)

    def page(self, template: str, status: int = 200, **context: object) -> Response:
        """The page of a template."""
        return HTMLResponse(rendered(self, template, context), status)

    def go(self, path: str) -> Response:
        """Go on to another page, as after every post."""
        return RedirectResponse(path, 303)

    def remember(self, words: Words) -> str:
        """An id for words, so that no address holds them."""
        return self.session.remember(words)

    def recall(self, id_: str) -> Mapping[str, tuple[str, ...]]:
        """The words of an id; none after the desk was locked."""
        return {k: tuple(v) for k, v in self.session.words.get(id_, {}).items()}
