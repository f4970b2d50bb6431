"""Check: paste or drop a text, see each assertion with its status and the evidence; kept only when asked to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.responses import Response

from doltap.desk.forms import Upload
from doltap.desk.routes import Act, Show
from doltap.desk.screens.home import receipt_of
from doltap.desk.visit import Visit
from doltap.errors import DoltapError, InputNotRead, WrongUsage
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
    audience = Audience.PUBLIC if visit.form.one("public") == "yes" else Audience.OFFICE
    try:
        given = _given(visit)
        request = CheckTextRequest(CheckRequest(Path(given.name), audience, given.data), visit.language)
        return _page(visit, await visit.ask(check_text, request))
    except (WrongUsage, InputNotRead) as error:
        # The answer stands where the result would: what was pasted is still in its field.
        return _page(visit, wrong=error)


async def keep(visit: Visit) -> Response:
    """Take the text in as an account, as home does, with what the form says of it."""
    try:
        given, receipt = _given(visit), receipt_of(visit)
    except WrongUsage as error:
        return _page(visit, wrong=error)
    visit.desk.intake.begin(AddRequest((), receipt, offered=(Offered(given.name, given.data),)))
    return _page(visit, kept=True)


def _given(visit: Visit) -> Upload:
    """The file that was handed over, else the pasted words. Raises WrongUsage on nothing, and on too much at once."""
    files = [f for f in visit.form.files if f.data]
    given = files[0] if files else Upload(PASTED, visit.form.text("words").encode())
    if not given.data.strip():
        raise WrongUsage("check_nothing")
    if not files and len(given.data) > MOST_KB * 1000:
        raise WrongUsage("check_too_long", most=MOST_KB)
    if len(given.data) > MOST_MB << 20:
        raise WrongUsage("check_file_too_large", most=MOST_MB)
    return given


def _page(
    visit: Visit, found: CheckedText | None = None, *, kept: bool = False, wrong: DoltapError | None = None
) -> Response:
    form = visit.form
    # A page that swaps its part has the words still; only one without script needs them back.
    words = "" if visit.part or kept else form.text("words")
    public = form.one("public") == "yes"
    return visit.page(
        "check/page.html",
        wrong.status if wrong else 200,
        wrong=wrong,
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
