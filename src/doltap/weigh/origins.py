"""The independent teller behind each assertion: copies, retellings and citations share one origin."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from doltap.model import Assertion
from doltap.weigh.reasons import POOL


@dataclass(frozen=True, slots=True)
class AccountOrigin:
    """What is known of an account's origin: its teller or source (`origin`), and the accounts it copies or repeats."""

    account: str
    origin: str
    copies: tuple[str, ...] = ()


def origins_of(
    assertions: Iterable[Assertion], accounts: Iterable[AccountOrigin], names: Mapping[str, str]
) -> dict[str, str]:
    """The origin of each assertion, by assertion id.

    An assertion that cites somebody has the cited one as its origin; `names` maps a cited name (see `cited_key`) to the
    origin it belongs to, and a cited name nobody knows is an origin of its own. What was heard from somebody goes back
    to that one only where `names` knows them: 'my mother' of two tellers is two people, and of one teller no second
    voice. All else has its account's origin, and accounts that copy each other share the origin of the first.
    """
    by_account = _account_origins(accounts)
    return {a.id: _origin(a, by_account, names) for a in assertions}


def body_of(assertion: Assertion, origin: str, source: str, bodies: Container[str]) -> str:
    """The body or outlet behind an assertion, or the pool of tellers who know it in the same way; never a person.

    `source` is the account's own body, empty where a person tells it; `bodies` are the known ones. Whoever is cited
    stands behind the words where known, else whoever cites.
    """
    return origin if origin in bodies else source or f"{POOL}{assertion.basis.value}"


def cited_key(name: str) -> str:
    """A cited name reduced to what makes it the same origin: case, spacing, articles and punctuation forgiven."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip().removeprefix("the ")


def _origin(assertion: Assertion, by_account: Mapping[str, str], names: Mapping[str, str]) -> str:
    own = by_account.get(assertion.account, assertion.account)
    if cited := cited_key(assertion.cites):
        return names.get(cited, f"cited:{cited}")
    return names.get(cited_key(assertion.heard_from), own)


def _account_origins(accounts: Iterable[AccountOrigin]) -> dict[str, str]:
    known = list(accounts)
    origin = {a.account: a.origin or a.account for a in known}
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    for account in known:
        for copied in account.copies:
            left, right = root(origin[account.account]), root(origin.get(copied, copied))
            parent[max(left, right)] = min(left, right)
    return {account: root(name) for account, name in origin.items()}
