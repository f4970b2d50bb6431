"""RTF by a small parser of our own: groups, destinations, code pages, \\u and \\' characters; objects never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.pieces import Piece, Unreadable, compose, names
from doltap.readers.walk import told_apart

TYPE: Final = "application/rtf"
_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIP: Final = names(
    "fonttbl colortbl stylesheet pict object objdata themedata colorschememapping datastore latentstyles listtable"
    " listoverridetable rsidtbl generator xmlnstbl filetbl revtbl fldinst bkmkstart bkmkend panose falt blipuid"
    " listtext pntext template userprops atnid atnref atndate nonshppict shpinst sp wgrffmtfilter mmathPr"
)
_ROLES: Final = (
    dict.fromkeys(names("footnote annotation"), "note")
    | dict.fromkeys(names("header headerl headerr headerf footer footerl footerr footerf"), "meta")
    | {"title": "title", "info": "skip"}
)
_BREAKS: Final = frozenset({"par", "sect", "page", "row", "nestrow"})
_SIGNS: Final = {
    "tab": "\t",
    "line": "\n",
    "cell": "\t",
    "nestcell": "\t",
    "emdash": "\u2014",
    "endash": "\u2013",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "emspace": " ",
    "enspace": " ",
}
_CHARSETS: Final = {
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_STATUSES: Final = {"deleted": "deleted", "revised": "inserted", "v": "hidden"}
_DEPTH: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces."""

    role: str = "body"
    status: str = ""
    skip: bool = False
    codec: str = ""
    fallback: int = 1
    starred: bool = False
    fonts: bool = False


@dataclass(slots=True)
class _State:
    codec: str = "cp1252"
    group: _Group = field(default_factory=_Group)
    stack: list[_Group] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    raw: bytearray = field(default_factory=bytearray)
    words: list[tuple[str, str]] = field(default_factory=list)
    high: int = 0
    skipping: int = 0
    role: str = "body"
    title: list[str] = field(default_factory=list)
    unsure: bool = False
    number: int = 1


def read_rtf(untrusted: bytes, name: str = "") -> Reading:
    """The text of an RTF file by paragraph. Raises Unreadable (damaged) where no group ever opens."""
    if b"{" not in untrusted[:64]:
        raise Unreadable(Outcome.DAMAGED, "rtf_broken")
    state = _State()
    pieces = list(_pieces(untrusted, state))
    known = {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"} if state.unsure and pieces else {}
    return compose(
        pieces, reader="rtf", media_type=TYPE, encoding=state.codec, title="".join(state.title).strip(), **known
    )


def _pieces(untrusted: bytes, state: _State) -> Iterator[Piece]:
    for token in _TOKEN.finditer(untrusted):
        word, number, code, sign, brace, plain = token.groups()
        if word:
            yield from _word(state, word.decode("ascii"), int(number) if number else None)
        elif code:
            _bytes(state, bytes([int(code, 16)]))
        elif sign:
            yield from _sign(state, sign)
        elif brace:
            yield from _brace(state, brace)
        elif plain:
            _bytes(state, plain)
    yield from _flush(state)


def _brace(state: _State, brace: bytes) -> Iterator[Piece]:
    _decode(state)
    if brace == b"{":
        if len(state.stack) > _DEPTH:
            raise Unreadable(Outcome.DAMAGED, "depth")
        state.stack.append(state.group)
        state.group = replace(state.group, starred=False)
    elif state.stack:
        before, state.group = state.group, state.stack.pop()
        if before.role != state.group.role:
            yield from _flush(state)
    state.skipping = 0


def _sign(state: _State, sign: bytes) -> Iterator[Piece]:
    _decode(state)
    if sign == b"*":
        state.group = replace(state.group, starred=True)
    elif sign in b"{}\\":
        _bytes(state, sign)
    elif sign in (b"\n", b"\r"):
        yield from _flush(state)
    else:
        _text(state, {b"~": "\u00a0", b"_": "-"}.get(sign, ""))


def _word(state: _State, word: str, number: int | None) -> Iterator[Piece]:
    if word == "u" and number is not None:
        _unicode(state, number)
        return
    _decode(state)
    if word in _BREAKS and not state.group.skip:
        yield from _flush(state)
    elif word in _ROLES:
        yield from _flush(state)
        role = _ROLES[word]
        state.group = replace(state.group, role=role, skip=state.group.skip or role == "skip")
        if role == "title":
            state.group = replace(state.group, skip=False)
    elif word in _SKIP or (state.group.starred and word not in ("shptxt", "revised")):
        state.group = replace(state.group, skip=True, fonts=word == "fonttbl" or state.group.fonts)
    elif word in _SIGNS:
        _text(state, _SIGNS[word])
    else:
        _setting(state, word, number)


def _setting(state: _State, word: str, number: int | None) -> None:
    if word == "ansicpg" and number:
        state.codec = "cp949" if number == 949 else "utf-8" if number == 65001 else _known(f"cp{number}")
    elif word == "uc" and number is not None:
        state.group = replace(state.group, fallback=max(0, min(number, 100)))
    elif word == "f" and number is not None:
        state.font = number
        state.group = replace(state.group, codec=state.fonts.get(number, ""))
    elif word == "fcharset" and number is not None and state.group.fonts:
        state.fonts[state.font] = _CHARSETS.get(number, "") if number else ""
    elif word in _STATUSES:
        state.group = replace(state.group, status=_STATUSES[word] if number != 0 else "")
    elif word == "plain":
        state.group = replace(state.group, status="", codec="")
    elif word == "bin":
        state.skipping = number or 0


def _known(codec: str) -> str:
    try:
        b"".decode(codec)
    except LookupError:
        return "cp1252"
    return codec


def _unicode(state: _State, number: int) -> None:
    _decode(state)
    unit = number & 0xFFFF
    if 0xD800 <= unit < 0xDC00:
        state.high = unit
    elif 0xDC00 <= unit < 0xE000 and state.high:
        _text(state, chr(0x10000 + ((state.high - 0xD800) << 10) + unit - 0xDC00))
    else:
        _text(state, chr(unit))
    state.skipping = state.group.fallback


def _bytes(state: _State, raw: bytes) -> None:
    """Bytes in the current code page, less those that stand in for a \\u character."""
    skipped = min(state.skipping, len(raw))
    state.skipping -= skipped
    if not state.group.skip:
        state.raw += raw[skipped:]


def _decode(state: _State) -> None:
    if state.raw:
        raw, state.raw = bytes(state.raw), bytearray()
        _text(state, _in_codec(state, raw))


def _in_codec(state: _State, raw: bytes) -> str:
    """The bytes in the font's code page; a font that declares none (charset 0) means the file's own, else Western."""
    try:
        return raw.decode(state.group.codec or state.codec)
    except UnicodeDecodeError:
        words = raw.decode(state.group.codec or "cp1252", "replace")
        state.unsure |= "\ufffd" in words
        return words


def _text(state: _State, words: str) -> None:
    if not words or state.group.skip:
        return
    state.high = 0
    if state.group.role == "title":
        state.title.append(words)
        return
    state.words.append((state.group.status, words))
    state.role = state.group.role


def _flush(state: _State) -> Iterator[Piece]:
    """The paragraph so far: its flowing words, then what was deleted or hidden."""
    _decode(state)
    words, state.words = state.words, []
    state.number += bool(words)
    return told_apart(words, Piece("", state.role, Locator(line=max(state.number - 1, 1))))
