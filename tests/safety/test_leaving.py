"""What may leave, and how coarse."""

from datetime import date

import pytest

from doltap.model import DateValue, SafetyClass
from doltap.safety import may_leave, year_band

WINTER = DateValue("1998-12/1999-02", date(1998, 12, 1), date(1999, 2, 28))
DAY = DateValue("1998-03-05", date(1998, 3, 5), date(1998, 3, 5))


def test_only_what_has_no_class_may_leave():
    assert may_leave([])
    assert may_leave(frozenset())


@pytest.mark.parametrize("safety", list(SafetyClass))
def test_no_class_may_leave(safety):
    assert not may_leave([safety])
    assert not may_leave(iter([safety]))


def test_a_class_nobody_knows_does_not_leave():
    assert not may_leave(["something_new"])


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (DAY, "1995/1999"),
        (DateValue("1995", date(1995, 1, 1), date(1995, 12, 31)), "1995/1999"),
        (WINTER, "1995/1999"),
        (DateValue("1999/2001", date(1999, 1, 1), date(2001, 12, 31)), "1995/2004"),
        (DateValue("../1999", None, date(1999, 5, 1)), "../1999"),
        (DateValue("1996/..", date(1996, 5, 1), None), "1995/.."),
        (DateValue(""), "../.."),
    ],
)
def test_a_date_becomes_its_five_years(value, band):
    found = year_band(value)
    assert found.edtf == band
    assert found.earliest is None or (found.earliest.month, found.earliest.day) == (1, 1)
    assert year_band(found) == found


def test_a_band_holds_the_date_and_never_tells_the_day():
    for month in range(1, 13):
        found = year_band(DateValue("", date(1998, month, 3), date(1998, month, 3)))
        assert found == year_band(DAY)
        assert found.earliest <= date(1998, month, 3) <= found.latest
