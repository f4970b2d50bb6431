"""Many files: each worker is a zygote that has imported everything and forks a fresh, closed child for every job."""

from __future__ import annotations

import os
import queue
import selectors
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self

from doltap.readers.sandbox import parent, zygote
from doltap.readers.sandbox.limits import DEFAULT, Limits, check_size
from doltap.readers.sandbox.once import run, run_many
from doltap.readers.sandbox.zygote import Zygote

_DEATH: Final = struct.Struct("<i")
_FITS_A_PIPE: Final = 32_768
_CHUNK: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Item:
    """One file for the pool; `tag` is the caller's own and comes back with the result.

    `many`: the function yields answers; those that came, whatever became of the child, are the result's `parts`.
    """

    untrusted: bytes
    name: str
    params: dict[str, Any] = field(default_factory=dict)
    tag: object = None
    many: bool = False


class Pool:
    """Workers for one function. Use it in a `with`; every result has `outcome`, a crash of one never stops the rest."""

    def __init__(self, function: str, workers: int = 2, limits: Limits = DEFAULT) -> None:
        self._started = Lock()
        self._function = function
        self._workers: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all = [_Worker(function, limits, self._start) for _ in range(max(workers, 1))]
        for worker in self._all:
            self._workers.put(worker)

    def _start(self) -> None:
        """Start all workers at once: one interpreter imports for all. Later ones start alone."""
        with self._started:
            if not any(worker.born for worker in self._all):
                for worker, born in zip(self._all, zygote.start(self._function, len(self._all)), strict=True):
                    worker.take(born)

    def map(self, items: Iterable[Item]) -> Iterator[tuple[Item, dict[str, Any]]]:
        """(item, result) in order of completion. Items are drawn as they are needed, two ahead for each worker."""
        source = iter(items)
        with ThreadPoolExecutor(len(self._all)) as threads:
            waiting = {threads.submit(self._one, item) for item in islice(source, 2 * len(self._all))}
            try:
                while waiting:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    waiting |= {threads.submit(self._one, item) for item in islice(source, len(done))}
                    yield from (one.result() for one in done)
            finally:
                self._give_up(waiting)

    def _give_up(self, waiting: set[Future[tuple[Item, dict[str, Any]]]]) -> None:
        """Interrupted: what has not begun is dropped, what runs is killed."""
        running = [one for one in waiting if not one.cancel()]
        for worker in self._all if running else ():
            worker.kill()

    def _one(self, item: Item) -> tuple[Item, dict[str, Any]]:
        worker = self._workers.get()
        try:
            return item, worker.do(item)
        finally:
            self._workers.put(worker)

    def close(self) -> None:
        """End all workers, the forks before the interpreter that they were forked from."""
        for worker in reversed(self._all):
            worker.leave()

    def __enter__(self) -> Self:
        """The pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the pool."""
        self.close()


class _Worker:
    """One zygote, started with all others at first need, and alone after it had to be killed."""

    def __init__(self, function: str, limits: Limits, start: Callable[[], None]) -> None:
        self._function = function
        self._limits = limits
        self._start = start
        self._zygote: Zygote | None = None
        self.born = False

    def take(self, born: Zygote) -> None:
        """Work with this zygote from now on."""
        self._zygote, self.born = born, True

    def do(self, item: Item) -> dict[str, Any]:
        """The answer for one item; whatever happens to the child is an outcome."""
        refused = check_size(len(item.untrusted), self._limits)
        if refused:
            return refused
        if not parent.HAS_FORK and item.many:
            return run_many(self._function, item.untrusted, item.name, self._limits, item.params)
        if not parent.HAS_FORK:
            return run(self._function, item.untrusted, item.name, limits=self._limits, **item.params)
        try:
            return self._exchange(item, self._ready())
        except OSError:
            self.stop()
            return {"outcome": "crashed", "reason": "no_answer"}

    def _ready(self) -> Zygote:
        if not self.born:
            self._start()
        if self._zygote is None:
            self.take(zygote.start(self._function, 1)[0])
        assert self._zygote
        self._zygote.await_birth()
        return self._zygote

    def _exchange(self, item: Item, born: Zygote) -> dict[str, Any]:
        frame = parent.header(item.name, len(item.untrusted), item.params, self._limits)
        if len(item.untrusted) < _FITS_A_PIPE and len(frame) < _FITS_A_PIPE:
            born.stdin.write(frame + item.untrusted)
        else:
            parent.feed(born.stdin, (frame, item.untrusted), close=False)
        raw, code = self._listen(born, time.monotonic() + self._limits.wall)
        answer = (parent.judge_many if item.many else parent.judge)(raw, self._limits, code)
        if code is None:
            self.stop()
            return parent.too_slow(answer)
        if code != 0 or answer.get("reason") in ("bad_answer", "answer_too_big"):
            # The rest of its input may still be in the pipe: nothing of one file may reach the next.
            self.stop()
        return answer

    def _listen(self, born: Zygote, deadline: float) -> tuple[bytes, int | None]:
        """What the child wrote and its exit code (None: the time ran out, or it wrote more than it may)."""
        raw, answers, status = bytearray(), born.stdout.fileno(), born.status
        with selectors.DefaultSelector() as ears:
            ears.register(answers, selectors.EVENT_READ)
            ears.register(status, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0 and len(raw) <= parent.most(self._limits):
                ready = {key.fd for key, _ in ears.select(left)}
                if answers in ready:
                    raw += os.read(answers, _CHUNK)
                elif status in ready:
                    death = os.read(status, _DEATH.size)
                    return bytes(raw), _DEATH.unpack(death)[0] if len(death) == _DEATH.size else -9
        return bytes(raw), None

    def kill(self) -> None:
        """Kill the running child, from any thread; its `do` then ends by itself."""
        if self._zygote:
            self._zygote.kill()

    def stop(self) -> None:
        """End the zygote, so that the next file starts a new one."""
        born, self._zygote = self._zygote, None
        if born:
            born.stop()

    def leave(self) -> None:
        """Let the zygote end by itself: no more files come."""
        born, self._zygote = self._zygote, None
        if born:
            born.leave()
