"""What was learned from claims: quality of sources by property, readings, calibration; it travels as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of one property.

    `method` is 'vote', 'quality', 'confusion' or 'elements'; `why` the code of the reason for a vote ('' else).
    `quality` is each source's chance to be right (0-1), of one never met `usual`; `told` of how many items it spoke.
    `detail` is what the method needs beyond: for elements (sense, extra), for confusion the matrix row by row over
    `labels`, of a source never met `usual_detail`; `prior` is how frequent each label is.
    `reading` is a source's weight in the first of two readings (empty: one reading; near 0.5: it mixes both). `apart`
    is the share of items on which they differ, `leaning` the reading (0, 1) of the better informed, `asked_for` the
    one that is meant (-1: nobody has said).
    `slope` (of learned belief, of the vote) and `shift` map log odds to calibrated ones; `confirmed` facts of this
    property taught them.
    """

    property: str
    method: str = "vote"
    why: str = ""
    quality: Mapping[str, float] = field(default_factory=dict)
    told: Mapping[str, int] = field(default_factory=dict)
    usual: float = 0.5
    detail: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    usual_detail: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    prior: tuple[float, ...] = ()
    reading: Mapping[str, float] = field(default_factory=dict)
    apart: float = 0.0
    leaning: int = -1
    asked_for: int = -1
    slope: tuple[float, float] = (0.5, 0.5)
    shift: float = 0.0
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """One `Learned` for each property; `origin` names the source that stands for each source found to be a copy."""

    properties: tuple[Learned, ...]
    origin: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0

    def of(self, prop: str) -> Learned:
        """What was learned of a property; a plain vote for a property that the model has not met."""
        return next((p for p in self.properties if p.property == prop), Learned(prop, why="not_learned"))

    @property
    def confirmed(self) -> int:
        """How many confirmed facts of all properties the model learned from."""
        return sum(p.confirmed for p in self.properties)


def unsettled(learned: Learned) -> bool:
    """Whether two readings stand and nobody has said which is meant."""
    return bool(learned.reading) and learned.asked_for < 0


def to_json(model: Model) -> str:
    """The model as one JSON object, keys sorted."""
    return json.dumps({"schema": SCHEMA, **asdict(model)}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Model:
    """The model that `to_json` wrote; raises ValueError for anything else."""
    found: dict[str, Any] = json.loads(text)
    if found.pop("schema", None) != SCHEMA:
        raise ValueError("schema")
    return Model(tuple(_learned(p) for p in found["properties"]), found["origin"], found["seed"])


def _learned(found: dict[str, Any]) -> Learned:
    rows = {name: tuple(values) for name, values in found.pop("detail").items()}
    found |= {k: tuple(found[k]) for k in ("usual_detail", "labels", "prior", "slope")}
    return Learned(**found, detail=rows)
