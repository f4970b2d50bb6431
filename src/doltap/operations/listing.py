"""What is held, listed: accounts page by page, and the sources and tellers they come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Progress, Source, quiet
from doltap.operations.archive import Archive
from doltap.operations.browsing import shelf_of
from doltap.operations.givers import with_more_said
from doltap.operations.receipts import Receipt, checked
from doltap.operations.view import View
from doltap.operations.waiting import AccountCard, cards

SIZE = 60
KINDS = ("all", "waiting", "office", "public", "closed", "not_read")
"""Which accounts a list can show."""


@dataclass(frozen=True, slots=True)
class AccountsRequest:
    """Which accounts (one of KINDS), or those of one source or teller (their ids); one page, newest first."""

    kind: str = "all"
    giver: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class AccountsListed:
    """One page of accounts, how many there are of this kind, on how many pages, and how many of each kind."""

    items: tuple[AccountCard, ...]
    total: int
    page: int
    pages: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SayMoreRequest:
    """Accounts (their whole ids) of which somebody says more: how far they may go, what was agreed."""

    accounts: tuple[str, ...]
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class GiverCard:
    """A source, or a teller by pseudonym (`source` None), with how many accounts of the office's view it gave.

    A teller has no number of any other kind.
    """

    id: str
    name: str
    accounts: int
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class GiversRequest:
    """The sources and tellers of the office's view; names in a language."""

    language: str = "en"


def list_accounts(archive: Archive, request: AccountsRequest, *, progress: Progress = quiet) -> AccountsListed:
    """One page of the accounts. One outside the office's view has neither name nor teller."""
    del progress
    if request.kind not in KINDS:
        raise WrongUsage("no_such_list", kind=request.kind[:32])
    view = shelf_of(archive).view
    waiting = Counter(a.account for a in view.assertions.values() if not a.accepted)
    everyone = list(cards(view, reversed(list(store.accounts(archive.testimony))), waiting))
    of_giver = [c for c in everyone if not request.giver or request.giver in (c.account.source, c.account.teller)]
    if request.giver:
        of_giver = [c for c in of_giver if c.account.id in view.accounts]
    by_kind = {kind: [c for c in of_giver if _is(c, kind, view)] for kind in KINDS}
    found = by_kind[request.kind]
    pages = max(-(-len(found) // SIZE), 1)
    page = min(request.page, pages)
    here = tuple(found[(page - 1) * SIZE : page * SIZE])
    return AccountsListed(here, len(found), page, pages, tuple((k, len(v)) for k, v in by_kind.items()))


def _is(card: AccountCard, kind: str, view: View) -> bool:
    account = card.account
    match kind:
        case "waiting":
            return card.waiting > 0
        case "office" | "public":
            return account.release_class == kind and account.id in view.accounts
        case "closed":
            return account.id not in view.accounts
        case "not_read":
            return account.outcome not in ("ok", "partial", "empty")
        case _:
            return True


def say_more(archive: Archive, request: SayMoreRequest, *, progress: Progress = quiet) -> int:
    """Record what is said anew of several accounts; of how many anything was. Raises what a receipt raises."""
    del progress
    known = {a.id: a for a in store.accounts(archive.testimony)}
    for id_ in request.accounts:
        if id_ not in known:
            raise WrongUsage("nothing_with_this_id", id=id_[:64])
    names = {s.id: s.name for s in store.sources(archive.testimony)} | {
        t.id: t.pseudonym for t in store.tellers(archive.testimony)
    }
    for id_ in request.accounts:
        account = known[id_]
        given = Receipt(names.get(account.source, ""), names.get(account.teller, ""), request.receipt.release)
        checked(given, account.id)
    return sum(with_more_said(archive, id_, request.receipt) for id_ in request.accounts)


def list_givers(archive: Archive, request: GiversRequest, *, progress: Progress = quiet) -> tuple[GiverCard, ...]:
    """The sources by name, then the tellers by pseudonym, of the accounts that the office may see."""
    del progress
    view = shelf_of(archive).view
    given = Counter(a.teller or a.source for a in view.accounts.values())
    sources = (
        GiverCard(s.id, (s.name_ko if request.language == "ko" else "") or s.name, given[s.id], s)
        for s in view.sources.values()
        if given[s.id]
    )
    tellers = (GiverCard(i, name, given[i]) for i, name in view.pseudonyms.items() if given[i])
    return (*sorted(sources, key=lambda c: c.name), *sorted(tellers, key=lambda c: c.name))
