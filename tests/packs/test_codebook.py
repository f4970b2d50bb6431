"""The codebook: every term whole in both languages, checked by schema, and what a later version asks to code anew."""

from dataclasses import replace

import pytest

from doltap.errors import WrongUsage
from doltap.operations.codebooks import CodebookRequest, changes, terms
from doltap.packs import check, load
from doltap.packs.codebook import changes_since, newest

BOOK = load().codebook
HEAD = (
    "kind,id,label_en,label_ko,definition_en,definition_ko,counts_as_en,counts_as_ko,not_when_en,not_when_ko,"
    "examples_en,examples_ko,unit,since,changed,formerly\n"
)
ROW = "property,height,height,키,How tall.,사람의 키.,As said.,말한 대로.,Guesses.,짐작.,'tall','큰',case,1.0,,\n"


def test_the_commonest_kinds_and_properties_are_defined():
    assert sum(t.kind == "event" for t in BOOK) >= 25
    assert sum(t.kind == "property" for t in BOOK) >= 15
    assert len({t.term for t in BOOK}) == len(BOOK)


@pytest.mark.parametrize("term", BOOK, ids=lambda t: t.term)
def test_a_term_has_all_its_texts_and_each_its_own(term):
    for texts in (term.label, term.definition, term.counts_as, term.not_when, term.examples):
        assert all(texts[language].strip() for language in ("en", "ko"))
    assert term.counts_as != term.not_when


@pytest.mark.parametrize("term", [t for t in BOOK if t.kind == "event"], ids=lambda t: t.term)
def test_an_event_bears_the_name_that_screens_use(term):
    known = {t.id: (t.name_en, t.name_ko) for t in load().vocabulary("event_kind")}
    assert (term.label["en"], term.label["ko"]) == known[term.term]


def problems(tmp_path, table):
    (tmp_path / "pack.toml").write_text(
        'id = "p"\nversion = "1"\nname_en = "P"\nname_ko = "피"\nlicence = "CC0"\nextends = ["generic"]\n'
    )
    (tmp_path / "codebook.csv").write_text(HEAD + table, encoding="utf-8")
    return {(m.code, dict(m.params).get("column")) for m in check(tmp_path)}


def test_a_sound_codebook_has_no_problem(tmp_path):
    assert problems(tmp_path, ROW) == set()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (",1.0,,", ",first,,", ("pack.not_version", "since")),
        (",1.0,,", ",1.0,later,", ("pack.not_version", "changed")),
        (",case,", ",person,", ("pack.not_allowed", "unit")),
        ("How tall.", "", ("pack.empty", "definition_en")),
        ("사람의 키.", "How tall.", ("pack.wrong_language", None)),
        (",1.0,,", ",1.0,,nothing_like_it", ("pack.unknown", "formerly")),
        ("property,height", "event,no_such_kind", ("pack.unknown", "id")),
    ],
)
def test_every_fault_is_named(tmp_path, old, new, problem):
    assert problem in problems(tmp_path, ROW.replace(old, new))


def test_a_new_meaning_recodes_the_term_and_a_new_term_those_it_came_out_of():
    changed = replace(BOOK[0], changed="1.2")
    new = replace(BOOK[1], term="house_arrest", since="1.10", formerly=("detention", "surveillance"))
    book = (changed, new, *BOOK[2:])
    assert newest(book) == "1.10"
    assert [(c.term.term, c.new, c.recode) for c in changes_since(book, "1.0")] == [
        (changed.term, False, (changed.term,)),
        ("house_arrest", True, ("detention", "surveillance")),
    ]
    assert [c.term.term for c in changes_since(book, "1.2")] == ["house_arrest"]
    assert changes_since(book, "1.10") == ()


def test_a_term_is_found_by_its_word_or_by_its_label_in_either_language():
    assert {terms(CodebookRequest(word))[0].term for word in ("torture", "Torture", "고문")} == {"torture"}
    assert terms(CodebookRequest()) == BOOK
    with pytest.raises(WrongUsage, match="no_such_term"):
        terms(CodebookRequest("no such"))


@pytest.mark.parametrize("since", ["", "one", "1..2"])
def test_what_is_no_version_is_refused(since):
    with pytest.raises(WrongUsage, match="no_version"):
        changes("generic", since)
