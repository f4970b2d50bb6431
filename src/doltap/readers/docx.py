"""Word documents by our own walk: body, tables, headers, text boxes, notes, comments, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from doltap.model import Locator, Outcome, Reading
from doltap.readers.eml import read_eml
from doltap.readers.html import read_html
from doltap.readers.kinds import DOCX
from doltap.readers.package import attribute, local, open_package, or_picture, parse_xml
from doltap.readers.pieces import Piece, Unreadable, compose
from doltap.readers.walk import Grammar, pieces_of

_OFF: Final = frozenset({"0", "false", "off"})
DRAWN: Final = re.compile(r"(?:^|/)(?:charts/chart|diagrams/data|drawings/drawing)\d*\.xml$")
"""Parts of Office packages in which text boxes, charts and diagrams stand."""
_CHUNK: Final = re.compile(r"\.(?:html?|mht|mhtml)$", re.I)
_PARTS: Final = (
    (re.compile(r"(?:^|/)footnotes\d*\.xml$"), "note"),
    (re.compile(r"(?:^|/)endnotes\d*\.xml$"), "note"),
    (re.compile(r"(?:^|/)comments\d*\.xml$"), "note"),
    (re.compile(r"(?:^|/)(?:header|footer)\d*\.xml$"), "meta"),
    (DRAWN, "caption"),
)
_MAIN: Final = re.compile(r"(?:^|/)document\d*\.xml$", re.I)
_STYLES: Final = (
    (re.compile(r"^(?:heading|title|subtitle|제목|\d$|berschrift|titre)", re.I), "heading"),
    (re.compile(r"caption|캡션", re.I), "caption"),
    (re.compile(r"quote|인용", re.I), "quote"),
)


def _role_of(node: etree._Element) -> str:
    """'hidden' for a run that Word does not show; heading, caption or quote for a paragraph of such a style."""
    if local(node.tag) == "r":
        hidden = next((n for n in node.iterfind("{*}rPr/{*}vanish")), None)
        return "hidden" if hidden is not None and attribute(hidden, "val") not in _OFF else ""
    style = next((attribute(n, "val") for n in node.iterfind("{*}pPr/{*}pStyle")), "")
    return next((role for pattern, role in _STYLES if style and pattern.search(style)), "")


GRAMMAR: Final = Grammar(
    paragraphs=frozenset({"p"}),
    text=frozenset({"t", "delText"}),
    signs={"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"},
    roles={"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted", "comment": "note"},
    skip=frozenset({"Fallback", "instrText", "pPr", "rPr", "tblPr", "sectPr", "sdtPr", "delInstrText"}),
    run="r",
    role_of=_role_of,
    speaker_of=lambda node: attribute(node, "author") if local(node.tag) == "comment" else "",
)


def read_docx(untrusted: bytes, name: str = "") -> Reading:
    """The document with everything a person wrote in it; `partial` where a part of it is broken."""
    parts = open_package(untrusted)
    main = _main_part(parts)
    known: dict[str, Any] = {
        "reader": "docx",
        "media_type": DOCX,
        "encoding": "utf-8",
        **properties(parts, "docProps/core.xml"),
    }
    pieces: list[Piece] = list(_of_part(parts[main], "", ""))
    for part, role in _other_parts(parts):
        try:
            pieces += _of_part(parts[part], part, role)
        except Unreadable:
            known |= {"outcome": Outcome.PARTIAL, "reason": "part_broken"}
    pieces += _chunks(parts)
    return or_picture(compose(pieces, **known), parts)


def _main_part(parts: dict[str, bytes]) -> str:
    """The name of the main part, from the package's relations, else by its usual name. Raises Unreadable."""
    try:
        for relation in parse_xml(parts.get("_rels/.rels", b"")).iter("{*}Relationship"):
            target = attribute(relation, "Target").lstrip("/")
            if attribute(relation, "Type").endswith("/officeDocument") and target in parts:
                return target
    except Unreadable:
        pass
    found = sorted((n for n in parts if _MAIN.search(n)), key=len)
    if not found:
        raise Unreadable(Outcome.DAMAGED, "no_document")
    return found[0]


def _other_parts(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for pattern, role in _PARTS:
        yield from ((name, role) for name in sorted(parts) if pattern.search(name) and not name.startswith("_rels"))


def _chunks(parts: dict[str, bytes]) -> Iterator[Piece]:
    """Pages that a document swallows whole (altChunk), as HTML or as web archives in mail form."""
    for name in sorted(parts):
        if _CHUNK.search(name):
            page = read_html(parts[name]) if name.lower().endswith(("html", "htm")) else read_eml(parts[name])
            for segment in page.segments:
                yield Piece(page.text[segment.start : segment.end], segment.role, Locator(part=name))


def _of_part(xml: bytes, part: str, role: str) -> Iterator[Piece]:
    return pieces_of(parse_xml(xml), GRAMMAR, part, role)


def properties(parts: dict[str, bytes], part: str) -> dict[str, str]:
    """Title and date that the document's properties declare."""
    try:
        root = parse_xml(parts.get(part, b""))
    except Unreadable:
        return {}
    facts = {local(node.tag): (node.text or "").strip() for node in root.iter() if isinstance(node.tag, str)}
    return {"title": facts.get("title", ""), "date": facts.get("created", "") or facts.get("creation-date", "")}
