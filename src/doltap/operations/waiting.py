"""What waits for a person: accounts with proposals to read, words to answer, tellers who differ, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from doltap import store
from doltap.model import Account, Progress, Status, Withheld, quiet
from doltap.operations.archive import Archive
from doltap.operations.asking import QuestionsRequest, questions
from doltap.operations.browsing import BrowseRequest, browse, shelf_of
from doltap.operations.view import View
from doltap.operations.weighing import Shown


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """How many of each kind at the most; labels in a language."""

    limit: int = 6
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One account as a list shows it. `name` and `teller` are empty where the office's view does not have it.

    `waiting` counts its proposals that nobody has decided on.
    """

    account: Account
    name: str
    teller: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts of all that waits, and the first of each kind; `withheld` says how many accounts are in no count."""

    accounts: int
    proposals: int
    questions: int
    differing: int
    to_read: tuple[AccountCard, ...]
    newest: tuple[AccountCard, ...]
    differ: tuple[Shown, ...]
    withheld: tuple[Withheld, ...]


def waiting(archive: Archive, request: WaitingRequest, *, progress: Progress = quiet) -> Waiting:
    """What waits in the office's view. Nothing of a withheld account is in it, not even its name."""
    del progress
    view = shelf_of(archive).view
    open_ones = Counter(a.account for a in view.assertions.values() if not a.accepted)
    differ = browse(archive, BrowseRequest({"statuses": frozenset({Status.TELLERS_DIFFER.value})}, 1, request.language))
    everyone = list(store.accounts(archive.testimony))
    to_read = [view.accounts[i] for i, _ in open_ones.most_common(request.limit)]
    return Waiting(
        len(everyone),
        open_ones.total(),
        len(questions(archive, QuestionsRequest())),
        differ.total,
        tuple(cards(view, to_read, open_ones)),
        tuple(cards(view, everyone[: -request.limit - 1 : -1], open_ones)),
        differ.items[: request.limit],
        view.withheld,
    )


def cards(view: View, accounts: Iterable[Account], waiting: Counter[str]) -> Iterable[AccountCard]:
    """Accounts as lists show them: one outside the view has neither name nor teller: both can name a person."""
    for account in accounts:
        seen = account.id in view.accounts
        name = (account.document or account.name) if seen else ""
        yield AccountCard(account, name, view.teller_name(account.id) if seen else "", waiting[account.id])
