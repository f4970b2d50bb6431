"""One encrypted SQLite file: opened with a raw key, written only inside a transaction, its errors made ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from doltap.errors import ArchiveBusy, ArchiveDamaged, DoltapError, WrongUsage

Row = tuple[Any, ...]

# `key` goes before these: nothing can be asked of the file earlier. WAL and FULL: an acknowledged commit is on disk.
# Wiping every buffer (cipher_memory_security) made taking in three times as dear, and Python keeps copies all the same.
_PRAGMAS = (
    "cipher_log_level = NONE",
    "cipher_memory_security = OFF",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "cache_size = -32000",
)


@dataclass(slots=True)
class Database:
    """A handle on one encrypted file. `part` names it to people; `written` lists (table, id) of this transaction.

    One thread at a time. Writing outside a transaction is an error in the program, so that nothing is ever written
    without its log entry.
    """

    part: str
    path: Path
    connection: Any
    written: list[tuple[str, str]] = field(default_factory=list)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query, one by one. Raises `ArchiveDamaged` when a page fails its check."""
        with meaning(self.part):
            yield from self.connection.execute(sql, parameters)

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        return next(self.rows(sql, parameters), None)

    def record(self, sql: str, parameters: Sequence[Any] = ()) -> dict[str, Any] | None:
        """The first row of a query by column name, or None."""
        with meaning(self.part):
            cursor = self.connection.execute(sql, parameters)
            found = cursor.fetchone()
            return dict(zip((column[0] for column in cursor.description), found, strict=True)) if found else None

    def number(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """The one number of a query that always gives a row."""
        found = self.row(sql, parameters)
        assert found is not None
        return int(found[0])

    def write(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one writing statement inside the open transaction; how many rows it touched."""
        self._demand_transaction()
        with meaning(self.part):
            return int(self.connection.execute(sql, parameters).rowcount)

    def write_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run one writing statement for many rows inside the open transaction."""
        self._demand_transaction()
        with meaning(self.part):
            self.connection.executemany(sql, parameters)

    def _demand_transaction(self) -> None:
        if not self.connection.in_transaction:
            raise RuntimeError("a write outside a transaction")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are kept together or not at all; on the disk when the block has ended."""
        with meaning(self.part):
            self.connection.execute("BEGIN IMMEDIATE")
        self.written.clear()
        try:
            yield
            with meaning(self.part):
                self.connection.execute("COMMIT")
        finally:
            self.written.clear()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All reads inside see one moment, whatever other processes write meanwhile."""
        with meaning(self.part):
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Empty the write-ahead log into the file and let go of it; closing twice does no harm.

        Where that cannot be done (disk full, another reader, a damaged page) the log stays: as encrypted as the file,
        and read at the next opening. Nothing is lost by it, so it is no error.
        """
        with suppress(sqlcipher.DatabaseError):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.connection.close()


def open_file(path: Path, key: bytes, part: str) -> Database:
    """Open (or make) the encrypted file with its raw 32-byte key.

    Raises `ArchiveDamaged` when the key does not fit the file or its first page fails the check.
    """
    if len(key) != 32:
        raise ValueError("a raw key has 32 bytes")
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        with meaning(part):
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return Database(part, path, connection)


@contextmanager
def meaning(part: str) -> Iterator[None]:
    """Turn the engine's errors into ours; a mistake in the program (`ProgrammingError`, bad SQL) passes unchanged."""
    try:
        yield
    except sqlcipher.IntegrityError as error:
        raise WrongUsage("broken_reference", part=part) from error
    except sqlcipher.DatabaseError as error:
        ours = _ours(getattr(error, "sqlite_errorcode", 0), part)
        if ours is None:
            raise
        raise ours from error


_BUSY, _LOCKED, _IO, _CORRUPT, _FULL, _NOT_A_DATABASE = 5, 6, 10, 11, 13, 26  # primary result codes of SQLite
_CUT = frozenset((_IO | 1 << 8, _IO | 2 << 8))  # I/O errors that say the file ends too early; all others are the disk's


def _ours(extended: int, part: str) -> DoltapError | None:
    code = extended & 0xFF
    if code == _FULL:
        return DoltapError("disk_full")
    if code == _IO and extended not in _CUT:
        return DoltapError("disk_failed", part=part)
    if code in (_BUSY, _LOCKED):
        return ArchiveBusy("archive_busy", pid="?", kind="?")
    if code in (_IO, _CORRUPT, _NOT_A_DATABASE):
        return ArchiveDamaged("part_damaged", part=part)
    return None
