"""A file that was changed, cut or exchanged is noticed; a wrong key opens nothing; nothing is readable on disk."""

import random

import pytest

from doltap import store
from doltap.errors import ArchiveDamaged
from doltap.store.database import open_file

KEY = bytes(range(32))


def opened(path, key=KEY):
    return store.open_testimony(path, key)


@pytest.fixture
def full(tmp_path, testimony, take_in):
    """The path of a closed file with some hundred passages."""
    take_in("\n".join(f"사람{n} 말했다 " + "긴 이야기 " * 20 for n in range(200)))
    testimony.close()
    return tmp_path / "testimony.db"


def test_another_key_is_an_error(full):
    with pytest.raises(ArchiveDamaged):
        opened(full, bytes(32))


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_a_key_has_32_bytes(full, key):
    with pytest.raises(ValueError):
        opened(full, key)


def noticed(path):
    try:
        database = opened(path)
    except ArchiveDamaged as error:
        return error.params["part"] == "testimony"
    try:
        return bool(list(store.damage(database)))
    except ArchiveDamaged as error:
        return error.params["part"] == "testimony"
    finally:
        database.close()


def test_flipped_bits_torn_sectors_and_lost_pages_are_noticed(full):
    whole, pick = full.read_bytes(), random.Random(7)
    for fault in ("flip", "torn", "zero", "swap") * 6:
        page = 4096 * pick.randrange(len(whole) // 4096)
        broken = bytearray(whole)
        if fault == "flip":
            broken[page + pick.randrange(4096)] ^= 1 << pick.randrange(8)
        elif fault == "torn":
            broken[page + 512 : page + 1024] = pick.randbytes(512)
        elif fault == "zero":
            broken[page : page + 4096] = bytes(4096)
        else:
            other = 4096 * ((page // 4096 + 3) % (len(whole) // 4096))
            broken[page : page + 4096] = whole[other : other + 4096]
        full.write_bytes(broken)
        assert noticed(full), (fault, page)
    full.write_bytes(whole)
    assert not noticed(full)


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 5000, 40960])
def test_a_file_that_is_cut_is_noticed(full, size):
    full.write_bytes(full.read_bytes()[:size])
    assert noticed(full)


def test_passages_that_do_not_match_their_text_are_named(testimony, take_in):
    account = take_in("가 나\n다 라")
    assert list(store.misplaced_passages(testimony)) == []
    first = next(store.passages_of(testimony))
    with testimony.transaction():
        testimony.write("UPDATE passages SET start = 1 WHERE id = ?", (first.id,))
    assert list(store.misplaced_passages(testimony)) == [(first.id, account.id)]


def test_an_orphan_is_named(testimony, take_in):
    take_in("가 나")
    testimony.connection.execute("PRAGMA foreign_keys = OFF")
    with testimony.transaction():
        testimony.write("DELETE FROM passages")
    assert any(kind == "reference" and "assertions" in item for kind, item in store.damage(testimony))


def test_a_snapshot_is_whole_and_encrypted(testimony, take_in, tmp_path):
    take_in("돌탑 앞에서")
    store.snapshot(testimony, tmp_path / "copy.db")
    assert "돌탑".encode() not in (tmp_path / "copy.db").read_bytes()
    copy = opened(tmp_path / "copy.db")
    assert list(store.accounts(copy)) == list(store.accounts(testimony))
    copy.close()
    with pytest.raises(ArchiveDamaged):
        opened(tmp_path / "copy.db", bytes(32))


def test_closing_leaves_one_file_and_closing_twice_is_no_error(testimony, take_in, tmp_path):
    take_in("가 나")
    assert (tmp_path / "testimony.db-wal").exists()
    testimony.close()
    testimony.close()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["testimony.db"]


def test_the_file_is_set_up_as_promised(testimony):
    asked = {name: next(testimony.rows(f"PRAGMA {name}"))[0] for name in ("journal_mode", "temp_store")}
    assert asked == {"journal_mode": "wal", "temp_store": 2}
    numbers = {name: testimony.number(f"PRAGMA {name}") for name in ("synchronous", "secure_delete", "foreign_keys")}
    assert numbers == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def test_a_mistake_in_the_program_is_not_called_damage(testimony):
    with pytest.raises(Exception, match="no such table"):
        list(testimony.rows("SELECT * FROM nowhere"))


def test_a_folder_that_is_gone_is_not_called_damage(tmp_path):
    with pytest.raises(Exception, match="unable to open"):
        open_file(tmp_path / "none" / "x.db", KEY, "testimony")


def test_a_file_is_made_only_when_asked_for(tmp_path, full):
    with pytest.raises(ArchiveDamaged) as raised:
        opened(tmp_path / "missing.db")
    assert raised.value.params == {"part": "missing.db"}
    with pytest.raises(ArchiveDamaged):
        store.open_testimony(full, KEY, new=True)
