"""What kind of file bytes are: by their content first, by the name only where content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_MAGIC: Final = (
    (b"{\\rtf", "application/rtf"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-executable"),
    (b"\xca\xfe\xba\xbe", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-executable"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"#!AMR", "audio/amr"),
    (b"WARC/", "application/warc"),
    (b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"HWP Document File V", "application/x-hwp3"),
)
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: Final = (
    ("FileHeader", "application/x-hwp"),
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
)
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT: Final = "application/vnd.oasis.opendocument.text"
HWPX: Final = "application/hwp+zip"
BY_SUFFIX: Final = {
    "txt": "text/plain",
    "md": "text/markdown",
    "markdown": "text/markdown",
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "text/html",
    "pdf": "application/pdf",
    "docx": DOCX,
    "docm": DOCX,
    "xlsx": XLSX,
    "xlsm": XLSX,
    "xls": "application/vnd.ms-excel",
    "odt": ODT,
    "rtf": "application/rtf",
    "hwp": "application/x-hwp",
    "hwpx": HWPX,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "tab": "text/tab-separated-values",
    "json": "application/json",
    "eml": "message/rfc822",
    "mbox": "application/mbox",
    "rss": "application/rss+xml",
    "atom": "application/rss+xml",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "zip": "application/zip",
    "doc": "application/msword",
}
_BINARY_ONLY: Final = frozenset(
    {"application/pdf", DOCX, XLSX, ODT, HWPX, "application/x-hwp", "application/zip", "application/vnd.ms-excel"}
)
_MAIL: Final = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]{1,76}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.I)
_MAIL_FIELDS: Final = re.compile(
    rb"^(?:received|from|to|subject|message-id|mime-version|return-path|delivered-to|x-[a-z-]+|date):", re.I | re.M
)
_FEED: Final = re.compile(rb"<(?:[a-z0-9]+:)?(?:rss|feed|rdf:rdf|channel)[\s>]", re.I)
_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|p|div|table|h[1-6]|span|br|a|font|center|form|script)[\s>/]", re.I
)
_SRT: Final = re.compile(r"\A\s*\d+\s*\n\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->")


def guess_type(untrusted: bytes, name: str = "") -> str:
    """The media type of the bytes; 'application/octet-stream' for binary of no known kind, '' for no bytes at all."""
    if not untrusted:
        return ""
    return _by_magic(untrusted) or _by_text(untrusted, claimed_type(name)) or _by_claim(claimed_type(name))


def claimed_type(name: str) -> str:
    """The media type that the name's ending claims; '' for none we know."""
    return BY_SUFFIX.get(name.rsplit(".", 1)[-1].lower(), "") if "." in name else ""


def _by_claim(claimed: str) -> str:
    """Binary without a mark of its own: a broken file of the claimed kind, or nothing that we know."""
    return claimed if claimed in _BINARY_ONLY else "application/octet-stream"


def _by_magic(untrusted: bytes) -> str:
    if b"%PDF-" in untrusted[:1024] or (untrusted[:1].isdigit() and b" obj" in untrusted[:64]):
        return "application/pdf"
    if untrusted.startswith(OLE):
        return _ole_type(untrusted)
    if untrusted.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")):
        return _zip_type(untrusted)
    return _media(untrusted) or next((kind for mark, kind in _MAGIC if untrusted.startswith(mark)), "")


def _media(untrusted: bytes) -> str:
    if untrusted[:4] == b"RIFF":
        return {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo", b"WEBP": "image/webp"}.get(untrusted[8:12], "")
    if untrusted[4:8] == b"ftyp":
        brand = untrusted[8:12]
        return (
            "image/heic" if brand in (b"heic", b"mif1", b"avif") else "audio/mp4" if brand == b"M4A " else "video/mp4"
        )
    return ""


def _ole_type(untrusted: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in untrusted:
            return kind
    return "application/x-ole-storage"


def _zip_type(untrusted: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as box:
            return _by_entries({entry.filename for entry in box.infolist()}, _mimetype(box))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return _broken_zip(untrusted)


def _mimetype(box: zipfile.ZipFile) -> str:
    if "mimetype" not in box.namelist() or box.getinfo("mimetype").file_size > 200:
        return ""
    return box.read("mimetype").decode("ascii", "replace").strip()


def _by_entries(names: set[str], mimetype: str) -> str:
    lower = {n.lower().lstrip("/") for n in names}
    if mimetype.startswith(ODT):
        return ODT
    if "hwp" in mimetype or "contents/header.xml" in lower:
        return HWPX
    if mimetype:
        return mimetype[:100]
    for folder, kind in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
        if any(n.startswith(folder) for n in lower) and "[content_types].xml" in lower:
            return kind
    return _strict_package(lower)


def _strict_package(lower: set[str]) -> str:
    if "[content_types].xml" in lower and any(n.endswith("document.xml") for n in lower):
        return DOCX
    return "application/zip"


def _broken_zip(untrusted: bytes) -> str:
    for mark, kind in ((b"word/", DOCX), (b"xl/", XLSX), (ODT.encode(), ODT), (b"Contents/header.xml", HWPX)):
        if mark in untrusted:
            return kind
    return "application/zip"


def _by_text(untrusted: bytes, claimed: str) -> str:
    head = untrusted[:8192]
    if _looks_binary(head):
        return ""
    plain = _ascii_view(head)
    stripped = plain.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    for found in (_markup(stripped, plain, claimed), _mail(stripped, claimed), _lines(stripped, claimed)):
        if found:
            return found
    return claimed if claimed and claimed not in _BINARY_ONLY else "text/plain"


def _ascii_view(head: bytes) -> bytes:
    """The head with the zero bytes of UTF-16 or UTF-32 taken out, so that ASCII marks can be seen."""
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"") if b"\0" in head else head


_STRANGE: Final = bytes([*range(9), *range(14, 32)])


def _looks_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or b"\x1b$" in head:
        return False
    strange = len(head) - len(head.translate(None, _STRANGE))
    zeros = head.count(0)
    one_sided = zeros and max(head[side::2].count(0) for side in (0, 1)) > 0.95 * zeros
    wide = zeros > len(head) / 8 and (one_sided or zeros > 0.7 * len(head)) and strange - zeros < 0.02 * len(head)
    return strange > 0.02 * len(head) + 1 and not wide


def _markup(stripped: bytes, plain: bytes, claimed: str) -> str:
    if not stripped.startswith(b"<") and claimed not in ("text/html", "application/rss+xml"):
        return ""
    if _FEED.search(plain) and not re.match(rb"<(?:!doctype )?html", stripped, re.I):
        return "application/rss+xml"
    if _HTML.search(plain) or claimed == "text/html":
        return "text/html"
    return "application/xml" if stripped.startswith(b"<") else ""


def _mail(stripped: bytes, claimed: str) -> str:
    if re.match(rb"From \S+.*\d{4}\r?\n", stripped) or (
        claimed == "application/mbox" and stripped.startswith(b"From ")
    ):
        return "application/mbox"
    found = _MAIL.match(stripped)
    if found and len({m.lower() for m in _MAIL_FIELDS.findall(found[0])}) >= 2:
        return "message/rfc822"
    return "message/rfc822" if claimed == "message/rfc822" else ""


def _lines(stripped: bytes, claimed: str) -> str:
    if stripped.startswith(b"WEBVTT"):
        return "text/vtt"
    if _SRT.match(stripped.decode("latin-1").replace("\r\n", "\n")):
        return "application/x-subrip"
    if stripped[:1] in (b"{", b"[") and (
        claimed == "application/json" or re.match(rb'[{\[]\s*(?:["{\[\]}]|-?\d|true|false|null)', stripped)
    ):
        return "" if re.match(rb"\[\d{1,2}:\d{2}", stripped) else "application/json"
    return ""
