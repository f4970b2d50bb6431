"""Short ways to make values and assertions for the tests of weighing."""

from datetime import date

from doltap.model import Assertion, Certainty, DateValue, EntityType, NameValue, NumberValue, PlaceValue, TextValue


def days(first: str, last: str | None = None) -> DateValue:
    """The days from `first` to `last`."""
    return DateValue(f"{first}/{last or first}", date.fromisoformat(first), date.fromisoformat(last or first))


def year(number: int) -> DateValue:
    """A year."""
    return DateValue(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def number(low: float | None, high: float | None = None, unit: str = "") -> NumberValue:
    """A count."""
    return NumberValue(low, high, unit)


def place(text: str, *ids: str) -> PlaceValue:
    """A place of the gazetteer."""
    return PlaceValue(text, ids)


def told(value, account="acc", *, id="", prop="birth_date", entity="e", kind=EntityType.PERSON, **more) -> Assertion:
    """One assertion by one account."""
    made = id or f"{account}/{entity}/{prop}/{value}/{more}"
    return Assertion(made, f"p-{made}", account, entity, kind, prop, value, str(value), **more)


def denied(value, account="acc", **more) -> Assertion:
    """One denial."""
    return told(value, account, certainty=Certainty.DENIED, **more)


def name(text: str, id_: str = "") -> NameValue:
    """A name."""
    return NameValue(text, id_)


def words(text: str) -> TextValue:
    """A text."""
    return TextValue(text)


def holds(outer: str, inner: str) -> bool:
    """A hierarchy by dots: 'KP' holds 'KP.HB' and 'KP.HB.HR'."""
    return inner.startswith(outer + ".")
