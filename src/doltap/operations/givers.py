"""Who gave an input, as the store keeps it: one source or teller for a name, and the consent that came with it."""

from __future__ import annotations

from hashlib import sha256

from doltap import store
from doltap.model import Consent, Source, Teller
from doltap.operations.receipts import Receipt


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
