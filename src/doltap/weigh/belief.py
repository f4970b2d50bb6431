"""Belief in every cell, given what was learned: the one place where learning and judging meet, so that they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from doltap.weigh import confusion, elements, quality
from doltap.weigh.cells import Cells, cells_of, vote_shares
from doltap.weigh.claims import Claims, Floats, Ints, Kind
from doltap.weigh.dependence import joined
from doltap.weigh.kin import Kin, kin_of
from doltap.weigh.learned import Learned, Model

HEDGE = 0.5
"""The vote's part in belief. Learned belief is too sure where sources depend on each other; the vote is not."""

ASIDE = 0.02
"""The weight of an origin that follows another reading than the one in question: it speaks where nobody else does."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Claims made ready: their cells, which cells hold which, and the property of each distinct claim."""

    claims: Claims
    cells: Cells
    kin: Kin | None
    prop: Ints

    def of(self, props: list[int]) -> Ints:
        """The claims of these properties, as positions in `cells.at`."""
        if len(props) == len(self.claims.properties):
            return np.arange(len(self.cells.at))
        wanted = np.zeros(len(self.claims.properties), bool)
        wanted[props] = True
        return np.flatnonzero(wanted[self.prop])

    def items_of(self, prop: int) -> Ints:
        """The items of a property that are told of."""
        return np.flatnonzero((self.claims.property == prop) & (np.diff(self.cells.start) > 0))


@dataclass(frozen=True, slots=True)
class Abilities:
    """What was learned, as arrays by origin code. `chance` is of a slot, which is `origin * properties + property`."""

    chance: Floats
    side: Mapping[int, Floats] = field(default_factory=dict)
    sets: Mapping[int, tuple[Floats, Floats]] = field(default_factory=dict)
    matrix: Mapping[int, tuple[Floats, Floats, Ints]] = field(default_factory=dict)


def layout_of(claims: Claims, origin: Ints) -> Layout:
    """The layout of these claims; `origin` is the origin code of each source."""
    cells = cells_of(claims, origin)
    return Layout(claims, cells, kin_of(claims, cells), claims.property[cells.item[cells.at]])


def origin_of(claims: Claims, model: Model) -> Ints:
    """The origin code of each source: the groups given with the claims, and the copies that the model knows."""
    size = len(claims.sources)
    given = claims.origin if len(claims.origin) else np.arange(size, dtype=np.int32)
    if not model.origin:
        return given
    first: dict[str, int] = {}
    lead = [first.setdefault(model.origin.get(name, name), code) for code, name in enumerate(claims.sources)]
    return joined(given, np.arange(size), np.array(lead, np.int64))


def in_reading(side: Floats, reading: int) -> Floats:
    """How much each origin counts for a reading (0 or 1)."""
    return np.asarray(ASIDE + (1 - ASIDE) * (side if reading == 0 else 1 - side))


def start_of(layout: Layout, votes: Floats) -> Floats:
    """Belief to begin with: the vote, that for a more general value shared out among the finer ones as they stand."""
    raised = votes
    if layout.kin is not None:
        finest = np.ones(len(votes), bool)
        finest[layout.kin.wide] = False
        held = finest[layout.kin.fine]
        wide, fine = layout.kin.wide[held], layout.kin.fine[held]
        below = np.bincount(wide, votes[fine], len(votes))
        shared = votes[wide] * votes[fine] / np.maximum(below[wide], 1e-12)
        raised = np.where(finest, votes + np.bincount(fine, shared, len(votes)), 0.0)
    total = np.bincount(layout.cells.item, raised, layout.cells.items)
    return np.asarray(raised / np.maximum(total[layout.cells.item], 1e-12))


def open_field(
    layout: Layout, props: list[int], sides: Mapping[int, Floats], asked: Mapping[int, int]
) -> quality.Field:
    """The field of open properties, each origin weighed by its part in the reading asked for."""
    claims = layout.of(props)
    found = quality.field_of(layout.cells, layout.claims.property, len(layout.claims.properties), claims, layout.kin)
    for prop in (p for p in props if p in sides):
        mine = layout.prop[claims] == prop
        found.weight[mine] *= in_reading(sides[prop], asked[prop])[layout.cells.origin[claims[mine]]]
    return found


@dataclass(frozen=True, slots=True)
class Belief:
    """Of each cell (0-1, of an item they sum to 1): what the abilities say, and the vote of those in question."""

    learned: Floats
    vote: Floats

    @property
    def hedged(self) -> Floats:
        """What is believed: half of each."""
        return np.asarray(HEDGE * self.vote + (1 - HEDGE) * self.learned)


def belief_of(layout: Layout, methods: list[str], able: Abilities, asked: Mapping[int, int]) -> Belief:
    """Belief in each cell; a property that is only voted on has its vote twice."""
    vote = start_of(layout, vote_shares(layout.cells))
    learned = vote.copy()
    plain = [p for p, m in enumerate(methods) if m == "quality"]
    if plain:
        found = quality.believed(open_field(layout, plain, able.side, asked), able.chance)
        learned = np.where(_cells(layout, plain), found, learned)
    for prop in (p for p, m in enumerate(methods) if m == "elements"):
        claims = layout.of([prop])
        over = elements.overlap_of(layout.cells, layout.items_of(prop), sets_of(layout.claims, layout.cells))
        found = elements.believed(layout.cells, claims, over, *able.sets[prop])
        learned = np.where(_cells(layout, [prop]), found, learned)
    for prop in (p for p, m in enumerate(methods) if m == "confusion"):
        learned = _closed(layout, prop, able.matrix[prop], learned)
    return Belief(learned, _camp_vote(layout, able.side, asked, vote))


def _cells(layout: Layout, props: list[int]) -> np.ndarray:
    return np.isin(layout.claims.property, props)[layout.cells.item]


def _camp_vote(layout: Layout, sides: Mapping[int, Floats], asked: Mapping[int, int], vote: Floats) -> Floats:
    """The vote, where two readings stand only of those who follow the one in question."""
    for prop, side in sides.items():
        claims = layout.of([prop])
        cells = layout.cells
        voice = cells.weight[claims] * in_reading(side, asked[prop])[cells.origin[claims]]
        votes = np.bincount(cells.bucket[cells.at[claims]], voice, len(cells.item))
        vote = np.where(_cells(layout, [prop]), start_of(layout, votes), vote)
    return vote


def _closed(layout: Layout, prop: int, matrix: tuple[Floats, Floats, Ints], learned: Floats) -> Floats:
    chances, prior, values = matrix
    known = layout.of([prop])
    votes = confusion.votes_of(layout.cells, known[np.isin(layout.cells.value[layout.cells.at[known]], values)], values)
    found = confusion.believed(votes, np.log(chances), prior)
    learned[votes.cell] = found[votes.item, votes.category]
    return learned


def sets_of(claims: Claims, cells: Cells) -> list[frozenset[str]]:
    """The elements of each value code that some set-valued property tells; empty for all others."""
    told = [p for p in range(len(claims.properties)) if claims.kind(p) is Kind.SET]
    wanted = set(cells.value[np.isin(claims.property, told)[cells.item]].tolist())
    return [elements.set_of(v) if code in wanted else frozenset() for code, v in enumerate(claims.values)]


def abilities_of(layout: Layout, model: Model) -> tuple[list[str], Abilities, dict[int, int]]:
    """The model in the codes of these claims: a method for each property, abilities, and the reading asked for."""
    claims = layout.claims
    found = [model.of(p) for p in claims.properties]
    chance = np.empty((len(claims.sources), len(found)))
    sides, sets, matrix = {}, {}, {}
    for p, each in enumerate(found):
        chance[:, p] = [each.quality.get(name, each.usual) for name in claims.sources]
        if each.reading:
            sides[p] = np.array([each.reading.get(name, 0.5) for name in claims.sources])
        if each.method == "elements":
            sets[p] = _rows(claims, each, (2,))[:, 0], _rows(claims, each, (2,))[:, 1]
        if each.method == "confusion":
            matrix[p] = _matrix(claims, each)
    asked = {p: each.asked_for if each.asked_for >= 0 else max(each.leaning, 0) for p, each in enumerate(found)}
    return [e.method for e in found], Abilities(chance.ravel(), sides, sets, matrix), asked


def _rows(claims: Claims, each: Learned, shape: tuple[int, ...]) -> Floats:
    rows = [each.detail.get(name, each.usual_detail) for name in claims.sources]
    return np.array(rows, float).reshape(len(rows), *shape)


def _matrix(claims: Claims, each: Learned) -> tuple[Floats, Floats, Ints]:
    """The matrices with their categories in the order of these claims' value codes."""
    code = {v: k for k, v in enumerate(claims.values)}
    kept = sorted((code[label], k) for k, label in enumerate(each.labels) if label in code)
    size = len(each.labels)
    pick = [k for _, k in kept]
    chances = _rows(claims, each, (size, size))[:, pick][:, :, pick]
    return chances, np.array(each.prior)[pick], np.array([c for c, _ in kept], np.int32)
