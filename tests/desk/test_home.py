"""Home: what waits, files handed over, each outcome told, a run that pauses with the lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_client import ORIGIN, Client, said
from desk_paths import PASSPHRASE

from doltap import catalogue, store
from doltap.desk.forms import Form, Upload, read_form
from doltap.errors import WrongUsage
from doltap.model import ReleaseClass, Use
from doltap.operations.archive import open_archive
from doltap.operations.waiting import WaitingRequest, waiting

DONE = catalogue.say("en", "desk.run.done")
FILES = [
    ("files", ("새 면담.txt", "그는 1998년에 체포되었다.".encode(), "text/plain")),
    ("files", ("b.bin", b"\x7fELF\0\0", "")),
]


def hand_over(client: Client, files: list[tuple[str, tuple[str, bytes, str]]], **fields: object) -> str:
    answer = client.browser.post(
        "/start/take-in", data={"token": client.token, **fields}, files=files, headers={"origin": ORIGIN}
    )
    return said(answer)


def test_home_says_what_waits_in_both_languages(desk: Client) -> None:
    page = desk.text("/")
    with open_archive(desk.desk.keeper.path, PASSPHRASE) as archive:
        found = waiting(archive, WaitingRequest())
    assert found.proposals > 5
    assert f"{found.proposals:,} {catalogue.say('en', 'desk.home.proposals')}" in page
    assert catalogue.say("en", "withheld.sealed", count=1) in page
    desk.act("/language", language="ko")
    assert catalogue.say("ko", "withheld.consent_unknown", count=1) in desk.text("/")


def test_proposals_of_closed_accounts_are_not_counted(desk: Client) -> None:
    with open_archive(desk.desk.keeper.path, PASSPHRASE) as archive:
        found = waiting(archive, WaitingRequest(limit=100))
        closed = [c for c in found.newest if not c.name]
    assert len(closed) == 2
    assert {c.waiting for c in closed} == {0}
    assert {c.teller for c in closed} == {""}


def test_files_handed_over_are_taken_in_and_each_outcome_is_told(desk: Client) -> None:
    hand_over(desk, FILES, release="office", teller="nabi", consent_asked="yes", consent=["hold", "code"])
    page = desk.until("/start/runs", DONE)
    assert "새 면담.txt" in page
    assert catalogue.say("en", "outcome.ok") in page
    assert catalogue.say("en", "outcome.unsupported") in page
    assert catalogue.say("en", "reason.program") in page
    with open_archive(desk.desk.keeper.path, PASSPHRASE) as archive:
        account = next(a for a in store.accounts(archive.testimony) if a.name == "새 면담.txt")
        consent = store.consent(archive.testimony, account.id)
        tellers = {t.id: t.pseudonym for t in store.tellers(archive.testimony)}
    assert account.release_class is ReleaseClass.OFFICE
    assert consent.uses == {Use.HOLD, Use.CODE}
    assert tellers[account.teller] == "nabi"


def test_nothing_said_is_sealed_and_unasked(desk: Client) -> None:
    hand_over(desk, FILES[:1])
    desk.until("/start/runs", DONE)
    with open_archive(desk.desk.keeper.path, PASSPHRASE) as archive:
        account = next(a for a in store.accounts(archive.testimony) if a.name == "새 면담.txt")
        assert account.release_class is ReleaseClass.SEALED
        assert not store.consent(archive.testimony, account.id).known


def test_what_is_handed_over_never_lies_on_a_disk(desk: Client, tmp_path: Path) -> None:
    secret = "Bergkristallquelle"
    hand_over(desk, [("files", ("a.txt", f"He met {secret} in 1998.".encode(), "text/plain"))])
    desk.until("/start/runs", DONE)
    assert [p for p in tmp_path.rglob("*") if p.is_file() and secret.encode() in p.read_bytes()] == []


def test_a_folder_is_taken_in_by_its_path(desk: Client, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(3):
        (tmp_path / "in" / f"{n}.txt").write_text(f"She was arrested in 199{n}.")
    desk.act("/start/take-in", path=str(tmp_path / "in"))
    page = desk.until("/start/runs", DONE)
    assert catalogue.say("en", "desk.run.where", done=3, of=3) in page


def test_a_path_that_is_not_there_is_told(desk: Client) -> None:
    desk.act("/start/take-in", path="/nowhere/at-all.txt")
    assert "/nowhere/at-all.txt" in desk.until("/start/runs", DONE)
    assert catalogue.say("en", "outcome.not_taken") in desk.text("/start/runs")


def test_nothing_handed_over_is_said(desk: Client) -> None:
    answer = desk.act("/start/take-in", path="")
    assert answer.status_code == 400
    assert catalogue.say("en", "error.desk_nothing_given") in said(answer)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"release": "everywhere"}, "release_class_unknown"),
        ({"release": "public"}, "public_needs_source"),
        ({"consent_asked": "yes", "consent": "fly"}, "use_unknown"),
        ({"consent_asked": "yes", "until": "2026-02-31"}, "until_not_a_date"),
    ],
)
def test_what_cannot_hold_is_refused_before_anything_is_kept(desk: Client, fields: dict[str, str], code: str) -> None:
    page = hand_over(desk, FILES[:1], **fields)
    with open_archive(desk.desk.keeper.path, PASSPHRASE) as archive:
        assert "새 면담.txt" not in {a.name for a in store.accounts(archive.testimony)}
    words = catalogue.entries("en")[f"error.{code}"].rpartition("}")[2][:12]
    assert words in page or words in desk.until("/start/runs", words)


def test_a_run_pauses_with_the_lock_and_goes_on(desk: Client, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for n in range(40):
        (tmp_path / "many" / f"{n:02}.txt").write_text(f"Witness {n} says: she was arrested in 19{50 + n}.")
    desk.act("/start/take-in", path=str(tmp_path / "many"))
    desk.until("/start/runs", "00.txt")
    desk.act("/lock")
    run = desk.desk.intake.runs[-1]
    assert run.state in ("running", "paused")
    desk.act("/unlock", passphrase=PASSPHRASE)
    page = desk.until("/start/runs", DONE)
    assert catalogue.say("en", "desk.run.where", done=40, of=40) in page
    with open_archive(desk.desk.keeper.path, PASSPHRASE) as archive:
        names = [a.name for a in store.accounts(archive.testimony) if a.name.endswith(".txt")]
    assert len([n for n in names if n[:2].isdigit()]) == 40


def test_names_with_script_stay_text(desk: Client) -> None:
    hand_over(desk, [("files", ("<script>alert(1)<script>.txt", b"He died in 1999.", "text/plain"))])
    desk.until("/start/runs", DONE)
    assert "<script>alert" not in desk.get("/start/runs").text


MULTI = (
    b'--X\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n'
    b'--X\r\ncontent-disposition: form-data; name="f"; filename="n%22.txt"\r\ncontent-type: text/plain\r\n\r\n'
    b"\r\n--\r\nbody\r\n\r\n--X--\r\n"
)


def test_a_multipart_form_is_read_byte_for_byte() -> None:
    form = read_form("multipart/form-data; boundary=X", MULTI)
    assert form.one("a") == "1"
    assert form.files == (Upload('n".txt', b"\r\n--\r\nbody\r\n"),)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("multipart/form-data", b"x"),
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"a=%ff"),
        ("application/x-www-form-urlencoded", "ü".encode("latin-1")),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(30_000))),
    ],
)
def test_what_is_no_form_is_refused(kind: str, data: bytes) -> None:
    with pytest.raises(WrongUsage):
        read_form(kind, data)


@pytest.mark.parametrize("data", [b"", b"--X", b"--X\r\n\r\n--X--", b"--X\r\nno head at all\r\n--X--", MULTI[:100]])
def test_a_broken_multipart_form_has_no_files(data: bytes) -> None:
    assert read_form("multipart/form-data; boundary=X", data).files == ()


def test_fields_are_read_as_typed() -> None:
    form = read_form("application/x-www-form-urlencoded", b"a=+x+&a=%EA%B0%80&n=12&t=1%0D%0A2")
    assert form.all("a") == (" x ", "가")
    assert form.number("n") == 12
    assert form.text("t") == "1\n2"
    with pytest.raises(WrongUsage):
        form.number("a")
    assert Form().one("nothing", "else") == "else"
