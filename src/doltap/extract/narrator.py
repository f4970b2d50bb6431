"""The teller: name and birth, in running words and in short answers to the usual first questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from doltap.extract.birth import birth_date, birth_place
from doltap.extract.dropped import of_another
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN, Stance
from doltap.extract.turns import Voice
from doltap.model import Certainty, NameValue, PlaceValue

_NAME: Final = (
    r"[A-Z][a-z][\w'’-]*(?:(?: |\n)(?:(?:de|del|von|van|der|di)(?: |\n))?[A-Z][\w'’-]*\.?(?=[\s.,;:(\[-]|$)){0,4}"
)
_MY_NAME: Final = re.compile(
    rf"\b(?:[Mm]y|[Tt]he) (?:full |real |first |whole )?name(?:'s|’s| is| was)(?: now)?,?"
    rf"(?: ?\(\w+\)[,.]?)?(?:[, ]+(?:uh|um|er|--)[,.]?)* (?P<name>{_NAME})"
    rf"|\bI(?:'m| am) called (?P<called>{_NAME})"
    r"|(?:제|내|저의|나의) 이름은 (?P<ko>[가-힣]{2,4}?)(?:입니다|이에요|예요|이다|다|이고|고|이며"
    r"|라고|이라고)(?![가-힣]*[가-힣]{4})"
    r"|(?:저는|나는|전|난) (?P<ko2>[가-힣]{3}?)(?:이라고|라고) (?:합니다|한다|해요|하는)"
)
_ALIAS: Final = re.compile(
    rf"(?<!her )(?<!his )\b(?:maiden name(?:'s| is| was)|name at birth (?:is|was)|\bborn"
    rf"(?= [A-Z][a-z]+[,.](?! \d))|née|nee),? (?P<name>{_NAME})"
)
_NAMING: Final = ("name", "called", "born", "née", "nee", "이름은", "라고")
"""One of these stands in every sentence by which a teller says a name unasked."""

_INTERVIEWED: Final = re.compile(
    rf"\binterview(?:ed|ing)? (?:of|with)[\s,]+(?:(?:Mrs?|Ms|Dr|Rabbi)\.? )?(?P<name>{_NAME})"
    rf"|\binterviewing (?:(?:Mrs?|Ms|Dr|Rabbi)\.? )?(?P<direct>{_NAME})"
    rf"|\bI(?:'m|’m| am) here with (?P<here>{_NAME})"
)
_BORN: Final = re.compile(r"\bborn\b")
_EXPLAINS: Final = re.compile(
    r"^\W*(?:(?:uh|um|and|well|but|so)\W+)*(?:it(?: was| is|['’]s| used to be| belonged)|that(?: was"
    r"| is|['’]s)|at that time|now it|then it|today it)\b",
    re.IGNORECASE,
)
_NAME_ASKED: Final = re.compile(
    r"\byour (?:full |first |last |maiden |complete |own )*name\b|\bname at birth\b|성함|이름[이을은]", re.IGNORECASE
)
_NAME_ONLY: Final = re.compile(
    rf"^\W*(?:(?:Uh|Um|Yes|Well|Yeah|Oh|I'm|I am|It's|It is|my name)[,.]? )*(?P<name>{_NAME})[\s,.:]"
    r"|^\W*(?P<ko>[가-힣]{2,4}?)(?:이?라고 (?:합니다|해요)|입니다|이에요|예요|이요|요)?\W*$"
)
_I_BORN: Final = re.compile(
    r"(?<!when )(?<!which )(?<!before )(?<!after )(?<!since )(?<!until )(?<!where )\b(?:I|we) (?:was"
    r"|were|am|'m) (?:actually |also |originally )?born\b|^\W*(?:(?:uh|um|well|yes|yeah|in|and|—)\W+)*(?:was )?born\b"
    r"|(?<=[,;] )(?:in — )?born (?=in|on)"
    r"|\b(?:my|the) (?:birthday|date of birth|birth date|birthdate|birthplace|place of birth) (?:is|was)\b",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\bI(?:['’]m| am| come) (?:originally )?from (?=[A-Z])")
_KO_BORN: Final = re.compile(
    r"태[어여]났|태[어여]나|에서 났(?:습|어|다|고)|출생(?:했|하|입|이)|(?:\d년|\d)생(?:입|이|으로|인)"
    r"|출신(?:입|이|으로)|고향은|고향이"
)
_KO_OTHER: Final = re.compile(r"([가-힣]{1,8}?)(?:은|는|이|가|께서는) ")
_KO_SELF: Final = frozenset(["저", "나", "제", "내", "우리", "고향", "전", "난", "생일", "출생지", "고향", "저희"])
_AT_BIRTH: Final = re.compile(r"name (?:at birth|when you were born)", re.IGNORECASE)
_ASK: Final = re.compile(
    r"\bborn\b|\b(?:are you|you are|you're|you) from\b|\bbirth(?:day|date|place)?\b|태[어여]|출생|생년|고향",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:father|mother|parents|brothers?|sisters?|siblings|husband|wife|grand\w+|children|son"
    r"|daughter|kids|they|he|she)\b"
    r"|아버|어머니|부모|동생|남편|아내|자녀",
    re.IGNORECASE,
)
_YOU: Final = re.compile(
    r"\byour? (?:were |was )?(?:born|birth|date|place)|were you|you born|\byou(?:'re| are) born", re.IGNORECASE
)
_WHEN: Final = re.compile(r"\bwhen\b|\bdate\b|\byear\b|birthday|birthdate|언제|몇 ?년|생년|생일", re.IGNORECASE)
_WHERE: Final = re.compile(
    r"\bwhere\b|\bplace\b|\bcity\b|\btown\b|\bcountry\b|birthplace|어디|고향|출생지", re.IGNORECASE
)
_FOLLOW: Final = re.compile(
    # 'And when was that?' asks on; 'When did you leave?' asks of something else.
    r"^(?!.*\b(?:did|do|does|have|had|were|are|was|is|could|would) (?:you|they|he|she|we|your|the|people)\b"
    r"(?!.{0,30}\bborn\b))"
    r"\W*(?:(?:and|in|so|okay|ok|yes|from)\W+)*(?:when|where|(?:the|your) (?:place|date|year|city"
    r"|town|country)|what (?:year|date|day|month|town|city"
    r"|country|part)|which)\b.{0,45}$"
    # '언제요?' asks on; '언제 오셨습니까?' asks of something else.
    r"|^\W*(?:그럼 |그러면 |거기가 )?(?:언제|어디|몇 ?년)(?:서|에서|쯤|인가)?[가-힣]{0,5}\W*$",
    re.IGNORECASE | re.DOTALL,
)
_WHERE_IS: Final = re.compile(
    r"\b(?:where is|where's|where was|what country|which country|is (?:that|it) (?:in|near)|near "
    r"(?:what|which)|larger (?:town|city)"
    r"|what (?:part|region)|close to|part of)\b|^\W*(?:In|That's in|Near|And that’?'?s near) [A-Z]",
    re.IGNORECASE,
)
_TOLD_YOU: Final = re.compile(r"\byou were born\b|태어나셨(?:지요|죠|다고)", re.IGNORECASE)
_YES: Final = re.compile(
    r"^\W*(?:yes|yeah|yah|ja|right|correct|that's (?:right|correct)|that is (?:right|correct)"
    r"|mm-?hmm|umm?-hmm|uh-huh|네|예|맞)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is still asked of the teller's birth and name, since which turn, and a question that states it."""

    when: bool = False
    where: bool = False
    name: bool = False
    born_at: int = -1000
    turn: int = -1
    states: Sentence | None = None


def tell_narrator(sheet: Sheet, scene: Scene) -> None:
    """Write what the teller says of their own name and birth."""
    asked, others = _Asked(), of_another(scene)
    for sentence in scene.sentences:
        if sentence.index in others:
            continue
        if sentence.turn.voice is Voice.TELLER:
            named = _own_name(sheet, sentence, asked)
            asked = _birth(sheet, scene, sentence, replace(asked, name=False), named)
            continue
        _introduced(sheet, scene, sentence)
        if sentence.turn.voice is Voice.QUESTION:
            asked = _ask(sentence, asked)


def _introduced(sheet: Sheet, scene: Scene, sentence: Sentence) -> None:
    """What the record or the questioner says of the teller at the start: name and birth."""
    m = _INTERVIEWED.search(sentence.text) if sentence.index < 40 else None
    name = next((g for g in m.groups() if g), "") if m else ""
    if not m or not name or re.match(r"(?:The|United|Holocaust)\b", name):
        return
    sheet.state(sentence, sheet.narrator, "name", _name_value(name), name, PLAIN)
    born = _BORN.search(sentence.text, m.end())
    if born:
        birth_date(sheet, scene, sentence, sheet.narrator, sentence.start + born.end())
        birth_place(sheet, scene, sentence, sheet.narrator, sentence.start + born.end(), short=False)


def _name_value(name: str) -> NameValue:
    return NameValue(" ".join(name.split()).rstrip(".,"))


def _ask(sentence: Sentence, before: _Asked) -> _Asked:
    """What this sentence of a question asks, beside what the same question asked before."""
    words = _AT_BIRTH.sub("name", sentence.text)
    recent = sentence.index - before.born_at <= 8
    about = bool(_ASK.search(words)) and (not _OTHERS.search(words) or bool(_YOU.search(words)))
    follow = recent and bool(_FOLLOW.match(words))
    where_is = recent and not about and bool(_WHERE_IS.search(words))
    same = before.turn == sentence.turn.start
    when = (about or follow) and bool(_WHEN.search(words))
    where = ((about or follow) and bool(_WHERE.search(words))) or where_is
    if about and not when and not where:
        when = where = True
    keep = same or (recent and len(words) < 25 and not about and (follow or sentence.language != "ko"))
    return _Asked(
        when or (keep and before.when),
        where or (keep and before.where),
        bool(_NAME_ASKED.search(words)) or (same and before.name),
        sentence.index if about or follow or where_is else before.born_at,
        sentence.turn.start,
        sentence if _TOLD_YOU.search(words) else None,
    )


def _own_name(sheet: Sheet, sentence: Sentence, asked: _Asked) -> bool:
    """Write the name that this sentence gives the teller; whether it gives one."""
    if not asked.name and not any(w in sentence.text for w in _NAMING):
        return False
    for pattern, what in ((_MY_NAME, "name"), (_ALIAS, "alias"), (_NAME_ONLY, "name")):
        if pattern is _NAME_ONLY and not asked.name:
            continue
        m = pattern.search(sentence.text)
        name = next((g for g in m.groups() if g), "") if m else ""
        if (
            name
            and not _ASK.match(name)
            and name.split()[0]
            not in ("Yes", "Yeah", "Okay", "So", "Right", "In", "My", "The", "Well", "It", "I", "No", "What", "And")
        ):
            sheet.state(sentence, sheet.narrator, what, _name_value(name), _unstopped(name), PLAIN)
            return True
    return False


def _unstopped(name: str) -> str:
    """The name without the full stop of its sentence; an initial keeps its own."""
    return name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".,")


def _birth(sheet: Sheet, scene: Scene, sentence: Sentence, asked: _Asked, named: bool) -> _Asked:
    """Write what this sentence says of the teller's birth; give back what is still unanswered."""
    if asked.states and _YES.match(sentence.text):
        birth_date(sheet, scene, asked.states, sheet.narrator, asked.states.start)
        birth_place(sheet, scene, asked.states, sheet.narrator, asked.states.start, short=False)
    asked = replace(asked, states=None)
    _hails(sheet, scene, sentence)
    at = _born_at(sentence)
    answers = (
        (asked.when or asked.where) and not _OTHERS.search(sentence.text[:30]) and sentence.index - asked.born_at <= 8
    )
    if sentence.index == asked.born_at + 1 and _EXPLAINS.match(sentence.text) and scene.places(sentence):
        birth_place(sheet, scene, sentence, sheet.narrator, sentence.start, short=False)
    if at < 0 and not answers:
        return asked
    after = sentence.start + max(at, 0)
    if sentence.language == "ko":
        after = sentence.start
    when = (at >= 0 or asked.when) and birth_date(sheet, scene, sentence, sheet.narrator, after)
    where = (at >= 0 or asked.where) and birth_place(
        sheet, scene, sentence, sheet.narrator, after, short=answers and asked.where and at < 0 and not named
    )
    born = sentence.index if when or where else asked.born_at
    return replace(asked, when=asked.when and not when, where=asked.where and not where, born_at=born)


def _hails(sheet: Sheet, scene: Scene, sentence: Sentence) -> None:
    """Write, hedged, the place that the teller is 'from': often, not always, where they were born."""
    m = _FROM.search(sentence.text)
    near = [p for p in scene.places(sentence) if m and p.start - sentence.start == m.end()]
    for place in near:
        value = PlaceValue(place.text, place.ids)
        sheet.state(sentence, sheet.narrator, "birth_place", value, place.text, Stance(Certainty.HEDGED))


def _born_at(sentence: Sentence) -> int:
    """Where in the sentence the teller's own birth begins to be told, or -1."""
    if sentence.language == "ko":
        m = _KO_BORN.search(sentence.text)
        others = {o[1] for o in _KO_OTHER.finditer(sentence.text)} - _KO_SELF if m else set()
        return m.start() if m and not others else -1
    low = sentence.text.lower()
    m = _I_BORN.search(sentence.text) if "born" in low or "birth" in low else None
    return m.end() if m and sentence.text.count('"', 0, m.start()) % 2 == 0 else -1
