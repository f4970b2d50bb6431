"""Take a pack's public facts into an archive: each document an account, each sentence a passage."""

from __future__ import annotations

from dataclasses import dataclass

from doltap import store
from doltap.model import Progress, Segment, Step, quiet
from doltap.operations.archive import Archive
from doltap.operations.pack_record import PackAccount, pack_accounts
from doltap.packs import Pack, load


@dataclass(frozen=True, slots=True)
class AdoptRequest:
    """Which pack's facts to take in."""

    pack: str = "north_korea"


@dataclass(frozen=True, slots=True)
class AdoptResult:
    """How many accounts and assertions came in; 0 when this version of the pack was here already."""

    accounts: int
    assertions: int


def adopt(archive: Archive, request: AdoptRequest, *, progress: Progress = quiet) -> AdoptResult:
    """Take in every fact of a pack as public accounts. What was adopted before, word for word, is left alone."""
    pack = load(request.pack)
    documents = list(pack_accounts(pack))
    with archive.transaction("adopt_pack", pack=pack.id, version=pack.version):
        store.set_setting(archive.testimony, "pack", pack.id)
        _add_sources(archive, pack)
    accounts = assertions = 0
    for done, made in enumerate(documents, 1):
        added = _adopt_document(archive, made)
        accounts, assertions = accounts + (added > 0), assertions + added
        progress(Step(done, len(documents), made.account.document))
    return AdoptResult(accounts, assertions)


def _add_sources(archive: Archive, pack: Pack) -> None:
    here = {s.id for s in store.sources(archive.testimony)}
    for source in pack.sources:
        if source.id not in here:
            store.add_source(archive.testimony, source)


def _adopt_document(archive: Archive, made: PackAccount) -> int:
    """Take in one document; how many assertions, 0 when the same words of the same document were here already."""
    account = made.account
    here = (account.source, account.document)
    if any((a.source, a.document) == here for a in store.accounts_of_original(archive.testimony, account.sha256)):
        return 0
    sealed = archive.seal_original(made.text.encode())
    with archive.transaction("add_account", account=account.id):
        segments = [Segment(p.start, p.end) for p in made.passages]
        store.add_account(archive.testimony, account, made.text, segments, sealed)
        store.add_extraction(archive.testimony, account.id, made.passages, made.entities, made.assertions)
    return len(made.assertions)
