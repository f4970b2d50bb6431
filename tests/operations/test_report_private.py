"""The report of machine readings from public pages: people who are not public appear nowhere in it."""

import json

import pytest

from doltap.model import ReleaseClass
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt
from doltap.operations.reporting import ExportRequest, ReportRequest, export, public_weighings, report

SECRET = "seven words that only this test knows well"
PAGE = (
    "On 3 March 2009 security agents arrested Pak Chol Nam in Hoeryong. Pak Chol Nam was executed in May 2009.\n"
    "Mrs. Ro Sun Hui reported that 40 people were killed in Chongjin in 1998.\n"
    "2011년 4월 혜산에서 리금단이 체포되었다. 리금단은 2012년에 처형되었다.\n"
    'The UNHCR said: "Pak Chol Nam was a father of two, and we ask where he is buried."\n'
    "Thae Yong-ho arrived in South Korea in 2016.\n"
)
SEALED = "On 9 June 2004 Quill Canary was arrested in Pyongsong.\n"
NAMES = ("Pak Chol Nam", "Ro Sun Hui", "리금단", "Quill Canary", "Canary", "Pyongsong")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("private")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        made = create(folder / "archive", SECRET)
    adopt(made, AdoptRequest())
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "sealed.txt").write_text(SEALED, encoding="utf-8")
    add(made, AddRequest((folder / "page.txt",), Receipt("An outlet", release=ReleaseClass.PUBLIC), workers=1))
    add(made, AddRequest((folder / "sealed.txt",), Receipt("An outlet"), workers=1))
    yield made
    made.close()


@pytest.fixture(scope="module")
def pages(archive, tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "site"
    written = report(archive, ReportRequest(out, proposals=True))
    return written, {str(p.relative_to(out)): p.read_text(encoding="utf-8") for p in out.rglob("*.html")}


def test_no_private_name_is_on_any_page(pages):
    for path, text in pages[1].items():
        assert [n for n in NAMES if n in text] == [], path


def test_what_the_page_tells_is_there_and_marked_as_a_machines_reading(pages):
    told = "".join(text for path, text in pages[1].items() if path.startswith("en/facts/told_event"))
    assert "▒" in told
    assert "40 people" in told
    assert "read by the machine, accepted by nobody yet" in told


def test_words_about_public_people_stay_whole(pages):
    assert any("Thae Yong-ho, deputy ambassador" in text for text in pages[1].values())


def test_what_was_left_out_is_counted_by_reason(pages):
    reasons = {w.reason: w.count for w in pages[0].left_out}
    assert reasons["sealed"] == 1
    assert reasons["person_not_public"] >= 3
    assert "not_accepted" not in reasons


def test_without_proposals_nothing_of_the_page_is_shown(archive, tmp_path):
    view, _, left_out = public_weighings(archive)
    assert all(a.accepted for a in view.assertions.values())
    assert {w.reason for w in left_out} >= {"sealed", "not_accepted"}
    out = tmp_path / "rows.jsonl"
    export(archive, ExportRequest(out, "jsonl"))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert [n for n in NAMES if n in out.read_text(encoding="utf-8")] == []
