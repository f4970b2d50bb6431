"""Charts, tracks and the map as geometry."""

import csv
from datetime import date
from itertools import pairwise

import pytest

from doltap.model import DateValue, Status, plain_date
from doltap.publish import FigureRow, FigureView, PlaceView, TimelineItem
from doltap.publish.charts import bars, columns, nice_steps, total, written, year_of
from doltap.publish.geography import NORTHERN, PROVINCES, outline, project, spots
from doltap.publish.tracks import decades, mark


def figure(rows, series=("a", "b")):
    return FigureView("f", "t", "columns", series, tuple(FigureRow(label, values) for label, values in rows))


@pytest.mark.parametrize("top", [0.3, 1, 7, 42, 223, 999, 2914, 19941, 1e7])
def test_steps_are_even_round_and_cover_the_highest(top):
    steps = nice_steps(top)
    assert steps[0] == 0
    assert steps[-1] >= top > steps[-2] * 0.7
    assert len({round(b - a, 9) for a, b in pairwise(steps)}) == 1
    assert 3 <= len(steps) <= 7


def test_steps_of_nothing():
    assert nice_steps(0) == (0.0, 1.0)


def test_columns_stand_on_the_ground_and_stack_without_gaps():
    chart = columns(figure([("2001", (10, 30)), ("2002", (5, 5))]))
    first = [r for r in chart.rects if r.x < 50]
    assert first[0].y + first[0].height == pytest.approx(100)
    assert first[1].y + first[1].height == pytest.approx(first[0].y)
    assert first[1].height == pytest.approx(3 * first[0].height)
    assert all(r.x >= 0 and r.x + r.width <= 100 for r in chart.rects)


def test_a_row_of_several_years_is_hatched_among_rows_of_one():
    chart = columns(figure([("1998 and before", (9, 0)), ("2001", (1, 1)), ("2002", (1, 1)), ("2003년", (1, 1))]))
    assert chart.hatched == ("1998 and before",)
    assert [r.hatched for r in chart.rects].count(True) == 1


def test_a_missing_number_is_not_a_zero():
    rows = [(str(y), (None if y == 2010 else 1.0,)) for y in range(2000, 2011)]
    chart = columns(figure(rows, ("a",)))
    assert len(chart.rects) == 10
    assert all(x < 95 for x, _, _ in chart.labels)
    assert written(None) == "–"
    assert total(FigureRow("x", (None, None))) is None
    assert total(FigureRow("x", (None, 2))) == 2


def test_one_series_of_several_can_be_drawn_alone():
    chart = columns(figure([("2001", (10, 30)), ("2002", (5, 5))]), 1)
    assert len(chart.rects) == 2
    assert chart.y_ticks[-1].text == "30"


def test_a_figure_of_nothing_draws_nothing():
    chart = columns(figure([("2001", (0, 0))]))
    assert chart.rects == ()
    assert chart.labels == ()


def test_the_longest_bar_fills_the_width():
    rows = bars(figure([("x", (30, 10)), ("y", (10, None))]))
    assert sum(r.width for r in rows[0].rects) == pytest.approx(100)
    assert rows[1].rects[0].width == pytest.approx(25)
    assert (rows[1].values, rows[1].total) == (("10", "–"), "10")


@pytest.mark.parametrize(
    ("label", "year"), [("2001", "2001"), ("2001년", "2001"), ("1999-2001", ""), ("before 1998", "")]
)
def test_the_year_of_a_label(label, year):
    assert year_of(label) == year


def test_a_day_is_a_dot_a_stretch_a_bar_and_a_year_is_vague():
    assert mark(plain_date("2008-02-08"), 2000).shape == "dot"
    assert mark(plain_date("2008-02"), 2000).shape == "dot"
    assert mark(plain_date("1994/1998"), 1990).shape == "bar"
    assert mark(plain_date("1997"), 1990).shape == "soft"
    assert mark(DateValue("1994~/1998", date(1994, 1, 1), date(1998, 12, 31)), 1990).shape == "soft"
    assert mark(DateValue("2020/..", date(2020, 1, 1), None), 2020).shape == "since"
    assert mark(DateValue("../1998", None, date(1998, 1, 1)), 1990).shape == "until"
    assert mark(DateValue(""), 1990) is None


def test_a_mark_lies_where_its_dates_lie():
    year = mark(plain_date("1995"), 1990)
    assert year.x == pytest.approx(50, abs=0.1)
    assert year.width == pytest.approx(10, abs=0.1)
    assert not year.before
    assert not year.after


def test_what_goes_beyond_the_decade_is_cut_and_says_so():
    long = mark(plain_date("1959/1984"), 1950)
    assert long.x + long.width == pytest.approx(100)
    assert (long.before, long.after) == (False, True)
    assert mark(plain_date("1959/1984"), 1960).before
    assert 0 <= mark(plain_date("1984"), 1950).x < 100


def test_items_stand_in_their_decades_in_order_of_time():
    def item(label, *dates):
        return TimelineItem(label, tuple(dates), Status.ONE_TELLER)

    later, sooner = item("b", plain_date("1997-05")), item("a", plain_date("1991"))
    differing = item("c", plain_date("2008-02-17"), plain_date("2008-02-08"))
    drawn, undated = decades([later, differing, item("d", DateValue("")), sooner])
    assert [d.start for d in drawn] == [1990, 2000]
    assert [r.item.label for r in drawn[0].rows] == ["a", "b"]
    assert drawn[1].rows[0].differ
    assert len(drawn[1].rows[0].marks) == 2
    assert [i.label for i in undated] == ["d"]


def inside(x, y):
    crossings = [
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in zip(NORTHERN, NORTHERN[1:] + NORTHERN[:1], strict=True)
    ]
    return sum(crossings) % 2 == 1


def test_the_outline_holds_the_centre_of_every_county_but_one_island(shared):
    rows = list(csv.DictReader((shared / "field" / "kp_places.csv").open(encoding="utf-8")))
    outside = [r["id"] for r in rows if not inside(float(r["lon_centroid"]), float(r["lat_centroid"]))]
    assert len(rows) == 179
    assert outside == ["KP0625"], "Sindo is an island"


def test_every_province_name_stands_inside_the_outline():
    assert [c for c, lon, lat in PROVINCES if not inside(lon, lat)] == []
    assert outline(NORTHERN).count("Q") == len(NORTHERN)


def test_north_is_up_and_east_is_right():
    assert project(126, 42)[1] < project(126, 38)[1]
    assert project(125, 40)[0] < project(130, 40)[0]


def test_only_places_of_the_map_get_a_point_and_are_numbered_from_the_north():
    def place(id_, kind, lat, lon):
        return PlaceView(id_, id_, kind, lat, lon)

    found = spots([place("s", "county", 38.5, 126), place("n", "city", 42, 129), place("MN", "country", 46.9, 103.8),
                   place("KP", "country", 40, 127), place("camp", "facility", 40, 127)])  # fmt: skip
    assert [(s.place.id, s.number) for s in found] == [("n", 1), ("s", 2)]
