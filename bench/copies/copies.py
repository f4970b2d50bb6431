"""Copied or independent: Doltap beside word and letter n-gram containment, on labelled pairs and on made ones.

    python bench/copies/copies.py --data DIR [--seed N] [--each N]

DIR holds `text_reuse_short_answers/Corpus` (95 pairs of short answers, 57 reused; Clough and Stevenson); without it
that part prints 'not run'. The made pairs come from `made.py` beside this file; its last family is held out and stands
apart. A peer's threshold is the one best on all but the pair in hand (leave one out); Doltap's is fixed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made import HELD_OUT, KINDS, pairs

from doltap.weigh.reuse import reuse

Labelled = tuple[str, str, bool]
Scored = tuple[float, bool]


def containment(size: int, split: Callable[[str], Sequence[str]]) -> Callable[[str, str], float]:
    """The share of the shorter text's n-grams of words or letters that stand in the other."""

    def measure(left: str, right: str) -> float:
        a, b = ({tuple(s[i : i + size]) for i in range(len(s) - size + 1)} for s in (split(left), split(right)))
        return len(a & b) / max(1, min(len(a), len(b)))

    return measure


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


PEERS = {
    "word 1-gram": containment(1, words), "word 2-gram": containment(2, words), "word 5-gram": containment(5, words),
    "letter 8-gram": containment(8, letters),
}  # fmt: skip


def f1(calls: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (called a copy, is one)."""
    right, given, there = sum(a and b for a, b in calls), sum(a for a, _ in calls), sum(b for _, b in calls)
    p, r = right / max(1, given), right / max(1, there)
    return p, r, 2 * p * r / max(1e-9, p + r)


def best(scored: Sequence[Scored]) -> float:
    return max((f1([(s >= t, c) for s, c in scored])[2], t) for t in {s for s, _ in scored})[1]


def left_out(scored: Sequence[Scored]) -> list[tuple[bool, bool]]:
    return [(s >= best([*scored[:i], *scored[i + 1 :]]), c) for i, (s, c) in enumerate(scored)]


def report(title: str, labelled: Sequence[Labelled]) -> None:
    print(f"{title}: {len(labelled)} pairs, {sum(c for *_, c in labelled)} copied")
    for name, measure in PEERS.items():
        p, r, f = f1(left_out([(measure(a, b), c) for a, b, c in labelled]))
        print(f"  {name:16} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  (threshold left one out)")
    p, r, f = f1([(reuse(a, b).copied, c) for a, b, c in labelled])
    print(f"  {'doltap':16} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  (one fixed rule for all sets)")


def short_answers(folder: Path) -> list[Labelled]:
    rows = [
        line.strip().split(",")
        for line in (folder / "all-plagiarised-files.txt").read_text().splitlines()
        if line.strip()
    ]
    return [(*((folder / f).read_text("latin-1") for f in (a, b)), kind != "non") for a, b, kind in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=14)
    asked = parser.parse_args()
    corpus = next(asked.data.rglob("Corpus"), None)
    if corpus:
        report("short answers", short_answers(corpus))
    else:
        print("short answers: not run (no Corpus below the data folder)")
    made = pairs(asked.seed, asked.each)
    for title, held in (("made, families that figures were chosen on", False), ("made, held-out family", True)):
        report(title, [(p.left, p.right, p.copied) for p in made if (p.family == HELD_OUT) is held])
    for kind in KINDS:
        called = [reuse(p.left, p.right).copied for p in made if p.kind == kind]
        print(f"  called a copy, {kind:12} {sum(called)} of {len(called)}")


if __name__ == "__main__":
    main()
