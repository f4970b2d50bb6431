"""What the sandbox hands back for one input, as values; `read` and `extract` of one file without an archive."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from doltap.errors import InputNotRead
from doltap.extract import Extraction
from doltap.model import Outcome, Reading
from doltap.operations.wire import (
    Json,
    assertion_from_json,
    assertion_to_json,
    entity_from_json,
    passage_from_json,
    passage_to_json,
    reading_from_json,
)
from doltap.readers import Member, sandbox

WORK = "doltap.operations.worker:work"
READ_WORK = "doltap.operations.read_worker:work"
LARGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """What came out of the sandbox for one input: its reading, what was extracted, its pieces and its fingerprints."""

    reading: Reading
    extraction: Extraction
    members: tuple[Member, ...] = ()
    fingerprints: frozenset[int] = frozenset()

    @classmethod
    def none(cls, outcome: Outcome, reason: str = "") -> Taken:
        """Nothing taken, for this reason."""
        return cls(Reading(outcome, reason=reason), Extraction())


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to read without an archive, with the pack whose names and rules are used."""

    path: Path
    pack: str = "north_korea"
    account: str = ""


def taken(raw: Json) -> Taken:
    """What the sandbox handed over, as values; a result without a reading (timeout, crash) has only its outcome."""
    if "reading" not in raw:
        return Taken.none(Outcome(raw["outcome"]), str(raw.get("reason", "")))
    extraction = Extraction(
        tuple(passage_from_json(p) for p in raw["passages"]),
        tuple(entity_from_json(e) for e in raw["entities"]),
        tuple(assertion_from_json(a) for a in raw["assertions"]),
    )
    members = tuple(Member(**{**m, "data": b64decode(m["data"])}) for m in raw["members"])
    reading = reading_from_json(raw["reading"])
    # The sandbox has the last word: a file that was denied something is not simply read.
    reading = replace(reading, outcome=Outcome(raw["outcome"]), reason=str(raw.get("reason") or reading.reason))
    return Taken(reading, extraction, members, frozenset(raw["fingerprints"]))


def read_file(request: ReadRequest, *, extracts: bool = False) -> Taken:
    """Read one file in the sandbox, without an archive; with `extracts`, take assertions out of it too."""
    untrusted = file_bytes(request.path)
    if untrusted is None:
        return Taken.none(Outcome.TOO_BIG, "file_too_big")
    if not extracts:
        return taken(sandbox.run(READ_WORK, untrusted, request.path.name))
    return taken(sandbox.run(WORK, untrusted, request.path.name, account=request.account, pack=request.pack))


def file_bytes(path: Path, largest: int = LARGEST) -> bytes | None:
    """The bytes of a file, None when it is larger than `largest`. Raises InputNotRead with the reason and the mend."""
    try:
        if path.is_dir():
            raise InputNotRead("is_a_folder", file=str(path))
        return path.read_bytes() if path.stat().st_size <= largest else None
    except FileNotFoundError as missing:
        raise InputNotRead("file_missing", file=str(path)) from missing
    except PermissionError as denied:
        raise InputNotRead("file_unreadable", file=str(path)) from denied
    except OSError as fault:
        raise InputNotRead("file_fault", file=str(path), fault=fault.strerror or "?") from fault


def extract_rows(take: Taken) -> Iterator[Json]:
    """The stable objects of `doltap extract --json`, one an assertion, in the order of the text."""
    passages = {p.id: p for p in take.extraction.passages}
    order = sorted(take.extraction.assertions, key=lambda a: (passages[a.passage].start, a.entity, a.property))
    for assertion in order:
        passage, row = passage_to_json(passages[assertion.passage]), assertion_to_json(assertion)
        value = row.pop("value")
        yield {
            "schema": 1,
            **{k: passage[k] for k in ("start", "end", "words", "locator", "speaker", "language", "rendering_of")},
            **{k: v for k, v in row.items() if k not in {"id", "passage", "account", "accepted"}},
            "value": _script_value(value),
            "value_kind": value["kind"],
        }


def _script_value(value: Json) -> object:
    if value["kind"] == "number":
        return {k: value[k] for k in ("min", "max", "unit")}
    return value["value"]
