"""Sealed originals: the same bytes come back, or a clear error; nothing in between, and nothing readable on disk."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doltap.errors import ArchiveDamaged, DoltapError
from doltap.vault import files, open_sealed, seal
from doltap.vault.sealed import CHUNK, padded_size

WRAPPING, NAMING = b"w" * 32, b"n" * 32


def sealed_in(folder, data):
    return seal(folder, data, originals_key=WRAPPING, names_key=NAMING)


def opened(folder, sealed):
    return open_sealed(folder, sealed, originals_key=WRAPPING)


EDGES = [0, 1, 2, 7, 8, 9, CHUNK - 9, CHUNK - 8, CHUNK - 7, CHUNK, CHUNK + 1, 2 * CHUNK - 8, 2 * CHUNK, 5 * CHUNK + 3]


@pytest.mark.parametrize("size", EDGES)
def test_what_was_sealed_comes_back(tmp_path, size):
    data = bytes(i * 7 % 251 for i in range(size))
    assert opened(tmp_path, sealed_in(tmp_path, data)) == data


@given(st.binary(max_size=300))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back(tmp_path, data):
    assert opened(tmp_path, sealed_in(tmp_path, data)) == data


@pytest.mark.parametrize("size", EDGES)
def test_the_file_has_the_padded_size_and_no_other(tmp_path, size):
    sealed = sealed_in(tmp_path, bytes(size))
    padded = padded_size(size + 8)
    chunks = -(-padded // CHUNK)
    assert (tmp_path / sealed.name).stat().st_size == 8 + 24 + padded + 17 * chunks


@given(st.integers(0, 1 << 40))
def test_padding_is_at_most_an_eighth_and_never_shrinks(size):
    padded = padded_size(size)
    assert size <= padded <= size + size // 8 + 1
    assert padded_size(padded) == padded


def test_sizes_near_each_other_look_alike():
    assert len({padded_size(n) for n in range(10_000, 10_200)}) <= 2


def test_the_same_bytes_sealed_twice_share_no_name_and_no_byte_run(tmp_path):
    one, two = sealed_in(tmp_path, b"the same words" * 50), sealed_in(tmp_path, b"the same words" * 50)
    assert one.sha256 == two.sha256
    assert one.name != two.name
    assert one.sha256 not in one.name
    assert (tmp_path / one.name).read_bytes()[40:] != (tmp_path / two.name).read_bytes()[40:]


def test_nothing_of_the_words_is_on_the_disk(tmp_path):
    sealed_in(tmp_path, "돌탑 앞에서 기다렸다".encode() * 20_000)
    assert all("돌탑".encode() not in f.read_bytes() for f in tmp_path.iterdir())
    assert [f.suffix for f in tmp_path.iterdir()] == [""]


def test_every_flipped_bit_is_noticed(tmp_path):
    sealed = sealed_in(tmp_path, b"words " * 40)
    path = tmp_path / sealed.name
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        with pytest.raises(ArchiveDamaged) as raised:
            opened(tmp_path, sealed)
        assert raised.value.params == {"name": sealed.name}


def test_a_file_cut_at_any_chunk_or_anywhere_is_noticed(tmp_path):
    sealed = sealed_in(tmp_path, bytes(range(256)) * 1200)
    path = tmp_path / sealed.name
    whole = path.read_bytes()
    ends = [32 + n * (CHUNK + 17) for n in range(5)]
    for end in [0, 5, 20, 33, *ends, len(whole) - 1]:
        path.write_bytes(whole[:end])
        with pytest.raises(ArchiveDamaged):
            opened(tmp_path, sealed)


def test_bytes_added_at_the_end_are_noticed(tmp_path):
    sealed = sealed_in(tmp_path, b"words")
    with (tmp_path / sealed.name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ArchiveDamaged):
        opened(tmp_path, sealed)


def test_swapped_chunks_are_noticed(tmp_path):
    sealed = sealed_in(tmp_path, bytes(range(256)) * 1200)
    path, step = tmp_path / sealed.name, CHUNK + 17
    whole = path.read_bytes()
    path.write_bytes(whole[:32] + whole[32 + step : 32 + 2 * step] + whole[32 : 32 + step] + whole[32 + 2 * step :])
    with pytest.raises(ArchiveDamaged):
        opened(tmp_path, sealed)


def test_one_original_put_in_anothers_place_is_noticed(tmp_path):
    one, two = sealed_in(tmp_path, b"first telling"), sealed_in(tmp_path, b"later telling")
    (tmp_path / one.name).replace(tmp_path / two.name)
    with pytest.raises(ArchiveDamaged):
        opened(tmp_path, two)
    with pytest.raises(ArchiveDamaged) as raised:
        opened(tmp_path, one)
    assert raised.value.code == "original_missing"


def test_a_key_wrapped_for_one_original_opens_no_other(tmp_path):
    one, two = sealed_in(tmp_path, b"first telling"), sealed_in(tmp_path, b"later telling")
    with pytest.raises(ArchiveDamaged):
        opened(tmp_path, replace(two, name=one.name, wrapped_key=one.wrapped_key))


def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DoltapError) as raised:
        sealed_in(tmp_path, b"words")
    assert raised.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_another_fault_of_the_disk_is_not_hidden(tmp_path, monkeypatch):
    def broken(descriptor):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files.os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        sealed_in(tmp_path, b"words")
    assert list(tmp_path.iterdir()) == []
