"""What the language room finds in a text, gathered once: places, bodies, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from doltap.language import FoundDate, FoundNumber, find_dates, find_numbers, is_hangul
from doltap.model import BodyEntry, DateValue, EntityType, Gazetteer, Mention, PlaceEntry

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ground:
    """Places, bodies, dates and numbers of one text, each in order of where it stands."""

    places: tuple[Mention, ...] = ()
    bodies: tuple[Mention, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    numbers: tuple[FoundNumber, ...] = ()


def ground(text: str, gazetteer: Gazetteer, told: date | None) -> Ground:
    """What stands in `text`; `told` is the day of telling."""
    day = DateValue(told.isoformat(), told, told) if told else None
    dates = find_dates(text, anchors=gazetteer.anchors, told=day)
    bodies = _index(gazetteer.bodies, EntityType.BODY).find(text)
    inside = [(m.start, m.end) for m in bodies]
    places = [m for m in _index(gazetteer.places, EntityType.PLACE).find(text) if not _within(inside, m)]
    return Ground(tuple(places), tuple(bodies), tuple(dates), tuple(find_numbers(text, dates=dates)))


def _within(spans: Iterable[tuple[int, int]], m: Mention) -> bool:
    return any(a <= m.start and m.end <= b for a, b in spans)


@dataclass(frozen=True, slots=True)
class _Index:
    """Names by their first word; in Korean by their first two syllables."""

    type: EntityType
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
            names = self.latin.get(word[0]) or self.hangul.get(text[at : at + 2], ())
            for name, ids in names:
                if text.startswith(name, at) and _closes(text, at + len(name)):
                    end = at + len(name)
                    found.append(Mention(at, end, name, self.type, ids))
                    break
        return found


def _closes(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum() or is_hangul(text[end])


@lru_cache(maxsize=8)
def _index(entries: tuple[PlaceEntry, ...] | tuple[BodyEntry, ...], kind: EntityType) -> _Index:
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
    return _Index(kind, {k: tuple(v) for k, v in latin.items()}, {k: tuple(v) for k, v in hangul.items()})
