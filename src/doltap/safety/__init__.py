"""What must not be joined and must not leave: recognised here, before anything else is done with a passage.

Recall comes first: a harmless sentence held back costs a look, an operational one let out can cost a life. The rules
are data of the packs; this room knows how to read them, what a context does to a sentence, and what an identifier is.
"""

from doltap.safety.identifiers import find_identifiers
from doltap.safety.leaving import may_leave, year_band
from doltap.safety.marking import SafetyMark, mark, protected
from doltap.safety.questions import asks_operational
from doltap.safety.rulebook import Rulebook, rulebook

__all__ = [
    "Rulebook",
    "SafetyMark",
    "asks_operational",
    "find_identifiers",
    "mark",
    "may_leave",
    "protected",
    "rulebook",
    "year_band",
]
