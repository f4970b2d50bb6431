"""Persons, places, bodies and events: a list of each, and one laid open with the evidence of every relation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from doltap.desk.routes import Show
from doltap.desk.visit import Visit
from doltap.model import EntityType
from doltap.operations.things import ThingRequest, ThingsRequest, thing, things

PATHS = {
    "/who/people": EntityType.PERSON,
    "/who/places": EntityType.PLACE,
    "/who/bodies": EntityType.BODY,
    "/who/events": EntityType.EVENT,
}


def _listed(path: str, kind: EntityType) -> Callable[[Visit], Awaitable[Response]]:
    async def listed(visit: Visit) -> Response:
        found = await visit.ask(things, ThingsRequest(kind, visit.number("page"), visit.language))
        return visit.page("who/things.html", found=found, kind=kind, here=path)

    return listed


async def one(visit: Visit) -> Response:
    """One thing: names in all scripts, what is weighed of it, and what joins it to others."""
    found = await visit.ask(thing, ThingRequest(visit.id(), visit.language))
    here = next(path for path, kind in PATHS.items() if kind is found.type)
    return visit.page("who/thing.html", found=found, here=here)


ROUTES = (
    *(Show(path, _listed(path, kind)) for path, kind in PATHS.items()),
    Show("/who/thing/{id}", one),
)
