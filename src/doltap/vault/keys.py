"""The keys of an archive and the file that holds them, wrapped.

Random 32-byte keys do the work; a random master key wraps them; the passphrase (and, if made, a recovery code) wraps
only the master key, through argon2id. So a new passphrase re-encrypts nothing but 32 bytes.

The key file is JSON: format, one slot for each secret that opens it (kind, argon2id parameters, wrapped master key),
the wrapped keys, and a MAC under the master key over all of it, so that no slot can be added, weakened or put back
unnoticed beside another file's keys.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError

from doltap.errors import ArchiveDamaged, ArchiveNewer, WrongPassphrase, WrongUsage
from doltap.vault.log import canonical
from doltap.vault.sealed import unwrap, wrap
from doltap.vault.secret_words import as_code, normal

FORMAT: Final = 1
FLOOR_MIB: Final = 64
FLOOR_ROUNDS: Final = 3
_TOP_MIB: Final = 4096
_TOP_ROUNDS: Final = 1000
_LANES: Final = 4
_DEFAULT_MIB: Final = 256
_SHORTEST: Final = 12


@dataclass(frozen=True, slots=True)
class Keys:
    """The raw keys of an open archive, 32 bytes each; never shown, never written unwrapped.

    `testimony` and `identities` open the two databases, `originals` wraps the key of each sealed original, `names`
    hides what a sealed file is, `signing` is the Ed25519 seed of the log's checkpoints.
    """

    testimony: bytes = field(repr=False)
    identities: bytes = field(repr=False)
    originals: bytes = field(repr=False)
    names: bytes = field(repr=False)
    signing: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs: argon2id memory in MiB, rounds, lanes (RFC 9106)."""

    memory_mib: int
    rounds: int
    lanes: int = _LANES


LIGHT: Final = Cost(8, 1, 1)  # for tests alone, chosen by DOLTAP_KDF=light when an archive is made


def create_keys(
    passphrase: str, *, memory_mib: int | None = None, rounds: int | None = None, light: bool | None = None
) -> tuple[bytes, Keys]:
    """New random keys, and the key file that the passphrase opens.

    The cost is calibrated to about one second unless given (at least 64 MiB and 3 rounds). `light`, or DOLTAP_KDF=light
    in the environment, makes a cheap one for tests. Raises `WrongUsage` on a passphrase under 12 characters.
    """
    _demand_strength(passphrase)
    keys = Keys(*(secrets.token_bytes(32) for _ in fields(Keys)))
    master = secrets.token_bytes(32)
    slot = _slot("passphrase", passphrase, master, _chosen_cost(memory_mib, rounds, light))
    return _file(master, keys, [slot]), keys


def open_keys(keyfile: bytes, secret: str) -> Keys:
    """The keys, opened with the passphrase or the recovery code.

    Raises `WrongPassphrase`, `ArchiveNewer` on a later format, `ArchiveDamaged` on a key file that is not whole.
    """
    return _opened(_parsed(keyfile), secret)[1]


def change_passphrase(keyfile: bytes, secret: str, new_passphrase: str, *, light: bool | None = None) -> bytes:
    """The key file that the new passphrase opens, at no less cost; the keys stay, nothing else is re-encrypted.

    `secret` is the old passphrase or the recovery code. Raises as `open_keys` does.
    """
    _demand_strength(new_passphrase)
    parsed = _parsed(keyfile)
    master, keys = _opened(parsed, secret)
    kept = [slot for slot in parsed["slots"] if slot["kind"] != "passphrase"]
    slot = _slot("passphrase", new_passphrase, master, _chosen_cost(None, None, light))
    return _file(master, keys, [slot, *kept])


def add_recovery(keyfile: bytes, secret: str) -> tuple[bytes, str]:
    """The key file with a new recovery code, and the code (shown once; an earlier one no longer opens)."""
    parsed = _parsed(keyfile)
    master, keys = _opened(parsed, secret)
    code = as_code(secrets.token_bytes(16))
    kept = [slot for slot in parsed["slots"] if slot["kind"] != "recovery"]
    cost = Cost(**kept[0]["cost"])
    return _file(master, keys, [*kept, _slot("recovery", code, master, cost)]), code


def calibrated_cost() -> Cost:
    """256 MiB (less where even that takes over two seconds) with as many rounds as take about one second here."""
    memory = _DEFAULT_MIB
    while (spent := _seconds(Cost(memory, FLOOR_ROUNDS))) > 2 and memory > FLOOR_MIB:
        memory //= 2
    return Cost(memory, max(FLOOR_ROUNDS, min(round(FLOOR_ROUNDS / spent), 12)))


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    _derived("how fast is this machine", b"0123456789abcdef", cost)
    return time.perf_counter() - start


def _chosen_cost(memory_mib: int | None, rounds: int | None, light: bool | None) -> Cost:
    if light if light is not None else os.environ.get("DOLTAP_KDF") == "light":
        return LIGHT
    if memory_mib is None and rounds is None:
        return calibrated_cost()
    return Cost(max(memory_mib or _DEFAULT_MIB, FLOOR_MIB), max(rounds or FLOOR_ROUNDS, FLOOR_ROUNDS))


def _demand_strength(passphrase: str) -> None:
    if len(normal(passphrase)) < _SHORTEST:
        raise WrongUsage("passphrase_short", least=_SHORTEST)


def _derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    memory_kib = cost.memory_mib * 1024
    words = normal(secret).encode("utf-8")
    return hash_secret_raw(words, salt, cost.rounds, memory_kib, cost.lanes, 32, Type.ID)


def _slot(kind: str, secret: str, master: bytes, cost: Cost) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    about = {"memory_mib": cost.memory_mib, "rounds": cost.rounds, "lanes": cost.lanes}
    slot: dict[str, Any] = {"kind": kind, "kdf": "argon2id", "cost": about, "salt": _text(salt)}
    slot["master"] = _text(wrap(master, _derived(secret, salt, cost), canonical(slot)))
    return slot


def _file(master: bytes, keys: Keys, slots: list[dict[str, Any]]) -> bytes:
    raw = b"".join(getattr(keys, f.name) for f in fields(Keys))
    content: dict[str, Any] = {"format": FORMAT, "slots": slots, "keys": _text(wrap(raw, master, b"doltap keys 1"))}
    content["mac"] = _text(_mac(master, content))
    return json.dumps(content, indent=1).encode("ascii") + b"\n"


def _mac(master: bytes, content: Mapping[str, Any]) -> bytes:
    under = hmac.digest(master, b"doltap key file mac", "sha256")
    signed = {name: value for name, value in content.items() if name != "mac"}
    return hmac.digest(under, canonical(signed), "sha256")


def _parsed(keyfile: bytes) -> dict[str, Any]:
    try:
        content = json.loads(keyfile)
        found = int(content["format"])
        if found > FORMAT:
            raise ArchiveNewer("archive_newer", part="keys", found=found, known=FORMAT)
        shape = all(_usable(slot) for slot in content["slots"]) and {"keys", "mac"} <= content.keys()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamaged("part_damaged", part="keys") from error
    if not shape or not content["slots"]:
        raise ArchiveDamaged("part_damaged", part="keys")
    return dict(content)


def _usable(slot: Mapping[str, Any]) -> bool:
    """Whether a slot has its parts and a cost that this machine can be asked to pay (the file may be hostile)."""
    cost = Cost(**slot["cost"])
    within = 1 <= cost.memory_mib <= _TOP_MIB and 1 <= cost.rounds <= _TOP_ROUNDS and 1 <= cost.lanes <= 64
    return within and slot["kdf"] == "argon2id" and {"kind", "salt", "master"} <= slot.keys()


def _opened(parsed: dict[str, Any], secret: str) -> tuple[bytes, Keys]:
    for slot in parsed["slots"]:
        master = _master(slot, secret)
        if master is not None:
            return master, _keys(parsed, master)
    raise WrongPassphrase("wrong_passphrase")


def _master(slot: Mapping[str, Any], secret: str) -> bytes | None:
    try:
        bound = canonical({name: value for name, value in slot.items() if name != "master"})
        key = _derived(secret, b64decode(slot["salt"], validate=True), Cost(**slot["cost"]))
        return unwrap(b64decode(slot["master"], validate=True), key, bound)
    except CryptoError:
        return None
    except (ValueError, TypeError) as error:
        raise ArchiveDamaged("part_damaged", part="keys") from error


def _keys(parsed: Mapping[str, Any], master: bytes) -> Keys:
    try:
        if not hmac.compare_digest(b64decode(parsed["mac"], validate=True), _mac(master, parsed)):
            raise ArchiveDamaged("part_damaged", part="keys")
        raw = unwrap(b64decode(parsed["keys"], validate=True), master, b"doltap keys 1")
    except (CryptoError, ValueError, TypeError) as error:
        raise ArchiveDamaged("part_damaged", part="keys") from error
    return Keys(*(raw[i : i + 32] for i in range(0, len(raw), 32)))


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
