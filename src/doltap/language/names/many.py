"""Many pairs of names at once: each distinct name is read once, and the common shapes go through arrays together."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from doltap.language.names.channel import shipped
from doltap.language.names.pairs import Found, NameScore, compared, scored
from doltap.language.names.ready import Ready, ready

_FEW: Final = 64
"""So few pairs are compared one by one: the arrays cost more to make."""
_AT_ONCE: Final = 50_000
_CROSS: Final = {"hangul", "latin"}


def compare_many(left: Iterable[str], right: Iterable[str]) -> list[NameScore]:
    """`compare_names` of each pair in order; each distinct spelling is read once. Raises ValueError on odd ends."""
    with collecting_later():
        pairs = [(ready(a), ready(b)) for a, b in zip(left, right, strict=True)]
        return [scored(found) for found in compare_ready(pairs)]


@contextmanager
def collecting_later() -> Iterator[None]:
    """Many small values are made and none is garbage: looking for some in between costs a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def compare_ready(pairs: Sequence[tuple[Ready, Ready]]) -> list[Found]:
    """`compared` of each pair in order, so many at once that memory stays small."""
    return [found for i in range(0, len(pairs), _AT_ONCE) for found in _some(pairs[i : i + _AT_ONCE])]


def _some(pairs: Sequence[tuple[Ready, Ready]]) -> list[Found]:
    crossing = [i for i, (a, b) in enumerate(pairs) if a.kind != b.kind and {a.kind, b.kind} == _CROSS]
    known = _crossing(crossing, pairs) if len(crossing) >= _FEW else {}
    if len(pairs) - len(known) >= _FEW:
        _prime(name for i, pair in enumerate(pairs) if i not in known for name in pair)
    return [known[i] if i in known else compared(a, b) for i, (a, b) in enumerate(pairs)]


def _prime(names: Iterable[Ready]) -> None:
    from doltap.language.names.primed import prime

    prime(shipped(), names)


def _crossing(places: list[int], pairs: Sequence[tuple[Ready, Ready]]) -> dict[int, Found]:
    """Place -> what is found, for the pairs of Hangul with Latin letters of the common shapes."""
    from doltap.language.names.crossed import found_across  # NumPy is loaded only where there is much to compare

    turned = [pairs[i] if pairs[i][0].kind == "hangul" else (pairs[i][1], pairs[i][0]) for i in places]
    return {places[i]: found for i, found in found_across(shipped(), turned)}
