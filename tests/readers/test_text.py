"""Plain text, Markdown, transcripts, tables, JSON, subtitles: exact words, exact places."""

# ruff: noqa: E501  a line is a document: broken over several it could not be read

import json

import pytest

from doltap.readers import guess_type, read, unpack
from doltap.readers.csv import column, header_row, is_prose, separator_of


def parts(reading):
    return [(s.role, s.speaker, reading.text[s.start : s.end]) for s in reading.segments]


def words(reading, role):
    return [text for r, _, text in parts(reading) if r == role]


def test_plain_text_is_the_file_itself():
    reading = read(b"One.\r\n  Two.\rThree.\n\n\n Four.", "a.txt")
    assert reading.text == "One.\n  Two.\nThree.\n\n\n Four."
    assert [(s.locator.line, reading.text[s.start : s.end]) for s in reading.segments] == [
        (1, "One.\n  Two.\nThree."),
        (6, "Four."),
    ]


def test_markdown_headings():
    reading = read("# 제목\n\n글.\n## 둘\n글 둘.".encode(), "a.md")
    assert parts(reading) == [
        ("heading", "", "제목"),
        ("body", "", "글."),
        ("heading", "", "둘"),
        ("body", "", "글 둘."),
    ]
    assert reading.title == "제목"


@pytest.mark.parametrize("content", [b"", b"  \n\t ", b"\0\0\0"])
def test_nothing_is_empty(content):
    assert read(content, "a.txt").outcome == "empty"


def test_questions_and_answers():
    reading = read(
        "머리말\n\n문: 언제 떠났습니까?\n답: 1998년에 떠났습니다.\n여러 번 생각했습니다.\n문: 누구와?\n답: 혼자서.".encode(),
        "t.txt",
    )
    assert parts(reading) == [
        ("body", "", "머리말"),
        ("question", "문", "언제 떠났습니까?"),
        ("answer", "답", "1998년에 떠났습니다.\n여러 번 생각했습니다."),
        ("question", "문", "누구와?"),
        ("answer", "답", "혼자서."),
    ]
    assert reading.segments[2].locator.line == 4


def test_time_codes_and_names():
    reading = read(b"[00:12:03] SMITH: When?\n[00:12:09] WITNESS: In winter.\n[00:12:15] and alone.\n", "t.txt")
    assert [(s.locator.time, s.speaker, s.role) for s in reading.segments] == [
        ("00:12:03", "SMITH", "body"), ("00:12:09", "WITNESS", "answer"), ("00:12:15", "", "body")]  # fmt: skip


def test_named_speakers_need_to_come_back():
    talk = "\n".join(f"{who}: line {n}" for n, who in enumerate(["KIM", "LEE"] * 4))
    assert {s.speaker for s in read(talk.encode(), "t.txt").segments} == {"KIM", "LEE"}
    letter = read(b"Dear all,\nNOTE: bring papers.\nThe end: it was late.\n", "t.txt")
    assert {s.speaker for s in letter.segments} == {""}


def test_table_in_cp949_with_quotes_commas_and_mixed_line_ends():
    raw = '이름,출생지,말\r\n"김, 철수",회령,"그는 ""예""라고\n말했다"\n박영희,함흥,\r\n'.encode("cp949")
    reading = read(raw, "t.csv")
    cells = {s.locator.cell: reading.text[s.start : s.end] for s in reading.segments}
    assert cells == {
        "A1": "이름",
        "B1": "출생지",
        "C1": "말",
        "A2": "김, 철수",
        "B2": "회령",
        "C2": '그는 "예"라고\n말했다',
        "A3": "박영희",
        "B3": "함흥",
    }
    assert words(reading, "heading") == ["이름", "출생지", "말"]
    assert (reading.encoding, reading.outcome) == ("cp949", "ok")


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a;b\n1;2\n", ";"), ("a\tb\n1\t2", "\t"), ("a|b|c\n1|2|3", "|"), ("a,b\n1,2", ","), ("alone", ",")],
)
def test_separators(text, separator):
    assert separator_of(text) == separator


def test_header_rows_and_columns():
    assert header_row([["Title of the table"], ["name", "born"], ["Kim", "1970"]]) == 1
    assert header_row([["1", "2"], ["3", "4"]]) == -1
    assert [column(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_a_formula_is_text():
    reading = read(b'name,link\nx,"=HYPERLINK(""http://evil"",""x"")"\n', "t.csv")
    assert '=HYPERLINK("http://evil","x")' in reading.text


def test_wide_tables_stay_bounded():
    raw = "\n".join(",".join(["x"] * 50) for _ in range(3000)).encode()
    reading = read(raw, "t.csv")
    assert len(reading.segments) == 750
    assert reading.segments[1].locator.cell == "A5:AX8"


def test_a_block_of_a_very_large_table_ends_at_an_empty_row():
    rows = "\n".join("가\tB-PS\n나\tI-PS\n" for _ in range(30_000))
    reading = read(rows.encode(), "t.tsv")
    assert {reading.text[s.start : s.end] for s in reading.segments} == {"가\tB-PS\n나\tI-PS"}
    assert reading.segments[1].locator.cell == "A4:B5"


def test_running_text_in_a_very_large_table_stands_by_itself_between_its_blocks():
    rows = "\n".join("# 1\tB2\t그는 1998년에 체포되었다.\tx1\n가\tB-PS\n나\tI-PS" for _ in range(20_000))
    reading = read(rows.encode(), "t.tsv")
    assert reading.reason == "large_table"
    there = [(s.locator.cell, reading.text[s.start : s.end]) for s in reading.segments[:4]]
    assert there == [
        ("A1:B1", "# 1\tB2"),
        ("C1", "그는 1998년에 체포되었다."),
        ("D1:D1", "x1"),
        ("A2:B3", "가\tB-PS\n나\tI-PS"),
    ]
    assert reading.text.startswith("# 1\tB2\t그는 1998년에 체포되었다.\tx1\n가\tB-PS\n나")


@pytest.mark.parametrize(
    ("cell", "prose"),
    [
        ("She was arrested in 1998 in Musan", True),
        ("그는 갔다.", True),
        ("B-PS", False),
        ("가", False),
        ("12 34 56 78 90 11 22 33", False),
        ("klue-ner-v1_dev_00001-wikitree", False),
        ("United States", False),
    ],
)
def test_what_reads_as_running_text(cell, prose):
    assert is_prose(cell) is prose


def test_transcript_json_in_order():
    data = {
        "rg": "T-1",
        "sequence": ["Q: When?", "A: In 1950.", "More."],
        "questions": ["Q: When?"],
        "answers": ["A: In 1950."],
        "paragraph_breaks": ["x"],
    }
    reading = read(json.dumps(data).encode(), "t.json")
    assert parts(reading) == [("question", "Q", "When?"), ("answer", "A", "In 1950."), ("body", "", "More.")]
    assert reading.text == "Q: When?\nA: In 1950.\nMore."
    assert (reading.title, reading.segments[1].locator.part) == ("T-1", "/sequence/1")


def test_transcript_json_without_sequence():
    paired = read(
        json.dumps({"sequence": [], "questions": ["Q: A?", "B?"], "answers": ["A: c", "d"]}).encode(), "t.json"
    )
    assert parts(paired) == [("question", "Q", "A?"), ("answer", "A", "c"), ("question", "", "B?"), ("answer", "", "d")]
    blocks = read(
        json.dumps({"sequence": [], "questions": [], "answers": [], "paragraph_breaks": ["One.", "Two."]}).encode(),
        "t.json",
    )
    assert words(blocks, "body") == ["One.", "Two."]


def test_other_json_has_pointers():
    reading = read(b'{"a": {"b/c": ["x<br>y", 3]}, "link": "http://x", "title": "T"}', "x.json")
    found = {s.locator.part: (s.role, reading.text[s.start : s.end]) for s in reading.segments}
    assert found == {
        "/a/b~1c/0": ("body", "x\ny"),
        "/a/b~1c/1": ("meta", "3"),
        "/link": ("meta", "http://x"),
        "/title": ("heading", "T"),
    }


def test_records_are_members_that_read_again():
    stories = [
        {"headline": f"Story {n}", "date": 1703376000000, "link": f"http://x/{n}", "story_text": "word " * 60}
        for n in range(3)
    ]
    raw = json.dumps(stories).encode()
    members = unpack(raw, "stories.json")
    assert [m.title for m in members] == ["Story 0", "Story 1", "Story 2"]
    assert members[0].date == "2023-12-24"
    assert read(raw, "stories.json").members == tuple(m.name for m in members)
    again = read(members[1].data, members[1].name)
    assert (again.title, again.link, again.outcome) == ("Story 1", "http://x/1", "ok")
    assert unpack(b'[{"a": 1}, {"a": 2}]', "x.json") == ()


def test_broken_and_deep_json_end_typed():
    assert read(b'{"a": ', "x.json").outcome == "damaged"
    assert read(b'{"a": ' + b"[" * 200_000, "x.json").outcome == "damaged"
    assert read(b'{"a": "b"}\n{"a": "c"}\n', "x.json").text == "b\nc"
    assert read(b"{ words in braces }", "x.txt").outcome == "ok"


def test_subtitles():
    srt = "1\r\n00:00:01,500 --> 00:00:04,000\r\nQ: Where <i>were</i> you?\r\n\r\n2\r\n00:01:05,000 --> 00:01:09,000\r\n집에\r\n있었다.\r\n"
    reading = read(srt.encode("utf-16"), "x.srt")
    assert [(s.locator.time, s.speaker, s.role, reading.text[s.start : s.end]) for s in reading.segments] == [
        ("00:00:01", "Q", "question", "Where were you?"), ("00:01:05", "", "body", "집에\n있었다.")]  # fmt: skip
    vtt = read(b"WEBVTT\n\nNOTE x\n\n00:05.000 --> 00:06.000\n<v Kim>No &amp; yes</v>\n", "x.vtt")
    assert [(s.locator.time, s.speaker, vtt.text[s.start : s.end]) for s in vtt.segments] == [
        ("00:00:05", "Kim", "No & yes")
    ]


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"%PDF-1.4", "x.docx", "application/pdf"),
        (b"{\\rtf1 x}", "x.txt", "application/rtf"),
        (b"<!DOCTYPE html><p>x", "x.txt", "text/html"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "x", "application/rss+xml"),
        (b"From: a@b\nSubject: x\nDate: y\n\nwords", "x.txt", "message/rfc822"),
        (b"From a@b Mon Jan 1 00:00:00 2001\nSubject: x\n\nwords", "x", "application/mbox"),
        (b"WEBVTT\n\n", "x", "text/vtt"),
        (b"name,born\nKim,1970\n", "x.csv", "text/csv"),
        (b"just words", "x", "text/plain"),
        (bytes(range(256)) * 9, "x", "application/octet-stream"),
        (b"", "x.pdf", ""),
    ],
)
def test_content_decides_the_type(raw, name, kind):
    assert guess_type(raw, name) == kind


@pytest.mark.parametrize(
    ("raw", "name", "outcome", "reason"),
    [
        (b"MZ\x90\0" + bytes(200), "report.pdf", "unsupported", "type_lies"),
        (b"\x7fELF" + bytes(200), "tool", "unsupported", "program"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "scan.png", "needs_ocr", "picture"),
        (b"OggS" + bytes(50), "talk.ogg", "unsupported", "recording"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "talk.mp4", "unsupported", "recording"),
        (bytes(range(256)) * 20, "x.bin", "unsupported", "unknown_type"),
        (bytes(range(256)) * 20, "x.pdf", "damaged", "pdf_broken"),
    ],
)
def test_what_is_not_read_says_why(raw, name, outcome, reason):
    reading = read(raw, name)
    assert (reading.outcome, reading.reason) == (outcome, reason)


def test_reading_is_not_quadratic():
    """Twenty times the text takes the work of twenty: counted in segments and characters, checked by finishing at all."""
    raw = ("Q: When did you leave?\nA: In winter.\n\n" * 60_000).encode()
    reading = read(raw, "x.txt")
    assert len(reading.segments) == 120_000
    tags = read(b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000, "x.html")
    assert "deep" in tags.text


def test_naughty_strings_come_back(shared):
    strings = json.loads(next((shared / "hostile/strings").rglob("blns.json")).read_text(encoding="utf-8"))
    assert len(strings) > 500
    for text in strings:
        reading = read(("words " + text).encode("utf-8", "replace"), "x.txt")
        assert all(reading.text[s.start : s.end] for s in reading.segments)
