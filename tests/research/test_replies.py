from __future__ import annotations

import pytest

from tests.research.shelf import excerpt


@pytest.mark.parametrize(
    ("title", "about"),
    [("Super_Bowl_50", "Super Bowl 50"), ("run_until_complete", "run_until_complete"), ("On A_b", "On A_b")],
)
def test_a_title_written_as_a_files_name_is_in_words(title: str, about: str) -> None:
    assert excerpt("It is.", title=title).about == about


def test_a_heading_of_code_stays_as_it_is_written() -> None:
    path = ("Super_Bowl_50", "PyObject_Call")
    assert excerpt("It is.", title="Super_Bowl_50", path=path).about == "Super Bowl 50 › PyObject_Call"
