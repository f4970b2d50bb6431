"""From a folder of tables to one frozen Pack, with all that it extends."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from doltap.errors import WrongUsage
from doltap.model import (
    Anchor,
    BodyEntry,
    EventWord,
    Gazetteer,
    OperationalRule,
    PlaceChange,
    PlaceEntry,
    PropertyWord,
    Source,
    SourceKind,
    Term,
)
from doltap.packs.codebook import read_codebook
from doltap.packs.facts import read_facts
from doltap.packs.labels import read_labels, read_renderings
from doltap.packs.pack import Pack
from doltap.packs.tables import Row, rows, text_of

MANIFEST = "pack.toml"
PATTERNS = " && "
DEFAULT: Final = "north_korea"
"""The pack of an archive that names none."""


@cache
def available() -> tuple[str, ...]:
    """The names of the packs that come with Doltap, in alphabetical order."""
    here = files("doltap.packs")
    return tuple(sorted(f.name for f in here.iterdir() if f.is_dir() and f.joinpath(MANIFEST).is_file()))


@cache
def load(name: str = DEFAULT) -> Pack:
    """The pack of this name, with all that it extends. Raises WrongUsage when there is none of that name."""
    if name not in available():
        raise WrongUsage("no_such_pack", name=name, known=", ".join(available()))
    return load_folder(files("doltap.packs").joinpath(name))


def load_folder(folder: Traversable) -> Pack:
    """The pack in this folder, which `check` has found no problem in. Raises KeyError or ValueError on a broken one."""
    manifest = tomllib.loads(text_of(folder, MANIFEST) or "")
    pack = _own(folder, manifest)
    for base in pack.extends:
        pack = _on_top(load(base), pack)
    return pack


def _own(folder: Traversable, manifest: dict[str, Any]) -> Pack:
    return Pack(
        id=manifest["id"],
        version=manifest["version"],
        name_en=manifest["name_en"],
        name_ko=manifest["name_ko"],
        licence=manifest["licence"],
        gazetteer=_gazetteer(folder),
        safety_rules=tuple(_rule(r) for r in rows(folder, "safety.csv")),
        sources=tuple(_source(r) for r in rows(folder, "sources.csv")),
        facts=read_facts(folder, manifest.get("seen", "")),
        seen=manifest.get("seen", ""),
        extends=tuple(manifest.get("extends", ())),
        labels=read_labels(folder),
        renderings=read_renderings(folder),
        codebook=read_codebook(folder),
        folder=folder,
    )


def _on_top(base: Pack, pack: Pack) -> Pack:
    """`pack` with all of `base` under it: what the pack says itself comes first."""
    return replace(
        pack,
        gazetteer=_joined(pack.gazetteer, base.gazetteer),
        safety_rules=pack.safety_rules + base.safety_rules,
        sources=pack.sources + base.sources,
        facts=pack.facts + base.facts,
        labels=base.labels + pack.labels,
        renderings=base.renderings + pack.renderings,
        codebook=pack.codebook + base.codebook,
    )


def _joined(first: Gazetteer, second: Gazetteer) -> Gazetteer:
    both = {f.name: getattr(first, f.name) + getattr(second, f.name) for f in fields(Gazetteer)}
    return Gazetteer(**{name: tuple(dict.fromkeys(values)) for name, values in both.items()})


def _gazetteer(folder: Traversable) -> Gazetteer:
    words: dict[str, list[str]] = {}
    for row in rows(folder, "words.csv"):
        words.setdefault(row["list"], []).extend(row.many("words"))
    return Gazetteer(
        places=tuple(_place(r) for r in rows(folder, "places.csv")),
        bodies=tuple(_body(r) for r in rows(folder, "bodies.csv")),
        event_words=tuple(_event_word(r) for r in rows(folder, "event_words.csv")),
        terms=tuple(_term(r) for r in rows(folder, "terms.csv")),
        anchors=tuple(_anchor(r) for r in rows(folder, "anchors.csv")),
        surnames=tuple(words.get("surname", ())),
        surnames_latin=tuple(words.get("surname_latin", ())),
        titles=tuple(words.get("title", ())),
        kin_words=tuple(words.get("kin", ())),
        property_words=tuple(_property_word(r) for r in rows(folder, "property_words.csv")),
        place_changes=tuple(
            PlaceChange(r["place"], r["kind"], r["value"], r["period"]) for r in rows(folder, "place_changes.csv")
        ),
    )


def _place(row: Row) -> PlaceEntry:
    return PlaceEntry(
        row["id"],
        row["kind"],
        row["name_en"],
        row["name_ko"],
        row.many("names"),
        row["parent"],
        row.number("lat"),
        row.number("lon"),
    )


def _body(row: Row) -> BodyEntry:
    return BodyEntry(row["id"], row["kind"], row["name_en"], row["name_ko"], row.many("names"), row["country"])


def _event_word(row: Row) -> EventWord:
    return EventWord(row["kind"], row.many("en"), row.many("ko"), row["subject"], row["object"])


def _property_word(row: Row) -> PropertyWord:
    return PropertyWord(row["property"], row.many("en"), row.many("ko"))


def _term(row: Row) -> Term:
    return Term(row["vocabulary"], row["id"], row["name_en"], row["name_ko"], row.many("names"))


def _anchor(row: Row) -> Anchor:
    return Anchor(row["id"], row["edtf"], row.many("phrases_ko"), row.many("phrases_en"))


def _source(row: Row) -> Source:
    return Source(
        row["id"], row["name"], SourceKind(row["kind"]), row["name_ko"], row["reliability"] or "F", row["party"]
    )


def _rule(row: Row) -> OperationalRule:
    return OperationalRule(
        row["id"],
        row["safety_class"],
        row["kind"],
        row["language"],
        _patterns(row["all_of"]),
        _patterns(row["none_of"]),
    )


def _patterns(cell: str) -> tuple[str, ...]:
    return tuple(p for part in cell.split(PATTERNS) if (p := part.strip()))
