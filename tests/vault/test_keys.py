"""The key file: what opens it, what does not, and that nothing in it can be changed unnoticed."""

import json
import unicodedata
from dataclasses import fields

import pytest

from doltap.errors import ArchiveDamaged, ArchiveNewer, ArchiveUnreadable, WrongPassphrase, WrongUsage
from doltap.vault import keys as keys_module
from doltap.vault.keys import Cost, Keys, add_recovery, calibrated_cost, change_passphrase, create_keys, open_keys

PASSPHRASE = "seven words that nobody else knows"


@pytest.fixture(scope="module")
def made():
    return create_keys(PASSPHRASE, light=True)


def test_the_passphrase_gives_the_same_keys_back(made):
    assert open_keys(made[0], PASSPHRASE) == made[1]


def test_keys_are_five_different_random_ones(made):
    mine = {getattr(made[1], f.name) for f in fields(Keys)}
    other = {getattr(create_keys(PASSPHRASE, light=True)[1], f.name) for f in fields(Keys)}
    assert len(mine) == 5
    assert {len(k) for k in mine} == {32}
    assert not mine & other


def test_keys_are_never_shown(made):
    assert all(getattr(made[1], f.name).hex() not in repr(made[1]) for f in fields(Keys))
    assert repr(made[1]) == "Keys()"


@pytest.mark.parametrize("wrong", ["", "x", PASSPHRASE + "!", PASSPHRASE.upper(), "0000-0000-0000-0000-0000-0000-0000"])
def test_another_passphrase_does_not_open(made, wrong):
    with pytest.raises(WrongPassphrase):
        open_keys(made[0], wrong)


def test_spaces_and_unicode_forms_do_not_matter():
    korean = "돌탑 바람 강물 하늘 소나무 새벽 길"
    keyfile, keys = create_keys(korean, light=True)
    assert open_keys(keyfile, unicodedata.normalize("NFD", f"  {korean.replace(' ', '  ')} ")) == keys


def test_a_new_passphrase_keeps_the_keys_and_shuts_out_the_old_one(made):
    changed = change_passphrase(made[0], PASSPHRASE, "another seven words entirely", light=True)
    assert open_keys(changed, "another seven words entirely") == made[1]
    with pytest.raises(WrongPassphrase):
        open_keys(changed, PASSPHRASE)


def test_changing_the_passphrase_takes_the_old_one(made):
    with pytest.raises(WrongPassphrase):
        change_passphrase(made[0], "not the old passphrase", "another seven words entirely", light=True)


@pytest.mark.parametrize("short", ["", "abc", "  elevenchars  ", "            "])
def test_a_short_passphrase_is_refused(made, short):
    with pytest.raises(WrongUsage):
        create_keys(short, light=True)
    with pytest.raises(WrongUsage):
        change_passphrase(made[0], PASSPHRASE, short, light=True)


def test_a_recovery_code_opens_like_the_passphrase_and_survives_a_new_one(made):
    keyfile, code = add_recovery(made[0], PASSPHRASE)
    changed = change_passphrase(keyfile, code, "chosen after the old one was lost", light=True)
    assert open_keys(keyfile, PASSPHRASE) == open_keys(changed, code.lower().replace("-", " ")) == made[1]


def test_a_new_recovery_code_replaces_the_earlier_one(made):
    first, old = add_recovery(made[0], PASSPHRASE)
    second, new = add_recovery(first, old)
    assert open_keys(second, new) == made[1]
    with pytest.raises(WrongPassphrase):
        open_keys(second, old)


def test_no_key_stands_in_the_key_file(made):
    raw = {getattr(made[1], f.name) for f in fields(Keys)}
    assert not any(key in made[0] or key.hex().encode() in made[0] for key in raw)
    assert PASSPHRASE.encode() not in made[0]


def variants(keyfile):
    content = json.loads(keyfile)
    slot = content["slots"][0]
    yield {**content, "slots": []}
    yield {**content, "slots": [{**slot, "kdf": "md5"}]}
    yield {**content, "slots": [{**slot, "cost": {**slot["cost"], "memory_mib": 1 << 30}}]}
    yield {**content, "slots": [{**slot, "cost": {"memory_mib": "8"}}]}
    yield {**content, "slots": [slot, {**slot, "kind": "added"}]}
    yield {**content, "keys": content["keys"][:-8] + "AAAAAAA="}
    yield {**content, "mac": "AAAA"}
    yield {**content, "mac": "not base64 at all"}
    yield {**content, "extra": 1}
    yield {name: value for name, value in content.items() if name != "mac"}
    yield [content]


def test_every_change_of_the_key_file_is_noticed(made):
    for changed in variants(made[0]):
        with pytest.raises((ArchiveDamaged, WrongPassphrase)):
            open_keys(json.dumps(changed).encode(), PASSPHRASE)


def test_every_flipped_bit_is_noticed(made):
    for place in range(0, len(made[0]), 7):
        flipped = bytearray(made[0])
        flipped[place] ^= 1
        try:
            keys = open_keys(bytes(flipped), PASSPHRASE)
        except (ArchiveUnreadable, WrongPassphrase):
            continue
        assert keys == made[1], place
        assert json.loads(flipped) == json.loads(made[0]), place  # white space alone may differ


def test_a_slot_of_another_archive_does_not_open_this_one(made):
    other = json.loads(create_keys("other archive's passphrase", light=True)[0])
    mixed = json.loads(made[0]) | {"slots": other["slots"]}
    with pytest.raises(ArchiveDamaged):
        open_keys(json.dumps(mixed).encode(), "other archive's passphrase")


@pytest.mark.parametrize("broken", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"format": "x"}', b'{"format": 1}'])
def test_what_is_not_a_key_file_is_damage(broken):
    with pytest.raises(ArchiveDamaged):
        open_keys(broken, PASSPHRASE)


def test_a_later_format_asks_for_a_later_program(made):
    later = json.loads(made[0]) | {"format": 99}
    with pytest.raises(ArchiveNewer) as raised:
        open_keys(json.dumps(later).encode(), PASSPHRASE)
    assert raised.value.params["found"] == 99


def cost_in(keyfile):
    return Cost(**json.loads(keyfile)["slots"][0]["cost"])


def test_the_cost_has_a_floor_and_is_written_down(monkeypatch):
    monkeypatch.delenv("DOLTAP_KDF", raising=False)
    keyfile, _ = create_keys(PASSPHRASE, memory_mib=1, rounds=1)
    assert cost_in(keyfile) == Cost(64, 3)


def test_light_cost_is_for_those_made_so(monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    keyfile, keys = create_keys(PASSPHRASE)
    assert cost_in(keyfile).memory_mib < 64
    monkeypatch.delenv("DOLTAP_KDF")
    assert open_keys(keyfile, PASSPHRASE) == keys


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(1.0, Cost(256, 3)), (0.25, Cost(256, 12)), (0.01, Cost(256, 12)), (1.9, Cost(256, 3)), (30.0, Cost(64, 3))],
)
def test_calibration_aims_at_a_second_and_keeps_the_floor(monkeypatch, seconds, expected):
    monkeypatch.setattr(keys_module, "_seconds", lambda cost: seconds * cost.memory_mib / 256)
    assert calibrated_cost() == expected


def test_the_real_derivation_takes_its_cost():
    assert keys_module._seconds(Cost(8, 1, 1)) > 0
