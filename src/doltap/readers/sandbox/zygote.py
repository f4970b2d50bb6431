"""Interpreters that have imported everything and fork a closed child for each job; one imports, others are its forks.

Importing the parsers, the pack and its indexes costs seconds of processor time: it is done once for all workers.
"""

from __future__ import annotations

import os
import struct
import subprocess
from dataclasses import dataclass
from typing import IO, Final

from doltap.readers.sandbox import parent

PID: Final = struct.Struct("<i")
_PATIENCE: Final = 5.0


@dataclass(slots=True)
class Zygote:
    """One of them: its pipes, and `status`, where it tells its process id first and then how each child died.

    `first` is the interpreter that was started; `forked`: this one is a fork of it, in a process group of its own.
    """

    first: subprocess.Popen[bytes]
    stdin: IO[bytes]
    stdout: IO[bytes]
    status: int
    forked: bool = False
    pid: int = 0

    def await_birth(self) -> None:
        """Wait until it can take jobs. Raises OSError when it died before."""
        if not self.pid:
            told = os.read(self.status, PID.size)
            if len(told) < PID.size:
                raise ChildProcessError
            (self.pid,) = PID.unpack(told)

    def kill(self) -> None:
        """End it and the child that it runs; before its birth the one that it is to be forked from."""
        if self.forked and self.pid:
            parent.kill_group(self.pid)
        else:
            parent.kill(self.first)

    def stop(self) -> None:
        """End it at once, and let go of it."""
        self.kill()
        self.leave()

    def leave(self) -> None:
        """Let it end by itself: it does so when no more jobs can come."""
        self.stdin.close()
        self.stdout.close()
        os.close(self.status)
        if self.forked:
            return
        try:
            self.first.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            parent.kill(self.first)
            self.first.wait()


def start(function: str, count: int) -> list[Zygote]:
    """`count` zygotes for this function: one interpreter, and forks of it once it has imported everything."""
    pipes = [(os.pipe(), os.pipe(), os.pipe()) for _ in range(count - 1)]
    ours, theirs = os.pipe()
    handed = [(jobs[0], answers[1], status[1]) for jobs, answers, status in pipes]
    process = parent.start(function, theirs, handed)
    assert process.stdin
    assert process.stdout
    for descriptor in (theirs, *(d for three in handed for d in three)):
        os.close(descriptor)
    forks = [
        Zygote(process, os.fdopen(jobs[1], "wb", 0), os.fdopen(answers[0], "rb", 0), status[0], forked=True)
        for jobs, answers, status in pipes
    ]
    return [Zygote(process, process.stdin, process.stdout, ours), *forks]
