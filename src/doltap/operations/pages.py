"""The guide and the report as pages in memory, for a door that shows them without writing them to a disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from doltap import catalogue
from doltap.errors import WrongUsage
from doltap.model import Audience, Progress, quiet
from doltap.operations.archive import Archive
from doltap.operations.guiding import GuideRequest, guide_views, in_order
from doltap.operations.reporting import ReportRequest, report_views
from doltap.operations.view import view_of
from doltap.publish import write_guide, write_report

GUIDE = "../../guide/{language}/index.html"
REPORT = "../../report/{language}/index.html"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page of the 'guide' or the 'report', by its path inside it; `home` is where its way back leads."""

    kind: str
    path: str
    home: str = "/"


def page(archive: Archive, request: PageRequest, *, progress: Progress = quiet) -> bytes:
    """The bytes of one page or asset. Public material only, whoever looks. Raises WrongUsage on one that is none."""
    del progress
    made = {"guide": _guide, "report": _report}.get(request.kind)
    pages = archive.remembered((request.kind, request.home), lambda: made(archive, request.home)) if made else {}
    if request.path not in pages:
        raise WrongUsage("no_such_page", path=request.path[:64])
    return pages[request.path]


def _guide(archive: Archive, home: str) -> Mapping[str, bytes]:
    request = GuideRequest(Path(), report_link=REPORT)
    view = view_of(archive, Audience.PUBLIC, request.today)
    accepted = {i: a for i, a in view.assertions.items() if a.accepted}
    english, korean = guide_views(in_order(replace(view, assertions=accepted)), request)
    return dict(write_guide(replace(english, desk_link=home), replace(korean, desk_link=home), catalogue.say))


def _report(archive: Archive, home: str) -> Mapping[str, bytes]:
    (english, korean), _ = report_views(archive, ReportRequest(Path(), guide_link=GUIDE))
    return dict(write_report(replace(english, desk_link=home), replace(korean, desk_link=home), catalogue.say))
