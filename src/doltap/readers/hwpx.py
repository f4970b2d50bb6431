"""HWPX, Hangul documents as packages (KS X 6101): text, tables, notes, memos; never scripts or embedded objects."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from doltap.model import Outcome, Reading
from doltap.readers.kinds import HWPX
from doltap.readers.package import attribute, local, open_package, or_picture, parse_xml
from doltap.readers.pieces import Piece, Unreadable, compose
from doltap.readers.walk import Grammar, pieces_of

_SECTION: Final = re.compile(r"(?:^|/)section(\d+)\.xml$", re.I)


def _role_of(node: etree._Element) -> str:
    """'note' for a memo field: its text is a remark about the words, not the words."""
    return "note" if local(node.tag) == "fieldBegin" and attribute(node, "type") == "MEMO" else ""


GRAMMAR: Final = Grammar(
    paragraphs=frozenset({"p"}),
    text=frozenset({"t"}),
    signs={"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"},
    roles={
        "footNote": "note",
        "endNote": "note",
        "header": "meta",
        "footer": "meta",
        "hiddenComment": "hidden",
        "caption": "caption",
        "deleteBegin": "",
    },
    skip=frozenset({"script", "secPr", "parameters", "linesegarray", "ole", "equation"}),
    run="fieldBegin",
    role_of=_role_of,
)


def read_hwpx(untrusted: bytes, name: str = "") -> Reading:
    """The text of all sections in order; `locked` where the package is encrypted."""
    parts = open_package(untrusted)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(Outcome.LOCKED, "password")
    numbered = sorted((int(m[1]), n) for n in parts if (m := _SECTION.search(n)))
    if not numbered:
        raise Unreadable(Outcome.DAMAGED, "no_document")
    pieces: list[Piece] = []
    for number, part in numbered:
        pieces += pieces_of(parse_xml(parts[part]), GRAMMAR, f"section{number}" if len(numbered) > 1 else "")
    return or_picture(compose(pieces, reader="hwpx", media_type=HWPX, encoding="utf-8"), parts)
