"""Log entries: one way to write them, promises that say nothing without their salt."""

import json

import pytest

from doltap.vault import log, merkle


def test_canonical_bytes_do_not_depend_on_order():
    assert log.canonical({"b": 1, "a": [True, None, "한"]}) == '{"a":[true,null,"한"],"b":1}'.encode()


def test_canonical_bytes_refuse_what_json_cannot_say():
    with pytest.raises(ValueError):
        log.canonical(float("nan"))


def test_an_entry_says_kind_moment_and_payload():
    said = json.loads(log.entry("take_in", "2026-01-02T03:04:05+00:00", {"account": "ab"}))
    assert said == {"schema": 1, "kind": "take_in", "when": "2026-01-02T03:04:05+00:00", "account": "ab"}


def test_the_log_grows_entry_by_entry_to_the_root_of_all():
    frontier, entries = b"", [str(n).encode() for n in range(37)]
    for size, one in enumerate(entries):
        leaf, frontier, root = log.appended(size, frontier, one)
        assert leaf == merkle.leaf_hash(one)
        assert root == merkle.root([merkle.leaf_hash(e) for e in entries[: size + 1]])


def test_a_promise_depends_on_salt_and_value():
    found = {log.commitment(salt * 16, value) for salt in (b"a", b"b") for value in (b"x", b"y")}
    assert len(found) == 4
    with pytest.raises(ValueError):
        log.commitment(b"short", b"x")


def test_what_an_entry_promises_can_be_read_back():
    promised = log.promised([b"1" * 32, b"2" * 32])
    assert log.promise_of(log.entry("add", "now", promised)) == promised
    assert promised["rows"] == 2


@pytest.mark.parametrize("broken", [b"", b"{}", b"[1]", b"\xff", b"null"])
def test_what_is_not_an_entry_promises_nothing(broken):
    assert log.promise_of(broken) is None
