"""Learning from claims: the quality of sources and the truth together, only as far as the data carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from doltap.weigh import confusion, elements, quality
from doltap.weigh.belief import Abilities, Layout, belief_of, layout_of, open_field, sets_of, start_of
from doltap.weigh.calibrate import Calibration, calibrated
from doltap.weigh.cells import leads, vote_shares
from doltap.weigh.claims import Claims, Confirmed, Floats, Ints, Kind
from doltap.weigh.dependence import exact_copies, joined, near_copies_of
from doltap.weigh.facts import Facts, facts_of, favours_vote, reading_of
from doltap.weigh.learned import Learned, Model
from doltap.weigh.readings import Readings, readings_of

FEWEST = 5
"""Disputed items of a property from which its sources can be told apart; below it the vote stands."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What learning has so far: a method and a reason for each property, abilities, readings and which is meant."""

    methods: list[str]
    why: list[str]
    able: Abilities
    readings: Mapping[int, Readings]
    leaning: Mapping[int, int]
    asked: Mapping[int, int]

    @property
    def meant(self) -> dict[int, int]:
        """The reading to go by: the one asked for, else the one that the better informed follow."""
        return {p: self.asked.get(p, self.leaning.get(p, 0)) for p in range(len(self.methods))}


def learn(
    claims: Claims, *, confirmed: Confirmed | None = None, meant: Mapping[str, str] | None = None, seed: int = 0
) -> Model:
    """What these claims teach, with the confirmed facts given; the same claims and seed teach the same.

    `meant` names, for a property that may have two readings, a source that tells it in the reading that is meant.
    """
    layout, origin = _independent(claims)
    facts = facts_of(layout, confirmed or {})
    methods, why = _methods(layout)
    guides = {claims.properties.index(p): s for p, s in (meant or {}).items() if p in claims.properties}
    found = _kept(layout, _learned(layout, origin, methods, why, facts, guides), facts)
    return _model(layout, origin, found, facts, seed)


def _independent(claims: Claims) -> tuple[Layout, Ints]:
    """The claims by origin: exact copies are one source, and so is who shares nearly all that nobody else tells."""
    open_ones = np.array([not _closed(claims, p) for p in range(len(claims.properties))], bool)[claims.property]
    origin = exact_copies(claims, open_ones)
    layout = layout_of(claims, origin)
    pairs = near_copies_of(layout.cells, len(claims.sources), open_ones)
    if not pairs:
        return layout, origin
    left, right = np.array(pairs).T
    origin = joined(origin, left, right)
    return layout_of(claims, origin), origin


def _closed(claims: Claims, prop: int) -> bool:
    """Whether a property has a small closed list of values, each told of many items."""
    if claims.kind(prop) is not Kind.TEXT:
        return False
    mine = claims.property[claims.item] == prop
    values = int((np.bincount(claims.value[mine]) > 0).sum())
    items = int((np.bincount(claims.item[mine]) > 0).sum())
    return 2 <= values <= confusion.LARGEST and items >= confusion.REPEATED * values


def _methods(layout: Layout) -> tuple[list[str], list[str]]:
    """How each property is weighed, and why only by vote where it is."""
    heard = np.bincount(layout.cells.item, minlength=layout.cells.items)
    pairs = [_method(layout, p, heard) for p in range(len(layout.claims.properties))]
    return [m for m, _ in pairs], [w for _, w in pairs]


def _method(layout: Layout, prop: int, heard: Ints) -> tuple[str, str]:
    items = layout.items_of(prop)
    if not len(items):
        return "vote", "nothing_told"
    if (np.bincount(layout.cells.origin[layout.of([prop])]) > 0).sum() < 2:
        return "vote", "one_origin"
    if (heard[items] > 1).sum() < FEWEST:
        return "vote", "hardly_disputed"
    if layout.claims.kind(prop) is Kind.SET:
        return "elements", ""
    return ("confusion", "") if _closed(layout.claims, prop) else ("quality", "")


def _learned(
    layout: Layout, origin: Ints, methods: list[str], why: list[str], facts: Facts, guides: Mapping[int, str]
) -> _Found:
    plain = [p for p, m in enumerate(methods) if m == "quality"]
    origins = len(layout.claims.sources)
    split = {p: r for p in plain if (r := readings_of(layout.cells, layout.of([p]), origins)) is not None}
    sides = {p: r.side for p, r in split.items()}
    start = start_of(layout, vote_shares(layout.cells))
    chance = _qualities(layout, [p for p in plain if p not in split], {}, {}, facts, start)
    leaning = {p: _leaning(layout, p, r, chance) for p, r in split.items()}
    asked = {p: told for p, r in split.items() if (told := reading_of(facts, r.first, r.second)) >= 0}
    for p in split.keys() & guides.keys():
        if guides[p] in layout.claims.sources:
            asked[p] = int(sides[p][origin[layout.claims.sources.index(guides[p])]] < 0.5)
    if split:
        again = _qualities(layout, list(split), sides, {**leaning, **asked}, facts, start)
        chance = np.where(np.isnan(chance), again, chance)
    able = Abilities(chance, sides, _sets(layout, methods, start), _matrices(layout, methods, start))
    return _Found(methods, why, able, split, leaning, asked)


def _without(layout: Layout, found: _Found, facts: Facts) -> Abilities:
    """The abilities as these facts alone would have taught them, all else equal."""
    start = start_of(layout, vote_shares(layout.cells))
    plain = [p for p, m in enumerate(found.methods) if m == "quality"]
    chance = _qualities(layout, [p for p in plain if p not in found.readings], {}, {}, facts, start)
    split = [p for p in plain if p in found.readings]
    again = _qualities(layout, split, found.able.side, found.meant, facts, start)
    return replace(found.able, chance=np.where(np.isnan(chance), again, chance))


def _qualities(
    layout: Layout,
    props: list[int],
    sides: Mapping[int, Floats],
    asked: Mapping[int, int],
    facts: Facts,
    start: Floats,
) -> Floats:
    """The chance of each slot of these properties to be right; NaN for those of others."""
    slots = len(layout.claims.properties)
    blank = np.full(len(layout.claims.sources) * slots, np.nan)
    if not props:
        return blank
    field = open_field(layout, props, sides, asked)
    size = slots * (int(field.slot.max(initial=0)) // slots + 1)
    known = facts.by_slot(layout, props, size, field.disputed) if facts.items else None
    found, _ = quality.learned(field, slots, start, known)
    mine = np.isin(np.arange(size) % slots, props)
    blank[:size][mine] = found[mine]
    return blank


def _leaning(layout: Layout, prop: int, split: Readings, chance: Floats) -> int:
    """The reading of those who are better informed on the other properties; of the more numerous where none is."""
    slots = len(layout.claims.properties)
    table = np.clip(chance.reshape(-1, slots), 0.01, 0.99)
    odds = np.log(table / (1 - table))
    known = np.isfinite(odds)
    better = odds - np.where(known, odds, 0.0).sum(0) / np.maximum(known.sum(0), 1)
    told = np.zeros((len(table), slots), bool)
    told[layout.cells.origin, layout.prop] = True
    told[:, prop] = False
    known = told & np.isfinite(better)
    merit = np.where(known, better, 0.0).sum(1) / np.maximum(known.sum(1), 1)
    heard = np.bincount(layout.cells.origin[layout.of([prop])], minlength=len(table)) > 0
    camps = [heard & (split.side > 0.8), heard & (split.side < 0.2)]
    means = [float(merit[c & known.any(1)].mean()) if (c & known.any(1)).any() else 0.0 for c in camps]
    if means[0] != means[1]:
        return int(means[1] > means[0])
    return int(camps[1].sum() > camps[0].sum())


def _sets(layout: Layout, methods: list[str], start: Floats) -> dict[int, tuple[Floats, Floats]]:
    found = {}
    for prop in (p for p, m in enumerate(methods) if m == "elements"):
        over = elements.overlap_of(layout.cells, layout.items_of(prop), sets_of(layout.claims, layout.cells))
        sense, extra, _ = elements.learned(layout.cells, layout.of([prop]), over, len(layout.claims.sources), start)
        found[prop] = (sense, extra)
    return found


def _matrices(layout: Layout, methods: list[str], start: Floats) -> dict[int, tuple[Floats, Floats, Ints]]:
    del start
    found = {}
    for prop in (p for p, m in enumerate(methods) if m == "confusion"):
        claims = layout.of([prop])
        values = np.unique(layout.cells.value[layout.cells.at[claims]])
        votes = confusion.votes_of(layout.cells, claims, values)
        matrix, prior, _ = confusion.learned(votes, len(layout.claims.sources), confusion.tally(votes))
        found[prop] = (matrix, prior, values)
    return found


def _kept(layout: Layout, found: _Found, facts: Facts) -> _Found:
    """The same, with a vote where the confirmed facts of a property favour it over what was learned."""
    if not facts.items:
        return found
    vote = leads(layout.cells, start_of(layout, vote_shares(layout.cells)))
    best = leads(layout.cells, belief_of(layout, found.methods, found.able, found.meant).hedged)
    methods, why = list(found.methods), list(found.why)
    for prop in (p for p, m in enumerate(methods) if m != "vote" and p not in found.readings):
        if favours_vote(layout, facts, prop, vote, best):
            methods[prop], why[prop] = "vote", "confirmed_favour_vote"
    return replace(found, methods=methods, why=why)


def _model(layout: Layout, origin: Ints, found: _Found, facts: Facts, seed: int) -> Model:
    claims = layout.claims
    fit = _calibration(layout, found, facts)
    count = np.bincount(claims.property[list(facts.items)], minlength=len(claims.properties))
    spoken = _spoken(layout)
    properties = tuple(
        replace(
            _property(layout, origin, found, spoken, p),
            slope=fit.slope,
            shift=float(fit.shift[p]),
            confirmed=int(count[p]),
        )
        for p in range(len(claims.properties))
    )
    copies = {claims.sources[s]: claims.sources[o] for s, o in enumerate(origin) if s != o}
    return Model(properties, copies, seed)


def _calibration(layout: Layout, found: _Found, facts: Facts) -> Calibration:
    """How often belief was right on confirmed items, each half of them believed as the other half alone teaches.

    Belief in an item that its own fact has taught is too sure, and would make all probabilities too sure.
    """
    props = len(layout.claims.properties)
    if not facts.items:
        return Calibration((0.5, 0.5), np.zeros(props))
    rows = []
    for half in (0, 1):
        test = np.array(facts.items[half::2], np.int64)
        if not len(test):
            continue
        able = _without(layout, found, Facts(facts.items[1 - half :: 2], facts.right))
        belief = belief_of(layout, found.methods, able, found.meant)
        told = leads(layout.cells, belief.hedged)[test]
        rows.append((belief.learned[told], belief.vote[told], facts.right[told], layout.claims.property[test]))
    learned, vote, right, prop = (np.concatenate(part) for part in zip(*rows, strict=True))
    return calibrated(learned, vote, right, prop, props)


def _spoken(layout: Layout) -> Floats:
    """On how many claims each origin speaks of each property: [origin, property]."""
    slots = len(layout.claims.properties)
    slot = layout.cells.origin.astype(np.int64) * slots + layout.prop
    return np.bincount(slot, minlength=len(layout.claims.sources) * slots).reshape(-1, max(slots, 1))


def _property(layout: Layout, origin: Ints, found: _Found, spoken: Floats, prop: int) -> Learned:
    """One property's part of the model, by the names of sources."""
    claims = layout.claims
    known = [s for s in range(len(claims.sources)) if spoken[origin[s], prop]]
    lead = origin[known]
    name = [claims.sources[s] for s in known]
    told = dict(zip(name, spoken[lead, prop].tolist(), strict=True))
    each = Learned(claims.properties[prop], found.methods[prop], found.why[prop], told=told)
    if prop in found.readings:
        side = dict(zip(name, found.readings[prop].side[lead].tolist(), strict=True))
        each = replace(each, reading=side, apart=found.readings[prop].apart, leaning=found.leaning[prop],
                       asked_for=found.asked.get(prop, -1))  # fmt: skip
    if each.method == "quality":
        chance = found.able.chance.reshape(-1, len(claims.properties))[lead, prop]
        usual = _mean(chance[np.unique(lead, return_index=True)[1]])
        return replace(each, quality=dict(zip(name, chance.tolist(), strict=True)), usual=usual)
    if each.method == "elements":
        rows = np.stack(found.able.sets[prop], 1)
        return _detailed(each, name, lead, rows, rows[:, 0])
    if each.method == "confusion":
        matrix, prior, values = found.able.matrix[prop]
        right = np.einsum("okk,k->o", matrix, prior)
        labels = tuple(claims.values[v] for v in values)
        each = replace(each, labels=labels, prior=tuple(prior.tolist()))
        return _detailed(each, name, lead, matrix.reshape(len(matrix), -1), right)
    return each


def _detailed(each: Learned, name: list[str], lead: Ints, rows: Floats, right: Floats) -> Learned:
    """The same with each source's rows; what is usual counts an origin once, however many sources copy it."""
    detail = {n: tuple(r) for n, r in zip(name, rows[lead].tolist(), strict=True)}
    chance = dict(zip(name, right[lead].tolist(), strict=True))
    once = np.unique(lead)
    usual = tuple(rows[once].mean(0).tolist())
    return replace(each, quality=chance, usual=_mean(right[once]), detail=detail, usual_detail=usual)


def _mean(chance: Floats) -> float:
    return float(chance.mean()) if len(chance) else 0.5
