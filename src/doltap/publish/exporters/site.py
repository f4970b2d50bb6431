"""The report as a folder of pages; takes views, not rows, and so stands beside `EXPORTERS` and not in it."""

from __future__ import annotations

from collections.abc import Iterator

from doltap.publish.report import write_report
from doltap.publish.views import Page, ReportView, Say


def write(view_en: ReportView, view_ko: ReportView, say: Say) -> Iterator[Page]:
    """The files of the static site, as `doltap.publish.write_report` yields them."""
    return write_report(view_en, view_ko, say)
