"""The packs' Korean for what their facts say in English."""

from __future__ import annotations

from doltap.operations.renderings import rendering, source_name
from doltap.packs import load


def test_a_facts_words_are_rendered_in_korean_only() -> None:
    fact = next(f for f in load().facts if f.id == "kis_death")
    assert rendering(fact.words_en, "ko") == fact.words_ko
    assert rendering(fact.words_en, "en") == ""


def test_words_that_no_fact_says_are_not_rendered() -> None:
    assert rendering("Somebody said so.", "ko") == ""


def test_a_source_is_called_by_its_name_in_that_language() -> None:
    assert source_name("Human Rights Watch", "ko") == "휴먼라이츠워치"
    assert source_name("Human Rights Watch", "en") == "Human Rights Watch"
    assert source_name("Office Seoul", "ko") == "Office Seoul"
