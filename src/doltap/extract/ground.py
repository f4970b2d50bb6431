"""What the language room finds in a text, gathered once: places, bodies, dates, numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from doltap.extract.bodies import unlisted_bodies
from doltap.extract.lexicon import words
from doltap.language import FoundDate, FoundNumber, PlaceIndex, find_dates, find_numbers, is_hangul
from doltap.model import Anchor, BodyEntry, DateValue, EntityType, Gazetteer, Mention

_ALWAYS: Final = re.compile(r"\d|[가-힣]")
_LETTERS: Final = re.compile(r"[a-z]+")
_CALENDAR: Final = words("en_calendar")
_COUNTS: Final = words("en_counts")
_NUMBERED_LINE: Final = re.compile(r"^(?=[^\n]*\d)(?=[^\n]*[A-Za-z가-힣]{3})[^\n.?!:]{8,90}$", re.MULTILINE)
_DIGITS: Final = re.compile(r"\d+")
HEADERS: Final = 3
"""How often a line must stand in the text, but for its digits, to be a page header that dates nothing."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ground:
    """Places, bodies, dates and numbers of one text, each in order of where it stands."""

    places: tuple[Mention, ...] = ()
    bodies: tuple[Mention, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    numbers: tuple[FoundNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    """Names of bodies by their first word; in Korean by their first two syllables."""

    latin: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    hangul: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]

    def find(self, text: str) -> list[Mention]:
        """Every name that stands in `text`, the longest first where two overlap."""
        found: list[Mention] = []
        end = 0
        for word in _WORD.finditer(text):
            at = word.start()
            if at < end:
                continue
            names = self.latin.get(word[0]) or (self.hangul.get(text[at : at + 2], ()) if text[at] >= "가" else ())
            for name, ids in names:
                if text.startswith(name, at) and _closes(text, at + len(name)):
                    end = at + len(name)
                    found.append(Mention(at, end, name, EntityType.BODY, ids))
                    break
        return found


def _closes(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum() or is_hangul(text[end])


@dataclass(frozen=True, slots=True)
class Tools:
    """What is made once of a gazetteer: indexes of its names, and words without which no anchor is meant."""

    places: PlaceIndex
    bodies: _Index
    calendar: frozenset[str]
    anchors: tuple[tuple[Anchor, tuple[str, ...]], ...]
    facilities: frozenset[str]


_KEPT: Final[list[tuple[Gazetteer, Tools]]] = []
"""The last few gazetteers and their tools, found by identity: hashing all places costs more than one account."""


def tools(gazetteer: Gazetteer) -> Tools:
    """The tools of this gazetteer; building them takes a moment, so the last four are kept."""
    for known, made in _KEPT:
        if known is gazetteer:
            return made
    made = Tools(
        PlaceIndex(gazetteer.places),
        _index(gazetteer.bodies),
        _times(gazetteer.anchors),
        tuple(
            (a, tuple("".join(p.lower().split()) for p in (*a.phrases_en, *a.phrases_ko))) for a in gazetteer.anchors
        ),
        frozenset(p.id for p in gazetteer.places if p.kind == "facility"),
    )
    _KEPT.append((gazetteer, made))
    del _KEPT[:-4]
    return made


def ground(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, told: date | None) -> Ground:
    """What stands in `text`, whose sentences are `spans`; `told` is the day of telling."""
    day = DateValue(told.isoformat(), told, told) if told else None
    kit = tools(gazetteer)
    timed, counted = _hush(_headless(text), spans, kit.calendar, _COUNTS)
    dates = find_dates(timed, anchors=_spoken(kit, timed), told=day)
    listed = kit.bodies.find(text)
    bodies = sorted([*listed, *unlisted_bodies(text, listed)], key=lambda m: m.start)
    places = _outside(kit.places.find(text), bodies)
    return Ground(tuple(places), tuple(bodies), tuple(dates), tuple(find_numbers(counted, dates=dates)))


def _headless(text: str) -> str:
    """The text with repeated page headers made blank: lines alike but for their digits, three or more of them."""
    lines = list(_NUMBERED_LINE.finditer(text))
    alike = Counter(_DIGITS.sub("#", m[0].strip()) for m in lines)
    for m in lines:
        if alike[_DIGITS.sub("#", m[0].strip())] >= HEADERS:
            text = text[: m.start()] + "_" * (m.end() - m.start()) + text[m.end() :]
    return text


def _outside(places: Sequence[Mention], bodies: Sequence[Mention]) -> list[Mention]:
    """The places that are no part of a body's name ('Workers' Party of Korea')."""
    starts = [b.start for b in bodies]
    around = ((p, bisect_right(starts, p.start) - 1) for p in places)
    return [p for p, i in around if i < 0 or bodies[i].end < p.end]


def _hush(text: str, spans: Sequence[tuple[int, int]], *wanted: frozenset[str]) -> list[str]:
    """The text once for each set of words, with the English sentences that hold none of them (and no digit) made blank.

    Nothing moves; what cannot hold a date or a number is just not searched for one.
    """
    parts: tuple[list[str], ...] = tuple([] for _ in wanted)
    at = 0
    for start, end in spans:
        sentence = text[start:end]
        known = None if _ALWAYS.search(sentence) else set(_LETTERS.findall(sentence.lower()))
        for some, made in zip(wanted, parts, strict=True):
            made.append(text[at:start])
            made.append(sentence if known is None or not some.isdisjoint(known) else "_" * len(sentence))
        at = end
    return ["".join(made) + text[at:] for made in parts]


def _times(anchors: tuple[Anchor, ...]) -> frozenset[str]:
    """Words without which no English sentence says when: those of the calendar, and the longest word of each anchor."""
    longest = (max(_LETTERS.findall(p.lower()) or [""], key=len) for a in anchors for p in a.phrases_en)
    return _CALENDAR | frozenset(longest)


def _spoken(kit: Tools, text: str) -> list[Anchor]:
    """The anchors of which a phrase can stand in `text`, whatever its case and its spaces."""
    low = "".join(text.lower().split())
    return [anchor for anchor, phrases in kit.anchors if any(p in low for p in phrases)]


def _index(entries: tuple[BodyEntry, ...]) -> _Index:
    ids: dict[str, list[str]] = {}
    for entry in entries:
        for name in {entry.name_en, entry.name_ko, *entry.names} - {""}:
            if len(name) > 1 and entry.id not in ids.setdefault(name, []):
                ids[name].append(entry.id)
    latin: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    hangul: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in sorted(ids, key=len, reverse=True):
        korean = is_hangul(name[0])
        first = name[:2] if korean else (_WORD.match(name) or [""])[0]
        (hangul if korean else latin).setdefault(first, []).append((name, tuple(ids[name])))
    return _Index({k: tuple(v) for k, v in latin.items()}, {k: tuple(v) for k, v in hangul.items()})
