"""The style sheet's colours, light, dark and printed, meet WCAG 2.2 AA."""

import re
from importlib.resources import files

import pytest

CSS = (files("doltap.publish") / "assets" / "doltap.css").read_text(encoding="utf-8")
STATUSES = ("corroborated", "one_teller", "tellers_differ", "against_record", "nothing_found", "not_checked")
TEXT = [("ink", "paper"), ("ink", "raised"), ("ink", "sunk"), ("soft", "paper"), ("soft", "raised"), ("soft", "sunk"),
        ("link", "paper"), ("link", "raised"), ("link", "sunk"), ("paper", "ink")]  # fmt: skip
TEXT += [(s, f"{s}-bg") for s in STATUSES] + [("ink", "against_record-bg"), ("link", "against_record-bg")]
SHAPES = [("edge", "paper"), ("edge", "raised"), ("focus", "paper"), ("c0", "paper"), ("one_teller", "raised")]
SHAPES += [(s, "paper") for s in STATUSES]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\n *\}", CSS, re.DOTALL)[:2]
    printed = CSS[CSS.index("@media print") :]
    named = {"light": light, "dark": dark, "print": printed}
    return {n: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", t)) for n, t in named.items()}


def light_of(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light_of(one), light_of(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_letters_have_a_contrast_of_at_least_four_and_a_half(mode):
    palette = palettes()["light"] | palettes()[mode]
    assert len(palettes()[mode]) > 15
    assert {p: round(c, 2) for p in TEXT if (c := contrast(*(palette[x] for x in p))) < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_shapes_that_carry_meaning_have_a_contrast_of_at_least_three(mode):
    palette = palettes()["light"] | palettes()[mode]
    assert {p: round(c, 2) for p in SHAPES if (c := contrast(*(palette[x] for x in p))) < 3} == {}


def test_every_class_of_a_status_has_its_colour():
    for status in STATUSES:
        assert all(f"{prefix}{status}" in CSS for prefix in (".f-", ".t-", ".g-", "--"))
