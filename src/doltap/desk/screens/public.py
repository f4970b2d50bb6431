"""The guide and the report as anybody may see them: overview, timeline, map, figures, sources."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from doltap.desk.routes import Show
from doltap.desk.visit import Visit
from doltap.operations.pages import PageRequest, page

TYPES: Final = {"html": "text/html", "css": "text/css"}


async def front(visit: Visit) -> Response:
    """The first page in the session's language."""
    kind = visit.request.url.path.strip("/")
    return visit.go(f"/{kind}/{visit.language}/index.html")


async def inside(visit: Visit) -> Response:
    """A page or asset inside the guide or the report."""
    kind, path = visit.request.url.path.split("/")[1], visit.id("path")
    made = await visit.ask(page, PageRequest(kind, path))
    return Response(made, media_type=TYPES.get(path.rpartition(".")[2], "application/octet-stream"))


ROUTES = (
    Show("/guide", front),
    Show("/guide/{path:path}", inside),
    Show("/report", front),
    Show("/report/{path:path}", inside),
)
