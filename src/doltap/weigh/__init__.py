"""Weighing: assertions and decisions in, weighings out. Values are compared by meaning: compatible is not contrary.

`relate` says how two values stand to each other, `origins_of` finds the independent teller behind each assertion,
`near_copies` finds copied text, and `weigh` brings them together. Nothing is learned about a person; no value is lost.
"""

from doltap.weigh.check import Against, Checked, check
from doltap.weigh.compare import Relation, relate, specificity
from doltap.weigh.copies import CopyIndex, NearCopy, copied_words, fingerprints, near_copies
from doltap.weigh.frames import Frame, Record, frames_of, record_of
from doltap.weigh.origins import AccountOrigin, cited_key, origins_of
from doltap.weigh.weighing import MANY_VALUED, Facts, weigh

__all__ = [
    "MANY_VALUED",
    "AccountOrigin",
    "Against",
    "Checked",
    "CopyIndex",
    "Facts",
    "Frame",
    "NearCopy",
    "Record",
    "Relation",
    "check",
    "cited_key",
    "copied_words",
    "fingerprints",
    "frames_of",
    "near_copies",
    "origins_of",
    "record_of",
    "relate",
    "specificity",
    "weigh",
]
