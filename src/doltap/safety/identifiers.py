"""Numbers and addresses that find a person: registration, passport, Hanawon class, phone, messenger, mail, bank, home.

They go to the vault at once. Korean, Chinese and North Korean forms; a bare run of digits counts only with a word for
what it is, so that years, counts, law and document numbers do not fire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doltap.model import SafetyClass
from doltap.safety.marking import SafetyMark

_P: Final = re.compile
_DASH: Final = r"[-‐‑–—.\s]"

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("registration", _P(r"(?<![\d-])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–]\s?[1-8](?:\d{6}|[*xX●○]{6})(?![\d-])")),
    ("registration", _P(r"(?:주민(?:등록)?\s?번호|resident registration (?:number|no\.?)|RRN)\D{0,12}?\d{13}(?!\d)", re.I)),
    ("registration", _P(r"(?<![\dXx])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])")),
    ("passport", _P(r"(?<![A-Za-z0-9])(?:[MSRGDP]\d{8}|M\d{3}[A-Z]\d{4}|E[A-HJ-NP-Z]?\d{7,8})(?![A-Za-z0-9])")),
    ("passport", _P(r"(?:passport|여권|travel document|여행\s?증명서)[^.\n]{0,24}?\b(?=[A-Z0-9]{0,8}\d{4})[A-Z0-9]{7,9}(?![A-Za-z0-9])", re.I)),
    ("hanawon_class", _P(r"(?:하나원|하나둘학교)[^.\n]{0,10}?\d{1,3}\s?기(?![가-힣]{0,2}간)(?:\s?\d{1,2}\s?반)?")),
    ("hanawon_class", _P(r"\d{1,3}\s?기(?:생)?(?:로|으로|에)?[^.\n]{0,10}?(?:하나원|하나둘학교)")),
    ("hanawon_class", _P(r"Hanawon[^.\n]{0,20}?\b(?:class|cohort|group|batch|term)\b[^.\n]{0,10}?\d{1,3}", re.I)),
    ("hanawon_class", _P(r"\b\d{1,3}(?:st|nd|rd|th)?\s(?:class|cohort|group|batch|term)\b[^.\n]{0,20}?Hanawon", re.I)),
    ("hanawon_class", _P(r"Hanawon[^.\n]{0,24}?\b\d{1,3}(?:st|nd|rd|th)\s(?:class|cohort|group|batch|term)\b", re.I)),
    ("phone", _P(rf"(?<![\d.-])(?:\+?82{_DASH}?\(?0?\)?{_DASH}?)?0?1[016789]{_DASH}?\d{{3,4}}{_DASH}\d{{4}}(?![\d-])")),
    ("phone", _P(r"(?<![\d.-])01[016789]\d{7,8}(?!\d)")),
    ("phone", _P(rf"(?<![\d.-])0(?:2|[3-6]\d){_DASH}\d{{3,4}}{_DASH}\d{{4}}(?![\d-])")),
    ("phone", _P(rf"(?<![\d.,-])(?:\+?86{_DASH}?)?1[3-9]\d{_DASH}?\d{{4}}{_DASH}?\d{{4}}(?![\d,]|\.\d|{_DASH}\d)".replace("{_DASH}", _DASH))),
    ("phone", _P(rf"(?<![\d.-])(?:\+?850{_DASH}?)?0?19[0-9]{_DASH}\d{{3,4}}{_DASH}\d{{3,4}}(?![\d-])")),
    ("phone", _P(rf"(?<!\w)\+\d{{1,3}}(?:{_DASH}?\(?\d{{1,5}}\)?){{2,5}}(?!\d)")),
    ("phone", _P(r"(?:전화|손전화|휴대폰|핸드폰|연락처|phone|mobile|cell|tel)[^.\n\d]{0,16}?\d(?:[-\s]?\d){6,13}(?!\d)", re.I)),
    ("messenger", _P(
        r"(?:wechat|weixin|위챗|웨이신|微信|kakao(?:talk)?|카카오톡|카톡|telegram|텔레그램|텔레그람|LINE|라인|QQ|whatsapp|왓츠앱|signal)"
        r"\s?(?:(?:id|account|handle|name|아이디|계정|번호|号)(?:는|은|가|\sis|\swas)?\s?[:=]?|[:=：])\s{0,2}[\"'“‘@]?[A-Za-z0-9][A-Za-z0-9_.-]{3,29}", re.I)),
    ("messenger", _P(r"(?:telegram|텔레그램|텔레그람|kakao(?:talk)?|카톡|카카오톡|wechat|위챗)[^.\n@]{0,16}@[A-Za-z][A-Za-z0-9_]{3,31}", re.I)),
    ("email", _P(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w-])")),
    ("bank_account", _P(r"(?:계좌|통장|은행|농협|신협|우체국|bank|account|a/c)[^.\n\d]{0,24}?\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,4})?(?!\d)", re.I)),
    ("bank_account", _P(r"(?:계좌\s?번호|account (?:number|no\.?)|a/c)[^.\n\d]{0,16}?\d[\d-]{7,18}\d", re.I)),
    ("bank_account", _P(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")),
    ("bank_account", _P(r"(?:card|카드|银行卡|卡号)[^.\n\d]{0,16}?\d{4}(?:[ -]?\d{4}){3}(?:\d{1,3})?(?!\d)", re.I)),
    ("coordinates", _P(r"(?<![\d.])-?\d{1,2}\.\d{3,8}\s?°?\s?[NSns]?\s?[,/\s]\s?-?\d{2,3}\.\d{3,8}(?![\d.])")),
    ("coordinates", _P(r"\d{1,3}\s?[°º]\s?\d{1,2}(?:\.\d{1,4})?\s?['′’](?:\s?\d{1,2}(?:\.\d{1,3})?\s?[\"″”])?\s?[NSEW]?")),
    ("coordinates", _P(r"(?:북위|동경|위도|경도)\s?\d{1,3}(?:도\s?\d{1,2}\s?분|\.\d{2,8})(?:\s?\d{1,2}\s?초)?")),
    ("address", _P(r"[가-힣]{2,8}(?:시|군|구|읍|면)\s?[가-힣0-9]{1,12}(?:로|길|동|리)\s?\d{1,4}(?:-\d{1,4})?(?:번지|호)?(?=[^\d가-힣]|에|로|$)")),
    ("address", _P(r"[가-힣0-9]{1,10}(?:대로|로|길)\s\d{1,4}(?:-\d{1,4})?(?:번길\s?\d{1,4})?\s?,?\s?\d{1,4}\s?동\s?\d{1,4}\s?호")),
    ("address", _P(r"(?<![\d제])\d{1,4}\s?동\s?\d{1,4}\s?호(?!실)")),
    ("address", _P(r"[가-힣0-9]{1,8}(?:동|리|구)\s?(?:제)?\d{1,3}\s?인민반")),
    ("address", _P(r"[가-힣]{1,8}(?:동|리)\s?\d{1,4}(?:-\d{1,4})?\s?번지")),
    ("address", _P(
        r"(?<![\w-])(?:No\.?\s?)?\d{1,4}(?:-\d{1,4})?,?\s(?:[A-Z][\w'-]{1,20}\s){1,3}(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Alley|Boulevard)(?!\w)")),
    ("address", _P(r"(?<![\w-])\d{1,4}(?:-\d{1,4})?,?\s[A-Z][a-z]{1,20}(?:-| )?(?:ro|gil|daero)\b")),
    ("address", _P(r"\b(?:Apt\.?|Apartment|Flat|Unit)\s?(?:No\.?\s?)?\d{1,4}[A-Z]?\b,?\s(?:Building|Bldg|Block)?\s?[A-Z0-9]")),
    ("address", _P(r"\b(?:inminban|people's unit)\s(?:No\.?\s?)?\d{1,3}\b|\b\d{1,3}(?:st|nd|rd|th)?\s(?:inminban|people's unit)\b", re.I)),
)  # fmt: skip


def find_identifiers(text: str) -> list[SafetyMark]:
    """Where the text holds an identifier: exact places, each with its kind; of overlapping ones the longest."""
    return _longest(sorted(_found(text), key=lambda m: (m.start, -m.end)))


def _found(text: str) -> Iterator[SafetyMark]:
    for number, (kind, pattern) in enumerate(_PATTERNS):
        for hit in pattern.finditer(text):
            yield SafetyMark(hit.start(), hit.end(), SafetyClass.IDENTIFIER, kind, f"identifier_{kind}_{number}")


def _longest(marks: list[SafetyMark]) -> list[SafetyMark]:
    kept: list[SafetyMark] = []
    for found in marks:
        if kept and found.start < kept[-1].end:
            if found.end > kept[-1].end and found.start == kept[-1].start:
                kept[-1] = found
            continue
        kept.append(found)
    return kept
