"""Events, measured: `python bench/events --data DIR [--only made|news] [--seeds 11 12 13] [--rounds N]`.

Prints peers and Doltap in one run. The made set needs no data: it follows from its seeds (`made.py`), once with the
gold slots as told and once through the whole path from text; one family of templates is held out. News is ECB+ (DIR),
gold mentions, without gold topics: all that is learned comes from the other topics, the threshold from folds of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

import figures
import metrics
import news
import path
from lemma import lemma, lemma_delta, same_lemma, tf_idf
from made import DEVELOPMENT, HELD, LATER, Account, made

from doltap.packs import load
from doltap.resolve import EventSlots, cluster_events

Clustering = Mapping[Hashable, Hashable]
DELTAS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with ecbplus/ and its table of sentences")
    parser.add_argument("--only", choices=("made", "news"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--rounds", type=int, default=1000, help="rounds of the bootstrap")
    asked = parser.parse_args()
    if asked.only != "news":
        made_figures(asked.seeds)
    if asked.only != "made" and asked.data:
        news.print_figures(asked.data, asked.rounds)
    elif asked.only != "made":
        print("news (ECB+): not run, no --data")


def made_figures(seeds: Sequence[int]) -> None:
    """Both halves of the made set, each over all seeds; the peer's threshold is the best on a world of another seed."""
    tuning = made(1, DEVELOPMENT)
    delta = max(DELTAS, key=lambda d: metrics.conll(path.gold_key(tuning), _delta(tuning, d)))
    halves = ("development families", DEVELOPMENT), ("held-out family", HELD), ("family written later", LATER)
    for title, families in halves:
        _half(f"made, {title}", [made(seed, families) for seed in seeds], delta)


def _half(title: str, worlds: Sequence[list[Account]], delta: float) -> None:
    accounts = [a for world in worlds for a in world]
    told, korean = sum(len(a.told) for a in accounts), sum(a.language == "ko" for a in accounts)
    print(f"\n{title}: {len(worlds)} worlds, {len(accounts)} accounts ({korean} Korean), {told} tellings")
    print(figures.head())
    keys = [path.gold_key(world) for world in worlds]
    _print("same lemma", keys, [same_lemma(_triples(world)) for world in worlds])
    _print(f"lemma + tf-idf {delta} (best on another world)", keys, [_delta(world, delta) for world in worlds])
    _print("lemma + tf-idf 0.2 (best on news)", keys, [_delta(world, 0.2) for world in worlds])
    started = process_time()
    read = [path.path_slots(world, _parents()) for world in worlds]
    took = 1000 * (process_time() - started) / len(accounts)
    told_slots = [path.gold_slots(world) for world in worlds]
    _print("Doltap, whole path from text", keys, list(map(_doltap, read)))
    _print("Doltap, gold slots", keys, list(map(_doltap, told_slots)))
    for way, slots in (("path", read), ("gold slots", told_slots)):
        for slot, without in ABLATIONS.items():
            _print(f"  {way} without {slot}", keys, [_doltap([without(e) for e in world]) for world in slots])
    print(f"  extraction: {took:.0f} ms CPU an account")


ABLATIONS: dict[str, Callable[[EventSlots], EventSlots]] = {
    "date": lambda e: replace(e, dates=()),
    "place": lambda e: replace(e, places=()),
    "names": lambda e: replace(e, people=tuple(replace(p, names=()) for p in e.people)),
    "sex and kin": lambda e: replace(e, people=tuple(replace(p, sex="") for p in e.people)),
    "term": lambda e: replace(e, counts=()),
    "any slot but kind": lambda e: replace(e, dates=(), places=(), people=(), counts=()),
}


def _print(name: str, keys: Sequence[Clustering], answers: Sequence[Clustering]) -> None:
    print(figures.row(name, list(zip(keys, answers, strict=True))))


def _parents() -> dict[str, str]:
    return {p.id: p.parent for p in load("north_korea").gazetteer.places}


def _doltap(slots: Sequence[EventSlots]) -> Clustering:
    return dict(cluster_events(slots, _parents()))


def _triples(accounts: Sequence[Account]) -> list[tuple[str, str, str]]:
    """(mention, account, lemma): of English words the last one's base form, of Korean ones the stem as marked."""
    return [
        (
            path.mention(a, t),
            a.id,
            lemma(a.text[t.start : t.end].split()[-1]) if a.language == "en" else a.text[t.start : t.end],
        )
        for a in accounts
        for t in a.told
    ]


def _delta(accounts: Sequence[Account], delta: float) -> Clustering:
    return lemma_delta(_triples(accounts), tf_idf({a.id: a.text for a in accounts}), delta)


if __name__ == "__main__":
    main()
