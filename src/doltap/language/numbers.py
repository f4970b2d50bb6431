"""Numbers with what they count and how sure the teller was: '500여 명', 'at least 406', '3백만 원', 'hundreds of'.

How a hedge becomes bounds is a convention of this room, stated at `find_numbers`; the words as said stay beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from doltap.language.dates import find_dates
from doltap.language.moments import FoundDate
from doltap.language.numerals import (
    NATIVE,
    NATIVE_RANGE,
    SMALL_EN,
    english_value,
    flatten,
    native_range,
    native_value,
    sino_value,
)
from doltap.language.windows import NUMBERS, around, digits_at, hangul_at, lowered, near, words_at
from doltap.model import NumberValue

ABOUT: Final = 0.1
"""'About n' is n less and more a tenth of it."""

_UNITS: Final = {
    "person": "명 사람 분 인 식구 people person persons man men woman women child children boy boys girl girls"
    " prisoner prisoners inmate inmates soldier soldiers worker workers defector defectors refugee"
    " refugees student students guard guards detainee detainees victim victims survivor survivors"
    " civilian civilians brother brothers sister sisters son sons daughter daughters friend friends"
    " officer officers souls deaths escapees villagers peasants troops patients kids koreans",
    "household": "가구 세대 family families household households",
    "year": "년 해 개년 년간 year years",
    "month": "개월 달 month months",
    "week": "주 주일 주간 week weeks",
    "day": "일 일간 day days",
    "hour": "시간 hour hours",
    "km": "km 킬로미터 키로미터 kilometer kilometers kilometre kilometres",
    "mile": "mile miles",
    "KRW": "원 KRW won",
    "KPW": "KPW",
    "CNY": "위안 원(중국) CNY RMB yuan renminbi",
    "USD": "달러 딸라 불 USD dollar dollars bucks",
    "kg": "kg 킬로그램 킬로그람 키로 kilo kilos kilogram kilograms",
    "ton": "톤 t ton tons tonne tonnes",
    "g": "그램 그람 g gram grams",
    "percent": "% 퍼센트 프로 percent",
    "age": "살 세",
    "item": "개 마리 권 장 대 채 통 건 곳 차례 번 가지 벌 켤레 그루 마을 times houses cases villages camps",
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SCALED: Final = {"week": (7.0, "day"), "mile": (1.609344, "km"), "ton": (1000.0, "kg")}
_WHOLE: Final = frozenset(("person", "household", "item", "", "year", "month", "day", "age"))

_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
_DIGITS_EN: Final = rf"(?:\d{{1,3}}(?: \d{{3}}){{1,4}}(?!\d)(?:\.\d{{1,6}})?|{_DIGITS})"
"""English numbers also with spaces between thousands, as state media write them: '4 200 people'."""

_KO_SCALED: Final = rf"{_DIGITS}(?:\s?[십백천만억조]{{1,2}}(?:\s?\d{{1,4}})?+){{0,4}}+"
_SINO: Final = r"[일이삼사오육칠팔구]?[십백천만억](?:[일이삼사오육칠팔구십백천만억]){0,8}"
_KO_ORDER: Final = r"수(?:십만|백만|천만|십|백|천|만)|몇(?:십|백|천|만)?|여러"
_KO_COUNTERS: Final = "|".join(
    sorted((re.escape(w) for w in _UNIT_OF if not w[0].isascii() or w in ("km", "kg", "%")), key=len, reverse=True)
)
_KO_BEFORE: Final = r"(?P<before>(?<![가-힣])(?:약|대략|거의|최소한?|적어도|최대|많아야|무려|근)\s?)?"
_KO_AFTER: Final = (
    r"(?P<after>\s?(?:이상|이하|미만|초과|정도|가량|쯤|안팎|내외|가까이|남짓|넘[는게은]|[이가을를]\s넘|도\s안))?"
)
_KO: Final = re.compile(
    rf"{_KO_BEFORE}(?<![\d.,제가-힣A-Za-z-])(?:(?P<low>{_KO_SCALED})\s?[~-]\s?)?(?:(?P<digits>{_KO_SCALED})|(?P<pair>{NATIVE_RANGE})"
    rf"|(?P<order>{_KO_ORDER})|(?P<native>{NATIVE})|(?P<sino>{_SINO}))(?P<odd>\s?여)?\s?"
    rf"(?P<unit>{_KO_COUNTERS})(?![A-Za-z])(?:짜리|들)?{_KO_AFTER}"
)
_NOT_COUNTED: Final = re.compile(
    r"(?:번째|번지|호실?|차(?!례)|위(?!안)|층|회|조|항|학년|등급|급|번\s|번[을은이]|장[은이에의]|분기|대\s|대[의에로]|세기|일자)"
)
_EN_HEDGE: Final = (
    r"(?P<hedge>more\sthan|over|above|upwards?\sof|at\sleast|no\s(?:fewer|less)\sthan|not\sless\sthan|up\sto|as\smany\sas|at\smost|no\smore\sthan"
    r"|a\smaximum\sof|fewer\sthan|less\sthan|under|below|about|around|approximately|roughly|some|circa|an?\sestimated|nearly|almost|close\sto)\s"
)
_EN_SCALE: Final = r"(?:hundred|thousand|million|billion|dozen)"
_EN_WORDS: Final = (
    rf"(?:{SMALL_EN}(?:\s{_EN_SCALE}){{0,2}}+(?:\s(?:and\s)?{SMALL_EN}(?:\s{_EN_SCALE})?+){{0,2}}+"
    rf"|an?\s{_EN_SCALE}(?:\sand\s{SMALL_EN})?+|hundred\sand\s{SMALL_EN})"
)
_EN_ORDER: Final = (
    r"(?:(?:tens|hundreds|dozens)\sof\s(?:thousands|millions)|hundreds|thousands|millions|dozens|scores"
    r"|(?:several|a\sfew)\s(?:hundred|thousand|dozen))"
)
_MONEY_SIGN: Final = r"(?P<sign>US\$|\$|₩|￦|€|£)\s?"
_EN: Final = re.compile(
    rf"(?:\b{_EN_HEDGE})?(?:{_MONEY_SIGN})?(?<![\w.,:/#°-])(?:(?:(?:between|from)\s)?(?P<low>{_DIGITS_EN})(?:\s?-\s?|\s(?:to|and|or)\s))?"
    rf"(?:(?P<digits>{_DIGITS_EN})(?P<scale>\s(?:hundred|thousand|million|billion)\b)?|(?P<words>{_EN_WORDS})\b|(?P<order>{_EN_ORDER})(?:\sof)?\b)"
    r"(?:\s?(?P<percent>%|percent\b|per\scent\b)|(?P<old>[\s-]years?[\s-]old)"
    # Looked at and not taken: 'in 2014 at least 80' holds the hedge of the next number.
    r"|(?=[\s-](?P<next>[A-Za-z]{1,20})(?:\s(?P<next2>[A-Za-z]{2,20})(?:\s(?P<next3>[a-z]{2,20}))?)?)|)",
    re.IGNORECASE,
)
_ORDERS: Final = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "십만": 10**5, "백만": 10**6, "천만": 10**7}
_EN_TIMES: Final = {"tens": 10, "hundreds": 100, "dozens": 12, "scores": 20, "thousands": 1000, "millions": 10**6}
_SIGNS: Final = {"$": "USD", "us$": "USD", "₩": "KRW", "￦": "KRW"}
_HEDGES: Final = (
    ("at_least", ("at least", "no fewer", "no less", "not less", "이상", "최소", "적어도")),
    ("up_to", ("up to", "as many as", "at most", "no more than", "a maximum", "이하", "최대", "많아야")),
    ("more_than", ("more than", "over", "above", "upward", "초과", "넘", "이 넘", "가 넘")),
    ("less_than", ("fewer than", "less than", "under", "below", "미만", "도 안")),
    ("nearly", ("nearly", "almost", "close to", "거의", "가까이", "근")),
    (
        "about",
        (
            "about",
            "around",
            "approximately",
            "roughly",
            "some",
            "circa",
            "a estimated",
            "an estimated",
            "약",
            "대략",
            "정도",
            "가량",
            "쯤",
            "안팎",
            "내외",
        ),
    ),
    ("a_little_more", ("여", "남짓")),
)
_LENGTHS: Final = {
    "하루": (1, "day"),
    "이틀": (2, "day"),
    "사흘": (3, "day"),
    "나흘": (4, "day"),
    "닷새": (5, "day"),
    "엿새": (6, "day"),
    "열흘": (10, "day"),
    "보름": (15, "day"),
    "일주일": (7, "day"),
    "반년": (6, "month"),
}
_LENGTH: Final = re.compile(rf"(?<![가-힣])(?:{'|'.join(_LENGTHS)})(?!살이|종일|빨리|바삐|[가-힣]?아침)")
_TENS_OF_AGE: Final = re.compile(
    r"(?<!\d)(?P<tens>[1-9]0)대(?=\s?(?:초반|중반|후반|남|여[자성인]|청년|의\s[남여청])|\s?나이|였)"
)
_NORTHERN: Final = re.compile(r"(?:북한|조선|북조선|우리)\s?(?:돈|원)|국돈|North Korean won", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text: `text[start:end]` with its hedge and unit, its bounds, the word it counts, and the hedge.

    `hedge`: '', about, nearly, more_than, at_least, up_to, less_than, a_little_more (500여), range, order (hundreds).
    """

    start: int
    end: int
    text: str
    value: NumberValue
    counts: str
    hedge: str


def find_numbers(text: str, *, dates: Iterable[FoundDate] | None = None) -> list[FoundNumber]:
    """Every number of `text` that is not part of a date, in order, with what it counts. Ordinals are not numbers.

    Units: person, household, year, month, day, hour, km, KRW, KPW, CNY, USD, kg, g, percent, age, item, or ''. Weeks
    are given in days, miles in km, tons in kg. Bounds: 'more than 500' is 501 and open, 'at least 406' 406 and open,
    'up to 600' open to 600, 'about 50' 45 to 55, 'nearly 50' 45 to 50, '500여' 500 to 550, 'hundreds' 200 to 999, 몇 2
    to 9. `dates` are those that `find_dates` gave for this text, where the caller has them.
    """
    flat = flatten(text)
    around = list(find_dates(text) if dates is None else dates)
    taken = _taken(around)
    ages = [(d.start, d.end) for d in around if d.kind == "age"]
    found = [*_lengths(flat), *_korean(flat), *_english(flat)]
    return [
        FoundNumber(n.start, n.end, text[n.start : n.end], _in_age(n, ages), n.counts, n.hedge)
        for n in _apart(found)
        if not _overlaps(taken, n.start, n.end)
    ]


def _in_age(number: FoundNumber, ages: list[tuple[int, int]]) -> NumberValue:
    """The value, with the unit that the words around give it: 'when I was 17' is an age without saying years."""
    bare = not number.value.unit and _overlaps(ages, number.start, number.end)
    return replace(number.value, unit="age") if bare else number.value


def _taken(dates: Iterable[FoundDate]) -> list[tuple[int, int]]:
    return [(d.start, d.end) for d in dates if d.kind not in ("duration", "age")]


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (start, start))
    return (at > 0 and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end)


def _apart(found: list[FoundNumber]) -> Iterator[FoundNumber]:
    end = 0
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if number.start >= end:
            yield number
            end = number.end


def _korean(text: str) -> Iterator[FoundNumber]:
    there = around(sorted([*hangul_at(text), *digits_at(text)]), 160, 160)
    for match in near(_KO, text, there):
        if _NOT_COUNTED.match(text, match.start("unit")) or not _sure_unit(match):
            continue
        low, high = _korean_bounds(match)
        hedge = _hedge(match["before"] or match["after"] or match["odd"] or "")
        if match["low"] or match["pair"] or match["order"]:
            hedge = "order" if match["order"] else "range"
        unit = _won(text, match) if match["unit"] == "원" else _UNIT_OF[match["unit"]]
        yield _number(match, (low, high), hedge, unit, match["unit"])


def _sure_unit(match: re.Match[str]) -> bool:
    """Whether number word and counter belong together: '두 사람' does, '한 일' and '이 인' need digits."""
    if match["unit"] in ("인", "세", "일", "주", "불", "프로"):
        return bool(match["digits"])
    if match["unit"] == "분":
        return bool(match["native"] or match["pair"])
    return (
        match["digits"] is not None
        or not match["sino"]
        or len(match["sino"]) > 1
        or match["unit"] in ("명", "원", "가구")
    )


def _won(text: str, match: re.Match[str]) -> str:
    """The currency of 원: North Korean where the words just before say so, else South Korean."""
    return "KPW" if _NORTHERN.search(text, max(0, match.start() - 20), match.end()) else "KRW"


def _korean_bounds(match: re.Match[str]) -> tuple[float, float]:
    if match["order"]:
        return _korean_order(match["order"])
    if match["pair"]:
        return native_range(match["pair"])
    word = match["digits"] or match["sino"]
    high = sino_value(word) if word else float(native_value(match["native"]))
    if not match["low"]:
        return high, high
    low = sino_value(match["low"])
    scale = re.search(r"[십백천만억조]+\Z", word or "")
    if scale and not re.search(r"[십백천만억조]", match["low"]):
        low *= sino_value(scale.group())
    return min(low, high), max(low, high)


def _korean_order(word: str) -> tuple[float, float]:
    scale = _ORDERS.get(word.lstrip("수몇여러"), 1)
    return 2.0 * scale, 10.0 * scale - 1


def _hedge(words: str) -> str:
    plain = " ".join(words.lower().split())
    return next((code for code, starts in _HEDGES if plain.startswith(starts)), "")


def _number(match: re.Match[str], bounds: tuple[float, float], hedge: str, unit: str, counts: str) -> FoundNumber:
    factor, unit = _SCALED.get(unit, (1.0, unit))
    low, high = _bounded(bounds, hedge, unit)
    value = NumberValue(_times(low, factor), _times(high, factor), unit)
    return FoundNumber(*match.span(), "", value, counts, hedge)


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else round(bound * factor, 6 if abs(bound) < 10**6 else 0)


def _bounded(bounds: tuple[float, float], hedge: str, unit: str) -> tuple[float | None, float | None]:
    """What a hedge makes of the bounds; more and fewer than whole things are one more and one fewer."""
    low, high = bounds
    one = 1.0 if unit in _WHOLE and low == int(low) else 0.0
    return {
        "at_least": (low, None),
        "up_to": (None, high),
        "more_than": (low + one, None),
        "less_than": (None, high - one),
        "about": (round(low * (1 - ABOUT), 6), round(high * (1 + ABOUT), 6)),
        "nearly": (round(low * (1 - ABOUT), 6), high),
        "a_little_more": (low, round(high * (1 + ABOUT), 6)),
    }.get(hedge, (low, high))


def _lengths(text: str) -> Iterator[FoundNumber]:
    """Korean words that are a number of days or months by themselves, and ages by tens ('20대 여성')."""
    there = around(hangul_at(text), 8, 24)
    for match in near(_LENGTH, text, there):
        number, unit = _LENGTHS[match.group()]
        yield FoundNumber(*match.span(), "", NumberValue(number, number, unit), match.group(), "")
    for match in near(_TENS_OF_AGE, text, there):
        low = float(match["tens"])
        yield FoundNumber(match.start(), match.end(), "", NumberValue(low, low + 9, "age"), "대", "range")


def _english(text: str) -> Iterator[FoundNumber]:
    words = words_at(lowered(text), NUMBERS)
    for match in near(_EN, text, around(sorted([*words, *digits_at(text)]), 64, 112)):
        unit, counts, end = _english_unit(match)
        if not _is_number(text, match, counts):
            continue
        low, high = _english_bounds(match)
        hedge = "order" if match["order"] else _hedge(match["hedge"] or "") or ("range" if match["low"] else "")
        number = _number(match, (low, high), hedge, unit, counts)
        yield FoundNumber(number.start, end, "", number.value, counts, hedge)


def _english_unit(match: re.Match[str]) -> tuple[str, str, int]:
    """The unit, the word that is counted, and where the number with it ends."""
    if match["percent"] or match["old"]:
        key = "percent" if match["percent"] else "old"
        return ("percent" if match["percent"] else "age"), match[key].strip(" -"), match.end(key)
    plain_end = max(match.end(key) for key in ("digits", "scale", "words", "order"))
    sign = _SIGNS.get((match["sign"] or "").lower(), "")
    if sign:
        return sign, match["sign"], plain_end
    squared = (match["next"] or "").lower() in ("square", "cubic")
    for key in () if squared else ("next", "next2", "next3"):
        word = match[key] or ""
        unit = _UNIT_OF.get(word.lower()) or _UNIT_OF.get(word.upper(), "")
        if unit:
            return _korean_won(match, unit), word, match.end(key)
    following = match["next"] or ""
    plural = following.islower() and len(following) > 3 and following.endswith("s") and not following.endswith("ss")
    return ("", following, match.end("next")) if plural else ("", "", plain_end)


def _korean_won(match: re.Match[str], unit: str) -> str:
    return "KPW" if unit == "KRW" and (match["next"] or "").lower() == "north" else unit


def _is_number(text: str, match: re.Match[str], counts: str) -> bool:
    """Whether it is a number of things: not an ordinal, a time, a part of a name or code, nor a mere 'one'."""
    if match["digits"]:
        after = text[match.end("digits") : match.end("digits") + 3].lower()
        glued = after[:1].isalpha() and after[:2] not in ("km", "kg", "g ")
        return not (glued or after[:2] in ("st", "nd", "rd", "th") or re.match(r"[:/.-]\d|\s?시", after)) and (
            bool(match["old"]) or not re.match(r"-[a-z]", after)
        )
    if match["order"]:
        return True
    value = english_value(match["words"])
    if value == 1:
        return counts.lower() in _UNIT_OF and counts.lower() not in ("day", "time")
    if counts:
        return True
    return value > 10 or (value > 1 and (match["next"] or "").lower() == "of")


def _english_bounds(match: re.Match[str]) -> tuple[float, float]:
    if match["order"]:
        return _english_order(match["order"].lower().split())
    if match["words"]:
        value = english_value(match["words"])
        return value, value
    scale = english_value(match["scale"]) if match["scale"] else 1.0
    high = _plain(match["digits"]) * scale
    low = _plain(match["low"]) * scale if match["low"] else high
    return min(low, high), max(low, high)


def _plain(digits: str) -> float:
    return float(digits.replace(",", "").replace(" ", ""))


def _english_order(words: list[str]) -> tuple[float, float]:
    scale = 1.0
    for word in words:
        scale *= _EN_TIMES.get(word) or _EN_TIMES.get(word + "s", 1)
    return 2 * scale, (8 * scale - 1 if scale == 12 else 10 * scale - 1)
