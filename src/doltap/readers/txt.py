"""Plain text and Markdown: the file's own text, line for line; paragraphs, headings and turns as segments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doltap.model import Locator, Outcome, Reading, Segment
from doltap.readers.encodings import Decoded, decode
from doltap.readers.pieces import clean
from doltap.readers.speakers import turns

_HEADING: Final = re.compile(r"#{1,6}[ \t]+(?=\S)")
_HEADING_LINE: Final = re.compile(r"^#{1,6}[ \t]+\S.*$", re.MULTILINE)


def read_txt(untrusted: bytes, name: str = "") -> Reading:
    """The whole text of a plain file; `partial` with reason `encoding_unsure` where the encoding is a guess."""
    return from_text(decode(untrusted), "txt", "text/plain")


def read_md(untrusted: bytes, name: str = "") -> Reading:
    """The whole text of a Markdown file, its headings marked."""
    return from_text(decode(untrusted), "md", "text/markdown")


def from_text(decoded: Decoded, reader: str, media_type: str) -> Reading:
    """A Reading whose text is the decoded text itself (NFC, newlines), so that offsets are those of the file."""
    text = clean(decoded.text)
    segments = tuple(_segments(text, markdown=reader == "md"))
    unsure = not decoded.sure
    return Reading(
        outcome=Outcome.EMPTY if not segments else Outcome.PARTIAL if unsure else Outcome.OK,
        reader=reader,
        media_type=media_type,
        encoding=decoded.encoding,
        text=text,
        segments=segments,
        reason="encoding_unsure" if unsure else "",
        title=_title(text) if reader == "md" else "",
    )


def _segments(text: str, *, markdown: bool) -> Iterator[Segment]:
    lines = _line_starts(text)
    spoken = tuple(turns(text, lines))
    if spoken:
        yield from spoken
        return
    for start, end in _blocks(text, markdown=markdown):
        heading = _HEADING.match(text, start, end) if markdown else None
        yield Segment(heading.end() if heading else start, end, Locator(line=lines[_line_head(text, start)]),
                      role="heading" if heading else "body")  # fmt: skip


def _line_head(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_starts(text: str) -> dict[int, int]:
    starts = {0: 1}
    for number, found in enumerate(re.finditer("\n", text), 2):
        starts[found.end()] = number
    return starts


def _blocks(text: str, *, markdown: bool) -> Iterator[tuple[int, int]]:
    """Stretches of non-blank lines; in Markdown a heading line is a stretch of its own."""
    at = 0
    begin = -1
    end = 0
    for line in text.split("\n"):
        stop = at + len(line)
        alone = markdown and bool(_HEADING.match(line))
        if begin >= 0 and (alone or not line.strip()):
            yield begin, end
            begin = -1
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            begin = first if begin < 0 else begin
            end = at + len(line.rstrip())
        if alone:
            yield begin, end
            begin = -1
        at = stop + 1
    if begin >= 0:
        yield begin, end


def _title(text: str) -> str:
    found = _HEADING_LINE.search(text)
    return found[0].lstrip("# \t").strip() if found else ""
