"""Where words stand in their original is said in the reader's language, never as a machine's label."""

import pytest

from doltap.model import Locator
from doltap.operations.renderings import located


@pytest.mark.parametrize(
    ("locator", "english", "korean"),
    [
        (Locator(), "", ""),
        (Locator(line=4), "line 4", "4번째 줄"),
        (Locator(page=3, line=12), "page 3, line 12", "3쪽, 12번째 줄"),
        (Locator(cell="B2"), "cell B2", "B2 칸"),
        (Locator(time="00:01:05"), "00:01:05", "00:01:05"),
        (Locator(part="word/footnotes.xml"), "word/footnotes.xml", "word/footnotes.xml"),
    ],
)
def test_a_place_in_words(locator, english, korean):
    assert (located(locator, "en"), located(locator, "ko")) == (english, korean)
