"""A guide made of public facts and our own words, in both languages."""

from __future__ import annotations

from doltap.model import Message, Status
from doltap.publish import (
    Callout,
    Card,
    Cards,
    Chart,
    Checklist,
    Facts,
    GuideItem,
    GuidePage,
    GuideSection,
    GuideView,
    Heading,
    Link,
    Links,
    ListBlock,
    Paragraph,
    Table,
    Timeline,
)


def figures_page(s, language: str) -> GuidePage:
    t = s.speak(language)
    return GuidePage(
        "figures",
        t("Arrivals and returns in numbers", "숫자로 보는 입국과 송환"),
        (
            Paragraph(t("Counts as their sources publish them.", "출처가 발표한 수치 그대로입니다."), lead=True),
            Heading(t("Arrivals", "입국"), "arrivals"),
            Chart(s.figures(language)[0]),
            Heading(t("Returns", "송환"), "returns"),
            Facts((s.returns_of_october(language), s.boats_of_2008(language))),
            Heading(t("In time", "시간 순"), "time"),
            Timeline(s.timeline(language)[:4]),
        ),
        summary=t("By year and sex, with the conflicts", "연도·성별 수치와 서로 다른 자료"),
        checked="2026-02-04",
    )


def helpers_page(s, language: str) -> GuidePage:
    t = s.speak(language)
    return GuidePage(
        "who-helps",
        t("Who helps", "도와주는 곳"),
        (
            Cards(
                (
                    Card(
                        "NKDB",
                        t("Database Center for North Korean Human Rights", "북한인권정보센터"),
                        ((t("Offers", "하는 일"), t("documentation, counselling", "기록, 상담")),),
                        (Link("en.nkdb.org", "https://en.nkdb.org/"),),
                    ),
                    Card(
                        "NKHR",
                        t("Citizens' Alliance for North Korean Human Rights", "북한인권시민연합"),
                        verified=False,
                    ),
                )
            ),
            Links((Link(t("Figures", "통계"), "figures.html", t("in this guide", "이 안내서")),)),
        ),
        summary=t("Bodies, what they offer, their own sites", "단체와 하는 일, 누리집"),
    )


def minds_page(s, language: str) -> GuidePage:
    t = s.speak(language)
    return GuidePage(
        "minds",
        t("Looking after minds", "마음 돌보기"),
        (
            Paragraph(t("Screening is not a diagnosis.", "선별 검사는 진단이 아닙니다.")),
            Table(
                (t("Instrument", "도구"), t("Items", "문항"), t("Cut-off", "절단점")),
                (("PHQ-9", "9", "10 · 5"), ("GAD-7", "7", "10")),
                t("Facts on instruments", "도구에 관한 사실"),
                (1,),
                (1,),
                "psychiatryinvestigation.org",
            ),
            Checklist(
                (
                    (t("A quiet room", "조용한 방"), t("with a door that closes", "문이 닫히는 곳")),
                    (t("Water", "물"), ""),
                ),
                t("Before an interview", "면담 전에"),
            ),
            ListBlock((t("Ask first.", "먼저 묻습니다."), t("Stop when asked.", "그만하자면 멈춥니다.")), ordered=True),
            Callout(
                "crisis",
                t("In danger of harming yourself? Call now.", "스스로를 해칠 위험이 있으면 지금 전화하세요."),
                (t("South Korea: 109, day and night.", "한국: 109, 24시간."),),
                (Link("109", "https://www.129.go.kr/"),),
            ),
            Callout(
                "safety",
                t("What is not done here", "여기서 하지 않는 일"),
                (t("No test is given.", "검사를 하지 않습니다."),),
            ),
        ),
    )


def pages(s, language: str) -> tuple[GuidePage, ...]:
    return (figures_page(s, language), helpers_page(s, language), minds_page(s, language))


def guide(s, language: str) -> GuideView:
    t = s.speak(language)
    evidence = s.thae(language).values[0].for_
    return GuideView(
        title=t("A guide that answers back", "되물어 보는 안내서"),
        subtitle=t(
            "A well-known guide, heading by heading: what holds, and what we do instead",
            "널리 읽히는 안내서를 제목 순서대로 확인합니다",
        ),
        made_on=s.MADE,
        language=language,
        intro=(t("For the supporter abroad who has no archive.", "기록 보관소가 없는 해외의 지원자를 위한 글입니다."),),
        crisis=Callout(
            "crisis",
            t("If someone is in danger now", "지금 위험에 처한 사람이 있다면"),
            (t("Call the emergency number of the country you are in.", "지금 있는 나라의 긴급 전화에 연락하세요."),),
        ),
        sections=(
            GuideSection(
                t("Why People Try and What History Reveals", "사람들이 떠나는 이유와 역사"),
                (
                    GuideItem(
                        "verdict",
                        t("A senior diplomat reached the South in 2016.", "2016년 고위 외교관이 한국에 왔다."),
                        Status.CORROBORATED,
                        t("Two independent origins say so.", "서로 독립된 두 곳이 말합니다."),
                        evidence,
                    ),
                    GuideItem(
                        "verdict",
                        t("Thirteen people came by fishing boat in 2008.", "2008년 13명이 어선으로 왔다."),
                        Status.NOTHING_FOUND,
                    ),
                ),
            ),
            GuideSection(
                t("Actionable Steps", "실행 단계"),
                (
                    GuideItem(
                        "refusal",
                        t("How to plan and time a way out.", "떠날 길과 때를 정하는 방법."),
                        Status.NOT_CHECKED,
                        reason=Message.of("status.not_checked"),
                        offered=(Link(t("Who helps", "도와주는 곳"), "who-helps.html"),),
                    ),
                ),
            ),
            GuideSection(
                t("Practical Tips", "실용적 조언"),
                (
                    GuideItem(
                        "page", t("Turn to established organisations.", "믿을 만한 단체를 찾으라."), page="who-helps"
                    ),
                    GuideItem("page", t("Look after your mind.", "마음을 돌보라."), page="minds"),
                ),
            ),
        ),
        pages=pages(s, language),
        version="0.1.0",
        report_link="../../report/{language}/index.html",
    )
