"""Make the table of hanja readings from Unihan: `python bench/learn_hanja.py --unihan DIR`.

DIR holds Unihan_Readings.txt and Unihan_Variants.txt of the Unicode Character Database. A line of the table is Hangul
readings, the Mandarin reading without its tone, and every character that has both; simplified characters are read as
the traditional ones that they stand for.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/doltap/language/data/hanja.txt"
HEAD = """# Readings of hanja: Hangul, Mandarin without tones, characters. From the Unicode Han Database 15.0 (kHangul,
# kMandarin, kSimplifiedVariant), copyright Unicode, Inc., under the Unicode Licence. Made by bench/learn_hanja.py.
"""


def fields(path: Path, *wanted: str) -> dict[str, dict[str, str]]:
    """Field -> character -> value."""
    found: dict[str, dict[str, str]] = {field: {} for field in wanted}
    for line in path.read_text(encoding="utf-8").splitlines():
        point, _, rest = line.partition("\t")
        field, _, value = rest.partition("\t")
        if point.startswith("U+") and field in found:
            found[field][chr(int(point[2:], 16))] = value
    return found


def plain(syllable: str) -> str:
    """A Mandarin syllable without its tone, ü as v is typed and as passports write it (yu)."""
    bare = "".join(c for c in unicodedata.normalize("NFD", syllable) if not "\u0300" <= c <= "\u0304" and c != "\u030c")
    return unicodedata.normalize("NFC", bare).replace("ü", "v")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unihan", type=Path, required=True)
    folder = parser.parse_args().unihan
    read = fields(folder / "Unihan_Readings.txt", "kHangul", "kMandarin")
    simplified = fields(folder / "Unihan_Variants.txt", "kSimplifiedVariant")["kSimplifiedVariant"]
    hangul = {char: [r.partition(":")[0] for r in value.split()] for char, value in read["kHangul"].items()}
    for traditional, forms in simplified.items():
        for form in (chr(int(f[2:], 16)) for f in forms.split()):
            own = hangul.setdefault(form, []) if form not in read["kHangul"] else None
            if own is not None:
                own += [r for r in hangul.get(traditional, []) if r not in own]
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for char, readings in sorted(hangul.items()):
        if readings:
            mandarin = plain(read["kMandarin"].get(char, "-").split()[0])
            lines["".join(readings), mandarin].append(char)
    body = "\n".join(f"{h} {m} {''.join(chars)}" for (h, m), chars in sorted(lines.items()))
    TARGET.write_text(HEAD + body + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
