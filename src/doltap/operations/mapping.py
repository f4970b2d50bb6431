"""How the columns of a table are understood: proposed from the headings, saved in the archive, used again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from doltap.errors import InputNotRead, WrongUsage

KINDS: Final = ("name", "date", "number", "place", "term", "text")
PARTS: Final = ("source", "teller", "key", "consent", "release", "until", "words", "skip")
ABOUT: Final = ("person", "event", "body", "place")

# Headings as the field writes them, in both languages; Uwazi's language suffixes are taken off first.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "key": ("id", "no", "number", "번호", "연번", "관리번호", "식별자", "sharedid"),
    "release": ("release", "release class", "공개범위", "공개등급"),
    "consent": ("consent", "동의", "동의범위", "동의항목"),
    "until": ("consent until", "until", "동의기한", "동의만료일"),
    "source": ("source", "출처", "기관", "매체"),
    "teller": ("teller", "witness", "interviewee", "pseudonym", "진술인", "증언자", "가명", "면담자명"),
    "words": ("words", "quote", "text", "statement", "testimony", "진술", "진술내용", "증언", "내용", "원문"),
    "person.name": ("name", "title", "이름", "성명", "피해자", "victim", "person"),
    "person.sex": ("sex", "gender", "성별"),
    "person.birth_date": (
        "birth", "born", "dob", "birthdate", "birthday", "birth year", "date of birth", "year of birth",
        "출생", "출생일", "출생일자", "출생연도", "출생년도", "생년월일", "생년", "생일",
    ),
    "person.birth_place": ("birthplace", "birth place", "place of birth", "출생지", "출생지역", "고향", "본적"),
    "person.occupation": ("occupation", "job", "profession", "직업"),
    "person.departed": (
        "departed", "left", "departure", "departuredate", "departureyear", "date of departure", "year of departure",
        "탈북", "탈북일", "탈북일자", "탈북날짜", "탈북연도", "탈북시기", "탈북년도",
        "출국", "출국일", "출국일자", "출국연도", "출국년도", "출국시기",
    ),
    "person.arrived": (
        "arrived", "arrival", "arrivaldate", "arrivalyear", "date of arrival", "year of arrival",
        "입국", "입국일", "입국일자", "입국날짜", "입국연도", "입국년도", "입국시기",
        "한국입국", "한국입국일", "한국입국연도", "국내입국일", "국내입국연도",
    ),
    "event.kind": ("violation", "act", "event", "type of event", "사건", "사건유형", "침해유형", "유형"),
    "event.date": ("date", "event date", "date of event", "사건일", "발생일", "날짜", "일자", "사건시기"),
    "event.place": ("place", "location", "geolocation", "장소", "지역", "사건장소", "발생지"),
    "event.actor": ("perpetrator", "actor", "가해자", "가해기관"),
    "event.count": ("count", "victims", "number of victims", "피해자수", "인원"),
}  # fmt: skip
KIND_OF: Final = {
    "name": "name", "sex": "term", "birth_date": "date", "birth_place": "place", "occupation": "text",
    "departed": "date", "arrived": "date", "kind": "term", "date": "date", "place": "place", "actor": "name",
    "count": "number",
}  # fmt: skip
VOCABULARY_OF: Final = {"sex": "sex", "kind": "event_kind"}


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is understood: a part of the row (`is_`), or a property of the row's person or event."""

    heading: str
    is_: str = ""
    about: str = "person"
    property: str = ""
    kind: str = "text"
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Mapping_:
    """All columns of one kind of table. `name` is what the archive saves it under."""

    name: str
    columns: tuple[Column, ...] = field(default=())

    def part(self, is_: str) -> str:
        """The heading of the column that is the source, teller, key ...; empty for none."""
        return next((c.heading for c in self.columns if c.is_ == is_), "")


def propose(headings: list[str], name: str) -> Mapping_:
    """A mapping from the headings alone; what is not understood is kept as words of the account and skipped."""
    return Mapping_(name, tuple(_proposed(h) for h in headings if h))


def _proposed(heading: str) -> Column:
    plain = re.sub(r"__[a-z]{2}$", "", heading.strip().casefold())
    plain = re.sub(r"[\s_\-]+", " ", plain).strip()
    known = next((k for k, names in HEADINGS.items() if plain in names or plain.replace(" ", "") in names), "skip")
    about, _, prop = known.rpartition(".")
    if not about:
        return Column(heading, is_=known)
    return Column(heading, "", about, prop, KIND_OF[prop], VOCABULARY_OF.get(prop, ""))


def to_json(mapping: Mapping_) -> dict[str, Any]:
    """The mapping as it is saved and shown."""
    return {"name": mapping.name, "columns": {c.heading: _column_to_json(c) for c in mapping.columns}}


def _column_to_json(column: Column) -> dict[str, str]:
    if column.is_:
        return {"is": column.is_}
    said = {name: getattr(column, name) for name in ("about", "property", "kind", "vocabulary")}
    return {name: value for name, value in said.items() if value}


def from_json(raw: Mapping[str, Any], where: str) -> Mapping_:
    """The mapping that a file or the archive holds. Raises WrongUsage naming the column that cannot be."""
    columns = raw.get("columns")
    if not isinstance(columns, Mapping):
        raise WrongUsage("mapping_without_columns", file=where)
    return Mapping_(str(raw.get("name") or Path(where).stem), tuple(_column(h, c, where) for h, c in columns.items()))


def _column(heading: str, raw: Any, where: str) -> Column:  # noqa: ANN401  any TOML or JSON value
    if not isinstance(raw, Mapping):
        raise WrongUsage("mapping_column_wrong", file=where, column=heading)
    is_, kind, about = str(raw.get("is", "")), str(raw.get("kind", "text")), str(raw.get("about", "person"))
    wrong = (is_ and is_ not in PARTS) or kind not in KINDS or about not in ABOUT
    if wrong or not (is_ or raw.get("property")):
        raise WrongUsage("mapping_column_wrong", file=where, column=heading)
    return Column(heading, is_, about, str(raw.get("property", "")), kind, str(raw.get("vocabulary", "")))


def read_mapping(path: Path) -> Mapping_:
    """The mapping in a TOML file. Raises InputNotRead or WrongUsage."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise InputNotRead("mapping_unreadable", file=str(path)) from fault
    return from_json(raw, str(path))


def to_toml(mapping: Mapping_) -> str:
    """The mapping as a TOML file that a person can correct."""
    lines = [f"name = {_quoted(mapping.name)}", ""]
    for heading, column in to_json(mapping)["columns"].items():
        inside = ", ".join(f"{key} = {_quoted(value)}" for key, value in column.items())
        lines.append(f"columns.{_quoted(heading)} = {{ {inside} }}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
