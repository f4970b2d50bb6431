"""Events from the pack's event words."""

from __future__ import annotations

from doltap.extract.cast import Cast
from doltap.extract.scene import Scene
from doltap.extract.sheet import Sheet


def tell_events(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write the events."""
