"""One audience's view of an archive: only what was agreed to, loaded once, ready to weigh, check and show."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from doltap import store
from doltap.model import (
    Account,
    Assertion,
    Audience,
    Certainty,
    Confirmation,
    Decision,
    Entity,
    EntityType,
    MatchDecision,
    Passage,
    SafetyClass,
    Source,
    SourceKind,
    Value,
    Weighing,
    Withheld,
)
from doltap.operations.archive import Archive
from doltap.operations.standing import NOTHING, NOTHING_DROPPED, Without, as_meant, current_model, known_to
from doltap.packs import UNKNOWN_SOURCE, Pack, load
from doltap.release import allowed_accounts, consented
from doltap.resolve import canonical
from doltap.weigh import (
    POOL,
    AccountOrigin,
    Channel,
    Facts,
    Frame,
    Model,
    believed,
    body_of,
    cited_key,
    frames_of,
    learned_from,
    origins_of,
    weigh,
)
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
    model: Model = NOTHING
    number: int = 0

    def weighings(self, only: Container[tuple[str, str]] | None = None) -> list[Weighing]:
        """Every property of every entity, weighed with the view's current model; `only` these, where it is given.

        An entity that the pack knows goes by its pack id.
        """
        facts = replace(self.facts, copied=self.model.origin)
        weighed = weigh(self.assertions.values(), facts, only)
        named = (replace(w, view=self.audience.value, model=self.number) for w in weighed)
        return believed(named, facts, self.model)

    def how_many(self) -> int:
        """How many `weighings` there are, counted without weighing any."""
        told = (a for a in self.assertions.values() if SafetyClass.OPERATIONAL not in a.safety)
        return len({(self.lead(a), a.property) for a in told})

    def touched(self, account: str) -> frozenset[tuple[str, str]]:
        """The (entity, property) of every weighing that an account has a part in."""
        told = (a for a in self.assertions.values() if a.account == account)
        return frozenset((self.lead(a), a.property) for a in told)

    def lead(self, assertion: Assertion) -> str:
        """The canonical entity that an assertion is about."""
        return self.canonical.get(assertion.entity, assertion.entity)

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

    def body_name(self, body: str) -> str:
        """A body or outlet by name; a pool of tellers keeps its machine word ('basis.saw')."""
        return body if body.startswith(POOL) else self.origin_name(body)

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
    confirmations: Sequence[Confirmation] = ()
    renderings: frozenset[str] = frozenset()


def view_of(
    archive: Archive, audience: Audience, today: date | None = None, without: Without = NOTHING_DROPPED
) -> View:
    """The view of this audience today: consent and release class filter the accounts before anything is joined.

    It is weighed with its current model. What `without` names is dropped first; the model is then learned anew in
    memory, since the stored one knows what was dropped.
    """
    db = archive.testimony
    pack = load(str(store.setting(db, "pack", PACK)))
    held = _held(archive, pack, audience, today or date.today(), without)
    view = assembled(audience, pack, held)
    if without != NOTHING_DROPPED:
        return replace(view, model=as_meant(archive, audience, learn_view(view)))
    number, model = current_model(archive, audience, view.accounts)
    return replace(view, number=number, model=as_meant(archive, audience, model))


def _held(archive: Archive, pack: Pack, audience: Audience, today: date, without: Without) -> Held:
    db = archive.testimony
    everyone = {a.id: a for a in store.accounts(db)}
    consents = store.consents(db)
    sources = {s.id: s for s in (*pack.sources, *store.sources(db))}
    kept = [a for a in everyone.values() if not without.drops(a, sources.get(a.source), consents.get(a.id))]
    allowed, withheld = allowed_accounts(kept, consents, audience, today)
    accounts = {i: a for i, a in everyone.items() if i in allowed}
    known = {s.id for s in pack.sources}
    givers = {a.source for a in accounts.values()} | {a.teller for a in accounts.values()}
    entities = {e.id: e for e in store.entities(db) if e.account in allowed}
    return Held(
        accounts,
        {i: s for i, s in sources.items() if i in givers | known},
        entities,
        list(consented((a for a in store.assertions(db) if a.account in allowed), allowed)),
        _account_origins(archive, accounts),
        [d for d in store.match_decisions(db) if d.left in entities and d.right in entities],
        {t.id: t.pseudonym for t in store.tellers(db) if t.id in givers},
        withheld,
        lambda ids: store.passages(db, ids),
        [c for c in store.confirmations(db) if c.audience in known_to(audience)],
        store.rendering_passages(db),
    )


def learn_view(view: View) -> Model:
    """What the view's own assertions teach; the same view teaches the same."""
    return learned_from(list(weigh(view.assertions.values(), view.facts)), view.facts)


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
    kin = {a.entity for a in held.told if a.property == "kin"}
    lead, _ = canonical(held.entities.values(), held.decisions, kin)
    packed = {lead[e.id]: e.pack_id for e in held.entities.values() if e.pack_id}
    return {entity: packed.get(leader, leader) for entity, leader in lead.items()}


def _facts(pack: Pack, held: Held, lead: Mapping[str, str]) -> Facts:
    accounts, sources = held.accounts, held.sources
    party = {i for i, a in accounts.items() if a.source in sources and sources[a.source].party}
    unchecked = {i for i, a in accounts.items() if not a.verified}
    bodies = sources.keys() - {UNKNOWN_SOURCE}
    origin = origins_of(held.told, held.origins, _origin_names(sources, pack))
    return Facts(
        lead,
        origin,
        _Holds({p.id: p.parent for p in pack.gazetteer.places}),
        # A party's own voice matters only where it answers what is said of it: a statistic of a ministry is a source.
        frozenset(a.id for a in held.told if a.account in party and _answers(a)),
        frozenset(a.id for a in held.told if a.account in unchecked),
        {i: _channel(a, sources) for i, a in accounts.items()},
        frozenset(a.id for a in held.told if a.passage in held.renderings),
        frozenset(a.id for a in held.told if a.account in party),
        {a.id: body_of(a, origin[a.id], _body(accounts[a.account]), bodies) for a in held.told},
        {i: s.reliability for i, s in sources.items()},
        _confirmed(held, lead),
    )


def _channel(account: Account, sources: Mapping[str, Source]) -> Channel:
    """How an account came to us; told in the year it was seen in, else received."""
    source = sources.get(account.source)
    edited = source is not None and source.kind is SourceKind.OUTLET
    year = int(account.seen[:4]) if account.seen[:4].isdigit() else account.received.year
    return Channel(account.language, edited, year)


def _body(account: Account) -> str:
    """The body or outlet that tells an account; empty where a person does, or nobody knows who."""
    return "" if account.teller or account.source == UNKNOWN_SOURCE else account.source


def _confirmed(held: Held, lead: Mapping[str, str]) -> dict[tuple[str, str], Value]:
    """What is confirmed now, by canonical entity and property; the latest word on each counts."""
    latest = {(lead.get(c.entity, c.entity), c.property): c.value for c in held.confirmations}
    return {key: value for key, value in latest.items() if value is not None}


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
