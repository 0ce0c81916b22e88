from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.captions import Recording, packed, unpacked

TALK = Recording("Tides", "en", "Ada", "2024-05-01", "CC BY 4.0", ((0, "Why"), (60, "How")))


def test_what_is_known_comes_back_with_the_captions_as_they_came() -> None:
    raw = packed(TALK, "WEBVTT\n\n00:01.000 --> …".encode(), "https://tube.example/w/abc")
    assert unpacked(raw.body.decode()) == (TALK, "WEBVTT\n\n00:01.000 --> …")


def test_captions_that_came_alone_know_nothing() -> None:
    assert unpacked("WEBVTT\n") == (Recording(), "WEBVTT\n")


@pytest.mark.parametrize("line", ['CAPTIONS {"title"', 'CAPTIONS {"a": ' + "[" * 200_000])
def test_a_damaged_line_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|too deep"):
        unpacked(f"{line}\nWEBVTT")


def test_wrong_types_are_left_out() -> None:
    line = 'CAPTIONS {"title": 3, "language": "no language", "chapters": [[1], ["a", "b"], [true, " "], [-1, "x"], [5, "y"]]}'
    assert unpacked(line)[0] == Recording(chapters=((5, "y"),))


@given(st.text(), st.text(), st.text())
def test_any_words_are_taken_and_made_plain(title: str, author: str, captions: str) -> None:
    raw = packed(Recording(title=title, author=author), captions.encode("utf-8", "replace"), "")
    known, _ = unpacked(raw.body.decode())
    assert "\n" not in known.title + known.author
