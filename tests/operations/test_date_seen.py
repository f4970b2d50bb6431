"""When the documents of a pack were seen stands wherever its facts do: guide, report, export, show."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from doltap.cli import doltap
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import create
from doltap.operations.guiding import GuideRequest, guide
from doltap.operations.pack_record import pack_accounts
from doltap.operations.reporting import ExportRequest, ReportRequest, export, report
from doltap.operations.weighing import WeighingsRequest, weighings
from doltap.packs import load

PASSPHRASE = "seven words that nobody else knows"
SAID = {"en": "seen by 23 November 2026", "ko": "2026년 11월 23일까지 확인"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the pack, its report, the guide and an export in each language."""
    here = tmp_path_factory.mktemp("seen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(here / "archive", PASSPHRASE) as archive:
            adopt(archive, AdoptRequest("north_korea"))
            report(archive, ReportRequest(here / "report"))
            for language in SAID:
                export(archive, ExportRequest(here / f"{language}.csv", "csv", language))
            wanted = frozenset({"emigrated", "ratified", "count", "position"})
            found = next(s for s in weighings(archive, WeighingsRequest()) if s.weighing.property in wanted)
            (here / "id").write_text(found.id)
    guide(GuideRequest(here / "guide"))
    return here


@pytest.mark.parametrize("language", sorted(SAID))
@pytest.mark.parametrize("page", ["guide/{}/index.html", "guide/{}/figures.html", "report/{}/sources.html"])
def test_pages_say_by_when_a_document_was_seen(folder: Path, language: str, page: str) -> None:
    assert SAID[language] in (folder / page.format(language)).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", sorted(SAID))
def test_an_export_says_it_of_every_row_that_somebody_read(folder: Path, language: str) -> None:
    with (folder / f"{language}.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["source"]]
    assert {r["date_seen"] for r in rows if r["verified"] == "true"} == {SAID[language]}
    assert {r["date_seen"] for r in rows} <= {SAID[language], ""}


@pytest.mark.parametrize("language", sorted(SAID))
def test_show_says_it_beside_the_source(folder: Path, language: str) -> None:
    given = ["show", (folder / "id").read_text(), "--archive", str(folder / "archive"), "--language", language]
    result = CliRunner(env={"DOLTAP_PASSPHRASE": PASSPHRASE, "COLUMNS": "300"}).invoke(doltap, given)
    assert SAID[language] in result.output


def test_accounts_of_a_pack_carry_the_day_as_edtf() -> None:
    accounts = [made.account for made in pack_accounts(load())]
    assert {a.seen for a in accounts if a.verified} == {"../2026-11-23"}
    assert {a.seen for a in accounts if not a.document} == {""}
