"""People as a text mentions them, before it is decided who is who."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """In what way a person is named."""

    FULL = "full"
    SURNAME = "surname"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Named:
    """text[start:end] names a person: `name` without hesitations, the title or office that stands with it, how sure.

    `end` is where the name ends; `after` is where its title, particle or 'Mr' ends.
    """

    start: int
    end: int
    name: str
    how: How
    title: str = ""
    after: int = 0
    score: float = 0.0
