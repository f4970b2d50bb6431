"""Where a sentence tells of an event: the pack's event words in every form, passive or active, denied or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from doltap.extract.lexicon import rows, words
from doltap.extract.passive_ko import suffered, then
from doltap.extract.scene import Sentence
from doltap.language import compose, decompose, is_hangul
from doltap.model import EventWord

_IRREGULAR: Final = {row[0]: row for row in rows("en_irregular_verbs")}
_BE: Final = words("en_passive_verbs")
_PARTICIPLE: Final = words("en_participles")
_NO: Final = words("en_negations")
_MAYBE: Final = words("en_suppositions")
_LINKS: Final = frozenset(("and", "or", "then", "later", "also", "finally", "again", "eventually"))
_ADVERBS: Final = frozenset(("back", "away", "up", "out", "off", "in", "over"))
_WHOM: Final = re.compile(
    r"me|him|her|us|them|(?:(?:my|our|his|her|their|the|an?)(?: [a-z-]+){1,3})?(?: ?[A-Z][\w’'-]*){0,4}"
)
"""Somebody between a verb and its adverb: 'me', 'my younger brother', 'Mr Kim Chol Su'."""
_TOKEN: Final = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_GUARDS: Final = {word.replace("_", " "): row[0] for row in rows("en_guards") for word in row[1:]}
_KO_NO: Final = re.compile(
    r"^[가-힣]{0,4}?(?:지 ?(?:않|못|아니|는 않|도 않)|은 적이? ?없|ㄴ 적|한 적이? ?없|된 적이? ?없"
    r"|당한 적이? ?없|적은? 없|ㄹ 수 없)"
)
_KO_NO_BEFORE: Final = re.compile(r"(?<![가-힣])(?:안|못) ?$")
_KO_VERB: Final = frozenset("나났갔가간려혀었았였했히리치어아지키오왔들서러르끌맞되하당려렸혔겼쳤졌잃냈셨섰겄")
_KO_LONGER: Final = frozenset("적력성자민장단훈전군법률권영식생위업물품소용원관실서부차중학")
_KO_WITH_VERB: Final = words("ko_event_nouns")
_KO_DONE: Final = re.compile(
    r"(?:(?: ?판결| ?선고|에서 [0-9가-힣]{1,8})?[을를도]? ?"
    r"(?:하|했|한|할|함|해|되|됐|된|될|돼|당|받|시키|시켰|시킨|드리|올리|벌|치르|치렀|맺))"
    r"|(?:이|가) (?:일어|벌어|있었)"
)
_KO_PAST: Final = re.compile(r"[었았였났]|으셨|[난간진린]? (?:것|걸|모습|뒤|후|때)")
_KO_PREFIX: Final = re.compile(r"(?:강제|공개|비밀|대량|집단|무차별|불법|비법|물|전기|총|긴급|교통)\Z")
_KO_WHOM: Final = re.compile(r"[가-힣](?:을|를) ")


_KO_MELTED: Final = {
    "ㅣ": "ㅕ",
    "ㅐ": "ㅐ",
    "ㅔ": "ㅔ",
    "ㅓ": "ㅓ",
    "ㅕ": "ㅕ",
    "ㅏ": "ㅏ",
    "ㅚ": "ㅙ",
    "ㅗ": "ㅘ",
    "ㅜ": "ㅝ",
}
_KO_THERE: Final = re.compile(r"(?:(?:에|으로|로|에서)? ?| [0-9가-힣]{1,6}(?:을|를|형을)? ?)\Z")
"""What parts place or measure of an event from its verb: '구류장에 구금', '징역 4년을 선고' are one event each."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """text[start:end] tells of an event of one kind.

    `passive`: its grammatical subject is whom it was done to. `finite`: the form tells that it happened, so that it is
    an event even if nobody and no time is named; a bare 'escape' or 'meeting' is not.
    """

    start: int
    end: int
    word: EventWord
    passive: bool = False
    denied: bool = False
    supposed: bool = False
    finite: bool = True
    guard: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """How one event word may go on after its first token, and whether it is only ever passive."""

    rest: tuple[str, ...]
    word: EventWord
    passive: bool
    participle: bool
    guard: str = ""


@dataclass(frozen=True, slots=True)
class EventIndex:
    """The pack's event words: English by their first token in every form, Korean as one pattern."""

    english: dict[str, tuple[_Form, ...]]
    korean: re.Pattern[str] | None
    stems: dict[str, EventWord]


def _forms(verb: str) -> tuple[str, ...]:
    """Every form of an English word: base, -s, -ed, -ing, or what the table of irregular verbs says."""
    given = _IRREGULAR.get(verb, (verb,))
    stem = verb[:-1] if verb.endswith("e") else verb
    regular = (f"{stem}ed", f"{stem}ing", f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb}s")
    past = () if verb in _IRREGULAR and verb not in ("hang",) else (regular[0],)
    return tuple(dict.fromkeys((*given, *past, *regular[1:])))


@lru_cache(maxsize=8)
def event_index(event_words: tuple[EventWord, ...]) -> EventIndex:
    """The index of these event words; the last few are kept."""
    english: dict[str, list[_Form]] = {}
    stems: dict[str, EventWord] = {}
    for word in event_words:
        for phrase in word.en:
            _enter(english, word, phrase.lower().split())
        stems |= {form: word for stem in word.ko for form in _past(stem) if form not in stems}
    ordered = sorted(stems, key=len, reverse=True)
    korean = re.compile("|".join(map(re.escape, ordered))) if ordered else None
    return EventIndex({k: tuple(sorted(v, key=lambda f: -len(f.rest))) for k, v in english.items()}, korean, stems)


def _past(stem: str) -> tuple[str, ...]:
    """A Korean stem, and its past where the last vowel melts into it: 돌려보내 and 돌려보냈, 갇히 and 갇혔."""
    lead, vowel, tail = decompose(stem[-1])
    melted = "" if tail else _KO_MELTED.get(vowel, "")
    return (stem, stem[:-1] + compose(lead, melted, "ㅆ")) if melted and len(stem) > 1 else (stem,)


def _enter(english: dict[str, list[_Form]], word: EventWord, tokens: list[str]) -> None:
    passive = tokens[0] == "be" or tokens[-1] == "by"
    tokens = tokens[tokens[0] == "be" : len(tokens) - (tokens[-1] == "by")]
    if not tokens:
        return
    first, rest = tokens[0], tuple(tokens[1:])
    guard = _GUARDS.get(" ".join(tokens), "")
    guard = "" if passive and len(tokens) > 1 and guard != "held" else guard
    if guard == "never":
        return
    for form in (first, f"{first}s") if guard == "noun" else (first,) if passive else _forms(first):
        # 'forcibly returned': an adverb may lead the phrase.
        verb = rest[0] if rest and form.endswith("ly") else form
        participle = guard != "noun" and (verb.endswith("ed") or verb in _PARTICIPLE)
        english.setdefault(form, []).append(_Form(rest, word, passive, participle, guard))


def triggers(sentence: Sentence, index: EventIndex) -> list[Trigger]:
    """The events that this sentence tells of, in order, none over another."""
    if sentence.language == "ko":
        return _korean(sentence, index)
    found: list[Trigger] = []
    tokens = list(_TOKEN.finditer(sentence.text))
    low = [t[0].lower().replace("’", "'") for t in tokens]
    if index.english.keys().isdisjoint(low):
        return found
    after = 0
    for i, token in enumerate(low):
        forms = index.english.get(token, ()) if i >= after else ()
        form = next((f for f in forms if _goes_on(tokens, low, i + 1, f)), None)
        if form is None or (form.passive and not form.rest and not _BE.intersection(low[max(0, i - 3) : i])):
            continue
        whole = tuple(low[i + 1 : i + 1 + len(form.rest)]) == form.rest
        after = i + 1 + (len(form.rest) if whole else 0)
        found.append(_english(sentence, tokens, low, i, after - 1, form))
    return found


def _goes_on(tokens: list[re.Match[str]], low: list[str], at: int, form: _Form) -> bool:
    """Whether the word goes on as its phrase does, or with somebody between: 'sent me back', 'sent Kim back'."""
    if tuple(low[at : at + len(form.rest)]) == form.rest:
        return True
    if form.passive or not form.rest or form.rest[0] not in _ADVERBS:
        return False
    most = min(at + 8, len(low) - len(form.rest) + 1)
    ends = (n for n in range(at + 1, most) if tuple(low[n : n + len(form.rest)]) == form.rest)
    return any(_WHOM.fullmatch(" ".join(t[0] for t in tokens[at:n])) for n in ends)


def _english(
    sentence: Sentence, tokens: list[re.Match[str]], low: list[str], i: int, last: int, form: _Form
) -> Trigger:
    before = low[max(0, i - 4) : i]
    passive = form.participle and (form.passive or bool(_BE.intersection(_auxiliaries(low, i))))
    denied = any(t in _NO or t.endswith("n't") for t in before)
    supposed = bool(_MAYBE.intersection(before))
    start, end = sentence.start + tokens[i].start(), sentence.start + tokens[last].end()
    finite = form.guard != "noun" and (_finite(low[i]) or form.rest[-1:] == ("of",))
    return Trigger(start, end, form.word, passive, denied, supposed, finite, form.guard)


def _auxiliaries(low: list[str], i: int) -> list[str]:
    """The three words before a participle, those it is joined to left out: 'was arrested, beaten and sent'."""
    first = i
    while i and (low[i - 1] in _LINKS or low[i - 1].endswith("ed") or low[i - 1] in _PARTICIPLE):
        i -= 1
    joined = "and" in low[i:first] or first - i > 1
    return [*low[max(0, first - 3) : first], *(low[max(0, i - 3) : i] if joined else ())]


def _finite(form: str) -> bool:
    """Whether an English form says that it happened: a past or a participle."""
    return form.endswith("ed") or any(form in row[1:] and not form.endswith("ing") for row in _IRREGULAR.values())


def _korean(sentence: Sentence, index: EventIndex) -> list[Trigger]:
    if index.korean is None:
        return []
    found: list[Trigger] = []
    for m in index.korean.finditer(sentence.text):
        tail = sentence.text[m.end() : m.end() + 14]
        if found and sentence.start + m.start() - found[-1].end < 2 and found[-1].word.kind == index.stems[m[0]].kind:
            continue
        if not _whole(sentence.text, m, tail):
            continue
        passive = suffered(m[0], tail) or (then(tail) and not _KO_WHOM.search(sentence.text, 0, m.start()))
        denied = bool(_KO_NO.match(tail) or _KO_NO_BEFORE.search(sentence.text[: m.start()]))
        start, end = sentence.start + m.start(), sentence.start + m.end()
        finite = m[0][-1] in _KO_VERB or bool(_KO_DONE.match(tail) or _KO_PAST.match(tail))
        if found and _told_twice(sentence, found[-1], start, index.stems[m[0]]):
            found.pop()
        found.append(Trigger(start, end, index.stems[m[0]], passive, denied, finite=finite))
    return found


def _told_twice(sentence: Sentence, before: Trigger, start: int, word: EventWord) -> bool:
    """Whether the noun before only says where or how this one happened."""
    between = sentence.text[before.end - sentence.start : start - sentence.start]
    return before.word.kind == word.kind and not before.finite and bool(_KO_THERE.match(between))


def _whole(text: str, m: re.Match[str], tail: str) -> bool:
    """Whether the Korean stem begins a word and is no part of a longer noun (경기도, 이주영, 전투력)."""
    if m.start() and is_hangul(text[m.start() - 1]) and not _KO_PREFIX.search(text[: m.start()]):
        return False
    if m[0] in _KO_WITH_VERB:
        return bool(_KO_DONE.match(tail))
    return m[0][-1] in _KO_VERB or tail[:1] not in _KO_LONGER
