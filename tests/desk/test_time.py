"""The timeline's page: decades by number, each happening with its status in words, no word in the address."""

from __future__ import annotations

import re

import pytest
from desk_client import Client
from desk_paths import CANARIES

from doltap import catalogue


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_happening_has_its_status_in_words_and_its_date(desk: Client, language: str) -> None:
    desk.act("/language", language=language, back="/time")
    answer = desk.get("/time")
    rows = re.findall(r'<li class="s-(\w+)">', answer.text)
    assert rows
    page = desk.text("/time")
    for status in set(rows):
        assert catalogue.say(language, f"status.{status}") in page
    assert "1,9" not in page
    assert "2,0" not in page
    assert 'style="' not in answer.text


def test_decades_go_by_number_and_any_number_is_answered(reading: Client) -> None:
    first = reading.get("/time?page=1").text
    assert 'aria-current="true"' in first
    for page in ("0", "-1", "99999", "abc", "9" * 40):
        assert reading.get(f"/time?page={page}").status_code == 200
    links = re.findall(r'href="(/time\?page=\d+)"', first)
    assert len(links) > 3
    assert reading.get(links[-1]).text != first


def test_no_decade_shows_what_is_held(reading: Client) -> None:
    pages = set(re.findall(r'href="(/time\?page=\d+)"', reading.get("/time").text))
    for path in pages:
        page = reading.get(path).text
        assert not any(canary in page for canary in CANARIES)
        assert not re.search(r"departure ·|arrival ·", page)


def test_map_and_figures_of_public_facts_are_one_step_away(reading: Client) -> None:
    page = reading.get("/time").text
    for path in ("/report/en/map.html", "/report/en/figures.html"):
        assert f'href="{path}"' in page
        assert reading.get(path).status_code == 200
