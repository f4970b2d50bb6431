"""Where people lived, and what they belonged to."""

from __future__ import annotations

import pytest
from extract_helpers import Told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I lived in Hamburg until 1938.", "Hamburg"),
        ("We grew up in a small house in Hamburg.", "Hamburg"),
        ("나는 회령에서 십 년 동안 살았다.", "회령"),
    ],
)
def test_the_teller_lived_there(text: str, place: str) -> None:
    assert Told(text).own("lived_at") == [place]


@pytest.mark.parametrize("text", ["I never lived in Hamburg.", "My father lived in Hamburg.", "I saw Hamburg burn."])
def test_the_teller_did_not_live_there(text: str) -> None:
    assert Told(text).own("lived_at") == []


def test_somebody_else_lived_there() -> None:
    told = Told("My father lived in Hamburg.")
    assert told.all("lived_at")[0].entity == told.all("kin")[0].entity


def test_membership_of_a_body_the_pack_knows() -> None:
    told = Told("My father joined the Workers' Party of Korea in 1960.")
    assert told.values("membership") == ["Workers' Party of Korea"]
