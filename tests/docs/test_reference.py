"""What is written about the program is what the program is."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import make_reference
from sapere.settings import VARIABLES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", make_reference.pages())
def test_the_reference_is_current(name: str) -> None:
    written = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    assert written == make_reference.pages()[name], "run: make docs"


def test_every_setting_is_in_it() -> None:
    written = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert not [one.name for one in VARIABLES.values() if f"`{one.name}`" not in written]
