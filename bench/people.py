"""People, measured: `python bench/people.py --data DIR [--quick] [--million]` prints peers and Doltap in one run.

Every set is linked with the same defaults. Figures are pairwise precision, recall and F1 of the clusters: two records
count where they stand in one cluster (Splink: its connected clusters at 0.95; recordlinkage: connected pairs).
A peer that is not installed is 'not run'. `--answers` asks the queue 200 questions, answered from the truth.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

import people_made
from doltap.resolve.link import Answer, Kind, link, linked, prepared, questions

Table = list[tuple[str, Kind, list[str]]]
FEBRL = {
    "given_name": "name", "surname": "name", "street_number": "code", "address_1": "text", "address_2": "text",
    "suburb": "place", "postcode": "code", "state": "category", "date_of_birth": "date", "soc_sec_id": "code",
}  # fmt: skip
HISTORICAL = {
    "full_name": "name", "dob": "date", "birth_place": "place", "postcode_fake": "code", "gender": "category",
    "occupation": "category",
}  # fmt: skip
BATCH, ANSWERS = 40, 200


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def columns(rows: list[dict[str, str]], kinds: dict[str, str]) -> Table:
    return [(name, Kind(kind), [row[name] or "" for row in rows]) for name, kind in kinds.items()]


def numbered(values: list[str]) -> Any:
    return np.unique(values, return_inverse=True)[1]


def febrl(data: Path, *files: str) -> tuple[Table, Any]:
    rows = [row for file in files for row in rows_of(data / "people" / file)]
    return columns(rows, FEBRL), numbered([r["rec_id"].split("-")[1] for r in rows])


def historical(data: Path) -> tuple[Table, Any] | None:
    """The set is a parquet file: read with pyarrow, else as a CSV that somebody wrote beside it."""
    path = data / "people" / "historical_figures_with_errors_50k.parquet"
    if find_spec("pyarrow"):
        from pyarrow import parquet

        rows = parquet.read_table(path).to_pylist()
    elif path.with_suffix(".csv").exists():
        rows = rows_of(path.with_suffix(".csv"))
    else:
        return None
    return columns(rows, HISTORICAL), numbered([r["cluster"] for r in rows])


def candidacies(data: Path, hidden: float) -> tuple[Table, Any]:
    rows, draw = rows_of(data / "names" / "candidacies.csv"), random.Random(1)
    born = ["" if draw.random() < hidden else r["birthday"] for r in rows]
    names = [r["name"] for r in rows]
    return [("name", Kind.NAME, names), ("birthday", Kind.DATE, born)], numbered([r["person_id"] for r in rows])


def together(labels: Any) -> int:
    counts = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())


def figures(cluster: Any, truth: Any) -> str:
    both = together(cluster.astype(np.int64) * (int(truth.max()) + 1) + truth)
    precision, recall = both / max(1, together(cluster)), both / together(truth)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}"


def timed(name: str, run: Callable[[], Any], truth: Any) -> Any:
    wall, cpu = perf_counter(), process_time()
    cluster = run()
    spent = f"wall {perf_counter() - wall:6.1f} s  cpu {process_time() - cpu:6.1f} s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:44} {figures(cluster, truth)}  {spent}  peak of this run {peak} MB", flush=True)
    return cluster


def doltap(table: Table) -> Any:
    with ThreadPoolExecutor(2) as pool:
        return link(table, mapper=pool.map).cluster


def asked(table: Table, truth: Any) -> Any:
    """Two hundred answers to the queue, in five batches, given from the truth."""
    with ThreadPoolExecutor(2) as pool:
        ready, answers = prepared(table), list[Answer]()
        while len(answers) < ANSWERS:
            found = linked(ready, answers=answers, mapper=pool.map)
            more = questions(ready, found, BATCH, asked=answers, seed=len(answers))
            answers += [Answer(q.left, q.right, bool(truth[q.left] == truth[q.right])) for q in more]
            if not more:
                break
        return linked(ready, answers=answers, mapper=pool.map).cluster


# --- peers -----------------------------------------------------------------------------------------------------------


def connected(count: int, left: Any, right: Any) -> Any:
    label = np.arange(count)
    while True:
        lowest, found = np.minimum(label[left], label[right]), label.copy()
        np.minimum.at(found, left, lowest)
        np.minimum.at(found, right, lowest)
        found = found[found]
        if (found == label).all():
            return label
        label = found


def splink(table: Table) -> Any:
    """Splink 5 on DuckDB: its library's comparison for each kind, blocks on pairs of columns, clusters at 0.95."""
    import pyarrow as arrow
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    count = len(table[0][2])
    data = {name: [v.strip() or None for v in values] for name, _, values in table}
    api = DuckDBAPI()
    registered = api.register(arrow.table({"unique_id": list(range(count)), **data}))
    made = {
        Kind.NAME: lambda c: cl.JaroWinklerAtThresholds(c, [0.9, 0.7]).configure(term_frequency_adjustments=True),
        Kind.DATE: lambda c: cl.LevenshteinAtThresholds(c, [1, 2]),
        Kind.CODE: lambda c: cl.LevenshteinAtThresholds(c, [1, 2]),
    }
    names = [name for name, _, _ in table]
    comparisons = [made.get(kind, cl.ExactMatch)(name) for name, kind, _ in table]
    rules = [block_on(a, b) for n, a in enumerate(names) for b in names[n + 1 :]][:12]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules
    )
    linker = Linker(registered, settings)
    linker.training.estimate_probability_two_random_records_match([block_on(*names[:2])], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for name in names[:3]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(name))
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, 0.95)
    rows = clusters.as_record_list()
    label = np.zeros(count, np.int64)
    for row in rows:
        label[row["unique_id"]] = row["cluster_id"]
    return label


def recordlinkage(table: Table) -> Any:
    """recordlinkage: blocks on each column, Jaro-Winkler or equality, ECM without labels."""
    import pandas
    import recordlinkage as rl

    frame = pandas.DataFrame({name: [v.strip() or None for v in values] for name, _, values in table})
    index = rl.Index()
    for name, kind, _ in table:
        if kind in {Kind.NAME, Kind.DATE, Kind.CODE}:
            index.block(name)
    compare = rl.Compare()
    for name, kind, _ in table:
        compare.exact(name, name) if kind in {Kind.CATEGORY, Kind.CODE} else compare.string(
            name, name, method="jarowinkler", threshold=0.85
        )
    features = compare.compute(index.index(frame), frame)
    found = rl.ECMClassifier(binarize=0.5).fit_predict(features.fillna(0))
    return connected(len(frame), np.array(found.get_level_values(0)), np.array(found.get_level_values(1)))


PEERS = {"splink": splink, "recordlinkage": recordlinkage}


def peers(set_: str, table: Table, truth: Any, names: tuple[str, ...] = tuple(PEERS)) -> None:
    for name in names:
        if find_spec(name) is None:
            print(f"{set_ + ': ' + name:44} not run", flush=True)
        else:
            timed(f"{set_}: {name}", lambda name=name: PEERS[name](table), truth)


def homonyms(data: Path) -> None:
    table, truth = candidacies(data, 0.0)
    timed("candidacies, name and birthday: Doltap", lambda: doltap(table), truth)
    table, truth = candidacies(data, 0.5)
    cluster = doltap(table)
    hidden = np.array([born == "" for born in table[1][2]])
    sizes = np.bincount(cluster)[cluster]
    print(f"candidacies, birthday hidden in half: {int((sizes[hidden] > 1).sum())} of {int(hidden.sum())} merged there")


def million(records: int) -> None:
    table, owner = people_made.people(records)
    kinds = zip(people_made.FIELDS, people_made.KINDS, strict=True)
    made = [(field, Kind(kind), table[field]) for field, kind in kinds]
    timed(f"made-up people, {records:,} records: Doltap", lambda: doltap(made), np.array(owner))


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--data", type=Path, required=True)
    said.add_argument("--quick", action="store_true", help="no peers on the large set, 20,000 made-up records")
    said.add_argument("--answers", action="store_true", help="ask the queue 200 questions about the historical set")
    said.add_argument("--million", action="store_true", help="a million made-up records")
    given = said.parse_args()
    for name, files in (("febrl3", ("dataset3.csv",)), ("febrl4", ("dataset4a.csv", "dataset4b.csv"))):
        table, truth = febrl(given.data, *files)
        timed(f"{name}: Doltap", lambda table=table: doltap(table), truth)
        peers(name, table, truth)
    homonyms(given.data)
    if (large := historical(given.data)) is None:
        print("historical_50k: not run (pyarrow is not installed)")
    else:
        timed("historical_50k: Doltap, no labels", lambda: doltap(large[0]), large[1])
        if given.answers:
            timed("historical_50k: Doltap, 200 answers", lambda: asked(*large), large[1])
        peers("historical_50k", *large, () if given.quick else ("splink",))
    million(1_000_000 if given.million else 20_000 if given.quick else 100_000)


if __name__ == "__main__":
    main()
