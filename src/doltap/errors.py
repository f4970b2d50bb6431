"""Every error a user can meet: one root, a code for the catalogue, an exit code.

    DoltapError                     1
    ├── InputNotRead                1   some inputs could not be read; the rest went on
    ├── WrongUsage                  2   the request itself cannot be carried out as written
    ├── WrongPassphrase             3
    ├── ArchiveUnreadable           4
    │   ├── ArchiveDamaged          4
    │   └── ArchiveNewer            4   made by a later version of Doltap
    ├── ArchiveBusy                 5   another process writes
    ├── Refused                     6
    │   ├── RefusedByConsent        6
    │   ├── RefusedByRole           6
    │   └── RefusedBySafety         6
    └── Cancelled                 130

An error carries a catalogue code and parameters, never a sentence, and its parameters are safe to show and to log:
file names that the user typed, counts, versions; never a person's name and never words of an account.
"""

from __future__ import annotations


class DoltapError(Exception):
    """Root of the tree. `code` names the catalogue entry `error.<code>`; `params` fill it."""

    exit_code = 1
    status = 400

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """The code and its parameters, for logs and tests; doors render it through the catalogue."""
        inside = ", ".join(f"{k}={v}" for k, v in self.params.items())
        return f"{self.code}({inside})"


class InputNotRead(DoltapError):
    """One or more inputs could not be read."""


class WrongUsage(DoltapError):
    """The request cannot be carried out as written."""

    exit_code = 2


class WrongPassphrase(DoltapError):
    """The passphrase does not open the archive."""

    exit_code = 3
    status = 401


class ArchiveUnreadable(DoltapError):
    """There is no archive here, or it cannot be read."""

    exit_code = 4
    status = 500


class ArchiveDamaged(ArchiveUnreadable):
    """A part of the archive fails its check; `params` name the part."""


class ArchiveNewer(ArchiveUnreadable):
    """The archive was written by a later version of Doltap."""


class ArchiveBusy(DoltapError):
    """Another process holds the write lock."""

    exit_code = 5
    status = 423


class Refused(DoltapError):
    """Not done, on purpose."""

    exit_code = 6
    status = 403


class RefusedByConsent(Refused):
    """The giver did not agree to this use."""


class RefusedByRole(Refused):
    """This right is not held."""


class RefusedBySafety(Refused):
    """Operational detail and protected people never leave."""


class Cancelled(DoltapError):
    """The user asked to stop; what was done is kept."""

    exit_code = 130
    status = 499
