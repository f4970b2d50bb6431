"""Check: paste or drop a text, see each assertion with its status and the evidence; nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import Audience
from doltap.operations.checking import CheckRequest, check_file


async def empty(visit: Visit) -> Response:
    """Where a text is pasted or dropped."""
    return visit.page("check/page.html", found=None, words="", public=False)


async def checked(visit: Visit) -> Response:
    """The text with each assertion's status. It is answered at once and remembered nowhere."""
    form = visit.form
    public = form.one("public") == "yes"
    words = form.text("words")
    name, data = (form.files[0].name, form.files[0].data) if form.files else ("text.txt", words.encode())
    if not data.strip():
        raise WrongUsage("desk_nothing_given")
    audience = Audience.PUBLIC if public else Audience.OFFICE
    found = await visit.ask(check_file, CheckRequest(Path(name), audience, data))
    return visit.page("check/page.html", found=found, words="" if form.files else words, public=public)


ROUTES = (
    Show("/check", empty),
    Act("/check", checked),
)
