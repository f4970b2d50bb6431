"""Who is right most often, how well the probabilities hold, and how fast: peers and Doltap on every set in one run.

    python bench/weigh.py --data DIR [--peer-path DIR] [--only flight book weather birthplaces crowd speed] [--seeds 5]

DIR holds flight/, book/, weather/, birthplaces/, crowd/ (claims and gold). One set of defaults for all sets; the gold
is used to score, and as confirmed facts where the line says so (scored on the other items then). `--peer-path` is a
checkout of joesingo/truthdiscovery (GPL-3, an external program with needs of its own); crowd-kit is used where it is
installed. Parquet needs pyarrow.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import numpy as np

from doltap.weigh import Claims, Judged, Kind, ask, judge, learn
from weigh_sets import (
    CROWD,
    Set,
    adjusted_rand,
    birthplaces,
    book,
    crowd,
    ece,
    flight,
    lenient,
    log_loss,
    outcome,
    perfect,
    voted,
    weather,
)

JOESINGO = ("Sums", "AverageLog", "TruthFinder", "PooledInvestment")
FACTS = 50
PUBLISHED = {
    "flight all 38": "8 Dec 2011 alone, Li et al. 2012 (from memory): vote .864, PooledInvest .921, AccuCopy .943",
    "book": "Dong et al. 2009 (from memory): vote .71, Accu .79, AccuCopy .87, with similarity .89",
    "birthplaces (lenient)": "TDH's own code, run once: vote .848, TDH .891",
    "d_jn-product": "Zheng et al. 2017: vote .8966, Dawid-Skene .9366, BCC .9378",
    "d_sentiment": "Zheng et al. 2017: vote .9331, Dawid-Skene .9600",
    "s4_Relevance": "Zheng et al. 2017: vote .5419, Dawid-Skene .6130, LFC .6164",
}
GATE = ("aa", "ua", "flights", "businesstravellogue", "flylouisville", "orbitz", "flightstats", "quicktrip", "ifly",
        "world-flight-tracker", "mytripandmore")  # fmt: skip
WHEELS = ("flightview", "panynj", "gofox", "foxbusiness", "allegiantair", "flightaware", "wunderground", "flightwise",
          "flytecomm", "helloflight", "myrateplan", "airtravelcenter", "boston", "flightexplorer")  # fmt: skip
"""The families that tell one meaning of 'actual departure' clearly, by which the two readings are scored."""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer-path", type=Path)
    parser.add_argument("--only", nargs="*", default=["flight", "book", "weather", "birthplaces", "crowd", "speed"])
    parser.add_argument("--seeds", type=int, default=5)
    given = parser.parse_args()
    if given.peer_path:
        sys.path.insert(0, str(given.peer_path))
    for found in _sets(given.data, given.only):
        _one(found, given.seeds, bool(given.peer_path))
    if "speed" in given.only:
        _speed()
    return 0


def _sets(data: Path, only: list[str]) -> Iterator[Set]:
    if "flight" in only:
        yield flight(data, airlines=False)
        yield flight(data, airlines=True)
    yield from (make(data) for name, make in (("book", book), ("weather", weather)) if name in only)
    if "birthplaces" in only:
        exact = birthplaces(data)
        yield exact
        yield lenient(exact)
    if "crowd" in only:
        yield from (crowd(data, name) for name in CROWD)


def _one(found: Set, seeds: int, joesingo: bool) -> None:
    chance, share = voted(found)
    print(f"\n{found.name}: {len(found.claims):,} claims, {len(found.claims.sources)} sources, {len(found.items)} gold")
    _line("vote", chance.mean(), share, chance)
    for name, right in _crowdkit(found) if found.name in CROWD else _joesingo(found, joesingo):
        _line(name, right)
    if found.name in PUBLISHED:
        print(f"  published: {PUBLISHED[found.name]}")
    began = time.process_time()
    model = learn(found.claims)
    judged = judge(found.claims, model)
    spent = time.process_time() - began
    right = outcome(found, judged)
    _line("Doltap, no labels", right.mean(), judged.belief[judged.start[found.items]], right, spent)
    error = float((right - chance).std() / len(right) ** 0.5)
    print(f"    against the vote {right.mean() - chance.mean():+.4f}, one paired standard error {error:.4f}"
          f"{'  BELOW THE VOTE' if chance.mean() - right.mean() > error else ''}")  # fmt: skip
    for each in model.properties:
        if each.reading:
            _readings(found, each.property, each.reading)
    if len(found.items) >= 4 * FACTS:
        for how in ("asked", "random"):
            _confirmed(found, how, seeds, model, chance, share)


def _line(name: str, right: float | str, chance: np.ndarray | None = None, hit: np.ndarray | None = None,
          seconds: float | None = None) -> None:  # fmt: skip
    shown = right if isinstance(right, str) else f"{right:.4f}"
    told = "" if chance is None or hit is None else f"  ECE {ece(chance, hit):.3f}"
    print(f"  {name:34} {shown}{told}{'' if seconds is None else f'  {seconds:.2f} s CPU'}", flush=True)


def _readings(found: Set, prop: str, side: dict[str, float]) -> None:
    known = {**dict.fromkeys(GATE, "gate"), **dict.fromkeys(WHEELS, "wheels")}
    both = [s for s in side if s in known]
    if both:
        rand = adjusted_rand([known[s] for s in both], [side[s] > 0.5 for s in both])
        print(f"    two readings of {prop}: adjusted Rand {rand:.3f} over {len(both)} sources of clear families")
        judged = judge(found.claims, learn(found.claims, meant={prop: "orbitz"}))
        print(f"    given that {prop} is meant as orbitz tells it: {outcome(found, judged).mean():.4f}")
    else:
        print(f"    two readings of {prop}")


def _confirmed(found: Set, how: str, seeds: int, model: object, voted_: np.ndarray, share: np.ndarray) -> None:
    rows = []
    for seed in range(seeds):
        chosen = _chosen(found, how, seed, model)
        keep = ~np.isin(found.items, list(chosen))
        judged = judge(found.claims, learn(found.claims, confirmed=chosen, seed=seed), pooled=True)
        right = outcome(found, judged, keep)
        chance = judged.probability[judged.start[found.items[keep]]]
        shown = ~np.isnan(chance)
        rows.append(_calibration(chance[shown], right[shown], shown.mean(), right.mean(), voted_[keep], share[keep]))
    mean, low, high = np.mean(rows, 0), np.min(rows, 0), np.max(rows, 0)
    print(f"  Doltap, {FACTS} confirmed, {how:8} {mean[0]:.4f} (worst of {seeds} {low[0]:.4f})  ECE {mean[1]:.3f}"
          f" ({low[1]:.3f}-{high[1]:.3f}; perfect {mean[2]:.3f}, its 95 % {mean[3]:.3f}) coverage {low[4]:.2f}"
          f"  Brier {mean[5]:.3f} (vote {mean[6]:.3f}), log loss {mean[7]:.3f} (vote {mean[8]:.3f})")  # fmt: skip


def _chosen(found: Set, how: str, seed: int, model: object) -> dict[int, int]:
    true = dict(zip(found.items.tolist(), found.gold.tolist(), strict=True))
    if how == "asked":
        items = ask(found.claims, model, FACTS, answerable=np.unique(found.items), seed=seed)  # type: ignore[arg-type]
    else:
        items = np.random.default_rng(seed).choice(found.items, FACTS, replace=False)
    return {int(i): true[int(i)] for i in items}


def _calibration(chance: np.ndarray, right: np.ndarray, shown: float, accuracy: float, voted_: np.ndarray,
                 share: np.ndarray) -> list[float]:  # fmt: skip
    mean, most = perfect(chance)
    return [accuracy, ece(chance, right), mean, most, shown, float(((chance - right) ** 2).mean()),
            float((voted_ * (1 - share) ** 2 + (1 - voted_) * share**2).mean()), log_loss(chance, right),
            log_loss(share, voted_)]  # fmt: skip


def _crowdkit(found: Set) -> Iterator[tuple[str, float | str]]:
    names = ("DawidSkene", "OneCoinDawidSkene")
    try:
        pandas, aggregation = import_module("pandas"), import_module("crowdkit.aggregation")
    except ImportError:
        yield from ((f"crowd-kit {n}", "not run") for n in names)
        return
    claims = found.claims
    frame = pandas.DataFrame({"task": claims.item, "worker": claims.source, "label": claims.value})
    frame = frame.drop_duplicates(["task", "worker"])
    for name in names:
        told = getattr(aggregation, name)(n_iter=50).fit_predict(frame)
        yield f"crowd-kit {name}", float(found.right(told.loc[found.items].to_numpy(), found.gold).mean())


def _joesingo(found: Set, installed: bool) -> Iterator[tuple[str, float | str]]:
    try:
        algorithm = import_module("truthdiscovery.algorithm") if installed else None
        inputs = import_module("truthdiscovery.input") if installed else None
    except ImportError:
        algorithm = None
    if algorithm is None or inputs is None:
        yield from ((f"joesingo {n}", "not run") for n in JOESINGO)
        return
    claims = found.claims
    triples = zip(claims.source.tolist(), claims.item.tolist(), claims.value.tolist(), strict=True)
    data = inputs.Dataset(triples)
    for name in JOESINGO:
        belief = getattr(algorithm, name)().run(data).belief
        told = np.array([max(belief[i].items(), key=lambda p: p[1])[0] for i in found.items.tolist()])
        yield f"joesingo {name}", float(found.right(told, found.gold).mean())


def _speed() -> None:
    print("\nspeed: algorithm only, from arrays (495 sources, 10 independent claims an item)")
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        claims = _made(size)
        began = time.process_time()
        model = learn(claims)
        judged: Judged = judge(claims, model)
        spent = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        right = (judged.value[judged.start[:-1]] == 0).mean()
        print(f"  {size:>10,} claims  {spent:6.2f} s CPU  peak {peak:.2f} GiB  right {right:.4f}", flush=True)


def _made(size: int, sources: int = 495) -> Claims:
    draw = np.random.default_rng(0)
    quality = draw.beta(8, 3, sources)
    item = np.repeat(np.arange(size // 10, dtype=np.int32), 10)
    source = draw.integers(0, sources, len(item), dtype=np.int32)
    wrong = draw.random(len(item)) > quality[source]
    value = np.where(wrong, 1 + draw.integers(0, 10, len(item), dtype=np.int32), 0).astype(np.int32)
    names = [f"s{k}" for k in range(sources)]
    values = [str(k) for k in range(30)]
    return Claims(source, item, value, np.zeros(size // 10, np.int32), names, range(size // 10), ["p"], values,
                  (Kind.NUMBER,))  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
