"""Every property that a rule, an import or a pack can write has its words in both languages, once."""

import re
from collections import Counter
from importlib.resources import files

import polib
import pytest

from doltap.catalogue import LANGUAGES, has, say
from doltap.extract.kin import _terms as kin_terms
from doltap.operations.mapping import KIND_OF
from doltap.packs import available, load

STABLE = (
    "name", "alias", "title", "sex", "birth_date", "birth_place", "death_date", "nationality", "occupation", "kin",
    "held_at", "departed", "arrived", "emigrated", "kind", "date", "place", "actor", "victim", "count",
)  # fmt: skip
"""The properties promised to scripts."""


def of_rules():
    """What the built-in rules write: the word after `state(`, and the three of each kind of move."""
    texts = [f.read_text(encoding="utf-8") for f in files("doltap.extract").iterdir() if f.name.endswith(".py")]
    written = {w for t in texts for w in re.findall(r"(?:state|_relate)\([^\"]{0,60}\"([a-z_]+)\"", t)}
    moves = {w for t in texts for row in re.findall(r"^    \"[a-z_]+\": \((\"\w+\", \"\w+\", \"\w+\")\),$", t, re.M)
             for w in re.findall(r"\w+", row)}  # fmt: skip
    return written | moves


def of_packs():
    packs = [load(name) for name in available()]
    return {a.property for p in packs for f in p.facts for a in f.assertions} | {
        w.property for p in packs for w in p.gazetteer.property_words
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_has_its_words(language):
    rules = of_rules()
    assert {"birth_place", "lived_at", "emigrated_to", "death_place"} <= rules
    for prop in {*STABLE, *KIND_OF, *rules, *of_packs()}:
        assert has(f"property.{prop}", language), prop


def test_korean_words_are_korean():
    for prop in {*STABLE, *of_rules(), *of_packs()}:
        assert re.search("[가-힣]", say("ko", f"property.{prop}")), prop


@pytest.mark.parametrize("language", LANGUAGES)
def test_properties_stand_in_one_file_and_once(language):
    folder = files("doltap.catalogue") / language
    codes = Counter(
        (file.name, e.msgid)
        for file in folder.iterdir()
        if file.name.endswith(".po")
        for e in polib.pofile(file.read_text(encoding="utf-8"))
        if e.msgid.startswith(("property.", "publish.property."))
    )
    assert {name for name, _ in codes} == {"properties.po"}
    assert set(codes.values()) == {1}


@pytest.mark.parametrize("reason", [
    "sealed", "office_only", "consent_unknown", "consent_ended", "not_agreed", "person_not_public", "not_accepted",
])  # fmt: skip
def test_every_reason_for_leaving_out_has_its_words(reason):
    assert all(has(f"publish.left_out.{reason}", x) for x in LANGUAGES)
    source = files("doltap.release").joinpath("consent.py").read_text(encoding="utf-8")
    source += files("doltap.release").joinpath("screen.py").read_text(encoding="utf-8")
    source += files("doltap.operations").joinpath("reporting.py").read_text(encoding="utf-8")
    assert f'"{reason}"' in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_that_a_rule_writes_has_its_words(language):
    pack = load("north_korea")
    terms = {(t.vocabulary, t.id): t.name_ko if language == "ko" else t.name_en for t in pack.gazetteer.terms}
    written = {("event_kind", w.kind) for w in pack.gazetteer.event_words}
    written |= {("kinship", k) for k in set(kin_terms().values())} | {("sex", "female"), ("sex", "male")}
    for term in written:
        assert terms[term], term
        assert "_" not in terms[term]
