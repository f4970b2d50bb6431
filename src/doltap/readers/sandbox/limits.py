"""What one reading may use up at most."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of CPU and of wall clock; bytes of memory, of input, of one answer, and of what an answer carries."""

    cpu: float = 20.0
    wall: float = 60.0
    memory: int = 1024 * MIB
    input: int = 512 * MIB
    output: int = 64 * MIB
    carried: int = 128 * MIB


DEFAULT: Final = Limits()


def check_size(size: int, limits: Limits = DEFAULT) -> dict[str, Any] | None:
    """The refusal of an input of `size` bytes, to be asked before reading it; None where it may be read."""
    if size <= limits.input:
        return None
    return {"outcome": "too_big", "reason": "file_too_big", "size": size, "limit": limits.input}


def to_json(limits: Limits) -> dict[str, Any]:
    """The limits as plain JSON; `Limits(**raw)` gives them back."""
    return asdict(limits)
