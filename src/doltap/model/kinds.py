"""Which kinds of event can name one happening, and which are moves of people."""

from __future__ import annotations

from typing import Final

FAMILIES: Final = (
    frozenset({"departure", "arrival", "defection", "escape", "emigration", "crossing"}),
    frozenset({"forced_return", "deportation", "return", "repatriation"}),
    frozenset({"arrest", "detention", "abduction"}),
    frozenset({"execution", "death", "killing"}),
    frozenset({"sentence", "trial", "public_trial"}),
    frozenset({"treaty", "accession", "agreement"}),
    frozenset({"famine", "starvation"}),
)
"""Kinds of event that tellers use for one happening; the same words name different stages, so dates stay apart."""

MOVES: Final = frozenset(
    {"departure", "arrival", "defection", "escape", "emigration", "crossing", "resettlement", "hiding", "transfer"}
)
"""Kinds that tell how somebody left or moved: nothing finer than a country and a year of them is ever compared."""


def family(kind: str) -> frozenset[str]:
    """The kinds that can name the same happening as `kind`, itself included."""
    return next((f for f in FAMILIES if kind in f), frozenset({kind}))


def same_family(left: str, right: str) -> bool:
    """Whether two kinds of event can name one happening."""
    return right in family(left)
