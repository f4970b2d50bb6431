"""Search: words in by post, passages out with the words marked; the address holds only an id."""

from __future__ import annotations

from starlette.responses import Response

from doltap.desk.routes import Act, Show
from doltap.desk.visit import Visit
from doltap.operations.searching import Found, SearchRequest
from doltap.operations.searching import search as find

MOST = 100


async def begin(visit: Visit) -> Response:
    """Keep the words under an id, and go to what they find."""
    return visit.go(f"/search/{visit.remember({'query': (visit.form.one('query'),)})}")


async def empty(visit: Visit) -> Response:
    """The page before anything was searched for."""
    return visit.page("search/page.html", query="", found=(), most=MOST)


async def results(visit: Visit) -> Response:
    """The passages that have the words, best first."""
    query = "".join(visit.recall(visit.id()).get("query", ()))
    if not query:
        return visit.go("/search")
    found = await visit.ask(find, SearchRequest(query, MOST))
    return visit.page("search/page.html", query=query, found=[(f, tuple(_cut(f))) for f in found], most=MOST)


def _cut(found: Found) -> list[tuple[str, bool]]:
    """The words of a passage in stretches, each with whether it is one of the words sought."""
    words, at, cut = found.passage.words, 0, []
    for start, end in found.places:
        cut += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [(stretch, hit) for stretch, hit in (*cut, (words[at:], False)) if stretch]


ROUTES = (
    Show("/search", empty),
    Show("/search/{id}", results),
    Act("/search", begin),
)
