"""Places and bodies that the pack knows: every mention yields a name, the same reading one entity."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from doltap.extract.cast import Cast, Part
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN, stance
from doltap.extract.turns import Voice
from doltap.model import (
    ANY_COUNTRY,
    Entity,
    EntityType,
    Mention,
    NameValue,
    PlaceValue,
    PropertyWord,
    TermValue,
)

PROPERTY_WORDS: Final = (
    PropertyWord(
        "safe_haven",
        ("safe haven", "safe havens", "safe country", "safe place", "sanctuary", "safe in", "safe there"),
        ("안전한 나라", "안전한 곳", "안전지대", "피난처", "안전하다"),
    ),
    PropertyWord(
        "asylum",
        ("asylum", "refugee status", "refugee protection", "be granted protection"),
        ("망명", "난민 지위", "난민 신청", "난민으로 인정", "비호"),
    ),
)
"""What is said of places where the pack names no words for it: that one is safe there, that asylum can be asked for."""

_FOUNDED: Final = re.compile(
    r"^[\s,]*(?:\([^)]{1,12}\) )?(?:which )?(?:was |is )?(?:founded|established|set up|created|formed)\b"
)
_FOUNDED_KO: Final = re.compile(r"^(?:은|는|이|가) [^.]{0,40}?(?:창립|설립|결성|창설|창건|발족)(?:되|됐|된|했|하)")
_DENIED: Final = re.compile(
    r"\b(?:no|not|never|cannot|can't|isn't|aren't|neither|nor|far from)\b[^,;.]{0,30}$", re.IGNORECASE
)
_DENIED_KO: Final = re.compile(r"^(?:[이가은는을를도]|으로|에)? ?(?:[가-힣]{1,4} )?(?:아니|않|못|없)")
_ELSEWHERE: Final = re.compile(r"\bthird countr(?:y|ies)\b|제 ?[3삼]국", re.IGNORECASE)
REACH: Final = 80
"""How many characters may stand between a place and what is said of it."""


def name_places(sheet: Sheet, scene: Scene) -> dict[tuple[str, ...], Entity]:
    """An entity for each place named (by its readings), and its name at every mention; by their readings."""
    known: dict[tuple[str, ...], Entity] = {}
    for m in scene.ground.places:
        sentence = scene.at(m.start)
        if sentence is None:
            continue
        key = m.ids or (m.text,)
        if key not in known:
            known[key] = sheet.mint(EntityType.PLACE, pack_id=m.ids[0] if len(m.ids) == 1 else "")
        sheet.state(sentence, known[key], "name", PlaceValue(m.text, m.ids), m.text, PLAIN)
    return known


def name_bodies(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """An entity for each body the pack knows, and its name at every mention; bodies act in events too."""
    known: dict[tuple[str, ...], Entity] = {}
    for m in scene.ground.bodies:
        sentence = scene.at(m.start)
        if sentence is None:
            continue
        only = m.ids[0] if len(m.ids) == 1 else ""
        key = m.ids or (m.text,)
        if key not in known:
            known[key] = sheet.mint(EntityType.BODY, pack_id=only)
        cast.parts.append(Part(m.start, m.end, m.start, known[key], sentence))
        sheet.state(sentence, known[key], "name", NameValue(m.text, only), m.text, PLAIN)
        founded(sheet, scene, sentence, m, known[key])


def founded(sheet: Sheet, scene: Scene, sentence: Sentence, m: Mention, body: Entity) -> None:
    """Write when a body was founded, where the words right behind its name say so."""
    said = _FOUNDED_KO if sentence.language == "ko" else _FOUNDED
    stretch = scene.text[m.end : min(sentence.end, m.end + 80)]
    told = said.search(stretch)
    dates = [d for d in scene.dates(sentence) if d.value and d.kind in ("date", "interval") and d.start >= m.end]
    if told and dates and dates[0].value and dates[0].start < m.end + 80:
        sheet.state(sentence, body, "founded", dates[0].value, dates[0].text, stance(sentence.text))


def tell_places(sheet: Sheet, scene: Scene, known: dict[tuple[str, ...], Entity]) -> None:
    """Write what the pack's property words say of the places beside them (safe haven, asylum)."""
    said = scene.gazetteer.property_words or PROPERTY_WORDS
    for m in _property_pattern(said).finditer(scene.text):
        sentence = scene.at(m.start())
        if sentence is None or sentence.turn.voice is not Voice.TELLER:
            continue
        value = TermValue("yes_no", "no" if _denied(scene.text, sentence, m) else "yes")
        what = _property_of(said, m[0])
        for place in _beside(scene, sentence, m):
            entity = known.get(place.ids or (place.text,)) or _somewhere(sheet, place)
            known[place.ids or (place.text,)] = entity
            sheet.state(sentence, entity, what, value, m[0], stance(sentence.text))


def _denied(text: str, sentence: Sentence, m: re.Match[str]) -> bool:
    before, after = text[max(sentence.start, m.start() - 40) : m.start()], text[m.end() : sentence.end]
    return bool(_DENIED.search(before) or _DENIED_KO.match(after))


def _somewhere(sheet: Sheet, place: Mention) -> Entity:
    """The entity of a place that the text does not name: 'a third country' is said of any country."""
    return sheet.mint(EntityType.PLACE, pack_id="" if place.ids else ANY_COUNTRY)


def _beside(scene: Scene, sentence: Sentence, m: re.Match[str]) -> list[Mention]:
    """The places of the sentence near the words; 'a third country' is one too."""
    near = [p for p in scene.places(sentence) if p.start - m.end() < REACH and m.start() - p.end < REACH]
    unnamed = _ELSEWHERE.finditer(scene.text, sentence.start, sentence.end)
    return near + [Mention(u.start(), u.end(), u[0], EntityType.PLACE) for u in unnamed]


@lru_cache(maxsize=8)
def _property_pattern(said: tuple[PropertyWord, ...]) -> re.Pattern[str]:
    english = "|".join(re.escape(w).replace(r"\ ", r"\s") for p in said for w in sorted(p.en, key=len, reverse=True))
    korean = "|".join(re.escape(w) for p in said for w in sorted(p.ko, key=len, reverse=True))
    return re.compile(rf"\b(?:{english})\b|(?:{korean})" if korean else rf"\b(?:{english})\b", re.IGNORECASE)


def _property_of(said: tuple[PropertyWord, ...], words: str) -> str:
    low = " ".join(words.lower().split())
    return next(p.property for p in said if low in (w.lower() for w in (*p.en, *p.ko)))
