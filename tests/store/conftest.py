"""An open pair of files, and accounts to put into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from doltap.model import (
    Account,
    Assertion,
    Entity,
    EntityType,
    Locator,
    NameValue,
    Passage,
    SafetyClass,
    new_id,
)
from doltap.store import Database, add_account, add_extraction, open_identities, open_testimony

KEY = bytes(range(32))


@pytest.fixture
def testimony(tmp_path: Path) -> Iterator[Database]:
    """A new testimony file."""
    database = open_testimony(tmp_path / "testimony.db", KEY, new=True)
    yield database
    database.close()


@pytest.fixture
def identities_file(tmp_path: Path) -> Iterator[Database]:
    """A new identities file."""
    database = open_identities(tmp_path / "identities.db", KEY, new=True)
    yield database
    database.close()


@pytest.fixture
def account_of() -> Callable[..., Account]:
    """Makes an account of a text."""

    def make(text: str = "", **fields: object) -> Account:
        digest = sha256(text.encode()).hexdigest()
        return replace(Account(new_id(), digest, datetime.now(UTC), "account.txt"), **fields)

    return make


@pytest.fixture
def take_in(testimony: Database, account_of: Callable[..., Account]) -> Callable[..., Account]:
    """Adds an account whose sentences (one a line) are passages, each naming one person."""

    def add(text: str, *, safety: tuple[SafetyClass, ...] = (), **fields: object) -> Account:
        account = account_of(text, **fields)
        passages, start = [], 0
        for number, line in enumerate(text.split("\n"), 1):
            if line:
                passages.append(Passage(new_id(), account.id, start, start + len(line), line, Locator(line=number)))
            start += len(line) + 1
        entities = [Entity(new_id(), EntityType.PERSON, account.id) for _ in passages]
        assertions = [
            Assertion(
                new_id(),
                p.id,
                account.id,
                e.id,
                EntityType.PERSON,
                "name",
                NameValue(p.words.split(" ")[0]),
                p.words.split(" ")[0],
                safety=frozenset(safety),
            )
            for p, e in zip(passages, entities, strict=True)
        ]
        with testimony.transaction():
            add_account(testimony, account, text)
            add_extraction(testimony, account.id, passages, entities, assertions)
        return account

    return add
