"""Formats: a file of every earlier version opens with all its rows, a later one is refused, steps are never edited."""

from hashlib import sha256

import pytest

from doltap import store
from doltap.errors import ArchiveDamaged, ArchiveNewer
from doltap.store import schema
from doltap.store.database import open_file

KEY = bytes(range(32))

# The text of each step as released. A change of the schema is a new step; editing an old one breaks archives.
PINNED = {
    "testimony": ["5ca4cf60de2cf31c", "cf75dbae77685aba", "4a44ab158ecd2972", "80571d6f3e965bcf", "c5ec104dfbfab209"],
    "identities": ["f573250c9db0879d", "cc8e45c62224baa2"],
}


def hashes(steps):
    return [sha256(" ".join(step.split()).encode()).hexdigest()[:16] for step in steps]


def test_released_steps_are_not_edited():
    assert {"testimony": hashes(schema.TESTIMONY), "identities": hashes(schema.IDENTITIES)} == PINNED


def old_file(path, version):
    """A testimony file as version `version` made it, with an account in it."""
    database = open_file(path, KEY, "testimony")
    schema.migrate(database, schema.TESTIMONY[:version])
    with database.transaction():
        database.write("INSERT INTO sources VALUES ('s1', 'Office', 'body', '', 'B', '')")
        columns = "id, sha256, received, name, source, release_class, outcome, media_type, encoding, language, reader"
        database.write(
            f"INSERT INTO accounts ({columns}, size, reason, document, link, seen, verified) VALUES "
            "('a1', 'ff', '2026-01-01T00:00:00+00:00', 'old.txt', 's1', 'office', 'ok', '', '', 'ko', '', 3, '', "
            "'', '', '', 1)"
        )
        database.write("INSERT INTO texts VALUES ('a1', '옛 진술')")
        database.write(
            "INSERT INTO passages VALUES (1, 'p1', 'a1', 0, 4, '옛 진술', '', '', 'ko', '', '', 0)",
        )
        database.write("INSERT INTO passage_terms (rowid, terms) VALUES (1, '옛 진술')")
    database.close()


@pytest.mark.parametrize("version", range(1, len(schema.TESTIMONY)))
def test_an_older_file_opens_with_all_it_held(tmp_path, version):
    old_file(tmp_path / "old.db", version)
    database = store.open_testimony(tmp_path / "old.db", KEY)
    assert database.number("PRAGMA user_version") == len(schema.TESTIMONY)
    assert [a.name for a in store.accounts(database)] == ["old.txt"]
    assert store.account_text(database, "a1") == "옛 진술"
    assert [h.passage.id for h in store.search(database, "진술")] == ["p1"]
    assert list(store.damage(database)) == []
    database.close()


def tables(database):
    return sorted(" ".join(str(row[0]).split()) for row in database.rows("SELECT sql FROM sqlite_master"))


@pytest.mark.parametrize("version", range(1, len(schema.TESTIMONY)))
def test_a_migrated_file_has_the_tables_of_a_new_one(tmp_path, version):
    old_file(tmp_path / "old.db", version)
    old = store.open_testimony(tmp_path / "old.db", KEY)
    new = store.open_testimony(tmp_path / "new.db", KEY, new=True)
    assert tables(old) == tables(new)
    old.close()
    new.close()


def test_opening_again_changes_nothing(tmp_path):
    for new in (True, False):
        database = store.open_testimony(tmp_path / "new.db", KEY, new=new)
        assert schema.migrate(database, schema.TESTIMONY) == len(schema.TESTIMONY)
        database.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path):
    old_file(tmp_path / "old.db", 1)
    database = open_file(tmp_path / "old.db", KEY, "testimony")
    before = tables(database)
    broken = (*schema.TESTIMONY[:1], "CREATE TABLE fine (a);\nCREATE TABLE sources (a);\n")
    with pytest.raises(Exception, match="sources"):
        schema.migrate(database, broken)
    assert tables(database) == before
    assert database.number("PRAGMA user_version") == 1
    database.close()


def test_a_later_file_is_refused_and_not_touched(tmp_path):
    database = store.open_testimony(tmp_path / "later.db", KEY, new=True)
    with database.transaction():
        database.write("PRAGMA user_version = 99")
    database.close()
    before = (tmp_path / "later.db").read_bytes()
    with pytest.raises(ArchiveNewer) as raised:
        store.open_testimony(tmp_path / "later.db", KEY)
    assert raised.value.params == {"part": "testimony", "found": 99, "known": len(schema.TESTIMONY)}
    assert (tmp_path / "later.db").read_bytes() == before


def test_a_file_with_tables_and_no_version_is_not_ours(tmp_path):
    database = open_file(tmp_path / "odd.db", KEY, "testimony")
    with database.transaction():
        database.write("CREATE TABLE other (a)")
    database.close()
    with pytest.raises(ArchiveDamaged):
        store.open_testimony(tmp_path / "odd.db", KEY)
