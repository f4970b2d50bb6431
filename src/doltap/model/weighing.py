"""What weighing gives: values of one property of one entity, the assertions for each, a status and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from doltap.model.message import Message
from doltap.model.value import Value


class Status(StrEnum):
    """Machine words of the status; screens translate them."""

    CORROBORATED = "corroborated"
    ONE_TELLER = "one_teller"
    TELLERS_DIFFER = "tellers_differ"
    AGAINST_RECORD = "against_record"
    NOTHING_FOUND = "nothing_found"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One assertion as evidence: its exact words, the source or pseudonym that tells it, and its origin.

    `supports`: True for, False against, None where it is near but says neither. `seen`: when the document was read, in
    EDTF.
    """

    assertion: str
    words: str
    source: str
    origin: str
    supports: bool | None
    account: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class WeighedValue:
    """One value with the assertion ids for and against it, and the origins that tell it independently.

    `probability` is None until calibrated from confirmed facts of that property in this archive.
    """

    value: Value
    for_: tuple[str, ...]
    against: tuple[str, ...]
    origins: tuple[str, ...]
    probability: float | None = None


class Calibration(StrEnum):
    """What stands behind a weighing's probabilities, or why there are none; screens translate it."""

    CALIBRATED = "calibrated"
    NOT_CALIBRATED = "not_calibrated"
    TWO_READINGS = "two_readings"
    SEVERAL_VALUES = "several_values"


@dataclass(frozen=True, slots=True)
class Weighing:
    """One property of one entity, weighed. `values` are in order of independent origins, then of precision.

    Where a model has learned who tells this property rightly, its belief comes first in that order. `view` and `model`
    name what it was weighed for and with: model 0 has learned nothing and counts independent origins.
    """

    entity: str
    property: str
    values: tuple[WeighedValue, ...]
    status: Status
    reasons: tuple[Message, ...] = ()
    calibration: Calibration = Calibration.NOT_CALIBRATED
    view: str = ""
    model: int = 0


class Audience(StrEnum):
    """Who will see it: the office's own desk, or anybody."""

    OFFICE = "office"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many items of one kind an audience does not see, and why; never which and never where."""

    reason: str
    count: int
