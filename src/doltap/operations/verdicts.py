"""What the record answers to one sentence of a guide: the same check as of any account, and its weakest part counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from doltap import catalogue
from doltap.model import Assertion, Outcome, Reading, Status
from doltap.operations.checking import CheckedAssertion, check_taken
from doltap.operations.extracting import extract_reading
from doltap.operations.reading import Taken
from doltap.operations.view import View
from doltap.operations.views import Labels, evidence_view
from doltap.packs import GuideAdvice
from doltap.publish import EvidenceView

WEAKEST_FIRST: Final = (
    Status.NOT_CHECKED,
    Status.AGAINST_RECORD,
    Status.TELLERS_DIFFER,
    Status.NOTHING_FOUND,
    Status.ONE_TELLER,
    Status.CORROBORATED,
)
"""A sentence stands only as firmly as its weakest part."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of one sentence, and the record's assertions by what they say of it: for, against, near (None)."""

    status: Status
    evidence: tuple[tuple[Assertion, bool | None], ...] = ()

    @property
    def tellers(self) -> int:
        """How many assertions speak for the sentence."""
        return sum(side is True for _, side in self.evidence)


def verdict(view: View, claim: str, about: Sequence[str] = (), also: Sequence[str] = ()) -> Verdict:
    """The verdict on an English sentence: extracted and checked as an account, the weakest of `about` (empty: of all).

    `also` are ids of facts to show beside it. What is operational is answered 'not checked' and shows nothing.
    """
    reading = Reading(Outcome.OK, language="en", text=claim)
    checked = check_taken(view, Taken(reading, extract_reading(reading, "", view.pack.id)))
    status = weakest(c.status for c in checked if c.status is Status.NOT_CHECKED or _asked(c, about))
    if status is Status.NOT_CHECKED:
        return Verdict(status)
    return Verdict(status, tuple(_evidence(view, [c for c in checked if _asked(c, about)], also)))


def weakest(statuses: Iterable[Status]) -> Status:
    """The weakest of several statuses; nothing found where there is none."""
    return min(statuses, key=WEAKEST_FIRST.index, default=Status.NOTHING_FOUND)


def _asked(checked: CheckedAssertion, about: Sequence[str]) -> bool:
    return not about or checked.assertion.property in about


def _evidence(
    view: View, checked: Sequence[CheckedAssertion], also: Sequence[str]
) -> Iterator[tuple[Assertion, bool | None]]:
    """Each passage once: for before against before near; what the guide adds stands near, in the pack's order."""
    found = sorted(((e.assertion, e.supports) for c in checked for e in c.evidence), key=lambda p: _RANK[p[1]])
    added = [(a.id, None) for f in also for a in view.assertions.values() if a.coder == f"pack/{f}"]
    seen: set[str] = set()
    for id_, side in (*found, *added):
        assertion = view.assertions[id_]
        if assertion.passage not in seen:
            seen.add(assertion.passage)
            yield assertion, side


_RANK: Final = {True: 0, False: 1, None: 2}


def said(verdict: Verdict, advice: GuideAdvice, view: View, language: str) -> str:
    """The verdict in a sentence: this advice's own for this status if the catalogue has one, else the status's.

    Where only unverified words speak for it, the sentence says so.
    """
    backing = [view.accounts[a.account].verified for a, side in verdict.evidence if side is True]
    doubt = "_unverified" if backing and not any(backing) else ""
    near = "_near" if verdict.status is Status.NOTHING_FOUND and verdict.evidence else ""
    word = f"{verdict.status.value}{doubt}{near}"
    own = f"guide.says.{advice.id}.{word}"
    return catalogue.say(language, own if catalogue.has(own, language) else f"guide.says.{word}")


def evidence_views(verdict: Verdict, view: View, labels: Labels) -> tuple[EvidenceView, ...]:
    """The evidence of a verdict as a page shows it."""
    words = view.passages_by_id({a.passage for a, _ in verdict.evidence})
    return tuple(evidence_view(view, a, labels, words, supports=side) for a, side in verdict.evidence)
