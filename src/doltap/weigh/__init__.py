"""Weighing: assertions and decisions in, weighings out. Values are compared by meaning: compatible is not contrary.

`relate` says how two values stand to each other, `origins_of` finds the independent teller behind each assertion,
`CopyIndex` finds copied text, and `weigh` brings them together. Nothing is learned about a person; no value is lost.

The engine that learns: `Claims` are what sources say, as integer codes; `learn` gives a `Model` (a value with a JSON
form), `judge` each item's values with belief, probability, status, origins and reading, `ask` the items to confirm.
Sources are bodies, outlets and pooled classes of tellers, never a natural person.
"""

from doltap.weigh.ask import ask
from doltap.weigh.check import Against, Checked, check
from doltap.weigh.claims import Claims, Confirmed, Kind, Row, claims_of
from doltap.weigh.compare import Relation, relate, specificity
from doltap.weigh.copies import CopyIndex, NearCopy, copied_words, fingerprints
from doltap.weigh.frames import Frame, Record, frames_of, record_of
from doltap.weigh.items import Items, believed, items_of, learned_from
from doltap.weigh.judge import CALIBRATED_FROM, Choice, Judged, judge
from doltap.weigh.learn import learn
from doltap.weigh.learned import Learned, Model, from_json, to_json
from doltap.weigh.origins import AccountOrigin, body_of, cited_key, origins_of
from doltap.weigh.reasons import POOL, Channel
from doltap.weigh.weighing import MANY_VALUED, Facts, weigh

__all__ = [
    "CALIBRATED_FROM",
    "MANY_VALUED",
    "POOL",
    "AccountOrigin",
    "Against",
    "Channel",
    "Checked",
    "Choice",
    "Claims",
    "Confirmed",
    "CopyIndex",
    "Facts",
    "Frame",
    "Items",
    "Judged",
    "Kind",
    "Learned",
    "Model",
    "NearCopy",
    "Record",
    "Relation",
    "Row",
    "ask",
    "believed",
    "body_of",
    "check",
    "cited_key",
    "claims_of",
    "copied_words",
    "fingerprints",
    "frames_of",
    "from_json",
    "items_of",
    "judge",
    "learn",
    "learned_from",
    "origins_of",
    "record_of",
    "relate",
    "specificity",
    "to_json",
    "weigh",
]
