"""One page from one template: the shell, the policy, the language switch, the links from page to page.

A site is a folder with `index.html` (the choice of language), `assets/`, and one folder a language with the same pages.
It needs no script and no server: it opens from a disk, a USB stick or any web host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from doltap.model import Message
from doltap.publish import charts, evidence, geography, tracks, words
from doltap.publish.views import Page, Say, WeighingView

POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
"""The content security policy of every page: nothing but the site's own style sheet and pictures."""

LANGUAGES: Final = ("en", "ko")


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the site's menu: the page's path inside the language folder, and the code of its name."""

    path: str
    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What all pages of one language share: `kind` is 'report' or 'guide'; `shared` goes to every template."""

    language: str
    kind: str
    title: str
    nav: tuple[NavItem, ...]
    say: Say
    shared: Mapping[str, Any]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("doltap.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "safe_id": evidence.safe_id,
        "safe_href": evidence.safe_href,
        "plain": words.plain,
        "only_proposed": evidence.only_proposed,
    }
    environment.globals |= {
        "by_origin": evidence.by_origin,
        "by_entity": evidence.by_entity,
        "only_against": evidence.only_against,
        "columns_of": charts.columns,
        "bars_of": charts.bars,
        "written": charts.written,
        "total_of": charts.total,
        "decades_of": tracks.decades,
        "map_outline": geography.outline,
        "geography": geography,
    }
    return environment


def _voice(edition: Edition) -> dict[str, Callable[..., str]]:
    """The functions that turn codes into the words of the edition's language."""
    say, language = edition.say, edition.language
    return {
        "t": lambda code, **params: say(language, f"publish.{code}", **params),
        "say": lambda code, **params: say(language, code, **params),
        "label": lambda group, word: words.said(say, language, f"publish.{group}.{word}", words.plain(word)),
        "property_of": lambda weighing: property_words(weighing, language, say),
        "text_of": lambda code: words.said(say, language, code, code),
        "reason": lambda message: spoken(message, language, say),
        "date_words": lambda edtf: words.format_edtf(edtf, language, say),
        "seen_words": lambda edtf: words.seen_words(edtf, language, say),
        "number": words.number,
    }


def property_words(weighing: WeighingView, language: str, say: Say) -> str:
    """A property in words: its label, unless that only repeats the machine word; then the catalogue's word for it."""
    bare = words.plain(weighing.property)
    if weighing.property_label and weighing.property_label != bare:
        return weighing.property_label
    return words.said(say, language, f"property.{weighing.property}", bare)


def spoken(message: Message, language: str, say: Say) -> str:
    """The sentence of a message; its code in plain words when the catalogue has no such code."""
    try:
        return words.render(message, language, say)
    except KeyError:
        return words.plain(message.code.rpartition(".")[2])


def page(edition: Edition, template: str, path: str, **context: object) -> Page:
    """One page of an edition at `path` inside its language folder."""
    up = "../" * path.count("/")
    other = next(x for x in LANGUAGES if x != edition.language)
    shell = {
        "edition": edition,
        "language": edition.language,
        "policy": POLICY,
        "path": path,
        "here": up,
        "root": up + "../",
        "other": other,
        "other_href": f"{up}../{other}/{path}",
    }
    made = _environment().get_template(template)
    text = made.render(**edition.shared, **_voice(edition), **shell, **context)
    return f"{edition.language}/{path}", text.encode()


def front(editions: tuple[Edition, Edition]) -> Iterator[Page]:
    """What stands outside the language folders: the choice of language and the assets."""
    text = _environment().get_template("front.html").render(editions=editions, policy=POLICY)
    yield "index.html", text.encode()
    yield "assets/doltap.css", (files("doltap.publish") / "assets" / "doltap.css").read_bytes()
