"""The demo: an archive of the public evidence base, a sample account held against it, the guide and the report."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from doltap import vault
from doltap.errors import WrongUsage
from doltap.model import Audience, Progress, quiet
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import create
from doltap.operations.checking import CheckedAssertion, CheckRequest, check_file
from doltap.operations.guiding import GuideRequest, guide_in
from doltap.operations.reporting import ReportRequest, report

SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """The folder to make (new or empty), and the language of the sample account."""

    folder: Path
    language: str = "en"


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything is, the archive's passphrase, and the sample account as checked."""

    archive: Path
    passphrase: str
    guide: Path
    report: Path
    checked: tuple[CheckedAssertion, ...]


def demo(request: DemoRequest, *, progress: Progress = quiet) -> DemoResult:
    """Make the demo. It holds public facts only; its passphrase is shown because there is nothing to protect."""
    folder = request.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage("folder_not_empty", path=str(folder))
    secret = vault.suggest_passphrase(request.language)
    guide, site = folder / "guide", folder / "report"
    with create(folder / "archive", secret, language=request.language) as archive:
        adopt(archive, AdoptRequest(), progress=progress)
        sample = files("doltap.packs") / "north_korea" / SAMPLES / f"account_{request.language}.txt"
        with as_file(sample) as path:
            checked = check_file(archive, CheckRequest(path, Audience.PUBLIC)).assertions
        guide_in(archive, GuideRequest(guide, report_link="../../report/{language}/index.html"), progress=progress)
        report(archive, ReportRequest(site, guide_link="../../guide/{language}/index.html"), progress=progress)
        return DemoResult(archive.path, secret, guide, site, checked)
