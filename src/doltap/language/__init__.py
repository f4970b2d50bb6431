"""What words say before anybody weighs them: sentences, dates, ages, numbers, names, places."""

from doltap.language.scripts import NfcText, Origin, clean_name, has_hidden_characters, language_of, to_nfc, unaccented
from doltap.language.search import contains, fold, index_terms, needles, query_terms
from doltap.language.sentences import sentences

__all__ = [
    "NfcText",
    "Origin",
    "clean_name",
    "contains",
    "fold",
    "has_hidden_characters",
    "index_terms",
    "language_of",
    "needles",
    "query_terms",
    "sentences",
    "to_nfc",
    "unaccented",
]
