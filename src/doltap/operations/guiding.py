"""The guide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from doltap.model import Progress, quiet
from doltap.operations.archive import Archive
from doltap.operations.reporting import Written


@dataclass(frozen=True, slots=True)
class GuideRequest:
    """Where the guide goes."""

    out: Path
    report_link: str = ""


def guide(request: GuideRequest, *, progress: Progress = quiet) -> Written:
    """Placeholder until the guide stands."""
    return Written(request.out, 0, ())


def guide_in(archive: Archive, request: GuideRequest, *, progress: Progress = quiet) -> Written:
    """Placeholder until the guide stands."""
    return Written(request.out, 0, ())
