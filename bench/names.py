"""Names, measured: `python bench/names.py --data DIR [--folds 5] [--quick]` prints peers and Doltap in one run.

Hangul with Latin and Latin with Latin are learned from some names and measured on the others, in turn, through the
public functions and with one fixed set of parameters; no Hangul name is in both.
A peer that is not installed is 'not run'.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any

import learn_names as learning
import name_metrics as figures
from doltap.language.hangul import is_hangul
from doltap.language.names import NameIndex, compare_many, compare_names

Row = dict[str, str]


def scores(pairs: list[tuple[str, str]]) -> list[float]:
    return [found.score for found in compare_many([a for a, _ in pairs], [b for _, b in pairs])]


def pair_figures(name: str, values: list[float], labels: list[int], threshold: float = 0.5) -> str:
    best, at = figures.best_f1(values, labels)
    return (
        f"{name:34} {len(labels):6} pairs  AUC {figures.auc(values, labels):.4f}  F1 {best:.4f} (at {at:.3f}; at "
        f"{threshold} {figures.f1_at(values, labels, threshold):.4f})  recall@P.99 "
        f"{figures.recall_at(values, labels, 0.99):.4f}"
        f"  ECE {figures.ece(values, labels):.4f}"
    )


# --- Doltap, learned on one part and measured on the other -----------------------------------------------------------


class Held:
    """What the folds give on names that they did not learn from."""

    def __init__(self) -> None:
        self.cross: tuple[list[float], list[int]] = ([], [])
        self.latin: tuple[list[float], list[int]] = ([], [])
        self.first: Counter[tuple[str, bool]] = Counter()
        self.ten = 0
        self.misses: list[tuple[str, str, str]] = []


def fold(held: Held, data: Path, names: list[Row], part: int, folds: int) -> None:
    """Learn from the other parts, measure on this one."""
    test = [n for n in names if learning.part_of(n["hangul"], folds) == part]
    hangul_of = learning.truths(data)
    tested = {n["latin"] for n in test}
    learners = [n for n in names if learning.part_of(n["hangul"], folds) != part and n["latin"] not in tested]
    with learning.using(learning.whole_table(data, learners)):
        pairs = learning.rows(data / "ko_cross_pairs_dev.csv")
        cross = [r for r in pairs if learning.part_of(hangul_of[r["latin"]], folds) == part]
        held.cross[0].extend(scores([(r["latin"], r["hangul"]) for r in cross]))
        held.cross[1].extend(int(r["label"]) for r in cross)
        rank(held, test, sorted({n["hangul"] for n in names}))
    pairs = learning.rows(data / "ko_latin_pairs_dev.csv")
    latin = [r for r in pairs if learning.part_of(hangul_of[r["a"]], folds) == part]
    hidden = {hangul_of.get(r[side]) for r in latin for side in ("a", "b")}
    learners = [n for n in learners if n["hangul"] not in hidden]
    with learning.using(learning.whole_table(data, learners)):
        held.latin[0].extend(scores([(r["a"], r["b"]) for r in latin]))
        held.latin[1].extend(int(r["label"]) for r in latin)


def rank(held: Held, test: list[Row], pool: list[str]) -> None:
    """Search every Latin name of the part among all Hangul names."""
    index = NameIndex(pool)
    for row, answer in zip(test, index.search_many([row["latin"] for row in test], 10), strict=True):
        found = [c.name for c in answer]
        right = bool(found) and found[0] == row["hangul"]
        held.first[row["src"], right] += 1
        held.ten += row["hangul"] in found
        if not right:
            held.misses.append((row["latin"], row["hangul"], found[0] if found else "-"))


def held_out(data: Path, folds: int, only: int | None, show: bool) -> None:
    """Both kinds of Korean pairs and the ranking, on names not learned from."""
    names, held = learning.rows(data / "korean_names_dev.csv"), Held()
    for part in range(folds if only is None else only):
        fold(held, data, names, part, folds)
    print(pair_figures("Hangul-Latin", *held.cross))
    print(pair_figures("Latin-Latin", *held.latin))
    sources = sorted({src for src, _ in held.first})
    for src in (None, *sources):
        hit = sum(n for (s, right), n in held.first.items() if right and src in (None, s))
        of = sum(n for (s, _), n in held.first.items() if src in (None, s))
        low, high = figures.wilson(hit, of)
        print(
            f"recall@1 {src or 'all':16} {hit / of:.4f} [{low:.4f}, {high:.4f}] of {of} queries in {pool_size(names)}"
        )
    print(f"recall@10 {held.ten / sum(held.first.values()):.4f}")
    if show:
        print(*held.misses, sep="\n")


def pool_size(names: list[Row]) -> int:
    return len({n["hangul"] for n in names})


# --- what needs no learning ------------------------------------------------------------------------------------------


def persons(data: Path) -> None:
    """Persons of the nomenklatura name bench; the weights of words in five turns, never from the pairs measured."""
    cases = learning.persons(data)
    raw = learning.json.loads(learning.TARGET.read_text(encoding="utf-8"))
    order = list(range(len(cases)))
    random.Random(7).shuffle(order)
    values, labels = [0.0] * len(cases), [int(c["is_match"] == "true") for c in cases]
    for part in range(5):
        test = order[part::5]
        held = set(test)
        raw["weights"]["words"] = learning.word_weights([c for i, c in enumerate(cases) if i not in held])
        with learning.using(raw):
            for i, score in zip(test, scores([(cases[i]["name1"], cases[i]["name2"]) for i in test]), strict=True):
                values[i] = score
    print(pair_figures("name_bench persons", values, labels))


def hanja(data: Path) -> None:
    """Members of the Assembly: characters against Hangul and against Latin letters."""
    members = learning.rows(data / "assembly_hanja.csv")
    for field in ("name", "name_en"):
        known = [m for m in members if m[field]]
        index = NameIndex(sorted({m[field] for m in known}))
        hits = sum([c.name for c in index.search(m["name_cn"], 1)] == [m[field]] for m in known)
        low, high = figures.wilson(hits, len(known))
        print(f"hanja -> {field:8} recall@1 {hits / len(known):.4f} [{low:.4f}, {high:.4f}] of {len(known)}")


def speed(data: Path) -> None:
    """Pairs and searches a second of processor time, on one core, the table and the arrays loaded."""
    pairs = [(r["latin"], r["hangul"]) for r in learning.rows(data / "ko_cross_pairs_dev.csv")]
    some = pairs[:4000]
    learning.forget()
    print(
        f"one by one, names never seen: {per_second(lambda: [compare_names(a, b) for a, b in some], 4000):,.0f} pairs/s"
    )
    learning.forget()
    scores(pairs[:200])
    print(f"compare_many, names never seen: {per_second(lambda: scores(pairs), len(pairs)):,.0f} pairs/s")
    print(f"compare_many, names seen before: {per_second(lambda: scores(pairs), len(pairs)):,.0f} pairs/s")
    people = sorted({r["name"] for r in learning.rows(data / "candidacies.csv") if is_hangul(r["name"])})
    known = sorted({h for _, h in pairs if is_hangul(h)})
    queries = list(dict.fromkeys(a for a, _ in pairs))
    for size in (10_000, 100_000):
        index = NameIndex(pool_of(known, people, size))
        index.search_many(queries[:100], 1)
        for top in (1, 10):
            rate = per_second(lambda i=index, k=top: i.search_many(queries, k), len(queries))
            print(f"search_many in {len(index)}, the best {top}: {rate:,.0f} searches/s")
        alone = per_second(lambda i=index: [i.search(q, 10) for q in queries[:200]], 200)
        print(f"search in {len(index)}, one by one, the best 10: {1000 / alone:.1f} ms a name")


def pool_of(known: list[str], people: list[str], size: int) -> list[str]:
    """So many different Hangul names: those of the lists, then surnames and given names of theirs crossed."""
    found = dict.fromkeys([*known, *people])
    rng = random.Random(3)
    while len(found) < size:
        found[rng.choice(people)[:1] + rng.choice(people)[1:]] = None
    return list(found)[:size]


def per_second(work: Callable[[], object], count: int) -> float:
    start = process_time()
    work()
    return count / (process_time() - start)


# --- peers -----------------------------------------------------------------------------------------------------------


def peers() -> Iterator[tuple[str, Callable[[str, str], float] | None]]:
    """Each peer as a score from 0 to 1, None where it is not installed."""
    yield from romanisers()
    yield from nomenklatura()


def romanisers() -> Iterator[tuple[str, Callable[[str, str], float] | None]]:
    fuzzy = find_spec("rapidfuzz")
    for name, module in (
        ("korean-romanizer", "korean_romanizer"),
        ("koroman", "koroman"),
        ("hangul-romanize", "hangul_romanize"),
    ):
        label = f"{name} + token_sort_ratio"
        if not (fuzzy and find_spec(module)):
            yield label, None
            continue
        from rapidfuzz.fuzz import token_sort_ratio

        turn = romaniser(module)
        yield label, lambda a, b, turn=turn, ratio=token_sort_ratio: ratio(plain(turn(a)), plain(turn(b))) / 100


def romaniser(module: str) -> Callable[[str], str]:
    if module == "korean_romanizer":
        from korean_romanizer.romanizer import Romanizer

        return remembered(lambda s: Romanizer(s).romanize())
    if module == "koroman":
        from koroman import romanize

        return remembered(romanize)
    from hangul_romanize import Transliter
    from hangul_romanize.rule import academic

    return remembered(Transliter(academic).translit)


def remembered(turn: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def look(name: str) -> str:
        if name not in known:
            spaced = f"{name[0]} {name[1:]}" if is_hangul(name) else name
            known[name] = turn(spaced) if is_hangul(name) else name
        return known[name]

    return look


def plain(name: str) -> str:
    return name.lower().replace("-", "").replace(",", " ")


def nomenklatura() -> Iterator[tuple[str, Callable[[str, str], float] | None]]:
    for name in ("logic-v1", "logic-v2"):
        yield f"nomenklatura {name}", entity_matcher(name) if find_spec("nomenklatura") else None


def entity_matcher(name: str) -> Callable[[str, str], float]:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm(name)
    config = algorithm.default_config()
    made: dict[str, Any] = {}

    def entity(text_: str) -> Any:
        if text_ not in made:
            made[text_] = model.get_proxy({"id": f"e{len(made)}", "schema": "Person", "properties": {"name": [text_]}})
        return made[text_]

    return lambda a, b: algorithm.compare(entity(a), entity(b), config).score


def compare_peers(data: Path, limit: int) -> None:
    """The same pairs for every peer; the slow ones see the first so many."""
    cross = learning.rows(data / "ko_cross_pairs_dev.csv")
    latin = learning.rows(data / "ko_latin_pairs_dev.csv")
    names = learning.rows(data / "korean_names_dev.csv")
    for label, score in peers():
        if score is None:
            print(f"{label:42} not run")
            continue
        slow = label.startswith("nomenklatura")
        for kind, rows, a, b in (("Hangul-Latin", cross, "latin", "hangul"), ("Latin-Latin", latin, "a", "b")):
            taken = rows[:limit] if slow else rows
            values = [score(r[a], r[b]) for r in taken]
            print(pair_figures(f"{label} {kind}", values, [int(r["label"]) for r in taken], 0.7))
        cases = learning.persons(data)
        values = [score(c["name1"], c["name2"]) for c in cases]
        print(pair_figures(f"{label} persons", values, [int(c["is_match"] == "true") for c in cases], 0.7))
        if not slow:
            peer_ranking(label, score, names)


def peer_ranking(label: str, score: Callable[[str, str], float], names: list[Row]) -> None:
    """Every tenth query among all Hangul names, compared with each."""
    pool = sorted({n["hangul"] for n in names})
    queries = names[::40]
    hits = sum(max(pool, key=lambda h, q=q: score(q["latin"], h)) == q["hangul"] for q in queries)  # type: ignore[misc]
    low, high = figures.wilson(hits, len(queries))
    rate = f"{hits / len(queries):.3f} [{low:.3f}, {high:.3f}]"
    print(f"{label:42} recall@1 {rate} of {len(queries)} queries in {len(pool)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="measure on so many of the folds")
    parser.add_argument("--part", choices=("held-out", "persons", "hanja", "speed", "peers"))
    parser.add_argument("--misses", action="store_true", help="list the queries whose first answer is wrong")
    parser.add_argument("--limit", type=int, default=3000, help="pairs that a slow peer sees")
    options = parser.parse_args()
    steps: dict[str, Callable[[], None]] = {
        "held-out": lambda: held_out(options.data, options.folds, options.only, options.misses),
        "persons": lambda: persons(options.data),
        "hanja": lambda: hanja(options.data),
        "speed": lambda: speed(options.data),
        "peers": lambda: compare_peers(options.data, options.limit),
    }
    for name, step in steps.items():
        if options.part in (None, name):
            step()


if __name__ == "__main__":
    main()
