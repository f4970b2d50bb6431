"""What an extractor takes and gives, so that another can stand beside the built-in rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from doltap.model import Assertion, Entity, Gazetteer, Passage, SafetyClass, Segment

CODER = "doltap-rules/1"
"""Who read the assertions out of the words: the built-in rules and their version."""


class SafetyMark(Protocol):
    """A stretch of the text that the safety room marked: text[start:end], and why it is held back."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset after the last code point."""

    @property
    def safety_class(self) -> SafetyClass:
        """Why it is held back."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one account says: its entities, the passages that say it, and the assertions that rest on them."""

    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
    assertions: tuple[Assertion, ...] = ()


class Extractor(Protocol):
    """A plug-in that reads assertions out of a text. Each is a proposal and rests on a passage it returns."""

    def __call__(
        self,
        text: str,
        segments: Sequence[Segment],
        *,
        account: str,
        gazetteer: Gazetteer,
        marks: Sequence[SafetyMark] = (),
        language: str = "",
        told: date | None = None,
    ) -> Extraction:
        """The assertions of one account; `told` is the day it was told, for ages and 'last year'."""
