"""The second author's gate: sentences and questions by another hand, of any country and time.

The tables were written, split (every third is held out) and committed before their author read the rules. What the
rules of the first author then found of the operational ones, and nothing had been tuned to them:

    sentences  held_out 7 of 61 (.115), rules 24 of 122 (.197); false alarms 0 of 30 and 0 of 61
    questions  held_out 10 of 21 (.476), rules 18 of 44 (.409); false alarms 0 of 10 and 0 of 18

After families of words were written: sentences 61 of 61 and 122 of 122, questions 20 of 21 and 44 of 44, no false
alarm. No list of held-out misses was looked at for that, but whoever wrote both knows both (the last families of
questions were written with the held-out ones in mind): these figures say that what was found stays found, not what the
rules do with words they have not met. For that there are two fresh rounds, each written after the rules and committed
before it was measured, oblique on purpose, each sentence alone:

    round 1    4 of 80 (.050) when written; then used to write more rules, 80 of 80 since
    round 2    4 of 32 (.125) when written and by the rules since; 18 of 32 (.562) with the second opinion
               (test_opinion.py), measured once after it was learned: nothing may be tuned to it

So of tellings that use none of the plain words, and stand alone, about half is still missed. What keeps
the rest in is the release class of the account, consent, and a person who reads before anything leaves.
"""

import pytest

from doltap.safety import asks_operational, mark

UNSEEN = 18 / 32
"""What round 2 gives with the learned second opinion, which was not taught it: the floor."""


def measured(rows, held):
    """Recall, and precision, of `held` on rows that say what is expected of them."""
    hits = {r["id"] for r in rows if held(r.get("sentence") or r["question"])}
    wanted = {r["id"] for r in rows if r["expected"] == "operational"}
    return len(hits & wanted) / len(wanted), len(hits & wanted) / max(1, len(hits))


@pytest.fixture(scope="module")
def held(operational):
    return lambda words: bool(operational(words, [(0, len(words))]))


def test_the_set_is_large_and_a_third_of_it_near_misses(second):
    assert len(second) >= 240
    assert len({r["sentence"] for r in second}) == len(second)
    near = sum(r["expected"] == "none" for r in second)
    assert len(second) * 0.3 <= near <= len(second) * 0.36
    assert abs(sum(r["language"] == "ko" for r in second) * 2 - len(second)) <= 6
    assert [r["split"] for r in second] == ["held_out" if n % 3 == 0 else "rules" for n in range(1, len(second) + 1)]


def test_every_kind_of_the_definition_is_there_in_both_languages(second):
    kinds = {"point", "transit", "guard", "hour", "broker", "conceal", "calling", "where"}
    for language in ("en", "ko"):
        told = [r["kind"] for r in second if r["language"] == language and r["expected"] == "operational"]
        assert {k for k in kinds if told.count(k) >= 7} == kinds


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("split", ["rules", "held_out"])
def test_recall_and_precision_of_the_second_author(second, held, split, language):
    recall, precision = measured([r for r in second if (r["split"], r["language"]) == (split, language)], held)
    assert recall == 1
    assert precision >= 0.95


def test_recall_and_precision_of_both_authors_together(sentences, second, fresh, held):
    known = [*sentences, *second, *(r for r in fresh if r["round"] == "1")]
    recall, precision = measured(known, held)
    assert recall >= 0.99
    assert precision >= 0.95


def test_what_the_rules_find_of_sentences_they_have_never_met(fresh, held):
    unseen = [r for r in fresh if r["round"] == "2"]
    recall, precision = measured(unseen, held)
    assert recall >= UNSEEN
    assert precision >= 0.85


def test_the_fresh_rounds_hold_near_misses_too(fresh, held):
    near = [r["sentence"] for r in fresh if r["expected"] == "none"]
    assert len(near) >= 50
    assert sum(map(held, near)) <= 0.05 * len(near)


def test_planning_questions_are_refused(asked, rules):
    assert len(asked) >= 80
    recall, precision = measured(asked, lambda q: asks_operational(q, rules))
    assert recall >= 64 / 65
    assert precision >= 0.95


def test_research_questions_pass(asked, rules):
    harmless = [r["question"] for r in asked if r["expected"] == "none"]
    assert len(harmless) >= 20
    assert [q for q in harmless if asks_operational(q, rules)] == []


@pytest.mark.parametrize(
    "query",
    [
        "b r o k e r price",
        "b.r.o.k.e.r",
        "br0ker fee",
        "브 로 커 연락처",
        "ㅂㄹㅋ",
        "beurokeo yeonrakcheo",
        "beuroka biyong",
        "dumangang eodi yatnayo",
        "talbuk ruteu",
        "蛇头 电话",
        "边防 几点换岗",
    ],
)
def test_no_way_of_writing_hides_a_question(query, rules):
    assert asks_operational(query, rules)


@pytest.mark.parametrize(
    "query",
    ["a b c d e", "UN 1718 sanctions", "Camp 22", "U N H C R", "covid19 2020", "power broker", "中国 难民 公约"],
)
def test_letters_apart_and_figures_are_not_suspicious_by_themselves(query, rules):
    assert not asks_operational(query, rules)


@pytest.mark.parametrize(
    "told",
    ["那年冬天蛇头带我们过了江。", "哨兵半夜喝酒,不查人。", "她现在躲在村里的一户农家。", "我用的是假身份证。"],
)
def test_chinese_terms_in_a_telling_are_held(told, held):
    assert held(told)


@pytest.mark.parametrize("told", ["外交部发言人谈边境贸易。", "那年大米涨价了。", "他在北京学习中文。"])
def test_chinese_that_tells_no_way_out_is_open(told, held):
    assert not held(told)


@pytest.mark.parametrize(
    "told",
    [
        "The total was 15,084 in that year.",
        "The rate was 7.4 that year.",
        "There were 12 people in the room.",
        "총 15,084세대가 있었다.",
    ],
)
def test_a_count_is_no_age_of_a_child(told, rules):
    assert [m for m in mark(told, [(0, len(told))], rules) if m.safety_class == "child"] == []


@pytest.mark.parametrize("told", ["She was 15.", "He was 9, the smallest.", "우리는 15살이었다."])
def test_an_age_of_a_child_is_still_one(told, rules):
    assert [m.safety_class for m in mark(told, [(0, len(told))], rules)].count("child") == 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: How many guards were on duty there?", "A: They were brutal men, all of them."),
        ("Q: Whose house did you stay in when you were a child?", "A: My grandmother's."),
        ("문: 어느 집에서 지냈습니까?", "답: 할머니네서 자랐어요."),
    ],
)
def test_what_is_refused_in_a_search_does_not_take_an_interviewers_answer_with_it(question, answer, operational, rules):
    text = f"{question}\n{answer}"
    cut = len(question) + 1
    assert operational(text, [(0, len(question)), (cut, len(text))]) & {cut} == set()


def test_what_was_found_is_found_in_a_story_too(fresh, operational):
    known = [r["sentence"] for r in fresh if r["round"] == "1" and r["expected"] == "operational"]
    text, spans = "", []
    for words in known:
        spans.append((len(text), len(text) + len(words)))
        text += words + " "
    assert operational(text, spans) == {start for start, _ in spans}
