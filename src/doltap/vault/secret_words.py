"""Passphrases and recovery codes that a person can read, write and type."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

WORDS: Final = 7
_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_MISREAD: Final = str.maketrans("ILO", "110")


def suggest_passphrase(language: str) -> str:
    """Seven random words of 2,048 (77 bits), in Korean for 'ko', otherwise in English."""
    return " ".join(secrets.choice(word_list(language)) for _ in range(WORDS))


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 2,048 words of one language (BIP-39 lists, MIT; see words/LICENSE.txt), NFC."""
    name = "korean.txt" if language == "ko" else "english.txt"
    text = (files("doltap.vault") / "words" / name).read_text(encoding="utf-8")
    return tuple(unicodedata.normalize("NFC", text).split())


def normal(secret: str) -> str:
    """A secret as it is hashed: one Unicode form, single spaces; a recovery code without its hyphens and misreadings.

    Korean typed on a Mac arrives decomposed, on Windows composed: both must open the same archive.
    """
    words = " ".join(unicodedata.normalize("NFKC", secret).split())
    code = _bare(words)
    return code if is_code(code) else words


def as_code(raw: bytes) -> str:
    """Sixteen random bytes as a recovery code: 26 digits and 2 check digits of base 32 in groups of four."""
    number = int.from_bytes(raw, "big")
    digits = "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(26)))
    whole = digits + _check(digits)
    return "-".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def is_code(secret: str) -> bool:
    """Whether this is a recovery code without a typing error (1 in 1,024 errors passes)."""
    bare = _bare(secret)
    return len(bare) == 28 and all(d in _DIGITS for d in bare) and bare[26:] == _check(bare[:26])


def _bare(secret: str) -> str:
    return secret.upper().replace("-", "").replace(" ", "").translate(_MISREAD)


def _check(digits: str) -> str:
    number = int.from_bytes(sha256(b"doltap recovery" + digits.encode()).digest()[:2], "big")
    return _DIGITS[number >> 5 & 31] + _DIGITS[number & 31]
