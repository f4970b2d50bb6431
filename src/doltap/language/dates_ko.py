"""Korean words for dates, South and North, as atoms: what stands where, before it is known which days it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doltap.language.edtf import parse_edtf
from doltap.language.moments import Atom, Moment, Shift
from doltap.language.numerals import NATIVE, NATIVE_TENS
from doltap.language.windows import around, hangul_at, near

JUCHE_BEFORE: Final = 1911
"""Juche 1 is 1912: decision of the Party Central Committee and the state bodies of 8 July 1997."""

_REL_YEARS: Final = {
    "지난해": ("told", -1),
    "작년": ("told", -1),
    "재작년": ("told", -2),
    "지지난해": ("told", -2),
    "올해": ("told", 0),
    "금년": ("told", 0),
    "올": ("told", 0),
    "내년": ("told", 1),
    "내후년": ("told", 2),
    "그해": ("last", 0),
    "같은해": ("last", 0),
    "동년": ("last", 0),
    "이듬해": ("last", 1),
    "그이듬해": ("last", 1),
    "다음해": ("last", 1),
    "그다음해": ("last", 1),
    "전년": ("last", -1),
    "전년도": ("last", -1),
    "그전해": ("last", -1),
    "새해": ("", 0),
}
_REL_MONTHS: Final = {
    "지난달": ("told", -1),
    "이달": ("told", 0),
    "이번달": ("told", 0),
    "다음달": ("told", 1),
    "내달": ("told", 1),
    "그달": ("last", 0),
    "같은달": ("last", 0),
}
_REL_DAYS: Final = {
    "오늘": ("told", 0),
    "어제": ("told", -1),
    "그저께": ("told", -2),
    "그제": ("told", -2),
    "내일": ("told", 1),
    "모레": ("told", 2),
    "이날": ("last", 0),
    "그날": ("last", 0),
    "같은날": ("last", 0),
    "당일": ("last", 0),
    "전날": ("last", -1),
    "전일": ("last", -1),
    "다음날": ("last", 1),
    "이튿날": ("last", 1),
    "익일": ("last", 1),
}
_REL_WEEKS: Final = {"지난주": ("told", -1), "이번주": ("told", 0), "다음주": ("told", 1)}
_PARTS: Final = {
    "초": "early",
    "중": "mid",
    "말": "late",
    "상순": "early",
    "하순": "late",
    "전반": "h1",
    "후반": "h2",
    "상반": "h1",
    "하반": "h2",
}
_MONTH_WORDS: Final = {
    "정월": 1,
    "일월": 1,
    "이월": 2,
    "삼월": 3,
    "사월": 4,
    "오월": 5,
    "유월": 6,
    "륙월": 6,
    "칠월": 7,
    "팔월": 8,
    "구월": 9,
    "시월": 10,
    "십일월": 11,
    "십이월": 12,
    "동짓달": 11,
    "섣달": 12,
}
_LUNAR_WORDS: Final = ("정월", "동짓달", "섣달")
_FEASTS: Final = {
    "광복절": (8, 15),
    "삼일절": (3, 1),
    "개천절": (10, 3),
    "한글날": (10, 9),
    "성탄절": (12, 25),
    "크리스마스": (12, 25),
    "태양절": (4, 15),
    "광명성절": (2, 16),
    "식목일": (4, 5),
    "현충일": (6, 6),
    "제헌절": (7, 17),
    "양력설": (1, 1),
}
_NAMED_DAYS: Final = {
    ("8", "15", "해방"): 1945,
    ("8", "15", "광복"): 1945,
    ("6", "25", "전쟁"): 1950,
    ("6", "25", "사변"): 1950,
    ("6", "25", "동란"): 1950,
    ("3", "1", "운동"): 1919,
    ("3", "1", "봉기"): 1919,
    ("6", "15", "공동선언"): 2000,
    ("10", "4", "선언"): 2007,
    ("7", "4", "공동성명"): 1972,
    ("7", "1", "조치"): 2002,
    ("4", "19", "혁명"): 1960,
}
_OCCUPATION: Final = {"": "1910-08-29/1945-08-15", "초": "1910/1919", "중": "1919/1936", "말": "1937/1945-08-15"}

_END: Final = r"(?=에|부터|까지|의|만|쯤|경|이|과|와|을|를|은|는|로|도|[^가-힣]|\Z)"
_NOT_YEARS: Final = r"(?!\s?(?:간(?!의)|동안|만에|째|넘|여\s))"
_NOT_LENGTH: Final = (
    r"(?!\s?(?:간(?!의)|동안|만에|째|넘|이상|이내|여\s|\s?치|씩|정도|새\s|뒤|후(?!반)"
    r"|전(?:에|의|부터|까지|쯤|[\s,.]?\Z)))"
)
_NOT_EIGHTY: Final = r"(?!\s?년\s?(?:간|동안|만에|째|넘|여|이상|정도|가까이|세월|전|후|뒤|살|평생|역사|이내))"
_PART: Final = (
    rf"초(?:반(?:기)?|순|엽|{_END})|중(?:순|반(?:기)?|엽)|말(?:경|엽|{_END})"
    rf"|상순|하순|(?:전|후|상|하)반기|전반{_END}|후반{_END}"
)
_SEASON: Final = r"(?:초|늦|한|이른\s?|늦은\s?)?(?:봄|여름|가을|겨울)철?|(?:춘|하|추|동)계"
_YEAR: Final = rf"""
    주체\s?(?P<juche>\d{{1,3}})\s?(?:년?\s?\(\s?(?P<jyear>\d{{4}})\s?년?\s?\)\s?년?|년)
    | (?:(?P<year0>\d{{4}}|'?\d\d)\s?년?\s?[-~]\s?)?(?P<year>1[0-9]\d\d|20\d\d)\s?년(?!대)도?{_NOT_YEARS}
    | '?(?P<yy0>[4-9][1-9])\s?년?\s?[-~]\s?'?(?P<yy1>[4-9][1-9])\s?년(?![간대])
    | (?:'(?P<ap>\d\d)|(?P<yy>\d\d(?=\s?년(?:도|생|\s?(?:1[0-2]|[1-9])\s?월|\s?(?:음력|양력|{_SEASON}|{_PART})))
        |[04-9]\d(?=\s?년(?:에|부터|까지|경|쯤|이후|이전|이래|\s당시)(?!\s?[걸이]))
        |[89]\d(?=\s?년\s[가-힣]){_NOT_EIGHTY}))\s?년도?
    | (?P<decade>\d{{3}}0|'?[2-9]0)\s?년대
    | (?P<century>\d{{1,2}})\s?세기
    | (?P<relyear>지난\s?해|재작년|작년|지지난\s?해|올\s?해|금년|내후년|내년
        |그\s?이듬해|이듬해|그\s?다음\s?해|다음\s?해|그\s?전해
        |그\s?해(?!방)|같은\s?해|동년(?!배)|전년도?(?=\s|\s?\d|[에의까부도대보])|새해|올(?=\s(?:{_SEASON}|\d|초|말|상반|하반)|여름|겨울|가을|봄))
"""
_MONTH: Final = r"""
    (?:(?P<month0>1[0-2]|0?[1-9])\s?월?\s?[-~]\s?)?(?P<month>1[0-2]|0?[1-9])\s?월(?![가-힣]{0,1}드컵)
    | (?P<relmonth>지난\s?달|이번\s?달|이\s?달|다음\s?달|내달(?![리려렸])|그\s?달|같은\s?달)(?!라)
    | (?P<monthword>정월|동짓달|섣달|십[일이]월|[일이삼사오유륙칠팔구시]월)(?=\s|[에의이초말부까달]|\d|\Z)
"""
_DAY: Final = rf"""
    (?:(?P<day0>3[01]|[12]\d|0?[1-9])\s?일?\s?[-~,·]\s?)?(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])\s?일{_NOT_LENGTH}(?![가-힣]?(?:본|보|제강|행|간지))
    | (?P<first>초하루|초하룻날|그믐날?)
"""
DATE: Final = re.compile(
    rf"""(?<![\d.,$])(?<![가-힣](?=[가-힣]))(?=[\d'주지재작올금내그이다같동전새춘하추봄여가겨초늦한정섣십일삼사오유륙칠팔구시음양서기])
    (?:(?P<prefix>음력|양력|서기|기원전|지난(?!\s?[해달])|오는|이번(?!\s?[달주]))\s{{0,2}})?+
    (?:{_YEAR})?(?:\s?(?P<lunar>음력|양력)\s?)?(?:\s?(?:{_MONTH}))?(?:\s?(?:{_DAY}))?
    (?:\s?(?P<season>{_SEASON}))?(?:\s?(?P<part>{_PART}|[1-4]/4\s?분기|[1-4]\s?분기))?
    (?:\s?\([월화수목금토일](?:요일)?\)|\s[월화수목금토일]요일)?
    (?P<about>\s?(?:쯤|무렵|즈음)|경{_END}|께(?=\s))?
    """,
    re.VERBOSE | re.ASCII,
)
_SIDES: Final = {
    **dict.fromkeys(("부터", "이후", "이래"), "from"),
    **dict.fromkeys(("이전", "전"), "before"),
    **dict.fromkeys(("후", "뒤"), "after"),
    "까지": "until",
}
_TRAIL: Final = re.compile(r"(?:부터|까지)|\s?(?:이후|이래|이전)|\s?(?:전|후|뒤)(?=에|까지)")
_REL_DAY: Final = re.compile(
    r"(?<![가-힣])(?P<word>오늘(?!날)|어제|그저께|그제|내일|모레(?=에|까지|부터|\s|[,.])|이\s?날|그\s?날|같은\s날|당일|전날|전일|다음\s?날|이튿날|익일"
    r"|지난\s?주(?!말)|이번\s?주(?!말)|다음\s?주(?!말))(?![가-힣]?(?:의적))"
)
_WEEKDAY: Final = re.compile(
    r"(?<![가-힣])(?:(?:지난|이번|오는|다음|매)\s?주?\s?)?[월화수목금토일]요일|(?<![가-힣])주말(?!농)"
)
_BARE_SEASON: Final = re.compile(
    r"(?<![가-힣])(?:초|늦|한)?(?:여름|가을|겨울)철?(?=[에이의엔은,. ]|\s|\Z)"
    r"|(?<![가-힣])(?:초봄|봄철|봄(?=에[는도 ]|에\Z))"
)
_FEAST: Final = re.compile(rf"(?<![가-힣])(?:{'|'.join(_FEASTS)}|설날?(?=[ 에\s,.]|\s연휴)|추석|한식|대보름)")
_DOTTED: Final = re.compile(
    r"(?<![\d.·])(?P<m>1[0-2]|[1-9])[.·](?P<d>3[01]|[12]\d|[1-9])(?:\s?(?P<name>해방|광복|전쟁|사변|동란|운동|봉기|공동선언|선언"
    r"|공동성명|조치|혁명|만세|사건|민주|대지진|재보궐|광주)|(?=절|\s?(?:이후|이전|이래|당시)|에[는 ]|때))"
)
_OCCUPIED: Final = re.compile(
    r"(?:일제|왜정|일본)\s?(?:강점기?|식민지?|통치)?\s?(?:시대|시기|시절|강점기|식민지\s?시[기대절]|때)\s?(?P<part>초|중|말)?|일제\s?(?P<end>말)(?:기)?(?=\s|에)"
)
_COUNT: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})?(?:\.\d)?|{NATIVE}|수십|수백|수|몇\s?십|몇|반|[일이삼사오육칠팔구십]{{1,3}})"
)
_LENGTH: Final = (
    rf"(?:{_COUNT}\s?(?:여\s?)?(?:년(?:\s?{_COUNT}\s?(?:개월|월))?+|해|개월|달|주일?|일)"
    r"|\d박\s?\d일|일주일|하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|반년|한나절)"
)
_DURATION: Final = re.compile(
    rf"(?<![가-힣\d.,])(?P<length>{_LENGTH})(?P<rest>\s?(?:반|여))?(?:(?P<ago>\s?전(?=[에의부까만쯤인\s,.]|\Z))|(?P<later>\s?(?:뒤|후)(?=[에의부까\s,.]|\Z))"
    r"|\s?(?:간|동안|째|내내)|(?=\s?(?:만에|만[인의]|만\s|넘게|이상|가까이|정도|씩|미만|이내))"
    r"|(?=[을를이가에의도과형치 ,.]|\s|\Z|밖|마다|까지|부터))"
)
_AGE: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?:만|세는\s?나이로?|우리\s?나이로?|한국\s?나이로?)\s?)?(?:(?:\d{{1,3}}|{NATIVE})\s?살|\d{{1,3}}\s?세)"
    r"(?:\s?(?:때|무렵|적에|시절|되던\s?해|나던\s?해|이?던\s?해|이었을\s?때|였을\s?때|이던\s?때|이\s?되던\s?해|먹었을\s?때|의\s?나이)|이(?:던|었던)(?=\s)|(?=에[\s는도])|(?=부터|까지))"
    rf"|(?<![가-힣]){NATIVE_TENS}(?=에\s)"
)
_TIME: Final = re.compile(
    r"(?:(?<![가-힣])(?:오전|오후|새벽|아침|밤|낮|저녁|정오)\s?)?(?<!\d)(?:[01]?\d|2[0-4])\s?시(?!간|기|대|절|민|장|군|위|즌|도|리|설|작|내|청|의회|[가-힣]?험)(?:\s?[0-5]?\d\s?분|\s?반(?=에|[\s,.]))?"
)


def atoms(text: str) -> Iterator[Atom]:
    """Every Korean date, age, duration and time of a normalised text, in no order and with overlaps."""
    there = around(hangul_at(text), 96, 96)
    yield from (atom for found in near(DATE, text, there) if (atom := _date(text, found)))
    yield from (_relative_day(found) for found in near(_REL_DAY, text, there))
    yield from (
        Atom(*found.span(), "relative") for rule in (_WEEKDAY, _BARE_SEASON) for found in near(rule, text, there)
    )
    yield from (_feast(found) for found in near(_FEAST, text, there))
    yield from (_dotted(found) for found in near(_DOTTED, text, there))
    yield from (_occupied(found) for found in near(_OCCUPIED, text, there))
    yield from (_duration(found) for found in near(_DURATION, text, there))
    yield from (Atom(*found.span(), "age") for found in near(_AGE, text, there))
    yield from (Atom(*found.span(), "time") for found in near(_TIME, text, there))


def _date(text: str, found: re.Match[str]) -> Atom | None:
    named = {key: part for key, part in found.groupdict().items() if part}
    if named.get("prefix") == "기원전" or _is_bare_noise(named):
        return None
    moment = _moment(named)
    first = _first_of_pair(named, moment)
    start, end = found.span()
    end = start + len(text[start:end].rstrip())
    kind = "relative" if moment.shift or named.keys() & {"relyear", "relmonth"} else "date"
    side = _open_side(text, end)
    if "about" in named and named["about"] == "께":
        end -= 1
    if first:
        return Atom(start, end, "interval", first, until=moment)
    return Atom(start, end, kind, moment, open=side)


def _is_bare_noise(named: dict[str, str]) -> bool:
    """Whether there is nothing that dates ('지난', '말'), or a month word alone that may be another word ('이월')."""
    if not named.keys() - {"prefix", "part", "about", "lunar", "season"}:
        return not named.keys() >= {"prefix", "season"}
    return named.keys() <= {"monthword", "about", "part"} and named.get("monthword") in ("일월", "이월")


def _open_side(text: str, end: int) -> str:
    """Which side the particle after a date opens; the particle itself is, like any other, not part of the date."""
    found = _TRAIL.match(text, end)
    return _SIDES[found.group().strip()] if found else ""


def _moment(named: dict[str, str]) -> Moment:
    shift = _shift(named)
    return Moment(
        year=_year(named),
        digits=_digits(named),
        month=_month(named),
        season=_season(named.get("season", "")),
        day=int(named.get("day", 0))
        or (1 if "초하루" in named.get("first", "") or "초하룻" in named.get("first", "") else 0),
        part=_part(named.get("part", "")),
        about="about" in named,
        lunar="음력" in (named.get("prefix"), named.get("lunar")) or named.get("monthword") in _LUNAR_WORDS,
        shift=shift,
    )


def _year(named: dict[str, str]) -> int:
    if "jyear" in named:
        return int(named["jyear"])
    if "juche" in named:
        return int(named["juche"]) + JUCHE_BEFORE
    if "year" in named:
        return int(named["year"])
    short = named.get("ap") or named.get("yy") or named.get("yy1")
    return full_year(int(short)) if short else 0


def full_year(short: int) -> int:
    """The year that two digits mean: up to 30 in this century, else in the last one."""
    return short + (2000 if short <= 30 else 1900)


def _digits(named: dict[str, str]) -> str:
    if "century" in named:
        return f"{int(named['century']) - 1:02d}XX" if int(named["century"]) > 1 else ""
    decade = named.get("decade", "").lstrip("'")
    if not decade:
        return ""
    return (decade if len(decade) == 4 else f"19{decade}")[:3] + "X"


def _month(named: dict[str, str]) -> int:
    return int(named.get("month", 0)) or _MONTH_WORDS.get(named.get("monthword", ""), 0)


def _season(word: str) -> int:
    return next((21 + i for i, names in enumerate(("봄춘", "여하", "가추", "겨동")) if set(names) & set(word)), 0)


def _part(word: str) -> str:
    if word[:1].isdecimal():
        return f"q{word[0]}"
    return next((part for start, part in _PARTS.items() if word.startswith(start)), "")


def _shift(named: dict[str, str]) -> Shift | None:
    for key, table, unit in (("relyear", _REL_YEARS, "year"), ("relmonth", _REL_MONTHS, "month")):
        word = "".join(named.get(key, "").split())
        if word:
            base, by = table[word]
            return Shift(base, unit, by) if base else None
    prefix = named.get("prefix")
    if prefix in ("지난", "오는", "이번") and not named.keys() & {"year", "juche", "ap", "yy", "decade", "century"}:
        return Shift("told", "ahead" if prefix == "오는" else "back")
    return None


def _first_of_pair(named: dict[str, str], last: Moment) -> Moment | None:
    """The first of two years, months or days that share what follows: '97~99년', '3~5월', '5∼7일'."""
    year = named.get("year0") or named.get("yy0")
    if year:
        number = int(year.lstrip("'"))
        return Moment(year=number if number > 99 else full_year(number))
    if "month0" in named:
        return Moment(year=last.year, month=int(named["month0"]), shift=last.shift)
    if "day0" in named:
        return Moment(year=last.year, month=last.month, day=int(named["day0"]), shift=last.shift)
    return None


def _relative_day(found: re.Match[str]) -> Atom:
    word = "".join(found["word"].split())
    unit, (base, by) = ("week", _REL_WEEKS[word]) if word in _REL_WEEKS else ("day", _REL_DAYS[word])
    return Atom(*found.span(), "relative", Moment(shift=Shift(base, unit, by)))


def _feast(found: re.Match[str]) -> Atom:
    if found.group() not in _FEASTS:
        return Atom(*found.span(), "relative")
    month, day = _FEASTS[found.group()]
    return Atom(*found.span(), "date", Moment(month=month, day=day))


def _dotted(found: re.Match[str]) -> Atom:
    year = _NAMED_DAYS.get((found["m"], found["d"], found["name"] or ""), 0)
    end = found.end("d")
    return Atom(found.start(), end, "date", Moment(year=year, month=int(found["m"]), day=int(found["d"])))


def _occupied(found: re.Match[str]) -> Atom:
    value = parse_edtf(_OCCUPATION[found["part"] or found["end"] or ""])
    return Atom(*found.span(), "interval", Moment(fixed=value))


def _duration(found: re.Match[str]) -> Atom:
    start, end = found.span()
    if found["ago"]:
        return Atom(start, end, "relative", _ago(found["length"]))
    return Atom(start, end, "relative" if found["later"] else "duration")


def _ago(length: str) -> Moment | None:
    """'3년 전' from the day of telling, as a year about then; shorter lengths and words stay unresolved."""
    years = re.match(r"(\d{1,3})\s?(?:여\s?)?년", length)
    return Moment(shift=Shift("told", "year", -int(years[1]), about=True)) if years else None
