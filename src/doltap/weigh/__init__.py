"""Weighing: assertions and decisions in, weighings out. Values are compared by meaning: compatible is not contrary.

`relate` says how two values stand to each other, `origins_of` finds the independent teller behind each assertion,
`near_copies` finds copied text, and `weigh` brings them together. Nothing is learned about a person; no value is lost.
"""

from doltap.weigh.compare import Relation, relate, specificity
from doltap.weigh.copies import NearCopy, fingerprints, near_copies
from doltap.weigh.origins import AccountOrigin, origins_of
from doltap.weigh.weighing import MANY_VALUED, Facts, weigh

__all__ = [
    "MANY_VALUED",
    "AccountOrigin",
    "Facts",
    "NearCopy",
    "Relation",
    "fingerprints",
    "near_copies",
    "origins_of",
    "relate",
    "specificity",
    "weigh",
]
