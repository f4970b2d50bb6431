"""Text to assertions: every one a proposal that rests on exact words.

One account in, its passages, entities and assertions out. The teller is an entity from the start; what is said stays
beside what was understood; denial, doubt and hearsay are kept; nothing is guessed where two readings fit.
"""

from __future__ import annotations

from typing import Final

from doltap.extract.plug import CODER, Extraction, Extractor, SafetyMark
from doltap.extract.rules import extract

EXTRACTORS: Final[dict[str, Extractor]] = {"rules": extract}
"""Every extractor by name. A plug-in adds itself here; it sees testimony in the clear, so settings must name it."""

__all__ = ["CODER", "EXTRACTORS", "Extraction", "Extractor", "SafetyMark", "extract"]
