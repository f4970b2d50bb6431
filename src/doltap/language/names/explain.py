"""Why two names score as they do: which reading, which habit of spelling, which syllable fits worst, how rare it is."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from operator import mul
from typing import Final

from doltap.language.names import evidence
from doltap.language.names.channel import shipped
from doltap.language.names.evidence import Fit, LatinName
from doltap.language.names.pairs import NameScore, compare_names
from doltap.language.names.ready import Ready, ready
from doltap.model import Message

_POOR: Final = -3.0
"""A syllable that fits this much worse than the best is named."""
_CLEAR: Final = 0.6
"""How probable a habit must be to be named."""
_MILLION: Final = 1_000_000


def explain(a: str, b: str) -> NameScore:
    """`compare_names` with every reason that can be given; the first is the one that it gives."""
    found = compare_names(a, b)
    return NameScore(found.score, (*found.reasons, *_more(ready(a), ready(b))))


def name_share(name: str) -> float:
    """The share of people expected to bear this Korean name, 0 to 1; 0 where it holds no Korean name.

    Surname and syllables are taken as chosen one by one, so common combinations are in truth commoner.
    """
    found = ready(name)
    if found.whole or found.readings:
        return _share(*(found.parts if found.whole else ready(found.readings[0]).parts))
    guess = _likeliest(found.latin) if found.latin and found.latin.likely else None
    return _share(*guess) if guess else 0.0


def _share(surname: str, given: str) -> float:
    prior = shipped().table.surname_prior.get(surname, 1e-6) if surname else 1.0
    return prior * exp(sum(map(shipped().log_prior.__getitem__, given)))


def _likeliest(name: LatinName) -> tuple[str, str]:
    """The likeliest Hangul surname and given name of a Latin name."""
    reading = name.likely[0]
    surnames = shipped().surname_heard[reading.surname].joint
    givens = evidence.likely_givens(shipped(), reading)
    return max(surnames, key=surnames.__getitem__, default=""), max(givens, key=givens.__getitem__, default="")


def _more(a: Ready, b: Ready) -> Iterator[Message]:
    """What more can be said than the first reason."""
    first, other = sorted((a, b), key=lambda name: name.kind)
    if first.kind == "hangul" and other.latin and all(first.hangul):
        yield from _cross(_parted(first, other.latin), other.latin)
    elif first.latin and other.latin:
        yield from _shared(first.latin, other.latin)
    else:
        yield from (Message.of("name.read_as", hangul=name.readings[0]) for name in (a, b) if name.readings)
    share = name_share(first.text)
    if share:
        yield Message.of("name.frequency", count=max(1, round(share * _MILLION)))


def _parted(name: Ready, latin: LatinName) -> tuple[str, str]:
    """Surname and given name as the letters show them, where the surname may have one syllable or two."""
    ways = [way.hangul for way in (name, name.otherwise) if way]
    return max(ways, key=lambda way: evidence.fit(shipped(), way[0], way[1], latin).likelihood)


def _cross(hangul: tuple[str, str], name: LatinName) -> Iterator[Message]:
    found = evidence.fit(shipped(), *hangul, name)
    if found.reading is None:
        return
    yield Message.of(
        "name.read_as", hangul=f"{found.reading.surname} = {hangul[0]}, {'-'.join(found.cut)} = {hangul[1]}"
    )
    yield from _habit(hangul, found)
    gap, syllable, letters = min((shipped().gap[s, g], s, g) for s, g in zip(hangul[1], found.cut, strict=True))
    if gap < _POOR:
        yield Message.of("name.poor_syllable", syllable=syllable, letters=letters)


def _habit(hangul: tuple[str, str], found: Fit) -> Iterator[Message]:
    """The habit of spelling that the letters show, where one stands out."""
    assert found.reading is not None
    channel = shipped()
    product = channel.surname[hangul[0], found.reading.surname]
    for pair in zip(hangul[1], found.cut, strict=True):
        product = tuple(map(mul, product, channel.given[pair]))
    share, habit = max(zip(product, channel.table.habits, strict=True))
    if share > _CLEAR * sum(product):
        yield Message.of(f"name.habit_{habit}")


def _shared(a: LatinName, b: LatinName) -> Iterator[Message]:
    """The Hangul given name that both could best be."""
    if not a.likely or not b.likely:
        return
    one, other = (evidence.likely_givens(shipped(), name.likely[0]) for name in (a, b))
    both = {given: value * other[given] for given, value in one.items() if given in other}
    if both:
        yield Message.of("name.both_could_be", hangul=max(both, key=both.__getitem__))
