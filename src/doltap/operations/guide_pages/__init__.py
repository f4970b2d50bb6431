"""The content pages of the guide: each takes a voice and what is weighed, and gives its blocks; texts are elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from doltap.operations.guide_pages.care import discreet, interview, minds
from doltap.operations.guide_pages.judging import documenting, news, refuses, true_or_sold
from doltap.operations.guide_pages.law import law, procedure
from doltap.operations.guide_pages.numbers import history, numbers, who_helps
from doltap.operations.guide_pages.parts import Desk
from doltap.publish import GuidePage

PAGES: Final[tuple[Callable[[Desk], GuidePage], ...]] = (
    numbers, history, law, procedure, who_helps, minds, discreet, interview, true_or_sold, news, documenting, refuses,
)  # fmt: skip
"""Every page in the order of the menu."""

__all__ = ["PAGES", "Desk"]
