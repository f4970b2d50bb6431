"""The parent's side: start the child with nothing inherited, hand it bytes, believe nothing that comes back."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from doltap.model import Outcome
from doltap.readers.sandbox.limits import Limits, to_json

LENGTH: Final = struct.Struct("<I")
FRAME: Final = struct.Struct("<II")
_BOOT: Final = (
    "import sys,json;sys.path[:]=json.loads(sys.argv[1]);from doltap.readers.sandbox.child import start;start()"
)
_OUTCOMES: Final = frozenset(outcome.value for outcome in Outcome)
Judge = Callable[[bytes, Limits, int | None], dict[str, Any]]
_WINDOWS_NEEDS: Final = ("SYSTEMROOT", "TEMP")
HAS_FORK: Final = hasattr(os, "fork")


def start(function: str, status: int = -1, forks: Sequence[tuple[int, int, int]] = ()) -> subprocess.Popen[bytes]:
    """A child interpreter for `function`: isolated, clean environment, no descriptor but its pipes, its own group.

    `forks`: the pipes (jobs, answers, status) of the forks that it is to make of itself.
    """
    passed = [status, *(d for three in forks for d in three)] if status >= 0 else []
    path = [str(Path(entry).absolute()) for entry in sys.path if entry]
    return subprocess.Popen(  # noqa: S603  our own interpreter, arguments of our own making
        [
            sys.executable,
            "-I",
            "-B",
            "-X",
            "utf8",
            "-c",
            _BOOT,
            json.dumps(path),
            function,
            str(status),
            json.dumps(forks),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _WINDOWS_NEEDS if os.name == "nt" and name in os.environ},
        pass_fds=passed,
        start_new_session=os.name != "nt",
        bufsize=0,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it forked."""
    if os.name == "nt":
        process.kill()
        return
    kill_group(process.pid)


def kill_group(leader: int) -> None:
    """End a process and whatever it forked."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def header(name: str, size: int, params: dict[str, Any], limits: Limits) -> bytes:
    """The frame that announces a job."""
    body = json.dumps({"name": name, "size": size, "params": params, "limits": to_json(limits)}).encode()
    return LENGTH.pack(len(body)) + body


def feed(pipe: IO[bytes], parts: tuple[bytes, ...], *, close: bool) -> threading.Thread:
    """Write `parts` from a thread: a child that dies without reading must not hold the parent."""

    def write() -> None:
        try:
            for part in parts:
                _write_all(pipe, part)
            if close:
                pipe.close()
        except OSError:
            return

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    return thread


def _write_all(pipe: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) :]


def most(limits: Limits) -> int:
    """How many bytes one job may answer in all: an answer and what it carries, twice over."""
    return 2 * (limits.output + limits.carried + FRAME.size)


def judge(raw: bytes, limits: Limits, code: int | None) -> dict[str, Any]:
    """The answer in `raw`, or how the child died where there is no whole answer. `code` is its exit code."""
    parts, end = _parts(raw, limits)
    if end:
        return end
    if len(parts) == 1 and not parts[0][1]:
        return parts[0][0]
    return _death(code) if code or not raw else bad_answer()


def judge_many(raw: bytes, limits: Limits, code: int | None) -> dict[str, Any]:
    """All answers in `raw`, each with the bytes it carries, as `parts`; the outcome says how it ended."""
    parts, end = _parts(raw, limits)
    whole = code == 0 and sum(size for _, _, size in parts) == len(raw)
    end = end or ({"outcome": "ok"} if whole else _death(code) if code else bad_answer())
    return {**end, "parts": [(answer, carried) for answer, carried, _ in parts]}


def _parts(raw: bytes, limits: Limits) -> tuple[list[tuple[dict[str, Any], bytes, int]], dict[str, Any]]:
    """The whole frames of an answer: (JSON, bytes carried, size of all), and what is wrong with the first that is."""
    found: list[tuple[dict[str, Any], bytes, int]] = []
    at = 0
    while at + FRAME.size <= len(raw):
        size, carries = FRAME.unpack_from(raw, at)
        if size > limits.output or carries > limits.carried:
            return found, bad_answer()
        body = at + FRAME.size
        if body + size + carries > len(raw):
            break
        answer = _parsed(raw[body : body + size])
        if answer == bad_answer():
            return found, answer
        found.append((answer, raw[body + size : body + size + carries], FRAME.size + size + carries))
        at = body + size + carries
    return found, {}


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return bad_answer()
    if not isinstance(answer, dict) or answer.setdefault("outcome", "ok") not in _OUTCOMES:
        return bad_answer()
    return answer


def bad_answer() -> dict[str, Any]:
    """The child said something that is no answer: it is not believed."""
    return {"outcome": "crashed", "reason": "bad_answer"}


def _death(code: int | None) -> dict[str, Any]:
    if code is not None and code < 0 and -code == getattr(signal, "SIGXCPU", 0):
        return {"outcome": "timeout", "reason": "cpu"}
    if code is not None and code < 0:
        return {"outcome": "crashed", "reason": "signal", "signal": -code}
    return {"outcome": "crashed", "reason": "no_answer"}


def too_slow(found: dict[str, Any]) -> dict[str, Any]:
    """The wall clock ran out; of many answers those that `found` has stay."""
    return {**{k: found[k] for k in found if k == "parts"}, "outcome": "timeout", "reason": "wall"}
