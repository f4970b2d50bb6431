"""Functions that the sandbox tests run in the child: each misbehaves in one way."""

import contextlib
import os
import signal
import time
from pathlib import Path

SEEN = []


def echo(untrusted, name, **params):
    return {"outcome": "ok", "size": len(untrusted), "head": untrusted[:8].decode("latin-1"), "name": name, **params}


def remember(untrusted, name):
    SEEN.append(untrusted.decode())
    return {"outcome": "ok", "seen": list(SEEN)}


def misbehave(untrusted, name):
    deed = untrusted[:20].strip().decode()
    if deed == "sleep":
        time.sleep(60)
    if deed == "spin":
        while True:
            pass
    if deed == "raise":
        raise ZeroDivisionError("secret words of the account")
    if deed == "memory":
        return {"outcome": "ok", "size": len(bytearray(8 << 30))}
    if deed == "segfault":
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        import ctypes

        ctypes.string_at(0)
    if deed == "exit":
        os._exit(3)
    if deed == "flood":
        return {"outcome": "ok", "text": "x" * (3 << 20)}
    if deed == "list":
        return ["no", "object"]
    if deed == "outcome":
        return {"outcome": "splendid"}
    if deed == "forge":
        # what a taken-over reader would do: write answers of its own to every descriptor it finds
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, b"\x10\x00\x00\x00" + b'{"outcome":"ok"}' * 2)
            except OSError:
                continue
        os._exit(0)
    if deed == "open":
        with contextlib.suppress(OSError):
            Path("/etc/hostname").read_text()
        return {"outcome": "ok", "text": "cut"}
    return {"outcome": "ok", "deed": deed}
