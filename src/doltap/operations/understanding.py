"""What a person types, understood: a date, a place, a number, a name, a term of the codebook."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from doltap.errors import WrongUsage
from doltap.language import PlaceIndex, find_dates, find_numbers, parse_edtf
from doltap.model import (
    DateValue,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    TermValue,
    TextValue,
    Value,
)
from doltap.packs import Pack, load

CODEBOOK: Final[dict[EntityType, dict[str, Value]]] = {
    EntityType.PERSON: {
        "name": NameValue(""),
        "alias": NameValue(""),
        "birth_date": DateValue(""),
        "birth_place": PlaceValue(""),
        "death_date": DateValue(""),
        "death_place": PlaceValue(""),
        "sex": TermValue("sex", ""),
        "kin": TermValue("kin", ""),
        "occupation": TextValue(""),
        "lived_at": PlaceValue(""),
        "held_at": PlaceValue(""),
        "membership": NameValue(""),
        "arrived": DateValue(""),
        "arrived_at": PlaceValue(""),
    },
    EntityType.EVENT: {
        "kind": TermValue("event", ""),
        "date": DateValue(""),
        "place": PlaceValue(""),
        "actor": NameValue(""),
        "victim": NameValue(""),
        "participant": NameValue(""),
        "count": NumberValue(None, None),
    },
    EntityType.PLACE: {"name": PlaceValue("")},
    EntityType.BODY: {"name": NameValue("")},
}
"""What can be said of each kind of thing, with an empty value of the kind that says it."""

VOCABULARIES: Final = {"event": "event_kind", "kin": "kinship"}
"""Vocabularies that extraction calls otherwise than the pack does."""


def understood(words: str, like: Value, pack: Pack) -> Value:
    """What was typed, as a value of the same kind as `like`. Raises WrongUsage when it is none."""
    said = " ".join(words.split())
    if not said:
        raise WrongUsage("value_missing")
    match like:
        case DateValue():
            return _date(said)
        case NumberValue():
            return _number(said)
        case PlaceValue():
            return PlaceValue(said, places(pack.id).lookup(said))
        case NameValue():
            return NameValue(said)
        case TermValue(vocabulary=vocabulary):
            return _term(said, vocabulary, pack)
        case TextValue():
            return TextValue(said)


@cache
def places(pack: str) -> PlaceIndex:
    """The places of a pack to look names up in, made once."""
    return PlaceIndex(load(pack).gazetteer.places)


def _date(said: str) -> DateValue:
    try:
        return parse_edtf(said)
    except ValueError:
        found = next((d.value for d in find_dates(said) if d.value), None)
    if found is None:
        raise WrongUsage("value_no_date", words=said[:64])
    return found


def _number(said: str) -> NumberValue:
    plain = said.replace(",", "")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return NumberValue(float(plain), float(plain))
    found = next((n.value for n in find_numbers(said)), None)
    if not isinstance(found, NumberValue):
        raise WrongUsage("value_no_number", words=said[:64])
    return found


def _term(said: str, vocabulary: str, pack: Pack) -> TermValue:
    wanted = said.casefold()
    for term in pack.vocabulary(VOCABULARIES.get(vocabulary, vocabulary)):
        if wanted in {n.casefold() for n in (term.id, term.name_en, term.name_ko, *term.names)}:
            return TermValue(vocabulary, term.id)
    raise WrongUsage("value_no_term", words=said[:64])
