"""The room's public names, each loaded when it is asked for."""

import subprocess
import sys
from types import ModuleType

import pytest

from doltap import language


def loaded(code):
    """The parts of the room that a fresh interpreter has loaded after this code."""
    told = "import sys; print(*(m for m in sys.modules if m.startswith('doltap.language.')))"
    done = subprocess.run([sys.executable, "-c", f"{code}; {told}"], capture_output=True, text=True, check=True)
    return {m.removeprefix("doltap.language.") for m in done.stdout.split()}


@pytest.mark.parametrize("name", language.__all__)
def test_every_public_name_is_there_and_is_no_module(name):
    assert not isinstance(getattr(language, name), ModuleType)


def test_a_name_that_is_not_there_is_said_so():
    with pytest.raises(AttributeError, match="nobody"):
        _ = language.nobody


def test_search_terms_load_no_patterns_of_dates_or_names():
    assert not {"dates", "dates_en", "names", "numbers", "ages"} & loaded("from doltap.language import index_terms")


@pytest.mark.parametrize("first", ["import doltap.language.sentences", "pass"])
def test_a_function_with_the_name_of_its_module_is_the_function(first):
    code = f"{first}; from doltap.language import sentences; assert list(sentences('One. Two.')) == [(0, 4), (5, 9)]"
    assert "sentences" in loaded(code)
