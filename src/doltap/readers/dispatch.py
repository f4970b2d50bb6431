"""The readers by media type, and the one function that picks among them: content first, name second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from doltap.model import Outcome, Reading
from doltap.readers.csv import read_csv
from doltap.readers.html import read_html
from doltap.readers.json import read_json
from doltap.readers.kinds import claimed_type, guess_type
from doltap.readers.pieces import failed
from doltap.readers.txt import read_md, read_txt

Reader = Callable[[bytes, str], Reading]

READERS: dict[str, Reader] = {
    "text/plain": read_txt,
    "text/markdown": read_md,
    "text/html": read_html,
    "text/csv": read_csv,
    "text/tab-separated-values": read_csv,
    "application/json": read_json,
}

_KNOWN_BUT_NOT_READ: Final = {
    "application/msword": "old_word",
    "application/vnd.ms-powerpoint": "slides",
    "application/x-executable": "program",
    "application/x-hwp3": "old_hwp",
}


def read(untrusted: bytes, name: str = "") -> Reading:
    """What the bytes say. Raises nothing that a reader foresees; whatever else a reader raises ends this one account."""
    if not untrusted.strip(b" \t\r\n\0"):
        return failed(Outcome.EMPTY, "no_bytes" if not untrusted else "no_words")
    media_type = guess_type(untrusted, name)
    reader = READERS.get(media_type)
    return reader(untrusted, name) if reader else _not_read(media_type, name)


def _not_read(media_type: str, name: str) -> Reading:
    if media_type.startswith("image/"):
        return failed(Outcome.NEEDS_OCR, "picture", media_type)
    claimed = claimed_type(name)
    if claimed and claimed != media_type and media_type == "application/x-executable":
        return failed(Outcome.UNSUPPORTED, "type_lies", media_type)
    if media_type.startswith(("audio/", "video/")):
        return failed(Outcome.UNSUPPORTED, "recording", media_type)
    return failed(Outcome.UNSUPPORTED, _KNOWN_BUT_NOT_READ.get(media_type, "unknown_type"), media_type)
