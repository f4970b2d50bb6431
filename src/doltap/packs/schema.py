"""The schema of a pack folder: every table it may hold, every column, and what each cell must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from doltap.model import SafetyClass, SourceKind

CHECKED: Final = ("seen", "verify", "memory", "not_checked")
"""seen: the document was read; verify: read in part, or a copy; memory: nobody looked; not_checked: nothing known."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind`: text, edtf, period ('..1998' too), seen ('../2026-11-23' too), number, ref, choice, regex,
    version ('1.2'), id (unique in its table).

    `table` is where a ref must be found; `allowed` the words of a choice; `empty` whether a cell may be empty.
    """

    name: str
    kind: str = "text"
    empty: bool = False
    table: str = ""
    allowed: tuple[str, ...] = ()


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n) for n in names)


def _maybe(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, empty=True) for n in names)


def _number(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, "number") for n in names)


def _ref(name: str, table: str, *, empty: bool = False) -> Column:
    return Column(name, "ref", empty, table)


def _choice(name: str, *allowed: str, empty: bool = False) -> Column:
    return Column(name, "choice", empty, allowed=allowed)


_ID = Column("id", "id")
_ORIGIN = (_ref("source", "sources.csv"), Column("document", empty=True), _choice("checked", *CHECKED))
_ROLES = ("actor", "victim", "participant")
_PLACE_KINDS = ("country", "province", "city", "county", "district", "region", "river", "facility")
_LISTS = ("surname", "surname_latin", "title", "kin")
_VALUES = ("date", "number", "place", "name", "term", "text")
_ENTITIES = ("person", "place", "body", "event")

GUIDE_KINDS: Final = ("heading", "verdict", "page", "refusal")
"""What a row of a guide is: a heading, or advice that is answered by a verdict, a page or a refusal."""

TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "places.csv": (
        _ID,
        _choice("kind", *_PLACE_KINDS),
        *_text("name_en", "name_ko"),
        *_maybe("names"),
        _ref("parent", "places.csv", empty=True),
        Column("lat", "number", empty=True),
        Column("lon", "number", empty=True),
    ),
    "bodies.csv": (
        _ID,
        *_text("kind", "name_en", "name_ko"),
        *_maybe("names"),
        _ref("country", "places.csv", empty=True),
    ),
    "event_words.csv": (
        *_text("kind"),
        *_maybe("en", "ko"),
        _choice("subject", *_ROLES, empty=True),
        _choice("object", *_ROLES, empty=True),
    ),
    "property_words.csv": _text("property", "en", "ko"),
    "place_changes.csv": (
        _ref("place", "places.csv"),
        _choice("kind", "name", "parent"),
        *_text("value"),
        Column("period", "seen", empty=True),
        *_maybe("document"),
        _choice("checked", *CHECKED),
    ),
    "terms.csv": (*_text("vocabulary", "id", "name_en", "name_ko"), *_maybe("names")),
    "codebook.csv": (
        _choice("kind", "event", "property"),
        _ID,
        *_text("label_en", "label_ko", "definition_en", "definition_ko", "counts_as_en", "counts_as_ko"),
        *_text("not_when_en", "not_when_ko", "examples_en", "examples_ko"),
        _choice("unit", "act", "victim", "event", "case"),
        Column("since", "version"),
        Column("changed", "version", empty=True),
        *_maybe("formerly"),
    ),
    "anchors.csv": (
        _ID,
        Column("edtf", "edtf"),
        *_maybe("phrases_ko", "phrases_en"),
        _choice("checked", *CHECKED),
    ),
    "words.csv": (_choice("list", *_LISTS), *_text("words")),
    "sources.csv": (
        _ID,
        *_text("name", "name_ko"),
        _choice("kind", *SourceKind),
        _choice("reliability", *"ABCDEF"),
        _ref("party", "places.csv", empty=True),
    ),
    "safety.csv": (
        _ID,
        _choice("safety_class", *SafetyClass, "words", "signal"),
        *_text("kind"),
        *_maybe("language"),
        Column("all_of", "regex"),
        Column("none_of", "regex", empty=True),
    ),
    "facts.csv": (
        _ID,
        *_text("topic"),
        _ref("source", "sources.csv"),
        *_text("origin"),
        Column("document", empty=True),
        Column("seen", "seen", empty=True),
        _choice("checked", *CHECKED),
        *_text("words_en", "words_ko"),
    ),
    "assertions.csv": (
        _ref("fact", "facts.csv"),
        Column("entity"),
        _choice("entity_type", *_ENTITIES),
        *_text("property"),
        _choice("kind", *_VALUES),
        *_text("value"),
        *_maybe("unit"),
        *_text("value_text"),
        *_maybe("event"),
        _choice("role", *_ROLES, "place", empty=True),
    ),
    "labels.csv": (Column("entity", "id"), *_text("label_en", "label_ko")),
    "renderings.csv": _text("text_en", "text_ko"),
    "law.csv": (
        _ref("fact", "facts.csv"),
        _ref("country", "places.csv"),
        *_text("instrument", "position"),
        Column("date", "edtf", empty=True),
    ),
    "timeline.csv": (_ref("fact", "facts.csv"), Column("edtf", "edtf"), *_text("kind")),
    "procedure.csv": (
        _ref("fact", "facts.csv"),
        *_number("step"),
        *_text("name_en", "name_ko", "authority_en", "authority_ko"),
        *_maybe("limit_en", "limit_ko"),
    ),
    "organisations.csv": (
        _ref("id", "bodies.csv"),
        *_text("name_en", "name_ko"),
        _ref("country", "places.csv", empty=True),
        Column("website", empty=True),
        _choice("website_checked", *CHECKED, empty=True),
        Column("founded", "edtf", empty=True),
        _choice("founded_checked", *CHECKED, empty=True),
        *_text("offers_en", "offers_ko"),
        *_ORIGIN,
    ),
    "instruments.csv": (
        _ID,
        *_text("name_en", "name_ko"),
        Column("items", "number", empty=True),
        *_number("total_min", "total_max"),
        *_text("look_back_en", "look_back_ko", "cutoffs_en", "cutoffs_ko"),
        *_maybe("critical_en", "critical_ko"),
        *_text("licence_en", "licence_ko", "korean_version"),
        _choice("shipped", "yes", "no"),
        *_ORIGIN,
    ),
    "detention.csv": (
        _ID,
        *_text("name_en", "name_ko", "run_by_en", "run_by_ko"),
        *_number("share_percent"),
        *_ORIGIN,
    ),
    "checklist.csv": (
        *_text("area"),
        _ID,
        *_text("requirement_en", "requirement_ko", "kind"),
        *_ORIGIN,
    ),
    "crisis.csv": (
        _ID,
        _ref("country", "places.csv", empty=True),
        *_text("name_en", "name_ko", "contact", "offers_en", "offers_ko"),
        *_ORIGIN,
    ),
    "guide.csv": (
        _ID,
        _choice("kind", *GUIDE_KINDS),
        *_text("text_en", "text_ko"),
        *_maybe("claim", "about", "also", "page", "anchor", "reason", "offered"),
    ),
    "figures_arrivals.csv": (
        Column("period", "period"),
        *_number("male", "female", "total", "running_total"),
        *_ORIGIN,
    ),
    "figures_birth_provinces.csv": (
        _ref("place", "places.csv"),
        *_text("name_en", "name_ko"),
        *_number("male", "female", "total"),
        *_ORIGIN,
    ),
    "figures_unhcr.csv": (
        Column("year", "edtf"),
        _ref("country", "places.csv"),
        *_number("refugees", "asylum_seekers"),
        *_ORIGIN,
    ),
    "figures_us_admissions.csv": (Column("as_of", "edtf"), *_number("total"), *_ORIGIN),
    "figures_nkdb.csv": (Column("as_of", "edtf"), *_number("cases", "persons"), *_ORIGIN),
}
"""Every table by file name, its columns in order."""

PAIRS: Final = (("name_en", "name_ko"), ("limit_en", "limit_ko"), ("critical_en", "critical_ko"))
"""Optional cells that must be filled in both languages or in neither."""

FORBIDDEN: Final = frozenset({"helper", "broker", "informant", "private_person", "guide", "smuggler", "kin"})
"""What no row of a pack may be: people who help, inform or are kin are never entities of a pack."""
