"""Take a pack's public facts into an archive: each document an account, each sentence a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from doltap import store
from doltap.model import (
    Account,
    Assertion,
    Basis,
    Entity,
    EntityType,
    Passage,
    Progress,
    ReleaseClass,
    Segment,
    Step,
    new_id,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.packs import Fact, Pack, load


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
    groups: dict[tuple[str, str, str, bool], list[Fact]] = defaultdict(list)
    for fact in pack.facts:
        groups[fact.source, fact.document, fact.seen, fact.verified].append(fact)
    with archive.transaction("adopt_pack", pack=pack.id, version=pack.version):
        store.set_setting(archive.testimony, "pack", pack.id)
        _add_sources(archive, pack)
    accounts = assertions = 0
    for done, facts in enumerate(groups.values(), 1):
        added = _adopt_document(archive, facts, pack)
        accounts, assertions = accounts + (added > 0), assertions + added
        progress(Step(done, len(groups), facts[0].document))
    return AdoptResult(accounts, assertions)


def _add_sources(archive: Archive, pack: Pack) -> None:
    here = {s.id for s in store.sources(archive.testimony)}
    for source in pack.sources:
        if source.id not in here:
            store.add_source(archive.testimony, source)


def _adopt_document(archive: Archive, facts: list[Fact], pack: Pack) -> int:
    """Take in the facts of one document; how many assertions, 0 when the same words were here already."""
    lines = [fact.words_en for fact in facts] + [fact.words_ko for fact in facts]
    text = "\n".join(lines) + "\n"
    data = text.encode()
    digest = sha256(data).hexdigest()
    first = facts[0]
    if any(a.source == first.source for a in store.accounts_of_original(archive.testimony, digest)):
        return 0
    account = Account(
        new_id(), digest, datetime.now(UTC), first.document or first.source, first.source,
        release_class=ReleaseClass.PUBLIC, media_type="text/plain", encoding="utf-8", language="en", reader="pack",
        size=len(data), document=first.document, seen=first.seen, verified=first.verified,
    )  # fmt: skip
    passages = _passages(account.id, facts, lines)
    entities, told = _told(account.id, facts, passages, pack)
    sealed = archive.seal_original(data)
    with archive.transaction("add_account", account=account.id):
        store.add_account(archive.testimony, account, text, [Segment(p.start, p.end) for p in passages], sealed)
        store.add_extraction(archive.testimony, account.id, passages, entities, told)
    return len(told)


def _passages(account: str, facts: list[Fact], lines: list[str]) -> list[Passage]:
    """A passage for each line: the English words, then the Korean rendering of each."""
    made: list[Passage] = []
    start = 0
    for number, line in enumerate(lines):
        korean = number >= len(facts)
        rendered = made[number - len(facts)].id if korean else ""
        language = "ko" if korean else "en"
        made.append(
            Passage(new_id(), account, start, start + len(line), line, language=language, rendering_of=rendered)
        )
        start += len(line) + 1
    return made


def known_as(key: str, type_: EntityType, pack: Pack) -> tuple[EntityType, str]:
    """The type and pack id under which texts will meet the entity of a fact.

    'state.CN' is the place CN and 'body.kr.nkdb' the body kr.nkdb where the gazetteer has them; all else keeps its key.
    """
    prefix, _, id_ = key.partition(".")
    if prefix in {"state", "camp"} and id_ in {p.id for p in pack.gazetteer.places}:
        return EntityType.PLACE, id_
    if prefix == "body" and id_ in {b.id for b in pack.gazetteer.bodies}:
        return EntityType.BODY, id_
    return type_, key


def _told(
    account: str, facts: Iterable[Fact], passages: list[Passage], pack: Pack
) -> tuple[list[Entity], list[Assertion]]:
    entities: dict[str, Entity] = {}
    told: list[Assertion] = []
    for fact, passage in zip(facts, passages, strict=False):
        for said in fact.assertions:
            type_, pack_id = known_as(said.entity, said.entity_type, pack)
            entity = entities.setdefault(said.entity, Entity(new_id(), type_, account, pack_id=pack_id))
            told.append(
                Assertion(
                    new_id(),
                    passage.id,
                    account,
                    entity.id,
                    type_,
                    said.property,
                    said.value,
                    said.value_text,
                    basis=Basis.DOCUMENT,
                    event=said.event,
                    role=said.role,
                    cites=fact.origin if fact.origin != fact.source else "",
                    coder=f"pack/{fact.id}",
                    accepted=True,
                )
            )
    return list(entities.values()), told
