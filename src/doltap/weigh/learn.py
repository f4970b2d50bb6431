"""Learning from claims: the quality of sources and the truth together, only as far as the data carry it."""

from __future__ import annotations

from doltap.weigh.claims import Claims, Confirmed
from doltap.weigh.learned import Learned, Model


def learn(claims: Claims, *, confirmed: Confirmed | None = None, seed: int = 0) -> Model:
    """What these claims teach, with the confirmed facts given; the same claims and seed teach the same."""
    known = confirmed or {}
    count = dict.fromkeys(claims.properties, 0)
    for item in known:
        count[claims.properties[claims.property[item]]] += 1
    return Model(tuple(Learned(p, why="not_learned", confirmed=count[p]) for p in claims.properties), seed)
