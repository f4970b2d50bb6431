"""Forms of telling that an event word can take: nouns with 'of', names between verb and adverb, melted Korean pasts."""

import pytest

from doltap.extract import extract
from doltap.model import EntityType, NameValue, TermValue
from doltap.packs import load

GAZETTEER = load("north_korea").gazetteer


def read(text):
    """(kind, named people) of each event."""
    found = extract(text, (), account="a", gazetteer=GAZETTEER)
    events = [e.id for e in found.entities if e.type is EntityType.EVENT]
    said = {e: [a for a in found.assertions if a.entity == e] for e in events}
    return [
        (
            next(a.value.term for a in told if isinstance(a.value, TermValue)),
            {a.value.text for a in told if a.property in ("victim", "participant") and isinstance(a.value, NameValue)},
        )
        for told in said.values()
    ]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("The arrest of Kim Chol Su happened in 1999.", "arrest", "Kim Chol Su"),
        ("The execution of Kim Chol Su was in 1999.", "execution", "Kim Chol Su"),
        ("The death of my brother in 1999 was never explained.", "death", "my brother"),
        ("The repatriation of Pak Yong Hui took place in 2004.", "forced_return", "Pak Yong Hui"),
    ],
)
def test_a_noun_with_of_tells_whom_it_happened_to(text, kind, who):
    assert (kind, {who}) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2008 they sent Kim Chol Su back.",
        "In 2008 they sent Mr Kim Chol Su back in Musan.",
        "Chinese police handed over Kim Chol Su in 2008.",
    ],
)
def test_a_name_stands_between_verb_and_adverb(text):
    assert read(text) == [("forced_return", {"Kim Chol Su"})]


def test_a_parcel_sent_back_is_no_return():
    assert read("In 2008 they sent the parcel of seeds back.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("신국향은 2001년 혜산시에서 재판에서 8년을 받았습니다.", "trial"),
        ("신국향은 2001년 혜산시에서 유죄 판결을 받았다.", "sentence"),
        ("신국향이 세상을 떠난 것은 2001년 혜산에서의 일이다.", "death"),
        ("신국향은 2001년 혜산에서 병으로 세상을 떠났습니다.", "death"),
        ("신국향은 2003년 무산에서 송환당한 사람이다.", "forced_return"),
        ("신국향에게 2008년 혜산에서 11년형이 선고되었다.", "sentence"),
    ],
)
def test_a_korean_noun_with_its_verb_further_on_has_its_subject(text, kind):
    assert (kind, {"신국향"}) in read(text)


def test_papers_are_handed_over_and_nobody_is_returned():
    assert read("In 2008 they handed over the papers.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("중국 공안이 2003년 김금철을 돌려보냈다.", "forced_return"),
        ("김금철은 2001년 온성에서 갇혔습니다.", "detention"),
        ("김금철은 2001년 온성에서 돌아가셨습니다.", "death"),
    ],
)
def test_a_korean_past_that_melts_into_its_stem_is_read(text, kind):
    ((found, people),) = read(text)
    assert (found, people) == (kind, {"김금철"})


def test_the_place_of_a_detention_is_no_second_detention():
    assert read("김실철은 1998년 무산에서 구류장에 구금되었다.") == [("detention", {"김실철"})]


def test_the_measure_of_a_sentence_is_no_second_sentence():
    assert read("2015년 함흥시에서 신국향은 징역 4년을 선고받았다.") == [("sentence", {"신국향"})]


def test_where_it_was_is_not_the_place_that_the_word_itself_names():
    text = "Pak Yong Hui was returned to North Korea in Musan in 2003."
    found = extract(text, (), account="a", gazetteer=GAZETTEER)
    assert [a.value_text for a in found.assertions if a.property == "place" and a.entity_type is EntityType.EVENT] == [
        "Musan"
    ]


def test_to_stand_trial_is_a_trial():
    assert [kind for kind, _ in read("Pak Yong Hui stood trial in Musan in 2003.")] == ["trial"]


def test_a_sentence_is_given_to_somebody():
    assert ("sentence", {"김금철"}) in read("법원은 2001년 김금철에게 10년을 언도했다.")


@pytest.mark.parametrize("name", ["Park Hun Hyang", "Kim Jong Jun", "Gwon Soon Sil"])
def test_short_words_that_are_no_names_elsewhere_are_syllables_of_korean_ones(name):
    assert read(f"{name} was arrested in Hoeryong in 1999.") == [("arrest", {name})]


def test_a_month_and_a_park_are_still_no_people():
    found = read("In Jun 1999 the Park was closed. Kim Chol Su was arrested in Hoeryong in Jun 1999.")
    assert found == [("arrest", {"Kim Chol Su"})]


def test_a_surname_of_two_letters_counts_behind_a_title():
    assert read("Mrs Yi passed away in Hamhung on 9 May 2008.") == [("death", {"Yi"})]


@pytest.mark.parametrize(
    "text",
    [
        "Kim Chol Su was sentenced to 6 years in Gilju in 2012.",
        "김철수는 2012년 6월 무산에서 6년 형을 선고받았다.",
        "김철수는 2012년 무산에서 징역 6년을 선고받았다.",
    ],
)
def test_the_term_of_a_sentence_is_read(text):
    found = extract(text, (), account="a", gazetteer=GAZETTEER)
    assert [(a.value.low, a.value.unit) for a in found.assertions if a.property == "term"] == [(6, "year")]


def test_years_beside_another_event_are_no_term():
    found = extract("김철수는 2012년 무산에서 6년 만에 체포되었다.", (), account="a", gazetteer=GAZETTEER)
    assert [a for a in found.assertions if a.property == "term"] == []
