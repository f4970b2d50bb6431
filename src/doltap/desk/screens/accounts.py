"""The accounts: listed by what is to be done with them; how far they may go and what was agreed, for many at once."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.screens.home import receipt_of
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import ReleaseClass, Use
from doltap.operations.listing import AccountsRequest, SayMoreRequest, list_accounts, say_more


async def accounts(visit: Visit) -> Response:
    """One page of the accounts of one kind."""
    kind = visit.request.path_params.get("kind", "all")
    return await _listed(visit, AccountsRequest(kind, page=visit.number("page")), f"/accounts/{kind}")


async def of_giver(visit: Visit) -> Response:
    """The accounts of one source or teller."""
    giver = visit.id()
    return await _listed(visit, AccountsRequest(giver=giver, page=visit.number("page")), f"/accounts/of/{giver}")


async def _listed(visit: Visit, request: AccountsRequest, path: str) -> Response:
    found = await visit.ask(list_accounts, request)
    return visit.page(
        "accounts/page.html",
        found=found,
        uses=tuple(Use),
        classes=tuple(ReleaseClass),
        kind=request.kind,
        list_path=path,
    )


async def more(visit: Visit) -> Response:
    """Say more of the chosen accounts."""
    chosen = visit.form.all("account")
    if not chosen:
        raise WrongUsage("desk_nothing_chosen")
    await visit.ask(say_more, SayMoreRequest(chosen, receipt_of(visit)))
    return visit.go("/accounts")


ROUTES = (
    Show("/accounts", accounts),
    Show("/accounts/{kind}", accounts),
    Show("/accounts/of/{id}", of_giver),
    Act("/accounts/more", more),
)
