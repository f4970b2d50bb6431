"""Events: who did what to whom, where and when. Date and place belong to the event, not to the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from doltap.extract.cast import Cast, Part
from doltap.extract.dropped import of_the_teller, own
from doltap.extract.guards import another_subject, holds
from doltap.extract.roles_ko import subject_and_other
from doltap.extract.scene import Scene, Sentence, Spanned, within
from doltap.extract.sheet import Sheet
from doltap.extract.stance import Stance, stance
from doltap.extract.triggers import Trigger, event_index, triggers
from doltap.extract.turns import Voice
from doltap.language import FoundDate, is_hangul
from doltap.model import Basis, Certainty, Entity, EntityType, Mention, NameValue, PlaceValue, Role, TermValue

MOVES: Final = {
    "departure": ("departed", "departed_from", "arrived_at"),
    "escape": ("departed", "departed_from", "arrived_at"),
    "defection": ("departed", "departed_from", "arrived_at"),
    "arrival": ("arrived", "departed_from", "arrived_at"),
    "emigration": ("emigrated", "departed_from", "emigrated_to"),
    "resettlement": ("emigrated", "departed_from", "emigrated_to"),
    "birth": ("birth_date", "birth_place", "birth_place"),
    "death": ("death_date", "death_place", "death_place"),
    "execution": ("death_date", "death_place", "death_place"),
    "killing": ("death_date", "death_place", "death_place"),
    "starvation": ("death_date", "death_place", "death_place"),
}
"""What an event says of the person it happened to: the property of its date, of the place whence, of where to.

`emigrated` has a date as its value; the country stands beside it as `emigrated_to`, also when no date is told.
"""

DEADLY: Final = frozenset(("execution", "killing"))
"""Kinds of event that end the life of their victim; of all others the first person in them is the one concerned."""

LEAVING: Final = frozenset(("departure", "escape", "defection"))
"""Kinds of event whose own words name the place that was left."""

HOLDING: Final = frozenset(("detention", "imprisonment", "forced_labour", "internment"))
"""Kinds of event whose place is where the victim was held."""

TERMED: Final = frozenset(("sentence", "trial"))
"""Kinds of event that end in a term of years or months."""

_BREAK: Final = re.compile(
    r"[;:]|,? (?:and|but|then|while|before|after|until|because|so) |, (?:who|which|where|when) |"
    r"(?<=[가-힣])(?:고|며|다가|자|지만|는데|은 뒤|ㄴ 뒤|한 뒤|된 뒤|한 후|된 후)[, ]"
)
_PREPOSED: Final = re.compile(r"\b(?:by|with|from|of|to|for|at|in|like|than|about)\s(?:the\s)?\Z")
_TOWARDS: Final = re.compile(r"\b(?:to|into|in|for|reached|at)\s(?:the\s)?\Z")
_BY: Final = re.compile(r"\bby\s(?:the\s|a\s|an\s)?\Z")
_POSSESSIVE: Final = re.compile(r"['’]s?(?![a-z])")
_WHO: Final = re.compile(r"\bwho\b")
_BETWEEN: Final = re.compile(r"^[^.;:?!\n]{0,60}$", re.DOTALL)
_LATER: Final = re.compile(r"이듬해|다음 ?해|\b(?:next|following) (?:year|spring|summer|autumn|winter)\b|\blater\b")
REACH: Final = 140
"""How many characters away a date or place may stand from its event; a clause boundary between counts for 40."""

UNSAID: Final = "저"
"""How the teller is written where the words leave the subject out."""

T = TypeVar("T", bound=Spanned)


def tell_events(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write every event that the teller tells, with its kind, date, place, people and count."""
    index = event_index(scene.gazetteer.event_words)
    if not index.english and index.korean is None:
        return
    dropped = of_the_teller(scene)
    for sentence in scene.sentences:
        if sentence.turn.voice is not Voice.TELLER:
            continue
        told = triggers(sentence, index)
        if told:
            _tell(sheet, scene, cast, sentence, told, unsaid=sentence.index in dropped)


def _tell(sheet: Sheet, scene: Scene, cast: Cast, sentence: Sentence, told: Sequence[Trigger], *, unsaid: bool) -> None:
    parts = within(cast.parts, sentence.start, sentence.end)
    usable = [d for d in scene.dates(sentence) if d.kind in ("date", "interval", "relative", "anchor") and d.value]
    dates = _nearest(scene.text, told, usable)
    places = _nearest(scene.text, told, _outside(told, scene.places(sentence)))
    places = {i: p for i, p in places.items() if told[i].guard != "crosser"}
    people = [n for n in scene.numbers(sentence) if n.value.unit in ("person", "household")]
    counts = _nearest(scene.text, told, people)
    # 'She died and two brothers left': whom another clause counts behind the event are not its own.
    counts = {i: n for i, n in counts.items() if not _BREAK.search(scene.text[told[i].end : n.start])}
    years = [n for n in scene.numbers(sentence) if n.value.unit in ("year", "month")]
    terms = {i: n for i, n in _nearest(scene.text, told, years).items() if told[i].word.kind in TERMED}
    voice = stance(sentence.text)
    for i, trigger in enumerate(told):
        teller = [Part(trigger.start, trigger.start, trigger.start, sheet.narrator, sentence)]
        mine = teller if unsaid and own(sentence, trigger) else []
        roles = _roles(scene.text, trigger, parts, sentence, mine)
        if not holds(scene, sentence, trigger, roles, bare=not (i in dates or i in counts)):
            continue
        event = sheet.mint(EntityType.EVENT)
        how = _voiced(voice, trigger, any(e is sheet.narrator for _, e, _ in roles))
        said = scene.text[trigger.start : trigger.end]
        sheet.state(sentence, event, "kind", TermValue("event", trigger.word.kind), said, how)
        if i in counts:
            sheet.state(sentence, event, "count", counts[i].value, counts[i].text, how)
        if i in terms:
            sheet.state(sentence, event, "term", terms[i].value, terms[i].text, how)
        _when_where(sheet, sentence, event, dates.get(i), places.get(i), how)
        named = {(p.entity.id, scene.text[p.start : p.end]): p.name for p in parts if p.name}
        for role, entity, words in roles:
            name = NameValue(named.get((entity.id, words), words) or UNSAID)
            sheet.state(sentence, event, role.value, name, words, how, event=entity.id, role=role)
        _of_people(sheet, sentence, trigger, roles, dates.get(i), places.get(i), how)


def _outside(told: Sequence[Trigger], places: Sequence[Mention]) -> list[Mention]:
    """The places that are no part of an event's own words ('returned to North Korea'), where there are others.

    What somebody left stays: 'left North Korea for China' was there.
    """
    own = [p for p in places if any(t.start <= p.start < t.end and t.word.kind not in LEAVING for t in told)]
    return [p for p in places if p not in own] or list(places)


def _voiced(voice: Stance, trigger: Trigger, own: bool) -> Stance:
    """How this one event is voiced: its own denial or doubt, and 'took part' where the teller is in it."""
    if trigger.denied:
        voice = replace(voice, certainty=Certainty.DENIED)
    elif trigger.supposed and voice.certainty is Certainty.STATED:
        voice = replace(voice, certainty=Certainty.HEDGED)
    if own and voice.basis is Basis.UNKNOWN:
        voice = replace(voice, basis=Basis.TOOK_PART)
    return voice


def _when_where(
    sheet: Sheet, sentence: Sentence, event: Entity, when: FoundDate | None, where: Mention | None, how: Stance
) -> None:
    if when and when.value:
        sheet.state(sentence, event, "date", when.value, when.text, how)
    if where:
        sheet.state(sentence, event, "place", PlaceValue(where.text, where.ids), where.text, how, role=Role.PLACE)


def _of_people(
    sheet: Sheet,
    sentence: Sentence,
    trigger: Trigger,
    roles: Sequence[tuple[Role, Entity, str]],
    when: FoundDate | None,
    where: Mention | None,
    how: Stance,
) -> None:
    """What the event says of the people in it: where they were held, when they died, whence and where to they went."""
    place = PlaceValue(where.text, where.ids) if where else None
    for role, entity, _ in roles:
        if entity.type is not EntityType.PERSON:
            continue
        if place and where and trigger.word.kind in HOLDING and role is not Role.ACTOR:
            sheet.state(sentence, entity, "held_at", place, where.text, how)
        names = MOVES.get(trigger.word.kind)
        concerned = role is Role.VICTIM if trigger.word.kind in DEADLY else role is not Role.VICTIM
        own_birth = trigger.word.kind == "birth" and (entity is sheet.narrator or trigger.word.object)
        if not names or not concerned or own_birth:
            continue
        goes_there = trigger.word.kind == "defection" and where is not None and _goal(sentence, where)
        if when and when.value and not goes_there:
            sheet.state(sentence, entity, names[0], when.value, when.text, how)
        if place and where:
            sheet.state(sentence, entity, names[1 + _goal(sentence, where)], place, where.text, how)


def _goal(sentence: Sentence, where: Mention) -> bool:
    """Whether the place is where to, by its preposition or particle; else it is whence."""
    at = where.start - sentence.start
    if sentence.language == "ko":
        return not sentence.text[at + len(where.text) :].startswith(("에서", "을 떠", "를 떠", "을 나", "를 나"))
    return bool(_TOWARDS.search(sentence.text[max(0, at - 12) : at]))


def _nearest(text: str, told: Sequence[Trigger], found: Sequence[T]) -> dict[int, T]:
    """For each event the date, place or number nearest to it that is nearer to no other event."""
    owned: dict[int, tuple[int, T]] = {}
    for one in found:
        costs = [(_cost(text, t, one), i) for i, t in enumerate(told)]
        cost, i = min(costs)
        if cost <= REACH and (i not in owned or cost < owned[i][0]):
            owned[i] = (cost, one)
    return {i: one for i, (_, one) in owned.items()}


def _cost(text: str, trigger: Trigger, one: Spanned) -> int:
    low, high = (trigger.end, one.start) if one.start >= trigger.end else (one.end, trigger.start)
    if high - low > REACH:
        return high - low
    between = text[low:high] if low < high else ""
    # Korean tells when and where before the verb: '2월에 떠나 8월에 도착했다'.
    behind = 60 if one.start >= trigger.end and is_hangul(text[trigger.start]) else 0
    return len(between) + behind + 40 * len(_BREAK.findall(between)) + 200 * bool(_LATER.search(between))


def _roles(
    text: str, trigger: Trigger, parts: Sequence[Part], sentence: Sentence, mine: Sequence[Part]
) -> list[tuple[Role, Entity, str]]:
    """Who is what in the event: the grammatical subject and object, turned round in the passive."""
    if of := _of_whom(text, trigger, parts):
        return [(Role(trigger.word.object or trigger.word.subject), of.entity, text[of.start : of.end])]
    korean = sentence.language == "ko"
    subject, other = subject_and_other(text, trigger, parts, sentence.end) if korean else _english(text, trigger, parts)
    subject = subject or next(iter(mine), None)
    first, second = trigger.word.subject, trigger.word.object
    if trigger.passive and second:
        first, second = second, first
    pairs = [(first, subject), (second, other)]
    if subject and other and subject.entity is other.entity:
        pairs = pairs[:1]
    return [(Role(name), p.entity, text[p.start : p.end]) for name, p in pairs if name and p]


def _of_whom(text: str, trigger: Trigger, parts: Sequence[Part]) -> Part | None:
    """Whom an event told by a noun happened to: 'the arrest of Kim', 'the death of my brother'."""
    if not text[trigger.start : trigger.end].endswith(" of"):
        return None
    return next((p for p in parts if 0 <= p.lead - trigger.end <= 1 or 0 <= p.start - trigger.end <= 1), None)


def _english(text: str, trigger: Trigger, parts: Sequence[Part]) -> tuple[Part | None, Part | None]:
    parts = [p for p in parts if not _POSSESSIVE.match(text, p.end)]
    before = [p for p in parts if p.end <= trigger.start and _BETWEEN.match(text[p.end : trigger.start])]
    before = [
        p
        for p in before
        if _WHO.search(text[p.end : trigger.start]) or not _PREPOSED.search(text[max(0, p.lead - 12) : p.lead])
    ]
    before = [p for p in before[-1:] if not another_subject(text[p.end : trigger.start])]
    after = [p for p in parts if p.start >= trigger.end and p.start - trigger.end < 50]
    after = [p for p in after if not _BREAK.search(text[trigger.end : p.start])]
    if trigger.passive:
        after = [p for p in after if _BY.search(text[max(0, p.lead - 8) : p.lead])]
    else:
        after = [p for p in after if not _PREPOSED.search(text[max(0, p.lead - 12) : p.lead])]
    return (before[-1] if before else None), (after[0] if after else None)
