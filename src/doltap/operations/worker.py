"""What runs inside the sandboxed child: read, unpack, extract. Importing it loads all that an input needs."""

from __future__ import annotations

from datetime import date
from typing import Final

from doltap.extract import Extraction, extract
from doltap.language import sentences
from doltap.model import Outcome, Reading
from doltap.operations.read_worker import opened, told
from doltap.operations.wire import Json, assertion_to_json, entity_to_json, passage_to_json
from doltap.packs import load
from doltap.safety import find_identifiers, mark
from doltap.weigh import fingerprints

READABLE: Final = frozenset({Outcome.OK, Outcome.PARTIAL})


def work(untrusted: bytes, name: str, account: str = "", pack: str = "north_korea") -> Json:
    """Read `untrusted`, unpack it if it is a container, extract from its text; runs inside the sandboxed child."""
    reading, members = opened(untrusted, name)
    extraction = extract_reading(reading, account, pack)
    return told(reading, members) | {
        "passages": [passage_to_json(p) for p in extraction.passages],
        "entities": [entity_to_json(e) for e in extraction.entities],
        "assertions": [assertion_to_json(a) for a in extraction.assertions],
        "fingerprints": sorted(fingerprints(reading.text)),
    }


def extract_reading(reading: Reading, account: str, pack_name: str) -> Extraction:
    """The extraction of a reading with a pack; nothing from a reading without text."""
    if not reading.text.strip() or reading.outcome not in READABLE:
        return Extraction()
    pack = load(pack_name)
    spans = sentences(reading.text)
    marks = [*mark(reading.text, spans, pack.safety_rules), *find_identifiers(reading.text)]
    return extract(
        reading.text,
        reading.segments,
        account=account,
        gazetteer=pack.gazetteer,
        marks=marks,
        language=reading.language,
        told=_told(reading.date),
    )


def _told(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


# Loaded here, before the sandbox closes and before the first child is forked, so that no input pays for it.
extract_reading(Reading(Outcome.OK, text="She was arrested in 1998. 그는 체포되었다."), "", "north_korea")
