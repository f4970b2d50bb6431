"""Take in files: each input sealed, read and extracted in the sandbox, and acknowledged once all of it is kept."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from doltap import store
from doltap.errors import DoltapError
from doltap.model import Account, NearDuplicate, Outcome, Progress, SafetyClass, Step, new_id, quiet
from doltap.operations.archive import Archive
from doltap.operations.givers import CONTAINER, Here, add_consent, here_of, id_of, known_giver, with_more_said
from doltap.operations.inputs import NotTaken, files_under, shown
from doltap.operations.inside import Found, Span, handed, spans
from doltap.operations.likeness import FINGERPRINTS, marks_of, packed
from doltap.operations.reading import LARGEST, LIMITS, WORK, Taken, file_bytes, taken
from doltap.operations.receipts import Receipt, checked, read_table, receipt_for
from doltap.readers import Member, sandbox
from doltap.weigh import CopyIndex

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that somebody hands over as bytes, so that it never lies on a disk in the clear; its name is untrusted."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddRequest:
    """Files and folders to take in. `receipt` holds for every file that has no sidecar and no row in `receipts`.

    `offered` are files handed over as bytes; the receipt holds for each of them.
    """

    paths: tuple[Path, ...]
    receipt: Receipt = field(default_factory=Receipt)
    receipts: Path | None = None
    pack: str = "north_korea"
    workers: int = field(default_factory=lambda: max(1, os.cpu_count() or 1))
    largest: int = LARGEST
    offered: tuple[Offered, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class AddedItem:
    """What became of one input: its account, its outcome and the reason as a code.

    What could not be taken in at all (outcome `not_taken`) has an error's code as its reason, with its `params`.
    `assertions` leaves out what is operational: it is held, and never counted.
    """

    file: str
    outcome: str
    reason: str = ""
    account: str = ""
    assertions: int = 0
    duplicate_of: str = ""
    part_of: str = ""
    params: tuple[tuple[str, str | int], ...] = ()


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
    again: str = ""


@dataclass(slots=True)
class _Run:
    archive: Archive
    request: AddRequest
    progress: Progress
    of: int
    here: Here
    copies: CopyIndex
    drawn: set[tuple[str, str]] = field(default_factory=set)
    twins: list[_Input] = field(default_factory=list)
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
    files = [f for f in files_under(request.paths) if f != request.receipts]
    run = _Run(
        archive,
        request,
        progress,
        len(files) + len(request.offered),
        here_of(archive.testimony),
        CopyIndex(marks_of(archive)),
    )
    with sandbox.Pool(WORK, request.workers, LIMITS) as pool:
        _wave(run, pool, _inputs(run, files, table))
        while run.twins:
            twins, run.twins = run.twins, []
            run.drawn.clear()
            _wave(run, pool, twins)
    return AddResult(tuple(run.items), run.already_here, run.near)


def _inputs(run: _Run, files: Iterable[Path | NotTaken], table: Mapping[str, Receipt]) -> Iterator[_Input]:
    for path in files:
        if isinstance(path, NotTaken):
            _refuse(run, path.path, path.fault)
            continue
        try:
            receipt = receipt_for(path, run.request.receipt, table)
            data = file_bytes(path, run.request.largest)
        except DoltapError as fault:
            _refuse(run, path, fault)
            continue
        if data is None:
            _tell(run, AddedItem(shown(path), "too_big", "file_too_big"))
            continue
        yield _Input(shown(path), data, sha256(data).hexdigest(), receipt)
    for given in run.request.offered:
        file = shown(given.name)
        yield _Input(file, given.data, sha256(given.data).hexdigest(), checked(run.request.receipt, file))


def _refuse(run: _Run, path: Path, fault: DoltapError) -> None:
    _tell(run, AddedItem(shown(path), "not_taken", fault.code, params=tuple(fault.params.items())))


def _wave(run: _Run, pool: sandbox.Pool, inputs: Iterable[_Input]) -> None:
    """Read a series of inputs in the pool, keep each as it comes, then go into the containers found."""
    for item, raw in pool.map(_to_read(run, inputs)):
        one = item.tag
        assert isinstance(one, _Input)
        _took(run, pool, [(one, taken(raw, one.account))])


def _took(run: _Run, pool: sandbox.Pool, taken_in: Sequence[tuple[_Input, Taken]]) -> None:
    """Keep what is new of these in one transaction, then go into the containers among them."""
    kept = _keep(run, [(one, take) for one, take in taken_in if not one.again])
    for one, take in taken_in:
        if (one.again or one.account in kept) and one.depth < DEEPEST and take.reading.members:
            _into(run, pool, replace(one, account=one.again or one.account), take.reading.members)


def _into(run: _Run, pool: sandbox.Pool, box: _Input, names: Sequence[str]) -> None:
    """Take in the members of a container, many by one child; behind one at which its child died another goes on."""
    asked = spans(len(names))
    while asked:
        left: list[Span] = []
        for item, raw in pool.map(_span(run, box, span) for span in asked):
            span = item.tag
            assert isinstance(span, Span)
            found = handed(raw, span)
            if found.fault:
                fault = found.fault.reading
                place = f"{box.file}!{shown(names[span.first])}"
                _tell(run, AddedItem(place, fault.outcome, fault.reason, part_of=box.account))
            left += found.left
            _members(run, pool, box, found.found)
        asked = tuple(left)


def _span(run: _Run, box: _Input, span: Span) -> sandbox.Item:
    asked = span.asked(run.request.pack, run.here.inside.get(box.account, ()))
    return sandbox.Item(box.data, _name(box), asked, span, many=True)


def _members(run: _Run, pool: sandbox.Pool, box: _Input, found: Iterable[Found]) -> None:
    """Keep the members that a child read; those that it only handed over are read in children of their own."""
    unread: list[_Input] = []
    read: dict[str, tuple[_Input, Taken]] = {}
    for member in found:
        inner = _inner(box, member)
        if member.take is None and not member.known:
            unread.append(inner)
            continue
        if inner.digest in read:  # twice in one container: the second is a duplicate of a kept one
            _took(run, pool, list(read.values()))
            read.clear()
        if wanted := _to_be_read(run, inner):
            read[inner.digest] = wanted, member.take or Taken.none(Outcome.OK)
    _took(run, pool, list(read.values()))
    if unread:
        _wave(run, pool, unread)


def _inner(box: _Input, found: Found) -> _Input:
    member, file = found.member, f"{box.file}!{found.member.name}"
    depth = box.depth + 1
    return _Input(file, member.data, found.digest, box.receipt, member, box.account, depth, found.account)


def _to_read(run: _Run, inputs: Iterable[_Input]) -> Iterator[sandbox.Item]:
    for one in inputs:
        receipt = (one.digest, _giver(one))
        if receipt in run.drawn and receipt not in run.here.first:
            # The same bytes are being read right now: this one waits, to be kept as their duplicate.
            run.twins.append(one)
        elif wanted := _to_be_read(run, one):
            run.drawn.add(receipt)
            params = {"account": wanted.account, "pack": run.request.pack, "extracts": not wanted.again}
            yield sandbox.Item(wanted.data, _name(wanted), params, wanted)


def _to_be_read(run: _Run, one: _Input) -> _Input | None:
    """The input if it must be read; None when it was acknowledged before, or has the same bytes as another account."""
    known = run.here.take(one.digest, _giver(one), _name(one))
    if known:
        run.already_here += 1
        with_more_said(run.archive, known, one.receipt)
        _step(run, one.file, "already_here", part=bool(one.part_of))
        # A container is opened again: the run may have been stopped between it and its last member.
        return replace(one, again=known) if known in run.here.containers else None
    first = run.here.first.get((one.digest, _giver(one)))
    if first is None:
        return one
    _keep_duplicate(run, one, first)
    return None


def _giver(one: _Input) -> str:
    return one.receipt.teller or one.receipt.source


def _name(one: _Input) -> str:
    return shown(one.member.name if one.member else Path(one.file).name)


def _keep_duplicate(run: _Run, one: _Input, first: str) -> None:
    account = _account(one, Taken.none(Outcome.OK, "duplicate"), duplicate_of=first)
    db = run.archive.testimony
    with run.archive.transaction("add_account", account=account.id):
        known_giver(db, one.receipt)
        store.add_account(db, account)
        add_consent(db, account.id, one.receipt)
    _tell(run, AddedItem(one.file, "duplicate", "", account.id, 0, first, one.part_of))


def _keep(run: _Run, taken_in: Iterable[tuple[_Input, Taken]]) -> frozenset[str]:
    """Keep inputs whole, in one transaction with its log entry, and only then tell of them; the accounts kept."""
    new = [(one, take) for one, take in taken_in if not _kept_meanwhile(run, one)]
    if not new:
        return frozenset()
    sealed = [run.archive.seal_original(one.data) for one, _ in new]
    ids = [one.account for one, _ in new]
    kind, named = ("add_account", {"account": ids[0]}) if len(ids) == 1 else ("add_accounts", {"accounts": ids})
    with run.archive.transaction(kind, **named):
        for (one, take), original in zip(new, sealed, strict=True):
            _keep_rows(run, one, take, original)
    for one, take in new:
        account = _account(one, take)
        run.here.first[one.digest, _giver(one)] = account.id
        reason = "" if account.reason == CONTAINER else account.reason
        told = sum(SafetyClass.OPERATIONAL not in a.safety for a in take.extraction.assertions)
        _tell(run, AddedItem(one.file, account.outcome, reason, account.id, told, "", one.part_of))
    return frozenset(ids)


def _keep_rows(run: _Run, one: _Input, take: Taken, sealed: store.Original) -> None:
    """All that is kept of one input, inside the caller's transaction."""
    db, account, found = run.archive.testimony, _account(one, take), take.extraction
    known_giver(db, one.receipt)
    store.add_account(db, account, take.reading.text, take.reading.segments, sealed)
    store.add_extraction(db, account.id, found.passages, found.entities, found.assertions)
    store.add_identities(run.archive.identities, _identities(account, take))
    store.add_signature(db, account.id, FINGERPRINTS, packed(take.fingerprints))
    add_consent(db, account.id, one.receipt)
    for copy in run.copies.copies_of(account.id, take.fingerprints):
        store.add_near_duplicate(db, NearDuplicate(copy.left, copy.right, round(copy.similarity, 4)))
        run.near += 1
    run.copies.add(account.id, take.fingerprints)


def _kept_meanwhile(run: _Run, one: _Input) -> bool:
    """Whether another process took in the same bytes of the same giver since this run looked at what is here."""
    giver = id_of("teller", one.receipt.teller) or id_of("source", one.receipt.source)
    found = store.accounts_of_original(run.archive.testimony, one.digest)
    same = [a for a in found if (a.teller or a.source) == giver]
    if not same:
        return False
    run.here.first[one.digest, _giver(one)] = same[0].id
    if _name(one) in {a.name for a in same}:
        run.already_here += 1
        _step(run, one.file, "already_here", part=bool(one.part_of))
    else:
        _keep_duplicate(run, one, same[0].id)
    return True


def _identities(account: Account, take: Taken) -> Iterator[store.Identity]:
    """The identifiers found in the text, for the vault."""
    for kind, start, end in take.identifiers:
        value = take.reading.text[start:end]
        yield store.Identity(new_id(), account.teller, kind, value, account.id, start, end, store.now())


def _account(one: _Input, take: Taken, duplicate_of: str = "") -> Account:
    reading, member = take.reading, one.member
    reason = (member.problem if member else "") or reading.reason or (CONTAINER if reading.members else "")
    refused = member is not None and member.problem and reading.outcome is Outcome.EMPTY
    return Account(
        one.account,
        one.digest,
        datetime.now(UTC),
        _name(one),
        id_of("source", one.receipt.source),
        id_of("teller", one.receipt.teller),
        one.receipt.release,
        Outcome.UNSUPPORTED if refused else reading.outcome,
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


def _tell(run: _Run, item: AddedItem) -> None:
    run.items.append(item)
    _step(run, item.file, item.outcome, part=bool(item.part_of))


def _step(run: _Run, file: str, outcome: str, *, part: bool = False) -> None:
    run.done += not part
    run.progress(Step(run.done, run.of, file, outcome))
