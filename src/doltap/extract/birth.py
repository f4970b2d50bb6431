"""When and where somebody was born: the date and the places that belong to 'born', not to the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from doltap.extract.ground import tools
from doltap.extract.lexicon import words
from doltap.extract.scene import Scene, Sentence, within
from doltap.extract.sheet import Sheet
from doltap.extract.stance import Stance, stance
from doltap.language import FoundDate, parse_edtf
from doltap.model import DateValue, Entity, Mention, PlaceValue

OLDEST: Final = 1850
"""A year before this one is nobody's birth in an account."""

_ENDS: Final = re.compile(
    r",? (?:and|but|so|where|when|which|who|then|because|until|before|after|or) (?:(?:I|we|my|he|she"
    r"|they|it|that|lived|grew|raised|moved|then)\b)"
    r"|\b(?:grew up|raised in|lived in|moved to|came to)\b|[;]|(?:--|—) ?(?:my|and|he|she|they|I|we) "
)
_KO_CLAUSE: Final = re.compile(r"태[어여]나(?:서|고)?,? |태[어여]났(?:고|으며|지만|는데),? ")
_UNKNOWN: Final = re.compile(
    r"\b(?:in|at|near|from) (?:(?:the|a|an|what) )?(?:(?:small|little|big|tiny|city|town|village"
    r"|region|province|called|named|of|state) )*"
    r"(?P<place>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2}(?:, ?(?:Province )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?){0,3})"
)
_BARE: Final = re.compile(
    r"^\W*(?:(?:Uh|Um|Well|Yes|Yeah|Oh|Okay|So|And|It was|It's|I was born),? )*(?:[Ii]n )?"
    r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, ?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?){0,2})"
)
_THERE: Final = re.compile(r"\s?there\b")
_KO_ANSWER: Final = re.compile(r"(?P<place>[가-힣]{2,8}?)(?:에서)?(?:입니다|이에요|예요|이요|요|이다)\W*$")
_MONTH: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Spring|Summer|Autumn|Fall|Winter)\b"
)
_GAP: Final = re.compile(
    r"[\s,()\[\]/]*(?:(?:in|near|at|of|the|city|town|village|province|region|a|small|which|is|was"
    r"|now|then|today|part)[\s,]*){0,6}"
)
_TWO_DIGITS: Final = re.compile(r"(?:['’‘]|[-/.])\d\d$")
_THIS_CENTURY: Final = re.compile(r"(?<!\d)(?<!-)20(?=\d\d)")
_NO_PLACE: Final = words("en_not_places")


def birth_date(sheet: Sheet, scene: Scene, sentence: Sentence, who: Entity, after: int) -> bool:
    """Write the date that follows offset `after` in this sentence (else the last before it) as a birth date."""
    dates = [
        _of_an_adult(d)
        for d in scene.dates(sentence)
        if d.kind in ("date", "interval", "anchor") and _possible(d.value)
    ]
    until = _region(sentence, after)[1]
    later = [d for d in dates if after <= d.start < until]
    chosen = (later or [d for d in dates if d.start < after and after - d.end < 40][-1:])[:1]
    for found in _completed(chosen, later):
        assert found.value
        sheet.state(sentence, who, "birth_date", found.value, found.text, _stance(sentence))
    return bool(chosen)


def _completed(chosen: Sequence[FoundDate], later: Sequence[FoundDate]) -> Sequence[FoundDate]:
    """A month or day without a sure year, and the year that is said right after it."""
    if not chosen or not chosen[0].value:
        return chosen
    doubtful = "?" in chosen[0].value.edtf or "X" in chosen[0].value.edtf
    reach = 25 if doubtful else 4 if _TWO_DIGITS.search(chosen[0].text) else 0
    return [d for d in later[1:2] if d.start - chosen[0].end < reach] or chosen


def _of_an_adult(found: FoundDate) -> FoundDate:
    """A birth year said with two digits ('24, 3/7/23) lies in the last century: who tells was not born this year."""
    if found.value and "20" in found.value.edtf and _TWO_DIGITS.search(found.text):
        return replace(found, value=parse_edtf(_THIS_CENTURY.sub("19", found.value.edtf)))
    return found


def _possible(value: DateValue | None) -> bool:
    return bool(value and value.earliest and value.earliest.year > OLDEST)


def _stance(sentence: Sentence) -> Stance:
    return stance(sentence.text)


def birth_place(sheet: Sheet, scene: Scene, sentence: Sentence, who: Entity, after: int, *, short: bool) -> bool:
    """Write the places that follow offset `after` as birth places: the finest and what holds it, each as said.

    `short`: the sentence answers 'Where were you born?', so that a bare name is a place.
    """
    region = _region(sentence, after)
    known = [p for p in scene.places(sentence) if region[0] <= p.start and p.end <= region[1]]
    group = _group(scene.text, known)
    for place in group:
        sheet.state(sentence, who, "birth_place", PlaceValue(place.text, place.ids), place.text, _stance(sentence))
    if short and not group and sentence.language == "ko":
        return _korean_answer(sheet, scene, sentence, who)
    if not group and _THERE.match(scene.text, after):
        return _there(sheet, scene, sentence, who)
    unknown = _unlisted(scene.text[region[0] : region[1]], group, short=short)
    if unknown:
        sheet.state(sentence, who, "birth_place", PlaceValue(unknown), unknown, _stance(sentence))
    return bool(group or unknown)


def _korean_answer(sheet: Sheet, scene: Scene, sentence: Sentence, who: Entity) -> bool:
    """Write the place that a short Korean answer ends with ('회령입니다')."""
    m = _KO_ANSWER.search(sentence.text)
    ids = tools(scene.gazetteer).places.lookup(m["place"]) if m else ()
    if not m or (not ids and len(m["place"]) < 2):
        return False
    sheet.state(sentence, who, "birth_place", PlaceValue(m["place"], ids), m["place"], _stance(sentence))
    return True


def _there(sheet: Sheet, scene: Scene, sentence: Sentence, who: Entity) -> bool:
    """Write the last place named before 'born there', in this sentence or the one before it."""
    start = scene.sentences[max(0, sentence.index - 2)].start
    before = within(scene.ground.places, start, sentence.end)
    for place in before[-1:]:
        home = scene.at(place.start)
        if home:
            sheet.state(home, who, "birth_place", PlaceValue(place.text, place.ids), place.text, _stance(sentence))
    return bool(before)


def _region(sentence: Sentence, after: int) -> tuple[int, int]:
    if sentence.language == "ko":
        # '순천에서 태어나 2000년에 졸업했다': what follows the clause of the birth is of another time and place.
        born = _KO_CLAUSE.search(sentence.text)
        return sentence.start, sentence.start + born.end() if born else sentence.end
    end = _ENDS.search(sentence.text, after - sentence.start)
    return after, sentence.start + end.start() if end else sentence.end


def _group(text: str, known: Sequence[Mention]) -> list[Mention]:
    """The first run of places that belong together: 'Szikszo, Hungary', 'Vrbove in Slovakia'."""
    group = list(known[:1])
    for place in known[1:]:
        gap = text[group[-1].end : place.start]
        if len(group) >= 4 or not (_GAP.fullmatch(gap) or re.fullmatch(r"[^.;]{0,40}, ?(?:in )?", gap)):
            break
        group.append(place)
    return group


def _unlisted(said: str, group: Sequence[Mention], *, short: bool) -> str:
    """A place that the pack does not know, by its preposition; in a short answer by itself. Empty: none."""
    for m in _UNKNOWN.finditer(said):
        if not _MONTH.match(m["place"]) and not any(p.text in m["place"] for p in group):
            return m["place"]
        if group and not _MONTH.match(m["place"]):
            head = m["place"].split(",")[0]
            return "" if any(head == p.text or head in p.text for p in group) else head
    if short and not group:
        m2 = _BARE.search(said)
        if m2 and not _MONTH.match(m2["place"]) and m2["place"].split()[0].rstrip(",") not in _NO_PLACE:
            return m2["place"]
    return ""
