"""How long work tells where it stands, and how it is asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step done: `done` of `of` (0 when the total is unknown), on `what`, with `outcome` as a machine word."""

    done: int
    of: int
    what: str
    outcome: str = "ok"


Progress = Callable[[Step], None]
"""Called after each step. It raises `errors.Cancelled` when asked to stop."""


def quiet(step: Step) -> None:
    """Progress that tells nobody."""
