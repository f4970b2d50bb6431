"""Time and place: the office's timeline a decade at a time; map and figures are those of the public report."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Show
from doltap.desk.visit import Visit
from doltap.operations.timeline import TimelineRequest, timeline_of


async def decade(visit: Visit) -> Response:
    """One decade; the fullest one where none is asked for."""
    number = visit.number("page") if "page" in visit.request.query_params else 0
    found = await visit.ask(timeline_of, TimelineRequest(number, visit.language))
    return visit.page("time/page.html", found=found)


ROUTES = (Show("/time", decade),)
