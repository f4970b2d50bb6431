"""Who is who: pairs side by side with their evidence; same, different, unsure, each undone by a later decision."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import Decision
from doltap.operations.matching import DecideRequest, WhoRequest, decide, who

MOST = 30


async def queue(visit: Visit) -> Response:
    """The pairs that wait, most instructive first, and the last decision of this session."""
    found = await visit.ask(who, WhoRequest(MOST, visit.language))
    return visit.page("who/page.html", found=found, last=visit.session.decided[-1:], decisions=tuple(Decision))


async def decided(visit: Visit) -> Response:
    """Record a decision on a pair."""
    left, right, word = visit.form.one("left"), visit.form.one("right"), visit.form.one("decision")
    if word not in set(Decision):
        raise WrongUsage("desk_field", field="decision")
    await visit.ask(decide, DecideRequest(left, right, Decision(word), visit.by, visit.form.one("why")))
    visit.session.decided.append((left, right, word))
    return visit.go("/who")


ROUTES = (
    Show("/who", queue),
    Act("/who", decided),
)
