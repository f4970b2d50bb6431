"""A sentence as a code with parameters; the catalogue turns it into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """`code` names a catalogue entry, `params` fill its {places}. Parameters that are messages are rendered first."""

    code: str
    params: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, code: str, **params: str | int) -> Message:
        """The message `code` with its parameters."""
        return cls(code, tuple(params.items()))
