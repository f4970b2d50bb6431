"""Who gave an input, as the store keeps it: one source or teller for a name, the consent, and what is here already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from doltap import store
from doltap.model import Consent, ReleaseClass, Source, Teller
from doltap.operations.archive import Archive
from doltap.operations.receipts import Receipt
from doltap.operations.wire import known_as

CONTAINER = "container"
"""The reason on the account of a file that holds other files."""


_OPENED: Final = frozenset(("zip", "mbox", "feed", "eml"))
"""Readers of containers: one of theirs with another reason (ill formed, a member refused) holds files all the same."""


def id_of(kind: str, name: str) -> str:
    """The id of a source or teller that the user names: the same name is the same giver; empty for no name."""
    return sha256(f"{kind}:{name}".encode()).hexdigest()[:32] if name else ""


def known_giver(db: store.Database, receipt: Receipt) -> int:
    """Make the receipt's source and teller known, inside the caller's transaction; how many sources that added."""
    source, teller = id_of("source", receipt.source), id_of("teller", receipt.teller)
    if teller and teller not in {t.id for t in store.tellers(db)}:
        store.add_teller(db, Teller(teller, receipt.teller))
    if not source or source in {s.id for s in store.sources(db)}:
        return 0
    store.add_source(db, Source(source, receipt.source))
    return 1


def add_consent(db: store.Database, account: str, receipt: Receipt) -> None:
    """Record what the giver agreed to, where somebody asked; inside the caller's transaction."""
    if receipt.consent is not None:
        store.add_consent(db, Consent(account, receipt.consent, True, receipt.until))


@dataclass(slots=True)
class Here:
    """What an archive has received: the first account of (SHA-256, giver), and every receipt not yet met again.

    `inside` names what it has of each container (but containers in it), as `wire.known_as` does.
    """

    first: dict[tuple[str, str], str]
    receipts: dict[tuple[str, str, str], list[str]]
    containers: frozenset[str]
    inside: dict[str, list[str]] = field(default_factory=dict)

    def take(self, digest: str, giver: str, name: str) -> str:
        """The account of this receipt, once for each time it was received; empty for none (left)."""
        left = self.receipts.get((digest, giver, name))
        return left.pop(0) if left else ""


def here_of(db: store.Database) -> Here:
    """What this archive has received so far."""
    names = {s.id: s.name for s in store.sources(db)} | {t.id: t.pseudonym for t in store.tellers(db)}
    here = Here({}, defaultdict(list), frozenset(), defaultdict(list))
    containers = set()
    for account in store.accounts(db):
        giver = names.get(account.teller or account.source, "")
        here.first.setdefault((account.sha256, giver), account.id)
        here.receipts[account.sha256, giver, account.name].append(account.id)
        if account.reason == CONTAINER or (account.reason and account.reader in _OPENED):
            containers.add(account.id)
        elif account.part_of:
            here.inside[account.part_of].append(known_as(account.sha256, account.name))
    here.containers = frozenset(containers)
    return here


def with_more_said(archive: Archive, account: str, receipt: Receipt) -> bool:
    """Record what a receipt says anew about an account that is here: consent, and a release class that was given.

    Saying nothing changes nothing, so that running an interrupted `add` again is safe. Whether anything was recorded.
    """
    db = archive.testimony
    now = store.consent(db, account)
    agreed = receipt.consent is not None and (now.uses, now.known, now.until) != (receipt.consent, True, receipt.until)
    known = store.account(db, account)
    said = receipt.said or receipt.release is not ReleaseClass.SEALED
    other = said and known is not None and known.release_class != receipt.release
    if not agreed and not other:
        return False
    with archive.transaction("update_receipt", account=account):
        if agreed:
            add_consent(db, account, receipt)
        if other:
            store.set_release_class(db, account, receipt.release)
    return True
