from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.moments import address_at, clock_time, seconds_of


@pytest.mark.parametrize(
    ("second", "shown"), [(0, "0:00"), (195, "3:15"), (3723, "1:02:03"), (360_000, "100:00:00")]
)
def test_a_moment_is_written_as_people_write_it(second: int, shown: str) -> None:
    assert clock_time(second) == shown
    assert seconds_of(shown) == second


@pytest.mark.parametrize("text", ["", "3:75", "1:75:00", "12", "a:bc", "-1:00", "1:2:3:4", "3:5"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert seconds_of(text) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=195s"),
        ("https://www.youtube.com/watch?v=abc&t=7s#x", "https://www.youtube.com/watch?v=abc&t=195s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=195s"),
        ("https://tube.example/w/bL2cYSJ1234", "https://tube.example/w/bL2cYSJ1234?start=195s"),
        ("https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
         "https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=195s"),
        ("https://example.org/lecture.mp4", "https://example.org/lecture.mp4#t=195"),
        ("https://example.org/page", ""),
        ("file:///home/me/talk.vtt", ""),
        ("javascript:alert(1)//youtube.com", ""),
        ("https://youtube.com.evil.example/watch?v=abc", ""),
        ("http://[", ""),
    ],
)  # fmt: skip
def test_an_address_opens_at_the_second(address: str, expected: str) -> None:
    assert address_at(address, 195) == expected


@given(st.text(max_size=60), st.integers(-5, 10**6))
def test_any_text_is_an_address_or_none(text: str, second: int) -> None:
    made = address_at(text, second)
    assert made == "" or made.startswith(("http://", "https://"))
    assert made == "" or address_at(made, second) == made
