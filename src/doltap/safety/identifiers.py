"""Numbers and addresses that find a person: registration, passport, Hanawon class, phone, messenger, mail, bank, home.

They go to the vault at once. Korean, Chinese and North Korean forms; a bare run of digits counts only with a word for
what it is, so that years, counts, law and document numbers do not fire.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from doltap.model import SafetyClass
from doltap.safety.marking import SafetyMark

_DASH: Final = r"[-‐‑–—.\s]"
_END: Final = r"(?![A-Za-z0-9])"
_BIRTH: Final = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"

Where = tuple[str, ...] | re.Pattern[str]
"""What every match of a pattern holds: one of these words in lower case, or this shape."""

_LONG: Final = re.compile(r"\d{3}[-‐‑–—.\sA-Za-z]?\d{3}")
_PLUS: Final = re.compile(r"\+\d")
_IBAN: Final = re.compile(r"[A-Z]{2}\d\d")
_DECIMAL: Final = re.compile(r"\.\d{3}")
_ROAD: Final = re.compile(r"[로길동리]\s?\d")
_BLOCK: Final = re.compile(r"\d\s?동")
_GIL: Final = re.compile(r"[- ](?:ro|gil|daero)\b")
_HANAWON: Final = ("하나원", "하나둘학교", "hanawon")
_PHONE: Final = ("전화", "휴대폰", "핸드폰", "연락처", "phone", "mobile", "cell", "tel")
_MESSENGER: Final = (
    *("wechat", "weixin", "위챗", "웨이신", "微信", "kakao", "카카오톡", "카톡", "telegram", "텔레그램", "텔레그람"),
    *("whatsapp", "왓츠앱", "line", "라인", "qq", "signal"),
)
_BANK: Final = ("계좌", "통장", "은행", "농협", "신협", "우체국", "bank", "account", "a/c")
_STREET: Final = ("street", "st.", "road", "rd.", "avenue", "ave.", "lane", "alley", "boulevard")
_UNIT: Final = ("inminban", "people's unit")
_APART: Final = re.compile(r"0[\s.·-]{1,3}1[\s.·-]{1,3}\d[\s.·-]")
_READ_OUT: Final = re.compile(r"[공영빵][\s,-]{0,2}일")
_SYLLABLE: Final = "[공영빵일이삼사오육륙칠팔구]"
_FIGURE: Final = "(?:oh|zero|one|two|three|four|five|six|seven|eight|nine)"

_KINDS: Final[dict[str, tuple[tuple[Where, str], ...]]] = {
    "registration": (
        (_LONG, rf"(?<![\d-])\d\d{_BIRTH}\s?[-–]\s?[1-8](?:\d{{6}}|[*xX●○]{{6}})(?![\d-])"),
        (
            ("주민", "registration", "rrn"),
            r"(?i:주민(?:등록)?\s?번호|resident registration (?:number|no\.?)|\bRRN)\D{0,12}?(?P<value>\d{13})(?!\d)",
        ),
        (_LONG, rf"(?<![\dXx])[1-9]\d{{5}}(?:19|20)\d\d{_BIRTH}\d{{3}}[\dXx](?![\dXx])"),
        (("공민증", "公民"), r"(?i:공민증\s?번호|公民身份号码)\D{0,12}?(?P<value>\d{6,18})(?!\d)"),
    ),
    "passport": (
        (_LONG, rf"(?<![A-Za-z0-9])(?:[MSRGDP]\d{{8}}|M\d{{3}}[A-Z]\d{{4}}|E[A-HJ-NP-Z]?\d{{7,8}}){_END}"),
        (
            ("passport", "여권", "travel document", "증명서"),
            r"(?i:passport|여권|travel document|여행\s?증명서)[^.\n]{0,24}?"
            rf"(?<![A-Za-z0-9])(?P<value>(?=[A-Z0-9]{{0,8}}\d{{5}})[A-Z0-9]{{7,9}}){_END}",
        ),
    ),
    "hanawon_class": (
        (_HANAWON, r"(?:하나원|하나둘학교)[^.\n]{0,10}?(?P<value>\d{1,3}\s?기(?![가-힣]{0,2}간)(?:\s?\d{1,2}\s?반)?)"),
        (_HANAWON, r"(?P<value>(?<!\d)\d{1,3}\s?기(?:생)?)(?:로|으로|에)?[^.\n\d]{0,10}?(?:하나원|하나둘학교)"),
        (
            _HANAWON,
            r"(?i:Hanawon)[^.\n]{0,20}?\b(?P<value>(?i:class|cohort|group|batch|term)\b[^.\n]{0,10}?\d{1,3})(?!\d)",
        ),
        (
            _HANAWON,
            r"(?P<value>\b\d{1,3}(?:st|nd|rd|th)?\s(?i:class|cohort|group|batch|term))\b[^.\n]{0,20}?(?i:Hanawon)",
        ),
        (
            _HANAWON,
            r"(?i:Hanawon)[^.\n]{0,24}?(?P<value>\b\d{1,3}(?:st|nd|rd|th)\s(?i:class|cohort|group|batch|term))\b",
        ),
    ),
    "phone": (
        (_LONG, rf"(?<![\d.-])(?:\+?82{_DASH}?\(?0?\)?{_DASH}?)?0?1[016789]{_DASH}?\d{{3,4}}{_DASH}\d{{4}}(?![\d-])"),
        (_LONG, r"(?<![\d.-])01[016789]\d{7,8}(?!\d)"),
        (_LONG, rf"(?<![\d.-])0(?:2|[3-6]\d){_DASH}\d{{3,4}}{_DASH}\d{{4}}(?![\d-])"),
        (_LONG, rf"(?<![\d.,-])(?:\+?86{_DASH}?)?1[3-9]\d{_DASH}?\d{{4}}{_DASH}?\d{{4}}(?![\d,]|\.\d|{_DASH}\d)"),
        (_LONG, rf"(?<![\d.-])(?:\+?850{_DASH}?)?0?19[0-9]{_DASH}\d{{3,4}}{_DASH}\d{{3,4}}(?![\d-])"),
        (_PLUS, rf"(?<!\w)\+\d{{1,3}}(?:{_DASH}?\(?\d{{1,5}}\)?){{2,5}}(?!\d)"),
        (
            _PHONE,
            r"(?i:전화|손전화|휴대폰|핸드폰|연락처|phone|mobile|\bcell|\btel)[^.\n\d]{0,16}?(?P<value>\d(?:[-\s]?\d){6,13})(?!\d)",
        ),
        (_APART, r"(?<![\d.,-])0[\s.·-]{1,3}1[\s.·-]{1,3}[016789](?:[\s.·-]{1,3}\d){7,8}(?!\d)"),
        (_READ_OUT, rf"[공영빵][\s,-]{{0,2}}일(?:[\s,-]{{0,2}}(?:에[\s,]{{0,2}})?{_SYLLABLE}){{8,9}}"),
        (
            ("전화", "번호", "연락처"),
            rf"(?:전화|번호|연락처)[^.\n]{{0,12}}?(?P<value>{_SYLLABLE}(?:[\s,-]{{0,2}}(?:에[\s,]{{0,2}})?{_SYLLABLE}){{6,12}})",
        ),
        (
            ("zero", "oh"),
            rf"(?i:\b(?:oh|zero)(?:[\s,-]{{1,3}}(?:(?:double|triple)[\s,-]{{1,3}})?{_FIGURE}){{6,13}}\b)",
        ),
        (
            ("phone", "number", "mobile", "call"),
            r"(?i:\b(?:phone|number|mobile|call)[^.\n]{0,24}?"
            rf"(?P<value>\b{_FIGURE}(?:[\s,-]{{1,3}}(?:(?:double|triple)[\s,-]{{1,3}})?{_FIGURE}){{5,13}}\b))",
        ),
    ),
    "messenger": (
        (
            _MESSENGER,
            r"(?i:wechat|weixin|위챗|웨이신|微信|kakao ?(?:talk)?|카카오톡|카톡|telegram|텔레그[램람]"
            r"|whatsapp|왓츠앱|\bLINE|라인|\bQQ|\bsignal)"
            r"\s?(?i:(?:id|account|handle|name|아이디|계정|번호|号)(?:는|은|가|\sis|\swas)?\s?[:=]?|[:=：])"
            r"\s{0,2}[\"'“‘@]?"
            r"(?P<value>[A-Za-z0-9][A-Za-z0-9_.-]{3,29})(?<!\.)",
        ),
        (
            _MESSENGER,
            r"(?i:telegram|텔레그[램람]|kakao ?(?:talk)?|카톡|카카오톡|wechat|위챗)"
            r"[^.\n@]{0,16}@(?P<value>[A-Za-z][A-Za-z0-9_]{3,31})",
        ),
    ),
    "email": ((("@",), r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w-]{1,64}@)"),),
    "bank_account": (
        (
            _BANK,
            r"(?i:계좌|통장|은행|농협|신협|우체국|\bbank|\baccount|\ba/c)[^.\n\d]{0,24}?"
            r"(?P<value>\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,4})?)(?!\d)",
        ),
        (
            ("계좌", "account", "a/c"),
            r"(?i:계좌\s?번호|account (?:number|no\.?)|\ba/c)[^.\n\d]{0,16}?(?P<value>\d[\d-]{7,18}\d)",
        ),
        (_IBAN, r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"),
        (
            ("card", "카드", "银行卡", "卡号"),
            r"(?i:\bcard|카드|银行卡|卡号)[^.\n\d]{0,16}?(?P<value>\d{4}(?:[ -]?\d{4}){3}(?:\d{1,3})?)(?!\d)",
        ),
    ),
    "coordinates": (
        (_DECIMAL, r"(?<![\d.])-?\d{1,2}\.\d{3,8}\s?°?\s?[NSns]?\s?[,/\s]\s?-?\d{2,3}\.\d{3,8}(?!\d|\.\d)"),
        (("°", "º"), r"\d{1,3}\s?[°º]\s?\d{1,2}(?:\.\d{1,4})?\s?['′’](?:\s?\d{1,2}(?:\.\d{1,3})?\s?[\"″”])?\s?[NSEW]?"),
        (
            ("북위", "동경", "위도", "경도"),
            r"(?:북위|동경|위도|경도)\s?\d{1,3}(?:도\s?\d{1,2}\s?분|\.\d{2,8})(?:\s?\d{1,2}\s?초)?",
        ),
    ),
    "address": (
        (
            _ROAD,
            r"[가-힣]{2,8}(?:시|군|구|읍|면)\s?[가-힣0-9]{1,12}(?:로|길|동|리)\s?\d{1,4}(?:-\d{1,4})?(?:번지|호)?(?=[^\d가-힣%]|에|로|\Z)",
        ),
        (
            _ROAD,
            r"[가-힣]{1,10}(?:대로|로|길)\s\d{1,4}(?:-\d{1,4})?(?:번길\s?\d{1,4})?\s?,?\s?\d{1,4}\s?동\s?\d{1,4}\s?호",
        ),
        (_BLOCK, r"(?<![\d제])\d{1,4}\s?동\s?\d{1,4}\s?호(?!실)"),
        (("인민반",), r"[가-힣]{1,8}(?:동|리|구)\s?(?:제)?\d{1,3}\s?인민반"),
        (("번지",), r"[가-힣]{1,8}(?:동|리)\s?\d{1,4}(?:-\d{1,4})?\s?번지"),
        (
            _STREET,
            r"(?<![\w-])(?:No\.?\s?)?\d{1,4}(?:-\d{1,4})?,?\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
            r"(?:[A-Z][\w'-]{1,20}\s){1,3}"
            r"(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Alley|Boulevard)(?!\w)",
        ),
        (_GIL, r"(?<![\w-])\d{1,4}(?:-\d{1,4})?,?\s[A-Z][a-z]{1,20}(?:-| )(?:ro|gil|daero)\b"),
        (
            ("apt", "apartment", "flat", "unit"),
            r"\b(?:Apt\.?|Apartment|Flat|Unit)\s?(?:No\.?\s?)?\d{1,4}[A-Z]?\b,?\s(?:Building|Bldg|Block)?\s?[A-Z0-9]",
        ),
        (_UNIT, r"\b(?i:inminban|people's unit)\s(?i:No\.?\s?)?\d{1,3}\b"),
        (_UNIT, r"\b\d{1,3}(?:st|nd|rd|th)?\s(?i:inminban|people's unit)\b"),
    ),
}
BEFORE: Final = 112
AFTER: Final = 400
"""No match begins further before what it must hold, or ends further behind it; tested."""

_PATTERNS: Final = tuple((kind, where, re.compile(p)) for kind, patterns in _KINDS.items() for where, p in patterns)


def find_identifiers(text: str) -> list[SafetyMark]:
    """Where the text holds an identifier: exact places, each with its kind; overlapping ones become one."""
    return _longest(sorted(_found(text), key=lambda m: (m.start, -m.end)))


def _found(text: str) -> Iterator[SafetyMark]:
    low = text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()  # letter for letter: places stay places
    near: dict[Where, list[tuple[int, int]]] = {}
    for number, (kind, where, pattern) in enumerate(_PATTERNS):
        if where not in near:
            near[where] = _near(sorted(_stands(text, low, where)))
        for begin, stop in near[where]:
            for hit in pattern.finditer(text, begin, stop):
                start, end = hit.span("value" if "value" in pattern.groupindex else 0)
                yield SafetyMark(start, end, SafetyClass.IDENTIFIER, kind, f"identifier_{kind}_{number}")


def _stands(text: str, low: str, where: Where) -> Iterator[int]:
    if isinstance(where, re.Pattern):
        yield from (hit.start() for hit in where.finditer(text))
        return
    for word in [w for w in where if w in low]:
        at = low.find(word)
        while at >= 0:
            yield at
            at = low.find(word, at + 1)


def _near(places: Iterable[int]) -> list[tuple[int, int]]:
    """The stretches of text around these places, those that touch made one."""
    made: list[tuple[int, int]] = []
    for at in places:
        begin, stop = max(0, at - BEFORE), at + AFTER
        if made and begin <= made[-1][1]:
            begin = made.pop()[0]
        made.append((begin, stop))
    return made


def _longest(marks: list[SafetyMark]) -> list[SafetyMark]:
    """Of marks in order of place, each place once: overlapping ones are stretched over both."""
    kept: list[SafetyMark] = []
    for found in marks:
        if kept and found.start < kept[-1].end:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, found.end))
        else:
            kept.append(found)
    return kept
