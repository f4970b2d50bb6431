"""What runs inside the sandboxed child: read, unpack, extract. Importing it loads all that an input needs."""

from __future__ import annotations

from doltap.extract import Extraction
from doltap.model import Outcome, Reading
from doltap.operations.extracting import extract_reading, joinable
from doltap.operations.read_worker import opened, told
from doltap.operations.wire import Json, assertion_to_json, entity_to_json, passages_to_json
from doltap.safety import find_identifiers
from doltap.weigh import fingerprints


def work(untrusted: bytes, name: str, account: str = "", pack: str = "north_korea") -> Json:
    """Read `untrusted`, unpack it if it is a container, extract from its text; runs inside the sandboxed child."""
    reading, members = opened(untrusted, name)
    found = find_identifiers(reading.text)
    # A container's text only repeats its members, which become accounts of their own; a mail's text is its own.
    own = not members or reading.reader == "eml"
    extraction = extract_reading(reading, account, pack, found) if own else Extraction()
    return told(reading, members) | {
        "account": account,
        "passages": passages_to_json(extraction.passages),
        "entities": [entity_to_json(e) for e in extraction.entities],
        "assertions": [assertion_to_json(a) for a in extraction.assertions],
        "identifiers": [[m.kind, m.start, m.end] for m in found],
        "fingerprints": sorted(fingerprints(joinable(extraction))),
    }


# Loaded here, before the sandbox closes and before the first child is forked, so that no input pays for it.
extract_reading(Reading(Outcome.OK, text="She was arrested in 1998. 그는 체포되었다."), "", "north_korea")
