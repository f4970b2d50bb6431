"""The readers by media type, and the functions that pick among them: content first, name second."""

from __future__ import annotations

import json as stdlib_json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from doltap.model import Outcome, Reading
from doltap.readers import (
    csv,
    docx,
    eml,
    feed,
    html,
    hwp,
    hwpx,
    json,
    kinds,
    mbox,
    odt,
    pdf,
    rtf,
    subtitles,
    txt,
    xlsx,
    xml,
    zip,
)
from doltap.readers.members import Member
from doltap.readers.pieces import Unreadable, failed

__all__ = [
    "CONTAINERS",
    "READERS",
    "Member",
    "Unreadable",
    "guess_type",
    "members_of",
    "parsed_whole",
    "read",
    "unpack",
]

Reader = Callable[[bytes, str], Reading]

READERS: dict[str, Reader] = {
    "text/plain": txt.read_txt,
    "text/markdown": txt.read_md,
    "text/html": html.read_html,
    "text/csv": csv.read_csv,
    "text/tab-separated-values": csv.read_csv,
    "text/vtt": subtitles.read_subtitles,
    "application/x-subrip": subtitles.read_subtitles,
    "application/json": json.read_json,
    "application/pdf": pdf.read_pdf,
    "application/rtf": rtf.read_rtf,
    "application/xml": xml.read_xml,
    "application/rss+xml": feed.read_feed,
    "application/mbox": mbox.read_mbox,
    "application/zip": zip.read_zip,
    "application/x-hwp": hwp.read_hwp,
    "application/vnd.ms-excel": xlsx.read_xlsx,
    "message/rfc822": eml.read_eml,
    kinds.DOCX: docx.read_docx,
    kinds.XLSX: xlsx.read_xlsx,
    kinds.ODT: odt.read_odt,
    kinds.HWPX: hwpx.read_hwpx,
}
"""The built-in readers. A reader raises Unreadable, or whatever it did not foresee, for one input alone."""

_NOT_READ: Final = {
    "application/msword": "old_word",
    "application/vnd.ms-powerpoint": "slides",
    kinds.PPTX: "slides",
    "application/x-executable": "program",
    "application/x-hwp3": "old_hwp",
    "application/warc": "web_archive",
    "application/vnd.ms-outlook": "outlook",
    "application/vnd.ms-tnef": "outlook",
    **dict.fromkeys(
        (f"application/{kind}" for kind in ("gzip", "vnd.rar", "x-7z-compressed", "x-bzip2", "x-xz")), "other_archive"
    ),
}
_DEPTH: Final = 3


def guess_type(untrusted: bytes, name: str = "") -> str:
    """The media type of the bytes by their content; `name` decides only what content leaves open."""
    return kinds.guess_type(untrusted, name)


def read(untrusted: bytes, name: str = "") -> Reading:
    """What the bytes say. Whatever a reader foresees is an outcome; anything else it raises ends this one account."""
    if not untrusted.strip(b" \t\r\n\0"):
        return failed(Outcome.EMPTY, "no_bytes" if not untrusted else "no_words")
    media_type = guess_type(untrusted, name)
    reader = READERS.get(media_type)
    if reader is None:
        return _not_read(media_type, name)
    try:
        reading = reader(untrusted, name)
    except Unreadable as problem:
        return failed(problem.outcome, problem.reason, media_type, reader.__name__.removeprefix("read_"))
    return reading if reading.reason or reading.outcome is not Outcome.EMPTY else replace(reading, reason="no_words")


def _not_read(media_type: str, name: str) -> Reading:
    claimed = kinds.claimed_type(name)
    if media_type.startswith("image/"):
        return failed(Outcome.NEEDS_OCR, "picture", media_type)
    if media_type.startswith(("audio/", "video/")):
        return failed(Outcome.UNSUPPORTED, "recording", media_type)
    if media_type == "application/x-ole-encrypted":
        return failed(Outcome.LOCKED, "password", media_type)
    if claimed and (media_type == "application/x-executable" or claimed in READERS):
        return failed(Outcome.UNSUPPORTED, "type_lies", media_type)
    return failed(Outcome.UNSUPPORTED, _NOT_READ.get(media_type, "unknown_type"), media_type)


def unpack(untrusted: bytes, name: str, *, depth: int = 0) -> tuple[Member, ...]:
    """The members of a container in order, () for what is none. Bounded; refused members are named with a `problem`.

    `depth` is how many containers this one lies in already: at three nothing more is unpacked. Raises Unreadable
    (too_big, locked, damaged) where the container as a whole is refused.
    """
    media_type = guess_type(untrusted, name)
    if media_type not in CONTAINERS:
        return ()
    if depth >= _DEPTH:
        raise Unreadable(Outcome.TOO_BIG, "nested_too_deep")
    return tuple(CONTAINERS[media_type](untrusted, 0, None))


def members_of(untrusted: bytes, name: str, first: int, last: int) -> Iterable[Member]:
    """The members number `first` to before `last` of a container, one by one; nothing of what is none."""
    open_ = CONTAINERS.get(guess_type(untrusted, name))
    return open_(untrusted, first, last) if open_ else ()


def parsed_whole(untrusted: bytes, name: str) -> bool:
    """Whether the members of this container are cut out of one parse of it, and so have passed through its reader."""
    return guess_type(untrusted, name) in _PARSED_WHOLE


_PARSED_WHOLE: Final = frozenset(("application/json", "application/rss+xml", "application/mbox"))


def _records(untrusted: bytes, first: int, last: int | None) -> Iterator[Member]:
    try:
        data, _ = json.parse(untrusted)
    except ValueError:
        return
    yield from (
        Member(
            f"{number}.json",
            stdlib_json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"),
            json.TYPE,
            *json.facts(record),
        )
        for number, record in islice(enumerate(json.records(data), 1), first, last)
    )


CONTAINERS: Final[dict[str, Callable[[bytes, int, int | None], Iterable[Member]]]] = {
    "application/zip": zip.members,
    "application/mbox": lambda untrusted, first, last: islice(mbox.members(untrusted), first, last),
    "application/rss+xml": lambda untrusted, first, last: feed.members(untrusted)[first:last],
    "message/rfc822": lambda untrusted, first, last: eml.attachments(eml.parse(untrusted))[first:last],
    "application/json": _records,
}
"""What opens each kind of container: its members from the first to before the last number asked for."""
