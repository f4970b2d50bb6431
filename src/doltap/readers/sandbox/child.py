"""The child's side. `once`: one job, then death. `many`: a zygote that forks a fresh child for every job.

A job on standard input: four bytes of length, a JSON header {name, size, params, limits}, then `size` bytes. The
child reads them, closes the sandbox upon itself, calls the function and writes its answer, or, where the function
yields many, each as soon as it is there: four bytes of length of the JSON, four of the bytes it carries, the JSON, the
bytes. The zygote never sees any of it and writes only how its child died, to a pipe that the child has closed.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from doltap.readers.sandbox import confine
from doltap.readers.sandbox.limits import Limits

Answer = dict[str, Any]
Part = tuple[Answer, bytes]
Work = Callable[..., Answer | Iterator[Part]]
_LENGTH: Final = struct.Struct("<I")
_FRAME: Final = struct.Struct("<II")
_DEATH: Final = struct.Struct("<i")
_CHUNK: Final = 1 << 20


def main(function: str, status: int = -1, forks: Sequence[Sequence[int]] = ()) -> None:
    """Serve jobs: one, or as many as come where `status` is the descriptor to report deaths to.

    For each three of pipes in `forks` (jobs, answers, status) a fork of this process serves too.
    """
    work = find(function)
    answers = os.dup(1)
    _silence()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)  # a child lives for seconds: looking for cycles costs more than it frees
    if status < 0:
        header = _header()
        if header:
            _do(work, header, answers)
        return
    for number, (jobs, outlet, fate) in enumerate(forks):
        if os.fork() == 0:
            later = [d for three in forks[number + 1 :] for d in three]
            for descriptor in (0, answers, status, *later):
                os.close(descriptor)
            os.setpgid(0, 0)
            os.dup2(jobs, 0)
            os.close(jobs)
            _serve(work, outlet, fate)
            os._exit(0)
        for descriptor in (jobs, outlet, fate):
            os.close(descriptor)
    _serve(work, answers, status)
    for _ in forks:
        with suppress(ChildProcessError):
            os.wait()


def _serve(work: Work, answers: int, status: int) -> None:
    """Take jobs until no more can come; each is done by a fork that sees nothing of those before it."""
    os.write(status, _DEATH.pack(os.getpid()))
    while header := _header():
        _fork(work, header, answers, status)


def find(function: str) -> Work:
    """The function named 'package.module:name', imported. Raises ImportError or AttributeError."""
    module, _, name = function.partition(":")
    found: Work = getattr(importlib.import_module(module), name)
    return found


def _silence() -> None:
    """What a library prints must not reach the pipe of answers."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.close(sink)


def _header() -> dict[str, Any] | None:
    size = _exactly(0, _LENGTH.size)
    if len(size) < _LENGTH.size:
        return None
    found: dict[str, Any] = json.loads(_exactly(0, *_LENGTH.unpack(size)))
    return found


def _exactly(descriptor: int, size: int) -> bytes:
    """`size` bytes of a pipe, fewer only at its end. Unbuffered: not one byte of the next job may be taken along."""
    parts = []
    while size > 0 and (part := os.read(descriptor, min(size, _CHUNK))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _fork(work: Work, header: dict[str, Any], answers: int, status: int) -> None:
    child = os.fork()
    if child == 0:
        os.close(status)
        _do(work, header, answers)
        os._exit(0)
    _, code = os.waitpid(child, 0)
    os.write(status, _DEATH.pack(os.waitstatus_to_exitcode(code)))


def _do(work: Work, header: dict[str, Any], answers: int) -> None:
    untrusted = _exactly(0, header["size"])
    os.close(0)
    limits = Limits(**header["limits"])
    confine.confine(limits)
    for answer, carried in _answers(work, untrusted, header):
        body = _encoded(answer, limits.output)
        _write(answers, _FRAME.pack(len(body), len(carried)) + body)
        _write(answers, carried)


def _answers(work: Work, untrusted: bytes, header: dict[str, Any]) -> Iterator[Part]:
    found = guarded(work, untrusted, header["name"], **header["params"])
    if not isinstance(found, Iterator):
        yield found, b""
        return
    while isinstance(part := guarded(next, found, None), tuple):
        yield part
    if part is not None:  # what went wrong between two answers
        yield part, b""


def guarded(work: Callable[..., Any], *given: Any, **params: Any) -> Any:
    """What `work` gives, or the answer that says why it gives nothing: one input, or one member, at a time."""
    denied = confine.denied()
    try:
        answer = work(*given, **params)
    except MemoryError:
        return {"outcome": "too_big", "reason": "memory"}
    except Exception as error:  # noqa: BLE001  the edge: whatever one file provokes is told about that file alone
        return {"outcome": "crashed", "reason": "error", "error": type(error).__name__, "at": _place(error)}
    if isinstance(answer, dict) and confine.denied() > denied and answer.get("outcome", "ok") == "ok":
        answer |= {"outcome": "partial", "reason": "sandbox_denied"}
    return answer


def _place(error: BaseException) -> str:
    """Module file and line of the failure, without a word of the input."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


def _encoded(answer: dict[str, Any], most: int) -> bytes:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return body if len(body) <= most else b'{"outcome":"too_big","reason":"answer_too_big"}'


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def start() -> None:
    """Entry of the started interpreter: import path as JSON, function, status descriptor, pipes of its forks."""
    main(sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4]))
