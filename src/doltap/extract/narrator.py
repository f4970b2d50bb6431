"""The teller: name, birth, and what short answers to the usual first questions say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from doltap.extract.cast import Cast
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN, Stance, stance
from doltap.extract.turns import Voice
from doltap.model import Basis, NameValue, PlaceValue

_NAME_WORDS: Final = r"[A-Z][\w'’-]+(?:(?: |\n)(?:(?:de|del|von|van|der|di)(?: |\n))?[A-Z][\w'’-]*\.?){0,4}"
_MY_NAME: Final = re.compile(
    rf"\b(?:[Mm]y|[Tt]he) (?:full |real |first )?name(?:'s|’s| is| was| now is)(?: now)?,?(?: \(\w+\))?(?:,? (?:uh|um|er),?)? (?P<name>{_NAME_WORDS})"
    rf"|\bI(?:'m| am) called (?P<called>{_NAME_WORDS})"
    r"|(?:제|내|저의|나의) 이름은 (?P<ko>[가-힣]{2,4}?)(?:입니다|이에요|예요|이다|다|이고|고|이며|라고|이라고)(?![가-힣]*[가-힣]{4})"
    r"|(?:저는|나는|전|난) (?P<ko2>[가-힣]{3}?)(?:이라고|라고) (?:합니다|한다|해요|하는)"
)
_BORN_NAME: Final = re.compile(
    rf"\b(?:maiden name(?:'s| is| was)|name at birth was|born(?: as)?|née|nee),? (?P<name>{_NAME_WORDS})(?!,? (?:in|on)\b)"
)
_I_BORN: Final = re.compile(
    r"\b(?:I|we) (?:was|were|am|'m) (?:actually |also |originally )?born(?!e)\b|^(?:\W*(?:uh|um|well|yes|yeah|in|and),?\W*)*(?:I was )?born\b"
    r"|\bmy (?:birthday|date of birth|birth date|birthdate|birthplace|place of birth) (?:is|was)\b"
    r"|(?:저는|나는|전|난|내가|제가) (?!.{0,40}(?:어머니|아버지|동생|아들|딸|누나|오빠|형|언니)).{0,60}?(?:태어났|태어나|출생|났습니다|생입니다|생이다)"
    r"|(?:저는|나는|전|난) .{0,40}?(?:출신|태생)",
    re.IGNORECASE,
)
_ASK: Final = re.compile(r"\bborn\b|\bbirth(?:day|date|place)?\b|태어나|태어났|출생|생년|고향", re.IGNORECASE)
_YOU: Final = re.compile(r"\byou(?:r|rself)?\b|본인|선생님|당신|어디|언제|생년|고향", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"\b(?:father|mother|parents|brothers?|sisters?|siblings|husband|wife|grand\w+|children|son|daughter|kids|they|he|she)\b"
    r"|아버지|어머니|부모|동생|남편|아내|자녀",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(r"\bwhen\b|\bdate\b|\byear\b|birthday|birthdate|언제|몇 ?년|생년|생일", re.IGNORECASE)
_WHERE: Final = re.compile(
    r"\bwhere\b|\bplace\b|\bcity\b|\btown\b|\bcountry\b|birthplace|어디|고향|출생지", re.IGNORECASE
)
_PLACE_SAID: Final = re.compile(
    r"(?:\b[Bb]orn|\b(?:in|at|near|from|of)) (?:(?:the|a|an) )?(?:(?:small|little|big|tiny|city|town|village|region|province) )*(?:of |called |named |in )*"
    r"(?P<place>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,3}(?:,\s[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*){0,3})"
)
_SHORT_PLACE: Final = re.compile(
    r"^\W*(?:(?:Uh|Um|Well|Yes|Yeah|In|It was|I was born),? )*(?:in )?(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*){0,2})"
)
_NAME_ASKED: Final = re.compile(
    r"\byour (?:full |first |last |maiden |complete |own )*name\b|who (?:are|am I)|성함|이름[이을은]", re.IGNORECASE
)
_NAME_ONLY: Final = re.compile(
    rf"^\W*(?:(?:Uh|Um|Yes|Well|Yeah|I'm|I am|It's|It is)[,.]? )*(?P<name>{_NAME_WORDS})[ ,.]|^\W*(?P<ko>[가-힣]{{2,4}}?)(?:입니다|이에요|예요|이요|요)?\W*$"
)
_TAKING_PART: Final = Stance(basis=Basis.TOOK_PART)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the turn before asks of the teller's birth."""

    when: bool = False
    where: bool = False
    name: bool = False


def tell_narrator(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write what the teller says of their own name and birth, in running words and in short answers."""
    asked = _Asked()
    for sentence in scene.sentences:
        if sentence.turn.voice is Voice.QUESTION:
            asked = _ask(sentence, asked)
            continue
        if not sentence.told:
            continue
        _own_name(sheet, sentence, cast)
        asked = _birth(sheet, scene, sentence, asked)


def _ask(sentence: Sentence, before: _Asked) -> _Asked:
    words = sentence.text
    if _OTHERS.search(words) and not re.search(r"\byou (?:born|were)|were you", words):
        return _Asked()
    about = bool(_ASK.search(words)) or ((before.when or before.where) and len(words) < 30)
    when = about and bool(_WHEN.search(words))
    where = about and bool(_WHERE.search(words))
    if about and not when and not where:
        when = where = bool(_ASK.search(words))
    return _Asked(when, where, bool(_NAME_ASKED.search(words)))


def _own_name(sheet: Sheet, sentence: Sentence, cast: Cast) -> None:
    for pattern, what in ((_MY_NAME, "name"), (_BORN_NAME, "alias")):
        m = pattern.search(sentence.text)
        name = next((g for g in m.groups() if g), "") if m else ""
        if name:
            sheet.state(sentence, sheet.narrator, what, NameValue(" ".join(name.split())), name, PLAIN)


def _birth(sheet: Sheet, scene: Scene, sentence: Sentence, asked: _Asked) -> _Asked:
    """Write what this sentence says of the teller's birth; give back what is still unanswered."""
    m = _I_BORN.search(sentence.text)
    if not m and not (asked.when or asked.where):
        return asked
    when = (
        _birth_date(sheet, scene, sentence, sentence.start + m.start() if m else sentence.start)
        if m or asked.when
        else False
    )
    where = _birth_place(sheet, scene, sentence, bool(m)) if m or asked.where else False
    return _Asked(asked.when and not when, asked.where and not where)


def _birth_date(sheet: Sheet, scene: Scene, sentence: Sentence, after: int) -> bool:
    for found in scene.dates(sentence):
        if found.value.earliest and found.value.earliest.year > 1850:
            sheet.state(sentence, sheet.narrator, "birth_date", found.value, found.text, stance(sentence.text))
            return True
    return False


def _birth_place(sheet: Sheet, scene: Scene, sentence: Sentence, running: bool) -> bool:
    known = scene.places(sentence)
    for place in known[:3]:
        value = PlaceValue(place.text, place.ids)
        sheet.state(sentence, sheet.narrator, "birth_place", value, place.text, PLAIN)
    m = _PLACE_SAID.search(sentence.text) or (None if running else _SHORT_PLACE.search(sentence.text))
    if m and not any(p.text in m["place"] for p in known):
        sheet.state(sentence, sheet.narrator, "birth_place", PlaceValue(m["place"]), m["place"], PLAIN)
    return bool(known or m)
