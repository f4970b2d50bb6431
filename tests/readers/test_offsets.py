"""Whatever the file, segments lie in the text, in order, apart; the text is NFC with newlines only."""

import unicodedata

import pytest

from doltap.model import Outcome
from doltap.readers import read


@pytest.mark.parametrize("kind", ["feed", "office", "hwp", "mail", "encoding", "xml", "payload", "pdf"])
def test_offsets_hold_on_hostile_files(shared, kind):
    files = sorted(p for p in (shared / "hostile" / kind).rglob("*") if p.is_file())
    for path in files[:: max(len(files) // 40, 1)]:
        reading = read(path.read_bytes(), path.name)
        ends = [0, *(s.end for s in reading.segments)]
        assert all(before <= s.start < s.end for before, s in zip(ends, reading.segments, strict=False)), path.name
        assert ends[-1] <= len(reading.text), path.name
        assert unicodedata.is_normalized("NFC", reading.text), path.name
        assert "\r" not in reading.text
        assert reading.text.encode("utf-8")[:0] == b""
        assert reading.outcome in set(Outcome)
        assert reading.outcome is Outcome.OK or reading.reason, path.name
