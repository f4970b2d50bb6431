"""Other XML: its text, element by element; entities and outside references are refused, not followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import declared_in, decode
from doltap.readers.package import local, parse_xml
from doltap.readers.pieces import Piece, Unreadable, compose

TYPE: Final = "application/xml"
_ENTITY: Final = re.compile(r"<!ENTITY", re.I)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def read_xml(untrusted: bytes, name: str = "") -> Reading:
    """The text of an XML file. Raises Unreadable (unsupported, `xml_entities`) where it defines entities."""
    decoded = decode(untrusted, declared_in(untrusted))
    if _ENTITY.search(decoded.text):
        raise Unreadable(Outcome.UNSUPPORTED, "xml_entities")
    root = parse_xml(_DECLARATION.sub("", decoded.text).encode("utf-8", "replace"))
    known = {} if decoded.sure else {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    return compose(_pieces(root), reader="xml", media_type=TYPE, encoding=decoded.encoding, **known)


def _pieces(root: etree._Element) -> Iterator[Piece]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        words = node.text if event == "start" else node.tail
        if words and words.strip() and isinstance(node.tag, str):
            parent = node if event == "start" else node.getparent()
            yield Piece(words, "body", Locator(part=local(parent.tag) if parent is not None else ""))
