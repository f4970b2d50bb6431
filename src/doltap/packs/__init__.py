"""What the archive knows about a country, as data: a pack is a folder of tables that a person can read and correct.

`load("north_korea")` gives names to find in a text, rules of safety, sources and public facts; every fact is one
sentence with its originator, its document and whether anybody saw it. `generic` works alone.
"""

from doltap.packs.check import check
from doltap.packs.figures import FIGURES, FigureRow, figures
from doltap.packs.guide import CrisisLine, GuideAdvice, GuideHeading, crisis_lines, guide_headings
from doltap.packs.labels import Label, Rendering, label_for
from doltap.packs.load import DEFAULT, available, load, load_folder
from doltap.packs.pack import UNKNOWN_SOURCE, Fact, FactAssertion, Pack, is_verified
from doltap.packs.pages import (
    ChecklistItem,
    Detention,
    Instrument,
    LawPoint,
    Organisation,
    Step,
    TimelineEntry,
    consent_checklist,
    detention,
    instruments,
    law_by_country,
    organisations,
    procedure,
    timeline,
)

__all__ = [
    "DEFAULT",
    "FIGURES",
    "UNKNOWN_SOURCE",
    "ChecklistItem",
    "CrisisLine",
    "Detention",
    "Fact",
    "FactAssertion",
    "FigureRow",
    "GuideAdvice",
    "GuideHeading",
    "Instrument",
    "Label",
    "LawPoint",
    "Organisation",
    "Pack",
    "Rendering",
    "Step",
    "TimelineEntry",
    "available",
    "check",
    "consent_checklist",
    "crisis_lines",
    "detention",
    "figures",
    "guide_headings",
    "instruments",
    "is_verified",
    "label_for",
    "law_by_country",
    "load",
    "load_folder",
    "organisations",
    "procedure",
    "timeline",
]
