"""Mail folders: one member a message; 'From ' inside a body is no new message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.eml import date_of, header, parse, read_eml
from doltap.readers.members import Member
from doltap.readers.pieces import Piece, Unreadable, compose

TYPE: Final = "application/mbox"
# The separator ends in a year, as asctime writes it; a sentence that begins with 'From ' does not.
_SEPARATOR: Final = re.compile(rb"(?:\A|\r?\n\r?\n)(From [^\n]{0,200}\d{4}[^\n]{0,40}\r?\n)")
_MOST: Final = 100_000
_SHOWN: Final = 500


def messages(untrusted: bytes) -> Iterator[bytes]:
    """The bytes of each message, without its separator and with quoted 'From ' lines as they are."""
    found = list(_SEPARATOR.finditer(untrusted))[:_MOST]
    if not found and untrusted.lstrip().startswith(b"From "):
        yield untrusted.partition(b"\n")[2]
    ends = [m.start() for m in found[1:]] + [len(untrusted)]
    for separator, end in zip(found, ends, strict=False):
        yield untrusted[separator.end() : end]


def members(untrusted: bytes) -> Iterator[Member]:
    """One member a message."""
    for number, data in enumerate(messages(untrusted), 1):
        message = parse(data)
        yield Member(f"{number}.eml", data, "message/rfc822", header(message, "Subject"), date_of(message))


def read_mbox(untrusted: bytes, name: str = "") -> Reading:
    """The folder as a container; its text shows the first 500 messages."""
    inside = tuple(members(untrusted))
    if not inside:
        raise Unreadable(Outcome.DAMAGED, "no_messages")
    return compose(_shown(inside), reader="mbox", media_type=TYPE, members=tuple(m.name for m in inside))


def _shown(inside: tuple[Member, ...]) -> Iterator[Piece]:
    for member in inside[:_SHOWN]:
        try:
            reading = read_eml(member.data)
        except Unreadable:
            continue
        for segment in reading.segments:
            yield Piece(reading.text[segment.start : segment.end], segment.role, Locator(part=member.name))
