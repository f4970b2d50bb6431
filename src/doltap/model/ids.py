"""Random 128-bit ids, minted once, so that two copies of an archive can be merged as a union."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """A fresh id: 32 lower-case hexadecimal digits."""
    return secrets.token_hex(16)
