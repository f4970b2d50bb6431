"""Coming in, unlocking, locking, the panic key, and what happens to whoever sits before the page meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from desk_client import Client, said
from desk_paths import PASSPHRASE

from doltap import catalogue
from doltap.desk.keeper import DELAYS, Keeper
from doltap.desk.server import DeskRequest, desk_at
from doltap.errors import ArchiveUnreadable, DoltapError, WrongPassphrase
from doltap.operations.waiting import WaitingRequest, waiting


def test_the_launch_token_works_once(outside: Client) -> None:
    token = outside.desk.sessions.launch
    assert len(token) >= 32
    answer = outside.get("/enter", params={"token": token}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert token not in cookie
    other = Client(outside.desk)
    assert other.get("/enter", params={"token": token}).status_code == 401
    assert other.get("/").status_code == 401


@pytest.mark.parametrize("token", ["", "x", "가" * 10])
def test_a_wrong_token_lets_nobody_in(outside: Client, token: str) -> None:
    answer = outside.get("/enter", params={"token": token})
    assert answer.status_code == 401
    assert catalogue.say("en", "desk.refused.used_token") in said(answer)
    assert outside.get("/enter", params={"token": outside.desk.sessions.launch}).status_code == 200


def test_whoever_is_in_already_is_led_on(desk: Client) -> None:
    assert desk.get("/enter", params={"token": "used"}).url.path == "/"


def test_unlocking_shows_what_waits(locked: Client) -> None:
    assert not locked.desk.keeper.is_open
    answer = locked.act("/unlock", passphrase=PASSPHRASE)
    assert answer.url.path == "/"
    assert locked.desk.keeper.is_open


def test_unlocking_leads_where_one_was_going(locked: Client) -> None:
    locked.get("/start/runs")
    assert locked.act("/unlock", passphrase=PASSPHRASE).url.path == "/start/runs"


def test_each_wrong_passphrase_makes_the_next_one_wait_longer(locked: Client) -> None:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    locked.desk.keeper.pause = noted
    answers = [locked.act("/unlock", passphrase="wrong") for _ in range(len(DELAYS) + 2)]
    assert {a.status_code for a in answers} == {401}
    assert catalogue.say("en", "error.wrong_passphrase") in said(answers[0])
    assert tuple(waits) == (*DELAYS, DELAYS[-1], DELAYS[-1])
    assert list(DELAYS) == sorted(set(DELAYS))
    assert locked.act("/unlock", passphrase=PASSPHRASE).status_code == 200
    locked.act("/lock")
    waits.clear()
    locked.act("/unlock", passphrase=PASSPHRASE)
    assert waits == [0.0]


def test_locking_drops_keys_and_words(desk: Client) -> None:
    session = next(iter(desk.desk.sessions.open.values()))
    session.remember({"query": ("words",)})
    keeper = desk.desk.keeper
    opened = keeper._archive
    assert opened is not None
    answer = desk.act("/lock")
    assert answer.url.path == "/unlock"
    assert keeper._archive is None
    assert not session.words
    with pytest.raises(Exception, match="closed"):
        opened.testimony.connection.execute("SELECT 1")


def test_the_panic_key_also_drops_what_was_handed_over(desk: Client) -> None:
    desk.act("/start/take-in", path="/nowhere")
    desk.act("/panic")
    assert not desk.desk.keeper.is_open
    assert desk.desk.intake.runs == []
    assert desk.act("/unlock", passphrase=PASSPHRASE).status_code == 200


class Clocks:
    """Two clocks that a test sets: the one that stands still while the machine sleeps, and the wall's."""

    def __init__(self) -> None:
        self.steady, self.wall = 0.0, 0.0

    def __call__(self) -> tuple[float, float]:
        return self.steady, self.wall


@pytest.mark.parametrize(("steady", "wall"), [(301.0, 301.0), (1.0, 9000.0)])
def test_the_desk_locks_when_nobody_is_there(locked: Client, steady: float, wall: float) -> None:
    clocks = Clocks()
    locked.desk.keeper.clocks = clocks
    locked.act("/unlock", passphrase=PASSPHRASE)
    clocks.steady, clocks.wall = 299.0, 299.0
    locked.get("/")
    clocks.steady, clocks.wall = 299.0 + steady, 299.0 + wall
    assert locked.get("/").url.path == "/unlock"
    assert not locked.desk.keeper.is_open


def test_what_the_page_asks_by_itself_is_no_sign_of_a_person(locked: Client) -> None:
    clocks = Clocks()
    locked.desk.keeper.clocks = clocks
    locked.act("/unlock", passphrase=PASSPHRASE)
    for now in (100.0, 200.0, 299.0):
        clocks.steady = clocks.wall = now
        assert locked.get("/start/runs", headers={"x-desk": "quiet"}).status_code == 200
    clocks.steady = clocks.wall = 301.0
    assert locked.get("/start/runs", headers={"x-desk": "quiet"}).status_code == 423


def test_a_sign_of_a_person_keeps_it_open(locked: Client) -> None:
    clocks = Clocks()
    locked.desk.keeper.clocks = clocks
    locked.act("/unlock", passphrase=PASSPHRASE)
    for now in (200.0, 400.0, 600.0):
        clocks.steady = clocks.wall = now
        assert locked.act("/alive").status_code == 204
    clocks.steady = clocks.wall = 901.0
    assert locked.act("/alive").status_code == 423


def test_what_was_sent_while_it_locked_can_be_sent_again(desk: Client) -> None:
    desk.act("/lock")
    held = desk.act("/start/take-in", path="/nowhere", source="A paper")
    assert held.status_code == 423
    answer = desk.act("/unlock", passphrase=PASSPHRASE, held_path="/start/take-in", **{"held.source": "A paper"})
    assert 'name="source" value="A paper"' in answer.text
    assert 'action="/start/take-in"' in answer.text


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "javascript:1", "/a?b=c", "/a//b\n"])
def test_nothing_leads_away_from_the_desk(desk: Client, path: str) -> None:
    answer = desk.act("/language", language="en", back=path)
    assert answer.url.host == "127.0.0.1"
    desk.act("/lock")
    answer = desk.act("/unlock", passphrase=PASSPHRASE, held_path=path)
    assert f'action="{path}"' not in answer.text


def test_the_language_changes_and_stays(desk: Client) -> None:
    desk.act("/language", language="ko", back="/")
    assert catalogue.say("ko", "desk.home.title") in desk.text("/")
    assert '<html lang="ko">' in desk.get("/").text
    desk.act("/language", language="xx")
    assert '<html lang="ko">' in desk.get("/").text


def test_single_keys_can_be_switched_off(desk: Client) -> None:
    assert 'data-keys="off"' not in desk.get("/").text
    desk.act("/keys", keys="off")
    assert 'data-keys="off"' in desk.get("/").text


def test_a_plain_title_says_nothing_of_doltap(archive_path: Path) -> None:
    client = Client(desk_at(DeskRequest(archive_path, plain_title=True), 8765))
    page = client.get("/enter", params={"token": client.desk.sessions.launch}).text
    head = page.partition("</title>")[0]
    assert "Doltap" not in head
    assert "/assets/stones.svg" not in page


def test_an_archive_that_is_taken_away_is_said_so_and_the_desk_locks(desk: Client, archive_path: Path) -> None:
    archive_path.rename(archive_path.with_name("elsewhere"))
    answer = desk.get("/")
    assert answer.status_code == 500
    assert str(archive_path) in said(answer)
    assert not desk.desk.keeper.is_open
    archive_path.with_name("elsewhere").rename(archive_path)
    assert desk.act("/unlock", passphrase=PASSPHRASE).url.path == "/"


def test_assets_are_the_desks_own_files_and_nothing_else(outside: Client) -> None:
    assert outside.get("/assets/desk.css").headers["content-type"].startswith("text/css")
    for name in ("../page.py", "..%2fpage.py", "desk.py", "DESK.CSS", ".css", "nothing.css"):
        assert outside.get(f"/assets/{name}").status_code == 404, name


def test_what_is_not_there_is_said_without_a_word_of_the_address(reading: Client) -> None:
    answer = reading.get("/some-secret-word")
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_the_keeper_answers_only_while_open(archive_path: Path) -> None:
    async def tried() -> None:
        keeper = Keeper(archive_path)
        with pytest.raises(WrongPassphrase, match="desk_locked"):
            await keeper.ask(waiting, WaitingRequest())
        await keeper.unlock(PASSPHRASE)
        assert (await keeper.ask(waiting, WaitingRequest())).accounts > 100
        await keeper.lock()
        with pytest.raises(WrongPassphrase):
            await keeper.ask(waiting, WaitingRequest())

    asyncio.run(tried())


def test_what_the_disk_refuses_is_one_of_our_errors(archive_path: Path) -> None:
    def refused(archive: object) -> None:
        raise PermissionError(13, "no right", "somewhere")

    async def tried() -> None:
        keeper = Keeper(archive_path)
        await keeper.unlock(PASSPHRASE)
        with pytest.raises(DoltapError, match="cannot_write"):
            await keeper.ask(refused)
        await keeper.lock()

    asyncio.run(tried())


def test_a_fault_of_the_program_tells_no_words(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("words of an account")

    monkeypatch.setattr("doltap.desk.screens.home.waiting", broken)
    answer = desk.get("/")
    assert answer.status_code == 500
    assert "words of an account" not in answer.text
    assert answer.text == catalogue.say("en", "desk.fault")


def test_a_desk_without_an_archive_is_refused(tmp_path: Path) -> None:
    from doltap.desk.server import serve

    with pytest.raises(ArchiveUnreadable):
        serve(DeskRequest(tmp_path), print)
