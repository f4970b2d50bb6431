"""OpenDocument texts: body, headers, notes, comments; deletions and insertions told apart."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from doltap.model import Outcome, Reading
from doltap.readers.docx import properties
from doltap.readers.kinds import ODT
from doltap.readers.package import local, open_package, or_picture, parse_xml
from doltap.readers.pieces import Piece, Unreadable, compose
from doltap.readers.walk import Grammar, pieces_of


def _role_of(node: etree._Element) -> str:
    return "heading" if local(node.tag) == "h" else ""


def _creator(node: etree._Element) -> str:
    return next((n.text or "" for n in node.iterfind("{*}creator")), "") if local(node.tag) == "annotation" else ""


GRAMMAR: Final = Grammar(
    paragraphs=frozenset({"p", "h"}),
    signs={"s": " ", "tab": "\t", "line-break": "\n"},
    roles={
        "note-body": "note",
        "annotation": "note",
        "deletion": "deleted",
        "header": "meta",
        "footer": "meta",
        "header-left": "meta",
        "footer-left": "meta",
    },
    skip=frozenset(
        {"note-citation", "creator", "date", "change-info", "script", "binary-data", "forms", "desc", "title"}
    ),
    table="table",
    row="table-row",
    cell="table-cell",
    role_of=_role_of,
    speaker_of=_creator,
)


def read_odt(untrusted: bytes, name: str = "") -> Reading:
    """The text of an OpenDocument; `locked` where it is encrypted."""
    parts = open_package(untrusted)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(Outcome.LOCKED, "password")
    if "content.xml" not in parts:
        raise Unreadable(Outcome.DAMAGED, "no_document")
    known: dict[str, Any] = {"reader": "odt", "media_type": ODT, "encoding": "utf-8", **properties(parts, "meta.xml")}
    return or_picture(compose(_pieces(parts), **known), parts)


def _pieces(parts: dict[str, bytes]) -> list[Piece]:
    found = list(pieces_of(parse_xml(parts["content.xml"]), GRAMMAR))
    try:
        styles = parse_xml(parts.get("styles.xml", b""))
    except Unreadable:
        return found
    for master in styles.iterfind("{*}master-styles"):
        found += pieces_of(master, GRAMMAR, "styles.xml", "meta")
    return found
