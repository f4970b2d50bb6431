"""Turn a table into sources, accounts and assertions: a row an account, each assertion resting on its cell."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from doltap import store
from doltap.errors import InputNotRead, WrongUsage
from doltap.language import PlaceIndex, find_dates, find_numbers, parse_edtf, sentences
from doltap.model import (
    Account,
    Assertion,
    Basis,
    Entity,
    EntityType,
    Locator,
    NameValue,
    NumberValue,
    Passage,
    PlaceValue,
    Progress,
    Question,
    SafetyClass,
    Segment,
    Step,
    TermValue,
    TextValue,
    Value,
    new_id,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.asking import NO_TERM, answers, kind_of
from doltap.operations.givers import add_consent, id_of, known_giver
from doltap.operations.mapping import Column, Mapping_, from_json, propose, read_mapping, to_json
from doltap.operations.reading import ReadRequest, Taken, read_file
from doltap.operations.receipts import Receipt, checked, from_words
from doltap.packs import Pack, load
from doltap.safety import find_identifiers, mark

CODER = "table-import/1"
_LEFT_OVER = re.compile(r"\d\s*[월일]")
"""A month or day that is none, so that the date beside it was read without it (1970년 14월 3일)."""

_CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<letters>[A-Z]+)(?P<row>\d+)$")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """The table, the mapping file (None: the one saved for tables of this name, else a proposal), and its receipt."""

    path: Path
    mapping: Path | None = None
    receipt: Receipt = field(default_factory=Receipt)
    pack: str = "north_korea"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows, accounts, assertions and questions; `already_here` are rows that an earlier run took in."""

    mapping: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and its place in the table ('B2')."""

    text: str
    place: str


Row = Mapping[str, Cell]


@dataclass(slots=True)
class _Import:
    archive: Archive
    request: ImportRequest
    mapping: Mapping_
    pack: Pack
    places: PlaceIndex
    here: set[tuple[str, str]]
    answers: Mapping[tuple[str, str], str]
    counts: Counter[str] = field(default_factory=Counter)


def import_sheet(archive: Archive, request: ImportRequest, *, progress: Progress = quiet) -> ImportResult:
    """Take in what is new of a table. A row is new when its cells, as text, are not here from the same giver yet.

    Terms that the pack's vocabularies do not know become questions and never new terms. Raises InputNotRead when the
    table cannot be read or has no rows, WrongUsage when the mapping does not fit it.
    """
    rows = read_rows(request.path)
    mapping = _mapping(archive, request, headings(rows))
    pack = load(request.pack)
    here = {(a.sha256, a.teller or a.source) for a in store.accounts(archive.testimony)}
    run = _Import(archive, request, mapping, pack, PlaceIndex(pack.gazetteer.places), here, answers(archive))
    with archive.transaction("save_mapping", columns=len(mapping.columns)):
        store.save_mapping(archive.testimony, mapping.name, to_json(mapping))
    for done, row in enumerate(rows, 1):
        _take_row(run, row)
        progress(Step(done, len(rows), str(done)))
    names = ("rows", "accounts", "assertions", "already_here", "questions", "sources")
    return ImportResult(mapping.name, {name: run.counts[name] for name in names})


def propose_mapping(path: Path) -> Mapping_:
    """A mapping for this table from its headings, for a person to correct and save."""
    return propose(headings(read_rows(path)), path.stem)


def headings(rows: Iterable[Row]) -> list[str]:
    """Every heading under which some row has a cell, in order: the first row may leave cells empty."""
    first = list(rows)
    columns = {heading: _CELL.match(cell.place) for row in first for heading, cell in row.items()}
    return sorted(columns, key=lambda h: (len(m["letters"]), m["letters"]) if (m := columns[h]) else (0, ""))


def read_rows(path: Path) -> list[Row]:
    """The rows of a table by heading, read in the sandbox. Raises InputNotRead when there is no table in it."""
    take = read_file(ReadRequest(path))
    if take.reading.outcome not in {"ok", "partial"}:
        raise InputNotRead(f"not_read_{take.reading.outcome}", file=str(path))
    rows = list(_rows(take))
    if not rows:
        raise InputNotRead("no_rows", file=str(path))
    return rows


def _rows(take: Taken) -> Iterator[Row]:
    """The first row of a sheet is its headings; cells under an empty heading are named by their column's letters."""
    grid: dict[tuple[str, int], dict[str, Cell]] = {}
    for segment in take.reading.segments:
        place = _CELL.match(segment.locator.cell)
        if place:
            cell = Cell(take.reading.text[segment.start : segment.end].strip(), segment.locator.cell)
            grid.setdefault((place["sheet"] or "", int(place["row"])), {})[place["letters"]] = cell
    headings: dict[str, dict[str, str]] = {}
    for (sheet, _), cells in sorted(grid.items()):
        if sheet not in headings:
            headings[sheet] = {letters: cell.text or letters for letters, cell in cells.items()}
        elif any(cell.text for cell in cells.values()):
            yield {headings[sheet].get(letters, letters): cell for letters, cell in cells.items()}


def _mapping(archive: Archive, request: ImportRequest, headings: list[str]) -> Mapping_:
    if request.mapping is not None:
        mapping = read_mapping(request.mapping)
    else:
        saved = store.mapping(archive.testimony, request.path.stem)
        mapping = from_json(saved, request.path.stem) if saved else propose(headings, request.path.stem)
    missing = [c.heading for c in mapping.columns if c.heading not in headings]
    if missing:
        raise WrongUsage("mapping_column_missing", file=str(request.path), column=missing[0])
    return mapping


def _take_row(run: _Import, row: Row) -> None:
    run.counts["rows"] += 1
    receipt = _receipt(run, row)
    data = json.dumps({h: c.text for h, c in row.items()}, ensure_ascii=False, sort_keys=True).encode()
    digest = sha256(data).hexdigest()
    giver = id_of("teller", receipt.teller) or id_of("source", receipt.source)
    if (digest, giver) in run.here:
        run.counts["already_here"] += 1
        return
    run.here.add((digest, giver))
    _keep_row(run, row, receipt, data, digest)


def _receipt(run: _Import, row: Row) -> Receipt:
    """The row's own source, teller, release, consent and its end where it has such columns, else what was given."""
    given = run.request.receipt
    said = {p: _cell(row, run.mapping.part(p)) for p in ("source", "teller", "release", "consent", "until")}
    own = from_words({k: v for k, v in said.items() if v}, str(run.request.path))
    both = Receipt(
        own.source or given.source,
        own.teller or given.teller,
        own.release if said["release"] else given.release,
        own.consent if said["consent"] else given.consent,
        own.until or given.until,
        own.said or given.said,
    )
    return checked(both, str(run.request.path))


def _cell(row: Row, heading: str) -> str:
    return row[heading].text if heading in row else ""


def _keep_row(run: _Import, row: Row, receipt: Receipt, data: bytes, digest: str) -> None:
    db = run.archive.testimony
    text, spans = _text(row)
    key = _cell(row, run.mapping.part("key")) or next(iter(row.values())).place
    account = Account(
        new_id(), digest, datetime.now(UTC), f"{run.request.path.name} {key}", id_of("source", receipt.source),
        id_of("teller", receipt.teller), receipt.release, media_type="application/json", encoding="utf-8",
        reader="table", size=len(data), document=run.request.path.name,
    )  # fmt: skip
    passages = _passages(run, account.id, text, spans)
    entities, assertions, unknown = _assertions(run, account.id, row, passages)
    sealed = run.archive.seal_original(data)
    with run.archive.transaction("import_row", account=account.id):
        run.counts["sources"] += known_giver(db, receipt)
        segments = [Segment(s, e, Locator(cell=c.place), role="cell") for c, (s, e) in spans]
        store.add_account(db, account, text, segments, sealed)
        store.add_extraction(db, account.id, list(passages.values()), entities, assertions)
        add_consent(db, account.id, receipt)
        for question in unknown:
            store.add_question(db, question)
    run.counts.update(accounts=1, assertions=len(assertions), questions=len(unknown))


def _text(row: Row) -> tuple[str, list[tuple[Cell, tuple[int, int]]]]:
    """The row as text, 'heading: cell' a line, and where each cell stands in it."""
    parts: list[str] = []
    spans: list[tuple[Cell, tuple[int, int]]] = []
    at = 0
    for heading, cell in row.items():
        start = at + len(heading) + 2
        parts.append(f"{heading}: {cell.text}\n")
        spans.append((cell, (start, start + len(cell.text))))
        at += len(parts[-1])
    return "".join(parts), spans


def _passages(
    run: _Import, account: str, text: str, spans: Iterable[tuple[Cell, tuple[int, int]]]
) -> dict[str, Passage]:
    """A passage for each cell with words, by place; a cell with anything operational in it is operational whole."""
    marks = [*mark(text, sentences(text), run.pack.safety_rules), *find_identifiers(text)]
    made: dict[str, Passage] = {}
    for cell, (start, end) in spans:
        if end > start:
            held = frozenset(SafetyClass(m.safety_class) for m in marks if m.start < end and start < m.end)
            locator = Locator(cell=cell.place)
            made[cell.place] = Passage(new_id(), account, start, end, cell.text, locator, safety=held)
    return made


def _assertions(
    run: _Import, account: str, row: Row, passages: Mapping[str, Passage]
) -> tuple[list[Entity], list[Assertion], list[Question]]:
    entities: dict[str, Entity] = {}
    made: list[Assertion] = []
    unknown: list[Question] = []
    for column in run.mapping.columns:
        cell = row.get(column.heading)
        if column.is_ or cell is None or not cell.text:
            continue
        value = _value(run, column, cell.text)
        if value is None:
            unknown += _question(run, column, account, cell.text)
            continue
        entity = entities.setdefault(column.about, Entity(new_id(), EntityType(column.about), account))
        passage = passages[cell.place]
        made.append(
            Assertion(
                new_id(), passage.id, account, entity.id, entity.type, column.property, value, cell.text,
                basis=Basis.DOCUMENT, coder=CODER, safety=passage.safety, accepted=True,
            )
        )  # fmt: skip
    return list(entities.values()), _joined(made, entities), unknown


def _question(run: _Import, column: Column, account: str, text: str) -> list[Question]:
    """What is asked of a word that no vocabulary knows; nothing where somebody answered that it is no term."""
    vocabulary = column.vocabulary or column.property
    if run.answers.get((vocabulary, text.strip().casefold())) == NO_TERM:
        return []
    return [Question(new_id(), kind_of(column.about, column.property, vocabulary), account, text, store.now())]


def _joined(made: list[Assertion], entities: Mapping[str, Entity]) -> list[Assertion]:
    """A row that names a person and an event says that the person is the one it happened to."""
    person, event = entities.get("person"), entities.get("event")
    names = [a for a in made if person and a.entity == person.id and a.property == "name"]
    if event is None or not names:
        return made
    name = names[0]
    victim = Assertion(
        new_id(), name.passage, name.account, event.id, EntityType.EVENT, "victim", name.value, name.value_text,
        basis=name.basis, event=name.entity, role="victim", coder=CODER, safety=name.safety, accepted=True,
    )  # fmt: skip
    return [*made, victim]


def _value(run: _Import, column: Column, text: str) -> Value | None:
    """The cell understood as its column's kind; None for a term that no vocabulary knows and for no date."""
    match column.kind:
        case "date":
            return _date(text)
        case "number":
            return next((n.value for n in find_numbers(text)), _bare_number(text))
        case "place":
            return PlaceValue(text, run.places.lookup(text))
        case "name":
            return NameValue(text)
        case "term":
            return _term(run, column.vocabulary or column.property, text)
        case _:
            return TextValue(text)


def _date(text: str) -> Value | None:
    """A cell is first read as a date in its own right ('2003-05' is May 2003), only then searched for one.

    None for digits that are no date (31 February): that is asked about. Words without digits stay words.
    """
    try:
        return parse_edtf(text)
    except ValueError:
        found = [d for d in find_dates(text) if d.value]
        rest = text if not found else text[: found[0].start] + text[found[0].end :]
        if found and not _LEFT_OVER.search(rest):
            return found[0].value
        return None if any(c.isdigit() for c in text) else TextValue(text)


def _bare_number(text: str) -> Value:
    plain = text.replace(",", "").strip()
    return NumberValue(float(plain), float(plain)) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else TextValue(text)


def _term(run: _Import, vocabulary: str, text: str) -> TermValue | None:
    """The term that the pack, or an answer to an earlier question, says these words are."""
    wanted = text.strip().casefold()
    for term in run.pack.vocabulary(vocabulary):
        if wanted in {n.casefold() for n in (term.id, term.name_en, term.name_ko, *term.names)}:
            return TermValue(vocabulary, term.id)
    answered = run.answers.get((vocabulary, wanted), NO_TERM)
    return None if answered == NO_TERM else TermValue(vocabulary, answered)
