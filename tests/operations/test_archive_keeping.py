"""Verify names what is wrong, whatever was changed behind the archive's back; passphrase and recovery sheet."""

import json
import random
import shutil
from datetime import UTC, datetime

import pytest

from doltap import errors, store
from doltap.catalogue import LANGUAGES, render
from doltap.errors import WrongPassphrase, WrongUsage
from doltap.model import (
    Account,
    Assertion,
    Consent,
    Entity,
    EntityType,
    NameValue,
    Passage,
    Source,
    Step,
    Teller,
    Use,
    new_id,
)
from doltap.operations.archive import create, open_archive
from doltap.operations.keeping import (
    Head,
    PassphraseRequest,
    RecoverySheetRequest,
    VerifyRequest,
    change_passphrase,
    head,
    parse_head,
    recovery_sheet,
    tidy,
    verify,
)

PASSPHRASE = "seven words that nobody else knows"


@pytest.fixture(autouse=True)
def _light_keys(monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")


@pytest.fixture
def archive(tmp_path):
    with create(tmp_path / "archive", PASSPHRASE) as made:
        with made.transaction("add_source", source="s1"):
            store.add_source(made.testimony, Source("s1", "Office"))
            store.add_teller(made.testimony, Teller("t1", "소나무-7"))
        for n in range(3):
            receive(made, f"{n}번째 진술 내용")
        yield made


def receive(archive, text):
    original = archive.seal_original(text.encode())
    account = Account(new_id(), original.sha256, datetime.now(UTC), "a.txt", "s1", "t1", size=original.size)
    passage = Passage(new_id(), account.id, 0, 3, text[:3])
    entity = Entity(new_id(), EntityType.PERSON, account.id, narrator=True)
    name = NameValue(text[:2])
    assertion = Assertion(new_id(), passage.id, account.id, entity.id, entity.type, "name", name, text[:2])
    with archive.transaction("take_in", account=account.id):
        store.add_account(archive.testimony, account, text, (), original)
        store.add_extraction(archive.testimony, account.id, [passage], [entity], [assertion])
        store.add_consent(archive.testimony, Consent(account.id, frozenset({Use.HOLD, Use.PUBLISH_FACT}), True))
    return account


def codes(archive, request=None):
    return {problem.code.removeprefix("problem.") for problem in verify(archive, request).problems}


def behind(archive, sql, parameters=()):
    """Change rows as somebody with the key would, without the log."""
    with archive.testimony.transaction():
        assert archive.testimony.write(sql, parameters) > 0


def test_a_whole_archive_has_no_problems(archive):
    steps: list[Step] = []
    found = verify(archive, progress=steps.append)
    assert found.problems == ()
    assert (found.entries, found.originals, found.left_over) == (5, 3, 0)
    assert found.rows == 2 + 2 + 3 * 4
    assert {"log", "passages", "original"} <= {step.what for step in steps}
    assert {step.outcome for step in steps} == {"ok"}


CHANGES = [
    ("UPDATE consents SET uses = 'hold publish_fact media'", "row_changed"),
    ("UPDATE consents SET known = 0", "row_changed"),
    ("DELETE FROM consents", "row_changed"),
    ("UPDATE accounts SET release_class = 'public'", "row_changed"),
    ("UPDATE accounts SET received = '1999-01-01T00:00:00+00:00'", "row_changed"),
    ("UPDATE texts SET words = words || '!'", "row_changed"),
    ("UPDATE sources SET reliability = 'A'", "row_changed"),
    ("UPDATE tellers SET pseudonym = 'x'", "row_changed"),
    ("DELETE FROM originals", "row_changed"),
    ("INSERT INTO sources VALUES ('s9', 'x', 'body', '', 'A', '')", "row_unlogged"),
    ("UPDATE settings SET value = '1' WHERE name = 'language'", "row_changed"),
    ("UPDATE passages SET words = 'abc'", "passage_words"),
    ("UPDATE passages SET speaker = 'x'", "extraction_changed"),
    ("UPDATE assertions SET value_text = 'x'", "extraction_changed"),
    ("UPDATE assertions SET certainty = 'denied'", "extraction_changed"),
    ("DELETE FROM assertions", "extraction_changed"),
    ("UPDATE entities SET narrator = 0", "extraction_changed"),
    ("UPDATE extractions SET digest = 'x'", "row_changed"),
    ("DELETE FROM promises WHERE entry = 2", "log_entry"),
    ("UPDATE promises SET leaf = zeroblob(32) WHERE entry = 2", "log_entry"),
    ("UPDATE log SET entry = replace(entry, 'take_in', 'take_on') WHERE n = 2", "log_entry"),
    ("DELETE FROM log WHERE n = 4", "log_root"),
    ("DELETE FROM log WHERE n = 2", "log_entry"),
    ("UPDATE log_state SET size = 4", "log_root"),
    ("DELETE FROM log_state", "log_root"),
]


@pytest.mark.parametrize(("sql", "code"), CHANGES)
def test_what_was_changed_behind_the_log_is_noticed(archive, sql, code):
    behind(archive, sql.replace("replace(entry,", "CAST(replace(CAST(entry AS TEXT),").replace("on')", "on') AS BLOB)"))
    assert code in codes(archive)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_can_be_said(archive, language):
    for sql in ("UPDATE consents SET known = 0", "UPDATE passages SET words = 'abc'", "DELETE FROM log_state"):
        behind(archive, sql)
    problems = verify(archive, VerifyRequest(Head(9, "0" * 64))).problems
    assert len(problems) > 6
    assert all(render(language, problem) for problem in problems)


def test_the_item_is_named(archive):
    account = next(store.accounts(archive.testimony))
    behind(archive, "UPDATE accounts SET language = 'xx' WHERE id = ?", (account.id,))
    (problem,) = verify(archive).problems
    assert dict(problem.params) == {"table": "accounts", "row": account.id}


def test_an_old_file_put_back_is_noticed_by_a_head_kept_outside(archive):
    account = next(store.accounts(archive.testimony))
    archive.close()
    old = archive.path.parent / "old.db"
    shutil.copy(archive.path / "testimony.db", old)
    with open_archive(archive.path, PASSPHRASE) as again:
        with again.transaction("withdraw", account=account.id):
            store.add_consent(again.testimony, Consent(account.id, frozenset({Use.HOLD}), True))
        written_down = str(head(again))
    shutil.copy(old, archive.path / "testimony.db")
    with open_archive(archive.path, PASSPHRASE) as rolled_back:
        assert codes(rolled_back) == set()
        assert codes(rolled_back, VerifyRequest(parse_head(written_down))) == {"log_older"}


def identify(archive, value):
    with archive.transaction("identify"):
        store.add_identities(archive.identities, [store.Identity(new_id(), "t1", "name", value)])


def test_an_old_identities_file_put_back_is_noticed(archive):
    identify(archive, "first")
    assert codes(archive) == set()
    archive.close()
    old = archive.path.parent / "old.db"
    shutil.copy(archive.path / "identities.db", old)
    with open_archive(archive.path, PASSPHRASE) as again:
        identify(again, "second")
        assert codes(again) == set()
    shutil.copy(old, archive.path / "identities.db")
    with open_archive(archive.path, PASSPHRASE) as rolled_back:
        assert codes(rolled_back) == {"identities_older"}
        (problem,) = verify(rolled_back).problems
        for language in LANGUAGES:
            assert "identities.db" in render(language, problem)


def test_an_identities_file_from_before_any_name_is_noticed(archive):
    archive.close()
    old = archive.path.parent / "old.db"
    shutil.copy(archive.path / "identities.db", old)
    with open_archive(archive.path, PASSPHRASE) as again:
        identify(again, "first")
    shutil.copy(old, archive.path / "identities.db")
    with open_archive(archive.path, PASSPHRASE) as rolled_back:
        assert codes(rolled_back) == {"identities_older"}


def test_an_old_testimony_file_beside_new_identities_is_noticed_without_a_head(archive):
    identify(archive, "first")
    archive.close()
    old = archive.path.parent / "old.db"
    shutil.copy(archive.path / "testimony.db", old)
    with open_archive(archive.path, PASSPHRASE) as again:
        identify(again, "second")
        identify(again, "third")
    shutil.copy(old, archive.path / "testimony.db")
    with open_archive(archive.path, PASSPHRASE) as rolled_back:
        assert codes(rolled_back) == {"identities_older"}


def test_identities_one_step_ahead_of_the_log_are_a_crash_and_no_damage(archive):
    identify(archive, "first")
    with archive.identities.transaction():
        store.new_identities_head(archive.identities)
    assert codes(archive) == set()
    identify(archive, "second")
    assert codes(archive) == set()


def test_acts_that_name_nobody_leave_the_head_of_identities(archive):
    identify(archive, "first")
    before = store.identities_head(archive.identities)
    with archive.transaction("nothing"):
        pass
    assert store.identities_head(archive.identities) == before


def test_a_rewritten_history_is_noticed_by_a_head_kept_outside(archive):
    known = head(archive)
    receive(archive, "나중 진술 내용")
    assert codes(archive, VerifyRequest(known)) == set()
    assert codes(archive, VerifyRequest(Head(known.entries, "ab" * 32))) == {"log_differs"}


def test_an_old_page_put_back_is_noticed(archive):
    """The attack of the threat model: one old page of the encrypted file, without the key."""
    account = next(store.accounts(archive.testimony))
    archive.close()
    path = archive.path / "testimony.db"
    old = path.read_bytes()
    with open_archive(archive.path, PASSPHRASE) as again, again.transaction("withdraw", account=account.id):
        store.add_consent(again.testimony, Consent(account.id, frozenset(), True))
    new = path.read_bytes()
    pages = [n for n in range(0, len(old), 4096) if old[n : n + 4096] != new[n : n + 4096]]
    assert len(pages) > 3
    for page in pages[1:]:  # the first page carries the change counter
        path.write_bytes(new[:page] + old[page : page + 4096] + new[page + 4096 :])
        assert trouble(archive.path), page
    path.write_bytes(new)
    assert not trouble(archive.path)


def trouble(path):
    try:
        with open_archive(path, PASSPHRASE) as archive:
            return bool(verify(archive).problems)
    except errors.ArchiveDamaged:
        return True


@pytest.mark.parametrize("part", ["testimony.db", "identities.db", "originals"])
def test_flipped_bits_anywhere_are_noticed(archive, part):
    archive.close()
    pick = random.Random(11)
    path = archive.path / part
    if path.is_dir():
        path = sorted(path.iterdir())[1]
    whole = path.read_bytes()
    for _ in range(12):
        place = pick.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << pick.randrange(8)]) + whole[place + 1 :])
        assert trouble(archive.path), place
    path.write_bytes(whole)
    assert not trouble(archive.path)


def test_a_missing_original_names_its_accounts(archive):
    account = next(store.accounts(archive.testimony))
    name = store.find_original(archive.testimony, account.sha256).name
    (archive.path / "originals" / name).unlink()
    (problem,) = verify(archive).problems
    assert problem.code == "problem.original_missing"
    assert dict(problem.params) == {"name": name, "accounts": account.id}
    assert codes(archive, VerifyRequest(originals=False)) == set()


def test_damage_in_one_part_does_not_stop_the_other_checks(archive):
    name = store.originals(archive.testimony)[0].name
    (archive.path / "originals" / name).write_bytes(b"x")
    behind(archive, "UPDATE consents SET known = 0")
    assert codes(archive) == {"original_damaged", "row_changed"}


def test_what_work_cut_off_left_behind_is_counted_and_tidied(archive, monkeypatch):
    archive.seal_original(b"sealed, then the process died")
    (archive.path / "originals" / "0123.part").write_bytes(b"half")
    (archive.path / ".99.part").mkdir()
    (archive.path / ".99.part" / "testimony.db").write_bytes(b"a backup that was cut off")
    assert verify(archive).left_over == 0  # it may still be at work
    monkeypatch.setattr("doltap.operations.keeping._OLD_SECONDS", -1)
    assert verify(archive).left_over == 3
    assert tidy(archive) == 3
    assert not list(archive.path.glob("*.part"))
    assert verify(archive).problems == ()
    assert len(list((archive.path / "originals").iterdir())) == 3


@pytest.mark.parametrize("text", ["", "12", "12 zz", "x " + "0" * 64, "-1 " + "0" * 64, "1 " + "0" * 63])
def test_a_head_that_is_none(text):
    with pytest.raises(WrongUsage):
        parse_head(text)


def test_a_head_is_written_down_and_read_back(archive):
    assert parse_head(f"  {head(archive)}\n") == head(archive)


def test_a_new_passphrase(archive):
    change_passphrase(archive, PassphraseRequest(PASSPHRASE, "another seven words entirely"))
    archive.close()
    with open_archive(archive.path, "another seven words entirely") as again:
        assert verify(again).problems == ()
        entry = json.loads(list(store.log_entries(again.testimony))[-1][1])
    assert entry["kind"] == "change_passphrase"
    with pytest.raises(WrongPassphrase):
        open_archive(archive.path, PASSPHRASE)


def test_a_new_passphrase_takes_the_old_one(archive):
    before = (archive.path / "keys.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(archive, PassphraseRequest("not the old passphrase", "another seven words entirely"))
    assert (archive.path / "keys.json").read_bytes() == before


def test_a_recovery_sheet_opens_the_archive(archive):
    sheet = recovery_sheet(archive, RecoverySheetRequest(PASSPHRASE))
    assert sheet.archive_id == store.setting(archive.testimony, "archive_id")
    assert sheet.head == head(archive)
    assert sheet.code not in repr(sheet)
    archive.close()
    for secret in (sheet.code, sheet.code.lower(), PASSPHRASE):
        open_archive(archive.path, secret).close()


@pytest.mark.parametrize(("key", "value"), [("id", "0" * 32), ("language", "ko")])
def test_the_open_head_of_another_archive_is_noticed(archive, key, value):
    path = archive.path / "doltap.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {key: value}))
    assert [(p.code, dict(p.params)) for p in verify(archive).problems] == [
        ("problem.part_damaged", {"part": "doltap.json"})
    ]


def test_originals_that_were_not_opened_are_not_counted(archive):
    whole = verify(archive).originals
    assert whole > 0
    assert verify(archive, VerifyRequest(originals=False)).originals == 0
    name = store.originals(archive.testimony)[0].name
    (archive.path / "originals" / name).write_bytes(b"x")
    assert verify(archive).originals == whole - 1
