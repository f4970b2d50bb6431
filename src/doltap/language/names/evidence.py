"""What letters say about syllables, summed into a score: Hangul with Latin, and two Latin spellings through Hangul."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import exp
from typing import Final

from doltap.language.hangul import initial_sound_variants
from doltap.language.names import channel, general
from doltap.language.names.table import FLOOR, NameTable
from doltap.language.names.text import split_hangul, surname_score

_RESPELLED: Final = 0.7
_LONGEST_GIVEN: Final = 24
_SPLITTABLE: Final = 24
_SURNAME_AT_LEAST: Final = -9.0
_SYLLABLE_AT_LEAST: Final = -9.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A score and the code of its reason."""

    score: float
    code: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a Latin name: letters of the surname, letters of the given name, and where those break."""

    surname: str
    given: str
    breaks: frozenset[int]


def _given_of(tokens: tuple[str, ...]) -> tuple[str, frozenset[int]]:
    ends, at = [], 0
    for token in tokens[:-1]:
        at += len(token)
        ends.append(at)
    return "".join(tokens), frozenset(ends)


def latin_readings(tokens: tuple[str, ...]) -> Iterator[Reading]:
    """Every way to read the words as surname and given name; a single word may hold both."""
    if len(tokens) == 1:
        word = tokens[0][:_SPLITTABLE]
        for cut in range(1, min(len(word), 8)):
            yield Reading(word[:cut], word[cut:], frozenset())
        return
    for surname, rest in ((tokens[:1], tokens[1:]), (tokens[-1:], tokens[:-1])):
        yield Reading(surname[0], *_given_of(rest))
    if len(tokens) > 2:
        yield Reading(tokens[0] + tokens[1], *_given_of(tokens[2:]))
        yield Reading(tokens[-2] + tokens[-1], *_given_of(tokens[:-2]))


def logistic(weights: tuple[float, ...], features: tuple[float, ...]) -> float:
    """The probability that weights give to features; the last weight is the constant."""
    value = weights[-1] + sum(w * f for w, f in zip(weights, features, strict=False))
    return 1 / (1 + exp(-max(min(value, 30.0), -30.0)))


# --- Hangul with Latin -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=50_000)
def _surname_cost(table: NameTable, surname: str, token: str) -> float:
    """log P(letters | surname), in the spelling of either side."""
    variants = initial_sound_variants(surname)
    costs = [channel.surname_cost(table, v, token) - (_RESPELLED if v != surname else 0.0) for v in variants]
    return max(costs)


@lru_cache(maxsize=50_000)
def _best_surname(table: NameTable, token: str) -> float:
    """The highest log P(letters | surname) of any surname."""
    found = channel.surname_readings(table, token)
    return max((value - table.surname_prior[s] for s, value in found.items()), default=FLOOR)


def _respelled(given: str) -> tuple[str, ...]:
    """The given name and its spelling on the other side, syllable by syllable."""
    ways = [""]
    for syllable in given[:4]:
        ways = [w + v for w in ways for v in initial_sound_variants(syllable)[:3]]
    return tuple(way + given[4:] for way in ways[:12])


def _given_costs(table: NameTable, given: str, reading: Reading) -> tuple[float, ...]:
    """log P of each syllable of the given name under the best cutting and the best spelling, North or South."""
    best: tuple[float, ...] = ()
    for way in _respelled(given):
        costs = channel.best_cut(table, way, reading.given, reading.breaks)
        costs = tuple(c - (_RESPELLED if w != g else 0.0) for c, w, g in zip(costs, way, given, strict=True))
        if not best or sum(costs) > sum(best):
            best = costs
    return best


def cross_features(hangul: str, tokens: tuple[str, ...], table: NameTable) -> tuple[float, ...]:
    """What the Latin words say of the Hangul name under its best reading.

    Log probabilities: surname, surname against the best other, given name, its weakest syllable, given name against the
    best other, given name against all.
    """
    surname, given = split_hangul(hangul)
    if not surname:
        surname, given = hangul[:1], hangul[1:]
    best: tuple[float, tuple[float, ...], Reading] | None = None
    for reading in latin_readings(tokens):
        costs = _given_costs(table, given[:6], reading)
        value = _surname_cost(table, surname, reading.surname) + sum(costs)
        if best is None or value > best[0]:
            best = value, costs, reading
    if best is None:
        return (FLOOR,) * 6
    return _described(table, surname, best[1], best[2])


def _described(table: NameTable, surname: str, costs: tuple[float, ...], reading: Reading) -> tuple[float, ...]:
    own = _surname_cost(table, surname, reading.surname)
    letters = reading.given[:_LONGEST_GIVEN]
    rival = channel.cut_best(table, letters, reading.breaks, len(costs), False)
    everything = channel.cut_best(table, letters, reading.breaks, len(costs), True)
    total = sum(costs)
    weakest = min(costs, default=FLOOR)
    gap = min(total - rival, 0.0)
    return (
        own,
        own - _best_surname(table, reading.surname),
        total,
        weakest,
        gap,
        total - everything,
    )


def cross_score(hangul: str, tokens: tuple[str, ...], table: NameTable) -> Weighed:
    """How well a Latin name could be the spelling of a Hangul one."""
    features = cross_features(hangul, tokens, table)
    score = logistic(table.weights["cross"], features)
    if score >= 0.5:
        return Weighed(score, "name.romanisation")
    return Weighed(score, "name.surname_differs" if features[0] < -8 else "name.given_differs")


def given_score(given: str, tokens: tuple[str, ...], table: NameTable) -> float:
    """How well the Latin words could be the given name alone."""
    letters, breaks = _given_of(tokens)
    if not given or len(letters) > _LONGEST_GIVEN:
        return 0.0
    costs = _given_costs(table, given[:6], Reading("", letters, breaks))
    rival = channel.cut_best(table, letters, breaks, len(costs), False)
    features = (-1.0, 0.0, sum(costs), min(costs), min(sum(costs) - rival, 0.0), sum(costs) - rival + 6.0)
    return logistic(table.weights["cross"], features)


def surname_fits(surname: str, tokens: tuple[str, ...], table: NameTable) -> bool:
    """Whether one of the words can be the spelling of this surname."""
    return any(_surname_cost(table, surname, t) > -6.5 for t in (tokens[0], tokens[-1]))


# --- Latin with Latin ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=200_000)
def _shared(table: NameTable, a: str, b: str) -> float:
    """log of P(both spell one syllable) over P(each by itself): above 0 they speak for one syllable."""
    one, other = channel.readings(table, a), channel.readings(table, b)
    both = {s: one[s] + other[s] - table.given_prior[s] for s in one.keys() & other.keys()}
    if not both:
        return FLOOR
    return max(channel.total(both) - channel.total(one) - channel.total(other), FLOOR)


@lru_cache(maxsize=50_000)
def _shared_surname(table: NameTable, a: str, b: str) -> float:
    one, other = channel.surname_readings(table, a), channel.surname_readings(table, b)
    both = {s: one[s] + other[s] - table.surname_prior[s] for s in one.keys() & other.keys()}
    if not both:
        return FLOOR
    return max(channel.total(both) - channel.total(one) - channel.total(other), FLOOR)


def surnames_meet(a: str, b: str, table: NameTable) -> bool:
    """Whether two Latin words can be spellings of one Korean surname, or are nearly one word."""
    a, b = a.casefold(), b.casefold()
    return a == b or _shared_surname(table, a, b) > 0.0 or general.likeness(a, b) > 0.8


def _ends(letters: str, start: int, breaks: frozenset[int]) -> list[int]:
    stop = min([start + channel.LONGEST_SYLLABLE, len(letters), *(b for b in breaks if b > start)])
    return [end for end in range(start + 1, stop + 1) if channel.parts(letters[start:end])]


def _align_givens(table: NameTable, a: Reading, b: Reading) -> tuple[float, float]:
    """The best evidence that two given names are the same syllables: its sum, and its weakest syllable."""
    best: dict[tuple[int, int], tuple[float, float]] = {(0, 0): (0.0, 99.0)}
    for i, j in product(range(len(a.given)), range(len(b.given))):
        if (i, j) not in best:
            continue
        value, weakest = best[i, j]
        for end_a, end_b in product(_ends(a.given, i, a.breaks), _ends(b.given, j, b.breaks)):
            here = _shared(table, a.given[i:end_a], b.given[j:end_b])
            if (end_a, end_b) not in best or value + here > best[end_a, end_b][0]:
                best[end_a, end_b] = value + here, min(weakest, here)
    return best.get((len(a.given), len(b.given)), (2 * FLOOR, FLOOR))


_align_cached = lru_cache(maxsize=50_000)(_align_givens)


def _pair_features(table: NameTable, a: Reading, b: Reading) -> tuple[float, ...]:
    surname = _shared_surname(table, a.surname, b.surname)
    given, weakest = _align_cached(table, a, b)
    own = (_align_cached(table, a, a)[0] + _align_cached(table, b, b)[0]) / 2
    return surname, max(given, 2 * FLOOR), weakest, max(given - own, 3 * FLOOR), float(a.given == b.given)


def latin_features(a: tuple[str, ...], b: tuple[str, ...], table: NameTable) -> tuple[float, ...] | None:
    """What two Latin names say of being one Korean name, under their best readings; None where one is not Korean."""
    readings_a, readings_b = _korean_readings(a, table), _korean_readings(b, table)
    if not readings_a or not readings_b:
        return None
    pairs = (_pair_features(table, x, y) for x in readings_a for y in readings_b)
    return max(pairs, key=lambda f: f[0] + f[1])


@lru_cache(maxsize=20_000)
def _korean_readings(tokens: tuple[str, ...], table: NameTable) -> tuple[Reading, ...]:
    """The readings of a Latin name in which the surname is Korean and the given name falls into syllables."""
    found = []
    for reading in latin_readings(tokens):
        if len(reading.given) > _LONGEST_GIVEN or surname_score(table, reading.surname) < _SURNAME_AT_LEAST:
            continue
        heard = channel.sounds_korean(table, reading.given, reading.breaks)
        if heard > _SYLLABLE_AT_LEAST:
            found.append((surname_score(table, reading.surname) + heard, reading))
    found.sort(key=lambda item: -item[0])
    return tuple(reading for _, reading in found[:3])


def latin_score(a: tuple[str, ...], b: tuple[str, ...], table: NameTable) -> Weighed | None:
    """How well two Latin names could spell one Korean name; None where one of them is not Korean."""
    features = latin_features(a, b, table)
    if features is None:
        return None
    score = logistic(table.weights["latin"], features)
    if score >= 0.5:
        return Weighed(score, "name.romanisation")
    return Weighed(score, "name.surname_differs" if features[0] < -4 else "name.given_differs")
