"""What the archive knows about a country, as data: a pack is a folder of tables that a person can read and correct.

`load("north_korea")` gives names to find in a text, rules of safety, sources and public facts; every fact is one
sentence with its originator, its document and whether anybody saw it. `generic` works alone.
"""

from doltap.packs.load import available, load, load_folder
from doltap.packs.pack import Fact, FactAssertion, Pack, is_verified

__all__ = [
    "Fact",
    "FactAssertion",
    "Pack",
    "available",
    "is_verified",
    "load",
    "load_folder",
]
