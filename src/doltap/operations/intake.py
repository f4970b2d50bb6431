"""Take in files: each input sealed, read and extracted in the sandbox, and acknowledged once all of it is kept."""

from __future__ import annotations

import os
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from doltap import store
from doltap.errors import DoltapError, InputNotRead
from doltap.model import (
    Account,
    NearDuplicate,
    Outcome,
    Progress,
    Step,
    new_id,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.givers import add_consent, id_of, known_giver
from doltap.operations.reading import LARGEST, WORK, Taken, file_bytes, taken
from doltap.operations.receipts import SIDECAR, Receipt, read_table, receipt_for
from doltap.readers import Member, sandbox
from doltap.weigh import CopyIndex

FINGERPRINTS = "sampled shingles 16/16"
DEEPEST = 3
SKIPPED_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class AddRequest:
    """Files and folders to take in. `receipt` holds for every file that has no sidecar and no row in `receipts`."""

    paths: tuple[Path, ...]
    receipt: Receipt = field(default_factory=Receipt)
    receipts: Path | None = None
    pack: str = "north_korea"
    workers: int = field(default_factory=lambda: max(1, os.cpu_count() or 1))
    largest: int = LARGEST


@dataclass(frozen=True, slots=True)
class AddedItem:
    """What became of one input: its account ids (several for a container), its outcome and the reason as a code."""

    file: str
    outcome: str
    reason: str = ""
    account: str = ""
    assertions: int = 0
    duplicate_of: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class AddResult:
    """Every input accounted for, once. `already_here` counts inputs that an earlier run had acknowledged."""

    items: tuple[AddedItem, ...]
    already_here: int = 0
    near_duplicates: int = 0

    @property
    def counts(self) -> Mapping[str, int]:
        """How many inputs ended with each outcome."""
        return Counter(item.outcome for item in self.items)

    @property
    def all_read(self) -> bool:
        """Whether nothing was left unread."""
        return all(item.outcome in {"ok", "partial", "empty", "duplicate"} for item in self.items)


@dataclass(frozen=True, slots=True)
class _Input:
    file: str
    data: bytes
    digest: str
    receipt: Receipt
    member: Member | None = None
    part_of: str = ""
    depth: int = 0
    account: str = field(default_factory=new_id)


@dataclass(slots=True)
class _Run:
    archive: Archive
    request: AddRequest
    progress: Progress
    of: int
    givers: dict[tuple[str, str], str]
    copies: CopyIndex
    containers: set[str]
    items: list[AddedItem] = field(default_factory=list)
    already_here: int = 0
    near: int = 0
    done: int = 0


def add(archive: Archive, request: AddRequest, *, progress: Progress = quiet) -> AddResult:
    """Take in every file under the request's paths.

    A file is acknowledged (its progress step told) when its sealed original, account, passages, assertions and log
    entry are all on the disk; an interrupted run goes on where it stopped when it is asked again. A file that cannot be
    read is kept with its outcome and reason, and never stops the rest. Raises only what concerns the whole request.
    """
    table = read_table(request.receipts) if request.receipts else {}
    files = list(files_under(request.paths))
    givers, containers = _givers(archive)
    marks = {account: _unpacked(data) for account, data in store.signatures(archive.testimony, FINGERPRINTS)}
    run = _Run(archive, request, progress, len(files), givers, CopyIndex(marks), containers)
    with sandbox.Pool(WORK, request.workers) as pool:
        _wave(run, pool, _inputs(run, files, table))
    return AddResult(tuple(run.items), run.already_here, run.near)


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file at or under the paths, sorted inside each folder, links not followed. Raises InputNotRead on a path
    that is not there."""
    for path in paths:
        if not path.exists():
            raise InputNotRead("file_missing", file=str(path))
        yield from [path] if not path.is_dir() else _walk(path)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name not in SKIPPED_NAMES and not name.endswith(SIDECAR):
                yield Path(root, name)


def _inputs(run: _Run, files: Iterable[Path], table: Mapping[str, Receipt]) -> Iterator[_Input]:
    for path in files:
        try:
            receipt = receipt_for(path, run.request.receipt, table)
            data = file_bytes(path, run.request.largest)
        except DoltapError as fault:
            _tell(run, AddedItem(str(path), "not_taken", fault.code))
            continue
        if data is None:
            _tell(run, AddedItem(str(path), "too_big", "file_too_big"))
            continue
        yield _Input(str(path), data, sha256(data).hexdigest(), receipt)


def _wave(run: _Run, pool: sandbox.Pool, inputs: Iterable[_Input]) -> None:
    """Read a series of inputs in the pool, keep each as it comes, then go into the containers found."""
    for item, raw in pool.map(_to_read(run, inputs)):
        one = item.tag
        assert isinstance(one, _Input)
        take = taken(raw)
        known = run.givers.get(_key(one))
        members = _members(one, known, take.members) if known else _keep(run, one, take)
        if members:
            _wave(run, pool, members)


def _to_read(run: _Run, inputs: Iterable[_Input]) -> Iterator[sandbox.Item]:
    for one in inputs:
        if not _known(run, one):
            params = {"account": one.account, "pack": run.request.pack}
            yield sandbox.Item(one.data, Path(one.file).name, params, one)


def _known(run: _Run, one: _Input) -> bool:
    """Whether there is nothing to read: acknowledged before, or the same bytes as another account."""
    here = run.givers.get(_key(one))
    if here:
        run.already_here += 1
        _step(run, one.file, "already_here", part=bool(one.part_of))
        # A container is opened again: the run may have been stopped between it and its last member.
        return here not in run.containers
    first = run.givers.get((one.digest, _giver(one)))
    if first is None:
        return False
    _keep_duplicate(run, one, first)
    return True


def _giver(one: _Input) -> str:
    return one.receipt.teller or one.receipt.source


def _key(one: _Input) -> tuple[str, str]:
    """What makes it the same receipt of the same bytes: their digest, the giver and the name."""
    return one.digest, f"{_giver(one)}/{_name(one)}"


def _name(one: _Input) -> str:
    return one.member.name if one.member else Path(one.file).name


def _keep_duplicate(run: _Run, one: _Input, first: str) -> None:
    account = _account(one, Taken.none(Outcome.OK, "duplicate"), duplicate_of=first)
    db = run.archive.testimony
    with run.archive.transaction("add_account", account=account.id):
        known_giver(db, one.receipt)
        store.add_account(db, account)
        add_consent(db, account.id, one.receipt)
    _remember(run, one)
    _tell(run, AddedItem(one.file, "duplicate", "", account.id, 0, first, one.part_of))


def _keep(run: _Run, one: _Input, take: Taken) -> list[_Input]:
    """Keep one input whole, in one transaction with its log entry; gives the members to read next."""
    sealed = run.archive.seal_original(one.data)
    account = _account(one, take)
    copies = run.copies.copies_of(account.id, take.fingerprints)
    db = run.archive.testimony
    with run.archive.transaction("add_account", account=account.id):
        known_giver(db, one.receipt)
        store.add_account(db, account, take.reading.text, take.reading.segments, sealed)
        found = take.extraction
        store.add_extraction(db, account.id, found.passages, found.entities, found.assertions)
        store.add_signature(db, account.id, FINGERPRINTS, _packed(take.fingerprints))
        add_consent(db, account.id, one.receipt)
        for copy in copies:
            store.add_near_duplicate(db, NearDuplicate(copy.left, copy.right, round(copy.similarity, 4)))
    run.copies.add(account.id, take.fingerprints)
    run.near += len(copies)
    _remember(run, one)
    reading = take.reading
    item = AddedItem(one.file, reading.outcome, reading.reason, account.id, len(found.assertions), "", one.part_of)
    _tell(run, item)
    return _members(one, account.id, take.members)


def _members(one: _Input, account: str, members: Iterable[Member]) -> list[_Input]:
    if one.depth >= DEEPEST:
        return []
    inside = ((m, f"{one.file}!{m.name}") for m in members)
    return [
        _Input(file, m.data, sha256(m.data).hexdigest(), one.receipt, m, account, one.depth + 1) for m, file in inside
    ]


def _account(one: _Input, take: Taken, duplicate_of: str = "") -> Account:
    reading, member = take.reading, one.member
    reason = (member.problem if member else "") or reading.reason or ("container" if take.members else "")
    return Account(
        one.account,
        one.digest,
        datetime.now(UTC),
        _name(one),
        id_of("source", one.receipt.source),
        id_of("teller", one.receipt.teller),
        one.receipt.release,
        reading.outcome,
        reading.media_type,
        reading.encoding,
        reading.language,
        reading.reader,
        len(one.data),
        reason,
        one.part_of,
        duplicate_of,
        reading.title or (member.title if member else ""),
        reading.link or (member.link if member else ""),
        reading.date or (member.date if member else ""),
    )


def _givers(archive: Archive) -> tuple[dict[tuple[str, str], str], set[str]]:
    """(digest, giver) and (digest, giver/name) of every account received so far, to its id; and the containers."""
    names = {s.id: s.name for s in store.sources(archive.testimony)}
    names |= {t.id: t.pseudonym for t in store.tellers(archive.testimony)}
    known: dict[tuple[str, str], str] = {}
    containers: set[str] = set()
    for account in store.accounts(archive.testimony):
        giver = names.get(account.teller or account.source, "")
        known.setdefault((account.sha256, giver), account.id)
        known[account.sha256, f"{giver}/{account.name}"] = account.id
        containers |= {account.id} if account.reason == "container" else set()
    return known, containers


def _remember(run: _Run, one: _Input) -> None:
    run.givers.setdefault((one.digest, _giver(one)), one.account)
    run.givers[_key(one)] = one.account


def _tell(run: _Run, item: AddedItem) -> None:
    run.items.append(item)
    _step(run, item.file, item.outcome, part=bool(item.part_of))


def _step(run: _Run, file: str, outcome: str, *, part: bool = False) -> None:
    run.done += not part
    run.progress(Step(run.done, run.of, file, outcome))


def _packed(marks: frozenset[int]) -> bytes:
    return struct.pack(f"<{len(marks)}I", *sorted(marks))


def _unpacked(data: bytes) -> frozenset[int]:
    return frozenset(struct.unpack(f"<{len(data) // 4}I", data))
