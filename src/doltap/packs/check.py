"""Every problem of a pack folder, with file and line: what `doltap pack check` prints."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from doltap.model import Message, NameValue, PlaceValue, TermValue, Value, plain_date
from doltap.packs.codebook import TEXTS as CODEBOOK_TEXTS
from doltap.packs.codebook import number as version_number
from doltap.packs.facts import read_value, was_read
from doltap.packs.labels import ANY, PART, Label, label_for, read_labels
from doltap.packs.load import MANIFEST, PATTERNS, available
from doltap.packs.schema import FORBIDDEN, PAIRS, TABLES, Column
from doltap.packs.tables import Folder, Row, header, rows, text_of

REQUIRED: Final = ("id", "version", "name_en", "name_ko", "licence")


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids that rows of this folder may point to: its own and those of the packs it extends."""

    ids: dict[str, frozenset[str]]
    terms: frozenset[tuple[str, str]]
    words: dict[str, str]
    persons: frozenset[str]
    entities: frozenset[str]
    labels: dict[str, Label]

    def labelled(self, entity: str) -> bool:
        """Whether a page has a name for an entity: its label, or its name in the gazetteer."""
        id_ = entity.partition(".")[2]
        return bool(label_for(self.labels, entity)) or id_ in self.ids["places.csv"] | self.ids["bodies.csv"]


def check(folder: Path | Traversable) -> list[Message]:
    """Every problem of the folder as a message (codes `pack.*`) with its file and line; empty when it is sound."""
    unreadable = list(_unreadable(folder))
    closed = frozenset(str(dict(m.params)["file"]) for m in unreadable)
    if MANIFEST in closed:
        return unreadable
    manifest = tomllib.loads(text_of(folder, MANIFEST) or "")
    read = _Readable(folder, closed)
    problems = [*_manifest(read, manifest), *_stray(folder)]
    known = _known(read, manifest)
    for name in TABLES:
        problems += _table(read, name, known)
    return unreadable + [p for p in problems if not (closed and p.code in _UNSURE)]


_UNSURE: Final = frozenset({"pack.unknown", "pack.no_label", "pack.value_text", "pack.no_tables"})
"""What cannot be said while a table is closed: the row that is missed may stand in it."""


@dataclass(frozen=True, slots=True)
class _Readable:
    """The folder without the files that are not UTF-8, so that the rest is still checked."""

    folder: Traversable
    closed: frozenset[str]

    def joinpath(self, name: str) -> Traversable:
        """The file of this name; one that cannot be read is as one that is not there."""
        return self.folder.joinpath(f"{name}.closed" if name in self.closed else name)


def _unreadable(folder: Traversable) -> Iterator[Message]:
    """What cannot be read: no manifest, a manifest that is not TOML, and each file that is not UTF-8."""
    if not folder.joinpath(MANIFEST).is_file():
        yield Message.of("pack.no_manifest", file=MANIFEST)
        return
    for name in (MANIFEST, *TABLES):
        try:
            text = text_of(folder, name)
            if name == MANIFEST:
                tomllib.loads(text or "")
        except UnicodeDecodeError:
            yield Message.of("pack.not_utf8", file=name)
        except tomllib.TOMLDecodeError:
            yield Message.of("pack.bad_manifest", file=name)


def _manifest(folder: Folder, manifest: dict[str, Any]) -> Iterator[Message]:
    for key in REQUIRED:
        if not str(manifest.get(key, "")).strip():
            yield Message.of("pack.empty", file=MANIFEST, line=1, column=key)
    yield from _seen(folder, manifest)
    for base in manifest.get("extends", ()):
        if base not in available():
            yield Message.of("pack.unknown", file=MANIFEST, line=1, column="extends", value=base)
    if not any(folder.joinpath(name).is_file() for name in TABLES):
        yield Message.of("pack.no_tables", file=MANIFEST)


def _seen(folder: Folder, manifest: dict[str, Any]) -> Iterator[Message]:
    """When the documents were read: said once in the manifest, or in the row of each fact whose document was read."""
    seen = str(manifest.get("seen", ""))
    if seen and not _reads("seen", seen):
        yield Message.of("pack.not_seen", file=MANIFEST, line=1, column="seen", value=seen)
    undated = [r for r in rows(folder, "facts.csv") if was_read(r) and not r["seen"]]
    if undated and not seen:
        yield Message.of("pack.no_seen", file=MANIFEST, count=len(undated), line=undated[0].line)


def _stray(folder: Traversable) -> Iterator[Message]:
    """Tables that no schema knows: a misspelt name would be passed over in silence."""
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".csv") and file.name not in TABLES:
            yield Message.of("pack.unknown_file", file=file.name)


def _known(folder: Folder, manifest: dict[str, Any]) -> _Known:
    bases = [files("doltap.packs").joinpath(b) for b in manifest.get("extends", ()) if b in available()]
    all_folders = [folder, *bases]
    pointed = ("places.csv", "bodies.csv", "sources.csv", "facts.csv", "codebook.csv")
    return _Known(
        ids={name: frozenset(r["id"] for f in all_folders for r in rows(f, name)) for name in pointed},
        terms=frozenset((r["vocabulary"], r["id"]) for f in all_folders for r in rows(f, "terms.csv")),
        words={r["id"]: r["words_en"] for r in rows(folder, "facts.csv")},
        persons=frozenset(manifest.get("public_persons", ())),
        entities=frozenset(r["entity"] for r in rows(folder, "assertions.csv")),
        labels={x.entity: x for f in all_folders for x in read_labels(f)},
    )


def _table(folder: Folder, name: str, known: _Known) -> Iterator[Message]:
    found = header(folder, name)
    if not folder.joinpath(name).is_file():
        return
    wanted = tuple(c.name for c in TABLES[name])
    if found != wanted:
        yield Message.of("pack.columns", file=name, line=1, found=", ".join(found), wanted=", ".join(wanted))
        return
    yield from _widths(folder, name, len(wanted))
    yield from _doubles(folder, name)
    for row in rows(folder, name):
        yield from _row(name, row, known)


def _widths(folder: Folder, name: str, wanted: int) -> Iterator[Message]:
    reader = csv.reader(io.StringIO(text_of(folder, name) or "", newline=""))
    for cells in reader:
        if cells and len(cells) != wanted:
            yield Message.of("pack.width", file=name, line=reader.line_num, found=len(cells), wanted=wanted)


def _doubles(folder: Folder, name: str) -> Iterator[Message]:
    """Ids that stand twice. A term's id is its vocabulary and its id together."""
    column = next((c.name for c in TABLES[name] if c.kind == "id"), "id" if name == "organisations.csv" else "")
    seen: set[str] = set()
    for row in rows(folder, name) if column or name == "terms.csv" else ():
        key = row[column] if column else f"{row['vocabulary']}|{row['id']}"
        if key in seen:
            yield Message.of("pack.duplicate", file=name, line=row.line, value=key)
        seen.add(key)


def _row(name: str, row: Row, known: _Known) -> Iterator[Message]:
    for column in TABLES[name]:
        yield from _cell(name, row, column, known)
    for en, ko in PAIRS:
        if en in row.cells and bool(row[en]) != bool(row[ko]):
            yield _at("pack.one_language", name, row, column=ko if row[en] else en)
    for word in (row["kind"], row["vocabulary"]) if name != "safety.csv" else ():
        if word in FORBIDDEN:
            yield _at("pack.forbidden", name, row, value=word)
    yield from _EXTRA.get(name, _nothing)(name, row, known)


def _cell(name: str, row: Row, column: Column, known: _Known) -> Iterator[Message]:
    value = row[column.name]
    if not value:
        if not column.empty:
            yield _at("pack.empty", name, row, column=column.name)
    elif column.kind == "ref":
        if value not in known.ids[column.table]:
            yield _at("pack.unknown", name, row, column=column.name, value=value)
    elif column.kind == "choice":
        if value not in column.allowed:
            yield _at("pack.not_allowed", name, row, column=column.name, value=value)
    elif not _reads(column.kind, value):
        yield _at(f"pack.not_{column.kind}", name, row, column=column.name, value=value)


def _reads(kind: str, value: str) -> bool:
    """Whether the cell is what its kind says; text and ids are whatever they are."""
    try:
        _READERS.get(kind, str)(value)
    except (ValueError, re.error):
        return False
    return True


_SHARED: Final = re.compile(r"<[a-z_]+>")
"""Where a safety pattern uses words that another row defines; the safety room fills them in."""


def _patterns(value: str) -> None:
    for pattern in value.split(PATTERNS):
        re.compile(_SHARED.sub("x", pattern))


_READERS: Final[dict[str, Callable[[str], object]]] = {
    "edtf": plain_date,
    "period": lambda value: plain_date(value.removeprefix("..")),
    "seen": lambda value: plain_date(value.removeprefix("../")),
    "number": float,
    "regex": _patterns,
    "version": version_number,
}


def _at(code: str, name: str, row: Row, **more: str) -> Message:
    return Message.of(code, file=name, line=row.line, **more)


def _nothing(_name: str, _row: Row, _known: _Known) -> Iterator[Message]:
    return iter(())


def _place(name: str, row: Row, _known: _Known) -> Iterator[Message]:
    """A facility has no point of its own: the county or city that holds it is the finest that a pack says."""
    if row["kind"] == "facility" and (row["lat"] or row["lon"] or not row["parent"]):
        yield _at("pack.facility_point", name, row, value=row["id"])
    if row["parent"] == row["id"]:
        yield _at("pack.unknown", name, row, column="parent", value=row["parent"])


def _event_word(name: str, row: Row, known: _Known) -> Iterator[Message]:
    if not (row["en"] and row["ko"]) and row["kind"]:
        yield _at("pack.one_language", name, row, column="ko" if row["en"] else "en")
    if ("event_kind", row["kind"]) not in known.terms:
        yield _at("pack.unknown", name, row, column="kind", value=row["kind"])


def _codebook_term(name: str, row: Row, known: _Known) -> Iterator[Message]:
    """Each text in its own language, and each event a kind that the vocabulary has."""
    for text in CODEBOOK_TEXTS:
        yield from _two_languages(name, row, row[f"{text}_en"], row[f"{text}_ko"], row["id"])
    if row["kind"] == "event" and ("event_kind", row["id"]) not in known.terms:
        yield _at("pack.unknown", name, row, column="id", value=row["id"])
    for former in row.many("formerly"):
        if former not in known.ids["codebook.csv"]:
            yield _at("pack.unknown", name, row, column="formerly", value=former)


def _fact(name: str, row: Row, known: _Known) -> Iterator[Message]:
    if ("topic", row["topic"]) not in known.terms:
        yield _at("pack.unknown", name, row, column="topic", value=row["topic"])
    if row["checked"] == "seen" and not row["document"]:
        yield _at("pack.no_document", name, row, value=row["id"])
    yield from _two_languages(name, row, row["words_en"], row["words_ko"], row["id"])


def _assertion(name: str, row: Row, known: _Known) -> Iterator[Message]:
    if row["value_text"] not in known.words.get(row["fact"], row["value_text"]):
        yield _at("pack.value_text", name, row, value=row["value_text"])
    named = [row["entity"], row["event"]]
    for entity in named:
        if entity.startswith("person.") and entity not in known.persons:
            yield _at("pack.private_person", name, row, value=entity)
    if not known.labelled(row["entity"]):
        yield _at("pack.no_label", name, row, value=row["entity"])
    try:
        value = read_value(row["kind"], row["value"], row["unit"])
    except ValueError:
        yield _at("pack.bad_value", name, row, value=row["value"])
        return
    for unknown in _unknown_in(value, known):
        yield _at("pack.unknown", name, row, column="value", value=unknown)


def _unknown_in(value: Value, known: _Known) -> Iterator[str]:
    """The ids inside a value that nothing in the pack has."""
    match value:
        case PlaceValue(_, ids):
            yield from (i for i in ids if i not in known.ids["places.csv"])
        case NameValue(_, id_) if id_:
            if not any(id_ in ids for ids in (*known.ids.values(), known.persons)):
                yield id_
        case TermValue(vocabulary, term):
            if (vocabulary, term) not in known.terms:
                yield f"{vocabulary}|{term}"


_NEEDS: Final = {"verdict": "claim", "page": "page", "refusal": "reason"}


def _advice(name: str, row: Row, known: _Known) -> Iterator[Message]:
    """A verdict needs its claim, a page its slug, a refusal its reason; what is shown beside must be facts."""
    if (needed := _NEEDS.get(row["kind"], "id")) and not row[needed]:
        yield _at("pack.empty", name, row, column=needed)
    for fact in row.many("also"):
        if fact not in known.ids["facts.csv"]:
            yield _at("pack.unknown", name, row, column="also", value=fact)


def _label(name: str, row: Row, known: _Known) -> Iterator[Message]:
    """A label names an entity of a fact, in both languages; one for a whole table says which one it is."""
    key = row["entity"]
    if not any(e == key or (key.endswith(ANY) and e.startswith(key.removesuffix(ANY))) for e in known.entities):
        yield _at("pack.unknown", name, row, column="entity", value=key)
    if any((PART in row[c]) != key.endswith(ANY) for c in ("label_en", "label_ko")):
        yield _at("pack.label_part", name, row, value=key)
    yield from _two_languages(name, row, row["label_en"], row["label_ko"], key)


def _rendering(name: str, row: Row, _known: _Known) -> Iterator[Message]:
    yield from _two_languages(name, row, row["text_en"], row["text_ko"], row["text_en"])


def _two_languages(name: str, row: Row, english: str, korean: str, id_: str) -> Iterator[Message]:
    if not re.search("[가-힣]", korean) or re.search("[가-힣]", english):
        yield _at("pack.wrong_language", name, row, value=id_)


def _term_columns(**columns: str) -> Callable[[str, Row, _Known], Iterator[Message]]:
    """A check that each of these columns holds a term of one of the vocabularies named (several: 'a b')."""

    def problems(name: str, row: Row, known: _Known) -> Iterator[Message]:
        for column, vocabularies in columns.items():
            if not any((v, row[column]) in known.terms for v in vocabularies.split()):
                yield _at("pack.unknown", name, row, column=column, value=row[column])

    return problems


_EXTRA: Final[dict[str, Callable[[str, Row, _Known], Iterator[Message]]]] = {
    "places.csv": _place,
    "event_words.csv": _event_word,
    "facts.csv": _fact,
    "assertions.csv": _assertion,
    "labels.csv": _label,
    "renderings.csv": _rendering,
    "guide.csv": _advice,
    "codebook.csv": _codebook_term,
    "law.csv": _term_columns(instrument="law_instrument", position="law_position treaty_position"),
    "timeline.csv": _term_columns(kind="timeline_kind"),
    "checklist.csv": _term_columns(area="checklist_area"),
    "detention.csv": _term_columns(id="detention_kinds"),
}
