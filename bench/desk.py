"""How fast the desk answers: a synthetic encrypted archive, then lists, counts, searches and one account over and over.

python bench/desk.py --assertions 100000        (ten assertions a passage, fifty passages an account)

Prints milliseconds of CPU and of wall time in this process (p50, p95), the size of the largest page and the memory.
The goals at 1,000,000 assertions: list p95 <= 50 ms, counts <= 300 ms, search p95 <= 100 ms, memory <= 400 MB.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient

from doltap import store
from doltap.desk.app import application
from doltap.desk.server import DeskRequest, desk_at
from doltap.model import (
    Account,
    Assertion,
    Entity,
    EntityType,
    Passage,
    PlaceValue,
    ReleaseClass,
    Source,
    TermValue,
    new_id,
    plain_date,
)
from doltap.operations.archive import Archive, create, open_archive

ORIGIN = "http://127.0.0.1:8765"
SECRET = "seven words that nobody else knows"
PLACES = [f"KP{n:04}" for n in range(101, 400, 7)]
KINDS = ["arrest", "detention", "death", "departure", "forced_return", "release", "trial", "birth"]
PASSAGES, TOLD = 50, 10


def account(rng: random.Random, number: int) -> tuple[Account, str, list[Passage], list[Entity], list[Assertion]]:
    """One account of PASSAGES sentences, each with TOLD assertions about two events."""
    made = Account(
        new_id(), f"{number:064x}", datetime.now(UTC), f"account {number}", release_class=ReleaseClass.PUBLIC,
        source=f"source{number % 40:028}",
    )  # fmt: skip
    text, passages, entities, told = "", [], [], []
    for _ in range(PASSAGES):
        year, place, kind = rng.randint(1950, 2020), rng.choice(PLACES), rng.choice(KINDS)
        words = (
            f"In {year} there was {kind.replace('_', ' ')} {rng.randint(1, 10**6)} near {place}; 회령에서 본 일이다."
        )
        passage = Passage(new_id(), made.id, len(text), len(text) + len(words), words, language="en")
        text += words + "\n"
        passages.append(passage)
        for _ in range(TOLD // 5):
            event = Entity(new_id(), EntityType.EVENT, made.id)
            entities.append(event)
            told += _event(passage, event, year, place, kind)
    return made, text, passages, entities, told


def _event(passage: Passage, event: Entity, year: int, place: str, kind: str) -> Iterator[Assertion]:
    values = {
        "kind": (TermValue("event", kind), kind),
        "date": (plain_date(str(year)), str(year)),
        "place": (PlaceValue(place, (place,)), place),
        "victim": (TermValue("sex", "female"), "a woman"),
        "count": (TermValue("sex", "male"), "one"),
    }
    for prop, (value, said) in values.items():
        yield Assertion(
            new_id(), passage.id, passage.account, event.id, EntityType.EVENT, prop, value, said, coder="bench/1",
            accepted=True,
        )  # fmt: skip


def fill(archive: Archive, assertions: int) -> None:
    """Put accounts into the archive until it has as many assertions."""
    rng = random.Random(7)
    with archive.transaction("bench"):
        for n in range(40):
            store.add_source(archive.testimony, Source(f"source{n:028}", f"Paper {n}"))
    accounts = assertions // (PASSAGES * TOLD)
    for first in range(0, accounts, 100):
        with archive.transaction("bench"):
            for number in range(first, min(first + 100, accounts)):
                made, text, *found = account(rng, number)
                store.add_account(archive.testimony, made, text)
                store.add_extraction(archive.testimony, made.id, *found)


def measure(name: str, times: int, call: Callable[[], int]) -> int:
    """Print the CPU and wall milliseconds of many calls; the largest page."""
    cpu, wall, largest = [], [], 0
    for _ in range(times):
        start, began = time.process_time(), time.perf_counter()
        largest = max(largest, call())
        cpu.append(1000 * (time.process_time() - start))
        wall.append(1000 * (time.perf_counter() - began))
    cpu.sort()
    wall.sort()
    at = [len(cpu) // 2, min(int(len(cpu) * 0.95), len(cpu) - 1)]
    print(
        f"{name:24} cpu p50 {cpu[at[0]]:8.1f} p95 {cpu[at[1]]:8.1f} ms   wall p95 {wall[at[1]]:8.1f} ms   "
        f"largest page {largest / 1000:6.0f} kB"
    )
    return largest


def main() -> None:
    """Build, open, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assertions", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--data", type=Path, default=None, help="not used; every bench takes it")
    given = parser.parse_args()
    os.environ.setdefault("DOLTAP_KDF", "light")
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive"
        with create(path, SECRET) as archive:
            fill(archive, given.assertions)
        with open_archive(path, SECRET) as archive:
            first = next(store.accounts(archive.testimony)).id
        ask(path, first, given)


def ask(path: Path, first: str, given: argparse.Namespace) -> None:
    """The desk's answers, measured."""
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    desk = desk_at(DeskRequest(path), 8765)
    client = TestClient(application(desk), base_url=ORIGIN)
    client.get("/enter", params={"token": desk.sessions.launch})
    token = next(iter(desk.sessions.open.values())).token
    client.post("/unlock", data={"token": token, "passphrase": SECRET}, headers={"origin": ORIGIN})

    def get(path: str) -> Callable[[], int]:
        return lambda: len(client.get(path).content)

    def find(words: str) -> Callable[[], int]:
        return lambda: len(
            client.post("/search", data={"token": token, "query": words}, headers={"origin": ORIGIN}).content
        )

    print(f"{given.assertions:,} assertions, {path.stat().st_size and size(path) / 1e6:.0f} MB on the disk")
    measure("first list (cold)", 1, get("/weighings"))
    measure("list", given.times, get("/weighings?page=7"))
    measure("counts", max(given.times // 4, 3), get("/weighings-counts"))
    measure("search, two syllables", given.times, find("회령"))
    measure("search, a rare number", given.times, find("123456"))
    measure("reading room", given.times, get(f"/account/{first}"))
    measure("accounts", given.times, get("/accounts"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {peak / 1024:.0f} MB at the most ({base / 1024:.0f} MB after building)")


def size(path: Path) -> int:
    """Bytes of a folder."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())


if __name__ == "__main__":
    sys.exit(main())
