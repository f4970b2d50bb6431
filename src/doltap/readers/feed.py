"""RSS and Atom: one member an item, as a small web page with its title, date and link; ill-formed feeds are kept."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any, Final

import feedparser

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import Decoded, declared_in, decode
from doltap.readers.html import from_markup, read_html
from doltap.readers.members import Member
from doltap.readers.pieces import Piece, compose

TYPE: Final = "application/rss+xml"
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.S | re.I)
_MOST: Final = 10_000
_HEAD: Final = 65_536


def _parsed(untrusted: bytes) -> tuple[Any, Decoded]:
    """feedparser's result over text decoded by us, without declarations and entities: nothing is fetched."""
    decoded = decode(untrusted, declared_in(untrusted))
    text = _without_doctype(_DECLARATION.sub("", decoded.text))
    headers = {"content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers, resolve_relative_uris=False
    )
    return found, decoded


def _without_doctype(text: str) -> str:
    """The text without its document type and the entities in it, looked for once: an attacker may write thousands."""
    at = text[:_HEAD].lower().find("<!doctype")
    found = _DOCTYPE.match(text, at) if at >= 0 else None
    return text[:at] + text[found.end() :] if found else text


def members(untrusted: bytes) -> tuple[Member, ...]:
    """The items as web pages that `read` reads; names are numbers in the feed's order."""
    found, _ = _parsed(untrusted)
    return tuple(_member(number, entry) for number, entry in enumerate(found.entries[:_MOST], 1))


def read_feed(untrusted: bytes, name: str = "") -> Reading:
    """The feed as a container: its own title as heading, then its items; `partial` where it is ill-formed."""
    found, decoded = _parsed(untrusted)
    items = tuple(_member(number, entry) for number, entry in enumerate(found.entries[:_MOST], 1))
    known: dict[str, Any] = {"reader": "feed", "media_type": TYPE, "encoding": decoded.encoding}
    known |= {"title": _plain(found.feed.get("title", "")), "link": str(found.feed.get("link", ""))}
    known |= {"language": str(found.feed.get("language", ""))[:35], "members": tuple(item.name for item in items)}
    if not decoded.sure:
        known |= {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    elif found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        known |= {"outcome": Outcome.PARTIAL, "reason": "ill_formed"}
    heads = [Piece(known["title"], "heading"), Piece(_plain(found.feed.get("subtitle", "")), "meta")]
    pieces = [*heads, *_shown(items)]
    if not any(piece.text.strip() for piece in pieces):
        pieces = [Piece(words, "meta") for words in _facts([found.feed, *found.entries])]
    if items and known.get("outcome") is None:
        known["outcome"] = Outcome.OK
    return compose(pieces, **known)


def _facts(data: Any) -> Iterator[str]:
    """Every string of a feed that has no words of its own: authors, rights, categories, addresses."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if not str(key).endswith(("_parsed", "_detail")):
                yield from _facts(value)


def _plain(markup: str) -> str:
    return from_markup(Decoded(markup, "utf-8")).text.replace("\n", " ") if "<" in markup or "&" in markup else markup


def _shown(items: tuple[Member, ...]) -> Iterator[Piece]:
    for item in items:
        reading = read_html(item.data)
        for segment in reading.segments:
            yield Piece(
                reading.text[segment.start : segment.end],
                segment.role,
                Locator(part=f"item{item.name.removesuffix('.html')}"),
            )


def _member(number: int, entry: Any) -> Member:
    title = _plain(str(entry.get("title", "")))
    link = str(entry.get("link", ""))
    date = _date(entry)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="date" content="{html.escape(date)}"><link rel="canonical" href="{html.escape(link)}"></head>'
        f"<body><article><h1>{html.escape(title)}</h1>{_content(entry)}</article></body></html>"
    )
    return Member(f"{number}.html", page.encode("utf-8", "replace"), "text/html", title, date, link)


def _content(entry: Any) -> str:
    """The longest rendering of the item, as markup."""
    texts = [(str(c.get("value", "")), str(c.get("type", ""))) for c in entry.get("content", ())]
    summary = entry.get("summary_detail", {})
    texts.append((str(entry.get("summary", "")), str(summary.get("type", ""))))
    value, kind = max(texts, key=lambda pair: len(pair[0]))
    return f"<p>{html.escape(value)}</p>" if kind == "text/plain" else value


def _date(entry: Any) -> str:
    """The publishing date in ISO form (feedparser's UTC), else as the feed writes it."""
    for name in ("published", "updated", "created"):
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])
        if entry.get(name):
            return str(entry[name])
    return ""
