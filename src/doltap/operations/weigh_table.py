"""Any table of who says what about which item, weighed: no archive is opened and nothing is kept.

The sources of such a table are bodies, outlets, devices or annotators behind a number; a table that rates natural
persons by name is none of Doltap's business, and no model learned here enters an archive.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from doltap.errors import InputNotRead, WrongUsage
from doltap.model import Status
from doltap.operations.tables import columns, headings, hierarchy
from doltap.weigh import Claims, Confirmed, Judged, Kind, Model, ask, judge, learn, to_json
from doltap.weigh.claims import Ints, coded, coded_in_order
from doltap.weigh.facts import agrees
from doltap.weigh.learned import unsettled
from doltap.weigh.typed import Place, kind_of, placed, ranges

BINS = 10
PROPERTIES = ("property", "method", "why", "apart", "asked_for", "leaning", "confirmed", "slope", "vote_slope", "shift")


@dataclass(frozen=True, slots=True)
class TableRequest:
    """A table and its columns. `items` are one or two columns that name an item together; `property` may be one more.

    Without `property`, the second item column is the property where it has few values (a name for each kind of thing
    told). `type` is how values are compared, `tolerance` within which two numbers (days) are the same. `meant` names
    for a property a source that tells it in the reading that is meant. `engine` is 'local' or 'spark'.
    """

    table: Path
    source: str
    items: tuple[str, ...]
    value: str
    property: str = ""
    type: str = "text"
    tolerance: float = 0.0
    hierarchy: Path | None = None
    confirmed: Path | None = None
    ask: int = 0
    engine: str = "local"
    report: Path | None = None
    meant: Mapping[str, str] | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One item weighed: its most probable value, the probability (None: not calibrated, or two readings), its status.

    `origins` tell the value independently, `vote` is their share. `readings` are the values of two readings that
    differ. `method` and `why` say how its property was weighed; `confirmed` that a confirmed fact stands here.
    """

    item: tuple[str, ...]
    property: str
    value: str
    probability: float | None
    status: Status
    origins: int
    vote: float
    readings: tuple[str, ...] = ()
    method: str = ""
    why: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One item worth confirming, with the values told of it."""

    item: tuple[str, ...]
    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableWeighed:
    """A table weighed. `lines` and `questions` are made as they are read; one of them is empty, as was asked.

    `claims` rows had a source, an item and a value, `skipped` did not; `unknown` confirmed facts are of no item here.
    """

    lines: Iterator[Line]
    questions: tuple[Question, ...]
    model: Model
    claims: int
    skipped: int
    confirmed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Read:
    """The table as claims: the key of each item as written, and what was skipped."""

    claims: Claims
    keys: list[tuple[str, ...]]
    confirmed: Confirmed
    skipped: int
    unknown: int


def weigh_table(request: TableRequest) -> TableWeighed:
    """Weigh a table. Raises InputNotRead for a file that is none, WrongUsage for columns or options that do not fit."""
    if request.tolerance < 0 or not np.isfinite(request.tolerance):
        raise WrongUsage("tolerance_not_usable", tolerance=str(request.tolerance))
    read = _read(request)
    model = _model(request, read)
    judged = judge(read.claims, model, pooled=True)
    questions: tuple[Question, ...] = ()
    if request.ask > 0:
        questions = tuple(_questions(request, read, model, judged))
    if request.report is not None:
        write_report(request.report, read.claims, model, judged, read.confirmed)
    lines = iter(()) if request.ask > 0 else _lines(read, model, judged)
    return TableWeighed(lines, questions, model, len(read.claims), read.skipped, len(read.confirmed), read.unknown)


def _model(request: TableRequest, read: _Read) -> Model:
    for prop, source in (request.meant or {}).items():
        if prop not in read.claims.properties:
            raise WrongUsage("table_no_property", property=prop)
        if source not in read.claims.sources:
            raise WrongUsage("table_no_source", source=source)
    if request.engine == "spark":
        raise WrongUsage("spark_not_here")
    return learn(read.claims, confirmed=read.confirmed, meant=request.meant, seed=request.seed)


def _read(request: TableRequest) -> _Read:
    kind = Kind(request.type)
    if kind is Kind.PLACE and request.hierarchy is None:
        raise WrongUsage("place_needs_hierarchy")
    names = tuple(dict.fromkeys((*request.items, *([request.property] if request.property else []))))
    rows = list(columns(request.table, (request.source, *names, request.value)))
    kept = [r for r in rows if all(r)]
    facts = _facts(request, names)
    item, keys = _coded(r[1:-1] for r in kept)
    known = {k: n for n, k in enumerate(keys)}
    source, sources = coded_in_order(r[0] for r in kept)
    value, values = coded_in_order((*(r[-1] for r in kept), *(v for k, v in facts if k in known)))
    told = value[: len(kept)]
    prop, properties = _properties(request, names, keys)
    claims = Claims(source, item, told, prop, sources, [" | ".join(k) for k in keys], properties, values)
    claims, lead = _typed(claims, request, kind)
    truth = {v: n for n, v in enumerate(values)}
    confirmed = {known[k]: int(lead[truth[v]]) for k, v in facts if k in known}
    return _Read(claims, keys, confirmed, len(rows) - len(kept), len({k for k, _ in facts} - known.keys()))


def _coded(keys: Iterator[tuple[str, ...]]) -> tuple[Ints, list[tuple[str, ...]]]:
    known: dict[tuple[str, ...], int] = {}
    codes = np.fromiter((known.setdefault(k, len(known)) for k in keys), np.int32)
    return codes, list(known)


def _properties(
    request: TableRequest, names: tuple[str, ...], keys: Sequence[tuple[str, ...]]
) -> tuple[Ints, list[str]]:
    """The property of each item: the column named so, else a second item column with few values, else the value's."""
    at = names.index(request.property) if request.property else len(request.items) - 1
    few = len({k[at] for k in keys}) ** 2 <= len(keys)
    if request.property or (len(request.items) > 1 and few):
        return coded(k[at] for k in keys)
    return np.zeros(len(keys), np.int32), [request.value]


def _facts(request: TableRequest, names: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    """The confirmed facts: columns called as the item's are, and the value's or, without such a one, the last."""
    if request.confirmed is None:
        return []
    found = headings(request.confirmed)
    value = request.value if request.value in found else (found[-1:] or [request.value])[0]
    return [(row[:-1], row[-1]) for row in columns(request.confirmed, (*names, value)) if all(row)]


def _typed(claims: Claims, request: TableRequest, kind: Kind) -> tuple[Claims, Ints]:
    """The claims with ranges or a hierarchy, as their kind asks, and the value code that each one is read as."""
    same = np.arange(len(claims.values), dtype=np.int32)
    if request.hierarchy is not None and kind is Kind.PLACE:
        return _with_places(claims, hierarchy(request.hierarchy))
    codes = [np.unique(claims.value[claims.property[claims.item] == p]) for p in range(len(claims.properties))]
    kinds = tuple(kind_of([claims.values[v] for v in c], kind) for c in codes)
    close = tuple(request.tolerance for _ in kinds)
    claims = replace(claims, kinds=kinds, tolerance=close)
    if kind not in {Kind.NUMBER, Kind.DATE} or kind not in kinds:
        return claims, same
    low, high = ranges(claims.values, range(len(claims.values)), kind)
    return replace(claims, low=low, high=high), same


def _with_places(claims: Claims, places: Sequence[Place]) -> tuple[Claims, Ints]:
    found = placed(claims.values, places, _together(claims))
    typed = replace(
        claims,
        value=found.code[claims.value],
        values=[*claims.values, *found.names],
        above=found.above,
        kinds=tuple(Kind.PLACE for _ in claims.properties),
    )
    return typed, found.code


def _together(claims: Claims) -> dict[int, Counter[int]]:
    """For each value code, how often each other one is told of the same item."""
    told: dict[int, set[int]] = defaultdict(set)
    for item, value in zip(claims.item.tolist(), claims.value.tolist(), strict=True):
        told[item].add(value)
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for values in told.values():
        for value in values if 1 < len(values) <= 50 else ():
            found[value].update(values - {value})
    return found


def _lines(read: _Read, model: Model, judged: Judged) -> Iterator[Line]:
    claims = read.claims
    learned = [model.of(p) for p in claims.properties]
    for item, key in enumerate(read.keys):
        prop = int(claims.property[item])
        best, *others = judged.choices(item)
        sides = tuple(claims.values[c.value] for c in (best, *others) if c.reading >= 0)
        line = Line(key, claims.properties[prop], claims.values[best.value], best.probability, judged.status(item),
                    best.origins, best.vote, sides if unsettled(learned[prop]) else (),
                    learned[prop].method, learned[prop].why)  # fmt: skip
        if item in read.confirmed:
            truth = claims.values[read.confirmed[item]]
            line = replace(line, value=truth, probability=1.0, confirmed=True, readings=())
        yield line


def _questions(request: TableRequest, read: _Read, model: Model, judged: Judged) -> Iterator[Question]:
    claims = read.claims
    open_ones = np.setdiff1d(np.arange(len(claims.items)), list(read.confirmed)).astype(np.int32)
    for item in ask(claims, model, request.ask, answerable=open_ones, seed=request.seed):
        told = tuple(claims.values[c.value] for c in judged.choices(int(item)))
        yield Question(read.keys[item], claims.properties[claims.property[item]], told)


def write_report(folder: Path, claims: Claims, model: Model, judged: Judged, confirmed: Confirmed) -> None:
    """Write sources.csv, groups.csv, properties.csv, calibration.csv and model.json into a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _written(folder / "sources.csv", ("property", "source", "quality", "told", "first_reading"), _sources(model))
        _written(folder / "groups.csv", ("source", "same_origin_as"), sorted(model.origin.items()))
        _written(folder / "properties.csv", PROPERTIES, _properties_told(model))
        rows = _reliability(claims, judged, confirmed)
        _written(folder / "calibration.csv", ("from", "to", "items", "mean_belief", "share_right"), rows)
        (folder / "model.json").write_text(to_json(model) + "\n", encoding="utf-8")
    except OSError as fault:
        raise InputNotRead("report_not_written", file=str(folder)) from fault


def _written(path: Path, heads: Sequence[str], rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(heads)
        table.writerows(rows)


def _sources(model: Model) -> Iterator[tuple[object, ...]]:
    for each in model.properties:
        for source in sorted(each.told):
            quality = each.quality.get(source)
            side = each.reading.get(source)
            yield (each.property, source, "" if quality is None else round(quality, 4), each.told[source],
                   "" if side is None else round(side, 3))  # fmt: skip


def _properties_told(model: Model) -> Iterator[tuple[object, ...]]:
    for e in model.properties:
        yield (e.property, e.method, e.why, round(e.apart, 4), e.asked_for, e.leaning, e.confirmed,
               round(e.slope[0], 4), round(e.slope[1], 4), round(e.shift, 4))  # fmt: skip


def _reliability(claims: Claims, judged: Judged, confirmed: Confirmed) -> Iterator[tuple[object, ...]]:
    """Confirmed items by how far their best value was believed: how many of them were right."""
    rows: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for item, truth in confirmed.items():
        at = judged.start[item]
        belief = float(judged.belief[at])
        right = agrees(claims, int(claims.property[item]), judged.value[at : at + 1], truth)
        rows[min(int(belief * BINS), BINS - 1)].append((belief, bool(right[0])))
    for low in sorted(rows):
        pairs = rows[low]
        mean = sum(b for b, _ in pairs) / len(pairs)
        yield low / BINS, (low + 1) / BINS, len(pairs), round(mean, 4), round(sum(r for _, r in pairs) / len(pairs), 4)


def line_json(line: Line | Question) -> dict[str, object]:
    """A line or a question as plain values for JSON; an item of one column is a string."""
    item: object = line.item[0] if len(line.item) == 1 else list(line.item)
    if isinstance(line, Question):
        return {"item": item, "property": line.property, "values": list(line.values)}
    told: dict[str, object] = {"item": item, "property": line.property, "value": line.value}
    chance = None if line.probability is None else round(line.probability, 4)
    told |= {"probability": chance, "status": str(line.status), "origins": line.origins, "vote": round(line.vote, 4)}
    told |= {"method": line.method, "why": line.why, "confirmed": line.confirmed}
    return told | ({"readings": list(line.readings)} if line.readings else {})
