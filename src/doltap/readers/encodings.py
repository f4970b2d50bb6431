"""Which encoding bytes are in: a sure answer, or the best guess marked unsure; never mojibake in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import chardet

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ESCAPES: Final = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp_2"), (b"\x1b$@", "iso2022_jp_2"))
_WIDE: Final = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SAMPLE: Final = 65_536
# The syllables that make up about half of running Korean text, of the North and the South alike.
_COMMON_KOREAN: Final = frozenset("이다는의에을가고한지하은로를기사도시인서으나자아대어리일그정해부있수보라전과주만")
_COMMON_SHARE: Final = 0.2
_SURE: Final = 0.9
_PYTHON_NAMES: Final = {
    "johab": "johab",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "big5": "cp950",
    "iso-8859-1": "cp1252",
    "ascii": "utf-8",
}
_DECLARED: Final = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with (a Python codec name), and whether that encoding is sure."""

    text: str
    encoding: str
    sure: bool = True


def declared_in(untrusted: bytes) -> str:
    """The encoding that an XML declaration or HTML meta element within the first 4,096 bytes claims; '' for none."""
    found = _DECLARED.search(untrusted[:4096])
    return found[1].decode("ascii").lower() if found else ""


def decode(untrusted: bytes, declared: str = "") -> Decoded:
    """The text of the bytes. Order: byte order mark, escapes, wide, UTF-8, Korean, declared, statistics."""
    for mark, name in _BOMS:
        if untrusted.startswith(mark):
            return _with_mark(untrusted[len(mark) :], name)
    return (
        _escaped(untrusted)
        or (_wide(untrusted) if b"\0" in untrusted[:_SAMPLE] else None)
        or _strict(untrusted, "utf-8")
        or _korean(untrusted)
        or _as_declared(untrusted, declared)
        or (_wide(untrusted) if _high_bytes_repeat(untrusted[:_SAMPLE]) else None)
        or _nearly_utf8(untrusted)
        or _by_statistics(untrusted)
    )


def _with_mark(body: bytes, name: str) -> Decoded:
    found = _strict(body, name)
    return found or Decoded(body.decode(name, "replace"), name, sure=False)


def _strict(untrusted: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(untrusted.decode(name), name)
    except (UnicodeDecodeError, LookupError):
        return None


def _escaped(untrusted: bytes) -> Decoded | None:
    for mark, name in _ESCAPES:
        if mark in untrusted[:_SAMPLE]:
            return _strict(untrusted, name)
    return None


def _wide(untrusted: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without mark: zero bytes gather on one side, or 16-bit units fall into few blocks."""
    sample = untrusted[: _SAMPLE // 4 * 4]
    best = max(_WIDE, key=lambda name: _sense(sample, name))
    return _strict(untrusted, best) if _sense(sample, best) > _SURE else None


def _high_bytes_repeat(sample: bytes) -> bool:
    """Whether the bytes could be UTF-16 Hangul without one ASCII character in it (high bytes AC..D7 at even places)."""
    if len(sample) < 40 or len(sample) % 2:
        return False
    return any(
        sum(0xAC <= b <= 0xD7 for b in sample[side::2]) > 0.9 * len(sample) / 2
        and sum(0xAC <= b <= 0xD7 for b in sample[1 - side :: 2]) < 0.5 * len(sample) / 2
        for side in (0, 1)
    )


def _sense(sample: bytes, name: str) -> float:
    """Share of the characters that are letters, digits or blanks of scripts one meets, when read as `name`."""
    width = 4 if "32" in name else 2
    try:
        text = sample[: len(sample) // width * width].decode(name)
    except UnicodeDecodeError:
        return 0.0
    return sum(_is_sense(c) for c in text) / max(len(text), 1)


def _is_sense(char: str) -> bool:
    code = ord(char)
    return (
        0x20 <= code < 0x530
        or char in "\t\r\n"
        or 0x2000 <= code < 0x2070
        or 0x3000 <= code < 0x9FFF
        or 0xAC00 <= code < 0xD7A4
    )


def _korean(untrusted: bytes) -> Decoded | None:
    for name in ("cp949", "johab"):
        found = _strict(untrusted, name)
        if found and _reads_as_korean(found.text):
            return found
    return None


def _reads_as_korean(text: str) -> bool:
    """Whether the common syllables are as common as Korean has them (Chinese misread as Korean has next to none)."""
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f"]
    common = sum(c in _COMMON_KOREAN for c in beyond)
    return common > _COMMON_SHARE * len(beyond) and common >= 3


def _as_declared(untrusted: bytes, declared: str) -> Decoded | None:
    name = _PYTHON_NAMES.get(declared.lower(), declared.lower())
    if not name or name.startswith("utf"):
        return None
    found = _strict(untrusted, name)
    return found if found and not any("\x80" <= c < "\xa0" for c in found.text[:_SAMPLE]) else None


def _nearly_utf8(untrusted: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: the best guess, but never silently."""
    text = untrusted.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    return Decoded(text, "utf-8", sure=False) if whole > 10 * broken else None


def _by_statistics(untrusted: bytes) -> Decoded:
    sample = _DECLARED.sub(b"", untrusted[:_SAMPLE])
    found = chardet.detect(sample)
    guess = str(found["encoding"] or "cp1252").lower()
    name = _PYTHON_NAMES.get(guess, guess)
    strict = _strict(untrusted, name)
    if strict:
        return Decoded(strict.text, name, sure=float(found["confidence"] or 0) >= _SURE)
    try:
        return Decoded(untrusted.decode(name, "replace"), name, sure=False)
    except LookupError:
        return Decoded(untrusted.decode("cp1252", "replace"), "cp1252", sure=False)
