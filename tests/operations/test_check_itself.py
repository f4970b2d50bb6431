"""A text that the archive holds already, or a near copy of it, is no evidence for itself."""

import pytest

from doltap.model import ReleaseClass, Status
from doltap.operations.archive import create
from doltap.operations.checking import CheckRequest, check_file
from doltap.operations.intake import AddRequest, add
from doltap.operations.likeness import packed, unpacked
from doltap.operations.receipts import Receipt

TEXT = "Thae Yong-ho defected to South Korea in 2016."
OTHER = "In 2016 the diplomat Thae Yong-ho left his post in London; he defected to South Korea."
PUBLIC = Receipt(source="an outlet", release=ReleaseClass.PUBLIC)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "one two three four five six seven") as made:
        yield made


def file(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def statuses(result):
    return {c.status for c in result.assertions}


@pytest.mark.parametrize("copy", [TEXT, TEXT + "\n", TEXT.replace(" ", "  "), TEXT.upper(), TEXT[:-1] + "!"])
def test_a_copy_in_the_archive_supports_nothing(archive, tmp_path, copy):
    add(archive, AddRequest((file(tmp_path, "copy.txt", copy),), PUBLIC, workers=1))
    assert statuses(check_file(archive, CheckRequest(file(tmp_path, "mine.txt", TEXT)))) == {Status.NOTHING_FOUND}


def test_another_telling_beside_the_copy_still_supports(archive, tmp_path):
    files = file(tmp_path, "copy.txt", TEXT + "\n"), file(tmp_path, "other.txt", OTHER)
    add(archive, AddRequest(files, PUBLIC, workers=1))
    result = check_file(archive, CheckRequest(file(tmp_path, "mine.txt", TEXT)))
    assert Status.ONE_TELLER in statuses(result)
    assert {e.words for c in result.assertions for e in c.evidence} == {OTHER}


def test_the_copy_is_named_with_the_words_that_were_copied(archive, tmp_path):
    add(archive, AddRequest((file(tmp_path, "copy.txt", f"So it was said. {TEXT}"),), PUBLIC, workers=1))
    (copy,) = check_file(archive, CheckRequest(file(tmp_path, "mine.txt", TEXT))).copies
    assert copy.words == TEXT
    assert copy.similarity >= 0.5
    assert copy.name.endswith("copy.txt")


def test_a_text_like_no_other_has_no_copies(archive, tmp_path):
    add(archive, AddRequest((file(tmp_path, "other.txt", OTHER),), PUBLIC, workers=1))
    assert check_file(archive, CheckRequest(file(tmp_path, "mine.txt", TEXT))).copies == ()


def test_a_copy_that_may_not_be_seen_is_not_named(archive, tmp_path):
    add(archive, AddRequest((file(tmp_path, "copy.txt", TEXT + "\n"),), Receipt(teller="한강 1"), workers=1))
    assert check_file(archive, CheckRequest(file(tmp_path, "mine.txt", TEXT))).copies == ()


def test_operational_words_are_not_among_the_copied(archive, tmp_path):
    way = "We crossed the Tumen at night near Musan, where the guard had been bribed with 500 yuan."
    add(archive, AddRequest((file(tmp_path, "copy.txt", f"{TEXT} {way}"),), PUBLIC, workers=1))
    (copy,) = check_file(archive, CheckRequest(file(tmp_path, "mine.txt", f"{TEXT} {way}\n"))).copies
    assert copy.words == TEXT


def test_marks_are_kept_and_read_back():
    marks = frozenset({0, 7, 2**32 - 1})
    assert unpacked(packed(marks)) == marks
    assert unpacked(packed(frozenset())) == frozenset()
