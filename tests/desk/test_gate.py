"""The gate: what no other site and no other machine can do, and the headers of every answer."""

from __future__ import annotations

import pytest
from desk_client import ORIGIN, Client
from desk_paths import CANARIES, PARTS, PATHS, with_ids

from doltap.desk.app import SCREENS
from doltap.desk.gate import HEADERS, POLICY
from doltap.desk.routes import Access, Act, Show

ROUTES = [route for screen in SCREENS for route in screen.ROUTES]
SHOWN = sorted({r.path for r in ROUTES if isinstance(r, Show)})
ACTS = sorted({r.path for r in ROUTES if isinstance(r, Act)})
FREE = {"/favicon.ico", "/enter", "/unlock", "/assets/{name}"}


def filled(path: str) -> str:
    """A path with something in the place of its ids."""
    kinds = {"{name}": "desk.css"}
    parts = (kinds.get(p, "0" if ":int" in p else "a" * 32) if p.startswith("{") else p for p in path.split("/"))
    return "/".join(parts)


def all_paths(client: Client) -> tuple[str, ...]:
    return (*PATHS, *PARTS, *with_ids(client.ids()))


def test_every_path_without_an_id_is_tried() -> None:
    assert {p for p in SHOWN if "{" not in p} - FREE == {*PATHS, *PARTS}


def test_every_path_is_there_and_says_something(reading: Client) -> None:
    answers = {path: reading.get(path) for path in all_paths(reading)}
    assert {p: a.status_code for p, a in answers.items() if a.status_code != 200} == {}
    assert all(len(a.text) > 10 for a in answers.values())


@pytest.mark.parametrize("path", [filled(p) for p in SHOWN])
def test_every_answer_has_the_headers(reading: Client, path: str) -> None:
    answer = reading.get(path)
    assert {k: answer.headers.get(k) for k in HEADERS} == dict(HEADERS)
    assert "server" not in answer.headers


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    parts = {p.split()[0]: p.split()[1:] for p in POLICY.split("; ")}
    assert parts["default-src"] == ["'none'"]
    assert {v for words in parts.values() for v in words} == {"'none'", "'self'", "'script'"}
    assert parts["require-trusted-types-for"] == ["'script'"]
    assert parts["trusted-types"] == ["'none'"]


@pytest.mark.parametrize("host", ["evil.example", "localhost:8765", "127.0.0.1", "127.0.0.1:9999", "[::1]:8765", ""])
def test_another_host_is_refused(reading: Client, host: str) -> None:
    assert reading.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("path", [filled(p) for p in ACTS])
@pytest.mark.parametrize(
    "origin", [None, "http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8765"]
)
def test_a_post_from_elsewhere_is_refused(reading: Client, path: str, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    answer = reading.browser.post(path, data={"token": reading.token}, headers=headers)
    assert answer.status_code == 403


def test_a_page_without_referrer_counts_as_ours_where_the_browser_says_so(reading: Client) -> None:
    fields = {"token": reading.token, "language": "en"}
    ours = {"origin": "null", "sec-fetch-site": "same-origin"}
    assert reading.browser.post("/language", data=fields, headers=ours).status_code == 200
    theirs = {"origin": ORIGIN, "sec-fetch-site": "cross-site"}
    assert reading.browser.post("/language", data=fields, headers=theirs).status_code == 403


def test_another_page_cannot_load_ours_as_its_part(reading: Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert reading.get("/assets/desk.css", headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(reading: Client, method: str) -> None:
    assert reading.browser.request(method, "/", headers={"origin": ORIGIN}).status_code == 405


@pytest.mark.parametrize("path", [filled(p) for p in ACTS])
@pytest.mark.parametrize("token", ["", "x", "ü" * 43])
def test_a_post_without_the_form_token_does_nothing(reading: Client, path: str, token: str) -> None:
    answer = reading.browser.post(path, data={"token": token}, headers={"origin": ORIGIN})
    assert answer.status_code == 403
    assert reading.desk.keeper.is_open


@pytest.mark.parametrize("path", [filled(r.path) for r in ROUTES if isinstance(r, Show) and r.access >= Access.SESSION])
def test_nothing_is_shown_without_a_session(outside: Client, path: str) -> None:
    assert outside.get(path).status_code == 401


@pytest.mark.parametrize("path", [filled(r.path) for r in ROUTES if isinstance(r, Act)])
def test_nothing_is_done_without_a_session(outside: Client, path: str) -> None:
    assert outside.act(path).status_code == 401


@pytest.mark.parametrize("path", [filled(r.path) for r in ROUTES if isinstance(r, Show) and r.access is Access.OPEN])
def test_nothing_is_shown_while_locked(locked: Client, path: str) -> None:
    answer = locked.get(path)
    assert answer.url.path == "/unlock"
    assert locked.get(path, headers={"x-desk": "part"}).status_code == 423


@pytest.mark.parametrize("path", [filled(r.path) for r in ROUTES if isinstance(r, Act) and r.access is Access.OPEN])
def test_what_is_sent_to_a_locked_desk_is_offered_again(locked: Client, path: str) -> None:
    answer = locked.act(path, words="what I wrote")
    assert answer.status_code == 423
    assert 'name="held.words" value="what I wrote"' in answer.text
    assert f'name="held_path" value="{path}"' in answer.text


def test_no_page_shows_what_is_sealed(reading: Client) -> None:
    for language in ("en", "ko"):
        reading.act("/language", language=language)
        found = {p: c for p in all_paths(reading) for c in CANARIES if c in reading.get(p).text}
        assert found == {}
    reading.act("/language", language="en")


def test_pages_hold_nothing_inline_and_nothing_remote(reading: Client) -> None:
    for path in all_paths(reading):
        page = reading.get(path).text
        assert " style=" not in page, path
        assert " onclick=" not in page, path
        assert "<style" not in page, path
        assert "javascript:" not in page, path
        sources = [p.split('"')[0] for p in page.split('src="')[1:]]
        assert [s for s in sources if not s.startswith("/")] == [], path
