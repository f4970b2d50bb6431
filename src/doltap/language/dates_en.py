"""English words for dates, spoken and written, as atoms: what stands where, before it is known which days it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from doltap.language.dates_ko import JUCHE_BEFORE, full_year
from doltap.language.edtf import WINTER, InvalidDate, one_of, parse_edtf
from doltap.language.moments import Atom, Moment, Shift
from doltap.language.numerals import ORDINAL_EN, SMALL_EN, SPELLED_YEAR, ordinal_value, spelled_year
from doltap.language.windows import MONTHS, SPELLED_YEARS, UNITS, around, digits_at, lowered, near, words_at

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DECADES: Final = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_PARTS: Final = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
    "first": "h1",
    "second": "h2",
    "latter": "h2",
}
_FULL_MONTH: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_MONTH: Final = rf"(?P<month>{_FULL_MONTH}|january|february|april|june|july|september|october|november|december)"
_SURE_BEFORE: Final = (
    r"(?:(?:in|of|by|since|until|till|from|to|through|during|last|next|this|that|early|late|mid|around|about|before|after"
    r"|and|or|between|every|on)[\s-]{1,2})"
)
_YEAR: Final = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|,\d|\.\d)"
_SHORT: Final = r"['](?P<short>\d\d)(?![\da-z가-힣]|\.\d|\s[가-힣]|')"
_JUCHE: Final = r"Juche\s(?P<juche>\d{1,3})\b(?:\s?\((?P<jyear>\d{4})\))?"
_REL_YEAR: Final = r"(?P<rel>last|this|next|that(?:\ssame)?|the\s(?:same|following|next|previous))\syear\b"
_ANY_YEAR: Final = rf"(?:{_YEAR}|{_SHORT}|(?P<spelled>{SPELLED_YEAR})|{_JUCHE}|{_REL_YEAR})"
_DAY: Final = (
    r"(?:the\s)?(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|[\x22”]{1,2}(?=\sof))?"
    rf"|(?P<dayword>{ORDINAL_EN}))(?![\w%]|:\d|\.\d)"
)
_PART: Final = (
    r"(?P<part>early|mid|late|(?:the\s)?(?:very\s)?(?:beginning|start|middle|end)\sof|the\s(?:first|second|latter)\shalf\sof)"
    r"(?:[\s-]{1,2}|\s?to\s?late\s)(?:the\s)?"
)
_ABOUT: Final = (
    r"(?P<about>(?:around|about|approximately|circa|ca?\.|roughly|sometime\s(?:in|around)|some\stime\sin)\s(?:the\s)?)"
)
_OPEN: Final = (
    r"(?P<open>(?:ever\s)?since|until|till|up\sto|before|prior\sto|by\sthe\send\sof|after)\s"
    r"(?:the\s)?(?:about\s|around\s)?"
)
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s(?:the\s)?)?"
_FLAGS: Final = re.VERBOSE | re.ASCII

_RULES: Final = tuple(
    re.compile(rf"(?<![\w'$.,#-])(?:{_OPEN}|{_ABOUT})?(?:{_PART})?{body}", _FLAGS | extra)
    for body, extra in (
        (rf"{_WEEKDAY}{_MONTH},?\s{_DAY}(?:(?:,?\s(?:of\s|in\s)?|,)(?:the\syear\s)?{_ANY_YEAR})?", re.RegexFlag(0)),
        (
            rf"{_WEEKDAY}{_DAY}\s(?:of\s)?(?:the\s)?{_MONTH}(?:(?:,?\s(?:of\s|in\s)?|,)(?:the\syear\s)?{_ANY_YEAR})?",
            re.RegexFlag(0),
        ),
        (
            rf"{_MONTH}(?:,?\s{{1,2}}(?:of\s|in\s)?(?:the\syear\s)?{_ANY_YEAR}|\sof\s(?P<bare>[2-9]\d)\b)",
            re.RegexFlag(0),
        ),
        (
            r"(?:the\s)?(?P<season>spring|summer|autumn|fall|winter)(?:\s|,\s|\sof\s(?:the\syear\s)?|\sin\s|-)"
            rf"{_ANY_YEAR}(?:[-/](?P<next>\d\d(?:\d\d)?))?",
            re.IGNORECASE,
        ),
        (
            r"(?:the\s)?(?:(?P<decade>1[5-9]\d0|20\d0)'?s|'(?P<sdecade>[2-9]0)'?s"
            rf"|(?P<wdecade>(?:(?P<hundred>nineteen|eighteen)[\s-])?(?:{'|'.join(_DECADES)})))\b",
            re.IGNORECASE,
        ),
        (
            r"(?:the\s)?(?:(?P<century>\d\d?)(?:st|nd|rd|th)|(?P<wcentury>nineteenth|twentieth|twenty-first))[\s-]century\b",
            re.IGNORECASE,
        ),
    )
)
_YEAR_ALONE: Final = re.compile(
    rf"(?<![\w'$.,#/%£€-])(?<!No\s)(?:{_OPEN}|{_ABOUT})?(?:{_PART})?(?:{_YEAR}(?:[-/](?P<next>\d\d(?:\d\d)?)(?![\d-]))?|{_SHORT}|(?P<spelled>{SPELLED_YEAR})|{_JUCHE})(?![\w%-])",
    _FLAGS | re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"\s(?:or\sso\s|more\s|other\s|North\sKorean\s|of\s(?:the|them|us)\s?|young\s|Jewish\s|[A-Za-z]{1,12}\s)?(?:people|persons?|men|women|prisoners|inmates|children|Jews|soldiers|workers|families"
    r"|households|miles|meters|metres|km|kilomet\w+|dollars|won|yuan|marks|pounds|kilos|tons|calories|years|days|hours|words|feet|percent|times"
    r"|girls|boys|students|houses|souls|defectors|refugees|tonnes|cases|members|officers|troops)\b",
    re.ASCII | re.IGNORECASE,
)
FIRST_SURE: Final = 1900
LAST_SURE: Final = 2035
_IN: Final = re.compile(r"\b(?:in|since|until|till|during)\s?\Z", re.IGNORECASE)
"""After 'in' a number from FIRST_SURE to LAST_SURE is a year, whatever follows: 'in 1998 many people died'."""

_AFTER_IN: Final = re.compile(
    r"(?:in|since|by|of|from|until|till|to|during|before|after|around|about|year|and|,|\()\s?\Z", re.IGNORECASE
)
_IN_SHORT: Final = re.compile(
    r"(?<![\w])(?:back\s)?(?:in|since|until|till)\s(?:early\s|late\s)?(?P<bare>[3-9]\d)(?=[.,;?!)](?!\d)|\s(?:the|we|he|she|it|I|they|when|my|and|so|or|but|there"
    r"|is|was|were|uh|um|until|till|to|from|already|after|before|because|that|in|at|on|you|this|[A-Z]))(?!\s(?:to\s)?\d|\sand\sa\shalf)",
    re.ASCII,
)
_MONTHS_ALONE: Final = (
    re.compile(rf"{_SURE_BEFORE}(?:the\s)?{_MONTH}(?![\w'-])", _FLAGS),
    re.compile(rf"(?<![\w'-]){_PART}{_MONTH}(?![\w'-])", _FLAGS),
)
_SEASON_ALONE: Final = re.compile(
    r"\b(?:(?P<that>that(?:\ssame)?|the\sfollowing|the\snext|the\sprevious|last|next|this)\s(?P<season>spring|summer|autumn|fall|winter)"
    r"|(?<=\bin\s)(?:(?:the|early|late)\s){0,2}(?:spring|summer|autumn|fall|winter)\b"
    r"|(?<=\bthat\s)(?:spring|summer|autumn|winter))\b(?!\s(?:of|\d|clothes|coat|sea|semester|camp|line))",
    _FLAGS | re.IGNORECASE,
)
_STEPS: Final = {
    ("last", "year"): ("told", -1),
    ("this", "year"): ("told", 0),
    ("next", "year"): ("told", 1),
    ("last", "month"): ("told", -1),
    ("this", "month"): ("told", 0),
    ("next", "month"): ("told", 1),
    ("last", "week"): ("told", -1),
    ("this", "week"): ("told", 0),
    ("next", "week"): ("told", 1),
}
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<told>last|this|next)\s(?P<tunit>year|month|week)"
    r"|(?P<last>that(?:\ssame|\svery)?|the\s(?:same|following|next|previous)|(?P<early>early|late)\sthat)\s(?P<lunit>year|month|week|day)(?!s|\sof\s\w+s\b)"
    r"|(?P<before>the\syear\sbefore|the\sday\sbefore|the\sday\safter|the\syear\safter)(?!\s(?:the\s)?(?-i:[A-Z]|\d))"
    r"|(?P<day>yesterday|today|tomorrow|the\sday\sbefore\syesterday)"
    rf"|(?:(?P<about>about|some|almost|nearly|over|more\sthan)\s)?(?P<count>\d{{1,3}}|{SMALL_EN}|a\sfew|several|many|a|couple\sof)\s(?P<aunit>year|month|week|day)s?\s(?P<ago>ago|earlier|before|later|after)"
    r"|(?:last|next|this|on|every)\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s\b)?)(?!\w)",
    _FLAGS | re.IGNORECASE,
)
_DURATION: Final = re.compile(
    rf"\b(?:(?:for|about|almost|nearly|over|another)\s){{0,2}}(?:\d{{1,3}}(?:\.\d)?|{SMALL_EN}|a\sfew|several|many|a\scouple\sof|half\sa|a|an|one)(?:\s(?:and\sa\shalf|more|whole|full|long))?[\s-]"
    r"(?:hour|day|week|month|year|decade)(?P<plural>s)?\b(?!\s(?:old|of\sage|ago)|-old)",
    _FLAGS | re.IGNORECASE,
)
_AGE: Final = re.compile(
    rf"\b(?:at\s(?:the\s)?age\s(?:of\s)?(?:just\s|only\s|about\s)?(?:\d{{1,3}}|{SMALL_EN})|aged\s(?:\d{{1,3}}|{SMALL_EN})"
    rf"|when\s(?:I|he|she|we|they)\s(?:was|were|turned|became)\s(?:just\s|only\s|about\s|around\s|maybe\s|almost\s){{0,2}}(?:\d{{1,2}}|{SMALL_EN})(?:\s(?:years?\sold|or\s(?:\d{{1,2}}|{SMALL_EN})))?"
    rf"|(?:\d{{1,3}}|{SMALL_EN})(?:\s(?:and\sa\shalf\s)?|-)years?(?:\s|-)(?:old|of\sage)"
    rf"|at\s(?:just\s|only\s|about\s)?(?:1[0-9]|[2-9]\d|{SMALL_EN})(?=[,;!?)]|\.(?!\d)|\s(?:I|he|she|they|we|and|when)\b))"
    rf"(?![\w:%-]|\so'clock|\s(?:people|men|women|percent|degrees|days|hours|minutes|months|weeks|years\sin)\b)",
    _FLAGS,
)
_TIME: Final = re.compile(
    rf"\b(?:[01]?\d|2[0-3])(?::[0-5]\d)?\s?(?:[ap]\.m\.|[ap]m\b|AM\b|PM\b)|\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:\d{{1,2}}|{SMALL_EN})(?:\sthirty)?\so'clock(?:\sin\sthe\s(?:morning|afternoon|evening)|\sat\snight)?",
    _FLAGS | re.IGNORECASE,
)
_FEAST: Final = re.compile(
    r"\b(?:(?P<fixed>Christmas(?:\sDay|\sEve)?|New\sYear's(?:\sDay|\sEve)?)|Passover|Yom\sKippur|Rosh\sHashanah|Easter)\b",
    _FLAGS,
)
_ISO: Final = re.compile(
    r"(?<![\d./-])(?P<y>1[5-9]\d\d|20\d\d)(?P<s>[-./])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})(?![\d-]|/\d)", re.ASCII
)
_SHORT_DOTTED: Final = re.compile(
    r"(?<![\d.'-])'?(?P<y>[4-9]\d|0\d)\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])(?![\d-]|\.\d)",
    re.ASCII,
)
_SLASHED: Final = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[-./])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<y>1[5-9]\d\d|20\d\d|(?<=[/-])\d\d)(?![\d/-]|\.\d)",
    re.ASCII,
)


def atoms(text: str) -> Iterator[Atom]:
    """Every English and numeric date, age, duration and time of a normalised text, in no order and with overlaps."""
    low, digits = lowered(text), digits_at(text)
    months = around(words_at(text, MONTHS), 128, 96)
    years = around(sorted([*digits, *words_at(low, SPELLED_YEARS)]), 80, 72)
    seasons = around(words_at(low, _SEASONS), 96, 96)
    decades = around(sorted([*words_at(low, ("ties",)), *digits]), 96, 16) if "s" in low else []
    centuries = around(words_at(low, ("century",)), 96, 16)
    for rule, there in zip(_RULES, (months, months, months, seasons, decades, centuries), strict=True):
        yield from (atom for found in near(rule, text, there) if (atom := _date(found)))
    yield from (_date(found) for found in near(_YEAR_ALONE, text, years) if _is_year(text, found))
    numbers = around(digits, 32, 48)
    for found in near(_IN_SHORT, text, numbers):
        yield Atom(found.start("bare"), found.end("bare"), "date", _moment(found))
    yield from (_month_alone(found) for rule in _MONTHS_ALONE for found in near(rule, text, months))
    yield from (_season_alone(found) for found in near(_SEASON_ALONE, text, seasons))
    units = words_at(low, UNITS)
    yield from (_relative(found) for found in near(_RELATIVE, text, around(units, 48, 48)))
    yield from (_feast(found) for found in _FEAST.finditer(text))
    yield from (_numeric(found) for rule in (_ISO, _SHORT_DOTTED, _SLASHED) for found in near(rule, text, numbers))
    spans = around(sorted([*units, *words_at(low, ("hour", "decade"))]), 64, 32)
    clock = around(sorted([*digits, *words_at(low, ("clock",))]), 48, 48)
    for kind, rule, there in (("duration", _DURATION, spans), ("age", _AGE, [(0, len(text))]), ("time", _TIME, clock)):
        yield from (Atom(*found.span(), kind) for found in near(rule, text, there))


def _is_year(text: str, found: re.Match[str]) -> bool:
    """Whether a number that stands alone is a year and not a count; a round one needs a word such as 'in' before it."""
    if found["juche"]:
        return True
    if found["spelled"] and found["spelled"].lower().endswith("thousand"):
        return False
    year = int(found["year"] or 0)
    before = text[max(0, found.start() - 8) : found.start()]
    if FIRST_SURE <= year <= LAST_SURE and (found["open"] or _IN.search(before)):
        return True
    if _COUNTED.match(text, found.end()):
        return False
    if found["part"] or found["short"] or found["open"] or found["spelled"]:
        return True
    return year >= 1800 and (year % 100 != 0 or bool(_AFTER_IN.search(before)))


def _date(found: re.Match[str]) -> Atom:
    """The atom of one match of the rules: its start leaves out words that only say how it hangs in the sentence."""
    moment = _moment(found)
    groups = found.groupdict()
    side = _side(groups.get("open") or "")
    kind = "relative" if moment.shift else "date"
    last = _second_year(groups, moment)
    if last and moment.season:
        return Atom(*found.span(), "date", last)
    if last:
        return Atom(*found.span(), "interval", replace(moment, part=""), until=last)
    return Atom(*found.span(), kind, moment, open=side)


def _side(word: str) -> str:
    word = word.lower()
    if not word:
        return ""
    if "since" in word:
        return "from"
    if word.startswith(("before", "prior")):
        return "before"
    return "after" if word == "after" else "until"


def _second_year(groups: dict[str, str | None], moment: Moment) -> Moment | None:
    """The last year of '1939-45'; for 'winter 1944-45' that one winter as a whole."""
    last = groups.get("next")
    if not last or not moment.year:
        return None
    year = int(last) if len(last) == 4 else moment.year // 100 * 100 + int(last)
    if moment.season:
        one_winter = moment.season == WINTER and year == moment.year + 1
        return Moment(fixed=parse_edtf(f"{moment.year}-12/{year}-02")) if one_winter else None
    return Moment(year=year) if year > moment.year else None


def _moment(found: re.Match[str]) -> Moment:
    groups = found.groupdict()
    part = (groups.get("part") or "").lower().split()
    return Moment(
        year=_year(groups),
        digits=_digits(groups),
        month=_month(groups.get("month") or ""),
        season=_SEASONS.get((groups.get("season") or "").lower(), 0),
        day=_day(groups),
        part=next((_PARTS[word] for word in part if word in _PARTS), ""),
        about=bool(groups.get("about")),
        shift=_step(groups.get("rel") or ""),
    )


def _step(words: str) -> Shift | None:
    """The step of 'last year', 'that same year', 'the following year' after a month or season."""
    by = {"last": -1, "next": 1, "following": 1, "previous": -1}
    parts = words.lower().split()
    if not parts:
        return None
    return Shift("told" if parts[0] in ("last", "this", "next") else "last", "year", by.get(parts[-1], 0))


def _year(groups: dict[str, str | None]) -> int:
    if groups.get("juche"):
        return int(groups.get("jyear") or 0) or int(groups["juche"] or 0) + JUCHE_BEFORE
    if groups.get("year"):
        return int(groups["year"] or 0)
    if groups.get("spelled"):
        return spelled_year(groups["spelled"] or "")
    short = groups.get("short") or groups.get("bare")
    return full_year(int(short)) if short else 0


def _digits(groups: dict[str, str | None]) -> str:
    if (groups.get("decade") or "").endswith("00") and not (groups["decade"] or "").startswith("20"):
        return f"{groups['decade'] or '':.2}XX"
    for key, digits in (("decade", "{:.3}X"), ("sdecade", "19{:.1}X")):
        if groups.get(key):
            return digits.format(groups[key])
    if groups.get("wdecade"):
        word = re.split(r"[\s-]", (groups["wdecade"] or "").lower())[-1]
        return f"{'18' if (groups.get('hundred') or '').lower() == 'eighteen' else '19'}{_DECADES[word]}X"
    century = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}.get((groups.get("wcentury") or "").lower(), 0)
    century = century or int(groups.get("century") or 0)
    return f"{century - 1:02d}XX" if century > 1 else ""


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word else 0


def _day(groups: dict[str, str | None]) -> int:
    if groups.get("dayword"):
        return ordinal_value(groups["dayword"] or "")
    return int(groups.get("day") or 0)


def _month_alone(found: re.Match[str]) -> Atom:
    start = found.start("part" if found.groupdict().get("part") else "month")
    return Atom(start, found.end(), "date", _moment(found))


def _season_alone(found: re.Match[str]) -> Atom:
    that = (found["that"] or "").lower()
    base = {"last": ("told", -1), "next": ("told", 1), "this": ("told", 0), "the following": ("last", 1)}
    base |= {"the next": ("last", 1), "the previous": ("last", -1), "that": ("last", 0), "that same": ("last", 0)}
    if not that:
        return Atom(*found.span(), "relative")
    on, by = base[that]
    return Atom(
        *found.span(), "relative", Moment(season=_SEASONS[found["season"].lower()], shift=Shift(on, "year", by))
    )


def _relative(found: re.Match[str]) -> Atom:
    return Atom(
        *found.span(), "relative", _relative_moment({k: (v or "").lower() for k, v in found.groupdict().items()})
    )


def _relative_moment(groups: dict[str, str]) -> Moment | None:
    if groups["told"]:
        base, by = _STEPS[groups["told"], groups["tunit"]]
        return Moment(shift=Shift(base, groups["tunit"], by))
    if groups["last"]:
        by = 1 if groups["last"].endswith(("following", "next")) else -1 if groups["last"].endswith("previous") else 0
        return Moment(part=groups["early"], shift=Shift("last", groups["lunit"], by))
    if groups["before"]:
        return Moment(
            shift=Shift("last", groups["before"].split()[1], -1 if groups["before"].endswith("before") else 1)
        )
    if groups["day"]:
        by = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(groups["day"], -2)
        return Moment(shift=Shift("told", "day", by))
    if groups["ago"] == "ago" and groups["aunit"] == "year" and groups["count"].isdecimal():
        return Moment(shift=Shift("told", "year", -int(groups["count"]), about=True))
    return None


def _feast(found: re.Match[str]) -> Atom:
    days = {"Christmas": (12, 25), "Christmas Day": (12, 25), "Christmas Eve": (12, 24), "New Year's Eve": (12, 31)}
    if not found["fixed"]:
        return Atom(*found.span(), "relative")
    month, day = days.get(" ".join(found["fixed"].split()), (1, 1))
    return Atom(*found.span(), "date", Moment(month=month, day=day))


def _numeric(found: re.Match[str]) -> Atom:
    groups = found.groupdict()
    year = int(groups["y"])
    year = year if year > 99 else full_year(year)
    if groups.get("m"):
        return Atom(*found.span(), "date", Moment(year=year, month=int(groups["m"]), day=int(groups["d"])))
    orders = (
        ((groups["a"], groups["b"]), (groups["b"], groups["a"]))
        if groups["s"] != "."
        else ((groups["b"], groups["a"]),)
    )
    days = [f"{year}-{int(month):02d}-{int(day):02d}" for month, day in orders if _exists(year, int(month), int(day))]
    return Atom(*found.span(), "date", Moment(fixed=one_of(days)) if days else None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        parse_edtf(f"{year}-{month:02d}-{day:02d}")
    except InvalidDate:
        return False
    return True
