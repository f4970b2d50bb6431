"""Places in a text: every spelling of every place of a gazetteer found in one pass over the words.

Words are looked up in a hash of names (no regular expression of thousands of names), the longest name first. A mention
that fits several places keeps them all; a name that is also a common word counts only beside a sign of place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from doltap.language import romanise
from doltap.language.hangul import initial_sound_variants, is_hangul, particle_splits
from doltap.language.scripts import clean_name, unaccented
from doltap.model import EntityType, Mention, PlaceEntry

_UNITS_KO: Final = {
    "province": ("도",),
    "city": ("시", "특별시", "직할시"),
    "county": ("군",),
    "district": ("구역", "구", "지구"),
    "river": ("강",),
}
_UNITS_EN: Final = {
    "province": ("Province", "province", "Do", "do", "Provincial"),
    "city": ("City", "city", "Si", "si", "Municipality"),
    "county": ("County", "county", "Gun", "gun", "Kun", "kun"),
    "district": ("District", "district", "Guyok", "guyok", "Kuyok", "Gu", "gu"),
    "river": ("River", "river", "Gang", "gang"),
}
_SEAT_KO: Final = ("읍", "리", "동", "로동자구", "노동자구")
_WORD: Final = re.compile(r"[가-힣]+|[A-Za-zÀ-žŏŭŎŬ]+(?:['’ʼ‘`][A-Za-zÀ-žŏŭ]+)*|(?<!\d)(?<!\d[.,])\d{1,4}(?!\d|[.,]\d)")
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼ‘`")
_PLACE_BEFORE: Final = frozenset(
    ("in", "from", "to", "at", "near", "of", "around", "through", "leaving", "reached", "into")
)
_KO_WORD: Final = re.compile(r"[가-힣]+")
_PHRASE: Final = re.compile(r"(?=.*[가-힣])(?:[가-힣]+\s|.*\d)")


@cache
def _common() -> frozenset[str]:
    """Names that are also words (안주 'side dish', Latin 'Ham'), from the packaged list."""
    lines = (files("doltap.language") / "data" / "place_homographs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w.replace("_", " ") for line in lines if not line.startswith("#") for w in line.split())


@lru_cache(maxsize=65_536)
def _latin_key(word: str) -> str:
    return unaccented(word.translate(_APOSTROPHES)).lower()


def _stem(place: PlaceEntry, name: str) -> str:
    """A Hangul name without the unit of its kind, where at least two syllables are left."""
    for unit in sorted(_UNITS_KO.get(place.kind, ()), key=len, reverse=True):
        if name.endswith(unit) and len(name) - len(unit) >= 2:
            return name[: -len(unit)]
    return name


def _hangul_given(place: PlaceEntry) -> set[str]:
    """The Hangul names that the gazetteer gives, clean and without spaces (most names are ASCII: passed over)."""
    given = (n.replace(" ", "") for n in (place.name_ko, *place.names) if not n.isascii())
    return {name for name in map(clean_name, given) if is_hangul(name)}


def _hangul_names(place: PlaceEntry) -> set[str]:
    """Every Hangul form: given names, stems, stems with units, in both spellings."""
    given = _hangul_given(place)
    stems = {_stem(place, n) for n in given}
    units = _UNITS_KO.get(place.kind, ())
    whole = stems | {s + u for s in stems for u in units} | given
    return {v for name in whole for v in initial_sound_variants(name) if len(v) >= 2}


def _given_latin(place: PlaceEntry) -> set[str]:
    """The Latin names that the gazetteer itself gives the place; a romanised name yields to one (로메 and Rome)."""
    written = {n for n in (place.name_en, *place.names) if _WORD.match(n) and not _KO_WORD.match(n)}
    return {" ".join(map(_latin_key, _WORD.findall(clean_name(n)))) for n in written}


def _romanised(place: PlaceEntry) -> set[str]:
    """Each Hangul stem of the place in each system of romanisation, in the spellings of both sides."""
    whole = (clean_name(n) for n in (place.name_ko, *place.names) if not n.isascii())
    stems = {_stem(place, n) for n in whole if is_hangul(n)}
    spelled = {v for s in stems for v in initial_sound_variants(s)[:3]}
    return {_latin_key(f(s)) for s in spelled for f in (romanise.revised, romanise.mccune_reischauer, romanise.dprk)}


_Phrases = dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]


def _phrases(places: Iterable[PlaceEntry]) -> _Phrases:
    """Hangul names of several words or with a number, spaced or not, by their first two letters, the longest first."""
    ids: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for name in (n for n in (place.name_ko, *place.names) if _PHRASE.match(n)):
            ids[" ".join(name.split())].add(place.id)
    found: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = defaultdict(list)
    for name in sorted(ids, key=len, reverse=True):
        pattern = re.compile(re.escape(name).replace(r"\ ", r"\s?") + r"(?![0-9])")
        for first in {name[:2], "".join(name.split())[:2]}:
            found[first].append((pattern, tuple(sorted(ids[name]))))
    return {first: tuple(patterns) for first, patterns in found.items()}


def _by_name(named: Iterable[tuple[str, set[str]]]) -> dict[str, tuple[str, ...]]:
    """Of each name the ids of the places that have it, in order."""
    ids: dict[str, list[str]] = defaultdict(list)
    for id_, names in named:
        for name in names:
            ids[name].append(id_)
    return {name: tuple(sorted(those)) if len(those) > 1 else (those[0],) for name, those in ids.items()}


class PlaceIndex:
    """Finds the places of one gazetteer in texts, and knows which lies in which. Never changed after it was made.

    The names of each script are gathered when one is first looked for: a search in Korean needs no Latin ones.
    """

    def __init__(self, places: Iterable[PlaceEntry]) -> None:
        self._places = {p.id: p for p in places}

    @cached_property
    def _hangul(self) -> dict[str, tuple[str, ...]]:
        return _by_name((place.id, _hangul_names(place)) for place in self._places.values())

    @cached_property
    def _latin(self) -> dict[str, tuple[str, ...]]:
        owned = {place.id: _given_latin(place) for place in self._places.values()}
        given = frozenset[str]().union(*owned.values())
        named = ((id_, owned[id_] | (_romanised(place) - given)) for id_, place in self._places.items())
        return _by_name((id_, {name for name in names if len(name) >= 3}) for id_, names in named)

    @cached_property
    def _longest_hangul(self) -> int:
        return max(map(len, self._hangul), default=0)

    @cached_property
    def _numbered(self) -> frozenset[str]:
        """The first words of Latin names that end in a number."""
        return frozenset(n.split(" ")[0] for n in self._latin if n.split(" ")[-1][0].isdigit())

    @cached_property
    def _phrases(self) -> _Phrases:
        return _phrases(self._places.values())

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """The first word of each Latin name and the most words that a name beginning so has."""
        firsts: dict[str, int] = {}
        for name in self._latin:
            words = name.split(" ")
            firsts[words[0]] = max(firsts.get(words[0], 0), len(words))
        return firsts

    def lookup(self, name: str) -> tuple[str, ...]:
        """Ids of the places that this whole name, in any spelling and with or without its unit, can be."""
        clean = clean_name(name)
        if is_hangul(clean.replace(" ", "")):
            return self._hangul_lookup(clean.replace(" ", ""))
        words = [_latin_key(w) for w in _WORD.findall(clean)]
        found = self._latin.get(" ".join(words), ())
        unit = {u.lower(): kind for kind, units in _UNITS_EN.items() for u in units}.get(words[-1] if words else "", "")
        if found or not unit:
            return found
        ids = self._latin.get(" ".join(words[:-1]), ())
        return tuple(i for i in ids if self._places[i].kind == unit) or ids

    def spellings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every form that `lookup` knows, folded, with the places that bear it."""
        yield from self._hangul.items()
        yield from ((name.replace(" ", ""), ids) for name, ids in self._latin.items())

    def _hangul_lookup(self, word: str) -> tuple[str, ...]:
        found = self._hangul.get(word, ())
        if found:
            return found
        seat = next((s for s in _SEAT_KO if word.endswith(s) and len(word) - len(s) >= 2), "")
        return self._hangul.get(word[: -len(seat)], ()) if seat else ()

    def holds(self, outer_id: str, inner_id: str) -> bool:
        """Whether the outer place is the inner one or holds it at any depth; False for unknown ids."""
        seen: set[str] = set()
        while inner_id in self._places and inner_id not in seen:
            if inner_id == outer_id:
                return True
            seen.add(inner_id)
            inner_id = self._places[inner_id].parent
        return False

    def find(self, text: str) -> list[Mention]:
        """The mentions of places in the text, in order, longest name first, none over another.

        A Latin mention begins with a capital and ends at a word's end; a Hangul one may carry particles and units. A
        unit beside the name chooses among places of that name; without one the mention keeps them all.
        """
        words = list(_WORD.finditer(text))
        mentions: list[Mention] = []
        skip = 0
        for i, word in enumerate(words):
            start, letters = word.start(), word[0]
            if start < skip or (letters.isascii() and letters.islower() and letters not in self._numbered):
                continue  # most words begin no name
            if phrase := self._phrase(text, start):
                mentions.append(phrase)
                skip = phrase.end
            elif "가" <= letters[0] <= "힣":
                mentions += self._hangul_mentions(text, word)
            elif found := self._latin_mention(text, words, i):
                mentions.append(found)
                skip = found.end
        return mentions

    def _phrase(self, text: str, at: int) -> Mention | None:
        """The Hangul name of several words or with a number that begins here (제15호 관리소, 요덕 정치범수용소)."""
        for pattern, ids in self._phrases.get(text[at : at + 2], ()):
            if m := pattern.match(text, at):
                return Mention(at, m.end(), m[0], EntityType.PLACE, ids)
        return None

    # --- Hangul ----------------------------------------------------------------------------------------------------

    def _hangul_mentions(self, text: str, word: re.Match[str]) -> Iterator[Mention]:
        """The place that begins the word, and those written onto it (함경북도회령시)."""
        at = word.start()
        while found := self._hangul_mention(text, at, word.end()):
            yield found
            at = found.end

    def _hangul_mention(self, text: str, at: int, end: int) -> Mention | None:
        for stop in range(min(end, at + self._longest_hangul + 2), at + 1, -1):
            name, rest = text[at:stop], text[stop:end]
            ids = self._hangul_lookup(name)
            if ids and self._may_follow(name, rest) and self._is_place(name, rest, text, end):
                return Mention(at, stop, name, EntityType.PLACE, ids)
        return None

    def _may_follow(self, name: str, rest: str) -> bool:
        """Whether what stands after the name is nothing, a particle, or another place written on (함경북도회령시)."""
        if not rest or rest in _FOLLOWS or rest.startswith(_FOLLOWS_LONG):
            return True
        if any(stem == name for stem, _ in particle_splits(name + rest)):
            return True
        return any(self._hangul_lookup(rest[:n]) for n in range(2, min(len(rest), self._longest_hangul) + 1))

    def _is_place(self, name: str, rest: str, text: str, end: int) -> bool:
        """A common word is a place only with a unit, or a particle of place that a thing does not take."""
        if name not in _common():
            return True
        return rest.startswith(("에서", "으로", "까지", "출신", "시", "군")) or text[end : end + 2].strip() in (
            "시",
            "군",
            "출신",
        )

    # --- Latin -----------------------------------------------------------------------------------------------------

    def _latin_mention(self, text: str, words: list[re.Match[str]], at: int) -> Mention | None:
        first = words[at][0]
        most = self._firsts.get(_latin_key(first), 0) if first[0].isalpha() else 0
        # 'camp 15' is a name by its number; without one a small letter begins no name.
        least = at if first[0].isupper() else at + 1
        for last in range(min(at + most, len(words)) - 1, least - 1, -1):
            if not _joined(text, words[at : last + 1]) or not (first[0].isupper() or words[last][0].isdigit()):
                continue
            name = " ".join(_latin_key(w[0]) for w in words[at : last + 1])
            ids = self._latin.get(name)
            if ids and self._latin_is_place(name, text, words, at, last) and not _of_another(text, words, at, last):
                return self._with_unit(text, words, at, last, ids)
        return None

    def _latin_is_place(self, name: str, text: str, words: list[re.Match[str]], at: int, last: int) -> bool:
        """A name that is also a surname or a word needs a unit after it or a word of place before it."""
        if name not in _common():
            return True
        after = words[last + 1][0] if last + 1 < len(words) else ""
        before = words[at - 1][0].lower() if at else ""
        near = last + 1 < len(words) and _joined(text, words[last : last + 2])
        return (near and any(after in units for units in _UNITS_EN.values())) or (before in _PLACE_BEFORE and not near)

    def _with_unit(self, text: str, words: list[re.Match[str]], at: int, last: int, ids: tuple[str, ...]) -> Mention:
        """The mention, with the unit that follows it drawn in and used to choose."""
        start, end = words[at].start(), words[last].end()
        if last + 1 < len(words) and _joined(text, words[last : last + 2]):
            kinds = [kind for kind, units in _UNITS_EN.items() if words[last + 1][0] in units]
            chosen = tuple(i for i in ids if self._places[i].kind in kinds)
            if chosen:
                end, ids = words[last + 1].end(), chosen
        return Mention(start, end, text[start:end], EntityType.PLACE, ids)


def _of_another(text: str, words: list[re.Match[str]], at: int, last: int) -> bool:
    """Whether the name is half of another: 'New' before it, or a number of a missile behind it (Hwasong-12)."""
    end = words[last].end()
    new = at > 0 and words[at - 1][0] == "New" and text[words[at - 1].end() : words[at].start()] == " "
    return new or bool(_NUMBERED.match(text, end))


def _joined(text: str, words: list[re.Match[str]]) -> bool:
    """Whether only a space or hyphen stands between the words; behind 'No' also its full stop (Camp No. 15)."""
    return all(
        text[a.end() : b.start()] in (" ", "-", "\u00a0")
        or (a[0] in _NUMBER and text[a.end() : b.start()] in (". ", "."))
        for a, b in _neighbours(words)
    )


def _neighbours(words: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    return pairwise(words)


_NUMBER: Final = frozenset(("No", "no", "Nr"))
_NUMBERED: Final = re.compile(r"[-\u2010\u2011]\d")
_FOLLOWS: Final = frozenset("역쪽행산등발")
_FOLLOWS_LONG: Final = (
    "출신",
    "입니다",
    "이다",
    "이에요",
    "예요",
    "이고",
    "이며",
    "이었",
    "였",
    "인데",
    "사람",
    "시내",
    "시당",
    "군당",
    "주민",
    "지방",
    "지역",
    "등지",
    "시장",
    "교화소",
    "태생",
    "일대",
    "방면",
)
