"""A pack's public facts as accounts, passages, entities and assertions: to adopt into an archive, or to hold in memory.

Each document of the pack is one account whose text is the facts' English sentences, then their Korean renderings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from doltap.model import (
    Account,
    Assertion,
    Audience,
    Basis,
    Entity,
    EntityType,
    Passage,
    ReleaseClass,
    new_id,
)
from doltap.operations.view import Held, View, assembled
from doltap.packs import Fact, Pack
from doltap.packs.pack import FactAssertion
from doltap.weigh import AccountOrigin


@dataclass(frozen=True, slots=True)
class PackAccount:
    """One document of a pack as an account, with its text and all that is read from it; `text[start:end] == words`."""

    account: Account
    text: str
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...]
    assertions: tuple[Assertion, ...]


def pack_accounts(pack: Pack) -> Iterator[PackAccount]:
    """Every document of the pack as a public account, in the order of its facts; ids are new at every call."""
    groups: dict[tuple[str, str, str, bool], list[Fact]] = defaultdict(list)
    for fact in pack.facts:
        groups[fact.source, fact.document, fact.seen, fact.verified].append(fact)
    return (_account(facts, pack) for facts in groups.values())


def pack_view(pack: Pack) -> View:
    """The public view of a record that holds the pack's facts and nothing else, made in memory."""
    made = list(pack_accounts(pack))
    passages = {p.id: p for m in made for p in m.passages}
    return assembled(
        Audience.PUBLIC,
        pack,
        Held(
            {m.account.id: m.account for m in made},
            {s.id: s for s in pack.sources},
            {e.id: e for m in made for e in m.entities},
            [a for m in made for a in m.assertions],
            [AccountOrigin(m.account.id, m.account.source or m.account.id) for m in made],
            passages_by_id=lambda ids: {i: passages[i] for i in ids if i in passages},
        ),
    )


def _account(facts: Sequence[Fact], pack: Pack) -> PackAccount:
    lines = [fact.words_en for fact in facts] + [fact.words_ko for fact in facts]
    text = "\n".join(lines) + "\n"
    data = text.encode()
    first = facts[0]
    account = Account(
        new_id(), sha256(data).hexdigest(), datetime.now(UTC), first.document or first.source, first.source,
        release_class=ReleaseClass.PUBLIC, media_type="text/plain", encoding="utf-8", language="en", reader="pack",
        size=len(data), document=first.document, seen=first.seen, verified=first.verified,
    )  # fmt: skip
    passages = _passages(account.id, len(facts), lines)
    entities, told = _told(account.id, facts, passages, pack)
    return PackAccount(account, text, tuple(passages), tuple(entities), tuple(told))


def _passages(account: str, facts: int, lines: Sequence[str]) -> list[Passage]:
    """A passage for each line: the English words, then the Korean rendering of each."""
    made: list[Passage] = []
    start = 0
    for number, line in enumerate(lines):
        korean = number >= facts
        rendered = made[number - facts].id if korean else ""
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
    account: str, facts: Iterable[Fact], passages: Sequence[Passage], pack: Pack
) -> tuple[list[Entity], list[Assertion]]:
    entities: dict[str, Entity] = {}
    told: list[Assertion] = []
    for fact, passage in zip(facts, passages, strict=False):
        for said in fact.assertions:
            if said.entity not in entities:
                type_, pack_id = known_as(said.entity, said.entity_type, pack)
                entities[said.entity] = Entity(new_id(), type_, account, pack_id=pack_id)
            told.append(_assertion(fact, said, entities[said.entity], passage))
    return list(entities.values()), told


def _assertion(fact: Fact, said: FactAssertion, entity: Entity, passage: Passage) -> Assertion:
    return Assertion(
        new_id(),
        passage.id,
        passage.account,
        entity.id,
        entity.type,
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
