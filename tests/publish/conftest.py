"""Views made of public facts, in both languages: what the pages are tried on."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from doltap.catalogue import say
from doltap.model import DateValue, Message, NumberValue, Status, Withheld, plain_date
from doltap.publish import (
    ConflictView,
    DocumentView,
    EvidenceView,
    FigureRow,
    FigureView,
    PlaceFact,
    PlaceView,
    ReportView,
    SourceView,
    TimelineItem,
    ValueView,
    WeighingView,
    format_value,
)

MADE = date(2026, 2, 10)
MOU_PAGE = "https://www.unikorea.go.kr/eng_unikorea/whatwedo/support/"
ARRIVALS = (
    ("1998 and before", "1998년까지", 831, 116), ("1999-2001", "1999~2001년", 565, 478), ("2002", "2002", 510, 632),
    ("2003", "2003", 474, 811), ("2004", "2004", 626, 1272), ("2005", "2005", 424, 960), ("2006", "2006", 515, 1513),
    ("2007", "2007", 573, 1981), ("2008", "2008", 608, 2195), ("2009", "2009", 662, 2252), ("2010", "2010", 591, 1811),
    ("2011", "2011", 795, 1911), ("2012", "2012", 404, 1098), ("2013", "2013", 369, 1145), ("2014", "2014", 305, 1092),
    ("2015", "2015", 251, 1024), ("2016", "2016", 302, 1116), ("2017", "2017", 188, 939), ("2018", "2018", 168, 969),
    ("2019", "2019", 202, 845), ("2020", "2020", 72, 157), ("2021", "2021", 40, 23), ("2022", "2022", 35, 32),
    ("2023", "2023", 32, 164), ("2024", "2024", 26, 210), ("2025", "2025", 25, 198),
)  # fmt: skip
PROVINCES = (
    ("North Hamgyong", "함경북도", 19941), ("Ryanggang", "량강도", 6104), ("South Hamgyong", "함경남도", 2906),
    ("South Pyongan", "평안남도", 1128), ("North Pyongan", "평안북도", 891), ("Pyongyang", "평양", 867),
    ("Kangwon", "강원도", 606), ("South Hwanghae", "황해남도", 486), ("North Hwanghae", "황해북도", 474),
    ("Jagang", "자강도", 248), ("Nampo", "남포", 170),
)  # fmt: skip


def speak(language: str) -> Callable[[str, str], str]:
    return lambda english, korean: english if language == "en" else korean


def number_value(low: float | None, high: float | None, language: str) -> tuple[NumberValue, str]:
    value = NumberValue(low, high, "person")
    return value, format_value(value, language, say)


def told(words: str, source: str, origin: str, **more) -> EvidenceView:
    return EvidenceView(words, source, origin, words_language="en", date_seen="seen 4 February 2026", **more)


def returns_of_october(language: str) -> WeighingView:
    t = speak(language)
    hrw, hrw_text = number_value(500, None, language)
    tjwg, tjwg_text = number_value(None, 600, language)
    quote = "up to 600 people were returned"
    outlets = ("ucanews.com", "wionews.com", "ruetir.com", "fvbb.com")
    six = tuple(told(quote, n, "tjwg-2023-12", link=f"https://{n}/") for n in outlets)
    return WeighingView(
        id="w-return-2023-10",
        entity="return.cn.2023-10",
        entity_label=t("Return by China, October 2023", "2023년 10월 중국의 송환"),
        entity_type="event",
        property="count",
        values=(
            ValueView(hrw_text, 1, (told("more than 500", "Human Rights Watch", "hrw"),), value=hrw),
            ValueView(tjwg_text, 1, six, value=tjwg),
        ),
        status=Status.TELLERS_DIFFER,
        reasons=(Message.of("weigh.tellers_differ", values=2),),
        topic="return",
    )


def boats_of_2008(language: str) -> WeighingView:
    t = speak(language)
    denial = told(
        "The DPRK denies that anyone was executed.", "KCNA", "dprk", supports=False, party="KP", document="2008-02-22"
    )
    return WeighingView(
        id="w-boats-2008",
        entity="return.kr.2008-02",
        entity_label=t("22 people in two boats near Yeonpyeong", "연평도 부근 배 두 척의 22명"),
        entity_type="event",
        property="returned",
        values=(
            ValueView(
                t("the same day", "같은 날"),
                1,
                (told("sent back the same day", "freekorea.us", "a", verified=False),),
                (denial,),
            ),
            ValueView(t("nine days later", "아흐레 뒤"), 1, (told("nine days", "twocircles.net", "b"),)),
        ),
        status=Status.TELLERS_DIFFER,
        reasons=(Message.of("weigh.tellers_differ", values=2), Message.of("weigh.party_position")),
        topic="return",
    )


def thae(language: str) -> WeighingView:
    t = speak(language)
    value = plain_date("2016-08-17")
    ministry = told(
        "The ministry confirmed his arrival.",
        t("Ministry of Unification", "통일부"),
        "mou",
        document="euronews.com/2016/08/17",
        words_translation="통일부는 그의 입국을 확인했다." if language == "ko" else "",
        translated_by="돌탑" if language == "ko" else "",
    )
    return WeighingView(
        id="w-thae-arrived",
        entity="person.thae_yong_ho",
        entity_label=t("Thae Yong-ho", "태영호"),
        entity_type="person",
        property="arrived",
        values=(
            ValueView(
                format_value(value, language, say),
                2,
                (ministry, told("South Korea said on Wednesday", "The Washington Post", "wapo", locator="p1")),
                value=value,
            ),
        ),
        status=Status.CORROBORATED,
        reasons=(Message.of("weigh.independent_origins", origins=2),),
        topic="people",
    )


def lee(language: str) -> WeighingView:
    t = speak(language)
    value = plain_date("1997")
    own = told("at 17, I crossed", "Hyeonseo Lee", "lee", document="TED, 2013")
    copy = told("crossed in 1997", "abc.net.au", "lee")
    return WeighingView(
        "w-lee-departed",
        t("Hyeonseo Lee", "이현서"),
        "person",
        "departed",
        (ValueView(format_value(value, language, say), 1, (own, copy), value=value),),
        Status.ONE_TELLER,
        (Message.of("weigh.one_origin"),),
        "people",
        entity="person.hyeonseo_lee",
    )


def camp_15(language: str) -> WeighingView:
    t = speak(language)
    closed = told("not among the five listed", "US Department of State", "state", supports=False)
    return WeighingView(
        "w-camp-15",
        t("Camp 15, Yodok", "제15호 관리소(요덕)"),
        "place",
        "status",
        (
            ValueView(
                t("operating", "운영 중"), 1, (told("in operation", "a wiki", "wiki", verified=False),), (closed,)
            ),
        ),
        Status.AGAINST_RECORD,
        (),
        "detention",
        entity="place.K15",
    )


def boats_fact(language: str) -> WeighingView:
    t = speak(language)
    return WeighingView(
        "w-mass-boats-2008",
        t("13 people in a fishing boat, 2008", "2008년 어선을 탄 13명"),
        "event",
        "count",
        (ValueView(t("13 people", "13명"), 0),),
        Status.NOTHING_FOUND,
        (),
        "other",
    )


def timeline(language: str) -> tuple[TimelineItem, ...]:
    t = speak(language)

    def item(english, korean, dates, status=Status.ONE_TELLER, **more):
        return TimelineItem(t(english, korean), dates, status, **more)

    one = plain_date
    return (
        item(
            "93,340 people move from Japan to the DPRK",
            "재일 조선인 등 93,340명이 일본에서 북한으로 이주",
            (one("1959/1984"),),
        ),
        item("China–DPRK protocol on border security", "조·중 변경지역 안전·사회질서 의정서", (one("1964-06-09"),)),
        item(
            "China–DPRK border protocol cited for returns",
            "송환 근거로 인용되는 조·중 변경 의정서",
            (one("1986"),),
            verified=False,
        ),
        item("Famine, the Arduous March", "고난의 행군", (one("1994/1998"),), Status.CORROBORATED),
        item(
            "Winter of hunger, as told",
            "굶주린 겨울이라는 진술",
            (DateValue("1997-24", date(1997, 12, 1), date(1998, 2, 28)),),
        ),
        item("Hyeonseo Lee leaves for China", "이현서 중국으로 떠남", (one("1997"),), weighing="w-lee-departed"),
        item(
            "22 people in two boats returned",
            "배 두 척의 22명 송환",
            (one("2008-02-08"), one("2008-02-17")),
            Status.TELLERS_DIFFER,
            weighing="w-boats-2008",
        ),
        item(
            "Peak year of arrivals: 2,914", "입국 최다 연도: 2,914명", (one("2009"),), Status.CORROBORATED, source="MOU"
        ),
        item("UN Commission of Inquiry reports", "유엔 조사위원회 보고서", (one("2014-02-07"),), Status.CORROBORATED),
        item(
            "Thae Yong-ho arrives", "태영호 입국", (one("2016-08-17"),), Status.CORROBORATED, weighing="w-thae-arrived"
        ),
        item("Borders closed, COVID-19", "코로나19로 국경 봉쇄", (DateValue("2020~/..", date(2020, 1, 1), None),)),
        item(
            "Mass return by China",
            "중국의 대규모 송환",
            (one("2023-10-09"),),
            Status.TELLERS_DIFFER,
            weighing="w-return-2023-10",
        ),
        item(
            "OHCHR ten-year report",
            "유엔 인권최고대표사무소 10년 보고서",
            (one("2025-09-12"), one("2025-09-05")),
            Status.TELLERS_DIFFER,
        ),
        item("Agreement of unknown date", "날짜를 모르는 합의", (DateValue(""),), Status.NOTHING_FOUND),
    )


def figures(language: str) -> tuple[FigureView, ...]:
    t = speak(language)
    women_men = (t("women", "여성"), t("men", "남성"))
    mou = {"source": t("Ministry of Unification", "통일부"), "link": MOU_PAGE, "date_seen": "2026-02-04"}
    conflicts = (
        ConflictView("2025", "224", "MOU 2026-01-20", "223", "MOU 2026-02-04"),
        ConflictView("2011", "2,737", "Daily NK", "2,706", "MOU"),
    )
    years = tuple(FigureRow(t(e, k), (f, m)) for e, k, m, f in ARRIVALS)
    provinces = tuple(FigureRow(t(e, k), (n,)) for e, k, n in PROVINCES)
    countries = tuple(
        FigureRow(str(y), (float(y - 1990), None if y % 4 else 5.0, float((y * 7) % 60))) for y in range(2000, 2024)
    )
    return (
        FigureView(
            "arrivals",
            t("Arrivals in South Korea by year and sex", "연도·성별 한국 입국자"),
            "columns",
            women_men,
            years,
            conflicts=conflicts,
            **mou,
            notes=(
                t(
                    "Counts people who were protected by the Republic of Korea.",
                    "대한민국의 보호를 받은 사람의 수입니다.",
                ),
            ),
        ),
        FigureView(
            "provinces",
            t("Arrivals by province of birth", "출신 도별 입국자"),
            "bars",
            (t("people", "인원"),),
            provinces,
            verified=False,
            **mou,
        ),
        FigureView(
            "unhcr",
            t("Refugees by country (UNHCR)", "나라별 난민(유엔난민기구)"),
            "small",
            (t("United Kingdom", "영국"), t("Canada", "캐나다"), t("Germany", "독일")),
            countries,
        ),
    )


def places(language: str) -> tuple[PlaceView, ...]:
    t = speak(language)
    fact = (PlaceFact(t("A camp in this county", "이 군의 관리소"), Status.CORROBORATED, "w-camp-15"),)
    return (
        PlaceView("KP0704", t("Kaechon", "개천시"), "city", 39.699, 125.979, fact, t("South Pyongan", "평안남도")),
        PlaceView("KP0317", t("Yodok", "요덕군"), "county", 39.614, 126.941, fact, t("South Hamgyong", "함경남도")),
        PlaceView("KP0214", t("Myonggan", "명간군"), "county", 41.157, 129.428, fact, t("North Hamgyong", "함경북도")),
        PlaceView("KP0203", t("Hoeryong", "회령시"), "city", 42.514, 129.897, fact, t("North Hamgyong", "함경북도")),
        PlaceView("MN", t("Mongolia", "몽골"), "country", 46.9, 103.8, fact),
    )


def report(language: str) -> ReportView:
    t = speak(language)
    make = (returns_of_october, boats_of_2008, thae, lee, camp_15, boats_fact)
    return ReportView(
        title=t("What is known, and from whom", "무엇이, 누구를 통해 알려졌는가"),
        subtitle=t("Weighed facts about people who left North Korea", "북한을 떠난 사람들에 관한 교차검토 결과"),
        made_on=MADE,
        language=language,
        weighings=tuple(m(language) for m in make),
        timeline=timeline(language),
        places=places(language),
        figures=figures(language),
        sources=(
            SourceView(
                "mou",
                t("Ministry of Unification", "통일부"),
                "body",
                "B",
                accounts=3,
                assertions=120,
                documents=(DocumentView("unikorea.go.kr", MOU_PAGE, "2026-02-04"),),
            ),
            SourceView("kcna", "KCNA", "outlet", "F", "KP", 1, 1, (DocumentView("2008-02-22", verified=False),)),
        ),
        left_out=(Withheld("consent_unknown", 8), Withheld("sealed", 120)),
        accounts_counted=212,
        accounts_left_out=128,
        version="0.1.0",
        credits=("open-admin-data, GeoNames (CC BY 4.0)",),
        guide_link="../../guide/{language}/index.html",
    )


@pytest.fixture(scope="session")
def make_report():
    return report


@pytest.fixture(scope="session")
def make_guide():
    beside = Path(__file__).with_name("guide_samples.py")
    found = importlib.util.spec_from_file_location("guide_samples", beside)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return lambda language: module.guide(sys.modules[__name__], language)
