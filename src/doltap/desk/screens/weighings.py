"""The weighings: a list with facets whose counts come after it, and one weighing laid open."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.model import Status
from doltap.operations.browsing import FACETS, BrowseRequest, browse, facets
from doltap.operations.confirming import ConfirmRequest, confirm
from doltap.operations.why import WhyRequest, why


def _request(visit: Visit, page: int = 1) -> BrowseRequest:
    """What the address asks for: a status, or the filter kept under an id."""
    asked = str(visit.request.path_params.get("id", ""))
    chosen = visit.recall(asked)
    wanted = {name: frozenset(chosen[name]) for name in FACETS if chosen.get(name)}
    if asked in set(Status):
        wanted["statuses"] = frozenset({asked})
    return BrowseRequest(wanted, page, visit.language)


async def listed(visit: Visit) -> Response:
    """One page of the list."""
    request = _request(visit, visit.number("page"))
    found = await visit.ask(browse, request)
    return visit.page("weighings/page.html", found=found, asked=request, names=tuple(FACETS), path_of=_path(visit))


async def counts(visit: Visit) -> Response:
    """How many there are of each kind, once the list stands."""
    request = _request(visit)
    found = await visit.ask(facets, request)
    return visit.page("weighings/facets.html", found=found, asked=request, path_of=_path(visit))


async def choose(visit: Visit) -> Response:
    """Keep a filter under an id, and go to its list."""
    chosen = {name: tuple(sorted(visit.form.all(name))) for name in FACETS if visit.form.all(name)}
    return visit.go(f"/weighings/{visit.remember(chosen)}" if chosen else "/weighings")


def _path(visit: Visit) -> str:
    asked = visit.request.path_params.get("id", "")
    return f"/weighings/{asked}" if asked else "/weighings"


async def one(visit: Visit) -> Response:
    """One weighing: each value with its evidence, the origins, the reasons, what would change it."""
    found = await visit.ask(why, WhyRequest(visit.id(), language=visit.language))
    return visit.page("weighings/one.html", found=found)


async def confirmed(visit: Visit) -> Response:
    """Record what a document says."""
    form = visit.form
    request = ConfirmRequest(
        visit.id(),
        visit.by,
        form.one("document"),
        form.number("choice") if form.one("choice") else 0,
        form.one("text"),
        why=form.one("why"),
        undo=form.one("undo") == "yes",
    )
    await visit.ask(confirm, request)
    return visit.go(f"/weighing/{visit.id()}")


ROUTES = (
    Show("/weighings", listed),
    Show("/weighings-counts", counts),
    Show("/weighings/{id}", listed),
    Show("/weighings/{id}/counts", counts),
    Act("/weighings", choose),
    Show("/weighing/{id}", one),
    Act("/weighing/{id}/confirm", confirmed),
)
