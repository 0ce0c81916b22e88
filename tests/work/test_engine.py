from __future__ import annotations

from pathlib import Path

import pytest

from sapere.settings import Settings
from sapere.topics.lending import borrowed
from sapere.work.engine import EngineCrew

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_index_is_lent_while_the_crew_has_it_open(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert borrowed(settings) is None
    crew = EngineCrew(settings)
    try:
        assert borrowed(settings) is not None
    finally:
        crew.close()
    assert borrowed(settings) is None
