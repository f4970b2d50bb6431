"""ZIP archives: members bounded before unpacking; paths that climb out, links and locked entries refused by name."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.members import Member
from doltap.readers.package import check, entry_bytes
from doltap.readers.pieces import Piece, Unreadable, compose

TYPE: Final = "application/zip"
UNPACKED: Final = 2 << 30
"""Bytes that an archive may hold in all: more than could be taken in as files, for it is unpacked member by member."""

LARGEST: Final = 128 << 20
"""Bytes that one member may have: it is unpacked in the memory of one child."""

_MOST_MEMBERS: Final = 10_000
_JUNK: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_UTF8: Final = 0x800


def members(untrusted: bytes, first: int = 0, last: int | None = None) -> Iterator[Member]:
    """The files of the archive from number `first` on, unpacked one by one; refused ones without data and with their
    `problem`. Raises Unreadable.
    """
    with _opened(untrusted) as box:
        yield from (_member(box, entry) for entry in _entries(box, len(untrusted))[first:last])


def _entries(box: zipfile.ZipFile, packed: int) -> list[zipfile.ZipInfo]:
    """The files of an archive that is no bomb and does not hold too many."""
    check(box, packed, UNPACKED)
    entries = [e for e in box.infolist() if not e.is_dir() and not any(j in e.filename for j in _JUNK)]
    if len(entries) > _MOST_MEMBERS:
        raise Unreadable(Outcome.TOO_BIG, "too_many_members")
    return entries


def _opened(untrusted: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(untrusted))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(Outcome.DAMAGED, "package_broken") from None


def _member(box: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member:
    name = name_of(entry)
    problem = refusal(entry) or ("file_too_big" if entry.file_size > LARGEST else "")
    if problem:
        return Member(name, problem=problem)
    try:
        data = entry_bytes(box, entry)
    except Unreadable:
        return Member(name, problem="password")
    return Member(name, data, date=_date(entry)) if data is not None else Member(name, problem="package_broken")


def name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name; without the UTF-8 flag, Korean archives mean CP949 by what zipfile took for CP437."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return entry.filename


def refusal(entry: zipfile.ZipInfo) -> str:
    """Why an entry is refused: 'escapes' for a path out of the folder, 'link' for a symbolic link; '' to take it."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "escapes"
    mode = entry.external_attr >> 16
    return "link" if stat.S_ISLNK(mode) else ""


def _date(entry: zipfile.ZipInfo) -> str:
    return "{:04}-{:02}-{:02}".format(*entry.date_time[:3]) if entry.date_time[0] > 1980 else ""


def read_zip(untrusted: bytes, name: str = "") -> Reading:
    """The archive as a container; its text is the list of its members. All of them locked: `locked`."""
    with _opened(untrusted) as box:
        entries = _entries(box, len(untrusted))
    if entries and all(e.flag_bits & 1 for e in entries):
        raise Unreadable(Outcome.LOCKED, "password")
    names = tuple(name_of(e) for e in entries)
    known = (
        {"outcome": Outcome.PARTIAL, "reason": "member_refused"}
        if any(refusal(e) or e.flag_bits & 1 for e in entries)
        else {}
    )
    return compose(_listed(names), reader="zip", media_type=TYPE, members=names, **known)


def _listed(names: tuple[str, ...]) -> Iterator[Piece]:
    return (Piece(name, "meta", Locator(part=name)) for name in names)
