"""Korean ages said outright, and the years of birth that they leave at a dated event: '그때 만 17세였습니다'."""

from __future__ import annotations

import re
from typing import Final

from doltap.extract.cast import Cast
from doltap.extract.dropped import of_the_teller, somebody
from doltap.extract.roles_ko import SUBJECT
from doltap.extract.scene import Scene, Sentence, within
from doltap.extract.sheet import Sheet
from doltap.extract.stance import Stance, stance
from doltap.extract.turns import Voice
from doltap.language import FoundDate, InvalidDate, SaidAge, birth_years, said_ages
from doltap.model import Basis, Certainty, Entity, EntityType, NumberValue

_NOW: Final = re.compile(r"(?:지금|현재|올해|이제|오늘)(?:은|는|도)? ")


def tell_said_ages(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write the ages that people are said to have been, and when they can be born where a date tells when that was."""
    mine = of_the_teller(scene)
    before: Sentence | None = None
    for sentence in scene.sentences:
        if sentence.turn.voice is Voice.TELLER and sentence.language == "ko":
            last = before if before and before.turn.start == sentence.turn.start else None
            for found in said_ages(sentence.text):
                who = _whose(sheet, scene, cast, sentence, found, last, own=sentence.index in mine)
                if who:
                    _tell(sheet, scene, sentence, last, who, found)
        before = sentence


def _tell(sheet: Sheet, scene: Scene, sentence: Sentence, last: Sentence | None, who: Entity, found: SaidAge) -> None:
    how = stance(sentence.text)
    sheet.state(sentence, who, "age", NumberValue(found.age, found.age, "age"), found.text, how)
    when = _when(scene, sentence, last, found)
    if when is None or when.value is None or how.certainty is Certainty.DENIED:
        return
    try:
        years = birth_years(found.age, when.value, found.system)
    except InvalidDate:
        return
    here = when.start >= sentence.start
    said = when.text if here else found.text
    sheet.state(sentence, who, "birth_date", years, said, Stance(how.certainty, Basis.INFERRED))


def _when(scene: Scene, sentence: Sentence, last: Sentence | None, found: SaidAge) -> FoundDate | None:
    """The date before the age in its sentence; else the only one of the sentence before, unless the age is today's."""
    here = _dates(scene, sentence)
    if here or _NOW.search(sentence.text):
        before = [d for d in here if d.start < sentence.start + found.start]
        return before[-1] if before else None
    there = _dates(scene, last) if last else []
    return there[0] if len(there) == 1 else None


def _dates(scene: Scene, sentence: Sentence) -> list[FoundDate]:
    return [d for d in scene.dates(sentence) if d.kind == "date" and d.value and d.value.earliest]


def _whose(
    sheet: Sheet, scene: Scene, cast: Cast, sentence: Sentence, found: SaidAge, last: Sentence | None, *, own: bool
) -> Entity | None:
    """The subject before the age; where it is left out, the teller who was asked, or the last sentence's subject."""
    subjects = _subjects(scene, cast, sentence, sentence.start + found.start)
    if subjects:
        return subjects[-1]
    if somebody(sentence.text[: found.start]):
        return None
    if own:
        return sheet.narrator
    earlier = _subjects(scene, cast, last, last.end) if last else []
    return earlier[0] if len({e.id for e in earlier}) == 1 else None


def _subjects(scene: Scene, cast: Cast, sentence: Sentence, end: int) -> list[Entity]:
    parts = within(cast.parts, sentence.start, end)
    people = (p for p in parts if p.entity.type is EntityType.PERSON)
    return [p.entity for p in people if SUBJECT.match(scene.text[p.end : p.end + 12])]
