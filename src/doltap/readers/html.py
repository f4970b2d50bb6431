"""Web pages: the main text in order, headings and quotes marked; menus and footers as meta, scripts never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from doltap.model import Outcome, Reading
from doltap.readers.encodings import Decoded, declared_in, decode
from doltap.readers.pieces import Piece, compose, names

TYPE: Final = "text/html"
_SKIP: Final = names(
    "script style noscript template svg math iframe object embed head select button canvas audio video map"
)
_AROUND: Final = names("nav footer aside menu dialog")
_AROUND_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|sidebar|breadcrumbs?|cookie|share|social|related|banner|advert|ads?|comments?|login)(?:$|[\s_-])",
    re.I,
)
_BLOCKS: Final = names(
    "p div section article main li ul ol dl dt dd table tr td th thead tbody tfoot caption blockquote pre hr center"
    " h1 h2 h3 h4 h5 h6 figure figcaption address body html fieldset details summary"
    " nav footer aside header form menu dialog"
)
_ROLES: Final = {f"h{level}": "heading" for level in range(1, 7)} | {
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "td": "cell",
    "th": "cell",
}
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
_DEPTH: Final = 512


def read_html(untrusted: bytes, name: str = "") -> Reading:
    """The text of a page; a declared encoding that the bytes belie is not believed."""
    return from_markup(decode(untrusted, declared_in(untrusted)))


def from_markup(decoded: Decoded, **known: Any) -> Reading:
    """The Reading of decoded HTML; `known` are fields that the caller knows better (title, date, link)."""
    tree = LexborHTMLParser(decoded.text)
    facts: dict[str, Any] = {"reader": "html", "media_type": TYPE, "encoding": decoded.encoding, **_facts(tree)}
    if not decoded.sure:
        facts |= {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    return compose(_merge(_walk(tree)), **(facts | {k: v for k, v in known.items() if v}))


def _facts(tree: LexborHTMLParser) -> dict[str, str]:
    title = tree.css_first("title")
    html = tree.css_first("html")
    return {
        "title": _BLANKS.sub(" ", title.text() if title else "").strip(),
        "date": _meta(tree, ("article:published_time", "date", "dc.date", "pubdate")),
        "link": _attribute(tree, "link[rel=canonical]", "href") or _meta(tree, ("og:url",)),
        "language": (html.attributes.get("lang") or "")[:35] if html else "",
    }


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def _meta(tree: LexborHTMLParser, names: tuple[str, ...]) -> str:
    for name in names:
        found = _attribute(tree, f'meta[property="{name}"]', "content") or _attribute(
            tree, f'meta[name="{name}"]', "content"
        )
        if found:
            return found
    return ""


def _walk(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Runs of text with their role in document order; ('', role) ends a block. Iterative: depth is the attacker's."""
    stack: list[tuple[LexborNode | None, str]] = [(tree.body or tree.root, "body")]
    while stack:
        node, role = stack.pop()
        if node is None:
            yield "", role
        elif node.tag == "-text":
            yield node.text_content or "", role
        elif node.tag == "br":
            yield "\n", role
        elif node.tag not in _SKIP and not (node.tag or "").startswith("_"):
            stack += _opened(node, role)


def _opened(node: LexborNode, role: str) -> list[tuple[LexborNode | None, str]]:
    tag = node.tag or ""
    inner = _role(node, tag, role)
    children: list[tuple[LexborNode | None, str]] = [(child, inner) for child in node.iter(include_text=True)]
    children.reverse()
    return [(None, role), *children, (None, inner)] if tag in _BLOCKS else children


def _role(node: LexborNode, tag: str, role: str) -> str:
    if role in ("meta", "hidden"):
        return role
    marks = node.attributes
    if "hidden" in marks or _HIDDEN.search(marks.get("style") or ""):
        return "hidden"
    named = f"{marks.get('class') or ''} {marks.get('id') or ''}"
    around = tag in _AROUND or (tag == "header" and getattr(node.parent, "tag", "") == "body")
    if around or (tag in ("div", "ul", "section") and _AROUND_WORDS.search(named)):
        return "meta"
    return _ROLES.get(tag, role)


def _merge(runs: Iterator[tuple[str, str]]) -> Iterator[Piece]:
    words: list[str] = []
    last = "body"
    for run, role in runs:
        if words and (not run or role != last):
            yield Piece(_tidy(words), last)
            words = []
        if run:
            words.append(run if run == "\n" else _BLANKS.sub(" ", run))
        last = role
    if words:
        yield Piece(_tidy(words), last)


def _tidy(words: list[str]) -> str:
    return re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(words)))
