"""Whatever an input can end as has a sentence in both languages that says what is wrong and how to mend it."""

import re
from pathlib import Path

import pytest

from doltap.catalogue import LANGUAGES, entries, has, say
from doltap.model import Outcome
from doltap.readers import sandbox

# A reason stands beside an outcome, in a Member's problem, or in the tables of what is not read.
IN_CODE = (
    r'Outcome\.[A-Z_]+, "([a-z_]+)"',
    r'"reason": "([a-z_]+)"',
    r'problem="([a-z_]+)"',
    r'": "(old_\w+|slides|program|web_archive|outlook)"',
    r'"reason": Outcome\.\w+ if \w+ else Outcome\.\w+, "([a-z_]+)"',
    r'"(other_archive|unknown_type|escapes|link|scanned|rights|encoding_unsure)"',
)


def reasons():
    folder = Path(sandbox.__file__).parent.parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return {reason for pattern in IN_CODE for reason in re.findall(pattern, source)} - {"reason"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_and_reason_has_its_sentence(language):
    assert [o for o in Outcome if not has(f"outcome.{o}", language)] == []
    found = reasons()
    assert len(found) > 40
    assert sorted(r for r in found if not has(f"reason.{r}", language)) == []


def test_no_sentence_is_left_over():
    mine = {code.removeprefix("reason.") for code in entries("en") if code.startswith("reason.")}
    source = "\n".join(p.read_text(encoding="utf-8") for p in (Path(sandbox.__file__).parents[2]).rglob("*.py"))
    assert sorted(r for r in mine if f'"{r}"' not in source) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_says_the_mend_not_only_the_fault(language):
    """At least two clauses: what is wrong, and what to do."""
    short = [c for c, t in entries(language).items() if c.startswith("reason.") and len(re.findall(r"[.;]", t)) < 2]
    mended = [c for c in short if not re.search(r"십시오|Ask|Save|Check|Split|Unpack", say(language, c))]
    assert mended == []
