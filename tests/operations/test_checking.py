"""What a checked account shows of itself."""

import pytest

from doltap.model import Assertion, EntityType, Passage, Status, TextValue
from doltap.operations.checking import CheckedAssertion, _covered


@pytest.mark.parametrize(
    ("start", "identifiers", "shown"),
    [
        (0, [("phone", 5, 13)], "Call ▒▒▒▒▒▒▒▒ now"),
        (100, [("phone", 105, 113)], "Call ▒▒▒▒▒▒▒▒ now"),
        (100, [("phone", 5, 13), ("phone", 200, 208)], "Call 555-1234 now"),
        (20, [("phone", 9, 17)], "Call 555-1234 now"),
        (8, [("phone", 0, 12)], "▒▒▒▒ 555-1234 now"),
        (0, [("phone", 14, 40)], "Call 555-1234 ▒▒▒"),
    ],
)
def test_identifiers_are_covered_and_offsets_stay(start, identifiers, shown):
    words = "Call 555-1234 now"
    passage = Passage("p", "a", start, start + len(words), words)
    said = Assertion("i", "p", "a", "e", EntityType.EVENT, "said", TextValue("x"), "x")
    one = CheckedAssertion(said, passage, Status.NOTHING_FOUND, ())
    assert _covered(one, identifiers).passage.words == shown
