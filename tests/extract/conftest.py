"""Reading one text with the North Korea pack."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("extract_helpers", Path(__file__).with_name("helpers.py"))
assert _SPEC
assert _SPEC.loader
_MODULE = importlib.util.module_from_spec(_SPEC)
sys.modules["extract_helpers"] = _MODULE
_SPEC.loader.exec_module(_MODULE)
