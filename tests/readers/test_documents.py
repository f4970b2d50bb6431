"""Office documents, HWP, RTF, spreadsheets, PDF: everything a person wrote, each kind told apart."""

# ruff: noqa: E501  a line is a document: broken over several it could not be read

import io

import docx as python_docx
import pytest
from tests.readers import makers

from doltap.readers import hwp, read
from doltap.readers.xlsx import as_text


def told(reading):
    return [(s.role, reading.text[s.start : s.end]) for s in reading.segments]


def words(reading, role):
    return [text for r, text in told(reading) if r == role]


def p(words, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_docx_agrees_with_python_docx():
    document = python_docx.Document()
    document.add_heading("증언", 1)
    document.add_paragraph("저는 회령에서 태어났습니다.")
    document.add_paragraph("Second paragraph with two  spaces and a\ttab.")
    table = document.add_table(2, 2)
    for at, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"cell {at}"
    document.sections[0].header.paragraphs[0].text = "Header"
    document.core_properties.title = "Title of it"
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue(), "a.docx")
    assert words(reading, "body") == [q.text for q in document.paragraphs[1:]]
    assert words(reading, "heading") == ["증언"]
    assert words(reading, "cell") == ["cell 0", "cell 1", "cell 2", "cell 3"]
    assert words(reading, "meta") == ["Header"]
    assert [s.locator.cell for s in reading.segments if s.role == "cell"] == ["T1!A1", "T1!B1", "T1!A2", "T1!B2"]
    assert "cell 0\tcell 1\ncell 2\tcell 3" in reading.text
    assert (reading.title, reading.outcome) == ("Title of it", "ok")


def test_docx_tracked_changes_are_told_apart():
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>I was </w:t></w:r><w:del w:author='x'><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:ins w:author='x'><w:r><w:t>often</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> there.</w:t></w:r></w:p>"
    )
    reading = read(makers.docx(body), "a.docx")
    assert told(reading) == [("body", "I was"), ("inserted", "often"), ("body", "there."), ("deleted", "never")]
    assert reading.text == "I was often there.\nnever"


def test_docx_hidden_text_notes_comments_boxes_and_headers():
    box = f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('In the box')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{p('In the box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>"
    raw = makers.docx(
        box + hidden,
        footnotes=f"<w:footnote>{p('A footnote')}</w:footnote>",
        endnotes=f"<w:endnote>{p('An endnote')}</w:endnote>",
        comments=f"<w:comment w:author='Clerk'>{p('Check this')}</w:comment>",
        header1=p("Top"),
        footer2=p("Bottom"),
    )
    reading = read(raw, "a.docx")
    assert words(reading, "body") == ["In the box", "seen"]
    assert words(reading, "hidden") == ["unseen"]
    assert words(reading, "note") == ["A footnote", "An endnote", "Check this"]
    assert words(reading, "meta") == ["Bottom", "Top"]
    assert [s.speaker for s in reading.segments if s.speaker] == ["Clerk"]


def test_docx_signs_and_styles():
    body = (
        "<w:p><w:pPr><w:pStyle w:val='Heading2'/></w:pPr><w:r><w:t>Part</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert told(read(makers.docx(body), "a.docx")) == [("heading", "Part"), ("body", "a\tb\nc")]


def test_docx_without_a_directory_is_salvaged():
    raw = makers.docx(p("Still here"))
    reading = read(raw[: raw.index(b"PK\x01\x02")], "a.docx")
    assert "Still here" in reading.text


def test_docx_entities_and_outside_references_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    evil = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "yyyy">]><w:document {makers.W}><w:body>{p("a&x;b&y;c")}</w:body></w:document>'
    raw = makers.package({"[Content_Types].xml": "<Types/>", "word/document.xml": evil})
    assert "SECRET" not in read(raw, "a.docx").text


def test_a_bomb_is_refused_before_unpacking():
    assert (read(makers.bomb(), "a.docx").outcome, read(makers.bomb(), "a.docx").reason) == ("too_big", "bomb")


def test_docx_without_words_is_empty_and_with_a_picture_needs_ocr():
    assert read(makers.docx("<w:p/>"), "a.docx").outcome == "empty"
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {makers.W}/>",
        "word/media/image1.png": "x",
    }
    assert read(makers.package(files), "a.docx").outcome == "needs_ocr"


def test_docx_charts_and_swallowed_pages_are_read():
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {makers.W}>{p('Body')}</w:document>",
        "word/charts/chart1.xml": f"<c {makers.W}><a:p><a:r><a:t>Chart title</a:t></a:r></a:p></c>",
        "word/chunk.html": "<p>Swallowed</p>",
    }
    assert told(read(makers.package(files), "a.docx")) == [
        ("body", "Body"),
        ("caption", "Chart title"),
        ("body", "Swallowed"),
    ]


def test_xlsx_comments_and_boxes():
    more = {
        "xl/comments1.xml": '<comments><commentList><comment ref="B2"><text><r><t>Clerk: check</t></r></text></comment></commentList></comments>',
        "xl/drawings/drawing1.xml": f"<d {makers.W}><a:p><a:r><a:t>In a box</a:t></a:r></a:p></d>",
    }
    reading = read(makers.xlsx([(1, [("A1", "x")])], **more), "a.xlsx")
    assert told(reading) == [("cell", "x"), ("note", "Clerk: check"), ("caption", "In a box")]
    assert reading.segments[1].locator.cell == "B2"


def test_odt():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>x</dc:creator></office:change-info><text:p>cut</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:h>제목</text:h><text:p>One<text:s/>two<text:span>three</text:span> four<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>noted</text:p></text:note-body></text:note> five</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>x<office:annotation><dc:creator>Clerk</dc:creator><text:p>remark</text:p></office:annotation></text:p>"
    )
    reading = read(makers.odt(body), "a.odt")
    assert told(reading) == [("deleted", "cut"), ("heading", "제목"), ("body", "One twothree four five"), ("note", "noted"),
                             ("cell", "a"), ("cell", "b"), ("body", "x"), ("note", "remark")]  # fmt: skip
    assert reading.segments[-1].speaker == "Clerk"
    assert read(makers.odt(body, "<manifest:encryption-data/>"), "a.odt").outcome == "locked"


def test_hwpx():
    body = (
        "<hp:p><hp:run><hp:secPr/><hp:t>저는 <hp:markpenBegin/>회령<hp:markpenEnd/>에서<hp:tab/>왔다.</hp:t><hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run><hp:t>각주</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl></hp:run></hp:p>"
        "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>칸</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl><hp:script>evil()</hp:script></hp:run></hp:p>"
    )
    reading = read(makers.hwpx(body), "a.hwpx")
    assert told(reading) == [("body", "저는 회령에서\t왔다."), ("note", "각주"), ("cell", "칸")]
    assert reading.reader == "hwpx"


def test_hwp_records_and_control_characters():
    field = "\x03" + "abcdefg"
    text = ("앞" + field + "중간\x09" + "abcdefg" + "뒤\x0d").encode("utf-16-le")
    assert hwp.words_of(text) == "앞중간\t뒤"
    long = "가" * 5000
    body = makers.hwp_record(66, 0, b"") + makers.hwp_record(67, 1, long.encode("utf-16-le"))
    body += makers.hwp_record(71, 1, b"fn  "[::-1]) + makers.hwp_record(67, 2, "각주".encode("utf-16-le"))
    body += makers.hwp_record(67, 1, "다음".encode("utf-16-le")) + b"\xff\xff\xff\xff"
    assert [(piece.role, piece.text) for piece in hwp._pieces(body, "")] == [
        ("body", long),
        ("note", "각주"),
        ("body", "다음"),
    ]
    assert hwp._plain(makers.deflated(body), compressed=True) == (body, True)


def test_hwp_samples(shared):
    found = {
        path.name: read(path.read_bytes(), path.name) for path in sorted((shared / "hostile/hwp/hwplib").glob("*.hwp"))
    }
    assert len(found) == 20
    assert {r.outcome for r in found.values()} <= {"ok", "empty", "needs_ocr"}
    assert "이것은 원본 HWP 파일의 내용입니다." in found["sample_hwp__source.hwp"].text
    assert words(found["sample_hwp__basic__각주미주.hwp"], "note")
    assert words(found["sample_hwp__basic__숨은설명.hwp"], "hidden")
    assert not any("JScript" in r.text for r in found.values())


def test_rtf():
    raw = (
        rb"{\rtf1\ansi\ansicpg949{\fonttbl{\f0\fcharset129 Batang;}{\f1\fcharset0 Arial;}}{\info{\title A title}{\author x}}\uc1"
        rb"\f0 \'c8\'b8\'b7\'c9\'bf\'a1\'bc\'ad\par {\f1 caf\'e9} \u54620?\u44397?\par"
        rb" two{\footnote noted}\par {\deleted gone}{\v unseen}kept\par{\*\generator x;}{\pict 00ff}{\object{\*\objdata 0102}}\bin3 }}}}"
    )
    reading = read(raw, "a.rtf")
    assert words(reading, "body") == ["회령에서", "café 한국", "two", "kept"]
    assert (words(reading, "note"), words(reading, "deleted"), words(reading, "hidden")) == (
        ["noted"],
        ["gone"],
        ["unseen"],
    )
    assert reading.title == "A title"


@pytest.mark.parametrize(
    "raw",
    [
        b"{\\rtf1 " + b"{" * 20_000,
        b"{\\rtf1 \\u99999999999 x",
        b"{\\rtf1 \\'",
        b"{\\rtf1 " + b"}" * 99,
        b"{\\rtf1 \\'00\\v \\'00x",
    ],
)
def test_broken_rtf_ends_typed(raw):
    assert read(raw, "a.rtf").outcome in {"ok", "partial", "empty", "damaged"}


def test_xlsx():
    raw = makers.xlsx(
        [(1, [("A1", "이름"), ("B1", "출생")]), (2, [("A2", "김철수"), ("B2", 1970)]), (4, [("B4", 1.5)])]
    )
    reading = read(raw, "a.xlsx")
    assert [(s.role, s.locator.part, s.locator.cell, reading.text[s.start : s.end]) for s in reading.segments] == [
        ("heading", "명단", "A1", "이름"), ("heading", "명단", "B1", "출생"), ("cell", "명단", "A2", "김철수"),
        ("cell", "명단", "B2", "1970"), ("cell", "명단", "B4", "1.5")]  # fmt: skip


def test_xlsx_extent_is_bounded():
    assert read(makers.xlsx([(1, [("A1", "x")])], dimension="A1:XFD1048576"), "a.xlsx").outcome == "ok"
    wide = read(makers.xlsx([(1, [("A1", "x")]), (1048576, [("XFD1048576", "y")])]), "a.xlsx")
    assert (wide.outcome, wide.reason) == ("too_big", "sheet_too_wide")
    assert read(makers.xlsx([]), "a.xlsx").outcome == "empty"
    assert [as_text(v) for v in (1998.0, 1.25, True, "x")] == ["1998", "1.25", "True", "x"]


def test_pdf_pages_notes_scans_and_locks():
    reading = read(makers.pdf("First page", "Second page", annotation="A remark"), "a.pdf")
    assert [(s.locator.page, s.role, s.speaker, reading.text[s.start : s.end]) for s in reading.segments] == [
        (1, "body", "", "First page"), (1, "note", "Clerk", "A remark"), (2, "body", "", "Second page"), (2, "note", "Clerk", "A remark")]  # fmt: skip
    scanned = read(makers.pdf(None, None), "a.pdf")
    assert (scanned.outcome, scanned.reason) == ("needs_ocr", "scanned")
    mixed = read(makers.pdf("words", None), "a.pdf")
    assert (mixed.outcome, mixed.reason, mixed.text) == ("partial", "pages_scanned", "words")
    locked = read(makers.pdf("secret", encrypt=True), "a.pdf")
    assert (locked.outcome, locked.reason, locked.text) == ("locked", "password", "")
    assert read(makers.pdf(""), "a.pdf").outcome == "empty"
    assert read(b"%PDF-1.4 nothing more", "a.pdf").outcome == "damaged"


def test_pdf_form_fields_are_read_with_their_names(shared):
    (path,) = (shared / "hostile").rglob("*testPDF_acroform3.pdf")
    reading = read(path.read_bytes(), path.name)
    fields = {s.locator.cell: reading.text[s.start : s.end] for s in reading.segments if s.role == "cell"}
    assert fields["aTextField"] == "TIKA-1226"
    assert "aTextField: TIKA-1226" in reading.text


def test_words_broken_at_a_line_end_are_whole(shared):
    marks = 0
    for path in sorted((shared / "hostile/pdf/pypdfsamples").rglob("*.pdf")):
        marks += read(path.read_bytes(), path.name).text.count("\ufffe")
    assert marks == 0


def test_korean_pdf_words(shared):
    folder = shared / "hostile/korean-pdf"
    files = sorted(folder.rglob("*.pdf"))
    texts = sorted(folder.rglob("*.txt"))
    if not files or not texts:
        pytest.skip("no Korean PDF with its text edition here")
    found = set(read(files[0].read_bytes(), "k.pdf").text.split())
    wanted = [w for w in texts[0].read_text(encoding="utf-8").split() if any("가" <= c <= "힣" for c in w)]
    assert sum(w in found for w in wanted) / len(wanted) >= 0.90


def test_html():
    page = (
        "<html lang='ko'><head><title> A  title </title><meta name='date' content='2020-01-02'><link rel=canonical href='http://x/1'>"
        "<script>evil()</script><style>p{}</style></head><body><nav><a>Home</a></nav><article><h1>Head</h1><p>One <b>two</b>\n three.</p>"
        "<blockquote>said</blockquote><p style='display:none'>unseen</p><svg><text>x</text></svg><ul><li>a</li><li>b</li></ul></article>"
        "<footer>Contact</footer><img src=x onerror=evil()><math><mtext><script>evil()</script></mtext></math></body></html>"
    )
    reading = read(page.encode(), "a.html")
    assert told(reading) == [("meta", "Home"), ("heading", "Head"), ("body", "One two three."), ("quote", "said"), ("hidden", "unseen"),
                             ("body", "a"), ("body", "b"), ("meta", "Contact")]  # fmt: skip
    assert (reading.title, reading.date, reading.link, reading.language) == (
        "A title",
        "2020-01-02",
        "http://x/1",
        "ko",
    )
    assert "evil" not in reading.text


def test_xml_bombs_and_outside_entities_are_refused(shared):
    for path in (shared / "hostile/xml").rglob("*.xml"):
        reading = read(path.read_bytes(), path.name)
        assert reading.reason == "xml_entities" or b"<!ENTITY" not in path.read_bytes()
        assert len(reading.text) < 100_000
