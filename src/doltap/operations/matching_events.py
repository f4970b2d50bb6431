"""Events that could be one, for the queue of who is who: told by different accounts, each pair with its evidence."""

from __future__ import annotations

from doltap.operations.view import View
from doltap.resolve import EventPair, Proposal, event_slots, propose_events

LEAST = 0.3
"""A pair less probable than this is not worth a person's time."""


def event_proposals(view: View) -> list[Proposal]:
    """The pairs of one audience's view, most probable first."""
    parents = {p.id: p.parent for p in view.pack.gazetteer.places}
    slots = event_slots(view.entities.values(), view.assertions.values(), parents)
    return [_proposal(pair) for pair in propose_events(slots, parents, LEAST)]


def _proposal(pair: EventPair) -> Proposal:
    return Proposal(pair.left, pair.right, round(pair.probability, 4), pair.reasons)
