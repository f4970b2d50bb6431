"""The open sets of `bench/weigh.py` as claims, and the measures: accuracy, calibration, adjusted Rand."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from doltap.operations.tables import columns, hierarchy
from doltap.weigh import Claims, Judged, Kind
from doltap.weigh.claims import coded, coded_in_order
from doltap.weigh.typed import placed, ranges

CROWD = ("web", "dog", "bluebird", "rte", "d_sentiment", "d_jn-product", "s4_Relevance", "s5_AdultContent", "SP", "CF",
         "fact_eval", "ZenCrowd_all", "trec")  # fmt: skip
AIRLINES = ("aa", "ua", "co")
MINUTES = 10.0


@dataclass(frozen=True, slots=True)
class Set:
    """Claims with gold: `gold[k]` is the true value code of `items[k]`; `right(told, true)`: which are right."""

    name: str
    claims: Claims
    items: np.ndarray
    gold: np.ndarray
    right: Callable[[np.ndarray, np.ndarray], np.ndarray]


def flight(data: Path, *, airlines: bool) -> Set:
    """Times compared within ten minutes, gates as text; without the airlines' own sites unless asked for."""
    rows = columns(data / "flight" / "claims.parquet", ("source", "object", "property", "value"))
    kept = [r for r in rows if airlines or r[0] not in AIRLINES]
    return _open("flight all 38" if airlines else "flight no airlines", kept, data / "flight", Kind.NUMBER, MINUTES)


def weather(data: Path) -> Set:
    """Numbers compared exactly."""
    rows = columns(data / "weather" / "claims.parquet", ("source", "object", "property", "value"))
    return _open("weather", list(rows), data / "weather", Kind.NUMBER, 0.0)


def book(data: Path) -> Set:
    """Sets of last names, the whole set right or wrong."""
    rows = columns(data / "book" / "claims.parquet", ("source", "object", "property", "value"))
    return _open("book", list(rows), data / "book", Kind.SET, 0.0)


def birthplaces(data: Path) -> Set:
    """Places of a hierarchy, exact: the gold is a leaf, also where nobody tells it."""
    folder = data / "birthplaces"
    rows = list(columns(folder / "claims.parquet", ("source", "object", "property", "value")))
    return _placed(_open("birthplaces", rows, folder, Kind.PLACE, 0.0), folder)


def lenient(found: Set) -> Set:
    """The same by TDH's own scorer: the most specific true value that somebody tells counts as the truth."""
    told: dict[int, set[int]] = {}
    for item, value in zip(found.claims.item.tolist(), found.claims.value.tolist(), strict=True):
        told.setdefault(item, set()).add(value)
    gold = [_finest(found.claims, told[i], g) for i, g in zip(found.items.tolist(), found.gold.tolist(), strict=True)]
    return Set(f"{found.name} (lenient)", found.claims, found.items, np.array(gold), found.right)


def crowd(data: Path, name: str) -> Set:
    """One of the sets of annotators; a gold label that nobody gives stays wrong for everybody."""
    with (data / "crowd" / name / "label.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["worker"], r["item"], "label", r["label"]) for r in csv.DictReader(file)]
    with (data / "crowd" / name / "truth.csv").open(encoding="utf-8", newline="") as file:
        gold = [((r["item"], "label"), r["truth"]) for r in csv.DictReader(file)]
    return _coded(name, rows, gold, Kind.TEXT, 0.0)


def _open(name: str, rows: list[tuple[str, ...]], folder: Path, kind: Kind, tolerance: float) -> Set:
    gold = [(r[:2], r[2]) for r in columns(folder / "gold.csv", ("object", "property", "value"))]
    return _coded(name, rows, gold, kind, tolerance)


def _coded(name: str, rows: Sequence[tuple[str, ...]], gold: Sequence[tuple[tuple[str, ...], str]], kind: Kind,
           tolerance: float) -> Set:  # fmt: skip
    item, items = coded(f"{r[1]}\t{r[2]}" for r in rows)
    known = {k: n for n, k in enumerate(items)}
    kept = [("\t".join(k), v) for k, v in gold if "\t".join(k) in known]
    source, sources = coded_in_order(r[0] for r in rows)
    value, values = coded_in_order([*(r[3] for r in rows), *(v for _, v in kept)])
    prop, properties = coded(i.rpartition("\t")[2] for i in items)
    kinds = tuple(Kind.TEXT if "gate" in p else kind for p in properties)
    low = high = np.empty(0)
    if kind is Kind.NUMBER:
        low, high = ranges(values, range(len(values)), kind)
    claims = Claims(source, item, value[: len(rows)], prop, sources, items, properties, values, kinds, low=low,
                    high=high, tolerance=tuple(tolerance for _ in properties))  # fmt: skip
    at = np.array([known[k] for k, _ in kept])

    def right(told: np.ndarray, true: np.ndarray) -> np.ndarray:
        same = told == true
        if len(low):
            with np.errstate(invalid="ignore"):
                same = same | (np.abs(low[told] - low[true]) <= tolerance)
        return np.asarray(same)

    return Set(name, claims, at, value[len(rows) :], right)


def _placed(found: Set, folder: Path) -> Set:
    claims = found.claims
    together: dict[int, Counter[int]] = {}
    told: dict[int, set[int]] = {}
    for item, value in zip(claims.item.tolist(), claims.value.tolist(), strict=True):
        told.setdefault(item, set()).add(value)
    for values in told.values():
        for value in values:
            together.setdefault(value, Counter()).update(values - {value})
    read = placed(claims.values, hierarchy(folder / "hierarchy.csv"), together)
    typed = Claims(claims.source, claims.item, read.code[claims.value], claims.property, claims.sources, claims.items,
                   claims.properties, [*claims.values, *read.names], (Kind.PLACE,), above=read.above)  # fmt: skip
    return Set(found.name, typed, found.items, read.code[found.gold], found.right)


def _finest(claims: Claims, told: set[int], true: int) -> int:
    place = true
    for _ in range(64):
        if place in told:
            return place
        if place < 0 or claims.above[place] < 0:
            break
        place = int(claims.above[place])
    return true


def outcome(found: Set, judged: Judged, keep: np.ndarray | None = None) -> np.ndarray:
    """For each gold item (or those kept): whether the best value is right."""
    items, gold = (found.items, found.gold) if keep is None else (found.items[keep], found.gold[keep])
    return found.right(judged.value[judged.start[items]], gold)


def voted(found: Set) -> tuple[np.ndarray, np.ndarray]:
    """For each gold item: the chance that a vote of sources (ties by lot) is right, and its share of the votes."""
    size = len(found.claims.values)
    key, count = np.unique(found.claims.item.astype(np.int64) * size + found.claims.value, return_counts=True)
    item, value = key // size, key % size
    start = np.searchsorted(item, np.arange(len(found.claims.items) + 1))
    chance, share = np.empty(len(found.items)), np.empty(len(found.items))
    for k, (i, true) in enumerate(zip(found.items.tolist(), found.gold.tolist(), strict=True)):
        at = slice(start[i], start[i + 1])
        top = value[at][count[at] == count[at].max()]
        chance[k] = found.right(top, np.full(len(top), true)).mean()
        share[k] = count[at].max() / count[at].sum()
    return chance, share


def ece(chance: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal bins."""
    at = np.minimum((chance * bins).astype(int), bins - 1)
    total = np.bincount(at, minlength=bins)
    gap = np.abs(np.bincount(at, chance, bins) - np.bincount(at, right, bins))
    return float(gap[total > 0].sum() / len(chance))


def perfect(chance: np.ndarray, seed: int = 0) -> tuple[float, float]:
    """The mean and the 95th percentile of the ECE that a perfectly calibrated forecaster shows with these chances."""
    draw = np.random.default_rng(seed)
    found = [ece(chance, draw.random(len(chance)) < chance) for _ in range(40)]
    return float(np.mean(found)), float(np.quantile(found, 0.95))


def log_loss(chance: np.ndarray, right: np.ndarray) -> float:
    """Mean log loss, chances kept within 0.005 of certainty."""
    kept = np.clip(chance, 0.005, 0.995)
    return float(-np.mean(right * np.log(kept) + (1 - right) * np.log(1 - kept)))


def adjusted_rand(one: Sequence[object], two: Sequence[object]) -> float:
    """Agreement of two partitions, corrected for chance (Hubert and Arabie 1985)."""
    pairs = Counter(zip(one, two, strict=True))
    both, rows, cols = (sum(n * (n - 1) / 2 for n in c.values()) for c in (pairs, Counter(one), Counter(two)))
    hoped = rows * cols / max(len(one) * (len(one) - 1) / 2, 1)
    return (both - hoped) / ((rows + cols) / 2 - hoped)
