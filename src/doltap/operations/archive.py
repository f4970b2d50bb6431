"""An archive on disk: one folder of two encrypted files, sealed originals and wrapped keys; made, found, opened.

doltap.json       format version, random id, language; no secret
keys.json         the keys, wrapped by the passphrase
testimony.db      accounts, assertions, decisions, consents, log: pseudonyms only
identities.db     who a pseudonym is, under another key
originals/        each original sealed under its own key
write.lock        who writes now: a process id and a kind of operation
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex
from types import TracebackType
from typing import Any, Final, TypeVar, cast

from doltap import store, vault
from doltap.errors import ArchiveDamaged, ArchiveNewer, ArchiveUnreadable, WrongUsage
from doltap.model import new_id
from doltap.store import Database, LogState, Original, Promise
from doltap.vault import Keys, SealedName
from doltap.vault import log as act_log

Made = TypeVar("Made")

FORMAT: Final = 1
IDENTITIES_HEAD: Final = "identities_head"
"""The setting that promises the head of the other file, so that an older copy of it put back is noticed."""
HEAD: Final = "doltap.json"
KEYS: Final = "keys.json"
TESTIMONY: Final = "testimony.db"
IDENTITIES: Final = "identities.db"
ORIGINALS: Final = "originals"
LOCK: Final = "write.lock"
WAIT_SECONDS: Final = 5.0
_RESERVED: Final = frozenset({"schema", "when", "rows", "root"})
_MACHINE_WORD: Final = re.compile(r"[A-Za-z0-9_.:+/-]{0,128}")


@dataclass(slots=True)
class Archive:
    """An open archive: its folder, its two files and its keys. A context manager; one thread at a time.

    `made` is what is costly to make and can be made again at any time, such as a view; see `remembered`.
    """

    path: Path
    testimony: Database
    identities: Database
    keys: Keys = field(repr=False)
    made: dict[object, tuple[object, object]] = field(default_factory=dict, repr=False, compare=False)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of both files; nothing of them stays outside the encrypted files."""
        self.made.clear()
        self.identities.close()
        self.testimony.close()

    def remembered(self, name: object, make: Callable[[], Made]) -> Made:
        """What `make` gives, kept under a name until anything is written (by any process) or the day changes."""
        state = store.log_state(self.testimony), date.today()
        known = self.made.get(name)
        if known is None or known[0] != state:
            known = self.made[name] = (state, make())
        return cast(Made, known[1])

    @contextmanager
    def transaction(self, kind: str, **payload: Any) -> Iterator[None]:  # noqa: ANN401  JSON, checked below
        """Write lock, SQL transaction on both files and exactly one log entry: kept together or not at all.

        `payload` goes into the log: ids, machine words and numbers only (ValueError on anything else). Identities are
        committed just before testimony, so a crash between the two leaves at worst a name without a teller.
        Raises `ArchiveBusy` when another process writes for more than five seconds.
        """
        _demand_machine_words(payload)
        with ExitStack() as held:
            held.enter_context(vault.write_lock(self.path / LOCK, kind, wait=WAIT_SECONDS))
            held.enter_context(self.testimony.transaction())
            held.enter_context(self.identities.transaction())
            yield
            if self.identities.written:
                store.set_setting(self.testimony, IDENTITIES_HEAD, store.new_identities_head(self.identities))
            self._log(kind, payload)

    def _log(self, kind: str, payload: Mapping[str, Any]) -> None:
        state = store.log_state(self.testimony) or LogState(0, b"", b"")
        promises = _promises(self.testimony, state.size)
        store.add_promises(self.testimony, promises)
        promised = act_log.promised([p.leaf for p in promises])
        entry = act_log.entry(kind, store.now(), {**payload, **promised})
        leaf, frontier, root = act_log.appended(state.size, state.frontier, entry)
        store.append_log(self.testimony, entry, leaf, LogState(state.size + 1, frontier, root))

    def seal_original(self, data: bytes) -> Original:
        """The sealed original of these bytes: the one already here, or a new one to hand to `store.add_account`.

        Needs no transaction. Should the caller's transaction then fail, the sealed file is left over; without its key,
        which only the transaction would have kept, it is noise.
        """
        known = store.find_original(self.testimony, sha256(data).hexdigest())
        if known is not None:
            return known
        keys = self.keys
        sealed = vault.seal(self.path / ORIGINALS, data, originals_key=keys.originals, names_key=keys.names)
        return Original(sealed.sha256, sealed.name, sealed.wrapped_key, sealed.size)

    def original(self, account: str) -> bytes:
        """The bytes of an account as received. Raises `WrongUsage` on an unknown account or one without original."""
        known = store.account(self.testimony, account)
        original = store.find_original(self.testimony, known.sha256) if known else None
        if original is None:
            raise WrongUsage("no_original", account=account)
        return vault.open_sealed(self.path / ORIGINALS, sealed_name(original), originals_key=self.keys.originals)


def _promises(testimony: Database, entry: int) -> list[Promise]:
    salted = ((table, row, token_bytes(16), content) for table, row, content in store.rows_written(testimony))
    return [
        Promise(entry, position, table, row, salt, act_log.commitment(salt, content))
        for position, (table, row, salt, content) in enumerate(salted)
    ]


def sealed_name(original: Original) -> SealedName:
    """A stored original as the vault knows it."""
    return SealedName(original.name, original.sha256, original.size, original.wrapped_key)


def create(path: Path, passphrase: str, *, language: str = "en") -> Archive:
    """Make a new archive in a folder that does not exist or is empty, and open it.

    It is made beside its place and moved there whole, so a crash leaves no half archive under its name. Raises
    `WrongUsage` when something stands there already or the passphrase is too short.
    """
    path = path.absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WrongUsage("place_taken", path=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{token_hex(8)}.part")
    try:
        keys = _make(unfinished, passphrase, language)
        if path.exists():
            path.rmdir()
        unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    vault.sync_folder(path.parent)
    return _opened(path, keys)


def _make(folder: Path, passphrase: str, language: str) -> Keys:
    keyfile, keys = vault.create_keys(passphrase)
    folder.mkdir(mode=0o700)
    (folder / ORIGINALS).mkdir(mode=0o700)
    vault.write_whole(folder / KEYS, [keyfile])
    id_ = new_id()
    for part, open_ in _PARTS.items():
        open_(folder / part, getattr(keys, part.removesuffix(".db")), new=True).close()
    with _opened(folder, keys) as archive, archive.transaction("create", archive=id_, format=FORMAT):
        store.set_setting(archive.testimony, "archive_id", id_)
        store.set_setting(archive.testimony, "language", language)
    head = {"doltap": FORMAT, "id": id_, "keys": KEYS, "language": language}
    vault.write_whole(folder / HEAD, [json.dumps(head, indent=1).encode("ascii") + b"\n"])
    return keys


def opened_again(archive: Archive) -> Archive:
    """A second handle on an open archive, for another thread: its own connections, the same keys."""
    return _opened(archive.path, archive.keys)


_PARTS: Final = {TESTIMONY: store.open_testimony, IDENTITIES: store.open_identities}


def open_archive(path: Path, passphrase: str) -> Archive:
    """Open the archive in this folder, bringing an older format to today's.

    Raises `ArchiveUnreadable` when there is none, `WrongPassphrase`, `ArchiveNewer` when a later Doltap made it, and
    `ArchiveDamaged`, which names the part, when a part is missing or fails its check.
    """
    path = path.absolute()
    read_head(path)
    return _opened(path, vault.open_keys(read_keyfile(path), passphrase))


def read_head(path: Path) -> dict[str, Any]:
    """What `doltap.json` says. Raises `ArchiveUnreadable` when there is none, and on a format we do not know."""
    try:
        head = json.loads((path / HEAD).read_bytes())
        found = int(head["doltap"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveUnreadable("no_archive", path=str(path)) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("part_damaged", part=HEAD) from error
    if found > FORMAT:
        raise ArchiveNewer("archive_newer", part=HEAD, found=found, known=FORMAT)
    return dict(head)


def read_keyfile(path: Path) -> bytes:
    """The wrapped keys. Raises `ArchiveDamaged` when the file is missing or cannot be read."""
    try:
        return (path / KEYS).read_bytes()
    except OSError as error:
        raise ArchiveDamaged("part_missing", part=KEYS) from error


def _opened(path: Path, keys: Keys) -> Archive:
    if not (path / ORIGINALS).is_dir():
        raise ArchiveDamaged("part_missing", part=ORIGINALS)
    testimony = store.open_testimony(path / TESTIMONY, keys.testimony)
    try:
        identities = store.open_identities(path / IDENTITIES, keys.identities)
    except BaseException:
        testimony.close()
        raise
    return Archive(path, testimony, identities, keys)


def find_archive(given: str | None) -> Path:
    """The folder of the archive that is meant: the one given, else DOLTAP_ARCHIVE, else the folder we are in or above.

    Raises `ArchiveUnreadable` when there is no archive there.
    """
    named = given or os.environ.get("DOLTAP_ARCHIVE")
    here = Path.cwd()
    for folder in (Path(named).absolute(),) if named else (here, *here.parents):
        if (folder / HEAD).is_file():
            return folder
    if named:
        raise ArchiveUnreadable("no_archive", path=named)
    raise ArchiveUnreadable("no_archive_here")


def _demand_machine_words(payload: Mapping[str, Any]) -> None:
    if taken := _RESERVED & payload.keys():
        raise ValueError(f"the log itself says {taken}")
    for name, value in payload.items():
        for one in value if isinstance(value, list | tuple) else (value,):
            word = isinstance(one, str) and _MACHINE_WORD.fullmatch(one) is not None
            if not word and not isinstance(one, int | None):
                raise ValueError(f"the log takes ids, machine words and numbers, not this {name}")
