"""JSON: interview transcripts in question and answer form; otherwise every string of words, with its JSON pointer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from doltap.model import Locator, Outcome, Reading
from doltap.readers.encodings import Decoded, decode
from doltap.readers.pieces import Piece, compose, failed
from doltap.readers.speakers import role_of
from doltap.readers.txt import read_txt

_LABEL: Final = re.compile(r"\s*([A-Za-z가-힣]{1,11}\.?)\s*[:：]\s*")
_TURNS: Final = ("sequence", "turns", "dialogue", "transcript")
_TITLES: Final = ("title", "headline", "name", "rg", "id")
_DEPTH: Final = 64
_DATES: Final = ("date", "published", "created", "time")
_LINKS: Final = ("link", "url", "source_url")
_TAG: Final = re.compile(r"</?(br|p|li|ul|ol|div|b|i|em|strong|u|span)(?:\s[^<>]{0,200})?/?>", re.I)
TYPE: Final = "application/json"


def parse(untrusted: bytes) -> tuple[Any, Decoded]:
    """The parsed JSON and how it was decoded. Raises ValueError on what is not JSON or nests too deeply."""
    decoded = decode(untrusted)
    try:
        return json.loads(decoded.text), decoded
    except RecursionError as error:
        raise ValueError("depth") from error
    except ValueError:
        lines = decoded.text.strip().split("\n")
        if len(lines) < 2 or not lines[0].startswith("{"):
            raise
        return [json.loads(line) for line in lines if line.strip()], decoded


def read_json(untrusted: bytes, name: str = "") -> Reading:
    """Turns in order where the file is a transcript (roles question and answer), else its strings with pointers."""
    try:
        data, decoded = parse(untrusted)
    except ValueError:
        # Words in braces are words; only a file that says it is JSON is broken JSON.
        return (
            failed(Outcome.DAMAGED, "json_broken", TYPE, "json")
            if name.lower().endswith(".json")
            else read_txt(untrusted)
        )
    known: dict[str, Any] = {"reader": "json", "media_type": TYPE, "encoding": decoded.encoding}
    if isinstance(data, dict):
        known |= dict(zip(("title", "date", "link"), facts(data), strict=True))
    else:
        known["members"] = tuple(f"{number}.json" for number in range(1, len(records(data)) + 1))
    if not decoded.sure:
        known |= {"outcome": Outcome.PARTIAL, "reason": "encoding_unsure"}
    return compose(_pieces(data), **known)


def records(data: Any) -> list[dict[str, Any]]:
    """The records of a list whose records hold long texts (news stories, posts), [] where it is no such list."""
    if not isinstance(data, list) or len(data) < 2 or not all(isinstance(d, dict) for d in data):
        return []
    long = sum(any(isinstance(v, str) and len(v) > 200 for v in d.values()) for d in data)
    return data if long > len(data) / 2 else []


def facts(record: dict[str, Any]) -> tuple[str, str, str]:
    """Title, date (ISO; seconds or milliseconds since 1970 are understood) and link; '' for each it lacks."""
    return _first(record, _TITLES), _date(_first(record, _DATES)), _first(record, _LINKS)


def _date(value: str) -> str:
    if not value.isdigit() or len(value) not in (10, 13):
        return value
    return datetime.fromtimestamp(int(value[:10]), UTC).date().isoformat()


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


def _leaves(data: Any, pointer: str, depth: int, key: str = "") -> Iterator[Piece]:
    if isinstance(data, str):
        yield Piece(_TAG.sub(_without_tag, data), _role(data, key), Locator(part=pointer))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield Piece(str(data), "meta", Locator(part=pointer))
    elif depth < _DEPTH and isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            escaped = str(step).replace("~", "~0").replace("/", "~1")
            yield from _leaves(value, f"{pointer}/{escaped}", depth + 1, str(step).lower())


def _role(words: str, key: str) -> str:
    if key in _LINKS or key in _DATES or words.startswith(("http://", "https://")):
        return "meta"
    return "heading" if key in _TITLES and len(words) < 300 else "body"


def _without_tag(found: re.Match[str]) -> str:
    return "\n" if found[1].lower() in ("br", "p", "li", "div") else ""
