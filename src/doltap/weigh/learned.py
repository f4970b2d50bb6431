"""What was learned from claims: the quality of sources by property, readings, calibration; it travels as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of one property.

    `method` is 'vote', 'quality' or 'confusion'; `why` is the code of the reason for a vote ('' for none needed).
    `quality` is each source's chance to tell the truth (0-1), `told` how many items it spoke of, `reading` the number
    of the reading a source follows (only where two were found). `asked_for` is the reading that is meant, -1 while
    nobody has said. `slope` and `shift` map log odds to calibrated log odds, learned from `confirmed` facts of this
    property.
    """

    property: str
    method: str = "vote"
    why: str = ""
    quality: Mapping[str, float] | None = None
    told: Mapping[str, int] | None = None
    reading: Mapping[str, int] | None = None
    asked_for: int = -1
    slope: float = 1.0
    shift: float = 0.0
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """One `Learned` for each property, by its name; the seed it was learned with."""

    properties: tuple[Learned, ...]
    seed: int = 0

    def of(self, prop: str) -> Learned:
        """What was learned of a property; a plain vote for a property that the model has not seen."""
        return next((p for p in self.properties if p.property == prop), Learned(prop, why="not_learned"))


def to_json(model: Model) -> str:
    """The model as one JSON object, keys sorted."""
    return json.dumps({"schema": SCHEMA, **asdict(model)}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Model:
    """The model that `to_json` wrote; raises ValueError for anything else."""
    found: dict[str, Any] = json.loads(text)
    if found.pop("schema", None) != SCHEMA:
        raise ValueError("schema")
    return Model(tuple(Learned(**p) for p in found["properties"]), found["seed"])
