"""What runs inside the sandboxed child when a file is only read: no pack and no extraction to load."""

from __future__ import annotations

from dataclasses import replace

from doltap.language import language_of
from doltap.model import Reading
from doltap.operations.wire import Json, reading_to_json
from doltap.readers import read


def work(untrusted: bytes, name: str) -> Json:
    """Read `untrusted`; nothing is extracted."""
    return told(opened(untrusted, name))


def opened(untrusted: bytes, name: str) -> Reading:
    """The reading of an input, with the language that most of it is in."""
    reading = read(untrusted, name)
    return replace(reading, language=language_of(reading.text)) if reading.text and not reading.language else reading


def told(reading: Reading) -> Json:
    """A reading as it crosses the pipe, with nothing extracted."""
    return {
        "outcome": reading.outcome.value,
        "reading": reading_to_json(reading),
        "passages": [],
        "entities": [],
        "assertions": [],
        "fingerprints": [],
    }
