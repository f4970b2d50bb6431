"""Long lists become pages that open at once, alike in both languages; machine readings and copies are told apart."""

from dataclasses import replace

from doltap.catalogue import say
from doltap.model import Status
from doltap.publish import EvidenceView, TimelineItem, ValueView, WeighingView, format_edtf, write_report
from doltap.publish.evidence import only_against, only_proposed
from doltap.publish.shelves import DATES, FACTS, cut, dated_sheets, numbered, sheets, shelves


def weighing(number, entity="", topic="law", status=Status.ONE_TELLER):
    said = EvidenceView("It was so.", "A body", f"o{number}", f"e{number}")
    value = ValueView("so", 1, (said,))
    return WeighingView(
        f"w{number:04}", f"Thing {entity or number}", "event", "says", (value,), status, (), topic, "", entity
    )


def test_what_is_about_one_thing_stays_on_one_page():
    assert cut("aaabbccc", 4, str) == (tuple("aaa"), tuple("bb"), tuple("ccc"))
    assert cut("aabb", 4, str) == (tuple("aabb"),)


def test_what_alone_fills_more_than_a_page_is_cut():
    assert cut("aaaaab", 2, str) == (("a", "a"), ("a", "a"), ("a", "b"))
    assert cut("", 2, str) == ()


def test_nothing_is_lost_and_nothing_is_said_twice():
    told = [weighing(n, entity=str(n // 7)) for n in range(1000)]
    made = sheets("facts/x", told, FACTS)
    assert [w for s in made for w in s.weighings] == told
    assert max(len(s.weighings) for s in made) <= FACTS
    assert [s.path for s in made][:2] == ["facts/x.html", "facts/x-2.html"]
    assert len({s.path for s in made}) == len(made)


def test_a_topic_names_its_things_once_with_the_sheet_they_stand_on():
    told = [weighing(n, entity=str(n // 2)) for n in range(FACTS + 2)] + [weighing(9000, topic="other")]
    law, other = shelves(told)
    assert (law.topic, len(law.sheets), other.topic) == ("law", 2, "other")
    assert len(law.entities) == (FACTS + 2) // 2
    assert law.entities[0] == ("Thing 0", "facts/law.html", "w0000")
    assert law.entities[-1] == (f"Thing {FACTS // 2}", "facts/law-2.html", f"w{FACTS:04}")


def test_the_timeline_has_a_page_even_when_it_is_empty():
    assert dated_sheets(()) == ((),)
    items = [TimelineItem(str(n), (), Status.ONE_TELLER) for n in range(DATES + 1)]
    assert [len(page) for page in dated_sheets(items)] == [DATES, 1]
    assert numbered("timeline", 3) == "timeline-3.html"


def test_a_long_report_is_many_small_pages(make_report):
    views = []
    for language in ("en", "ko"):
        view = make_report(language)
        many = tuple(weighing(n, entity=str(n), status=Status.TELLERS_DIFFER) for n in range(700))
        views.append(replace(view, weighings=(*view.weighings, *many)))
    pages = dict(write_report(*views, say))
    assert max(map(len, pages.values())) < 300_000
    assert {p[3:] for p in pages if p.startswith("en/")} == {p[3:] for p in pages if p.startswith("ko/")}
    assert "en/differ-2.html" in pages
    assert 'href="../facts/law-2.html" aria-current="page"' in pages["en/facts/law-2.html"].decode()
    assert "and 640 more" in pages["en/facts.html"].decode()


def test_a_telling_of_another_value_is_not_repeated_as_against():
    one, two, none = (EvidenceView(x, "s", x, x) for x in "abc")
    left, right = ValueView("1", 1, (one,), (two, none)), ValueView("2", 1, (two,), (one,))
    both = replace(weighing(1), values=(left, right))
    assert only_against(both, left) == (none,)
    assert only_against(both, right) == ()


def test_a_fact_that_only_a_machine_read_is_marked(make_report):
    fact = weighing(1)
    read = replace(fact.values[0].for_[0], proposed=True)
    proposed = replace(fact, values=(ValueView("so", 1, (read,)),))
    mixed = replace(fact, values=(ValueView("so", 2, (read, fact.values[0].for_[0])),))
    assert [only_proposed(w) for w in (fact, proposed, mixed)] == [False, True, False]
    mark = say("ko", "publish.proposed")
    for told, marks in ((fact, 0), (proposed, 2)):
        views = [replace(make_report(x), weighings=(told,), timeline=(), places=()) for x in ("en", "ko")]
        assert dict(write_report(*views, say))["ko/facts/law.html"].decode().count(mark) == marks


def test_a_day_without_a_year_says_so():
    assert format_edtf("XXXX-08-02", "en", say) == "2 August, year not said"
    assert format_edtf("XXXX-08-02", "ko", say) == "8월 2일(연도 미상)"
    assert format_edtf("XXXX-12", "ko", say) == "12월(연도 미상)"
    assert format_edtf("XXXX", "ko", say) == "날짜를 알 수 없음"
    assert format_edtf("199X", "en", say) == "1990s"
