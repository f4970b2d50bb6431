"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data: DOLTAP_SHARED, or `shared` beside the repository; skips when there is none."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("DOLTAP_SHARED", str(beside)))
    if not folder.is_dir():
        pytest.skip(f"shared data not found: set DOLTAP_SHARED or put it at {beside.name}/ beside the repository")
    return folder
