"""The reading room: an account turn by turn, what was read from it beside it; accept, correct, reject, add, open."""

from __future__ import annotations

from typing import TypeVar

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import Basis, Certainty, Verdict
from doltap.operations.coding import CodeRequest, code, codebook
from doltap.operations.examining import Examined, ExamineRequest, OpenRequest, Row, examine, open_words
from doltap.operations.proposals import JudgeRequest, judge

Word = TypeVar("Word", Basis, Certainty, Verdict)

SHEET, TOLD = 40, 100
"""How many turns or paragraphs, and how many assertions, come at once; the others follow as one reads on."""


async def room(visit: Visit) -> Response:
    """One account: its first sheet, the others as one reads on."""
    found = await _found(visit, visit.id())
    if not (found.in_view or found.opened):
        return visit.page("reading/closed.html", found=found)
    book = await visit.ask(codebook, visit.language)
    page = visit.number("page")
    sheets = _sheets(found)
    return visit.page(
        "reading/page.html",
        found=found,
        rows=sheets[min(page, len(sheets)) - 1],
        sheet=page,
        sheets=len(sheets),
        book=book,
        bases=tuple(Basis),
        certainties=tuple(Certainty),
    )


async def sheet(visit: Visit) -> Response:
    """A further sheet of the account."""
    found = await _found(visit, visit.id())
    number, sheets = int(visit.id("sheet")), _sheets(found)
    rows = sheets[number - 1] if 1 <= number <= len(sheets) else ()
    return visit.page("reading/sheet.html", found=found, rows=rows, sheet=number, sheets=len(sheets))


async def row(visit: Visit) -> Response:
    """One turn with its margin, by where it begins."""
    found = await _found(visit, visit.id())
    start = int(visit.id("start"))
    here = next((r for r in found.rows if r.end > start), None)
    return visit.page("reading/row.html", found=found, rows=(here,) if here else ())


async def told(visit: Visit) -> Response:
    """One assertion of the margin."""
    found = await _found(visit, visit.id())
    return visit.page("reading/told.html", found=found, one=_one(found, visit.id("assertion")))


async def decide(visit: Visit) -> Response:
    """Accept, reject or correct one proposal."""
    account, form = visit.id(), visit.form
    verdict = _chosen(Verdict, form.one("verdict"), Verdict.ACCEPT)
    request = JudgeRequest((visit.id("assertion"),), verdict, visit.by, form.text("why"), form.text("value"))
    await visit.ask(judge, request)
    return visit.go(f"/account/{account}/told/{visit.id('assertion')}" if visit.part else f"/account/{account}")


async def decide_group(visit: Visit) -> Response:
    """Accept or reject several proposals at once."""
    account, form = visit.id(), visit.form
    request = JudgeRequest(form.all("assertion"), _chosen(Verdict, form.one("verdict"), Verdict.ACCEPT), visit.by)
    await visit.ask(judge, request)
    return visit.go(f"/account/{account}/row/{form.number('row')}" if visit.part else f"/account/{account}")


async def add(visit: Visit) -> Response:
    """Add what was read from the selected words."""
    form, account = visit.form, visit.id()
    words = {k: form.one(k) for k in ("event", "actor", "victim", "place", "date", "about", "property", "value")}
    if form.one("what") == "about":
        words |= {"event": ""}
    request = CodeRequest(
        account,
        form.number("start"),
        form.number("end"),
        visit.by,
        **words,
        certainty=_chosen(Certainty, form.one("certainty"), Certainty.STATED),
        basis=_chosen(Basis, form.one("basis"), Basis.UNKNOWN),
        language=visit.language,
    )
    await visit.ask(code, request)
    return visit.go(f"/account/{account}/row/{form.number('row')}" if visit.part else f"/account/{account}")


async def open_covered(visit: Visit) -> Response:
    """Open the covered words of one account, with a reason, until the desk is locked."""
    account = visit.id()
    visit.session.openings[account] = await visit.ask(open_words, OpenRequest(account, visit.by, visit.form.one("why")))
    return visit.go(f"/account/{account}")


async def _found(visit: Visit, account: str) -> Examined:
    opening = visit.session.openings.get(account, "")
    return await visit.ask(examine, ExamineRequest(account, visit.language, opening))


def _sheets(found: Examined) -> list[tuple[Row, ...]]:
    sheets: list[list[Row]] = [[]]
    for row in found.rows:
        told = sum(len(r.told) for r in sheets[-1]) + len(row.told)
        if sheets[-1] and (len(sheets[-1]) == SHEET or told > TOLD):
            sheets.append([])
        sheets[-1].append(row)
    return [tuple(rows) for rows in sheets]


def _one(found: Examined, assertion: str) -> object:
    one = next((t for r in found.rows for t in r.told if t.assertion.id == assertion), None)
    if one is None:
        raise WrongUsage("nothing_with_this_id", id=assertion[:64])
    return one


def _chosen(words: type[Word], given: str, otherwise: Word) -> Word:
    """The word of the form. Raises WrongUsage for one that is none; `otherwise` stands for none at all."""
    if given and given not in set(words):
        raise WrongUsage("desk_field", field=words.__name__.lower())
    return words(given) if given else otherwise


ROUTES = (
    Show("/account/{id}", room),
    Show("/account/{id}/sheet/{sheet:int}", sheet),
    Show("/account/{id}/row/{start:int}", row),
    Show("/account/{id}/told/{assertion}", told),
    Act("/account/{id}/decide", decide_group),
    Act("/account/{id}/decide/{assertion}", decide),
    Act("/account/{id}/add", add),
    Act("/account/{id}/open", open_covered),
)
