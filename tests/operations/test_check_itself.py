"""A text that the archive holds already is no evidence for itself."""

from doltap.model import ReleaseClass, Status
from doltap.operations.archive import create
from doltap.operations.checking import CheckRequest, check_file
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt

TEXT = "Thae Yong-ho defected to South Korea in 2016."


def test_the_same_bytes_in_the_archive_support_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    mine, other = tmp_path / "mine.txt", tmp_path / "other.txt"
    mine.write_text(TEXT)
    other.write_text(TEXT + "\n")
    public = Receipt(source="an outlet", release=ReleaseClass.PUBLIC)
    with create(tmp_path / "archive", "one two three four five six seven") as archive:
        add(archive, AddRequest((mine,), public))
        alone = check_file(archive, CheckRequest(mine)).assertions
        add(archive, AddRequest((other,), public))
        with_another = check_file(archive, CheckRequest(mine)).assertions
    assert {c.status for c in alone} == {Status.NOTHING_FOUND}
    assert Status.ONE_TELLER in {c.status for c in with_another}
