"""Between weighings and the engine: an item for each single-valued weighing, a claim for each body that tells a value.

Who tells enters as a body, an outlet, or a pool of tellers by how they know ('basis.saw'); never as a person. One claim
stands for all independent origins of one pool that tell one value: their number is its weight.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from doltap.model import Calibration, Message, TermValue, Value, WeighedValue, Weighing
from doltap.weigh.claims import Claims, Kind, coded
from doltap.weigh.compare import Relation, relate
from doltap.weigh.judge import Judged, judge
from doltap.weigh.learn import learn
from doltap.weigh.learned import Learned, Model
from doltap.weigh.reasons import POOL
from doltap.weigh.weighing import MANY_VALUED, Facts

FEWEST = 5
"""A pool of fewer tellers is too near to a person: nothing is learned of it (cells below 5 are suppressed)."""

TELLERS = f"{POOL}any"
"""All tellers of a property together, where too few know it in one way."""

PRIOR = {"A": 0.95, "B": 0.85, "C": 0.7, "D": 0.5, "E": 0.3}
"""What a grade of the Admiralty scale (NATO AJP-2.1) is taken to mean; F cannot be judged and says nothing."""

EXPERIENCE = 5
"""How many items' worth of experience a source card stands for: what is learned soon outweighs it."""

Key = tuple[str, str]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Items:
    """Weighings as claims: item `n` of the claims is the weighing `keys[n]`; `codes[n]` are its values' codes."""

    claims: Claims
    keys: tuple[Key, ...]
    codes: tuple[tuple[int, ...], ...]
    confirmed: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    source: str
    item: int
    value: str
    weight: int


def items_of(weighings: Iterable[Weighing], facts: Facts, pools: Mapping[Key, str] | None = None) -> Items:
    """The items of these weighings; `pools` renames a pool of tellers of a property (`pool`, `property`)."""
    single = [w for w in weighings if w.property not in MANY_VALUED and any(v.for_ for v in w.values)]
    texts = [[_text(w, v.value) for v in w.values] for w in single]
    rows = [r for n, w in enumerate(single) for r in _rows(n, w, facts, pools or {})]
    known = {n: _confirmed(w, facts) for n, w in enumerate(single)}
    named = [t for found in texts for t in found] + [t for t in known.values() if t]
    codes = {t: n for n, t in enumerate(dict.fromkeys(named))}
    claims = _claims(rows, single, codes)
    confirmed = {n: codes[t] for n, t in known.items() if t}
    return Items(claims, tuple((w.entity, w.property) for w in single),
                 tuple(tuple(codes[t] for t in found) for found in texts), confirmed)  # fmt: skip


def _claims(rows: Sequence[_Row], single: Sequence[Weighing], codes: Mapping[str, int]) -> Claims:
    source, sources = coded(r.source for r in rows)
    props, properties = coded(w.property for w in single)
    item = np.fromiter((r.item for r in rows), np.int32, len(rows))
    value = np.fromiter((codes[r.value] for r in rows), np.int32, len(rows))
    weight = np.fromiter((r.weight for r in rows), np.float64, len(rows))
    names = [f"{w.entity}\t{w.property}" for w in single]
    kinds = (Kind.TEXT,) * len(properties)
    return Claims(source, item, value, props, sources, names, properties, list(codes), kinds, weight)


def _rows(item: int, weighing: Weighing, facts: Facts, pools: Mapping[Key, str]) -> list[_Row]:
    """One claim for each value and body; a telling that is compatible with several values speaks for none of them."""
    told = [i for v in weighing.values for i in v.for_]
    several = {i for i in told if told.count(i) > 1} if len(weighing.values) > 1 else set()
    rows: list[_Row] = []
    for value in weighing.values:
        voices: dict[str, set[str]] = defaultdict(set)
        for origin, body in _bodies(value, facts, several).items():
            voices[pools.get((body, weighing.property), body)].add(origin)
        text = _text(weighing, value.value)
        rows += [_Row(body, item, text, len(voices[body])) for body in sorted(voices)]
    return rows


def _bodies(value: WeighedValue, facts: Facts, several: set[str]) -> dict[str, str]:
    """The body behind each origin of a value: the origin itself where it is one, else the first that carries it."""
    found: dict[str, str] = {}
    for id_ in value.for_:
        told = facts.origin.get(id_, id_)
        origin = facts.copied.get(told, told)
        if id_ not in several and origin in value.origins:
            body = facts.bodies.get(id_, f"{POOL}unknown")
            found[origin] = origin if origin == body else min(found.get(origin, body), body)
    return found


def _text(weighing: Weighing, value: Value) -> str:
    """A value as the engine knows it. Only a term of a vocabulary is one value wherever it is told."""
    return repr(value) if isinstance(value, TermValue) else f"{weighing.entity}\t{weighing.property}\t{value!r}"


def _confirmed(weighing: Weighing, facts: Facts) -> str:
    """The confirmed value as the engine knows it: the one told value that it agrees with, else itself; '' for none.

    One that agrees with several told values teaches nothing of who is right.
    """
    known = facts.confirmed.get((weighing.entity, weighing.property))
    if known is None:
        return ""
    agree = [v.value for v in weighing.values if relate(v.value, known, facts.holds) is not Relation.CONTRARY]
    return "" if len(agree) > 1 else _text(weighing, agree[0] if agree else known)


def pools_of(weighings: Iterable[Weighing], facts: Facts) -> dict[Key, str]:
    """Which pool of tellers goes by another name: those with fewer than `FEWEST` tellers join all tellers."""
    tellers: dict[Key, set[str]] = defaultdict(set)
    for weighing in weighings:
        for value in weighing.values:
            for origin, body in _bodies(value, facts, set()).items():
                if body.startswith(POOL):
                    tellers[body, weighing.property].add(origin)
                    tellers[TELLERS, weighing.property].add(origin)
    return {
        (body, prop): TELLERS if len(tellers[TELLERS, prop]) >= FEWEST else ""
        for (body, prop), found in tellers.items()
        if body != TELLERS and len(found) < FEWEST
    }


def learned_from(weighings: Sequence[Weighing], facts: Facts, seed: int = 0) -> Model:
    """What these weighings teach of bodies, outlets and pools; of a pool too small to hide in nothing is learned."""
    pools = pools_of(weighings, facts)
    items = items_of(weighings, facts, pools)
    if not items.keys:
        return Model(())
    model = learn(items.claims, confirmed=items.confirmed, seed=seed)
    told = Counter(items.claims.sources[code] for code in items.claims.source)
    copies = {a: b for a, b in model.origin.items() if min(told[a], told[b]) >= FEWEST and not _pooled(a) | _pooled(b)}
    properties = (_graded(_named(p, pools), facts.grades) for p in model.properties)
    return replace(model, properties=tuple(properties), origin=copies)


def _graded(learned: Learned, grades: Mapping[str, str]) -> Learned:
    """The same with what the source cards say of reliability, as experience before any item was met."""
    quality = {
        body: _shrunk(chance, learned.told.get(body, 0), PRIOR.get(grades.get(body, "F")))
        for body, chance in learned.quality.items()
    }
    return replace(learned, quality=quality)


def _shrunk(chance: float, told: int, prior: float | None) -> float:
    return chance if prior is None else (chance * told + prior * EXPERIENCE) / (told + EXPERIENCE)


def _pooled(body: str) -> bool:
    return not body or body.startswith(POOL)


def _named(learned: Learned, pools: Mapping[Key, str]) -> Learned:
    """The same with every pool under its own name, so that one account is judged as it is among all others."""
    renamed = {body: other for (body, prop), other in pools.items() if prop == learned.property}
    return replace(
        learned,
        quality=_under_own_names(learned.quality, renamed),
        told=_under_own_names(learned.told, renamed),
        detail=_under_own_names(learned.detail, renamed),
        reading=_under_own_names(learned.reading, renamed),
    )


def _under_own_names(known: Mapping[str, _T], renamed: Mapping[str, str]) -> dict[str, _T]:
    own = {body: known[other] for body, other in renamed.items() if other in known and other}
    return {k: v for k, v in known.items() if k not in {"", TELLERS}} | own


def believed(weighings: Iterable[Weighing], facts: Facts, model: Model) -> list[Weighing]:
    """The weighings with what the model believes: order of values, probability where calibrated, two readings shown."""
    made = list(weighings)
    items = items_of(made, facts)
    judged = judge(items.claims, model)
    at = {key: n for n, key in enumerate(items.keys)}
    return [_believed(w, at.get((w.entity, w.property)), items, judged, model) for w in made]


def _believed(weighing: Weighing, item: int | None, items: Items, judged: Judged, model: Model) -> Weighing:
    if item is None:
        several = weighing.property in MANY_VALUED
        return replace(weighing, calibration=Calibration.SEVERAL_VALUES) if several else weighing
    learned = model.of(weighing.property)
    choices = {c.value: c for c in judged.choices(item)}
    found = [choices.get(code) for code in items.codes[item]]
    two = (
        bool(learned.reading) and learned.asked_for < 0 and len({c.reading for c in found if c and c.reading >= 0}) > 1
    )
    pairs = list(zip(weighing.values, found, strict=True))
    if learned.method != "vote":
        pairs.sort(key=lambda p: -round(p[1].belief, 9) if p[1] else 1.0)
    values = tuple(replace(v, probability=None if two or c is None else c.probability) for v, c in pairs)
    if two:
        why = (*weighing.reasons, Message.of("weigh.two_readings"))
        return replace(weighing, values=values, calibration=Calibration.TWO_READINGS, reasons=why)
    calibrated = any(v.probability is not None for v in values)
    state = Calibration.CALIBRATED if calibrated else Calibration.NOT_CALIBRATED
    return replace(weighing, values=values, calibration=state)
