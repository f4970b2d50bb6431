"""The check of a pack folder: every kind of problem is found, with its file and line."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from doltap.catalogue import LANGUAGES, has, render
from doltap.errors import WrongUsage
from doltap.packs import available, check, load, load_folder
from doltap.packs.facts import read_value
from doltap.packs.schema import CHECKED, TABLES

MANIFEST = 'id = "x"\nversion = "1"\nname_en = "X"\nname_ko = "엑스"\nlicence = "CC0"\nextends = ["generic"]\n'
BODIES = "id,kind,name_en,name_ko,names,country\n"
WORDS = "kind,en,ko,subject,object\n"
GOOD = {
    "pack.toml": MANIFEST + 'public_persons = ["person.a"]\n',
    "places.csv": "id,kind,name_en,name_ko,names,parent,lat,lon\n"
    "X1,country,Xland,엑스국,Ex|X,,1.5,2\nX2,facility,Camp,수용소,,X1,,\n",
    "sources.csv": "id,name,name_ko,kind,reliability,party\ns,Body,기관,body,F,X1\n",
    "facts.csv": "id,topic,source,origin,document,seen,checked,words_en,words_ko\n"
    "f1,law,s,o,d,2026-11,seen,In 1998 it was so.,1998년에 그랬다.\n",
    "assertions.csv": "fact,entity,entity_type,property,kind,value,unit,value_text,event,role\n"
    "f1,person.a,person,date,date,1998,,1998,,\n",
    "labels.csv": "entity,label_en,label_ko\nperson.a,A,가\n",
    "renderings.csv": "text_en,text_ko\nso,그렇게\n",
}


@pytest.fixture
def pack(tmp_path):
    """Writes a folder: the good tables, with some replaced (None: left out)."""

    def write(**replaced):
        for name, text in (GOOD | {k.replace("__", "."): v for k, v in replaced.items()}).items():
            if text is not None:
                (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def found(folder):
    return [(m.code, dict(m.params).get("file"), dict(m.params).get("line")) for m in check(folder)]


@pytest.mark.parametrize("name", available())
def test_the_packs_of_doltap_are_sound(name):
    assert check(files("doltap.packs").joinpath(name)) == []


def test_a_good_folder_has_no_problem_and_loads(pack):
    folder = pack()
    assert check(folder) == []
    loaded = load_folder(folder)
    assert loaded.facts[0].verified
    assert loaded.gazetteer.places[0].names == ("Ex", "X")
    assert len(loaded.gazetteer.event_words) > 50  # from generic


def swap(table, old, new):
    assert old in GOOD[table]
    return {table.replace(".", "__"): GOOD[table].replace(old, new)}


@pytest.mark.parametrize(
    ("replaced", "code", "file", "line"),
    [
        (swap("pack.toml", 'version = "1"', 'version = ""'), "pack.empty", "pack.toml", 1),
        (swap("pack.toml", "generic", "nowhere"), "pack.unknown", "pack.toml", 1),
        (swap("pack.toml", 'id = "x"', "id = "), "pack.bad_manifest", "pack.toml", None),
        ({"places__csv": b"id\xff\xfe"}, "pack.not_utf8", "places.csv", None),
        (swap("places.csv", "name_ko", "korean"), "pack.columns", "places.csv", 1),
        (swap("places.csv", "X1,,\n", "X1,,,,\n"), "pack.width", "places.csv", 3),
        (swap("places.csv", "X2,", "X1,"), "pack.duplicate", "places.csv", 3),
        (swap("places.csv", "엑스국", ""), "pack.empty", "places.csv", 2),
        (swap("places.csv", "country", "planet"), "pack.not_allowed", "places.csv", 2),
        (swap("places.csv", ",X1,,", ",X9,,"), "pack.unknown", "places.csv", 3),
        (swap("places.csv", "1.5", "north"), "pack.not_number", "places.csv", 2),
        (swap("places.csv", "X1,,\n", "X1,1.5,2\n"), "pack.facility_point", "places.csv", 3),
        (swap("sources.csv", ",F,", ",Z,"), "pack.not_allowed", "sources.csv", 2),
        (swap("facts.csv", ",s,o", ",t,o"), "pack.unknown", "facts.csv", 2),
        (swap("facts.csv", ",s,o", ",s,"), "pack.empty", "facts.csv", 2),
        (swap("facts.csv", "law", "gossip"), "pack.unknown", "facts.csv", 2),
        (swap("facts.csv", "2026-11", "soon"), "pack.not_seen", "facts.csv", 2),
        (swap("facts.csv", "2026-11", "2026-02-30"), "pack.not_seen", "facts.csv", 2),
        (swap("facts.csv", "2026-11", "../2026-13"), "pack.not_seen", "facts.csv", 2),
        (swap("facts.csv", "2026-11", "2026-11/.."), "pack.not_seen", "facts.csv", 2),
        (swap("facts.csv", "2026-11", ""), "pack.no_seen", "pack.toml", 2),
        (swap("pack.toml", 'version = "1"', 'version = "1"\nseen = "lately"'), "pack.not_seen", "pack.toml", 1),
        (swap("facts.csv", ",d,", ",,"), "pack.no_document", "facts.csv", 2),
        (swap("facts.csv", "1998년에 그랬다.", ""), "pack.empty", "facts.csv", 2),
        (swap("facts.csv", "1998년에 그랬다.", "It was."), "pack.wrong_language", "facts.csv", 2),
        (swap("facts.csv", "seen,In", "sure,In"), "pack.not_allowed", "facts.csv", 2),
        (swap("assertions.csv", ",,1998,", ",,1999,"), "pack.value_text", "assertions.csv", 2),
        (swap("assertions.csv", "date,1998", "date,31 February"), "pack.bad_value", "assertions.csv", 2),
        (swap("assertions.csv", "date,1998", "term,sex|none"), "pack.unknown", "assertions.csv", 2),
        (swap("assertions.csv", "date,1998", "place,Oz|OZ"), "pack.unknown", "assertions.csv", 2),
        (swap("assertions.csv", "date,1998", "name,Oz|OZ"), "pack.unknown", "assertions.csv", 2),
        (swap("assertions.csv", "person.a", "person.b"), "pack.private_person", "assertions.csv", 2),
        ({"labels__csv": None}, "pack.no_label", "assertions.csv", 2),
        (swap("labels.csv", "person.a", "person.b"), "pack.unknown", "labels.csv", 2),
        (swap("labels.csv", "person.a,A", "person.*,A"), "pack.label_part", "labels.csv", 2),
        (swap("labels.csv", "A,가", "A of {part},가 {part}"), "pack.label_part", "labels.csv", 2),
        (swap("labels.csv", "A,가", "A,B"), "pack.wrong_language", "labels.csv", 2),
        (swap("labels.csv", "A,가", "A,"), "pack.empty", "labels.csv", 2),
        (swap("renderings.csv", "그렇게", "so"), "pack.wrong_language", "renderings.csv", 2),
        ({"bodies__csv": BODIES + "b,broker,B,비,,X1\n"}, "pack.forbidden", "bodies.csv", 2),
        ({"event_words__csv": WORDS + "arrest,arrest,,actor,victim\n"}, "pack.one_language", "event_words.csv", 2),
        ({"event_words__csv": WORDS + "flying,fly,날,actor,\n"}, "pack.unknown", "event_words.csv", 2),
        ({"law__csv": "fact,country,instrument,position,date\nf1,X1,cat,party,1998\n"}, "pack.unknown", "law.csv", 2),
        ({"route__csv": "a\n"}, "pack.unknown_file", "route.csv", None),
        (
            {"safety__csv": "id,safety_class,kind,language,all_of,none_of\nr,operational,x,en,(broken,\n"},
            "pack.not_regex",
            "safety.csv",
            2,
        ),
    ],
)  # fmt: skip
def test_every_kind_of_problem_is_found_where_it_is(pack, replaced, code, file, line):
    assert (code, file, line) in found(pack(**replaced))


def test_without_a_manifest_nothing_else_is_looked_at(pack):
    assert found(pack(pack__toml=None, places__csv="rubbish")) == [("pack.no_manifest", "pack.toml", None)]


def test_an_empty_pack_is_a_problem(tmp_path: Path):
    (tmp_path / "pack.toml").write_text(MANIFEST, encoding="utf-8")
    assert [m.code for m in check(tmp_path)] == ["pack.no_tables"]


def test_lines_are_counted_through_cells_of_several_lines(pack):
    text = GOOD["places.csv"].replace("Ex|X", '"Ex\n|X"').replace("facility", "nothing")
    assert ("pack.not_allowed", "places.csv", 4) in found(pack(places__csv=text))


def test_a_pattern_may_use_words_that_another_row_names(pack):
    rule = "id,safety_class,kind,language,all_of,none_of\nr,operational,x,en,<border> && (?:by|over) <border>,\n"
    assert check(pack(safety__csv=rule)) == []


def test_every_problem_has_a_sentence_in_both_languages(pack):
    messages = check(pack(places__csv=GOOD["places.csv"].replace("X2,facility", "X1,planet"), route__csv="a\n"))
    assert messages
    for message in messages:
        for language in LANGUAGES:
            assert dict(message.params)["file"] in render(language, message)


def test_every_code_of_the_check_is_in_the_catalogue():
    source = files("doltap.packs").joinpath("check.py").read_text(encoding="utf-8")
    codes = {part.split('"')[0] for part in source.split('"')[1::2] if part.startswith("pack.") and "toml" not in part}
    codes |= {f"pack.not_{kind}" for kind in ("edtf", "period", "number", "regex")}
    assert [c for c in codes if "{" not in c and not has(c, "ko")] == []
    assert [w for w in CHECKED if not has(f"checked.{w}", "ko")] == []


def test_every_table_is_in_the_docs():
    text = files("doltap.packs").joinpath("README.md").read_text(encoding="utf-8")
    for name, columns in TABLES.items():
        assert f"`{name}" in text
        if name != "instruments.csv":
            assert ", ".join(c.name for c in columns) in text, name


def test_a_changed_copy_of_the_real_pack_is_caught(tmp_path):
    shutil.copytree(str(files("doltap.packs").joinpath("north_korea")), tmp_path / "nk")
    facts = tmp_path / "nk" / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("2,914 North", "2,915 North"), encoding="utf-8")
    codes = {m.code for m in check(tmp_path / "nk")}
    assert codes == {"pack.value_text"}


def test_an_unknown_pack_is_refused_by_name():
    with pytest.raises(WrongUsage) as caught:
        load("atlantis")
    assert caught.value.code == "no_such_pack"
    assert "generic" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "text"), [("date", "31 February"), ("number", ".."), ("number", "many"), ("term", "sex"), ("what", "x")]
)
def test_what_is_no_value_is_refused(kind, text):
    with pytest.raises(ValueError):
        read_value(kind, text)


DATED = GOOD["pack.toml"] + 'seen = "../2026-11-23"\n'


@pytest.mark.parametrize(
    ("row", "checked", "document", "seen"),
    [
        ("", "seen", "d", "../2026-11-23"),
        ("", "verify", "d", "../2026-11-23"),
        ("", "memory", "d", ""),
        ("", "not_checked", "d", ""),
        ("", "memory", "", ""),
        ("2026-11", "seen", "d", "2026-11"),
        ("../2025-01-31", "seen", "d", "../2025-01-31"),
        ("2024-05-06", "memory", "d", "2024-05-06"),
    ],
)
def test_the_manifest_says_when_documents_were_seen_unless_the_row_does(pack, row, checked, document, seen):
    facts = GOOD["facts.csv"].replace("o,d,2026-11,seen", f"o,{document},{row},{checked}")
    folder = pack(pack__toml=DATED, facts__csv=facts)
    assert check(folder) == []
    assert load_folder(folder).facts[0].seen == seen


def test_a_fact_that_nobody_read_needs_no_day(pack):
    assert check(pack(**swap("facts.csv", "d,2026-11,seen", ",,memory"))) == []


def test_the_message_counts_the_facts_without_a_day_and_names_the_first_line(pack):
    facts = GOOD["facts.csv"] + "f2,law,s,o,d,,seen,It was.,그랬다.\nf3,law,s,o,d,,verify,It is.,그렇다.\n"
    (message,) = [m for m in check(pack(facts__csv=facts)) if m.code == "pack.no_seen"]
    assert (dict(message.params)["count"], dict(message.params)["line"]) == (2, 3)
    for language in LANGUAGES:
        assert "../2026-11-23" in render(language, message)


CLOSED = ["places.csv", "bodies.csv", "sources.csv", "facts.csv", "assertions.csv", "labels.csv", "terms.csv"]


def test_every_file_that_is_not_utf8_is_named_and_the_rest_is_still_checked(pack):
    folder = pack(
        places__csv=b"id\xff", bodies__csv=b"\xc0\xaf", renderings__csv="text_en,text_ko\nso,so\n", route__csv="a\n"
    )
    assert found(folder) == [
        ("pack.not_utf8", "places.csv", None),
        ("pack.not_utf8", "bodies.csv", None),
        ("pack.unknown_file", "route.csv", None),
        ("pack.wrong_language", "renderings.csv", 2),
    ]


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_table_makes_no_other_row_wrong(pack, name):
    assert found(pack(**{name.replace(".", "__"): b"\xff\xfe\x00"})) == [("pack.not_utf8", name, None)]


def test_a_manifest_that_is_not_utf8_is_named_beside_the_tables(pack):
    folder = pack(pack__toml=b"id = \xff", labels__csv=b"\xff")
    assert found(folder) == [("pack.not_utf8", "pack.toml", None), ("pack.not_utf8", "labels.csv", None)]
