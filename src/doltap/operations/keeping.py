"""Keeping an archive: is it whole, who opens it, what is left over."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from doltap import store, vault
from doltap.errors import ArchiveDamaged, WrongUsage
from doltap.model import Message, Progress, Step, quiet
from doltap.operations.archive import (
    HEAD,
    IDENTITIES,
    IDENTITIES_HEAD,
    KEYS,
    ORIGINALS,
    Archive,
    read_head,
    read_keyfile,
    sealed_name,
)
from doltap.store import Promise
from doltap.vault import log as act_log
from doltap.vault import merkle


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log had come when somebody wrote it down: number of entries and root. Kept outside the archive."""

    entries: int
    root: str

    def __str__(self) -> str:
        """Two words that fit on a sheet of paper: '1234 9f86d0...'."""
        return f"{self.entries} {self.root}"


def parse_head(text: str) -> Head:
    """The head that was written down. Raises `WrongUsage` on anything else."""
    found = re.fullmatch(r"\s*(\d{1,15})[\s:]+([0-9a-fA-F]{64})\s*", text, re.ASCII)
    if found is None:
        raise WrongUsage("head_unreadable")
    return Head(int(found[1]), found[2].lower())


def head(archive: Archive) -> Head:
    """The head of the log now."""
    state = store.log_state(archive.testimony)
    return Head(state.size, state.root.hex()) if state else Head(0, merkle.EMPTY_ROOT.hex())


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """`head`: one that was written down earlier, which the log must continue; `originals`: open every sealed file."""

    head: Head | None = None
    originals: bool = True


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and what is wrong with it, each problem naming its item. No problems: all is whole."""

    problems: tuple[Message, ...]
    head: Head
    entries: int
    rows: int
    originals: int
    left_over: int


def verify(archive: Archive, request: VerifyRequest | None = None, *, progress: Progress = quiet) -> Verified:
    """Check everything: files, references, log, what the log promised, passages against texts, sealed originals.

    Nothing is written. A part that cannot be read is one problem and the other checks go on.
    """
    request = request or VerifyRequest()
    checks: dict[str, Callable[[], Iterator[Message]]] = {
        "head": lambda: _names_itself(archive),
        "testimony": lambda: _damage(archive.testimony),
        "identities": lambda: _damage(archive.identities),
        "together": lambda: _together(archive),
        "log": lambda: _log(archive, request.head),
        "promises": lambda: _promises(archive),
        "extractions": lambda: _extractions(archive),
        "passages": lambda: _passages(archive),
        "originals": lambda: _originals(archive, progress) if request.originals else iter(()),
    }
    problems: list[Message] = []
    with archive.testimony.reading(), archive.identities.reading():
        for done, (name, check) in enumerate(checks.items(), 1):
            found = _gathered(check)
            problems += found
            progress(Step(done, len(checks), name, "damaged" if found else "ok"))
        return _verified(archive, tuple(dict.fromkeys(problems)), opened=request.originals)


def _gathered(check: Callable[[], Iterator[Message]]) -> list[Message]:
    found: list[Message] = []
    try:
        found.extend(check())
    except ArchiveDamaged as error:
        found.append(Message(f"problem.{error.code}", tuple(error.params.items())))
    return found


def _names_itself(archive: Archive) -> Iterator[Message]:
    """What `doltap.json` says in the clear is what the archive says of itself under its key."""
    told = store.setting(archive.testimony, "archive_id"), store.setting(archive.testimony, "language")
    clear = read_head(archive.path)
    if told != (clear.get("id"), clear.get("language")):
        yield Message.of("problem.part_damaged", part=HEAD)


def _together(archive: Archive) -> Iterator[Message]:
    """The identities file is the one that the log promises: neither an older copy nor that of another archive."""
    promised = store.setting(archive.testimony, IDENTITIES_HEAD)
    if promised and promised not in store.identities_head(archive.identities):
        yield Message.of("problem.identities_older", part=IDENTITIES)


def _verified(archive: Archive, problems: tuple[Message, ...], *, opened: bool) -> Verified:
    try:
        rows = sum(1 for _ in store.promised_rows(archive.testimony))
        bad = sum(p.code in {"problem.original_damaged", "problem.original_missing"} for p in problems)
        now, originals = head(archive), len(store.originals(archive.testimony)) - bad if opened else 0
        return Verified(problems, now, now.entries, rows, originals, len(left_over(archive)))
    except ArchiveDamaged:
        return Verified(problems, Head(0, ""), 0, 0, 0, 0)


def _damage(db: store.Database) -> Iterator[Message]:
    for kind, item in store.damage(db):
        yield Message.of(f"problem.{kind}", part=db.part, item=item)


def _log(archive: Archive, known: Head | None) -> Iterator[Message]:
    state, frontier, size = store.log_state(archive.testimony), b"", 0
    roots = {0: merkle.EMPTY_ROOT.hex()}
    for number, entry, leaf in store.log_entries(archive.testimony):
        computed, frontier, root = act_log.appended(size, frontier, entry)
        size += 1
        if number != size - 1 or computed != leaf:
            yield Message.of("problem.log_entry", entry=number)
        if known is not None and size == known.entries:
            roots[size] = root.hex()
        roots[-1] = root.hex()
    if state is None or (state.size, state.frontier, state.root.hex()) != (size, frontier, roots.get(-1)):
        yield Message.of("problem.log_root", entries=size)
    if known is not None:
        yield from _against(known, size, roots)


def _against(known: Head, size: int, roots: dict[int, str]) -> Iterator[Message]:
    if size < known.entries:
        yield Message.of("problem.log_older", entries=size, known=known.entries)
    elif roots.get(known.entries) != known.root:
        yield Message.of("problem.log_differs", known=known.entries)


def _promises(archive: Archive) -> Iterator[Message]:
    """The entries hold the roots of what was promised, and the rows are as last promised: none old, gone or added."""
    latest: dict[tuple[str, str], Promise] = {}
    roots: dict[int, dict[str, object]] = {}
    for entry, group in groupby(store.promises(archive.testimony), key=lambda promise: promise.entry):
        promised = tuple(group)
        roots[entry] = act_log.promised([p.leaf for p in promised])
        latest |= {(p.table, p.row): p for p in promised}
    yield from _promise_roots(archive, roots)
    for (table, row), promise in latest.items():
        if not _kept(archive.testimony, promise):
            yield Message.of("problem.row_changed", table=table, row=row)
    for key in store.promised_rows(archive.testimony):
        if key not in latest:
            yield Message.of("problem.row_unlogged", table=key[0], row=key[1])


def _promise_roots(archive: Archive, roots: dict[int, dict[str, object]]) -> Iterator[Message]:
    nothing = act_log.promised(())
    for number, entry, _ in store.log_entries(archive.testimony):
        said = act_log.promise_of(entry)
        if said != roots.get(number, nothing):
            yield Message.of("problem.log_entry", entry=number)


def _kept(testimony: store.Database, promise: Promise) -> bool:
    content = store.row_bytes(testimony, promise.table, promise.row)
    if promise.salt is None or content is None:
        return promise.salt is None and content is None
    return act_log.commitment(promise.salt, content) == promise.leaf


def _extractions(archive: Archive) -> Iterator[Message]:
    for id_, account, digest in store.extractions(archive.testimony):
        if store.stored_extraction_digest(archive.testimony, id_) != digest:
            yield Message.of("problem.extraction_changed", account=account)


def _passages(archive: Archive) -> Iterator[Message]:
    for passage, account in store.misplaced_passages(archive.testimony):
        yield Message.of("problem.passage_words", passage=passage, account=account)
    if not store.index_is_whole(archive.testimony):
        yield Message.of("problem.search_index")


def _originals(archive: Archive, progress: Progress) -> Iterator[Message]:
    known = store.originals(archive.testimony)
    for done, original in enumerate(known, 1):
        try:
            whole = _hash_of(archive, original) == original.sha256
            problem = None if whole else "original_damaged"
        except ArchiveDamaged as error:
            problem = error.code
        progress(Step(done, len(known), "original", problem or "ok"))
        if problem:
            yield Message.of(f"problem.{problem}", name=original.name, accounts=_accounts_of(archive, original))


def _hash_of(archive: Archive, original: store.Original) -> str:
    total, sealed = sha256(), sealed_name(original)
    for piece in vault.open_chunks(archive.path / ORIGINALS, sealed, originals_key=archive.keys.originals):
        total.update(piece)
    return total.hexdigest()


def _accounts_of(archive: Archive, original: store.Original) -> str:
    return " ".join(a.id for a in store.accounts_of_original(archive.testimony, original.sha256))


_OLD_SECONDS: Final = 3600


def left_over(archive: Archive) -> tuple[Path, ...]:
    """Sealed files that no account has and unfinished files, older than an hour: left by work that was cut off."""
    known = {original.name for original in store.originals(archive.testimony)}
    before = time.time() - _OLD_SECONDS
    files = (*(archive.path / ORIGINALS).iterdir(), *archive.path.glob("*.part"))
    return tuple(sorted(f for f in files if f.name not in known and _last_touched(f) < before))


def _last_touched(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # another process has just finished it
        return time.time()


def tidy(archive: Archive) -> int:
    """Remove what is left over; how many files."""
    with archive.transaction("tidy"):
        found = left_over(archive)
        for path in found:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    return len(found)


@dataclass(frozen=True, slots=True)
class PassphraseRequest:
    """`secret` opens the archive today (passphrase or recovery code); `new` will."""

    secret: str = field(repr=False)
    new: str = field(repr=False)


def change_passphrase(archive: Archive, request: PassphraseRequest, *, progress: Progress = quiet) -> None:
    """Wrap the keys under a new passphrase; nothing else is re-encrypted, older backups keep the old one.

    Raises `WrongPassphrase`, and `WrongUsage` when the new one is too short.
    """
    del progress
    keyfile = vault.change_passphrase(read_keyfile(archive.path), request.secret, request.new)
    _replace_keyfile(archive, "change_passphrase", keyfile)


def _replace_keyfile(archive: Archive, kind: str, keyfile: bytes) -> None:
    with archive.transaction(kind):
        vault.write_whole(archive.path / KEYS, [keyfile])


@dataclass(frozen=True, slots=True)
class RecoverySheetRequest:
    """`secret` is the passphrase, or the recovery code that the new sheet replaces."""

    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What a printed sheet says. The code opens the archive like the passphrase: paper only, kept apart from it."""

    archive_id: str
    made: str
    code: str = field(repr=False)
    head: Head


def recovery_sheet(archive: Archive, request: RecoverySheetRequest, *, progress: Progress = quiet) -> RecoverySheet:
    """Make a new recovery code (an earlier sheet no longer opens this archive) and give what to print."""
    del progress
    keyfile, code = vault.add_recovery(read_keyfile(archive.path), request.secret)
    _replace_keyfile(archive, "recovery_sheet", keyfile)
    return RecoverySheet(str(read_head(archive.path)["id"]), store.now(), code, head(archive))
