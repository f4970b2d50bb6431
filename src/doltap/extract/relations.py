"""Where people lived and what they belonged to: a person, words between, and a place or body that the pack knows."""

from __future__ import annotations

import re
from typing import Final

from doltap.extract.cast import Cast, Part
from doltap.extract.scene import Scene, Sentence, within
from doltap.extract.sheet import Sheet
from doltap.extract.stance import stance
from doltap.model import EntityType, Mention, NameValue, PlaceValue, Value

_LIVED: Final = re.compile(
    r"\b(?:lived|living|live|grew up|growing up|raised|resided|settled)\b[^.;,]{0,24}\b(?:in|at"
    r"|near)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_LIVED_KO: Final = re.compile(
    r"(?:시|군|도|구역)?에서? (?:\S+ ){0,3}?(?:살았|살고|살면|살던|살다|자랐|자라|지냈|거주|정착)"
)
_JOINED: Final = re.compile(
    r"\b(?:joined|(?:a )?members? of|belonged to|belongs to|enlisted in)\s(?:the\s)?\Z", re.IGNORECASE
)
_JOINED_KO: Final = re.compile(r"(?:에|의)? ?(?:\S+ )?(?:입당|가입|입대|당원|회원|단원)")


def tell_relations(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write `lived_at` and `membership` of the nearest person before the words."""
    for place in scene.ground.places:
        _relate(sheet, scene, cast, place, "lived_at", PlaceValue(place.text, place.ids))
    for body in scene.ground.bodies:
        only = body.ids[0] if len(body.ids) == 1 else ""
        _relate(sheet, scene, cast, body, "membership", NameValue(body.text, only))


def _relate(sheet: Sheet, scene: Scene, cast: Cast, mention: Mention, what: str, value: Value) -> None:
    sentence = scene.at(mention.start)
    if sentence is None or not sentence.told or mention.end > sentence.end:
        return
    if not _said(scene.text, sentence, mention, what):
        return
    before = within(cast.parts, sentence.start, mention.start)
    people = [p for p in before if p.entity.type is EntityType.PERSON and not _apart(scene.text, p, mention)]
    if people:
        sheet.state(sentence, people[-1].entity, what, value, mention.text, stance(sentence.text))


def _said(text: str, sentence: Sentence, mention: Mention, what: str) -> bool:
    if sentence.language == "ko":
        pattern = _LIVED_KO if what == "lived_at" else _JOINED_KO
        return bool(pattern.match(text[mention.end : min(sentence.end, mention.end + 40)]))
    pattern = _LIVED if what == "lived_at" else _JOINED
    before = text[max(sentence.start, mention.start - 48) : mention.start]
    return bool(pattern.search(before)) and not re.search(r"\b(?:never|not)\b|n['’]t\b", before)


def _apart(text: str, part: Part, mention: Mention) -> bool:
    """Whether another clause begins between the person and the mention."""
    return bool(re.search(r"[;.]", text[part.end : mention.start]))
