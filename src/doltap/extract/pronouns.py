"""Whom 'he' and 'she' mean: the one person just named, in the same sentence or the one before it; else nobody."""

from __future__ import annotations

import re
from typing import Final

from doltap.extract.cast import Cast, Part
from doltap.extract.kin import quoted
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.model import Entity, EntityType, TermValue

_PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_STRANGER: Final = re.compile(
    r"\b(?:a|an|the|one|another|some|this|that|his|her|my|our|their) (?:\w+ ){0,2}"
    r"(?:man|woman|boy|girl|guard|soldier|officer|official|doctor|nurse"
    r"|teacher|neighbou?r|friend|brother|sister|father|mother|son|daughter|uncle|aunt|cousin|husband|wife|person"
    r"|policeman|prisoner|leader|agent|broker|farmer|boss|director|captain)\b",
    re.IGNORECASE,
)
_APPOSED: Final = re.compile(r"\A,(?: (?:aged )?\d{1,2},)? (?:an?|the|then) [^,;.]{1,70},")
_TOLD: Final = re.compile(r"\b(?:told|asked|heard)\b")
_WOMEN: Final = ("mother", "sister", "daughter", "aunt", "wife", "niece", "grandmother", "female")
_MEN: Final = ("father", "brother", "son", "uncle", "husband", "nephew", "grandfather", "male")


def tell_pronouns(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Add 'he' and 'she' to the cast where exactly one person fits."""
    sexes = _sexes(sheet)
    names = {one.id: scene.text[p.start : p.end] for p in reversed(cast.parts) for one in (p.entity,)}
    by_sentence: dict[int, list[Part]] = {}
    for part in cast.parts:
        if part.entity.type is EntityType.PERSON and not part.entity.narrator:
            by_sentence.setdefault(part.sentence.index, []).append(part)
    for sentence in scene.sentences:
        if sentence.language == "ko":
            continue
        for m in _PRONOUN.finditer(sentence.text):
            who = _meant(scene, sentence, m, by_sentence, sexes)
            if who:
                start, end = sentence.start + m.start(), sentence.start + m.end()
                part = Part(start, end, start, who, sentence, names.get(who.id, ""))
                by_sentence.setdefault(sentence.index, []).append(part)
                cast.parts.append(part)
    cast.parts.sort(key=lambda p: p.start)


def _sexes(sheet: Sheet) -> dict[str, str]:
    """The sex of each person that a title or a word for kin says: 'she' or 'he'."""
    told = [a for a in sheet.extraction().assertions if a.property in ("kin", "sex") and isinstance(a.value, TermValue)]
    terms = {a.entity: a.value.term for a in told if isinstance(a.value, TermValue)}
    women = {who: "she" for who, term in terms.items() if term.endswith(_WOMEN)}
    return {who: "he" for who, term in terms.items() if term.endswith(_MEN) and who not in women} | women


def _meant(
    scene: Scene, sentence: Sentence, m: re.Match[str], parts: dict[int, list[Part]], sexes: dict[str, str]
) -> Entity | None:
    """The only person named before the pronoun in its sentence, else in the one before; quoted words have their own."""
    if quoted(sentence, sentence.start + m.start()):
        return None
    at = sentence.start + m.start()
    here = [p for p in parts.get(sentence.index, []) if p.end <= at]
    last = scene.sentences[sentence.index - 1] if sentence.index else None
    named = here or (parts.get(last.index, []) if last else [])
    fitting = {p.entity.id: p.entity for p in named if sexes.get(p.entity.id, m[0].lower()) == m[0].lower()}
    if len(fitting) != 1 or (not here and _STRANGER.search(sentence.text, 0, m.start())):
        return None
    stretch = _APPOSED.sub(" ", scene.text[(named[-1].end) : at])
    return None if _STRANGER.search(stretch) or (here and _TOLD.search(stretch)) else next(iter(fitting.values()))
