"""One writer at a time across processes. The lock dies with its process, so a crash never leaves an archive locked.

The lock file tells who holds it: a process id and the kind of operation, never its arguments.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from doltap.errors import ArchiveBusy

_PAUSE: Final = 0.05
_BEYOND: Final = 1 << 20  # Windows locks bytes and hides them from readers: the locked byte lies past the words

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(_BEYOND)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def write_lock(path: Path, kind: str, *, wait: float = 5.0) -> Iterator[None]:
    """Hold the write lock while inside. Waits at most `wait` seconds.

    Raises `ArchiveBusy`, which names the holder's process id and kind of operation.
    """
    with path.open("a+b", buffering=0) as file:
        _wait_for(file, wait)
        try:
            _sign(file, f"{os.getpid()} {kind}")
            yield
        finally:
            _sign(file, "")
            _let_go(file)


def _wait_for(file: IO[bytes], wait: float) -> None:
    end = time.monotonic() + wait
    while not _take(file):
        if time.monotonic() >= end:
            raise _busy(file)
        time.sleep(_PAUSE)


def _sign(file: IO[bytes], words: str) -> None:
    with suppress(OSError):  # a courtesy to whoever waits; on a full disk the lock holds without it
        file.truncate(0)
        file.write(words.encode("ascii", "replace"))


def _busy(file: IO[bytes]) -> ArchiveBusy:
    file.seek(0)
    pid, _, kind = file.read(200).decode("ascii", "replace").partition(" ")
    return ArchiveBusy("archive_busy", pid=pid or "?", kind=kind or "?")
