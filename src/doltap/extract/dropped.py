"""Korean answers that leave the subject out: '1998년에 떠났습니다.' is about the teller, unless it is about another.

Korean drops a subject that both know. In an interview that is the one who was asked; it is another where the question
asked about another, where the answer itself named another before, or where somebody else stands in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from doltap.extract.passive_ko import describes
from doltap.extract.scene import Scene, Sentence
from doltap.extract.triggers import Trigger
from doltap.extract.turns import Voice

OWN_LIFE: Final = frozenset(
    (
        "birth", "departure", "escape", "defection", "arrival", "emigration", "resettlement", "return", "arrest",
        "detention", "imprisonment", "forced_labour", "internment", "forced_return", "deportation", "release",
        "interrogation", "beating", "torture", "trafficking", "hiding", "military_service", "schooling", "employment",
        "marriage", "transfer", "sentence",
    )
)  # fmt: skip
"""Kinds of event that people tell of their own lives."""

_ENDING: Final = r"(?:들|네|분)?(?:은|는|이|가|께서는?|도|만이|만)"
_ANYBODY: Final = re.compile(rf"(?<![가-힣])(?P<who>[가-힣A-Z]{{1,9}}?){_ENDING}(?=[\s,?]|$)")
_SELF: Final = re.compile(
    r"(?<![가-힣])(?:저|나)(?:는|도|만)(?![가-힣])|(?<![가-힣])(?:제|내)가(?![가-힣])|(?<![가-힣])(?:전|난)(?= )"
)
_YOU: Final = re.compile(r"선생님|본인|당신|귀하|자신|진술인|증언자|구술자")
_NOT_A_SUBJECT: Final = re.compile(
    r"(?:.*(?:때|년|월|일|날|해|달|곳|쯤|후|뒤|전|다음|동안|중|밤|낮|아침|저녁|새벽|봄|여름|가을|겨울|시절|당시|시기|이상|정도|에서|에서부터|부터"
    r"|까지|에|로|고서|면서|처음|나중|지금|요즘|오늘|어제|그제|그때|이때|이번|거기|여기|저기|나이|[것거건게]|경우|사정|형편|생활|식량|배급"
    r"|먹을|쌀|돈|기억|생각|고향|생일|집|마을|학교|일자리|혼자|둘|날짜|연도|길|말|이야기|소식|상황|기회|계기|까닭|이유|문제|굶주림|배고픔"
    r"|\d)|[이그저]|없|있|같|많|작|좋|젊|늙|어리|가난하|사|오|가|하|되|짓|살|보|나|먹|다니|모르|굶|높|낮|어느|어떤)"
)
_OTHER: Final = re.compile(
    r"(?<![가-힣])(?:아버지|아버님|어머니|어머님|엄마|아빠|부모|형|누나|언니|오빠|동생|남동생|여동생|할머니|할아버지|남편|아내|아들|딸|자녀"
    r"|아이|삼촌|고모|이모|사촌|친척|친구|이웃|식구|가족|동료|그분|그 ?사람|그 ?친구|사람들|다른|누구|형제|따님|아드님"
    r"|자매|조카|장인|장모|시어머니"
    r"|시아버지|며느리|사위|동무|주민|씨|군인|지도원)(?:님|들|분들?|네|님들)?(?:은|는|이|가|께서는?|도|요|들은요|의|은요|는요)(?![가-힣]{2})"
    r"|(?<![가-힣])누가(?![가-힣])"
)
_NAMED: Final = re.compile(r"[가-힣]{2,4} ?(?:씨|군|양|동무|동지)(?:는|은|가|이|께서는?|도|의)(?![가-힣])")
_PAST: Final = re.compile(r"[았었했였갔왔났됐렸졌겼혔쳤녔셨왔섰잤컸꼈냈랐줬봤뒀웠팠졌렀]")
_HEARSAY: Final = re.compile(
    r"(?:다고|라고|단|대)(?: ?(?:합|하|해|했|들었|전해|그러|그랬|말|요|$))|[다라]는 (?:말|소문|이야기|얘기|소식)"
    r"|[했갔났왔됐렸졌]대요?"
)


_WENT_IN: Final = frozenset(("들어갔", "이르렀", "닿았"))
"""Words of arriving that are said of schools, armies and rooms as often as of countries."""


class Topic(StrEnum):
    """Whom a dropped subject would mean."""

    TELLER = "teller"
    OTHER = "other"


def topics(scene: Scene) -> Iterator[tuple[Sentence, Topic | None]]:
    """Each sentence of a teller, and whom a subject that it drops would mean; None where nobody has asked anything."""
    asked: Topic | None = None
    topic: Topic | None = None
    turn = -1
    for sentence in scene.sentences:
        if sentence.turn.voice is Voice.QUESTION:
            asked = _asked(sentence.text, asked)
        elif sentence.turn.voice is Voice.TELLER and asked:
            topic = asked if sentence.turn.start != turn else topic
            yield sentence, topic if sentence.language == "ko" else None
            topic = _next(sentence.text, topic)
            asked = Topic.TELLER if topic is Topic.TELLER else asked
        turn = sentence.turn.start


def of_another(scene: Scene) -> frozenset[int]:
    """The sentences of answers whose dropped subject is another than the teller, by their index."""
    return frozenset(s.index for s, t in topics(scene) if t is Topic.OTHER and not _SELF.search(s.text))


def of_the_teller(scene: Scene) -> frozenset[int]:
    """The sentences of answers whose dropped subject is the teller, by their index."""
    return frozenset(s.index for s, t in topics(scene) if t is Topic.TELLER)


def _asked(words: str, before: Topic | None) -> Topic | None:
    """Whom a question asks about: the one addressed, unless it names another; one that names nobody asks on."""
    if _OTHER.search(words) or _NAMED.search(words):
        return Topic.OTHER
    return Topic.TELLER if _YOU.search(words) or before is not Topic.OTHER else before


def _next(words: str, topic: Topic | None) -> Topic | None:
    """Of whom the following sentence would be understood."""
    if _SELF.search(words):
        return Topic.TELLER
    return Topic.OTHER if somebody(words) else topic


def somebody(words: str) -> bool:
    """Whether somebody or something stands as a subject in the words; times, places and ways are none."""
    return any(not _NOT_A_SUBJECT.fullmatch(m["who"]) for m in _ANYBODY.finditer(words))


def own(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether this event of a sentence without a subject is told as having happened, and by nobody else's account."""
    said = sentence.text[trigger.start - sentence.start : trigger.end - sentence.start]
    done_to = trigger.word.object == "victim" and not trigger.passive
    if trigger.word.kind not in OWN_LIFE or done_to or trigger.denied or not trigger.finite or said in _WENT_IN:
        return False
    tail = sentence.text[trigger.end - sentence.start :]
    if describes(said, tail[:14]) or _HEARSAY.search(tail):
        return False
    before = sentence.text[: trigger.start - sentence.start]
    return bool(_PAST.search(said + tail)) and not somebody(before) and not somebody(tail)
