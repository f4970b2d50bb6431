"""One audience's view of an archive: only what was agreed to, loaded once, ready to weigh, check and show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from doltap import store
from doltap.model import (
    Account,
    Assertion,
    Audience,
    Certainty,
    Decision,
    Entity,
    EntityType,
    MatchDecision,
    Passage,
    Source,
    Weighing,
    Withheld,
)
from doltap.operations.archive import Archive
from doltap.packs import Pack, load
from doltap.release import allowed_accounts, consented
from doltap.resolve import canonical
from doltap.weigh import AccountOrigin, Facts, Frame, cited_key, frames_of, origins_of, weigh
from doltap.weigh.copies import NEAR

PACK = "north_korea"


@dataclass(frozen=True, slots=True)
class View:
    """What one audience's operations work on. Nothing of a withheld account is in it, only how many there are."""

    audience: Audience
    pack: Pack
    accounts: Mapping[str, Account]
    sources: Mapping[str, Source]
    pseudonyms: Mapping[str, str]
    entities: Mapping[str, Entity]
    assertions: Mapping[str, Assertion]
    canonical: Mapping[str, str]
    facts: Facts
    withheld: tuple[Withheld, ...] = ()
    passages_by_id: Callable[[Iterable[str]], dict[str, Passage]] = field(default=lambda _: {})

    def weighings(self) -> list[Weighing]:
        """Every property of every entity, weighed; an entity that the pack knows goes by its pack id."""
        return list(weigh(self.assertions.values(), self.facts))

    def frames(self) -> dict[str, Frame]:
        """Everything said of each entity, side by side."""
        return frames_of(self.entities.values(), self.assertions.values(), self.canonical)

    def type_of(self) -> dict[str, EntityType]:
        """The type of each canonical entity."""
        return {self.canonical.get(e.id, e.id): e.type for e in self.entities.values()}

    def teller_name(self, account: str) -> str:
        """Who tells an account: its source's name, its teller's pseudonym, or the account's own name."""
        known = self.accounts.get(account)
        if known is None:
            return ""
        named = self.sources[known.source].name if known.source in self.sources else ""
        return named or self.pseudonyms.get(known.teller, "") or known.name

    def origin_name(self, origin: str) -> str:
        """An origin in words: a source, a pseudonym, whom the words cite, or the account."""
        if origin in self.sources:
            return self.sources[origin].name
        return self.pseudonyms.get(origin) or origin.removeprefix("cited:") or self.teller_name(origin)


def weighing_id(weighing: Weighing) -> str:
    """The id by which `show` finds a weighing again: it stays the same as long as entity and property do."""
    return sha256(f"{weighing.entity}|{weighing.property}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Held:
    """What one audience may use, before anything is joined: from an archive, or from a pack's facts in memory.

    `origins` says of each account whose telling it is and which accounts it copies.
    """

    accounts: Mapping[str, Account]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    told: Sequence[Assertion]
    origins: Sequence[AccountOrigin]
    decisions: Sequence[MatchDecision] = ()
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    passages_by_id: Callable[[Iterable[str]], dict[str, Passage]] = field(default=lambda _: {})


def view_of(archive: Archive, audience: Audience, today: date | None = None) -> View:
    """The view of this audience today: consent and release class filter the accounts before anything is joined."""
    db = archive.testimony
    pack = load(str(store.setting(db, "pack", PACK)))
    everyone = {a.id: a for a in store.accounts(db)}
    allowed, withheld = allowed_accounts(everyone.values(), store.consents(db), audience, today or date.today())
    accounts = {i: a for i, a in everyone.items() if i in allowed}
    known = {s.id for s in pack.sources}
    givers = {a.source for a in accounts.values()} | {a.teller for a in accounts.values()}
    held = Held(
        accounts,
        {s.id: s for s in (*pack.sources, *store.sources(db)) if s.id in givers | known},
        {e.id: e for e in store.entities(db) if e.account in allowed},
        list(consented((a for a in store.assertions(db) if a.account in allowed), allowed)),
        _account_origins(archive, accounts),
        list(store.match_decisions(db)),
        {t.id: t.pseudonym for t in store.tellers(db) if t.id in givers},
        withheld,
        lambda ids: store.passages(db, ids),
    )
    return assembled(audience, pack, held)


def assembled(audience: Audience, pack: Pack, held: Held) -> View:
    """The view over what is held: who is who, whose telling each assertion is, and who speaks for a party."""
    lead = _canonical(held)
    return View(
        audience,
        pack,
        held.accounts,
        held.sources,
        held.pseudonyms,
        held.entities,
        {a.id: a for a in held.told},
        lead,
        _facts(pack, held, lead),
        held.withheld,
        held.passages_by_id,
    )


def _canonical(held: Held) -> dict[str, str]:
    lead, _ = canonical(held.entities.values(), held.decisions)
    packed = {lead[e.id]: e.pack_id for e in held.entities.values() if e.pack_id}
    return {entity: packed.get(leader, leader) for entity, leader in lead.items()}


def _facts(pack: Pack, held: Held, lead: Mapping[str, str]) -> Facts:
    accounts, sources = held.accounts, held.sources
    party = {i for i, a in accounts.items() if a.source in sources and sources[a.source].party}
    unchecked = {i for i, a in accounts.items() if not a.verified}
    return Facts(
        lead,
        origins_of(held.told, held.origins, _origin_names(sources, pack)),
        _Holds({p.id: p.parent for p in pack.gazetteer.places}),
        # A party's own voice matters only where it answers what is said of it: a statistic of a ministry is a source.
        frozenset(a.id for a in held.told if a.account in party and _answers(a)),
        frozenset(a.id for a in held.told if a.account in unchecked),
    )


@dataclass(frozen=True, slots=True)
class _Holds:
    """Whether one place lies in another, by the parents that the pack names."""

    parents: Mapping[str, str]

    def __call__(self, outer: str, inner: str, /) -> bool:
        seen = 0
        while inner and seen <= len(self.parents):
            inner, seen = self.parents.get(inner, ""), seen + 1
            if inner == outer:
                return True
        return False


def _answers(assertion: Assertion) -> bool:
    return assertion.certainty is Certainty.DENIED or assertion.property == "position"


def _account_origins(archive: Archive, accounts: Mapping[str, Account]) -> list[AccountOrigin]:
    # The same bytes in this view, not `duplicate_of`: that may name an account which this view must not know of.
    first: dict[str, str] = {}
    copies: dict[str, list[str]] = {i: [first.setdefault(a.sha256, i)] for i, a in accounts.items()}
    pairs = [(n.left, n.right) for n in store.near_duplicates(archive.testimony) if n.similarity >= NEAR]
    links = {(min(k.left, k.right), max(k.left, k.right)): k for k in store.origin_links(archive.testimony)}
    pairs += [(k.left, k.right) for k in links.values() if k.decision is Decision.SAME]
    for left, right in pairs:
        if left in copies and right in accounts:
            copies[left].append(right)
    return [AccountOrigin(i, a.teller or a.source or i, tuple(copies[i])) for i, a in accounts.items()]


def _origin_names(sources: Mapping[str, Source], pack: Pack) -> dict[str, str]:
    """Names under which a text may cite an origin: those of the sources here, and of the bodies that the pack knows."""
    names: dict[str, str] = {}
    for body in pack.gazetteer.bodies:
        for name in (body.name_en, body.name_ko, *body.names):
            names.setdefault(cited_key(name), body.id)
    for source in sources.values():
        known = names.get(cited_key(source.name), names.get(cited_key(source.id), source.id))
        for name in (source.id, source.name, source.name_ko):
            names[cited_key(name)] = source.id if known not in sources else known
    return {key: origin for key, origin in names.items() if key}
