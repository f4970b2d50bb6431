"""What letters say about syllables, summed: Hangul with Latin letters, and two Latin spellings through Hangul.

Order and cutting are hidden: every reading of a Latin name counts by its probability. A name is weighed against what
its letters say of any name at all, so that what fits everything proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from operator import mul
from typing import Final

from doltap.language.names.channel import LONGEST_SYLLABLE, UNHEARD, WEAKEST, Channel, Heard, long_surnames_for
from doltap.language.names.sounds import alike
from doltap.language.names.table import NameTable, Vector, logistic, safe_log
from doltap.language.names.text import split_hangul

FIRST: Final = 0.75
"""How often the surname stands first where nothing shows it."""
MARKED: Final = 0.985
"""The same where a comma or a hyphen shows it."""
TWO_WORDS: Final = 0.03
_SPLITTABLE: Final = 24
LONGEST_GIVEN: Final = 24
LENGTHS: Final = (0.0, 0.05, 0.93, 0.015, 0.005)
FOREIGN: Final = 0.03
"""How often the given name in Latin letters is no spelling of the Korean one."""
_LONG_FOREIGN: Final = 0.5
_KOREAN_GIVEN: Final = 2
"""A longer given name is as often a foreign one."""
LETTER: Final = 0.07
NOTHING: Final = 1e-25
_UNLIKELY: Final = 0.01
_STRANGERS: Final = -4.0
_LIKELIEST: Final = 7
_MOST_SPELLED: Final = 49
_HARDLY_A_CUT: Final = 1e-3
"""A way to cut that is so much less likely than the likeliest says nothing."""
_HOPELESS: Final = -6.0
KOREAN: Final = 0.9
FITS: Final = 0.3
NO_SYLLABLE: Final = -5.0
_SURNAME_SAYS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a Latin name: how likely, the surname (of two words if `double`), the given name."""

    weight: float
    surname: str
    given: tuple[str, ...]
    double: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LatinName:
    """A Latin name made ready: its readings, the likely ones, log P(letters) over all names, and how Korean it is.

    `foreign` holds, beside each reading, P of a given name that spells no Korean one; `korean` is the share of
    P(letters) that Korean given names have.
    """

    tokens: tuple[str, ...]
    readings: tuple[Reading, ...]
    likely: tuple[Reading, ...]
    log_total: float
    korean: float
    foreign: tuple[float, ...]


def latin_readings(table: NameTable, words: tuple[str, ...], comma: bool = False) -> Iterator[Reading]:
    """Every way to read the words (hyphens kept) as surname and given name; a single word may hold both.

    Two words are one surname only where a surname of two syllables begins so.
    """
    tokens = tuple(piece for word in words for piece in word.split("-") if piece)
    if len(tokens) == 1:
        word = tokens[0][:_SPLITTABLE]
        yield from (Reading(0.3, word[:cut], (word[cut:],)) for cut in range(1, min(len(word), LONGEST_SYLLABLE)))
        return
    first = order(words, comma)
    yield Reading(first, tokens[0], tokens[1:])
    yield Reading(1 - first, tokens[-1], tokens[:-1])
    if len(tokens) > 2 and long_surnames_for(table, tokens[0] + tokens[1]):
        yield Reading(TWO_WORDS * first, tokens[0] + tokens[1], tokens[2:], True)
    if len(tokens) > 2 and long_surnames_for(table, tokens[-2] + tokens[-1]):
        yield Reading(TWO_WORDS * (1 - first), tokens[-2] + tokens[-1], tokens[:-2], True)


def order(words: tuple[str, ...], comma: bool) -> float:
    """How likely the surname stands first, from commas and hyphens."""
    if comma:
        return MARKED
    if len(words) == 2 and ("-" in words[0]) != ("-" in words[1]):
        return MARKED if "-" in words[1] else 1 - MARKED
    return FIRST


def _background(letters: int) -> float:
    """P of so many letters of a word in no particular language."""
    return LETTER**letters


def _any_given(channel: Channel, surname: Vector, given: tuple[str, ...]) -> float:
    """P(surname letters, given letters) over every Korean given name."""
    value = 0.0
    for count in range(len(given), min(len(given) + 4, 5)):
        for cut in channel.cuts[given, count]:
            product: Iterator[float] | Vector = surname
            for segment in cut:
                product = tuple(map(mul, product, channel.given_heard[segment].by_habit))
            value += LENGTHS[count] * sum(product)
    return value


def prepare(channel: Channel, words: tuple[str, ...], comma: bool = False) -> LatinName:
    """A Latin name with all that does not depend on what it is compared with."""
    tokens = tuple(piece for word in words for piece in word.split("-") if piece)
    readings, foreign, known, total = [], [], [], 0.0
    for reading in latin_readings(channel.table, words, comma):
        size = sum(map(len, reading.given))
        if size > LONGEST_GIVEN or len(reading.surname) > 2 * LONGEST_SYLLABLE:
            continue
        surname = channel.surname_heard[reading.surname]
        readings.append(reading)
        foreign.append(FOREIGN * _background(size))
        known.append(reading.weight * (1 - FOREIGN) * _any_given(channel, surname.by_habit, reading.given))
        total += reading.weight * foreign[-1] * surname.total
    total = max(total + sum(known), NOTHING)
    likely = tuple(r for r, value in zip(readings, known, strict=True) if value and value > _UNLIKELY * max(known))
    return LatinName(tokens, tuple(readings), likely, safe_log(total), sum(known) / total, tuple(foreign))


# --- Hangul with Latin -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """How a Latin name fits a Hangul one: P(letters | name), and the reading and cut that give most of it."""

    likelihood: float
    reading: Reading | None
    cut: tuple[str, ...]


def fit(channel: Channel, surname: str, given: str, name: LatinName) -> Fit:
    """P(letters | surname, given name), summed over order, cut and habit."""
    total = most = 0.0
    found: tuple[Reading | None, tuple[str, ...]] = (None, ())
    table, count = channel.given, len(given)
    odds = (_LONG_FOREIGN if count > _KOREAN_GIVEN else FOREIGN) / FOREIGN
    for reading, foreign in zip(name.readings, name.foreign, strict=True):
        if reading.double and len(surname) == 1:
            continue
        spelled = channel.surname[surname, reading.surname]
        total += odds * reading.weight * foreign * sum(spelled)
        for cut in channel.cuts[reading.given, count]:
            product: Vector | map[float] = spelled
            for pair in zip(given, cut, strict=True):
                product = map(mul, product, table[pair])
            value = reading.weight * (1 - FOREIGN) * sum(product)
            total += value
            if value > most:
                most, found = value, (reading, cut)
    return Fit(total, *found)


def cross_features(channel: Channel, hangul: tuple[str, str], name: LatinName) -> Vector:
    """What the Latin letters say of the Hangul name.

    log of P(letters | name) over P(letters); the same of the surname alone; of the weakest syllable; log P(letters |
    name) a syllable; log of the share of the given name among bearers; 1 where no cut
    fits; how alike a foreign name sounds.
    """
    surname, given = hangul
    found = fit(channel, surname, given, name)
    likelihood = safe_log(found.likelihood)
    total = max(likelihood - name.log_total, -25.0)
    if found.reading is None:
        return (total, WEAKEST, WEAKEST, total / 2, 0.0, 1.0, foreign_fit(channel, surname, given, name))
    heard = channel.surname_heard[found.reading.surname]
    foreign = 0.0 if name.korean > KOREAN else foreign_fit(channel, surname, given, name)
    own = safe_log(sum(channel.surname[surname, found.reading.surname])) - heard.log_total
    weakest = min(map(channel.gap.__getitem__, zip(given, found.cut, strict=True)))
    prior = sum(map(channel.log_prior.__getitem__, given)) / len(given)
    return (total, max(own, WEAKEST), weakest, likelihood / (len(given) + 1), prior, 0.0, foreign)


def foreign_fit(channel: Channel, surname: str, given: str, name: LatinName) -> float:
    """`foreign_likeness` where the surname fits at all."""
    if name.korean > KOREAN or not any(
        sum(channel.surname[surname, r.surname]) > FITS * channel.surname_heard[r.surname].total
        for r in name.readings[:2]
    ):
        return 0.0
    return foreign_likeness(surname + given, name)


def foreign_likeness(hangul: str, name: LatinName) -> float:
    """How alike Hangul sounds to letters that spell no Korean given name (조워커, Joe Walker); 0 where they do."""
    return alike(hangul, name.tokens) if name.korean <= KOREAN and name.tokens else 0.0


def parted(hangul: str) -> tuple[str, str]:
    """Surname and given name of a Hangul name; the first syllable is the surname where none is known."""
    surname, given = split_hangul(hangul)
    return (surname, given) if surname else (hangul[:1], hangul[1:])


# --- Latin with Latin ------------------------------------------------------------------------------------------------


def _shared(one: Heard, other: Heard, prior: dict[str, float]) -> float:
    """P(both spell one syllable) over P(each by itself); above 1 they speak for one syllable."""
    if not one.total or not other.total:
        return 1e-6
    both = sum(value * other.joint.get(s, 0.0) / prior[s] for s, value in one.joint.items())
    return max(both / (one.total * other.total), 1e-6)


@lru_cache(maxsize=200_000)
def _shared_given(channel: Channel, a: str, b: str) -> float:
    """log of how much likelier two stretches are as one syllable than as two."""
    return safe_log(_shared(channel.given_heard[a], channel.given_heard[b], channel.table.given_prior))


@lru_cache(maxsize=50_000)
def _shared_surname(channel: Channel, a: str, b: str) -> float:
    return safe_log(_shared(channel.surname_heard[a], channel.surname_heard[b], channel.table.surname_prior))


def latin_features(channel: Channel, a: LatinName, b: LatinName) -> Vector:
    """What two Latin names say of being one Korean name under their likeliest common reading.

    log of P(both | one name) over P(each by itself), with the order; the same of the surname; of the weakest syllable;
    the sum of the given name against that of each with itself; whether the given names are written alike;
    how far their likely Hangul is the same.
    """
    best: Vector | None = None
    pair: tuple[Reading, Reading] | None = None
    for x in a.likely:
        for y in b.likely:
            surname = _shared_surname(channel, x.surname, y.surname)
            if surname < _STRANGERS and best:
                continue
            found = _pair(channel, x, y, surname)
            if found and (best is None or found[0] > best[0]):
                best, pair = found, (x, y)
    if best is None or pair is None:
        return (-20.0, WEAKEST, WEAKEST, WEAKEST, 0.0, WEAKEST)
    return (*best, _affinity(channel, *pair) if best[0] > _HOPELESS else WEAKEST)


@lru_cache(maxsize=20_000)
def likely_givens(channel: Channel, reading: Reading) -> dict[str, float]:
    """The square root of P(given name | letters) for the likeliest Hangul given names, habit and surname considered."""
    found: dict[str, float] = {}
    surname = channel.surname_heard[reading.surname].by_habit
    counts = range(len(reading.given), min(len(reading.given) + 3, 4))
    cuts = [
        (LENGTHS[len(cut)] * channel.likeliness(cut), cut) for n in counts for cut in channel.cuts[reading.given, n][:2]
    ]
    least = _HARDLY_A_CUT * max((worth for worth, _ in cuts), default=0.0)
    for cut in (cut for worth, cut in cuts if worth >= least):
        for given, value in _spelled(channel, surname, cut):
            found[given] = found.get(given, 0.0) + sum(value) * LENGTHS[len(cut)]
    total = sum(found.values())
    return {given: sqrt(value / total) for given, value in found.items()} if total else {}


def _spelled(channel: Channel, surname: Vector, cut: tuple[str, ...]) -> list[tuple[str, Vector]]:
    """The likeliest given names that stretches spell, with P(surname, syllables and letters) by habit."""
    ways: list[tuple[str, Vector]] = [("", surname)]
    for segment in cut:
        syllables = list(channel.given_heard[segment].joint)[:_LIKELIEST]
        heard = [(s, tuple(map(channel.table.given_prior[s].__mul__, channel.given[s, segment]))) for s in syllables]
        longer = [(w + s, tuple(map(mul, value, p))) for w, value in ways for s, p in heard]
        ways = sorted(longer, key=lambda way: sum(way[1]), reverse=True)[:_MOST_SPELLED]
    return ways


def _affinity(channel: Channel, x: Reading, y: Reading) -> float:
    """log of how far the two share their likely Hangul (Bhattacharyya): 0 for all of it."""
    one, other = likely_givens(channel, x), likely_givens(channel, y)
    return safe_log(sum(value * other[given] for given, value in one.items() if given in other) + 1e-4)


def _pair(channel: Channel, x: Reading, y: Reading, surname: float) -> Vector | None:
    """The features under one reading of each."""
    start = surname + safe_log(x.weight * y.weight)
    best: Vector | None = None
    for count in range(max(len(x.given), len(y.given)), 4):
        for cut in channel.cuts[x.given, count]:
            for other in channel.cuts[y.given, count]:
                values = [_shared_given(channel, s, t) for s, t in zip(cut, other, strict=True)]
                total = sum(values)
                if best is None or total + start > best[0]:
                    own = (_self(channel, cut) + _self(channel, other)) / 2
                    best = (total + start, surname, min(values), total - own, float(cut == other))
    return best


@lru_cache(maxsize=50_000)
def _self(channel: Channel, cut: tuple[str, ...]) -> float:
    """What a given name says of being the same as itself."""
    return sum(_shared_given(channel, segment, segment) for segment in cut)


def one_reading(a: LatinName, b: LatinName) -> bool:
    """Whether two names of the same words can have the same surname and the same given name, hyphens considered."""
    return any(x.surname == y.surname and x.given == y.given for x in a.likely for y in b.likely)


def surnames_meet(channel: Channel, a: str, b: str) -> bool:
    """Whether two Latin words can be spellings of one Korean surname."""
    return _shared_surname(channel, a, b) > 0.0


def _no_syllable(channel: Channel, syllable: str, letters: str) -> bool:
    """Whether the letters are no spelling of the syllable; what they fit best is only asked where it matters."""
    own = safe_log(sum(map(mul, channel.table.shares, channel.given[syllable, letters])))
    return own - log(UNHEARD) < NO_SYLLABLE or channel.gap[syllable, letters] < NO_SYLLABLE


def given_score(channel: Channel, given: str, tokens: tuple[str, ...]) -> float:
    """How well Latin words could be the given name alone; its surname is taken to say nothing."""
    if sum(map(len, tokens)) > LONGEST_GIVEN:
        return 0.0
    best, cut = 0.0, tokens[:0]
    for segments in channel.cuts[tokens, len(given)]:
        if any(_no_syllable(channel, *pair) for pair in zip(given, segments, strict=True)):
            continue
        product: Vector | map[float] = channel.table.shares
        for syllable, segment in zip(given, segments, strict=True):
            product = map(mul, product, channel.given[syllable, segment])
        best, cut = max((best, cut), (sum(product), segments))
    if not cut:
        return 0.0
    total = safe_log(best) - safe_log(_any_given(channel, channel.table.shares, tokens))
    weakest = min(map(channel.gap.__getitem__, zip(given, cut, strict=True)))
    prior = sum(map(channel.log_prior.__getitem__, given)) / len(given)
    features = (total + _SURNAME_SAYS, _SURNAME_SAYS, weakest, safe_log(best) / len(given), prior, 0.0, 0.0)
    return logistic(channel.table.weights["cross"], features)
