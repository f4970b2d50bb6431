"""Mail: subject as heading, correspondents as meta, the body once; quoted lines marked; attachments are members."""

from __future__ import annotations

import email
import email.header
import email.message
import email.policy
import email.utils
import re
from collections.abc import Iterator
from typing import Any, Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import Decoded, decode
from doltap.readers.html import from_markup
from doltap.readers.members import Member
from doltap.readers.pieces import Piece, Unreadable, compose

TYPE: Final = "message/rfc822"
_MOST_PARTS: Final = 500
_HEADS: Final = ("From", "To", "Cc", "Date")
_ARMOUR: Final = b"-----BEGIN PGP MESSAGE-----"


def parse(untrusted: bytes) -> email.message.Message:
    """The message, however ill-formed."""
    return email.message_from_bytes(untrusted, policy=email.policy.compat32)


def read_eml(untrusted: bytes, name: str = "") -> Reading:
    """The words of a message; `members` are its attachments. An encrypted one is `locked`."""
    message = parse(untrusted)
    if message.get_content_type() == "multipart/encrypted" or (_ARMOUR in untrusted[:65_536] and not _texts(message)):
        raise Unreadable(Outcome.LOCKED, "password")
    subject = header(message, "Subject")
    pieces = [Piece(subject, "heading")]
    pieces += [Piece(header(message, head), "meta", lead=f"{head}: ") for head in _HEADS]
    encoding, unsure = "", False
    for number, part in enumerate(_texts(message), 1):
        decoded = _decoded(part)
        encoding, unsure = encoding or decoded.encoding, unsure or not decoded.sure
        pieces += _body(part, decoded, number)
    known: dict[str, Any] = {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"} if unsure else {}
    return compose(
        pieces,
        reader="eml",
        media_type=TYPE,
        encoding=encoding,
        title=subject,
        date=date_of(message),
        members=tuple(member.name for member in attachments(message)),
        **known,
    )


def header(message: email.message.Message, name: str) -> str:
    """A header decoded from its encoded words, bytes beyond ASCII by their likely encoding; '' for none."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        parts = email.header.decode_header(str(value) if isinstance(value, str) else value)
    except (email.errors.HeaderParseError, ValueError):
        return str(value)
    return re.sub(r"\s+", " ", "".join(_header_part(words, charset) for words, charset in parts)).strip()


def _header_part(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        raw = words.encode("utf-8", "surrogateescape")
        return decode(raw).text if any(b > 127 for b in raw) else words
    return decode(words, "" if charset in (None, "unknown-8bit") else str(charset)).text


def date_of(message: email.message.Message) -> str:
    """The Date header in ISO form; '' where it is none."""
    try:
        return email.utils.parsedate_to_datetime(header(message, "Date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _walk(message: email.message.Message) -> Iterator[email.message.Message]:
    """The leaves in order, without those of attached messages; an attacker's nesting is cut at 500 parts."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner: Any = part.get_payload() if part.is_multipart() else []
        if part.get_content_type() == "multipart/alternative":
            waiting += _best(inner)
        elif part.is_multipart() and part.get_content_maintype() != "message":
            waiting += [p for p in reversed(inner) if isinstance(p, email.message.Message)]
        else:
            yield part


def _best(parts: Any) -> list[email.message.Message]:
    """Of the renderings of one text: the plain one, else HTML, else what there is (last first, for a stack)."""
    found = [p for p in parts if isinstance(p, email.message.Message)]
    rest = [p for p in found if p.get_content_maintype() != "text"]
    for kind in ("text/plain", "text/html"):
        texts = [p for p in found if p.get_content_type() == kind and _payload(p).strip()]
        if texts:
            return [*reversed(rest), *reversed(texts)]
    return list(reversed(found))


def _is_attached(part: email.message.Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() not in ("text", "multipart")


def _texts(message: email.message.Message) -> list[email.message.Message]:
    return [
        part
        for part in _walk(message)
        if not _is_attached(part) or (part is message and part.get_content_maintype() == "text")
    ]


def _payload(part: email.message.Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _decoded(part: email.message.Message) -> Decoded:
    charset = part.get_content_charset() or ""
    return decode(_payload(part), charset)


def _body(part: email.message.Message, decoded: Decoded, number: int) -> Iterator[Piece]:
    if part.get_content_type() == "text/html":
        page = from_markup(decoded)
        for segment in page.segments:
            yield Piece(page.text[segment.start : segment.end], segment.role, Locator(part=f"body{number}"))
        return
    for quoted, lines in _runs(decoded.text.replace("\r\n", "\n").replace("\r", "\n")):
        yield Piece("\n".join(lines), "quote" if quoted else "body", Locator(part=f"body{number}"))


def _runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    run: list[str] = []
    was = False
    for line in text.split("\n"):
        now = line.startswith(">")
        if run and now != was:
            yield was, run
            run = []
        was = now
        run.append(line)
    yield was, run


def attachments(message: email.message.Message) -> tuple[Member, ...]:
    """Attached files and messages, each with its name and bytes."""
    found = []
    for number, part in enumerate(_walk(message), 1):
        if part is not message and _is_attached(part):
            data = _attached_bytes(part)
            name = _filename(part) or f"attachment{number}"
            found.append(Member(name, data, part.get_content_type(), date=date_of(message)))
    return tuple(found)


def _filename(part: email.message.Message) -> str:
    name = part.get_filename() or ""
    try:
        return (
            "".join(_header_part(words, charset) for words, charset in email.header.decode_header(name)) if name else ""
        )
    except (email.errors.HeaderParseError, ValueError):
        return name


def _attached_bytes(part: email.message.Message) -> bytes:
    if part.get_content_maintype() != "message" or not part.is_multipart():
        return _payload(part)
    inner = part.get_payload(0)
    try:
        return inner.as_bytes() if isinstance(inner, email.message.Message) else b""
    except (ValueError, LookupError, TypeError, AttributeError, UnicodeError):
        return b""
