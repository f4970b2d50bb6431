"""Claims made for tests: worlds whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from doltap.weigh import Claims, Judged, Kind, Row, claims_of, judge, learn

Told = tuple[str, str, str]


def rows(*told: Told, prop: str = "p") -> list[Row]:
    """Rows from (source, thing, value)."""
    return [Row(source, thing, prop, value) for source, thing, value in told]


def beliefs(claims: Claims, judged: Judged) -> dict[tuple[str, str], float]:
    """Belief by item and value."""
    return {
        (claims.items[i], claims.values[c.value]): round(c.belief, 9)
        for i in range(len(claims.items))
        for c in judged.choices(i)
    }


def weighed(told: Sequence[Row], **kinds: Kind) -> dict[tuple[str, str], float]:
    """Belief by item and value after learning from these rows."""
    claims = claims_of(told, kinds=kinds)
    return beliefs(claims, judge(claims, learn(claims)))


def best(claims: Claims, judged: Judged) -> list[str]:
    """The best value of each item; '' for one that nobody tells of."""
    found = [next(judged.choices(i), None) for i in range(len(claims.items))]
    return ["" if c is None else claims.values[c.value] for c in found]


def world(quality: Mapping[str, float], items: int, *, wrong: int = 10, seed: int = 0, prop: str = "p") -> list[Row]:
    """Independent sources of these qualities; the truth of item k is 'truth-k', wrong values are drawn evenly."""
    draw = np.random.default_rng(seed)
    made = []
    for source, chance in quality.items():
        for k in range(items):
            right = draw.random() < chance
            made.append(Row(source, f"i{k}", prop, f"truth-{k}" if right else f"wrong-{k}-{draw.integers(wrong)}"))
    return made


def right_share(claims: Claims, judged: Judged) -> float:
    """The share of items of a `world` that are judged rightly."""
    told = best(claims, judged)
    return float(np.mean([v == f"truth-{i.partition(chr(9))[0][1:]}" for i, v in zip(claims.items, told, strict=True)]))
