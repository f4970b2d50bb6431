"""Find words in the passages that the office may see; a question about operational detail is refused first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from doltap import store
from doltap.errors import RefusedBySafety, WrongUsage
from doltap.language import PlaceIndex, strip_particle
from doltap.model import Account, Audience, Passage, Progress, ReleaseClass, quiet
from doltap.operations.archive import Archive
from doltap.packs import DEFAULT, load
from doltap.release import allowed_accounts
from doltap.safety import asks_operational, may_leave

SUFFIXES: Final = ("노동자구", "로동자구", "구역", "시", "군", "구", "도", "읍", "리", "동")
"""What Korean puts behind the name of a place to say of what kind it is."""

OPEN = (ReleaseClass.OFFICE, ReleaseClass.PUBLIC)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Words to find, and how many passages at the most."""

    query: str
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the places of the words in it, and who tells it."""

    passage: Passage
    places: tuple[tuple[int, int], ...]
    account: str
    teller: str


def search(archive: Archive, request: SearchRequest, *, progress: Progress = quiet) -> list[Found]:
    """The passages that have these words, best first. Raises RefusedBySafety before the archive is looked at."""
    del progress
    db = archive.testimony
    if not request.query.strip():
        raise WrongUsage("empty_query")
    if asks_operational(request.query, load(DEFAULT).safety_rules):
        raise RefusedBySafety("asks_operational")
    accounts = {a.id: a for a in store.accounts(db)}
    allowed, _ = allowed_accounts(accounts.values(), store.consents(db), Audience.OFFICE)
    names = {s.id: s.name for s in store.sources(db)} | {t.id: t.pseudonym for t in store.tellers(db)}
    # More than asked for, since hits of accounts whose giver did not agree are dropped here.
    hits = store.search(db, widened(request.query, places_of(DEFAULT)), 4 * request.limit + 200, release_classes=OPEN)
    found = [h for h in hits if h.passage.account in allowed and may_leave(h.passage.safety)]
    return [_found(h, accounts[h.passage.account], names) for h in found[: request.limit]]


@cache
def places_of(pack: str) -> PlaceIndex:
    """The places of a pack by every name; building them takes a moment, so they are kept."""
    return PlaceIndex(load(pack).gazetteer.places)


def widened(query: str, places: PlaceIndex) -> str:
    """The query with 시, 군, 구역, 도 left off the names of places, so that 회령시 also finds 회령."""
    return " ".join(_bare_place(word, places) for word in query.split())


def _bare_place(word: str, places: PlaceIndex) -> str:
    """The short name where the pack has the place by both; else the word as it stands."""
    plain, _ = strip_particle(word)
    for full in (word, plain):
        suffix = next((s for s in SUFFIXES if full.endswith(s) and len(full) - len(s) >= 2), "")
        short = full.removesuffix(suffix)
        if suffix and set(places.lookup(full)) & set(places.lookup(short)):
            return short
    return word


def _found(hit: store.Hit, account: Account, names: Mapping[str, str]) -> Found:
    return Found(hit.passage, hit.places, account.name, names.get(account.teller or account.source, ""))
