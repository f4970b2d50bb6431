"""Bodies that no pack lists, known by how their names end or begin: 인권협회, Association of ..., Ministry of ..."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from doltap.language import is_hangul
from doltap.model import EntityType, Mention

_KIND: Final = (
    r"(?:Association|Committee|Commission|Ministry|Department|Alliance|Union|Federation|Council|Foundation|Institute"
    r"|Agency|Bureau|Coalition|Society|League|University|Academy|Organi[sz]ation)"
)
_LINK: Final = r"(?:\s(?:of|for|on|and|the|to|in|against)){1,2}"
_ENGLISH: Final = re.compile(
    rf"(?<![\w-])(?:(?:[A-Z][\w'’.-]+\s){{1,5}}{_KIND}(?:{_LINK}\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,3}}){{0,2}}"
    rf"|{_KIND}(?:{_LINK}\s[A-Z][\w'’-]+(?:,?\s[A-Z][\w'’-]+){{0,3}}){{1,3}})"
)
_FIRST: Final = re.compile(
    r"^(?:(?:The|An?|In|At|On|And|But|This|That|When|After|By|For|From|Of|Its|Our|His|Her|Their|Our|If|As|Both)\s)+"
)
_KOREAN: Final = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣A-Za-z]{2,14}"
    r"(?:협회|연합회|연합|위원회|연맹|재단|협의회|연구소|연구원|인권센터|총연맹|동맹|대학교|보위부|안전부|인민위원회))"
    r"(?=(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로|에게|측|소속|대표|회장|소장|위원장)?(?![가-힣]))"
)
_NOT_FIRST: Final = re.compile(
    r"^(?:[가-힣]+(?:은|는|을|를|에|의|와|과|에서|으로|한|된|인|던|고|며|서|도|이|가)|또|그|이|한|각|당시|지난) "
)


def unlisted_bodies(text: str, known: Sequence[Mention]) -> list[Mention]:
    """The bodies that `text` names by their kind and that are not among the `known` ones; their ids are empty."""
    spans = [(m.start, m.end) for m in known]
    return [m for m in (*_english(text), *_korean(text)) if not any(a < m.end and m.start < b for a, b in spans)]


def _english(text: str) -> Iterator[Mention]:
    for m in _ENGLISH.finditer(text):
        first = _FIRST.match(m[0])
        start = m.start() + (first.end() if first else 0)
        name = text[start : m.end()].rstrip(".,'’")
        if len(name.split()) > 1 and "\n\n" not in name:
            yield Mention(start, start + len(name), name, EntityType.BODY, ())


def _korean(text: str) -> Iterator[Mention]:
    for m in _KOREAN.finditer(text):
        first = _NOT_FIRST.match(m["name"])
        start = m.start() + (first.end() if first else 0)
        name = text[start : m.end("name")]
        if is_hangul(name[-1]) and len(name) > 3:
            yield Mention(start, m.end("name"), name, EntityType.BODY, ())
