"""A Reading as plain JSON, for the pipe between the sandbox and its parent."""

from __future__ import annotations

from typing import Any

from doltap.model import Reading, Segment
from doltap.readers.dispatch import read


def work(untrusted: bytes, name: str) -> dict[str, Any]:
    """Read, as a function for the sandbox."""
    return to_json(read(untrusted, name))


def to_json(reading: Reading) -> dict[str, Any]:
    """The Reading as JSON; segments as lists [start, end, role, speaker, page, line, time, cell, part]."""
    names = ("reader", "media_type", "encoding", "language", "text", "reason", "title", "date", "link")
    return {
        "outcome": str(reading.outcome),
        **{name: getattr(reading, name) for name in names},
        "segments": [_segment(s) for s in reading.segments],
        "members": list(reading.members),
    }


def _segment(segment: Segment) -> list[Any]:
    at = segment.locator
    return [segment.start, segment.end, segment.role, segment.speaker, at.page, at.line, at.time, at.cell, at.part]
