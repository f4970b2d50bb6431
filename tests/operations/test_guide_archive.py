"""The guide of an archive: the same as without one where only the pack is held, and deaf to what is not public."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide_helpers import TODAY, pages

from doltap.model import ReleaseClass, Use
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import Archive, create
from doltap.operations.demo import DemoRequest, demo
from doltap.operations.guiding import GuideRequest, guide_in
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt

SECRET = "seven words that only this guide knows well"
CANARY = "Zorbanakh"
TOLD = (
    "Thae Yong-ho did not defect. In 2008, thirteen North Koreans defected together in a fishing boat, and I saw it.\n"
    f"China is a safe haven, said the baker of {CANARY}.\nHyeonseo Lee left North Korea in 1995.\n"
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("DOLTAP_KDF", "light")
    made = create(tmp_path / "archive", SECRET)
    adopt(made, AdoptRequest())
    return made


def written(archive: Archive, out: Path) -> dict[str, str]:
    guide_in(archive, GuideRequest(out, today=TODAY))
    return {str(p.relative_to(out)): p.read_text(encoding="utf-8") for p in out.rglob("*.html")}


def test_an_archive_that_holds_the_pack_answers_as_the_pack_does(archive: Archive, tmp_path: Path) -> None:
    assert written(archive, tmp_path / "guide") == pages()


@pytest.mark.parametrize("release", [ReleaseClass.SEALED, ReleaseClass.OFFICE, ReleaseClass.PUBLIC])
def test_what_is_not_public_or_not_accepted_changes_nothing(
    archive: Archive, tmp_path: Path, release: ReleaseClass
) -> None:
    file = tmp_path / "account.txt"
    file.write_text(TOLD, encoding="utf-8")
    added = add(
        archive, AddRequest((file,), Receipt("Baker Weekly", release=release, consent=frozenset(Use)), workers=1)
    )
    assert [(i.outcome, i.reason) for i in added.items] == [("ok", "")]
    made = written(archive, tmp_path / "guide")
    assert made == pages()
    assert not [path for path, html in made.items() if CANARY in html]


def test_adopting_twice_adds_nothing(archive: Archive) -> None:
    again = adopt(archive, AdoptRequest())
    assert (again.accounts, again.assertions) == (0, 0)


def test_the_demo_checks_the_sample_and_writes_both_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOLTAP_KDF", "light")
    made = demo(DemoRequest(tmp_path / "demo", "ko"))
    assert {c.status.value for c in made.checked} >= {"not_checked", "against_record", "corroborated"}
    front = (made.guide / "ko" / "index.html").read_text(encoding="utf-8")
    link = made.guide / "ko" / "../../report/ko/index.html"
    assert 'href="../../report/ko/index.html"' in front
    assert link.resolve().is_file()
