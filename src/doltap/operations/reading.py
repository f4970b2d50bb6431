"""What the sandbox hands back for one input, as values; `read` and `extract` of one file without an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

from doltap.errors import InputNotRead
from doltap.extract import Extraction
from doltap.model import Outcome, Reading
from doltap.operations.inputs import shown
from doltap.operations.wire import (
    Json,
    assertion_from_row,
    assertion_to_json,
    entity_from_row,
    passage_to_json,
    passages_from_json,
    reading_from_json,
)
from doltap.readers import sandbox

WORK = "doltap.operations.worker:work"
READ_WORK = "doltap.operations.read_worker:work"
LARGEST = 512 * 1024 * 1024
# Extraction is our own linear code: it gets more time than a reader of hostile bytes alone.
LIMITS = sandbox.Limits(cpu=90, wall=240)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came out of the sandbox for one input: its reading, what was extracted and its fingerprints.

    `identifiers` are (kind, start, end) in the reading's text.
    """

    reading: Reading
    extraction: Extraction
    fingerprints: frozenset[int] = frozenset()
    identifiers: tuple[tuple[str, int, int], ...] = ()

    @classmethod
    def none(cls, outcome: Outcome, reason: str = "") -> Taken:
        """Nothing taken, for this reason."""
        return cls(Reading(outcome, reason=reason), Extraction())


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to read without an archive, with the pack whose names and rules are used.

    `words` are read instead of the file where they are given, as bytes; `path` is then only their name.
    """

    path: Path
    pack: str = "north_korea"
    account: str = ""
    words: bytes | None = None


def taken(raw: Json, account: str = "") -> Taken:
    """What the sandbox handed over, as values of this account; without a reading (timeout, crash) only its outcome.

    The child read untrusted bytes, so its answer is not trusted either: one that makes no sense is a crash.
    """
    try:
        take = _taken(raw, account)
        _demand_sense(take)
    except (KeyError, ValueError, TypeError, AttributeError):
        return Taken.none(Outcome.CRASHED, "bad_answer")
    return take


def _demand_sense(take: Taken) -> None:
    """Raise ValueError unless the text can be stored and every passage has its exact words."""
    text = take.reading.text
    for words in (text, take.reading.title, take.reading.link, take.reading.date):
        words.encode()
    passages = {p.id for p in take.extraction.passages}
    exact = all(0 <= p.start <= p.end and text[p.start : p.end] == p.words for p in take.extraction.passages)
    if not exact or not passages.issuperset(a.passage for a in take.extraction.assertions):
        raise ValueError("words that are not in the text")


def _taken(raw: Json, account: str) -> Taken:
    if "reading" not in raw:
        return Taken.none(Outcome(raw["outcome"]), str(raw.get("reason", "")))
    extraction = Extraction(
        tuple(passages_from_json(raw["passages"], account, raw["reading"]["text"])),
        tuple(entity_from_row(e, account) for e in raw["entities"]),
        tuple(assertion_from_row(a, account) for a in raw["assertions"]),
    )
    reading = reading_from_json(raw["reading"])
    # The sandbox has the last word: a file that was denied something is not simply read.
    reading = replace(reading, outcome=Outcome(raw["outcome"]), reason=str(raw.get("reason") or reading.reason))
    found = tuple((str(kind), int(start), int(end)) for kind, start, end in raw.get("identifiers", ()))
    return Taken(reading, extraction, frozenset(raw["fingerprints"]), found)


def read_file(request: ReadRequest, *, extracts: bool = False) -> Taken:
    """Read one file in the sandbox, without an archive; with `extracts`, take assertions out of it too."""
    untrusted = file_bytes(request.path) if request.words is None else request.words
    if untrusted is None:
        return Taken.none(Outcome.TOO_BIG, "file_too_big")
    if not extracts:
        return taken(sandbox.run(READ_WORK, untrusted, request.path.name))
    params = {"account": request.account, "pack": request.pack}
    return taken(sandbox.run(WORK, untrusted, request.path.name, limits=LIMITS, **params), request.account)


def file_bytes(path: Path, largest: int = LARGEST) -> bytes | None:
    """The bytes of a file, None when it is larger than `largest`. Raises InputNotRead with the reason and the mend."""
    file = shown(path)
    try:
        if path.is_dir():
            raise InputNotRead("is_a_folder", file=file)
        known = path.stat()
        if not S_ISREG(known.st_mode):
            # A pipe or device has no end: reading it could wait for ever.
            raise InputNotRead("not_a_file", file=file)
        return path.read_bytes() if known.st_size <= largest else None
    except FileNotFoundError as missing:
        raise InputNotRead("file_missing", file=file) from missing
    except PermissionError as denied:
        raise InputNotRead("file_unreadable", file=file) from denied
    except OSError as fault:
        raise InputNotRead("file_fault", file=file, fault=fault.strerror or "?") from fault


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
        }


def _script_value(value: Json) -> object:
    if value["kind"] == "number":
        return {k: value[k] for k in ("min", "max", "unit")}
    return value["value"]
