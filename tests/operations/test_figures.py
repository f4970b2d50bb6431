"""Figures: rows that add up to what the pack says, conflicts from facts that differ, nothing doubtful unmarked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from doltap import catalogue
from doltap.operations.figures import conflicts_of, figure_views
from doltap.operations.voice import Voice
from doltap.packs import FIGURES, Pack, figures, load
from doltap.publish import FigureView

IDS = ["arrivals", "birth_provinces", "returns", "unhcr_years", "unhcr_countries", "us_admissions", "nkdb"]


def figure(id_: str, language: str = "en", pack: Pack | None = None) -> FigureView:
    return next(f for f in figure_views(pack or load(), language) if f.id == id_)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_figure_is_there_with_title_source_and_whole_rows(language: str) -> None:
    views = figure_views(load(), language)
    assert [f.id for f in views] == IDS
    for view in views:
        assert view.title
        assert view.row_label
        assert all(len(r.values) == len(view.series) for r in view.rows)
        assert view.source or view.id == "returns"


def test_both_languages_carry_the_same_numbers() -> None:
    for english, korean in zip(figure_views(load(), "en"), figure_views(load(), "ko"), strict=True):
        assert [r.values for r in english.rows] == [r.values for r in korean.rows]
        assert len(english.conflicts) == len(korean.conflicts)
        assert re.search("[가-힣]", korean.title)


def test_arrivals_add_up_to_the_running_total() -> None:
    rows = figure("arrivals").rows
    assert sum(v or 0 for r in rows for v in r.values) == 34537
    assert figures(load(), "arrivals")[-1].number("running_total") == 34537


def test_the_conflicts_of_the_arrivals_are_those_of_the_field() -> None:
    found = {(c.label, c.value_a, c.value_b) for c in figure("arrivals").conflicts}
    assert ("2009", "2,914 people", "2,927 people") in found
    assert ("2010", "2,402 people", "2,376 people") in found
    assert ("2011", "2,706 people", "2,737 people") in found
    assert ("2025", "224 people", "223 people") in found
    assert ("2024 · Women", "210 people", "216 people") in found


def test_a_source_that_corrects_itself_is_told_from_two_that_differ() -> None:
    notes = {c.label: c.note for c in figure("arrivals").conflicts}
    same = catalogue.say("en", "figures.same_source")
    assert notes["2025"] == same
    assert notes["2009"] != same


def test_five_outlets_with_one_report_are_one_origin() -> None:
    conflict = next(c for c in figure("returns").conflicts if "9 October 2023" in c.label)
    assert {conflict.value_a, conflict.value_b} == {"at least 500 people", "up to 600 people"}
    assert "told 5 times, 1 origin" in conflict.source_b
    assert "told" not in conflict.source_a


def test_facts_that_agree_are_no_conflict() -> None:
    voice = Voice(load(), "en")
    assert conflicts_of(voice, "figure.arrivals_rok.2019") == ()
    assert conflicts_of(voice, "figure.arrivals_rok.2009")


def test_a_conflict_goes_when_one_of_its_facts_goes() -> None:
    pack = load()
    rivals = {f.id for f in pack.facts if any(a.value_text == "2,927" for a in f.assertions)}
    kept = replace(pack, facts=tuple(f for f in pack.facts if f.id not in rivals))
    assert rivals
    assert not [c for c in figure("arrivals", pack=kept).conflicts if c.label == "2009"]


def test_returns_stand_in_order_and_say_who_counts() -> None:
    rows = figure("returns").rows
    years = [int(re.search(r"(19|20)\d\d", r.label)[0]) for r in rows]
    assert years == sorted(years)
    assert all(r.note for r in rows)
    assert any("originator not known · not verified" in r.note for r in rows)


def test_what_no_row_was_seen_of_is_marked_once_and_single_rows_each() -> None:
    provinces, admitted = figure("birth_provinces"), figure("us_admissions")
    assert not provinces.verified
    assert not any(r.note for r in provinces.rows)
    assert not admitted.verified
    assert 0 < sum(bool(r.note) for r in admitted.rows) < len(admitted.rows)


def test_small_countries_are_added_up_not_dropped() -> None:
    last = max(n.period for n in figures(load(), "unhcr"))
    every = [n for n in figures(load(), "unhcr") if n.period == last]
    rows = figure("unhcr_countries").rows
    assert sum(v or 0 for r in rows for v in r.values) == sum(
        n.number(c) for n in every for c in ("refugees", "asylum_seekers")
    )
    assert len(rows) <= 21


def test_a_pack_without_numbers_has_no_figures() -> None:
    assert figure_views(load("generic"), "en") == ()
    assert set(FIGURES) >= {"arrivals", "unhcr"}
