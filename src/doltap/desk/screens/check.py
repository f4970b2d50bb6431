"""Check: paste or drop a text, see each assertion with its status and the evidence; kept only when asked to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.responses import Response

from doltap.desk.forms import Upload
from doltap.desk.routes import Act, Show
from doltap.desk.screens.home import receipt_of
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import Audience, ReleaseClass, Use
from doltap.operations.checked_text import CheckedText, CheckTextRequest, check_text
from doltap.operations.checking import CheckRequest
from doltap.operations.intake import AddRequest, Offered

MOST_KB: Final = 500
"""The largest pasted text that is checked while one waits: about 250 pages of Korean."""

MOST_MB: Final = 20
"""The largest file that is checked while one waits; its words are fewer than its bytes."""

PASTED: Final = "text.txt"


async def empty(visit: Visit) -> Response:
    """Where a text is pasted or dropped."""
    return _page(visit)


async def checked(visit: Visit) -> Response:
    """The text with each assertion's status. It is answered at once and remembered nowhere."""
    given = _given(visit)
    audience = Audience.PUBLIC if visit.form.one("public") == "yes" else Audience.OFFICE
    request = CheckTextRequest(CheckRequest(Path(given.name), audience, given.data), visit.language)
    return _page(visit, await visit.ask(check_text, request))


async def keep(visit: Visit) -> Response:
    """Take the text in as an account, as home does, with what the form says of it."""
    given = _given(visit)
    visit.desk.intake.begin(AddRequest((), receipt_of(visit), offered=(Offered(given.name, given.data),)))
    return _page(visit, kept=True)


def _given(visit: Visit) -> Upload:
    """The file that was handed over, else the pasted words. Raises WrongUsage on nothing, and on too much at once."""
    words = visit.form.text("words").encode()
    given = next((f for f in visit.form.files if f.data), Upload(PASTED, words))
    if not given.data.strip():
        raise WrongUsage("check_nothing")
    if given.name == PASTED and len(given.data) > MOST_KB * 1000:
        raise WrongUsage("check_too_long", most=MOST_KB)
    if len(given.data) > MOST_MB << 20:
        raise WrongUsage("check_file_too_large", most=MOST_MB)
    return given


def _page(visit: Visit, found: CheckedText | None = None, *, kept: bool = False) -> Response:
    form = visit.form
    words = "" if form.files or kept else form.text("words")
    public = form.one("public") == "yes"
    return visit.page(
        "check/page.html",
        found=found,
        kept=kept,
        words=words,
        public=public,
        uses=tuple(Use),
        classes=tuple(ReleaseClass),
    )


ROUTES = (
    Show("/check", empty),
    Act("/check", checked),
    Act("/check/keep", keep),
)
