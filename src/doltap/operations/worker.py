"""What runs inside the sandboxed child: read, unpack, extract. Importing it loads all that an input needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from time import monotonic
from typing import Any, Final

from doltap.extract import Extraction
from doltap.model import Outcome, Reading
from doltap.operations.extracting import extract_reading, joinable
from doltap.operations.read_worker import opened, told
from doltap.operations.wire import (
    Json,
    assertion_to_row,
    entity_to_row,
    known_as,
    member_to_json,
    passages_to_json,
)
from doltap.packs import load
from doltap.readers import Member, members_of, parsed_whole
from doltap.readers.sandbox import DEFAULT, Part, guarded
from doltap.safety import find_identifiers, rulebook
from doltap.weigh import fingerprints

ENOUGH_SECONDS: Final = 20.0
ENOUGH_BYTES: Final = 32 << 20
"""After so much of a container's members a child stops by itself: the limits are meant for one input, not for many."""


def work(untrusted: bytes, name: str, **asked: Any) -> Json | Iterator[Part]:  # noqa: ANN401  JSON of the parent
    """`one` input, or, where account ids are handed over for them, `inside`: what the parent asks of a closed child."""
    return inside(untrusted, name, **asked) if "accounts" in asked else one(untrusted, name, **asked)


def one(untrusted: bytes, name: str, account: str = "", pack: str = "north_korea", extracts: bool = True) -> Json:
    """Read `untrusted` and extract from its text."""
    reading = opened(untrusted, name)
    found = find_identifiers(reading.text)
    # A container's text only repeats its members, which become accounts of their own; a mail's text is its own.
    own = extracts and (not reading.members or reading.reader == "eml")
    extraction = extract_reading(reading, account, pack, found) if own else Extraction()
    return told(reading) | {
        "passages": passages_to_json(extraction.passages),
        "entities": [entity_to_row(e) for e in extraction.entities],
        "assertions": [assertion_to_row(a) for a in extraction.assertions],
        "identifiers": [[m.kind, m.start, m.end] for m in found],
        "fingerprints": sorted(fingerprints(joinable(extraction))),
    }


def inside(
    untrusted: bytes, name: str, first: int, accounts: Sequence[str], here: Sequence[str], pack: str
) -> Iterator[Part]:
    """The members of a container from number `first` on, one for each account id, in order.

    Each is announced with its bytes. Where its container is parsed as a whole (records, feed items, mails of a folder)
    its own answer follows: it came through this process anyway. A file of an archive or a mail gets a child of its own.
    Those in `here` (SHA-256 and name) are in the archive already and only named. Stops early when it has done enough.
    """
    begun, carried, known = monotonic(), 0, frozenset(here)
    reads = parsed_whole(untrusted, name)
    members = map(_bounded, members_of(untrusted, name, first, first + len(accounts)))
    for number, (member, account) in enumerate(zip(members, accounts, strict=False), first):
        digest = sha256(member.data).hexdigest()
        if known_as(digest, member.name) in known:
            yield member_to_json(number, member, digest), b""
            continue
        yield member_to_json(number, member, reads=reads), member.data
        if reads:
            yield guarded(one, member.data, member.name, account, pack), b""
        carried += len(member.data)
        if monotonic() - begun > ENOUGH_SECONDS or carried > ENOUGH_BYTES:
            return


def _bounded(member: Member) -> Member:
    return member if len(member.data) <= DEFAULT.carried else replace(member, data=b"", problem="file_too_big")


# Loaded here, before the sandbox closes and before the first child is forked, so that no input pays for it.
rulebook(load().safety_rules).compiled()
extract_reading(Reading(Outcome.OK, text="She was arrested in 1998. 그는 체포되었다."), "", "north_korea")
