"""HWP 5 documents by their records (Hancom's published format, revision 1.3): text only, never scripts or objects."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import olefile

from doltap.model import Locator, Outcome, Reading
from doltap.readers.package import MOST
from doltap.readers.pieces import Piece, Unreadable, compose

TYPE: Final = "application/x-hwp"
_SIGNATURE: Final = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTED, _DRM = 1, 2, 4, 16
_PARA_TEXT, _CTRL_HEADER, _LIST_HEADER = 67, 71, 72
_ROLES: Final = {b"fn  ": "note", b"en  ": "note", b"head": "meta", b"foot": "meta", b"tcmt": "hidden", b"tbl ": "cell"}
_OVERLAP: Final = b"tcps"
# Control characters: those of one unit; every other below 32 takes eight (table 6 of the format).
_SINGLE: Final = frozenset({0, 10, 13, *range(24, 32)})
_CHARACTERS: Final = {9: "\t", 10: "\n", 24: "-", 30: "\u00a0", 31: " "}
_SECTION: Final = re.compile(r"^(?:BodyText|ViewText)/Section(\d+)$")
_BROKEN: Final = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, olefile.olefile.OleFileError)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a section: its tag, its depth, its bytes."""

    tag: int
    level: int
    data: bytes


def read_hwp(untrusted: bytes, name: str = "") -> Reading:
    """The text of all sections; `locked` for a password or rights management, `partial` where a section is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(untrusted)) as box:
            return _document(box)
    except _BROKEN:
        raise Unreadable(Outcome.DAMAGED, "hwp_broken") from None


def _document(box: olefile.OleFileIO[str]) -> Reading:
    head = box.openstream("FileHeader").read(256)
    flags = struct.unpack_from("<I", head, 36)[0] if head.startswith(_SIGNATURE) and len(head) >= 40 else 0
    if flags & (_PASSWORD | _DRM | _DISTRIBUTED):
        raise Unreadable(Outcome.LOCKED, "rights" if flags & _DISTRIBUTED else "password")
    sections = sorted((int(m[1]), path) for entry in box.listdir() if (m := _SECTION.match(path := "/".join(entry))))
    pieces: list[Piece] = []
    broken = not sections
    for number, path in sections:
        body, whole = _plain(box.openstream(path).read(), compressed=bool(flags & _COMPRESSED))
        broken |= not whole
        pieces += _pieces(body, f"section{number}" if len(sections) > 1 else "")
    pictures = any(entry[0] == "BinData" for entry in box.listdir())
    return compose(
        pieces,
        reader="hwp",
        media_type=TYPE,
        encoding="utf-16-le",
        **_outcome(pieces, broken=broken, pictures=pictures),
    )


def _outcome(pieces: list[Piece], *, broken: bool, pictures: bool) -> dict[str, str | Outcome]:
    if broken:
        return {"outcome": Outcome.PARTIAL if pieces else Outcome.DAMAGED, "reason": "part_broken"}
    if pictures and not any(p.text.strip() for p in pieces):
        return {"outcome": Outcome.NEEDS_OCR, "reason": "picture"}
    return {}


def _plain(data: bytes, *, compressed: bool) -> tuple[bytes, bool]:
    """The unpacked section and whether all of it unpacked; at most 512 MiB."""
    if not compressed:
        return data, True
    machine = zlib.decompressobj(-15)
    try:
        body = machine.decompress(data, MOST)
    except zlib.error:
        return b"", False
    if machine.unconsumed_tail:
        raise Unreadable(Outcome.TOO_BIG, "bomb")
    return body, True


def records(body: bytes) -> Iterator[Record]:
    """The records of a section, up to the first that does not fit."""
    at = 0
    while at + 4 <= len(body):
        (head,) = struct.unpack_from("<I", body, at)
        at += 4
        size = head >> 20
        if size == 0xFFF and at + 4 <= len(body):
            (size,) = struct.unpack_from("<I", body, at)
            at += 4
        if at + size > len(body):
            return
        yield Record(head & 0x3FF, (head >> 10) & 0x3FF, body[at : at + size])
        at += size


def _pieces(body: bytes, part: str) -> Iterator[Piece]:
    inside: list[tuple[int, str]] = []
    number = 0
    for record in records(body):
        while inside and record.level <= inside[-1][0]:
            inside.pop()
        if record.tag == _CTRL_HEADER:
            kind = record.data[:4][::-1]
            inside.append((record.level, _ROLES.get(kind, inside[-1][1] if inside else "body")))
            if kind == _OVERLAP:
                yield Piece(_overlapped(record.data), inside[-1][1], Locator(line=number, part=part))
        elif record.tag == _PARA_TEXT:
            number += 1
            yield Piece(words_of(record.data), inside[-1][1] if inside else "body", Locator(line=number, part=part))


def _overlapped(data: bytes) -> str:
    """The characters that are written over each other."""
    size = struct.unpack_from("<H", data, 4)[0] if len(data) >= 6 else 0
    return data[6 : 6 + 2 * size].decode("utf-16-le", "replace")


def words_of(data: bytes) -> str:
    """The words of one paragraph: UTF-16 units, its control characters resolved or left out."""
    parts: list[str] = []
    at = begin = 0
    while at + 2 <= len(data):
        unit = data[at] | data[at + 1] << 8
        if unit < 32:
            parts += (data[begin:at].decode("utf-16-le", "replace"), _CHARACTERS.get(unit, ""))
            at = begin = at + (2 if unit in _SINGLE else 16)
        else:
            at += 2
    return "".join([*parts, data[begin : len(data) // 2 * 2].decode("utf-16-le", "replace")])
