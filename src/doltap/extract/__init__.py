"""Text to assertions: every one a proposal that rests on exact words.

One account in, its passages, entities and assertions out. The teller is an entity from the start; what is said stays
beside what was understood; denial, doubt and hearsay are kept; nothing is guessed where two readings fit.

Properties written, by what they are about:
    person   name alias title sex age birth_date birth_place death_date death_place nationality occupation kin held_at
             lived_at membership said departed departed_from arrived arrived_at emigrated emigrated_to
    event    kind date place actor victim participant count term means
    place    name, and the pack's property words (safe_haven, asylum)
    body     name founded
`emigrated` is a date, `emigrated_to` the country beside it; `birth_place` is written once for each place that is said
(the town, and the country that the teller names for it). A birth year left by an age has the basis `inferred`.
"""

from __future__ import annotations

from typing import Final

from doltap.extract.plug import CODER, Extraction, Extractor, SafetyMark
from doltap.extract.rules import extract

EXTRACTORS: Final[dict[str, Extractor]] = {"rules": extract}
"""Every extractor by name. A plug-in adds itself here; it sees testimony in the clear, so settings must name it."""

__all__ = ["CODER", "EXTRACTORS", "Extraction", "Extractor", "SafetyMark", "extract"]
