"""Whether a word that may tell of an event does: words of daily use need a person, a doer or a goal beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from doltap.extract.scene import Scene, Sentence
from doltap.extract.triggers import Trigger
from doltap.model import Entity, EntityType, Role

Roles = Sequence[tuple[Role, Entity, str]]

_PEOPLE: Final = (
    r"(?:people|persons?|men|man|women|woman|children|child|boys?|girls?|prisoners?|inmates?|detainees?|guards?"
    r"|soldiers?|officers?|officials?|police|policemen|defectors?|refugees?|escapees?|survivors?|famil(?:y|ies)|parents"
    r"|brothers?|sisters?|sons?|daughters?|father|mother|uncles?|aunts?|cousins?|husband|wife|friends?|neighbou?rs?"
    r"|workers?|farmers?|students?|citizens?|civilians?|North Koreans|South Koreans|Jews|troops|agents?|spies|spy"
    r"|diplomats?|fishermen|sailors|crew|passengers|droves|thousands|hundreds|dozens|victims?|villagers|residents)"
)
_DOER: Final = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|who|[Ee]verybody|[Ss]omebody|[Nn]obody|(?i:{_PEOPLE}))\b"
)
_DONE_TO: Final = re.compile(
    rf"^\W*(?:\w+ )?(?:him|her|them|me|us|himself|herself|themselves|(?:\S+ ){{0,4}}{_PEOPLE})\b", re.IGNORECASE
)
_NEW_SUBJECT: Final = re.compile(
    r"\b(?:he|she|they|it|you|there|nobody|everybody|somebody|everyone)\b"
    r"|(?:,| and| but| because| that| when| if| where| as| so) (?:about|around|over|the|a|an|my|his|her|their|our|its"
    r"|these|those|some|many|all|two|three|one|people) \w+"
)
_OTHERS: Final = re.compile(
    rf"\b(?i:{_PEOPLE})\s(?:(?:(?:wh[oi]\w*|that)\s)?(?:was|were|is|are|has|have|had|been|being|got|get|later|also|then"
    r"|reportedly|publicly|secretly|soon|all|both|each)\s)*\Z"
)
_JOINED: Final = re.compile(r"^,? (?:and|or|with|together with|along with) ")
_APPOSITION: Final = re.compile(r"^, (?:an?|the|then|aged?|my|his|her) [^,]{1,60},\s*")
_RELATIVE: Final = re.compile(r"\b(?:who|whom)\b")
_BORDER: Final = re.compile(
    r"^(?: over| into)? (?:the |a |that )?(?:[\w-]+ ){0,3}(?:[Rr]iver|[Bb]order|[Ff]rontier|Yalu|Tumen)\b"
)
_WAS: Final = re.compile(
    r"\b(?:was|were|been|being|is|are) (?:\w+ )?(?:\w+ed, )*(?:\w+(?:ed|en|t),? and (?:\w+ly |then |later )?)?$"
)
_OBJECT: Final = re.compile(r"^\s(?:the|a|an|his|her|its|their|our|my|that|how|this|these|those|great|high)\b")
_GOAL: Final = re.compile(
    r"^\W*(?:$|[.,;!?)]|(?:safely |there|here|alone|together|again|home|abroad|early|immediately|right away|and|with"
    r"|when|because|before|after|so|first|back|back to|for|from|to|in|on|at|by|via|through|into|the country|the city"
    r"|the town|the village|the camp|(?:the |a )?[A-Z]|(?:the |a |my |our |his |her |their )?"
    r"(?:country|village|town|city"
    r"|camp|border|station|house|homeland|hospital|ghetto|farm|ship|boat|port|place|safe|third)\b|\d))"
)
_LEFT_OVER: Final = re.compile(
    r"^\s(?:over|behind|out|alone to|no |it |him |them |us |me |a (?!year|month|week)"
    r"|my (?:coat|bag|book|things)|to \w+ (?:it|them))"
    r"|^[, ]+(?:right|turn|hand|side|foot|leg|arm)\b"
)


def another_subject(between: str) -> bool:
    """Whether somebody else is named between a person and a verb, so that the person is not its subject."""
    rest = _APPOSITION.sub("", between)
    if _OTHERS.search(rest):
        return not _JOINED.match(rest)
    return bool(_NEW_SUBJECT.search(rest)) and not _RELATIVE.search(rest)


def holds(scene: Scene, sentence: Sentence, trigger: Trigger, roles: Roles, *, bare: bool) -> bool:
    """Whether the word tells of an event; `bare`: no date, place or number stands with it."""
    check = _RULES.get(trigger.guard)
    if check and not trigger.finite and roles and not _near(scene.text, trigger, sentence):
        return False
    if check:
        return check(_around(scene.text, sentence, trigger), trigger, roles)
    near = sentence.language == "ko" or _near(scene.text, trigger, sentence)
    return trigger.finite or not bare or (bool(roles) and near)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words before and after a trigger in its clause; `led`: a capitalised name stands right before it."""

    before: str
    after: str
    led: bool


def _around(text: str, sentence: Sentence, trigger: Trigger) -> _Around:
    before = text[max(sentence.start, trigger.start - 60) : trigger.start]
    after = text[trigger.end : min(sentence.end, trigger.end + 60)]
    return _Around(
        re.split(r"[;:]", before)[-1], after, bool(re.search(r"[A-Z]\w+(?: has| have| had| also)? $", before))
    )


def _near(text: str, trigger: Trigger, sentence: Sentence) -> bool:
    """Whether a doer stands right before a form that does not itself say that it happened."""
    before = text[max(sentence.start, trigger.start - 20) : trigger.start]
    return bool(_DOER.search(before) or re.search(r"[A-Z]\w+ (?:\w+ ){0,2}$", before))


def _person(roles: Roles) -> bool:
    return any(e.type is EntityType.PERSON for _, e, _ in roles)


def _done(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    """It is done to somebody: the subject of a passive, the object of an active verb."""
    if any(role in (Role.VICTIM, Role.PARTICIPANT) and e.type is EntityType.PERSON for role, e, _ in roles):
        return True
    human = _DOER.search(words.before[-45:]) if trigger.passive else _DONE_TO.search(words.after)
    return bool(human)


def _passive(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return trigger.passive and _done(words, trigger, roles)


def _was_held(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return bool(_WAS.search(words.before)) and _done(words, trigger, roles)


def _somebody(words: _Around, _trigger: Trigger, roles: Roles) -> bool:
    return _person(roles) or bool(_DOER.search(words.before.split(",")[-1][-45:]))


def _agent(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return trigger.finite and not trigger.passive and (bool(roles) or words.led)


def _maker(_words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return trigger.finite and bool(roles)


def _goer(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return _somebody(words, trigger, roles) and bool(_GOAL.match(words.after)) and not _LEFT_OVER.match(words.after)


def _crosser(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return trigger.finite and _somebody(words, trigger, roles) and bool(_BORDER.match(words.after))


def _bare(words: _Around, trigger: Trigger, roles: Roles) -> bool:
    return _somebody(words, trigger, roles) and not _OBJECT.match(words.after)


_RULES: Final[dict[str, Callable[[_Around, Trigger, Roles], bool]]] = {
    "passive": _passive,
    "victim": _done,
    "person": _somebody,
    "agent": _agent,
    "goer": _goer,
    "bare": _bare,
    "crosser": _crosser,
    "maker": _maker,
    "held": _was_held,
}
