"""Who is who: a pair is proposed with its evidence, a person decides, and every decision can be undone.

A name alone never merges and never even proposes: a proposal needs a second independent attribute.
"""

from doltap.resolve.decide import Conflict, canonical
from doltap.resolve.profile import Profile, profiles
from doltap.resolve.propose import Proposal, propose

__all__ = ["Conflict", "Profile", "Proposal", "canonical", "profiles", "propose"]
