"""What stands around a sentence: a plan above it, a story that goes on, an answer, a way told bit by bit."""

import pytest

from doltap.language import sentences as split
from doltap.model import SafetyClass
from doltap.safety import mark, protected


@pytest.fixture(scope="module")
def held_words(operational):
    def held(text):
        spans = split(text)
        starts = operational(text, spans)
        return [text[a:b].strip() for a, b in spans if a in starts]

    return held


PLAN = """A general heading

This town has a library. The library opens at nine.

How to get ready for your escape: steps of the plan

You will be tired at first.

• Prepare a basic kit with light clothing.
• Time it with outside events.

What the law says

Bring a warm coat to the hearing.
"""

PLAN_KO = """일반 안내

이 도시에는 도서관이 있다.

탈북 준비 단계

처음에는 힘이 든다.

• 가벼운 옷과 비상식량을 챙긴다.
• 마음을 단단히 먹는다.

법률 안내

심리에는 따뜻한 옷을 입고 간다.
"""


def test_all_under_a_planning_heading_is_held_and_nothing_beside_it(held_words):
    held = held_words(PLAN)
    assert [w.split()[-1] for w in held] == ["first.", "clothing.", "events."]


def test_all_under_a_korean_planning_heading_is_held(held_words):
    held = [w for w in held_words(PLAN_KO) if w != "탈북 준비 단계"]  # the heading alone already plans
    assert [w.split()[-1] for w in held] == ["든다.", "챙긴다.", "먹는다."]


def test_a_plan_for_something_else_is_no_plan(held_words):
    text = "Steps to consider in your plan\n\nBuy seeds in March.\n\n• Water them daily.\n• Keep a notebook.\n"
    assert held_words(text) == []


def test_a_lead_in_speaks_for_its_bullets(held_words):
    text = "Before you cross, do this:\n\n• Rest well.\n• Eat.\n\nThe museum opens at nine."
    assert len(held_words(text)) == 3


def test_a_way_told_over_several_sentences_is_held(held_words):
    text = "We stayed in Yanji for a month. Then we moved on by car. We spent a week in Kunming.\n\nHe was a teacher."
    assert len(held_words(text)) == 3


def test_a_way_told_over_several_korean_sentences_is_held(held_words):
    text = "연길에서 한 달을 지내다가 떠났다. 그다음에는 차를 타고 갔다. 곤명에 도착해서 일주일을 있었다."
    assert len(held_words(text)) == 3


def test_a_story_goes_on(held_words):
    text = "The broker came in the evening. Then he took us to another house. My mother was born in Kilju."
    assert len(held_words(text)) == 2


def test_what_stands_between_two_operational_sentences_is_held(held_words):
    text = "We hid in a truck under sacks until the border. It was very cold. The guards changed every few hours."
    assert len(held_words(text)) == 3


def test_a_paragraph_full_of_a_way_out_is_held_whole(held_words):
    text = "It was cold. We hid in a truck under sacks. The broker was paid. The guards changed every few hours. Rain."
    assert len(held_words(text)) == 5


def test_the_law_between_two_operational_sentences_is_not_held(held_words):
    text = "The broker was paid. According to the report the treaty was signed in 1986. The smuggler left."
    assert len(held_words(text)) == 2


def test_paragraphs_are_apart(held_words):
    text = "The broker was paid.\n\nThen I went to school in Kilju."
    assert len(held_words(text)) == 1


def test_the_answer_to_an_operational_question_is_held(held_words):
    text = (
        "Q: How did you get across the border?\n\nA: My uncle had arranged it. It took one evening.\n\n"
        "Q: Where were you born?\n\nA: In Kilju."
    )
    held = " ".join(held_words(text))
    assert "arranged" in held
    assert "one evening" in held
    assert "Kilju" not in held
    assert "born" not in held


def test_public_history_is_not_held(held_words):
    text = (
        "She crossed into China in 1997. She reached South Korea in 2008. He was returned from China in 2001."
        " In 2009 the family defected."
    )
    assert held_words(text) == []


def test_marks_stand_on_the_given_spans_in_order_one_for_each_class(rules):
    text = "My mother still lives in Musan. I was raped. I had tuberculosis. The boy was 9 years old. I stole corn."
    spans = split(text)
    marks = mark(text, spans, rules)
    assert {(m.start, m.end) for m in marks} <= set(spans)
    assert [m.start for m in marks] == sorted(m.start for m in marks)
    assert len({(m.start, m.safety_class) for m in marks}) == len(marks)
    assert {m.safety_class for m in marks} == set(SafetyClass) - {SafetyClass.IDENTIFIER}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("My sister is still in Hyesan.", "kin_inside"),
        ("무산에 두고 온 어머니가 아직 살고 있다.", "kin_inside"),
        ("She is hiding in Shenyang.", "in_transit"),
        ("그는 방콕에서 한국행을 기다리고 있다.", "in_transit"),
        ("The pastor hid us for a week.", "helper"),
        ("선교사가 우리를 숨겨 주었다.", "helper"),
        ("The witness is afraid and told me his name.", "witness"),
        ("목격자의 이름은 말할 수 없다.", "witness"),
    ],
)
def test_protected_people_are_seen(words, kind, rules):
    assert [m.kind for m in protected(words, [(0, len(words))], rules)] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "My mother died in 1997.",
        "어머니는 1997년에 돌아가셨다.",
        "The minister is in Pyongyang.",
        "The power broker helped the party.",
    ],
)
def test_the_dead_and_the_powerful_are_not_protected_people(words, rules):
    assert protected(words, [(0, len(words))], rules) == []


@pytest.mark.parametrize(
    ("words", "safety"),
    [
        ("경비대원이 여자를 강간했다.", SafetyClass.SEXUAL_VIOLENCE),
        ("She was sold as a bride.", SafetyClass.SEXUAL_VIOLENCE),
        ("갓난 애기가 죽었다.", SafetyClass.CHILD),
        ("우울증 진단을 받았다.", SafetyClass.HEALTH),
        ("내가 빙두를 팔았다.", SafetyClass.SELF_INCRIMINATION),
        ("I bribed the clerk.", SafetyClass.SELF_INCRIMINATION),
    ],
)
def test_the_other_classes_are_seen(words, safety, rules):
    assert safety in {m.safety_class for m in mark(words, [(0, len(words))], rules)}


def test_nothing_gives_nothing(rules):
    assert mark("", [], rules) == []
    assert mark("   \n\n", [], rules) == []
