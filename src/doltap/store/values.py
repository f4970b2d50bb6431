"""Values that only the store and its callers speak of: a sealed original's row, counts, a search hit."""

from __future__ import annotations

from dataclasses import dataclass, field

from doltap.model import Passage


@dataclass(frozen=True, slots=True)
class Original:
    """Where sealed bytes lie: SHA-256 of the bytes, name of the sealed file, its own key (wrapped), size in bytes."""

    sha256: str
    name: str
    wrapped_key: bytes = field(repr=False)
    size: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in the archive. `read`, `partial` and `not_read` add up to `accounts`."""

    accounts: int
    read: int
    partial: int
    not_read: int
    duplicates: int
    passages: int
    assertions: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in which a search found something; `places` are (start, end) in the passage's own words."""

    passage: Passage
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that tells who a teller is, or an identifier found in an account; only in the identities file.

    `kind`: name, alias, contact, kin, phone, passport, registration, messenger, address, note. `start:end` is where it
    stands in the account's text, both 0 when it was not read from one.
    """

    id: str
    teller: str
    kind: str
    value: str
    account: str = ""
    start: int = 0
    end: int = 0
    added: str = ""


@dataclass(frozen=True, slots=True)
class LogState:
    """The log's size, the roots of its complete subtrees from left to right (32 bytes each), and its root."""

    size: int
    frontier: bytes
    root: bytes
