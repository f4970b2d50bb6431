"""What a column of a table holds, guessed from what it is called and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from doltap.resolve.link.columns import Kind, folded, read_date

_LOOKED_AT: Final = 2000
_MOSTLY: Final = 0.8
_CATEGORIES: Final = 60
_CALLED: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.DATE, r"dob|birth_?da(te|y)|date|생년월일|생일|날짜"),
    (Kind.NAME, r"(full|given|first|last|family|middle)_?name|surname|forename|^name|이름|성명|성함"),
    (Kind.CATEGORY, r"sex|gender|state|country|성별|국적"),
    (Kind.PLACE, r"place|city|town|suburb|province|county|village|도시|출생지|고향|지역"),
    (Kind.CODE, r"post_?code|zip|phone|tel|ssn|soc_sec|passport|number|e?mail|우편|전화|번호"),
    (Kind.TEXT, r"address|street|note|주소|비고"),
)
_ROW_NAMES: Final = re.compile(r"(^|_)(id|no|nr|key|uuid)$|^rec(ord)?(_|$)|unique|번호$")
ALIASES: Final = {
    "given_name": Kind.NAME, "first_name": Kind.NAME, "surname": Kind.NAME, "last_name": Kind.NAME,
    "full_name": Kind.NAME, "dob": Kind.DATE, "birthday": Kind.DATE, "birth_date": Kind.DATE, "year": Kind.DATE,
    "birth_year": Kind.DATE, "city": Kind.PLACE, "location": Kind.PLACE, "birth_place": Kind.PLACE,
    "id": Kind.CODE, "identifier": Kind.CODE, "postcode": Kind.CODE, "number": Kind.CODE, "phone": Kind.CODE,
    "email": Kind.CODE, "sex": Kind.CATEGORY, "gender": Kind.CATEGORY, "occupation": Kind.CATEGORY,
    "string": Kind.TEXT, "address": Kind.TEXT,
}  # fmt: skip
"""Other words that people use for the kinds."""


def kind_named(word: str) -> Kind | None:
    """The kind that this word means; None for a word that means none."""
    plain = word.strip().casefold().replace("-", "_")
    return Kind(plain) if plain in set(Kind) else ALIASES.get(plain)


def guessed(name: str, values: Sequence[str]) -> Kind | None:
    """The kind of a column; None for one that says nothing of a person: empty, all alike, or a number for each row."""
    told = [f for v in values[:_LOOKED_AT] if (f := folded(v))]
    distinct = len(set(told))
    if distinct < 2 or numbers_the_rows(name, values):
        return None
    called = next((kind for kind, words in _CALLED if re.search(words, name.casefold())), None)
    return called if called and _fits(called, told) else _by_content(told, distinct)


def numbers_the_rows(name: str, values: Sequence[str]) -> bool:
    """Whether a column is called a number or an id, and no two rows share one."""
    return bool(_ROW_NAMES.search(name.casefold())) and len(set(values)) == len(values)


def _fits(kind: Kind, told: Sequence[str]) -> bool:
    return kind is not Kind.DATE or _share(told, lambda v: bool(read_date(v))) >= _MOSTLY


def _by_content(told: Sequence[str], distinct: int) -> Kind:
    if _share(told, lambda v: bool(read_date(v)) and not v.isdigit()) >= _MOSTLY:
        return Kind.DATE
    if distinct <= min(_CATEGORIES, len(told) // 4):
        return Kind.CATEGORY
    if _share(told, lambda v: any(c.isdigit() for c in v) or "@" in v) >= _MOSTLY:
        return Kind.CODE
    return Kind.TEXT


def _share(told: Sequence[str], test: object) -> float:
    assert callable(test)
    return sum(map(bool, map(test, told))) / max(1, len(told))
