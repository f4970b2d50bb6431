"""How fast and with how much memory a folder is taken in: `python bench/intake.py --data DIR`, DIR like shared/inputs.

Makes an archive of its own in a temporary folder (light keys), takes in every file under DIR, and removes it. Prints
what became of each input (each is counted once), megabytes a second on files of 100 kB and more, small files a second,
and the most memory that one process of the desk and one reader held. 'A core' means per second of processor time of
this process and its readers together: on a machine that others use too, seconds on the wall say little. Then the
longest text is taken in alone, as a caseworker would: the time to a first table of who, when and where, for the nine
thousand words of a one-hour transcript.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ["DOLTAP_KDF"] = "light"

from doltap.operations.archive import Archive, create, open_archive
from doltap.operations.intake import AddRequest, AddResult, add, files_under
from doltap.operations.reading import ReadRequest, extract_rows, read_file

LARGE = 100_000
PASSPHRASE = "seven words for a bench alone"  # it protects nothing: the archive is removed
AN_HOUR = 9_000
"""Words in a transcript of one hour, at 150 a minute."""

WHO_WHEN_WHERE = ("person", "place", "event", "body")


@dataclass
class Cost:
    """Seconds of processor time (this process, its children) and on the wall."""

    own: float = 0.0
    children: float = 0.0
    wall: float = 0.0

    @property
    def processor(self) -> float:
        """Of this process and its children together."""
        return self.own + self.children


def used(who: int) -> float:
    spent = resource.getrusage(who)
    return spent.ru_utime + spent.ru_stime


@contextmanager
def measured() -> Iterator[Cost]:
    """What the block costs; children count once they have ended."""
    cost, begun = Cost(), time.perf_counter()
    own, children = used(resource.RUSAGE_SELF), used(resource.RUSAGE_CHILDREN)
    yield cost
    cost.wall = time.perf_counter() - begun
    cost.own = used(resource.RUSAGE_SELF) - own
    cost.children = used(resource.RUSAGE_CHILDREN) - children


def memory(who: int) -> float:
    """The most that one process held, in MB. Linux counts it in kB, macOS in bytes."""
    return resource.getrusage(who).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


@contextmanager
def archive() -> Iterator[Archive]:
    """A new archive in a temporary folder that does not stay."""
    folder = Path(tempfile.mkdtemp(prefix="doltap-bench-"))
    try:
        with create(folder / "archive", PASSPHRASE) as made:
            yield made
    finally:
        shutil.rmtree(folder)


def take_in(files: list[Path], workers: int) -> tuple[AddResult, Cost]:
    with archive() as desk, measured() as cost:
        result = add(desk, AddRequest(tuple(files), workers=workers))
    return result, cost


def speed(label: str, files: list[Path], workers: int) -> AddResult:
    """Take in these files and print how fast; the start of the readers is part of it."""
    size = sum(f.stat().st_size for f in files)
    result, cost = take_in(files, workers)
    rate = size / 1e6 / cost.processor
    accounts = len(result.items)
    print(
        f"{label:<22}{len(files):>6} files{size / 1e6:>8.2f} MB{accounts:>7} accounts{cost.processor:>8.1f} s processor"
        f" (desk {cost.own:.1f}, readers {cost.children:.1f}){cost.wall:>8.1f} s wall"
        f"{rate:>7.3f} MB/s{len(files) / cost.processor:>8.1f} files/s{accounts / cost.processor:>8.1f} accounts/s"
    )
    return result


def account_for(files: list[Path], results: list[AddResult]) -> bool:
    """Print what became of every input; False when one is missing or told twice."""
    items = [item for result in results for item in result.items]
    told = Counter(item.file for item in items if not item.part_of)
    named = {str(f) for f in files}
    for (outcome, reason), count in sorted(Counter((i.outcome, i.reason) for i in items).items()):
        print(f"  {outcome:<14}{reason:<24}{count:>6}")
    whole = told.keys() == named and set(told.values()) <= {1}
    inside = sum(1 for item in items if item.part_of)
    print(f"  accounted for {len(told.keys() & named)} of {len(named)} files, and {inside} accounts inside them")
    return whole


def first_table(path: Path) -> None:
    """What a caseworker waits for: one transcript read, and who, when and where in it as rows."""
    with measured() as cost:
        take = read_file(ReadRequest(path), extracts=True)
        rows = [r for r in extract_rows(take) if r["entity_type"] in WHO_WHEN_WHERE]
    words = len(take.reading.text.split())
    share = AN_HOUR / max(words, 1)
    print(
        f"first table           {words} words: {len(rows)} rows in {cost.wall:.1f} s wall, {cost.processor:.1f} s cpu"
        f"; an hour ({AN_HOUR} words) {cost.processor * share / 60:.3f} minutes"
    )


def start_up() -> None:
    """Opening an archive and its readers' first breath, which every small file shares."""
    with archive() as desk:
        where = desk.path
        with measured() as opening, open_archive(where, PASSPHRASE):
            pass
        empty = where.parent / "empty.txt"
        empty.write_text("1998", encoding="utf-8")
        with measured() as first:
            add(desk, AddRequest((empty,), workers=1))
    print(
        f"start                 open an archive {opening.processor:.2f} s,"
        f" one reader and one line {first.processor:.2f} s processor"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=max(1, os.cpu_count() or 1))
    chosen = parser.parse_args()
    files = list(files_under([chosen.data]))
    large = [f for f in files if f.stat().st_size >= LARGE]
    small = [f for f in files if f.stat().st_size < LARGE]
    start_up()
    parts = [(name, those) for name, those in (("files >= 100 kB", large), ("small files", small)) if those]
    results = [speed(name, those, chosen.workers) for name, those in parts]
    whole = account_for(files, results)
    transcripts = [f for f in files if f.suffix in {".json", ".txt"} and "testimony" in f.parts] or files
    first_table(max(transcripts, key=lambda f: f.stat().st_size))
    desk, readers = memory(resource.RUSAGE_SELF), memory(resource.RUSAGE_CHILDREN)
    print(f"memory                desk {desk:.0f} MB, largest reader {readers:.0f} MB")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
