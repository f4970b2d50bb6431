"""What protects the work on this machine: the sandbox, tried out, and a passphrase worth having."""

from __future__ import annotations

from doltap import vault
from doltap.readers import sandbox


def protection() -> sandbox.SandboxState:
    """The sandbox's layers here and how many of its own attacks it blocks, tried in a child process."""
    return sandbox.self_test()


def suggested_passphrase(language: str) -> str:
    """Seven random words, in Korean for 'ko', otherwise in English."""
    return vault.suggest_passphrase(language)
