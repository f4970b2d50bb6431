"""The pack's own conflicts, as a careful researcher would put them; and the page that says so is current."""

import pytest

from doltap.operations.conflicts import ConflictsRequest, conflicts

ENGLISH = {(c.about, c.property): c for c in conflicts(ConflictsRequest())}
KOREAN = conflicts(ConflictsRequest(language="ko"))


def the(about, prop):
    (found,) = (c for (a, p), c in ENGLISH.items() if a.startswith(about) and p == prop)
    return found


def has(conflict, *words):
    return all(any(w in remark for remark in conflict.remarks) for w in words)


@pytest.mark.parametrize(
    ("year", "values", "difference"),
    [
        (2002, ("1,138", "1,142"), "by 4 (0.4 %)"),
        (2003, ("1,281", "1,285"), "by 4 (0.3 %)"),
        (2009, ("2,914", "2,927"), "by 13 (0.4 %)"),
        (2010, ("2,376", "2,402"), "by 26 (1.1 %)"),
        (2011, ("2,706", "2,737"), "by 31 (1.1 %)"),
    ],
)
def test_arrivals_are_early_and_revised_counts(year, values, difference):
    found = the(f"Arrivals in South Korea, {year}", "number")
    assert all(any(v.startswith(value) for v in found.values) for value in values)
    assert has(found, difference, "an early and a revised count")
    assert any("Ministry of Unification" in v for v in found.values)


def test_2025_was_corrected_by_the_ministry_itself():
    found = the("Arrivals in South Korea, 2025", "number")
    assert has(found, "corrected its own number on 4 February 2026", "a later account replaces nothing")


def test_five_outlets_with_one_origin_count_once_and_500_to_600_fits_both():
    found = the("Return from China, October 2023", "number")
    assert "up to 600 people (Transitional Justice Working Group, in 5 documents, counted once)" in found.values
    assert "at least 500 people (Human Rights Watch)" in found.values
    assert has(found, "any number from 500 to 600 fits both", "5 tellings go back to 1 origin")


def test_nine_from_laos():
    handed = the("Return of nine young people from Laos", "handed to")
    assert any(v.startswith("China (") and "UNHCR" in v for v in handed.values)
    assert "North Korean embassy (Government of Laos)" in handed.values
    assert has(handed, "the word of a party to the matter alone")
    ages = the("Return of nine young people from Laos", "ages")
    assert has(ages, "How age is counted can explain a year or two of it")


def test_a_list_that_leaves_camp_15_out_does_not_close_it():
    found = the("Camp 15", "status")
    assert has(found, "A list that is silent denies nothing", "nobody has checked yet")


def test_the_wiki_that_says_both_of_camp_18_speaks_for_neither():
    found = the("Camp 18", "status")
    assert has(found, "speaks for none of them over the others")
    assert any(v.startswith("operating (") and "US Department of State" in v for v in found.values)


def test_314_and_almost_400_are_one_bodys_two_documents():
    found = the("OHCHR report on North Korea", "interviews")
    assert [v.split(" ")[0] for v in found.values] == ["314", "360"]
    assert has(found, "One body gives two of the values in two documents")


def test_what_the_north_says_of_the_famine_is_its_position():
    found = the("Famine of the 1990s", "deaths")
    assert has(found, "the word of a party to the matter alone")


def test_nobody_known_is_no_body_that_contradicts_itself():
    found = the("Return of 22 people who came by boat", "returned on")
    assert not has(found, "One body gives two")


def test_both_languages_say_as_much():
    assert [(len(c.values), len(c.remarks)) for c in KOREAN] == [
        (len(c.values), len(c.remarks)) for c in ENGLISH.values()
    ]
    assert all(not any("a" <= letter <= "z" for letter in r.replace("CEDAW", "")) for c in KOREAN for r in c.remarks)


def test_no_remark_is_empty_or_holds_a_gap():
    for conflict in (*ENGLISH.values(), *KOREAN):
        assert conflict.values
        assert all(r and "{" not in r for r in conflict.remarks)
