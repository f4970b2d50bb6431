"""Finding a name among many: an index of the Hangul that each could be, and of its words, searched best first.

A search looks up the likeliest readings of the query, never the whole list; only what it meets is compared in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from doltap.language.hangul import initial_sound_variants
from doltap.language.names import evidence
from doltap.language.names.channel import shipped
from doltap.language.names.evidence import LatinName
from doltap.language.names.general import words_of
from doltap.language.names.keys import first_letters, first_sound
from doltap.language.names.letters import in_latin
from doltap.language.names.many import collecting_later, compare_ready
from doltap.language.names.pairs import SOUNDS, SURNAME_FITS, THRESHOLD, NameScore, common_shape, compared, scored
from doltap.language.names.ready import Ready, ready
from doltap.language.names.table import safe_log
from doltap.language.names.text import split_hangul

if TYPE_CHECKING:
    from doltap.language.names.pool import Best, HangulPool

_READINGS: Final = 6
_WEIGHED: Final = 10
_GIVENS: Final = 10
Held = dict[str, list[int]]
"""Surname -> places in the list."""
_WIDE: Final = 400
_ENOUGH: Final = 40
_WIDEST: Final = 800
_SOUND: Final = -1
_KOREAN: Final = 0.9
"""Below this share of Koreanness a name is also looked for by surname and first sound."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of the list, and how it compares with the query."""

    name: str
    score: float
    found: NameScore


@dataclass(frozen=True, slots=True)
class _Guess:
    """A Hangul name that something could be, and how likely."""

    surname: str
    given: str
    worth: float


def _of_hangul(whole: str) -> list[_Guess]:
    """A Hangul name and its spellings on the other side of the border."""
    surname, given = split_hangul(whole)
    surnames = initial_sound_variants(surname) if surname else ("",)
    ways = ["".join(way) for way in product(*(initial_sound_variants(s)[:2] for s in given[:4]))][:8]
    guesses = [_Guess(s, w, 1.0) for s in surnames for w in ways]
    return guesses if surname or len(whole) != 2 else [*guesses, _Guess(whole[0], whole[1], 0.3)]


def _of_latin(name: LatinName, most: int) -> list[_Guess]:
    """The likeliest Hangul names that Latin letters could be."""
    channel, found = shipped(), []
    for reading in name.likely:
        surnames = channel.surname_heard[reading.surname].joint
        for count in range(len(reading.given), min(len(reading.given) + 3, 4)):
            for cut in channel.cuts[reading.given, count][:2]:
                found += [
                    _Guess(s, g, reading.weight * p * q)
                    for g, p in _spelled(cut, most)
                    for s, q in nlargest(3, surnames.items(), key=lambda item: item[1])
                ]
    return nlargest(most, found, key=lambda guess: guess.worth)


def _spelled(cut: tuple[str, ...], most: int) -> list[tuple[str, float]]:
    """The likeliest given names that these stretches of letters spell."""
    ways = [("", 1.0)]
    for segment in cut:
        heard = nlargest(6, shipped().given_heard[segment].joint.items(), key=lambda item: item[1])
        ways = nlargest(most, ((w + s, p * q) for w, p in ways for s, q in heard), key=lambda item: item[1])
    return ways


def _guesses(name: Ready, most: int) -> list[_Guess]:
    """The Hangul names that a name could be."""
    if name.kind == "hangul":
        return _of_hangul(name.whole)
    if name.kind == "hanja":
        return [guess for reading in name.readings for guess in _of_hangul(reading)]
    return _of_latin(name.latin, most) if name.latin else []


def _words(name: Ready) -> Iterator[str]:
    """What a name is also found under: its words in Latin letters, and how they begin."""
    if name.kind != "hangul":
        for word in words_of(name.text)[:12]:
            spelled = in_latin(word) or word
            yield spelled
            yield f"{spelled[:3]}-"
            yield f"-{spelled[-3:]}"


class NameIndex:
    """A list of names to search in; built once, in time linear in their number. Names keep their place in the list."""

    __slots__ = ("_beside", "_beside_places", "_given", "_names", "_odd", "_parts", "_pool", "_ready", "_words")

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._ready = [ready(name) for name in self._names]
        self._given: dict[int, dict[str, dict[str, Held]]] = defaultdict(lambda: defaultdict(dict))
        self._parts: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._beside_places = [place for place, name in enumerate(self._ready) if name.kind != "hangul"]
        all_others = len(self._beside_places) in (0, len(self._names))
        self._beside = None if all_others else NameIndex(self._names[place] for place in self._beside_places)
        self._pool: tuple[HangulPool, list[int]] | None = None
        self._odd: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._ready):
            self._add(place, name)

    def __len__(self) -> int:
        return len(self._names)

    def _add(self, place: int, name: Ready) -> None:
        for guess in _guesses(name, _READINGS):
            inner = self._given[len(guess.given)][guess.given[:1]]
            inner.setdefault(guess.given[1:], {}).setdefault(guess.surname, []).append(place)
            parts = ((guess.surname, i, s) for i, s in enumerate(guess.given[:3]))
            for key in (*parts, (guess.surname, _SOUND, first_sound(guess.given))):
                self._parts[key].append(place)
        for word in set(_words(name)):
            self._words[word].append(place)
        if name.kind == "hangul" and name.hangul[0] and not common_shape(name):
            self._odd[name.hangul[0]].append(place)

    def search(self, query: str, k: int = 10) -> list[Candidate]:
        """The k names most probably the same as the query, best first; fewer where fewer share anything with it."""
        return self.search_many([query], k)[0]

    def search_many(self, queries: Iterable[str], k: int = 10) -> list[list[Candidate]]:
        """`search` of each query in order; many Latin queries are looked up together among Hangul names."""
        with collecting_later():
            names = [ready(query) for query in queries]
            found = self._together(names, k)
            places = [self._places(name, found.get(i), k) for i, name in enumerate(names)]
            pairs = [(name, self._ready[place]) for name, held in zip(names, places, strict=True) for place in held]
            scores = map(scored, compare_ready(pairs))
            return [[Candidate(self._names[p], (s := next(scores)).score, s) for p in held] for held in places]

    def _places(self, name: Ready, hangul: list[int] | None, k: int) -> list[int]:
        """The k best places; `hangul` are those among the Hangul names, None where these are still to be looked for."""
        if hangul is None:
            return self._one_by_one(name, k)
        others = [self._beside_places[place] for place in self._beside._near(name, k)] if self._beside else []
        if not others:
            return hangul
        found = nlargest(k, ((self._score(name, place), -place) for place in (*hangul, *others)))
        return [-place for _, place in found]

    def _together(self, names: list[Ready], k: int) -> dict[int, list[int]]:
        """Place of the query -> places found, for queries in two or three Latin words."""
        from doltap.language.names.crossed import latin_shape  # NumPy is loaded only for a search that needs it
        from doltap.language.names.pool import pool_of
        from doltap.language.names.primed import prime

        asked = [i for i, name in enumerate(names) if name.kind == "latin" and latin_shape(name)]
        if self._pool is None and asked and any(map(common_shape, self._ready)):
            self._pool = pool_of(shipped(), self._ready)
        if self._pool is None or not asked:
            return {}
        pool, held = self._pool
        best = list(pool.search([names[i] for i in asked], k))
        prime(shipped(), [names[i] for i, each in zip(asked, best, strict=True) if not each.sure] if self._odd else [])
        return {i: self._with_odd(names[i], each, held, k) for i, each in zip(asked, best, strict=True)}

    def _with_odd(self, name: Ready, best: Best, held: list[int], k: int) -> list[int]:
        """The best of the pool, beside the names of other shapes where none of it is sure."""
        found = list(zip(best.worth, (-held[place] for place in best.places), strict=True))
        if not best.sure:
            ends = (name.tokens[0], name.tokens[-1], name.tokens[0] + name.tokens[1])
            odd = [place for surname in self._odd if _fits(surname, ends) for place in self._odd[surname]][:_WIDE]
            found += [(self._likelihood(name, place), -place) for place in odd]
        return [-place for _, place in nlargest(k, found)]

    def _near(self, name: Ready, k: int) -> set[int]:
        """Names that share a whole reading or a word."""
        return {*self._by_readings(name, k), *self._by_words(name)}

    def _one_by_one(self, name: Ready, k: int) -> list[int]:
        met = dict.fromkeys(self._by_readings(name, k))
        best = self._best(name, met, k)
        if len(best) < k or self._score(name, best[0]) < THRESHOLD:
            met.update(dict.fromkeys(self._by_words(name)))
            met.update(dict.fromkeys(self._by_parts(name)))
            best = self._best(name, met, k)
        return best

    def _best(self, name: Ready, met: Iterable[int], k: int) -> list[int]:
        """The k best of these places: by the likelihood of the letters where all are Hangul beside Latin."""
        places = list(met)
        kinds = {self._ready[place].kind for place in places} | {name.kind}
        worth = self._likelihood if kinds == {"hangul", "latin"} and self._one_side(name, places) else self._score
        return [-place for _, place in nlargest(k, ((worth(name, place), -place) for place in places))]

    def _one_side(self, name: Ready, places: list[int]) -> bool:
        """Whether every one of these names is in the other script than the query."""
        return all(self._ready[place].kind != name.kind for place in places)

    def _score(self, name: Ready, place: int) -> float:
        return compared(name, self._ready[place])[0]

    def _likelihood(self, name: Ready, place: int) -> float:
        """log P(Latin letters | Hangul name), with how alike they sound where the letters are not Korean."""
        hangul, latin = sorted((name, self._ready[place]), key=lambda each: each.kind)
        if not latin.latin or not all(hangul.hangul):
            return self._score(name, place) - 60.0
        fit = evidence.fit(shipped(), *hangul.hangul, latin.latin)
        return safe_log(fit.likelihood) + SOUNDS * evidence.foreign_fit(shipped(), *hangul.hangul, latin.latin)

    def _by_readings(self, name: Ready, k: int) -> list[int]:
        """Names that share a whole reading, the likeliest first."""
        if not name.latin:
            held = (self._given[len(g.given)][g.given[:1]].get(g.given[1:], {}) for g in _guesses(name, _READINGS))
            return [place for by_surname in held for places in by_surname.values() for place in places]
        ranked = nlargest(max(_WEIGHED, 2 * k), self._latin_hits(name.latin), key=itemgetter(0))
        return [place for _, places in ranked for place in places]

    def _latin_hits(self, name: LatinName) -> Iterator[tuple[float, list[int]]]:
        """(worth, places) of every name whose reading the letters could be."""
        channel = shipped()
        for reading in name.likely:
            surnames = channel.surname_heard[reading.surname].joint
            for count in range(len(reading.given), min(len(reading.given) + 3, 4)):
                for cut in channel.cuts[reading.given, count][:2]:
                    for worth, held in nlargest(_GIVENS, self._cut_hits(cut), key=itemgetter(0)):
                        worth *= reading.weight
                        yield from ((worth * surnames[s], held[s]) for s in held.keys() & surnames.keys())

    def _cut_hits(self, cut: tuple[str, ...]) -> Iterator[tuple[float, Held]]:
        """(worth, names by surname) of every given name in the index that the stretches could spell."""
        firsts = self._given.get(len(cut))
        if not firsts:
            return
        heard = [shipped().given_heard[segment].joint for segment in cut]
        for first, worth in heard[0].items():
            inner = firsts.get(first)
            if inner and len(cut) == 2:
                rests = heard[1]
                yield from ((worth * rests[rest], inner[rest]) for rest in inner.keys() & rests.keys())
            elif inner:
                yield from self._long_hits(worth, inner, heard[1:])

    def _long_hits(
        self, worth: float, inner: dict[str, Held], heard: list[dict[str, float]]
    ) -> Iterator[tuple[float, Held]]:
        """The same for given names of one syllable, or of three and more."""
        for rest, held in inner.items():
            value = worth
            for syllable, joint in zip(rest, heard, strict=True):
                value *= joint.get(syllable, 0.0)
            if value:
                yield value, held

    def _by_words(self, name: Ready) -> list[int]:
        """Names that share a word, rare words first."""
        lists = sorted((self._words[w] for w in set(_words(name)) if w in self._words), key=len)
        return [place for places in lists[:6] for place in places[:_WIDE]][:_WIDE]

    def _by_parts(self, name: Ready) -> list[int]:
        """Names that share the surname and one syllable in its place; its first sound where those are few."""
        keys = list(dict.fromkeys(_latin_parts(name.latin) if name.latin else _hangul_parts(name)))
        found = [place for key in keys if key[1] != _SOUND for place in self._parts.get(key, ())[:_WIDE]]
        found = found[:_WIDE]
        if len(found) < _ENOUGH or (name.latin and name.latin.korean < _KOREAN):
            found += [place for key in keys if key[1] == _SOUND for place in self._parts.get(key, ())]
        return found[:_WIDEST]


def _fits(surname: str, words: Iterable[str]) -> bool:
    """Whether any of the words may be a spelling of the surname."""
    return any(sum(shipped().surname[surname, word]) > SURNAME_FITS for word in words)


def _latin_parts(name: LatinName) -> Iterator[tuple[str, int, str]]:
    """(surname, place, syllable) that Latin letters could be, and each surname with the first sound."""
    channel = shipped()
    for reading in name.likely or name.readings[:2]:
        surnames = list(channel.surname_heard[reading.surname].joint)[:3]
        cuts = [cut for count in (1, 2, 3) for cut in channel.cuts[reading.given, count][:2]]
        for surname in surnames:
            for cut in cuts:
                yield from ((surname, i, s) for i, g in enumerate(cut) for s in list(channel.given_heard[g].joint)[:8])
            yield from ((surname, _SOUND, sound) for sound in first_letters(reading.given[0]))


def _hangul_parts(name: Ready) -> Iterator[tuple[str, int, str]]:
    for guess in _guesses(name, _READINGS):
        yield from ((guess.surname, i, s) for i, s in enumerate(guess.given[:3]))


def candidates(query: str, pool: NameIndex | Iterable[str], k: int = 10) -> list[Candidate]:
    """The k names of a pool most probably the same as the query, best first. For many queries make a NameIndex once."""
    return (pool if isinstance(pool, NameIndex) else NameIndex(pool)).search(query, k)
