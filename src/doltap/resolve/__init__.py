"""Who is who: a pair is proposed with its evidence, a person decides, and every decision can be undone.

A name alone never merges and never even proposes: a proposal needs a second independent attribute.
"""

from doltap.resolve.decide import Conflict, canonical, has_two_keys
from doltap.resolve.events_cluster import EventPair, cluster_events, likely_pairs, propose_events
from doltap.resolve.events_evidence import Compared, compare_events
from doltap.resolve.events_slots import EventSlots, Parents, Participant, coarse, event_slots
from doltap.resolve.events_usual import Usual, usual
from doltap.resolve.profile import Profile, profiles
from doltap.resolve.propose import Proposal, propose, propose_between

__all__ = [
    "Compared",
    "Conflict",
    "EventPair",
    "EventSlots",
    "Parents",
    "Participant",
    "Profile",
    "Proposal",
    "Usual",
    "canonical",
    "cluster_events",
    "coarse",
    "compare_events",
    "event_slots",
    "has_two_keys",
    "likely_pairs",
    "profiles",
    "propose",
    "propose_between",
    "propose_events",
    "usual",
]
