"""How values stand to each other: precision, hierarchy, half-open numbers, and numbers that are none."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weigh_made import days, holds, name, number, place, words, year

from doltap.model import DateValue, TermValue
from doltap.weigh import Relation, relate, specificity

R = Relation
MIRROR = {R.SAME: R.SAME, R.CONTRARY: R.CONTRARY, R.OVERLAPS: R.OVERLAPS, R.NARROWER: R.WIDER, R.WIDER: R.NARROWER}


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (year(1998), days("1998-03-01", "1998-03-31"), R.NARROWER),
        (days("1998-03-01"), year(1998), R.WIDER),
        (year(1998), year(1998), R.SAME),
        (year(1998), year(1999), R.CONTRARY),
        (days("1998-01-01", "1999-06-30"), days("1999-01-01", "1999-12-31"), R.OVERLAPS),
        (DateValue("../1998", None, days("1998-12-31").latest), year(1997), R.NARROWER),
        (DateValue("", None, None), year(1997), R.NARROWER),
        (number(500, None, "person"), number(None, 600, "person"), R.CONTRARY),
        (number(500, None), number(600, 600), R.NARROWER),
        (number(500, 500, "person"), number(500, 500, "km"), R.CONTRARY),
        (number(500, 500, "person"), number(500, 500), R.SAME),
        (number(314, 314), number(390, 400), R.CONTRARY),
        (place("Korea", "KP"), place("Hoeryong", "KP.HB.HR"), R.NARROWER),
        (place("Hoeryong", "KP.HB.HR"), place("N. Hamgyong", "KP.HB"), R.WIDER),
        (place("Hoeryong", "KP.HB.HR"), place("Musan", "KP.HB.MS"), R.CONTRARY),
        (place("Unknown  Village"), place("unknown village"), R.SAME),
        (place("Sinpo", "KP.HN.SP", "KP.X"), place("Sinpo", "KP.X"), R.SAME),
        (TermValue("kind", "arrest"), TermValue("kind", "death"), R.CONTRARY),
        (name("김철수"), name("Kim Chol Su"), R.SAME),
        (number(16, 16, "counting_year"), number(14, 14, "year"), R.NARROWER),
        (number(16, 16, "counting_year"), number(15, 15, "year"), R.NARROWER),
        (number(16, 16, "counting_year"), number(16, 16, "year"), R.CONTRARY),
        (number(15, 23, "counting_year"), number(14, 18, "year"), R.CONTRARY),
        (number(100, 100, "km"), number(97, 97, "km"), R.SAME),
        (number(100, 100, "km"), number(90, 90, "km"), R.CONTRARY),
        (number(1138, 1138, "person"), number(1142, 1142, "person"), R.CONTRARY),
        (number(9, None, "km"), number(8, 8, "km"), R.CONTRARY),
        (words("teacher"), words("primary school teacher"), R.NARROWER),
        (words("Primary-school teacher"), words("teacher"), R.WIDER),
        (words("인민학교 교사"), words("인민 학교교사"), R.SAME),
        (words("교사"), words("인민학교 교사"), R.NARROWER),
        (words("teacher"), words("not a teacher"), R.CONTRARY),
        (words("teacher"), words("soldier"), R.CONTRARY),
        (words(""), words("soldier"), R.CONTRARY),
        (name("김철수"), name("박영희"), R.CONTRARY),
        (name("Kim", "person.a"), name("Kim", "person.b"), R.CONTRARY),
        (words("Sold  for 500!"), words("sold for 500"), R.SAME),
        (year(1998), words("1998"), R.SAME),
        (year(1998), words("long ago"), R.CONTRARY),
        (number(nan, nan), number(nan, nan), R.SAME),
        (number(nan, nan), number(5, 5), R.CONTRARY),
        (number(inf, inf), number(inf, inf), R.SAME),
    ],
)
def test_relation_and_its_mirror(left, right, relation):
    assert relate(left, right, holds) is relation
    assert relate(right, left, holds) is MIRROR[relation]


@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=True)), min_size=2, max_size=2))
def test_specificity_can_always_be_ordered(bounds):
    narrow = specificity(number(*bounds))
    assert narrow == narrow
    assert narrow <= 0


def test_narrower_is_more_specific():
    assert specificity(days("1998-03-01")) > specificity(year(1998)) > specificity(DateValue("", None, None))
    assert specificity(place("H", "KP.HB.HR")) > specificity(place("K", "KP"))
