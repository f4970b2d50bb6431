"""Korean: whether a word of an event is suffered by its subject, and whether it only describes the noun behind it."""

from __future__ import annotations

import re
from typing import Final

_STEM: Final = re.compile(
    r"되|됐|된|될|당|받|잡혀|잡히|잡혔|붙잡혀|붙잡히|붙들려|끌려|갇|맞|쫓겨|넘겨졌|피랍|납북|희생|걸려|숨|구류|북송|복역|옥살이|징역"
    r"|형을 살|풀려|팔려|실려|옮겨지|옮겨졌|보내졌|보내지|빼앗겼|출소|다쳤|다치|상처를 입|총에 맞|소개되"
)
"""Stems whose grammatical subject is whom it was done to, whatever stands behind them."""

_ENDURED: Final = re.compile(r"관리소|교화|단련대|집결소|구류장|대기실|예심|수용소")
"""Places of detention as event words: whoever goes there is held there, unless the verb says who takes whom there."""

_SENT: Final = re.compile(
    r"^[^.?!]{0,10}?(?:보냈|보내(?!지|졌)|넣|가두|가뒀|시켰|시키|끌고|데려|데리고|처넣|압송했|운영|관리하)"
)
_TAIL: Final = re.compile(
    r"(?: ?판결| ?선고|에서 [0-9가-힣]{1,8}(?=을|를))?"
    r"(?:[을를도은는까지]{0,2} ?(?:심하게 |크게 |많이 |또 |여러 번 |강제로 )?)?"
    r"(?:되|됐|된|될|돼|당|받|시켜졌|맞았)|혔|혀|히[어었]|려 (?:가|갔|나|들|왔)|려갔"
)
_MADE: Final = re.compile(r"^(?:하|했|한 |할|해 |시키|시켰)")
_ATTRIBUTE: Final = re.compile(
    r"^[가-힣]{0,4}?(?:된|간|힌|한|난|진|은|던|온|린|운|긴|당한|받은|낸|인|할|될|갈|(?<!다)는)\s"
)
_ENDS_SO: Final = frozenset("된간힌한난진은던온린운긴낸는")
_DEPENDENT: Final = re.compile(
    r"사람(?:이다|입니다|이었|이에요|인데)|"
    r"(?:지난 |바로 )?(?:뒤|후|다음|때|적|것|거|건|게|일|사실|이유|까닭|날|해|곳|줄|채|이후|직후|이래|상태|동안|당시"
    r"|경우|만큼|대로|지|데|순간|시기|기간|경험|바|셈|듯|모양|탓|덕|끝|과정|년|달|뿐|수|중|도중|터|만)(?![가-힣]{2})"
)
_HEAD: Final = re.compile(r"(?:[^\s.,!?]{1,10} ){0,2}\Z")
_NOUN_THEN: Final = re.compile(r"^ ?(?:직)?(?:후|뒤|이후|당시|당할|과정)(?![가-힣]{2})")
HEAD: Final = 24
"""How many characters behind a describing form the noun that it describes may begin."""


def suffered(stem: str, tail: str) -> bool:
    """Whether the subject of this word is whom it was done to; `tail` is what stands right behind the stem."""
    if _MADE.match(tail) and not stem.endswith("당"):
        return False
    if _ENDURED.search(stem) and not _SENT.match(tail):
        return True
    return bool(_STEM.search(stem) or _TAIL.match(tail))


def describes(stem: str, tail: str) -> bool:
    """Whether the form only describes the noun behind it ('체포된 사람'): the subject before it is another verb's.

    '체포된 뒤', '체포된 적', '체포된 사람이다' say when or that it happened: their subject is the one before them.
    """
    if stem[-1] in _ENDS_SO and tail[:1] == " ":
        return not _DEPENDENT.match(tail[1:])
    m = _ATTRIBUTE.match(tail)
    return bool(m) and not _DEPENDENT.match(tail[m.end() :] if m else "")


def leads_to(between: str) -> bool:
    """Whether the words between a describing form and a person can stand in one noun phrase: no particle, no stop."""
    first, _, rest = between.partition(" ")
    return len(between) <= HEAD and bool(_HEAD.match(rest)) and "," not in first


def then(tail: str) -> bool:
    """Whether a bare event noun says when ('체포 후 사라졌다'): it happened to the subject of the sentence."""
    return bool(_NOUN_THEN.match(tail))
