"""What must not be read and must not be changed: keys, sealed originals, the Merkle log, the write lock.

Knows bytes and files, nothing of accounts: the store is beside it, `operations` brings the two together.
"""

from doltap.vault.files import sync_folder, write_whole
from doltap.vault.keys import Cost, Keys, add_recovery, change_passphrase, create_keys, open_keys
from doltap.vault.lock import write_lock
from doltap.vault.sealed import SealedName, open_chunks, open_sealed, seal
from doltap.vault.secret_words import normal, suggest_passphrase

__all__ = [
    "Cost",
    "Keys",
    "SealedName",
    "add_recovery",
    "change_passphrase",
    "create_keys",
    "normal",
    "open_chunks",
    "open_keys",
    "open_sealed",
    "seal",
    "suggest_passphrase",
    "sync_folder",
    "write_lock",
    "write_whole",
]
