"""What the tests of the safety room share: the rules as a pack gives them, and the tables."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from doltap.model import OperationalRule, SafetyClass
from doltap.packs import load
from doltap.safety import mark

HERE = Path(__file__).parent
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def rules() -> tuple[OperationalRule, ...]:
    """The rules of the North Korea pack with the generic ones under it."""
    return load("north_korea").safety_rules


@pytest.fixture(scope="session")
def sentences() -> list[Row]:
    return table("sentences.csv")


@pytest.fixture(scope="session")
def questions() -> list[Row]:
    return table("questions.csv")


@pytest.fixture(scope="session")
def second() -> list[Row]:
    """The sentences of the second author."""
    return table("second_author.csv")


@pytest.fixture(scope="session")
def asked() -> list[Row]:
    """The questions of the second author."""
    return table("second_author_questions.csv")


@pytest.fixture(scope="session")
def fresh() -> list[Row]:
    """Two rounds of sentences that were written after the rules."""
    return table("second_author_fresh.csv")


@pytest.fixture(scope="session")
def operational(rules) -> Callable[[str, list[tuple[int, int]]], set[int]]:
    """Which sentences of a text are operational: the starts of their spans."""

    def starts(text: str, spans: list[tuple[int, int]]) -> set[int]:
        return {m.start for m in mark(text, spans, rules) if m.safety_class is SafetyClass.OPERATIONAL}

    return starts
