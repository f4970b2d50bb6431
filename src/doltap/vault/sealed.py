"""Originals as sealed files: each under its own random key, in authenticated chunks, padded, named by a keyed hash.

Layout: magic, secretstream header, then chunks of 64 KiB of (8 bytes of length, the bytes, zeros up to the Padmé
size). The last chunk carries TAG_FINAL; without it a file cut at a chunk's end would open without complaint.
Padmé: Nikitin et al., 'Reducing Metadata Leakage from Encrypted Files and Communication with PURBs', PoPETs 2019.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError

from doltap.errors import ArchiveDamaged
from doltap.vault.files import write_whole

MAGIC: Final = b"DOLTAP\x00\x01"
CHUNK: Final = 1 << 16
_LENGTH: Final = 8
_NONCE: Final = 24
_SEALED_CHUNK: Final = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES


@dataclass(frozen=True, slots=True)
class SealedName:
    """What finds and opens one sealed file: its name, SHA-256 of the original, size in bytes, its key (wrapped)."""

    name: str
    sha256: str
    size: int
    wrapped_key: bytes = field(repr=False)


def seal(folder: Path, data: bytes, *, originals_key: bytes, names_key: bytes) -> SealedName:
    """Seal bytes into a new file of the folder. Nothing unencrypted touches the disk.

    The name comes from the hash and a nonce under `names_key`, so a known document cannot be found by its hash, and
    two processes that seal the same bytes at once do not overwrite each other's file.
    """
    digest = sha256(data).hexdigest()
    key = secrets.token_bytes(32)
    wrapped = wrap(key, originals_key, digest.encode())
    name = sealed_name(names_key, digest, wrapped)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, _sealed_chunks(data, key))
    return SealedName(name, digest, len(data), wrapped)


def sealed_name(names_key: bytes, digest: str, wrapped_key: bytes) -> str:
    """The file name of an original: HMAC-SHA-256 of its hash and of the nonce of its wrapped key."""
    return hmac.new(names_key, digest.encode() + wrapped_key[:_NONCE], sha256).hexdigest()


def open_sealed(folder: Path, sealed: SealedName, *, originals_key: bytes) -> bytes:
    """The original bytes. Raises `ArchiveDamaged` when the file is missing, cut, changed, or not this original."""
    data = b"".join(open_chunks(folder, sealed, originals_key=originals_key))
    if len(data) != sealed.size or sha256(data).hexdigest() != sealed.sha256:
        raise ArchiveDamaged("original_damaged", name=sealed.name)
    return data


def open_chunks(folder: Path, sealed: SealedName, *, originals_key: bytes) -> Iterator[bytes]:
    """The original bytes piece by piece, each authenticated; the caller compares the hash of the whole.

    Raises `ArchiveDamaged`: 'original_missing' or 'original_damaged' with the sealed file's name.
    """
    try:
        key = unwrap(sealed.wrapped_key, originals_key, sealed.sha256.encode())
        yield from _without_padding(_opened_chunks(folder / sealed.name, key))
    except FileNotFoundError as error:
        raise ArchiveDamaged("original_missing", name=sealed.name) from error
    except (CryptoError, OSError, _Broken) as error:
        raise ArchiveDamaged("original_damaged", name=sealed.name) from error


def wrap(key: bytes, under: bytes, about: bytes) -> bytes:
    """A key encrypted under another one, bound to what it is about."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(key, about, nonce, under)


def unwrap(wrapped: bytes, under: bytes, about: bytes) -> bytes:
    """The key that `wrap` encrypted. Raises nacl's CryptoError when anything does not fit."""
    return crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped[_NONCE:], about, wrapped[:_NONCE], under)


def padded_size(size: int) -> int:
    """The Padmé size: at most 12 % more, and so coarse that a size says little."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (size + mask) & ~mask


class _Broken(Exception):
    """The sealed file does not have the shape of one."""


def _sealed_chunks(data: bytes, key: bytes) -> Iterator[bytes]:
    state = crypto_secretstream_xchacha20poly1305_state()
    yield MAGIC + crypto_secretstream_xchacha20poly1305_init_push(state, key)
    pieces = _padded_pieces(data)
    piece = next(pieces)
    for following in pieces:
        yield _push(state, piece, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
        piece = following
    yield _push(state, piece, crypto_secretstream_xchacha20poly1305_TAG_FINAL)


def _push(state: crypto_secretstream_xchacha20poly1305_state, piece: bytes, tag: int) -> bytes:
    return crypto_secretstream_xchacha20poly1305_push(state, piece, MAGIC, tag)


def _padded_pieces(data: bytes) -> Iterator[bytes]:
    """The length, the bytes and the zeros, cut into chunks; a view, so that a large original is not copied whole."""
    view, total = memoryview(data), padded_size(_LENGTH + len(data))
    head = len(data).to_bytes(_LENGTH, "big") + bytes(view[: CHUNK - _LENGTH])
    yield head.ljust(min(CHUNK, total), b"\0")
    for start in range(CHUNK, total, CHUNK):
        piece = bytes(view[start - _LENGTH : start - _LENGTH + CHUNK])
        yield piece.ljust(min(CHUNK, total - start), b"\0")


def _opened_chunks(path: Path, key: bytes) -> Iterator[bytes]:
    state = crypto_secretstream_xchacha20poly1305_state()
    tag = -1
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise _Broken
        header = file.read(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        if len(header) != crypto_secretstream_xchacha20poly1305_HEADERBYTES:
            raise _Broken
        crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
        while tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL:
            sealed = file.read(_SEALED_CHUNK)
            if len(sealed) < crypto_secretstream_xchacha20poly1305_ABYTES:
                raise _Broken
            piece, tag = crypto_secretstream_xchacha20poly1305_pull(state, sealed, MAGIC)
            yield piece
        if file.read(1):
            raise _Broken


def _without_padding(pieces: Iterator[bytes]) -> Iterator[bytes]:
    first = next(pieces)
    left = int.from_bytes(first[:_LENGTH], "big")
    for piece in chain((first[_LENGTH:],), pieces):
        yield piece[: max(left, 0)]
        left -= len(piece)
    if left > 0:
        raise _Broken
