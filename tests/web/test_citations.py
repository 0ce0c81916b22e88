"""What every room says of a source."""

from __future__ import annotations

import pytest

from sapere.web.citations import place


@pytest.mark.parametrize(
    ("url", "stands"),
    [
        ("https://example.org/a", "example.org"),
        ("file:///home/a/b%20c.pdf", "b c.pdf"),
        ("python:try", "Python’s reference"),
        ("notes/a.md", "a.md"),
        ("wikidata:Q1", ""),
    ],
)
def test_where_a_source_stands_is_told_in_words_for_people(url: str, stands: str) -> None:
    assert place(url) == stands
