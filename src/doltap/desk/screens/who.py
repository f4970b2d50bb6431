"""Who is who: pairs side by side with their evidence; same, different, unsure, skipped, taken back."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import Decision
from doltap.operations.matching import DecideRequest, decide
from doltap.operations.side_by_side import PairsRequest, side_by_side

MOST = 30
SKIP, AGAIN = "skip", "again"
"""What a session did with a pair that is no decision: left it for later, or took the last decision back."""


async def queue(visit: Visit) -> Response:
    """The pairs that wait, most instructive first, and the last thing done in this session."""
    done = visit.session.decided
    skipped = frozenset((left, right) for left, right, word in done if word == SKIP)
    again = done[-1][:2] if done and done[-1][2] == AGAIN else None
    found = await visit.ask(side_by_side, PairsRequest(MOST, visit.language, skipped, again))
    last = [one for one in done[-1:] if one[2] != AGAIN]
    return visit.page("who/page.html", found=found, last=last)


async def decided(visit: Visit) -> Response:
    """Record a decision on a pair."""
    form = visit.form
    left, right, word = form.one("left"), form.one("right"), form.one("decision")
    if word not in set(Decision):
        raise WrongUsage("desk_field", field="decision")
    request = DecideRequest(left, right, Decision(word), visit.by, form.one("why"), form.one("merge") == "yes")
    await visit.ask(decide, request)
    _noted(visit, left, right, word)
    return visit.go("/who")


async def skip(visit: Visit) -> Response:
    """Leave a pair for later, as long as this session lasts; nothing is recorded."""
    _noted(visit, visit.form.one("left"), visit.form.one("right"), SKIP)
    return visit.go("/who")


async def undo(visit: Visit) -> Response:
    """Take the last thing back: a skipped pair comes again, a decision is answered by 'unsure' and asked anew."""
    done = visit.session.decided
    if done and done[-1][2] == SKIP:
        done.pop()
    elif done and done[-1][2] != AGAIN:
        left, right, _ = done.pop()
        why = visit.say("desk.pairs.taken_back")
        await visit.ask(decide, DecideRequest(left, right, Decision.UNSURE, visit.by, why))
        done.append((left, right, AGAIN))
    return visit.go("/who")


def _noted(visit: Visit, left: str, right: str, word: str) -> None:
    kept = [one for one in visit.session.decided if one[2] != AGAIN]
    visit.session.decided[:] = [*kept, (left, right, word)]


ROUTES = (
    Show("/who", queue),
    Act("/who", decided),
    Act("/who/skip", skip),
    Act("/who/undo", undo),
)
