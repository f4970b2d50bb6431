"""JSON: interview transcripts in question and answer form; otherwise every string of words, with its JSON pointer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import Decoded, decode
from doltap.readers.pieces import Piece, compose, failed
from doltap.readers.speakers import role_of

_LABEL: Final = re.compile(r"\s*([A-Za-z가-힣]{1,11}\.?)\s*[:：]\s*")
_TURNS: Final = ("sequence", "turns", "dialogue", "transcript")
_TITLES: Final = ("title", "headline", "name", "rg", "id")
_DEPTH: Final = 64
_DATES: Final = ("date", "published", "created", "time")
_LINKS: Final = ("link", "url", "source_url")
TYPE: Final = "application/json"


def parse(untrusted: bytes) -> tuple[Any, Decoded]:
    """The parsed JSON and how it was decoded. Raises ValueError on what is not JSON or nests too deeply."""
    decoded = decode(untrusted)
    try:
        return json.loads(decoded.text), decoded
    except RecursionError as error:
        raise ValueError("depth") from error


def read_json(untrusted: bytes, name: str = "") -> Reading:
    """Turns in order where the file is a transcript (roles question and answer), else its strings with pointers."""
    try:
        data, decoded = parse(untrusted)
    except ValueError:
        return failed(Outcome.DAMAGED, "json_broken", TYPE, "json")
    known: dict[str, Any] = {"reader": "json", "media_type": TYPE, "encoding": decoded.encoding}
    if isinstance(data, dict):
        known |= {"title": _first(data, _TITLES), "date": _first(data, _DATES), "link": _first(data, _LINKS)}
    if not decoded.sure:
        known |= {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    return compose(_pieces(data), **known)


def records(data: Any) -> list[dict[str, Any]]:
    """The records of a list whose records hold long texts (news stories, posts), [] where it is no such list."""
    if not isinstance(data, list) or len(data) < 2 or not all(isinstance(d, dict) for d in data):
        return []
    long = sum(any(isinstance(v, str) and len(v) > 200 for v in d.values()) for d in data)
    return data if long > len(data) / 2 else []


def _first(data: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(data[n]) for n in names if isinstance(data.get(n), str | int) and data[n]), "")


def _pieces(data: Any) -> Iterator[Piece]:
    if isinstance(data, dict):
        for pieces in (_listed_turns(data), _paired(data), _paragraphs(data)):
            if pieces:
                yield from pieces
                return
    yield from _leaves(data, "", 0)


def _strings(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name)
    return value if isinstance(value, list) and value and all(isinstance(v, str) for v in value) else []


def _listed_turns(data: dict[str, Any]) -> list[Piece]:
    for name in _TURNS:
        found = [_turn(words, f"/{name}/{i}") for i, words in enumerate(_strings(data, name))]
        if found:
            return found
    return []


def _paired(data: dict[str, Any]) -> list[Piece]:
    questions, answers = _strings(data, "questions"), _strings(data, "answers")
    found: list[Piece] = []
    for i in range(max(len(questions), len(answers))):
        found += [_turn(q, f"/questions/{i}", "question") for q in questions[i : i + 1]]
        found += [_turn(a, f"/answers/{i}", "answer") for a in answers[i : i + 1]]
    return found


def _paragraphs(data: dict[str, Any]) -> list[Piece]:
    return [_turn(words, f"/paragraph_breaks/{i}") for i, words in enumerate(_strings(data, "paragraph_breaks"))]


def _turn(words: str, pointer: str, role: str = "body") -> Piece:
    label = _LABEL.match(words)
    where = Locator(part=pointer)
    if label and role_of(label[1]) != "body":
        return Piece(words[label.end() :], role_of(label[1]), where, label[1], lead=words[: label.end()])
    return Piece(words, role, where)


def _leaves(data: Any, pointer: str, depth: int) -> Iterator[Piece]:
    if isinstance(data, str):
        yield Piece(data, locator=Locator(part=pointer))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield Piece(str(data), "meta", Locator(part=pointer))
    elif depth < _DEPTH and isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            step = str(key).replace("~", "~0").replace("/", "~1")
            yield from _leaves(value, f"{pointer}/{step}", depth + 1)
