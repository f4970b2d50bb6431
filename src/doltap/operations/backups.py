"""A backup is one file that leaves the machine: what is in it is encrypted twice, and anybody with age can open it.

The file is a tar of `archive.age` and, when it was made for a passphrase, `key.age` (an age identity of its own under
that passphrase, so that large archives stream). Inside: `doltap.json`, `keys.json`, the two databases as snapshots,
the sealed originals, all as encrypted as they are in the archive; so no plaintext is ever written, here or on the way.

    tar xf FILE && age -d key.age > key && age -d -i key archive.age | tar x
"""

from __future__ import annotations

import io
import os
import re
import secrets
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import pyrage
from pyrage import passphrase as age_passphrase
from pyrage import x25519

from doltap import store, vault
from doltap.errors import ArchiveDamaged, DoltapError, InputNotRead, WrongPassphrase, WrongUsage
from doltap.model import Progress, Step, quiet
from doltap.operations.archive import HEAD, IDENTITIES, KEYS, ORIGINALS, TESTIMONY, Archive, open_archive
from doltap.operations.keeping import Head, Verified, VerifyRequest, head, verify

_KEY: Final = "key.age"
_BODY: Final = "archive.age"
_MEMBER: Final = re.compile(
    rf"{re.escape(HEAD)}|{re.escape(KEYS)}|testimony\.db|identities\.db|originals/[0-9a-f]{{64}}"
)
_BLOCK: Final = tarfile.BLOCKSIZE


@dataclass(frozen=True, slots=True)
class BackupRequest:
    """`to`: the file to write. Opened later by `passphrase` (the archive's own is the usual choice) or `recipients`.

    `recipients` are age public keys ('age1...').
    """

    to: Path
    passphrase: str = field(default="", repr=False)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackedUp:
    """Where the backup is, its size in bytes, how many originals are in it, and the head to write down."""

    path: Path
    size: int
    originals: int
    head: Head


def backup(archive: Archive, request: BackupRequest, *, progress: Progress = quiet) -> BackedUp:
    """Write one encrypted file that holds the whole archive as it stood at one moment.

    Raises `WrongUsage` when nobody could open it, a recipient is not an age key, or the file exists already, and
    `ArchiveDamaged` when a sealed original is missing: a backup with a hole in it is not made silently.
    """
    to = request.to.absolute()
    if to.exists():
        raise WrongUsage("place_taken", path=str(to))
    recipients, key = _recipients(request)
    work = archive.path / f".{secrets.token_hex(8)}.part"
    unfinished = to.with_name(f".{secrets.token_hex(8)}.part")
    try:
        work.mkdir(mode=0o700)
        now, names = _snapshots(archive, work)
        with unfinished.open("xb") as file:
            _write_outer(file, _Reader(_inner(archive, work, names, progress)), recipients, key)
        unfinished.replace(to)
        vault.sync_folder(to.parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        unfinished.unlink(missing_ok=True)
    return BackedUp(to, to.stat().st_size, len(names), now)


def _recipients(request: BackupRequest) -> tuple[list[Any], bytes]:
    """Who can open the body, and the encrypted identity for the passphrase (empty without one)."""
    found = [_recipient(text) for text in request.recipients]
    if not request.passphrase:
        if not found:
            raise WrongUsage("backup_for_nobody")
        return found, b""
    identity = x25519.Identity.generate()
    key = age_passphrase.encrypt(f"{identity}\n".encode(), vault.normal(request.passphrase))
    return [*found, identity.to_public()], key


def _recipient(text: str) -> Any:  # noqa: ANN401  pyrage has no types
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise WrongUsage("bad_recipient", recipient=text) from error


def _snapshots(archive: Archive, work: Path) -> tuple[Head, tuple[str, ...]]:
    """Both databases as of one moment, still encrypted, and the names of the originals they refer to."""
    with vault.write_lock(archive.path / "write.lock", "backup"):
        store.snapshot(archive.testimony, work / TESTIMONY)
        store.snapshot(archive.identities, work / IDENTITIES)
        return head(archive), tuple(original.name for original in store.originals(archive.testimony))


def _inner(archive: Archive, work: Path, names: tuple[str, ...], progress: Progress) -> Iterator[bytes]:
    """The bytes of the inner tar, piece by piece."""
    files = {HEAD: archive.path / HEAD, KEYS: archive.path / KEYS}
    files |= {part: work / part for part in (TESTIMONY, IDENTITIES)}
    files |= {f"{ORIGINALS}/{name}": archive.path / ORIGINALS / name for name in names}
    for done, (name, path) in enumerate(files.items(), 1):
        yield from _member(name, path)
        progress(Step(done, len(files), name.partition("/")[0]))
    yield bytes(2 * _BLOCK)


def _member(name: str, path: Path) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise ArchiveDamaged("part_missing", part=name) from error
    with file:
        size = os.fstat(file.fileno()).st_size
        yield _tar_header(name, size)
        while piece := file.read(1 << 20):
            yield piece
    yield _padding(size)


def _tar_header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)  # no times, owners or modes: a backup tells nothing about the machine it comes from
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


class _Reader(io.RawIOBase):
    """Pieces of bytes as a file that can be read from. `stopped_by` keeps why the pieces ended early.

    (age turns whatever its reader raises into an error of its own.)
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""
        self.stopped_by: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            self._left = self._next_piece()
        given, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return given

    def _next_piece(self) -> bytes:
        try:
            return next((piece for piece in self._pieces if piece), b"")
        except (DoltapError, OSError, KeyboardInterrupt) as error:
            self.stopped_by = error
            raise


def _write_outer(file: IO[bytes], body: _Reader, recipients: list[Any], key: bytes) -> None:
    """The outer tar. The body's size is known only when it is written, so its header is put in last."""
    if key:
        file.write(_tar_header(_KEY, len(key)) + key + _padding(len(key)))
    place = file.tell()
    file.write(_tar_header(_BODY, 0))
    try:
        pyrage.encrypt_io(body, file, recipients)
    except pyrage.EncryptError as error:
        raise body.stopped_by or error from None
    size = file.tell() - place - _BLOCK
    file.write(_padding(size) + bytes(2 * _BLOCK))
    file.seek(place)
    file.write(_tar_header(_BODY, size))
    file.flush()
    os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """`file` is restored into the new folder `to`. `archive_passphrase` opens the archive that is in it.

    The backup itself opens with `passphrase` (empty: the archive's) or with an age secret key in `identity`.
    `head`: one written down earlier; a backup that is older, or of another history, is refused.
    """

    file: Path
    to: Path
    archive_passphrase: str = field(repr=False)
    passphrase: str = field(default="", repr=False)
    identity: str = field(default="", repr=False)
    head: Head | None = None


def restore(request: RestoreRequest, *, progress: Progress = quiet) -> Verified:
    """Unpack a backup beside its place, verify it whole, and only then move it there.

    Raises `WrongUsage` (place taken; older than the head), `InputNotRead`, `ArchiveUnreadable` and `WrongPassphrase`.
    """
    to = request.to.absolute()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise WrongUsage("place_taken", path=str(to))
    if not request.file.is_file():
        raise InputNotRead("file_missing", file=str(request.file))
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.with_name(f".{secrets.token_hex(8)}.part")
    try:
        unfinished.mkdir(mode=0o700)
        _unpack(request, unfinished)
        verified = _checked(request, unfinished, progress)
        if to.exists():
            to.rmdir()
        unfinished.rename(to)
        vault.sync_folder(to.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return verified


def _checked(request: RestoreRequest, folder: Path, progress: Progress) -> Verified:
    with open_archive(folder, request.archive_passphrase) as archive:
        verified = verify(archive, VerifyRequest(request.head), progress=progress)
    for problem in verified.problems:
        if problem.code == "problem.log_older":
            raise WrongUsage("backup_older", found=verified.entries, known=dict(problem.params)["known"])
        if problem.code == "problem.log_differs":
            raise WrongUsage("backup_differs")
    return verified


def _unpack(request: RestoreRequest, folder: Path) -> None:
    inner = folder / "inner.part"
    (folder / ORIGINALS).mkdir(mode=0o700)
    try:
        with tarfile.open(request.file, "r:") as outer:
            identity = _identity(request, outer)
            _decrypt(outer, identity, inner)
        with tarfile.open(inner, "r:") as untrusted_tar:
            for member in untrusted_tar:
                _unpack_member(untrusted_tar, member, folder)
    except (tarfile.TarError, OSError, KeyError) as error:
        raise ArchiveDamaged("not_a_backup", path=str(request.file)) from error
    finally:
        inner.unlink(missing_ok=True)


def _identity(request: RestoreRequest, outer: tarfile.TarFile) -> Any:  # noqa: ANN401  pyrage has no types
    try:
        if request.identity:
            return x25519.Identity.from_str(request.identity.strip())
        secret = vault.normal(request.passphrase or request.archive_passphrase)
        return x25519.Identity.from_str(age_passphrase.decrypt(_content(outer, _KEY), secret).decode("ascii").strip())
    except (pyrage.DecryptError, pyrage.IdentityError, KeyError) as error:
        raise WrongPassphrase("backup_locked") from error


def _content(outer: tarfile.TarFile, name: str) -> bytes:
    file = outer.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read(1 << 16)


def _decrypt(outer: tarfile.TarFile, identity: Any, to: Path) -> None:  # noqa: ANN401  pyrage has no types
    body = outer.extractfile(_BODY)
    if body is None:
        raise KeyError(_BODY)
    try:
        with to.open("xb") as file:
            pyrage.decrypt_io(body, file, [identity])
    except pyrage.DecryptError as error:
        raise WrongPassphrase("backup_locked") from error


def _unpack_member(untrusted_tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """One file, if it is a plain file of a name that an archive has: nothing else leaves the tar."""
    file = untrusted_tar.extractfile(member) if member.isfile() else None
    if file is None or not _MEMBER.fullmatch(member.name):
        raise tarfile.TarError(member.name)
    with file, (folder / member.name).open("xb") as unpacked:
        shutil.copyfileobj(file, unpacked, 1 << 20)
        unpacked.flush()
        os.fsync(unpacked.fileno())
