"""ZIP packages, opened with suspicion: size and ratio before unpacking, no entry believed, XML without entities."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from doltap.model import Outcome, Reading
from doltap.readers.pieces import Unreadable

MOST: Final = 512 << 20
RATIO: Final = 100
# Below this size a high ratio is a small file of repeated markup, not a bomb.
_HARMLESS: Final = 1 << 20
_ENCRYPTED: Final = 1
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    struct.error,
)


def open_package(untrusted: bytes, *, most: int = MOST) -> dict[str, bytes]:
    """The entries of a package by name, where all of it is needed. Raises Unreadable (too_big, locked, damaged)."""
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as box:
            check(box, len(untrusted), most)
            return {
                entry.filename.lstrip("/"): data
                for entry in box.infolist()
                if (data := entry_bytes(box, entry)) is not None
            }
    except _BROKEN:
        found = dict(_salvaged(untrusted, most))
        if not found:
            raise Unreadable(Outcome.DAMAGED, "package_broken") from None
        return found


def check(box: zipfile.ZipFile, packed: int, most: int = MOST) -> None:
    """Refuse a bomb by what it declares: more than `most` bytes, or more than a hundred times its packed size."""
    whole = sum(entry.file_size for entry in box.infolist())
    if whole > most or (whole > _HARMLESS and whole > RATIO * packed):
        raise Unreadable(Outcome.TOO_BIG, "bomb")


def entry_bytes(box: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """The bytes of one entry, at most as many as it declares; None where it is broken. Locked ones raise Unreadable."""
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable(Outcome.LOCKED, "password")
    try:
        return box.read(entry)
    except (*_BROKEN, RuntimeError):
        return None


def _salvaged(untrusted: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """Entries of a package without a usable directory, by their local headers, as far as they unpack."""
    at = untrusted.find(b"PK\x03\x04")
    while at >= 0 and at + _LOCAL.size <= len(untrusted):
        *_, method, _, _, _, packed, _, name_length, extra = _LOCAL.unpack_from(untrusted, at)
        start = at + _LOCAL.size + name_length + extra
        name = untrusted[at + _LOCAL.size : at + _LOCAL.size + name_length].decode("utf-8", "replace")
        following = untrusted.find(b"PK\x03\x04", start)
        data = _unpacked(
            untrusted[start : start + packed if packed else following if following > 0 else None], method, most
        )
        if data and not name.endswith("/"):
            most -= len(data)
            yield name.lstrip("/"), data
        at = following


def _unpacked(packed: bytes, method: int, most: int) -> bytes:
    if method == 0:
        return packed
    try:
        return zlib.decompressobj(-15).decompress(packed, max(most, 1)) if method == 8 else b""
    except zlib.error:
        return b""


def parse_xml(untrusted: bytes) -> etree._Element:
    """The root of an XML part: no entities, no network, no DTD; broken markup as far as it goes. Raises Unreadable."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(untrusted, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Unreadable(Outcome.DAMAGED, "xml_broken")
    return root


def local(tag: object) -> str:
    """The tag without its namespace; '' for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: etree._Element, name: str) -> str:
    """The attribute with this local name in any namespace; '' for none."""
    return next((str(v) for k, v in node.attrib.items() if local(k) == name), "")


_PICTURE: Final = re.compile(r"(?:^|/)(?:media|Pictures|BinData)/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)$", re.I)


def or_picture(reading: Reading, parts: dict[str, bytes]) -> Reading:
    """The reading; a document without words that holds pictures needs text recognition, and is not called empty."""
    if reading.outcome is not Outcome.EMPTY or not any(_PICTURE.search(name) for name in parts):
        return reading
    return replace(reading, outcome=Outcome.NEEDS_OCR, reason="picture")
