"""SubRip and WebVTT: one segment a cue with its time code; voices of WebVTT and 'NAME:' become speakers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import decode
from doltap.readers.pieces import Piece, clean, compose
from doltap.readers.speakers import role_of

_TIMES: Final = re.compile(
    r"^[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}.*$",
    re.MULTILINE,
)
_TAG: Final = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_VOICE: Final = re.compile(r"<v(?:\.[^ >]*)? ([^>]{1,100})>")


def read_subtitles(untrusted: bytes, name: str = "") -> Reading:
    """The cues in order. Locators carry the time code at which a cue begins (HH:MM:SS)."""
    decoded = decode(untrusted)
    vtt = clean(decoded.text).lstrip("\ufeff \n").startswith("WEBVTT")
    known: dict[str, Any] = {
        "reader": "vtt" if vtt else "srt",
        "media_type": "text/vtt" if vtt else "application/x-subrip",
        "encoding": decoded.encoding,
    }
    if not decoded.sure:
        known |= {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    return compose(_cues(clean(decoded.text)), **known)


def _cues(text: str) -> Iterator[Piece]:
    times = list(_TIMES.finditer(text))
    ends = [found.start() for found in times[1:]] + [len(text)]
    for found, end in zip(times, ends, strict=True):
        yield _cue(found[1], _words(text[found.end() : end], last=end == len(text)))


def _words(block: str, *, last: bool) -> str:
    """The lines up to the first blank one; a number on the line before the next cue is its name, no words."""
    body = block.lstrip("\n").split("\n\n", 1)[0].rstrip()
    lines = body.split("\n")
    if not last and len(lines) > 1 and lines[-1].strip().isdigit() and "\n\n" not in block.strip("\n"):
        lines = lines[:-1]
    return "\n".join(lines)


def _cue(time: str, words: str) -> Piece:
    voice = _VOICE.search(words)
    plain = html.unescape(_TAG.sub("", words))
    where = Locator(time=_seconds(time))
    if voice:
        return Piece(plain, role_of(voice[1]), where, voice[1].strip())
    named = re.match(r"\s*([A-Z][A-Z .'-]{1,30}|[가-힣]{1,6}|Q|A)\s?[:：]\s*", plain)
    if named:
        return Piece(plain[named.end() :], role_of(named[1]), where, named[1], lead=named[0].lstrip())
    return Piece(plain, "body", where)


def _seconds(time: str) -> str:
    parts = re.split(r"[.,]", time)[0].split(":")
    return ":".join(p.zfill(2) for p in (["0"] * (3 - len(parts)) + parts))
