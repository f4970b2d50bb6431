"""Names of people as written: taken apart, compared across scripts and spellings, and keyed for finding."""

from doltap.language.names.explain import explain, name_share
from doltap.language.names.find import Candidate, NameIndex, candidates
from doltap.language.names.keys import name_keys
from doltap.language.names.many import compare_many
from doltap.language.names.pairs import NameScore, compare, compare_names, same_name
from doltap.language.names.parts import split_name
from doltap.language.names.text import NameParts, is_korean_surname

__all__ = [
    "Candidate",
    "NameIndex",
    "NameParts",
    "NameScore",
    "candidates",
    "compare",
    "compare_many",
    "compare_names",
    "explain",
    "is_korean_surname",
    "name_keys",
    "name_share",
    "same_name",
    "split_name",
]
