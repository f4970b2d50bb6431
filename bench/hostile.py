"""Read a corpus of hostile files in the sandbox and print the outcomes by kind: python bench/hostile.py --data DIR."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doltap.model import Outcome
from doltap.readers import sandbox


def items(data: Path, kinds: set[str]) -> Iterator[sandbox.Item]:
    with (data / "MANIFEST.tsv").open(encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE):
            path = data / row["path"]
            if path.is_file() and (not kinds or row["kind"] in kinds):
                yield sandbox.Item(path.read_bytes(), path.name, tag=group(row["kind"], path))


def group(kind: str, path: Path) -> str:
    """Office files by what they are, all else by the manifest's kind."""
    suffix = path.suffix.lower().lstrip(".")
    return suffix if kind == "office" and suffix in {"docx", "xlsx", "odt", "rtf", "doc", "xls", "pdf"} else kind


def table(counts: dict[str, Counter[str]]) -> str:
    outcomes = [str(outcome) for outcome in Outcome if any(counts[kind][outcome] for kind in counts)]
    lines = [f"{'kind':<15}{'files':>6}" + "".join(f"{o:>12}" for o in outcomes) + f"{'ok+partial':>12}{'whole':>8}"]
    for kind, count in sorted(counts.items()):
        good = (count["ok"] + count["partial"]) / count.total()
        whole = good + (count["empty"] + count["needs_ocr"] + count["locked"]) / count.total()
        numbers = "".join(f"{count[o]:>12}" for o in outcomes)
        lines.append(f"{kind:<15}{count.total():>6}{numbers}{good:>12.1%}{whole:>8.1%}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kinds", default="", help="comma-separated kinds of the manifest; all by default")
    parser.add_argument("--wall", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--show", default="", help="outcomes to list by file, comma-separated")
    chosen = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[tuple[str, str, str]] = Counter()
    shown = set(filter(None, chosen.show.split(",")))
    begun = time.monotonic()
    size = 0
    with sandbox.Pool("doltap.readers.wire:work", chosen.workers, sandbox.Limits(wall=chosen.wall)) as pool:
        for item, answer in pool.map(items(chosen.data, set(filter(None, chosen.kinds.split(","))))):
            size += len(item.untrusted)
            note(item, answer, counts, reasons, shown)
    took = time.monotonic() - begun
    print(table(counts))
    for (kind, outcome, reason), number in sorted(reasons.items()):
        print(f"  {kind:<15}{outcome:<12}{reason:<20}{number:>6}")
    files = sum(c.total() for c in counts.values())
    print(f"{files} files, {size / 1e6:.1f} MB, {took:.1f} s, {files / took / chosen.workers:.1f} files/s a worker")
    print(sandbox.state())
    return 0 if all(o in set(Outcome) for c in counts.values() for o in c) else 1


def note(
    item: sandbox.Item, answer: dict[str, Any], counts: dict[str, Counter[str]], reasons: Counter[Any], shown: set[str]
) -> None:
    kind, outcome, reason = str(item.tag), answer["outcome"], answer.get("reason", "")
    counts[kind][outcome] += 1
    if outcome != "ok":
        reasons[kind, outcome, reason or "-"] += 1
    if outcome in shown:
        more = [str(answer.get(key, "")) for key in ("media_type", "error", "at", "signal")]
        print(kind, outcome, reason, item.name[-70:], *filter(None, more))


if __name__ == "__main__":
    sys.exit(main())
