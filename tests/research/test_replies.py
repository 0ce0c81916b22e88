from __future__ import annotations

import pytest

from tests.research.shelf import excerpt


@pytest.mark.parametrize(
    ("title", "about"),
    [("Super_Bowl_50", "Super Bowl 50"), ("run_until_complete", "run_until_complete"), ("On A_b", "On A_b")],
)
def test_a_title_written_as_a_files_name_is_in_words(title: str, about: str) -> None:
    assert excerpt("It is.", title=title).about == about
