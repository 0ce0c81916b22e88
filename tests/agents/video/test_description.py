from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.video.description import chapters_in, prose_of

PROSE = "Tides are long waves that move through the oceans. " * 9


@pytest.mark.parametrize(
    "listed",
    [
        "0:00 Start\n1:05 Middle\n1:02:03 End",
        "Chapters:\n(0:00) - Start\n[1:05] | Middle\n• 1:02:03 – End\nThanks!",
    ],
)
def test_chapters_are_those_that_are_listed(listed: str) -> None:
    assert chapters_in(listed) == ((0, "Start"), (65, "Middle"), (3723, "End"))


@pytest.mark.parametrize(
    "listed", ["", "0:00 a\n1:00 b", "0:10 a\n1:00 b\n2:00 c", "0:00 a\n2:00 b\n1:00 c", "at 0:00 a\nb\nc"]
)
def test_other_times_are_no_chapters(listed: str) -> None:
    assert chapters_in(listed) == ()


def test_real_prose_is_kept_without_its_links() -> None:
    body = prose_of(f"{PROSE}\n\nSubscribe at https://tube.example for more of this!\n{PROSE} <script>")
    assert body.startswith("<p>Tides are")
    assert "Subscribe" not in body
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize("told", ["", "A talk on tides.", "https://a.example\n" * 60, "tides " * 200])
def test_links_lists_and_a_line_are_no_prose(told: str) -> None:
    assert prose_of(told) == ""


@given(st.text())
def test_any_description_is_taken(told: str) -> None:
    chapters_in(told)
    assert "<script" not in prose_of(told * 20)
