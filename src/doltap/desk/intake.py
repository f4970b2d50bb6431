"""Taking in beside the page: one run after the other in its own thread, with its own handle on the archive.

Locking pauses a run after the account it is at; unlocking resumes it, and what was acknowledged is not taken in twice.
The panic key also drops what was handed over and not yet taken in.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Lock

from doltap.errors import Cancelled, DoltapError
from doltap.model import Step
from doltap.operations.archive import Archive, opened_again
from doltap.operations.intake import AddedItem, AddRequest, add

MOST_RUNS = 50


class State(StrEnum):
    """Where a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(slots=True)
class Run:
    """One thing taken in: what was asked, how far it is, what became of each file, and the error that ended it."""

    number: int
    request: AddRequest = field(repr=False)
    state: State = State.WAITING
    done: int = 0
    of: int = 0
    files: dict[str, AddedItem] = field(default_factory=dict)
    error: DoltapError | None = None

    def step(self, step: Step) -> None:
        """Note what became of one file."""
        self.done, self.of = step.done, max(step.of, self.of)
        self.files.setdefault(step.what, AddedItem(step.what, step.outcome))

    @property
    def left(self) -> int:
        """How many files are not taken in yet; 0 as long as nobody counted."""
        return max(self.of - self.done, 0)


@dataclass(slots=True)
class Intake:
    """The runs of one desk, newest last."""

    workers: int = 2
    runs: list[Run] = field(default_factory=list)
    _archive: Archive | None = field(default=None, repr=False)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "intake"), repr=False)
    _turn: Lock = field(default_factory=Lock, repr=False)
    _begun: int = 0

    def begin(self, request: AddRequest) -> Run:
        """Take in what is asked, after what is waiting already."""
        self._begun += 1
        run = Run(self._begun, replace(request, workers=self.workers))
        self.runs = [*self.runs[1 - MOST_RUNS :], run]
        self._submit(run)
        return run

    @property
    def busy(self) -> bool:
        """Whether something is being taken in or waits for it."""
        return any(run.state in (State.WAITING, State.RUNNING) for run in self.runs)

    def pause(self) -> None:
        """Let go of the keys; a run that is going on stops after its account."""
        self._archive = None

    def resume(self, archive: Archive) -> None:
        """Go on with what was paused."""
        self._archive = archive
        for run in self.runs:
            self._go_on(run)

    def drop(self) -> None:
        """Let go of the keys and of everything that was handed over."""
        self.pause()
        self.runs = []

    def _submit(self, run: Run) -> None:
        run.state = State.WAITING
        self._thread.submit(self._work, run).add_done_callback(lambda done: _ended(run, done))

    def _go_on(self, run: Run) -> None:
        """Submit a paused run once, whether the unlocking or the pausing came later."""
        with self._turn:
            if run.state is State.PAUSED and self._archive is not None:
                self._submit(run)

    def _work(self, run: Run) -> None:
        if self._archive is None:
            run.state = State.PAUSED
            self._go_on(run)
            return
        run.state = State.RUNNING
        try:
            with opened_again(self._archive) as archive:
                result = add(archive, run.request, progress=lambda step: self._step(run, step))
        except Cancelled:
            run.state = State.PAUSED
            self._go_on(run)
        except DoltapError as error:
            run.state, run.error = State.STOPPED, error
        else:
            run.files |= {item.file: item for item in result.items}
            run.state, run.request = State.DONE, AddRequest(())

    def _step(self, run: Run, step: Step) -> None:
        run.step(step)
        if self._archive is None:
            raise Cancelled("cancelled")


def _ended(run: Run, done: Future[None]) -> None:
    """A run that ended by a fault of the program says so, instead of running for ever."""
    if not done.cancelled() and done.exception() is not None:
        run.state, run.error = State.STOPPED, DoltapError("desk_fault")
