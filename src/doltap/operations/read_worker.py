"""What runs inside the sandboxed child when a file is only read: no pack and no extraction to load."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

from doltap.language import language_of
from doltap.model import Reading
from doltap.operations.wire import Json, reading_to_json
from doltap.readers import Member, read, unpack


def work(untrusted: bytes, name: str) -> Json:
    """Read `untrusted` and, if it is a container, unpack it; nothing is extracted."""
    return told(*opened(untrusted, name))


def opened(untrusted: bytes, name: str) -> tuple[Reading, tuple[Member, ...]]:
    """The reading of an input, with the language that most of it is in, and the members of a container."""
    reading = read(untrusted, name)
    if reading.text and not reading.language:
        reading = replace(reading, language=language_of(reading.text))
    return reading, unpack(untrusted, name) if reading.members else ()


def told(reading: Reading, members: tuple[Member, ...]) -> Json:
    """A reading and its members as they cross the pipe, with nothing extracted."""
    return {
        "outcome": reading.outcome.value,
        "reading": reading_to_json(reading),
        "passages": [],
        "entities": [],
        "assertions": [],
        "members": [_member(m) for m in members],
        "fingerprints": [],
    }


def _member(member: Member) -> Json:
    named = {k: getattr(member, k) for k in ("name", "media_type", "title", "date", "link", "problem")}
    return {**named, "data": b64encode(member.data).decode()}
