"""Rules as data: named words that add up, patterns that must be bounded, a faster reading that changes no answer."""

import re
import time

import pytest

from doltap.catalogue import LANGUAGES, explain, has
from doltap.errors import WrongUsage
from doltap.model import OperationalRule, SafetyClass
from doltap.safety import asks_operational, mark, rulebook
from doltap.safety.patterns import alternatives, beginnings, edges_out, held
from doltap.safety.rulebook import Reading, plain


def rule(all_of, none_of=(), *, safety_class="operational", kind="test", language="en", id="r1"):
    return OperationalRule(id, safety_class, kind, language, tuple(all_of), tuple(none_of))


def marked(words, *rules):
    return bool(mark(words, [(0, len(words))], rules))


def test_all_patterns_must_match_and_none_of_the_others():
    one = rule([r"\bfrog\b", r"\bpond\b"], [r"\btale\b"])
    assert marked("A FROG in the pond", one)
    assert not marked("a frog", one)
    assert not marked("the tale of a frog in the pond", one)


def test_words_of_several_packs_add_up():
    words = [rule([w], safety_class="words", kind="animal", id=w) for w in (r"\bfrog\b", r"\btoad\b")]
    uses = rule(["<animal>", r"the <animal> swims"])
    assert marked("the toad swims", uses, *words)
    assert marked("the frog swims", *words, uses)
    assert not marked("the fish swims", uses, *words)


def test_a_rule_is_for_its_language():
    assert not marked("frog", rule(["frog"], language="ko"))
    assert marked("frog 개구리", rule(["frog"], language="ko"))


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (rule(["a+"]), "safety_rule_unbounded"),
        (rule(["(a+)+$"]), "safety_rule_unbounded"),
        (rule(["a.*b"]), "safety_rule_unbounded"),
        (rule(["a{2,}"]), "safety_rule_unbounded"),
        (rule(["a.{0,500}b"]), "safety_rule_unbounded"),
        (rule(["(?:(?:a{0,60}){0,60}){0,60}"]), "safety_rule_unbounded"),
        (rule(["a(b"]), "safety_rule_pattern"),
        (rule(["<nobody>"]), "safety_rule_words"),
        (rule(["a"], safety_class="secret"), "safety_rule_class"),
        (rule([]), "safety_rule_class"),
    ],
)
def test_a_rule_that_cannot_be_trusted_is_refused(bad, code):
    with pytest.raises(WrongUsage) as refused:
        rulebook([bad])
    assert refused.value.code == code
    assert refused.value.params["rule"] == "r1"


def test_signs_that_only_look_unbounded_are_let_in():
    assert marked("what? a+b [x*]", rule([r"a\+b", r"[*+]"], language=""))


def test_every_rule_of_the_packs_is_sound(rules):
    book = rulebook(rules)
    assert len(book.marking) > 100
    assert {"asks", "plan_heading", "journey", "goes_on", "move", "aside"} <= set(book.signals)
    assert len({r.id for r in rules}) == len(rules)


def test_alternatives_are_cut_only_outermost():
    assert alternatives(r"a|(?:b|c)|[|]|\|d") == ("a", "(?:b|c)", "[|]", r"\|d")


@pytest.mark.parametrize(
    "pattern", [r"\bcat\b|\bcow|dog", r"\b(?:cat|cow)s?\b|\bant", r"s?he|\bit\b", r"\bc[ao]t|\bcow"]
)
def test_taking_edges_out_changes_no_answer(pattern):
    for text in ("the cat", "scat", "cows come", "a dog", "hotdog", "ants", "plants", "she", "it", "bit", "cot", ""):
        assert bool(re.search(pattern, text)) == bool(re.search(edges_out(pattern), text))


def test_beginnings_never_hide_a_match(rules, sentences, questions):
    book = rulebook(rules)
    every = {p for r in book.marking for p in r.all_of} | {
        p for rs in book.signals.values() for r in rs for p in r.all_of
    }
    texts = [plain(r["sentence"]) for r in sentences] + [plain(r["question"]) for r in questions]
    hidden = [
        (p.words[:40], text)
        for text in texts
        for have in [held(text)]
        for p in every
        if p.beginnings is not None and p.beginnings.isdisjoint(have) and p.compiled().search(text)
    ]
    assert hidden == []


def test_most_patterns_say_how_they_begin(rules):
    gates = [min((len(p.beginnings) for p in r.all_of if p.beginnings), default=0) for r in rulebook(rules).marking]
    assert sum(g == 0 for g in gates) <= 0.2 * len(gates)
    assert beginnings(r"\bcross|\bwade") == {"cros", "wade"}
    assert beginnings(r"두만강|강을") == {"두만", "강을"}
    assert beginnings(r"s?he") is None


@pytest.mark.parametrize(
    "unit",
    [
        "from yanji ",
        "we went to ",
        "the border guard ",
        "강을 건너 ",
        "연길에서 ",
        "a",
        "강",
        "(",
        "\u200b",
        "crossed the crossed ",
        "money ",
        "hid ",
    ],
)
def test_long_texts_cost_no_more_than_their_length(unit, rules):
    def cost(size):
        text = (unit * size)[:size]
        start = time.process_time()
        mark(text, [(0, size)], rules)
        asks_operational(text, rules)
        return time.process_time() - start

    cost(100)
    assert cost(100_000) < 40 * max(cost(10_000), 0.02)


def test_a_hundred_thousand_short_lines_are_marked(rules):
    text = "we went. \n" * 10_000
    spans = [(at, at + 8) for at in range(0, len(text), 10)]
    assert mark(text, spans, rules) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_error_has_its_words(language, rules):
    kinds = {r.kind for r in rulebook(rules).marking} | {"planned", "goes_on", "answer", "between", "transit"}
    assert [k for k in sorted(kinds) if not has(f"safety_kind.{k}", language)] == []
    assert [c for c in SafetyClass if not has(f"safety_class.{c}", language)] == []
    with pytest.raises(WrongUsage) as refused:
        rulebook([rule(["a+"])])
    assert "r1" in explain(language, refused.value)
    assert "{0,40}" in explain(language, refused.value)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"\b(?:the )?(?:other|far) side\b", {"side"}),
        (r"\b(?:watch)?towers?\b", {"watc", "towe"}),
        (r"\bthe (?:river|stream)\b", {"rive", "stre"}),
        (r"\b(?:was|were) (?!not )over(?:night)?\b", {"over"}),
        (r"\bwad(?:e|ing) (?:\w{1,9} ){0,3}across", {"wad"}),
        (r"\b(?:[1-9]|1[0-7])[- ]year[- ]old\b", {"year"}),
        (r"강을 ?건너", {"강을"}),
        (r"강을? ?건넌다", {"건넌"}),
        (r"\bgo\.?s\b", {"go"}),
        (r"\bgo{ and x{2}", {"go"}),
        (r"\w{2,9}ing\b", None),
        (r"\bcross|살", {"cros", "살"}),
    ],
)
def test_a_pattern_asks_for_its_rarest_word(pattern, wanted):
    assert beginnings(pattern) == wanted


def test_a_rule_is_not_searched_where_one_of_its_words_is_missing():
    book = rulebook((rule([r"\briver\b", r"\bcross"]),))
    for words, candidates in (("they cross the river", 1), ("they cross the road", 0), ("nothing", 0)):
        reading = Reading(words)
        assert sum(reading.meets(r) for r in book.candidates(reading)) == candidates


def test_a_line_that_comes_again_is_marked_each_time(rules):
    once = "We crossed the Tumen at night with a broker.\n"
    text = once * 3
    spans = [(n * len(once), (n + 1) * len(once) - 1) for n in range(3)]
    marks = [m for m in mark(text, spans, rules) if m.safety_class == "operational"]
    assert [m.start for m in marks] == [start for start, _ in spans]


def test_a_pattern_is_compiled_when_a_text_may_match_it_and_a_faulty_one_is_named_then():
    book = rulebook((rule([r"\briver\b"]), rule([r"\bfence{3,2}\b"])))
    assert [m.rule for m in mark("The river was wide.", [(0, 19)], (rule([r"\briver\b"]),))]
    with pytest.raises(WrongUsage) as told:
        book.compiled()
    assert told.value.code == "safety_rule_pattern"


def test_every_packaged_pattern_compiles(rules):
    rulebook(rules).compiled()
