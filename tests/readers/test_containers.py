"""Archives, mail, feeds: every member readable again; bombs, climbing paths and locks refused by name."""

# ruff: noqa: E501  a line is a document: broken over several it could not be read

import io
import stat
import zipfile

import pytest
from tests.readers import makers

from doltap.readers import Unreadable, read, unpack

FEED = """<?xml version="1.0" encoding="EUC-KR"?><rss version="2.0"><channel><title>소식</title><link>http://x/</link>
<item><title>첫 소식 &amp; 둘</title><link>http://x/1</link><pubDate>Mon, 06 Sep 2010 00:01:00 +0000</pubDate>
<description>&lt;p&gt;회령에서 온 &lt;b&gt;소식&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;evil()&lt;/script&gt;</description></item>
<item><title>Second</title><description>plain words</description></item></channel></rss>"""

MAIL = (
    "From: =?EUC-KR?B?sejDtrz2?= <a@example.org>\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Papers_=EC=84=9C=EB=A5=98?=\r\n"
    "Date: Tue, 02 Jan 2001 10:00:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
    "--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\nContent-Type: text/plain; charset=euc-kr\r\n"
    "Content-Transfer-Encoding: 8bit\r\n\r\nWORDS\r\n> quoted\r\n--C\r\nContent-Type: text/html\r\n\r\n<p>again</p>\r\n--C--\r\n"
    '--B\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nattached words\r\n--B--\r\n'
)


def mail():
    return MAIL.encode().replace(b"WORDS", "회령에서 왔습니다.".encode("euc-kr"))


def test_mail():
    reading = read(mail(), "a.eml")
    assert [(s.role, reading.text[s.start : s.end]) for s in reading.segments] == [
        ("heading", "Papers 서류"), ("meta", "김철수 <a@example.org>"), ("meta", "b@example.org"), ("meta", "Tue, 02 Jan 2001 10:00:00 +0900"),
        ("body", "회령에서 왔습니다."), ("quote", "> quoted")]  # fmt: skip
    assert (reading.title, reading.date, reading.members) == ("Papers 서류", "2001-01-02T10:00:00+09:00", ("a.txt",))
    (member,) = unpack(mail(), "a.eml")
    assert read(member.data, member.name).text == "attached words"


def test_deeply_nested_mail_is_bounded():
    raw = b"Subject: x\r\nFrom: a\r\n"
    for level in range(200):
        raw += b"Content-Type: multipart/mixed; boundary=B%d\r\n\r\n--B%d\r\n" % (level, level)
    raw += b"Content-Type: text/plain\r\n\r\nwords\r\n"
    assert "words" in read(raw, "a.eml").text


def test_encrypted_mail_is_locked():
    raw = b"From: a\r\nSubject: x\r\nContent-Type: multipart/encrypted; boundary=B\r\n\r\n--B\r\n\r\nx\r\n--B--"
    assert read(raw, "a.eml").outcome == "locked"


def test_mbox_keeps_from_in_a_body():
    raw = b"From a@b Mon Jan  1 00:00:00 2001\nFrom: a@b\nSubject: One\n\nHe wrote:\n\nFrom here it is far.\n\nFrom c@d Tue Jan  2 00:00:00 2001\nFrom: c@d\nSubject: Two\n\nwords\n"
    members = unpack(raw, "box")
    assert [m.title for m in members] == ["One", "Two"]
    assert "From here it is far." in read(members[0].data, members[0].name).text
    assert read(raw, "box").members == ("1.eml", "2.eml")


def test_feed_items_are_pages():
    raw = FEED.encode("euc-kr")
    reading = read(raw, "feed.xml")
    assert (reading.outcome, reading.title, reading.members) == ("ok", "소식", ("1.html", "2.html"))
    first, second = unpack(raw, "feed.xml")
    assert (first.title, first.date, first.link) == ("첫 소식 & 둘", "2010-09-06T00:01:00Z", "http://x/1")
    page = read(first.data, first.name)
    assert "회령에서 온 소식." in page.text
    assert "evil" not in page.text
    assert (page.title, page.date, page.link) == (first.title, first.date, first.link)
    assert "plain words" in read(second.data, second.name).text


def test_a_feed_that_lies_about_its_encoding():
    assert read(FEED.encode("utf-8"), "feed.xml").title == "소식"
    assert read(FEED.replace("EUC-KR", "utf-8").encode("cp949"), "feed.xml").title == "소식"


def test_an_ill_formed_feed_is_kept_and_marked():
    raw = FEED.replace("</rss>", "").replace("&amp; 둘", "& 둘<br>").encode("euc-kr")
    reading = read(raw, "feed.xml")
    assert (reading.outcome, reading.reason) == ("partial", "ill_formed")
    assert len(reading.members) == 2


def test_a_feed_with_entities_opens_nothing():
    raw = (
        FEED.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss')
        .replace("plain words", "&x;")
        .encode("euc-kr")
    )
    assert "root:" not in read(raw, "feed.xml").text


def test_zip_members():
    raw = makers.package({"a.txt": "one", "folder/나.txt": "둘", "folder/": "", "__MACOSX/x": "junk"})
    members = unpack(raw, "a.zip")
    assert [(m.name, m.data.decode()) for m in members] == [("a.txt", "one"), ("folder/나.txt", "둘")]
    assert read(raw, "a.zip").members == ("a.txt", "folder/나.txt")


def test_korean_names_without_the_utf8_flag():
    raw = makers.package({"QQ.txt": "one"}).replace(b"QQ", "가".encode("cp949"))
    assert unpack(raw, "a.zip")[0].name == "가.txt"


def test_climbing_paths_and_links_are_refused_by_name():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name in ("../up.txt", "/root.txt", "a/../../b.txt", "C:\\x.txt", "..\\w.txt", "good.txt"):
            box.writestr(name, "x")
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        box.writestr(link, "/etc/passwd")
    members = unpack(out.getvalue(), "a.zip")
    assert {m.name: m.problem for m in members} == {
        "../up.txt": "escapes", "/root.txt": "escapes", "a/../../b.txt": "escapes", "C:\\x.txt": "escapes", "..\\w.txt": "escapes",
        "good.txt": "", "link": "link"}  # fmt: skip
    assert all(not m.data for m in members if m.problem)
    assert read(out.getvalue(), "a.zip").reason == "member_refused"


def test_bombs_are_refused_before_unpacking():
    raw = makers.package({"a.txt": b"\0" * (40 << 20)})
    with pytest.raises(Unreadable) as refused:
        unpack(raw, "a.zip")
    assert (refused.value.outcome, refused.value.reason) == ("too_big", "bomb")
    assert read(raw, "a.zip").outcome == "too_big"


def test_locked_members():
    raw = bytearray(makers.package({"a.txt": "secret"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    assert read(bytes(raw), "a.zip").outcome == "locked"
    assert unpack(bytes(raw), "a.zip")[0].problem == "password"


def test_nesting_ends_at_three():
    raw = makers.package({"a.txt": "x"})
    for depth in range(3):
        assert unpack(raw, "a.zip", depth=depth)
    with pytest.raises(Unreadable) as refused:
        unpack(raw, "a.zip", depth=3)
    assert refused.value.reason == "nested_too_deep"


def test_a_broken_archive_is_damaged():
    with pytest.raises(Unreadable) as refused:
        unpack(b"PK\x03\x04" + b"x" * 100, "a.zip")
    assert refused.value.outcome == "damaged"


def test_what_is_no_container_has_no_members():
    assert unpack(b"just words", "a.txt") == ()
