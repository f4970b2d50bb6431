"""Names of people as written: taken apart, compared across scripts and spellings, and keyed for finding."""

from doltap.language.names.compare import NameScore, compare_names, same_name
from doltap.language.names.keys import name_keys
from doltap.language.names.text import NameParts, is_korean_surname, split_name

__all__ = ["NameParts", "NameScore", "compare_names", "is_korean_surname", "name_keys", "same_name", "split_name"]
