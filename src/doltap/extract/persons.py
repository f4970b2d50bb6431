"""What a text says of persons beside their events: age, occupation, sex, nationality, where they were held or lived."""

from __future__ import annotations

import re
from typing import Final

from doltap.extract.cast import Cast, Part
from doltap.extract.dropped import of_another
from doltap.extract.ground import tools
from doltap.extract.scene import Scene, Sentence, within
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN, Stance, stance
from doltap.extract.turns import Voice
from doltap.language import FoundDate, InvalidDate, age_system, birth_years, read_age
from doltap.model import Basis, Certainty, Entity, EntityType, NameValue, PlaceValue, TermValue, TextValue

_INFERRED: Final = Stance(basis=Basis.INFERRED)
_CALLING: Final = re.compile(
    r"^,? (?:who )?(?:is|was|,)? ?(?:an?|the) (?P<en>(?:[a-z-]+ ){0,3}(?:diplomat|journalist|doctor"
    r"|physician|nurse|teacher|soldier|officer"
    r"|farmer|worker|miner|painter|lawyer|engineer|businessman|merchant|tailor|baker|butcher"
    r"|electrician|rabbi|professor|student|trader"
    r"|singer|pianist|professional|carpenter|shoemaker|driver|policeman|guard|scientist|accountant|housewife|cook))\b"
)
_CALLING_KO: Final = re.compile(
    r"^(?:은|는|이|가) (?:\S+ ){0,2}?(?P<ko>[가-힣]{0,4}(?:의사|교사|교원|군인|로동자|노동자|농민"
    r"|농장원|광부|운전사|간호사|기자|외교관|장사꾼|학생|대학생|군관|간부))(?:였|이었|입니다|이다|로 일)"
)
_NATION: Final = re.compile(
    r"^,? (?:who )?(?:is|was|am|were|,)? ?(?:an?|the) (?:[a-z-]+ ){0,2}"
    r"(?P<en>(?:North |South )?(?:Korean|Chinese|American|Japanese"
    r"|Russian|German|British|French|Polish|Hungarian|Canadian|Vietnamese|Thai|Mongolian|Dutch|Austrian|Czech|Israeli))"
    r" (?:citizen|national|woman|man|girl|boy|soldier|diplomat|journalist|doctor|nurse"
    r"|teacher|writer|defector|refugee|singer|student)\b"
)
_ALIAS: Final = re.compile(
    r"^,? \(?(?:also known as|a\.?k\.?a\.?|alias|better known as|who (?:took|used|uses) the (?:name|alias)(?: of)?) "
    r"(?P<en>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})"
    r"|^(?: ?\((?:가명|본명|일명|별명)[: ]?| ?,? 일명 )(?P<ko>[가-힣]{2,4})"
)
_NATION_KO: Final = re.compile(r"^(?:은|는|이|가) (?P<ko>[가-힣]{2,6}) (?:국적|공민|국민|시민권)")
_CAMP: Final = re.compile(
    r"(?<![\w-])(?P<en>(?!DP)(?:[A-Z][\w'’]{1,30}[ -]){1,3}(?:[Cc]oncentration |[Ll]abou?r |[Dd]eath "
    r"|[Tt]ransit |[Pp]rison )*(?:[Cc]amp|[Gg]hetto|[Pp]rison))\b"
    r"|\b(?:[Cc]amp|[Gg]hetto|[Ll]ager|[Pp]rison)(?: called| named| of|,)? (?P<name>[A-Z][a-z][\w'’-]+|\d{1,2})\b"
    r"|(?P<ko>(?:[가-힣]{1,3}[가-힣](?<![은는을를가이에의로]) |[가-힣]{2,4})?(?:제? ?\d{1,2}호 ?)?"
    r"(?:관리소|교화소|집결소|단련대|정치범수용소|수용소|구류장))"
)
_HERE: Final = re.compile(
    r"\b(?:I|we|us|me)\b[^.;?!]{0,70}?\b(?:in|to|at|into|reached|from|left)\s(?:the\s|a\s|this\s)?(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:he|she|they|father|mother|brother|sister|husband|wife|parents|uncle|aunt|cousin|girls"
    r"|people) (?:\w+ )?(?:was|were|had|is|are|went|came|left|got|died|wrote|cut|who)\b",
    re.IGNORECASE,
)
_NOT_THERE: Final = re.compile(r"\b(?:never|not|n't)\b|n['’]t\b")
_OTHERS_KO: Final = re.compile(
    r"(?<![가-힣])(?!저는|나는|제가|내가|우리는|우리가|저희|있는|없는|하는|되는|많은)[가-힣]{1,8}?(?:은|는|이|가|께서) "
)
"""Another who does what is told right after: my father was taken to the camp, not I."""

_SAID_OF_KO: Final = re.compile(r"^[가-힣 ]{0,14}다(?:는|더라|던데)")
"""'They say that somebody was sent there', right behind the place."""

_HERE_KO: Final = re.compile(r"(?:나|내|저|제|우리)(?:는|가|를)?\s|끌려|갇|수감|보내|들어갔|살았|있었")


def tell_persons(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write ages (and the years of birth they leave), callings, and camps and prisons the teller was held in."""
    for found in scene.ground.dates:
        if found.kind == "age":
            _age(sheet, scene, cast, found)
    for part in cast.parts:
        _sex(sheet, scene, part)
        _calling(sheet, scene, part)
        _nation(sheet, scene, part)
        _alias(sheet, scene, part)
    others = of_another(scene)
    facilities = tools(scene.gazetteer).facilities
    known = [p for p in scene.ground.places if not facilities.isdisjoint(p.ids)]
    for place in known:
        _held(sheet, scene, place.start, PlaceValue(place.text, place.ids), others)
    for m in _CAMP.finditer(scene.text):
        words = m["en"] or m["name"] or m["ko"]
        if not within(known, m.start(), m.end()):
            _held(sheet, scene, m.start(m.lastgroup or 0), PlaceValue(words), others)


def _age(sheet: Sheet, scene: Scene, cast: Cast, found: FoundDate) -> None:
    sentence = scene.at(found.start)
    age = read_age(found.text)
    if sentence is None or age is None or sentence.turn.voice is not Voice.TELLER:
        return
    who = _whose(cast, scene, sentence, found)
    if who is None:
        return
    sheet.state(sentence, who, "age", age, found.text, stance(sentence.text))
    told = next((d for d in scene.dates(sentence) if d.kind == "date" and d.value and d.value.earliest), None)
    if told and told.value and age.low is not None and age.low == age.high:
        system = age_system(sentence.text) if sentence.language == "ko" else "full"
        _born(sheet, sentence, who, int(age.low), told, system)


def _born(sheet: Sheet, sentence: Sentence, who: Entity, age: int, told: FoundDate, system: str) -> None:
    """The years of birth that an age at a time leaves; an age that nobody has is left alone."""
    assert told.value
    try:
        years = birth_years(age, told.value, system)
    except InvalidDate:
        return
    sheet.state(sentence, who, "birth_date", years, told.text, _INFERRED)


def _whose(cast: Cast, scene: Scene, sentence: Sentence, found: FoundDate) -> Entity | None:
    """Whose age it is: 'I was ...' inside the words, else the nearest person before it in the sentence."""
    own = [
        p
        for p in within(cast.parts, sentence.start, min(sentence.end, found.end))
        if p.entity.type is EntityType.PERSON
    ]
    if not own:
        return None
    between = scene.text[own[-1].end : found.start]
    return own[-1].entity if len(between) < 80 and not re.search(r"[.;]", between) else None


def _calling(sheet: Sheet, scene: Scene, part: Part) -> None:
    pattern = _CALLING_KO if part.sentence.language == "ko" else _CALLING
    m = pattern.match(scene.text[part.end : min(part.sentence.end, part.end + 70)])
    if m and part.entity.type is EntityType.PERSON:
        words = m.group(m.lastgroup or 0)
        calling = words.split()[-1] if part.sentence.language != "ko" else words
        sheet.state(part.sentence, part.entity, "occupation", TextValue(calling), words, stance(part.sentence.text))


def _alias(sheet: Sheet, scene: Scene, part: Part) -> None:
    """Write the other name that stands right behind a person's name."""
    m = _ALIAS.match(scene.text[part.end : min(part.sentence.end, part.end + 70)])
    if m and part.entity.type is EntityType.PERSON:
        words = m.group(m.lastgroup or 0)
        sheet.state(part.sentence, part.entity, "alias", NameValue(words), words, stance(part.sentence.text))


def _nation(sheet: Sheet, scene: Scene, part: Part) -> None:
    """Write the nationality that stands right behind a person."""
    pattern = _NATION_KO if part.sentence.language == "ko" else _NATION
    m = pattern.match(scene.text[part.end : min(part.sentence.end, part.end + 70)])
    if m and part.entity.type is EntityType.PERSON:
        words = m.group(m.lastgroup or 0)
        sheet.state(part.sentence, part.entity, "nationality", TextValue(words), words, stance(part.sentence.text))


def _held(sheet: Sheet, scene: Scene, at: int, place: PlaceValue, others: frozenset[int]) -> None:
    """Write that the teller was held at the camp or prison that stands at `at`, if they say that they were there."""
    sentence = scene.at(at)
    if sentence is None or not sentence.told or at + len(place.text) > sentence.end or sentence.index in others:
        return
    before = sentence.text[: at - sentence.start]
    mine = _HERE_KO.search(sentence.text) if sentence.language == "ko" else _HERE.search(before[-120:])
    how = stance(sentence.text)
    if mine and sentence.language != "ko" and _OTHERS.search(before[-120:], mine.start() + 1):
        return
    behind = sentence.text[len(before) + len(place.text) :]
    if sentence.language == "ko" and (_OTHERS_KO.search(before) or _SAID_OF_KO.search(behind)):
        return
    if mine and how.certainty is not Certainty.HEARD and not _NOT_THERE.search(before[-60:]):
        sheet.state(sentence, sheet.narrator, "held_at", place, place.text, how)


_FEMALE: Final = re.compile(r"\b(?:Mrs|Ms|Miss|Frau|Aunt|Queen|Princess|Sister)\.? $")
_MALE: Final = re.compile(r"\b(?:Mr|Herr|Uncle|King|Prince)\.? $")


def _sex(sheet: Sheet, scene: Scene, part: Part) -> None:
    """Write the sex that a title says ('Mrs. ', 여사)."""
    before, after = scene.text[max(0, part.start - 10) : part.start], scene.text[part.end : part.end + 3].strip()
    female = _FEMALE.search(before) or (after == "여사" and "여사")
    said = female or _MALE.search(before)
    if said:
        words = said if isinstance(said, str) else said[0].strip()
        value = TermValue("sex", "female" if female else "male")
        sheet.state(part.sentence, part.entity, "sex", value, words, PLAIN)
