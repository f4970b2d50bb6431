"""What words say before anybody weighs them: sentences, dates, ages, numbers, names, places.

Each part loads when it is first asked for: who only searches does not pay for the patterns of dates.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

# Not lazily: this function has the name of its module, which would stand in its place once that is loaded.
from doltap.language.sentences import sentences

if TYPE_CHECKING:
    from doltap.language.ages import SaidAge, age_system, birth_years, read_age, said_ages
    from doltap.language.dates import find_dates
    from doltap.language.edtf import InvalidDate, between, format_edtf, one_of, parse_edtf
    from doltap.language.hangul import (
        compose,
        decompose,
        has_tail,
        initial_sound_variants,
        is_hangul,
        letters,
        north_spelling,
        particle_splits,
        south_spelling,
        strip_particle,
    )
    from doltap.language.hidden import SeenText, as_written, seen_through
    from doltap.language.moments import FoundDate
    from doltap.language.names import (
        NameParts,
        NameScore,
        compare_names,
        is_korean_surname,
        name_keys,
        same_name,
        split_name,
    )
    from doltap.language.numbers import FoundNumber, find_numbers
    from doltap.language.places import PlaceIndex
    from doltap.language.romanise import dprk, mccune_reischauer, revised, romanise_name
    from doltap.language.scripts import (
        NfcText,
        Origin,
        clean_name,
        has_hidden_characters,
        language_of,
        to_nfc,
        unaccented,
    )
    from doltap.language.search import contains, fold, index_terms, needles, query_terms

__all__ = [
    "FoundDate",
    "FoundNumber",
    "InvalidDate",
    "NameParts",
    "NameScore",
    "NfcText",
    "Origin",
    "PlaceIndex",
    "SaidAge",
    "SeenText",
    "age_system",
    "as_written",
    "between",
    "birth_years",
    "clean_name",
    "compare_names",
    "compose",
    "contains",
    "decompose",
    "dprk",
    "find_dates",
    "find_numbers",
    "fold",
    "format_edtf",
    "has_hidden_characters",
    "has_tail",
    "index_terms",
    "initial_sound_variants",
    "is_hangul",
    "is_korean_surname",
    "language_of",
    "letters",
    "mccune_reischauer",
    "name_keys",
    "needles",
    "north_spelling",
    "one_of",
    "parse_edtf",
    "particle_splits",
    "query_terms",
    "read_age",
    "revised",
    "romanise_name",
    "said_ages",
    "same_name",
    "seen_through",
    "sentences",
    "south_spelling",
    "split_name",
    "strip_particle",
    "to_nfc",
    "unaccented",
]

_HOMES: Final = {
    "ages": "SaidAge age_system birth_years read_age said_ages",
    "dates": "find_dates",
    "edtf": "InvalidDate between format_edtf one_of parse_edtf",
    "hangul": "compose decompose has_tail initial_sound_variants is_hangul letters north_spelling particle_splits"
    " south_spelling strip_particle",
    "hidden": "SeenText as_written seen_through",
    "moments": "FoundDate",
    "names": "NameParts NameScore compare_names is_korean_surname name_keys same_name split_name",
    "numbers": "FoundNumber find_numbers",
    "places": "PlaceIndex",
    "romanise": "dprk mccune_reischauer revised romanise_name",
    "scripts": "NfcText Origin clean_name has_hidden_characters language_of to_nfc unaccented",
    "search": "contains fold index_terms needles query_terms",
}
_HOME: Final = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """The public names, each from its module, which loads when the first of its names is asked for."""
    if name not in _HOME:
        raise AttributeError(name)
    globals()[name] = found = getattr(import_module(f"doltap.language.{_HOME[name]}"), name)
    return found
