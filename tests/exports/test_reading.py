from __future__ import annotations

import pytest

from sapere.exports.reading import address, book, link, supported
from sapere.exports.saying import shortened, unfinished
from tests.exports.material import tides


def test_a_quote_that_stands_twice_has_one_note() -> None:
    told = book(tides())
    assert [note.number for note in told.notes] == list(range(1, len(told.notes) + 1))
    first, second = told.chapters[1].prose()
    assert first.notes[0] is second.notes[0]


def test_a_topic_under_way_says_how_far_it_is() -> None:
    assert unfinished(book(tides())) == "Not finished yet: 2 of 3 pages are written."


def test_only_what_has_evidence_is_left() -> None:
    kept = supported(tides())
    states = {
        one["state"] for page in kept["pages"] for part in page["sections"] for one in part["sentences"]
    }
    assert states == {"quoted", "supported", "inferred"}
    assert tides()["pages"][0]["sections"][1]["sentences"][-1]["state"] == "unsupported"


@pytest.mark.parametrize(
    ("url", "shown", "followed"),
    [
        ("https://example.org/a_b?c=d&e", "https://example.org/a_b?c=d&e", True),
        ("https://example.org/<script>", "https://example.org/%3Cscript%3E", True),
        ("javascript:alert(1)", "javascript:alert(1)", False),
        ("HTTPS://example.org", "HTTPS://example.org", True),
        ("file:///etc/passwd", "file:///etc/passwd", False),
        ("https:///x", "https:///x", False),
        (" https://example.org\n", "https://example.org", True),
    ],
)
def test_only_the_web_is_followed(url: str, shown: str, followed: bool) -> None:
    assert address(url) == shown
    assert bool(link(address(url))) == followed


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("a tide", 6, "a tide"),
        ("a tide rises", 8, "a tide…"),
        ("潮汐潮汐", 6, "潮汐…"),
        ("x" * 9, 5, "xxxx…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, longest: int, shown: str) -> None:
    assert shortened(text, longest) == shown
