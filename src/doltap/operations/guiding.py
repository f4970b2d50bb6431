"""The guide: a guide's own headings, each piece of advice answered by a verdict, a page or a refusal; and the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from doltap import __version__, catalogue
from doltap.model import Audience, Message, Progress, Status, quiet
from doltap.operations.archive import Archive
from doltap.operations.guide_pages import PAGES, Desk
from doltap.operations.guide_pages.parts import crisis, texts
from doltap.operations.pack_record import pack_view
from doltap.operations.reporting import Written, write_files
from doltap.operations.verdicts import Verdict, evidence_views, said, verdict
from doltap.operations.view import PACK, View, view_of
from doltap.operations.voice import Voice
from doltap.packs import GuideAdvice, guide_headings, load
from doltap.publish import GuideItem, GuideSection, GuideView, Link, write_guide

OFFERS: Mapping[str, str] = {
    "who_helps": "who-helps.html",
    "crisis": "minds.html",
    "law": "law.html",
    "online": "discreet.html",
    "refuses": "refuses.html",
}
"""Where each thing that is offered instead stands."""


@dataclass(frozen=True, slots=True)
class GuideRequest:
    """Where the guide goes (a new or empty folder). `report_link` leads to a report; '{language}' in it is filled."""

    out: Path
    report_link: str = ""
    today: date = field(default_factory=date.today)


def guide(request: GuideRequest, *, progress: Progress = quiet) -> Written:
    """Write the guide without an archive, from the pack's own facts in memory. Raises WrongUsage on a full folder."""
    return _write(pack_view(load(PACK)), request, progress)


def guide_in(archive: Archive, request: GuideRequest, *, progress: Progress = quiet) -> Written:
    """Write the guide against an archive that holds the pack: public material only, as the report is.

    Proposals that no person has accepted do not answer anybody. Raises WrongUsage on a full folder.
    """
    view = view_of(archive, Audience.PUBLIC, request.today)
    accepted = {i: a for i, a in view.assertions.items() if a.accepted}
    return _write(replace(view, assertions=accepted), request, progress)


def _write(view: View, request: GuideRequest, progress: Progress) -> Written:
    english, korean = guide_views(in_order(view), request)
    return Written(request.out, write_files(request.out, write_guide(english, korean, catalogue.say), progress), ())


def in_order(view: View) -> View:
    """The view with its assertions as the pack tells them, so that the same record always gives the same pages."""
    place = {f"pack/{fact.id}": i for i, fact in enumerate(view.pack.facts)}
    told = sorted(
        view.assertions.values(),
        key=lambda a: (place.get(a.coder, len(place)), a.property, a.value_text, a.id if a.coder not in place else ""),
    )
    return replace(view, assertions={a.id: a for a in told})


def guide_views(view: View, request: GuideRequest) -> tuple[GuideView, GuideView]:
    """The guide in English and in Korean, from one set of verdicts."""
    advised = [a for h in guide_headings(view.pack) for a in h.advice if a.kind == "verdict"]
    verdicts = {a.id: verdict(view, a.claim, a.about, a.also) for a in advised}
    weighings = tuple(view.weighings())
    english, korean = (
        _guide_view(Desk(Voice(view.pack, language), view, weighings), verdicts, request)
        for language in catalogue.LANGUAGES
    )
    return english, korean


def _guide_view(desk: Desk, verdicts: Mapping[str, Verdict], request: GuideRequest) -> GuideView:
    voice = desk.voice
    return GuideView(
        voice.say("guide.title"),
        request.today,
        voice.language,
        tuple(_sections(desk, verdicts)),
        tuple(make(desk) for make in PAGES),
        voice.say("guide.subtitle"),
        texts(voice, "guide.intro"),
        crisis(voice),
        __version__,
        request.report_link.replace("{language}", voice.language),
        (desk.view.pack.licence,),
    )


def _sections(desk: Desk, verdicts: Mapping[str, Verdict]) -> Iterator[GuideSection]:
    language = desk.voice.language
    for heading in guide_headings(desk.view.pack):
        intro = f"guide.section.{heading.id}"
        yield GuideSection(
            heading.text(language),
            tuple(_item(desk, advice, verdicts) for advice in heading.advice),
            desk.voice.say(intro) if catalogue.has(intro, language) else "",
        )


def _item(desk: Desk, advice: GuideAdvice, verdicts: Mapping[str, Verdict]) -> GuideItem:
    offered = tuple(_offer(desk.voice, code) for code in advice.offered)
    if advice.kind == "verdict":
        return _answered(desk, advice, verdicts[advice.id], offered)
    text = advice.text(desk.voice.language)
    if advice.kind == "refusal":
        reason = Message.of(f"guide.refusal.{advice.reason}")
        return GuideItem("refusal", text, Status.NOT_CHECKED, reason=reason, offered=offered)
    says = desk.voice.say(f"guide.page_says.{advice.id}")
    return GuideItem("page", text, says=says, page=advice.page, page_anchor=advice.anchor)


def _answered(desk: Desk, advice: GuideAdvice, given: Verdict, offered: tuple[Link, ...]) -> GuideItem:
    """A verdict as it was computed; one that is not checked for safety is a refusal, with what is offered instead."""
    closed = given.status is Status.NOT_CHECKED
    return GuideItem(
        "refusal" if closed else "verdict",
        advice.text(desk.voice.language),
        given.status,
        said(given, advice, desk.view, desk.voice.language),
        evidence_views(given, desk.view, desk.labels),
        advice.page,
        advice.anchor,
        offered=offered if closed else (),
    )


def _offer(voice: Voice, code: str) -> Link:
    return Link(voice.say(f"guide.offer.{code}"), OFFERS[code])
