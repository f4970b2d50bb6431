"""Not one byte of what was told, named or searched is readable on disk, during work and after, temp included."""

import unicodedata
from datetime import UTC, datetime

import pytest

from doltap import store
from doltap.model import Account, Assertion, Entity, EntityType, Locator, NameValue, Passage, Segment, Teller, new_id
from doltap.operations.archive import create, open_archive
from doltap.operations.backups import BackupRequest, RestoreRequest, backup, restore
from doltap.operations.keeping import PassphraseRequest, RecoverySheetRequest, change_passphrase, recovery_sheet, verify

PASSPHRASE = "까나리아가 우는 일곱 단어 암호문"
CANARIES = [
    "까나리아금사빈",
    "탄광골목이야기",
    "canaryhwangsun",
    "소나무칠호별명",
    "암호문",
    "파일이름증언록",
    "검색어만주벌판",
]


def spellings(word):
    """Every way these words could stand in a file."""
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, word)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp949", "iso2022_kr"):
            try:
                yield text.encode(encoding)
            except UnicodeEncodeError:
                continue
    yield repr(word).encode("unicode_escape")


NEEDLES = {needle for word in CANARIES for needle in spellings(word)}


def readable_in(*folders):
    """Files that hold a canary in their bytes or in their name."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            content = path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
            found |= {path.name for needle in NEEDLES if needle in content}
    return found


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A folder to work in and a folder for everything temporary."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("DOLTAP_KDF", "light")
    return tmp_path / "archive", temporary


def fill(archive, times=1):
    for n in range(times):
        text = f"{CANARIES[0]}은 {CANARIES[1]}에서 {CANARIES[2]}를 보았다. " * 200
        original = archive.seal_original((str(n) + text).encode("cp949"))
        account = Account(new_id(), original.sha256, datetime.now(UTC), f"{CANARIES[5]}.txt", size=original.size)
        passage = Passage(new_id(), account.id, 0, 30, text[:30], Locator(part=CANARIES[5]), CANARIES[3])
        entity = Entity(new_id(), EntityType.PERSON, account.id)
        name = NameValue(CANARIES[0])
        read = Assertion(new_id(), passage.id, account.id, entity.id, entity.type, "name", name, CANARIES[0])
        with archive.transaction("take_in", account=account.id):
            store.add_account(archive.testimony, account, text, [Segment(0, 30, speaker=CANARIES[3])], original)
            store.add_extraction(archive.testimony, account.id, [passage], [entity], [read])
            store.set_setting(archive.testimony, "last_search", CANARIES[6])
            store.add_identities(archive.identities, [store.Identity(new_id(), "t", "name", CANARIES[0])])
            yield


def test_the_test_itself_finds_a_canary(tmp_path):
    for number, needle in enumerate(sorted(NEEDLES)):
        (tmp_path / str(number)).write_bytes(b"before" + needle + b"after")
    assert len(readable_in(tmp_path)) == len(NEEDLES)


def test_nothing_is_readable_during_work_or_after(places):
    folder, temporary = places
    with create(folder, PASSPHRASE) as archive:
        for _ in fill(archive, 12):
            assert readable_in(folder, temporary) == set()
        with archive.transaction("add_teller"):
            store.add_teller(archive.testimony, Teller("t", CANARIES[3]))
        assert len(store.search(archive.testimony, CANARIES[0])) == 12
        assert store.search(archive.testimony, CANARIES[6]) == ()
        sorted(store.assertions(archive.testimony), key=lambda a: a.value_text)
        assert verify(archive).problems == ()
        assert readable_in(folder, temporary) == set()
    assert readable_in(folder, temporary) == set()
    assert list(temporary.iterdir()) == []


def test_a_large_sort_spills_nothing(places):
    folder, temporary = places
    with create(folder, PASSPHRASE) as archive:
        for _ in fill(archive, 3):
            pass
        product = "SELECT a.words || b.n FROM texts a, (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
        ordered = archive.testimony.rows(product + "WHERE n < 400) SELECT n FROM c) b ORDER BY 1 DESC")
        next(ordered)
        assert readable_in(folder, temporary) == set()
        assert list(temporary.iterdir()) == []
        ordered.close()


def test_keys_and_backups_tell_nothing(places, tmp_path):
    folder, temporary = places
    away = tmp_path / "away"
    away.mkdir()
    seen = []

    def look(step):
        seen.append(step)
        assert readable_in(folder, temporary, away) == set()

    with create(folder, PASSPHRASE) as archive:
        for _ in fill(archive):
            pass
        recovery_sheet(archive, RecoverySheetRequest(PASSPHRASE))
        change_passphrase(archive, PassphraseRequest(PASSPHRASE, PASSPHRASE + " 새것"))
        backup(archive, BackupRequest(away / "backup", PASSPHRASE), progress=look)
    restore(RestoreRequest(away / "backup", away / "again", PASSPHRASE + " 새것", PASSPHRASE), progress=look)
    assert len(seen) > 8
    assert readable_in(folder, temporary, away) == set()
    with open_archive(away / "again", PASSPHRASE + " 새것") as archive:
        assert len(store.search(archive.testimony, CANARIES[0])) == 1
