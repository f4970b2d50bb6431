"""Two coders on one assertion: which decision counts, and when none does because they differ."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from doltap.model.decisions import AssertionDecision, Verdict
from doltap.model.value import DateValue, NameValue, PlaceValue, TextValue, Value


@dataclass(frozen=True, slots=True)
class Standing:
    """How an assertion stands: the decision that counts (None: there is none, or coders differ), each coder's last.

    `differ`: coders read it differently and nobody has adjudicated. A decision that adjudicates is no coder's reading.
    """

    decision: AssertionDecision | None
    readings: tuple[AssertionDecision, ...] = ()
    differ: bool = False


def standing(decisions: Sequence[AssertionDecision]) -> Standing:
    """How an assertion stands after the decisions on it, in the order made: an adjudication stands over coders."""
    readings = {d.by: d for d in decisions if not d.adjudicates}
    settled = [d for d in decisions if d.adjudicates]
    said = tuple(readings.values())
    if settled:
        return Standing(settled[-1], said)
    if len({reading(d) for d in said}) > 1:
        return Standing(None, said, differ=True)
    return Standing(max(said, key=decisions.index) if said else None, said)


def reading(decision: AssertionDecision) -> tuple[Verdict, Hashable]:
    """What a decision says of the words, whoever made it and whenever: two coders differ where this does."""
    return decision.verdict, None if decision.corrected is None else meaning(decision.corrected)


def meaning(value: Value) -> Hashable:
    """What two coders must agree on in a value: not how a place or name known to the pack was spelled."""
    match value:
        case DateValue(edtf, earliest, latest):
            return ("date", earliest or edtf, latest or edtf)
        case PlaceValue(text, ids):
            return ("place", ids or text.casefold())
        case NameValue(text, id_):
            return ("name", id_ or text.casefold())
        case TextValue(text):
            return ("text", text.casefold())
        case _:
            return value
