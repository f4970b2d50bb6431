"""The sources and tellers, one laid open with its accounts, and the words that an import asks about."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.model import Use
from doltap.operations.asking import AnswerRequest, QuestionsRequest, answer, questions
from doltap.operations.giver_pages import GRADES, GiverRequest, GradeRequest, giver, grade
from doltap.operations.listing import GiversRequest, list_givers


async def sources(visit: Visit) -> Response:
    """Bodies, outlets and documents with their grade, then tellers by pseudonym, with no number about a person."""
    found = await visit.ask(list_givers, GiversRequest(visit.language))
    return visit.page("sources/page.html", found=found)


async def one(visit: Visit) -> Response:
    """One source or teller with their accounts."""
    found = await visit.ask(giver, GiverRequest(visit.id(), visit.language))
    return visit.page("sources/one.html", found=found, grades=GRADES, uses=tuple(Use))


async def graded(visit: Visit) -> Response:
    """Say how reliable a body, outlet or document is in general."""
    await visit.ask(grade, GradeRequest(visit.id(), visit.form.one("grade")))
    return visit.go(f"/source/{visit.id()}")


async def asked(visit: Visit) -> Response:
    """The words that no vocabulary knows."""
    found = await visit.ask(questions, QuestionsRequest())
    return visit.page("sources/questions.html", found=found)


async def answered(visit: Visit) -> Response:
    """Answer one of them."""
    await visit.ask(answer, AnswerRequest(visit.id(), visit.form.one("term"), visit.by))
    return visit.go("/questions")


ROUTES = (
    Show("/sources", sources),
    Show("/source/{id}", one),
    Act("/source/{id}/grade", graded),
    Show("/questions", asked),
    Act("/questions/{id}", answered),
)
