"""Who holds the open archive: one thread that all operations run in, the lock, and the delay after a wrong passphrase.

The archive is open only while somebody works. Locking closes both files and drops the keys; it destroys nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from doltap.errors import ArchiveUnreadable, DoltapError, WrongPassphrase
from doltap.operations.archive import HEAD, Archive, open_archive

Answer = TypeVar("Answer")
Pause = Callable[[float], Awaitable[None]]

IDLE: Final = 300.0
"""Seconds without a sign of the user until the desk locks."""

DELAYS: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds to wait before a passphrase is tried, by how many were wrong in a row; the last one holds for all further."""


def _both_clocks() -> tuple[float, float]:
    # Of the two, the wall clock goes on while the machine sleeps.
    return time.monotonic(), time.time()


@dataclass(slots=True)
class Keeper:
    """The archive of this desk, open or locked. `on_lock` and `on_unlock` are told, such as a running intake."""

    path: Path
    idle: float = IDLE
    pause: Pause = asyncio.sleep
    clocks: Callable[[], tuple[float, float]] = _both_clocks
    on_lock: list[Callable[[], None]] = field(default_factory=list)
    on_unlock: list[Callable[[Archive], None]] = field(default_factory=list)
    _archive: Archive | None = field(default=None, repr=False)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "desk"), repr=False)
    _seen: tuple[float, float] = (0.0, 0.0)
    _wrong: int = 0
    _door: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether the archive is open."""
        return self._archive is not None

    def touch(self) -> None:
        """Note that the user is here."""
        self._seen = self.clocks()

    def is_idle(self) -> bool:
        """Whether nobody was here for too long, the time in which the machine slept included."""
        return max(now - then for now, then in zip(self.clocks(), self._seen, strict=True)) >= self.idle

    async def unlock(self, passphrase: str) -> None:
        """Open the archive. Raises WrongPassphrase, each wrong one making the next wait longer; one try at a time."""
        async with self._door:
            await self.pause(DELAYS[min(self._wrong, len(DELAYS) - 1)])
            if self.is_open:
                return
            try:
                opened = await self._run(open_archive, self.path, passphrase)
            except WrongPassphrase:
                self._wrong += 1
                raise
            self._wrong = 0
            self._archive = opened
            self.touch()
            for tell in self.on_unlock:
                tell(opened)

    async def lock(self) -> None:
        """Close the archive and drop its keys; what runs beside the page is told to pause."""
        archive, self._archive = self._archive, None
        for tell in self.on_lock:
            tell()
        if archive is not None:
            await self._run(archive.close)

    async def lock_if_idle(self) -> bool:
        """Lock when nobody was here for too long; whether it is locked now."""
        if self.is_open and self.is_idle():
            await self.lock()
        return not self.is_open

    async def ask(self, operation: Callable[..., Answer], *request: object) -> Answer:
        """The answer of an operation on the open archive. Raises its errors, and ArchiveUnreadable when it is gone."""
        archive = self._archive
        if archive is None:
            raise WrongPassphrase("desk_locked")
        if not (archive.path / HEAD).is_file():
            await self.lock()
            raise ArchiveUnreadable("desk_archive_gone", path=str(archive.path))
        return await self._run(operation, archive, *request)

    async def _run(self, call: Callable[..., Answer], *given: object) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._worker, _called, call, given)

    async def watch(self, every: float = 5.0) -> None:
        """Look now and then whether somebody is still here, as long as the desk runs."""
        while True:
            await asyncio.sleep(every)
            await self.lock_if_idle()


def _called(call: Callable[..., Answer], given: tuple[Any, ...]) -> Answer:
    """The answer of a call; what the disk refuses becomes one of our errors."""
    try:
        return call(*given)
    except OSError as fault:
        raise DoltapError("cannot_write", path=str(fault.filename or "?"), fault=fault.strerror or "?") from fault
