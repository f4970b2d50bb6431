"""Home: what is new and what waits; files dropped here are taken in beside the page, the outcome of each told."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.errors import WrongUsage
from doltap.model import ReleaseClass, Use
from doltap.operations.intake import AddRequest, Offered
from doltap.operations.matching import WhoRequest, who
from doltap.operations.receipts import Receipt, from_words
from doltap.operations.waiting import WaitingRequest, waiting

MOST_PAIRS = 100


async def home(visit: Visit) -> Response:
    """What waits, what is new, and where files are dropped."""
    found = await visit.ask(waiting, WaitingRequest(language=visit.language))
    return visit.page("home/page.html", found=found, runs=_runs(visit), uses=tuple(Use), classes=tuple(ReleaseClass))


async def pairs(visit: Visit) -> Response:
    """How many pairs wait for a decision; asked for once the page stands, since comparing takes longer."""
    found = await visit.ask(who, WhoRequest(MOST_PAIRS, visit.language))
    return visit.page("home/pairs.html", count=len(found), most=MOST_PAIRS)


async def runs(visit: Visit) -> Response:
    """The runs of the intake as they stand."""
    return visit.page("home/runs.html", runs=_runs(visit))


async def take_in(visit: Visit) -> Response:
    """Take in what was handed over, and what lies at a path of this machine."""
    offered = tuple(Offered(f.name, f.data) for f in visit.form.files)
    path = visit.form.one("path")
    if not offered and not path:
        raise WrongUsage("desk_nothing_given")
    visit.desk.intake.begin(AddRequest((Path(path).expanduser(),) if path else (), receipt_of(visit), offered=offered))
    return visit.go("/")


def receipt_of(visit: Visit) -> Receipt:
    """What the form says of all these files."""
    form = visit.form
    asked = form.one("consent_asked") == "yes"
    return from_words(
        {
            "source": form.one("source"),
            "teller": form.one("teller"),
            "release": form.one("release"),
            "consent": (" ".join(form.all("consent")) or "none") if asked else "",
            "until": form.one("until") if asked else "",
        },
        visit.say("desk.take_in.form"),
    )


def _runs(visit: Visit) -> list[object]:
    return list(reversed(visit.desk.intake.runs))


ROUTES = (
    Show("/", home),
    Show("/start/pairs", pairs, quiet=True),
    Show("/start/runs", runs, quiet=True),
    Act("/start/take-in", take_in),
)
