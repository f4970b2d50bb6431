"""How the teller voices a thing and knows it: certainty, basis, from whom it was heard, whom the words cite."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from doltap.model import Basis, Certainty


@dataclass(frozen=True, slots=True)
class Stance:
    """How one thing was said. `cites` names a body, outlet or report; `heard_from` a person or 'people'."""

    certainty: Certainty = Certainty.STATED
    basis: Basis = Basis.UNKNOWN
    heard_from: str = ""
    cites: str = ""


PLAIN: Final = Stance()
"""Stated, and nothing said of how it is known."""

_SAW: Final = re.compile(
    r"\b(?:I|we) (?:myself )?(?:saw|watched|witnessed|have seen|had seen|could see)\b|with my own eyes|\bmy own eyes\b"
    r"|(?:직접|내 ?눈으로|제 ?눈으로|두 ?눈으로|똑똑히) ?(?:\S+ ){0,4}?(?:보았|봤|본 |목격)|목격했"
    r"|목격하였|(?:것을|걸|모습을) (?:보았|봤)",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    r"\b(?:people (?:said|say|were saying|used to say|talked)|everyone (?:said|knew|says)|everybody (?:said|knew|says)"
    r"|rumou?rs?|rumou?red|they say|it (?:is|was) said|word (?:was|spread|had it)|gossip)\b"
    r"|소문|사람들이 (?:말하|그러|수군)|다들 (?:말하|그러|알)",
    re.IGNORECASE,
)
_HEARD: Final = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|apparently|(?:I|we)(?:['’]ve| have| had)? (?:later |only |also )?heard"
    r"(?= (?:that|about|from|of|how|later|he|she|they|it was|the news|rumou?rs?|people)\b)"
    r"|I was told|we were told|(?:was|were|is|are) said to|is believed to|told (?:me|us))\b"
    r"|다고 (?:한다|합니다|해요|했다고|하더|들었|들은|전해|알려)|(?:ㄴ|는|은|았|었|였|했|한|된"
    r"|린)다더라|더라고요|다더라|답니다|다고들|라고 들었|전해 ?들",
    re.IGNORECASE,
)
_HEDGED: Final = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|might|may have|must have|I (?:think|guess|believe|suppose)|I'm not sure"
    r"|I am not sure|if I remember|as far as I (?:know|remember)|it seems|seems to|seemed to|likely|presumably"
    r"|I don't remember exactly|I don't know exactly)\b"
    r"|것 ?같|거 ?같|듯 ?(?:하|싶|합)|모양이|아마|혹시|확실(?:하지|치)|일지도|을지도|ㄹ지도"
    r"|로 보인다|로 보입니다|추정|기억이 (?:잘 )?안|던 것 ?같|ㄴ가 ?(?:봐|보)|나 ?봐|쯤? ?될 ?거",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(
    r"\b(?:records? shows?|according to (?:the |a )?(?:document|record|report|file|certificate)s?"
    r"|the (?:document|certificate) (?:says|shows))\b"
    r"|(?:문건|서류|기록|문서)에(?:는| 따르면| 의하면)",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"\bheard (?:it |this |that )?from (?P<a>(?:my |the |a |an |other )?[\w' -]{2,30}?)(?= (?:that"
    r"|who|about|in|on|at|when)\b|[,.;]|$)"
    r"|\b(?P<b>(?:[Mm]y|[Tt]he|[Aa]n?|[Oo]ur|[Oo]ther) [\w' -]{2,30}?|[A-Z][\w'-]+(?: [A-Z][\w'-]+)*) told (?:me|us)\b"
    r"|(?P<c>[가-힣]{1,10}(?: [가-힣]{1,10})?)(?:에게서|한테서|에게|한테|로부터|으로부터) (?:전해 ?)?들"
)
_CITES_EN: Final = re.compile(
    r"\b[Aa]ccording to (?P<a>(?:the |a |an )?[^,.;:]{2,80}?)(?=,|;|\.|:| in (?:19|20)| on [A-Z]|$)"
    r"|(?P<b>[A-Z][\w.&'’-]*(?: (?:of|for|the|and|on|[A-Z][\w.&'’-]*)){0,8}) (?:reported|reports"
    r"|announced|confirmed|claimed|estimates?|estimated)\b(?: that)?"
)
_CITING: Final = ("ccording to ", " report", " announced", " confirmed", " claimed", " estimate")
"""What every English citing holds."""

_CITES: Final = re.compile(
    rf"{_CITES_EN.pattern}"
    r"|(?P<c>[^\s,.\"'“”]{2,20}(?: [^\s,.\"'“”]{2,20}){0,2}?)에 (?:따르면|의하면)"
    r"|(?P<d>[가-힣A-Za-z]{2,20}(?: [가-힣A-Za-z]{2,20})?)"
    r"(?:은|는|(?:이|가)(?= [^.]{0,40}(?:라고|다고|고) )) [^.]{0,200}?(?:라고|다고"
    r"|고) (?:밝혔|보도했|전했|발표했|주장했|말했)"
)
_QUICK: Final = re.compile(
    r"hear|told|sa[iy]|saw|seen|eyes|witness|people|every|rumou?r|word|gossip|report|alleg|suppos"
    r"|appar|believ|maybe|perhaps"
    r"|prob|poss|might|may|must|think|guess|sure|remember|seem|like|presum|record|accord|document"
    r"|certif|announce|claim|confirm|estimat|watch"
    r"|봤|보았|목격|소문|사람들|다들|다고|더라|답니다|들|것|거|듯|모양|아마|혹시|확실|지도|보인|보입"
    r"|추정|기억|서류|기록|문|따르|의하|라고|밝혔|전했|고 ",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def stance(words: str) -> Stance:
    """How the words of one sentence are voiced. Denial belongs to one event, not to a sentence, and is set there."""
    if not _QUICK.search(words):
        return PLAIN
    source = _FROM.search(words)
    heard_from = next((g for g in source.groups() if g), "").strip() if source else ""
    cited = _cited(words)
    cites = next((g for g in cited.groups() if g), "").strip() if cited else ""
    return Stance(_certainty(words, heard_from), _basis(words, heard_from), heard_from, cites)


def _cited(words: str) -> re.Match[str] | None:
    """Where the words cite somebody. Without Hangul only the English forms can: the others try every letter."""
    if words.isascii():
        return _CITES_EN.search(words) if any(w in words for w in _CITING) else None
    return _CITES.search(words)


def _certainty(words: str, heard_from: str) -> Certainty:
    if heard_from or _HEARD.search(words) or _TALK.search(words):
        return Certainty.HEARD
    return Certainty.HEDGED if _HEDGED.search(words) else Certainty.STATED


def _basis(words: str, heard_from: str) -> Basis:
    if _SAW.search(words):
        return Basis.SAW
    if heard_from:
        return Basis.HEARD_FROM
    if _TALK.search(words):
        return Basis.COMMON_TALK
    if _DOCUMENT.search(words):
        return Basis.DOCUMENT
    return Basis.HEARD_FROM if _HEARD.search(words) else Basis.UNKNOWN
